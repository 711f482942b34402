/* SPDX-License-Identifier: ISC */
/*
 * Diffie-Hellman in both shapes of hello: without and beside the groups of
 * RFC 7919. Size and prime decide which senders break off, so they are told
 * apart from the suites.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text.h"
#include "cli/page/value.h"

static const char *same_set_words(const json_t *dhe)
{
	if (value_true(dhe, "same_set"))
		return "; the same DHE suites either way";
	if (json_is_false(value_of(dhe, "same_set")))
		return "; not the same DHE suites either way";
	return "";
}

static bool shape_seen(const json_t *shape)
{
	return value_is(shape, "state", "yes");
}

static char *shape_words(const json_t *shape, const char *proof)
{
	const char *prime = value_text(shape, "prime");
	const char *group = value_text(shape, "group");

	if (!shape_seen(shape))
		return words_join("%s%s", value_text(shape, "state"), proof);
	return words_join("%lld bits%s%s%s%s%s", value_number(shape, "bits"),
		*group ? " " : "", group, *prime ? ", prime: " : "", prime,
		proof);
}

/* What is shown of a version, but for the proof; "" when DHE was not seen. */
static char *dhe_same(const json_t *version)
{
	const json_t *dhe = value_of(version, "dhe");
	const json_t *plain = value_of(dhe, "plain");
	const json_t *other = value_of(dhe, "rfc7919");
	char *a, *b, *same;

	if (!shape_seen(plain) && !shape_seen(other))
		return words_join("%s", "");
	a = shape_words(plain, "");
	b = shape_words(other, "");
	same = words_join("%s %s %s", a, b, same_set_words(dhe));
	free(a);
	free(b);
	return same;
}

static char *members_proof(json_t *members, const char *shape)
{
	json_t *ids = json_array(), *member;
	char *proof;
	size_t i;

	json_array_foreach(members, i, member) value_join_ids(ids,
		value_of(value_of(value_of(member, "dhe"), shape), "probes"));
	proof = value_proof(ids);
	json_decref(ids);
	return proof;
}

static void put_shape(struct page *page, json_t *members, const char *shape,
	const char *label, const char *more)
{
	const json_t *dhe = value_of(json_array_get(members, 0), "dhe");
	char *proof = members_proof(members, shape);
	char *words = shape_words(value_of(dhe, shape), proof);

	page_fact(page, 2, 24, label, TINT_NONE, "%s%s", words, more);
	free(words);
	free(proof);
}

static void tell_dhe(struct page *page, const char *name, json_t *members)
{
	const json_t *dhe = value_of(json_array_get(members, 0), "dhe");

	text_heading(page, "Diffie-Hellman (DHE) of %s", name);
	put_shape(page, members, "plain", "usual hello", "");
	put_shape(page, members, "rfc7919", "RFC 7919 groups too",
		same_set_words(dhe));
}

void text_dhe(struct page *page, const json_t *endpoint)
{
	text_by_versions(page, endpoint, dhe_same, tell_dhe);
}
