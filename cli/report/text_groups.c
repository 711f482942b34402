/* SPDX-License-Identifier: ISC */
/*
 * The groups of each version: those the server takes, in its order when it has
 * one; those it does not, so that "absent" is said and not only missing, the
 * post-quantum ones by name.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text.h"
#include "cli/page/value.h"

static char *groups_same(const json_t *version)
{
	const json_t *groups = value_of(version, "groups");
	char *same = words_join("%s", "");

	for (size_t i = 0; i < json_array_size(groups); i++) {
		const json_t *group = json_array_get(groups, i);
		char *longer = words_join("%s %s %s %s", same,
			value_text(version, "groups_order"),
			value_text(group, "code"), value_text(group, "state"));

		free(same);
		same = longer;
	}
	return same;
}

static const char *group_name(const json_t *group)
{
	const char *name = value_text(group, "name");

	return *name ? name : value_text(group, "code");
}

/* Lists of what is absent can be long; the report in JSON has them all. */
#define SHOWN_NAMES 12

struct names {
	char *text; /* "" at first */
	size_t n;
	json_t *ids;
};

static void names_begin(struct names *names)
{
	names->text = words_join("%s", "");
	names->n = 0;
	names->ids = json_array();
}

static void names_add(struct names *names, const json_t *group)
{
	char *longer;

	if (names->n++ >= SHOWN_NAMES)
		return;
	longer = words_join("%s%s%s", names->text, names->n > 1 ? ", " : "",
		group_name(group));
	free(names->text);
	names->text = longer;
}

/* " and 88 more" of what was not shown. */
static char *names_rest(const struct names *names)
{
	if (names->n <= SHOWN_NAMES)
		return words_join("%s", "");
	return words_join(" and %zu more", names->n - SHOWN_NAMES);
}

static void names_end(struct names *names)
{
	free(names->text);
	json_decref(names->ids);
}

/* The probes of one state in all versions that say the same. */
static void join_proof(struct names *names, json_t *members, const char *state)
{
	json_t *member, *group;
	size_t i, k;

	json_array_foreach(members, i, member)
		json_array_foreach(value_of(member, "groups"), k,
			group) if (value_is(group, "state", state))
			value_join_ids(names->ids, value_of(group, "probes"));
}

static void put_groups(struct page *page, json_t *members, const char *state,
	const char *label)
{
	const json_t *groups = value_of(json_array_get(members, 0), "groups");
	struct names names;
	char *proof, *rest;

	names_begin(&names);
	for (size_t i = 0; i < json_array_size(groups); i++)
		if (value_is(json_array_get(groups, i), "state", state))
			names_add(&names, json_array_get(groups, i));
	join_proof(&names, members, state);
	proof = value_proof(names.ids);
	rest = names_rest(&names);
	if (names.n)
		page_fact(page, 2, 14, label, TINT_NONE, "%s%s%s", names.text,
			rest, proof);
	free(rest);
	free(proof);
	names_end(&names);
}

static void put_quantum(struct page *page, json_t *members)
{
	const json_t *groups = value_of(json_array_get(members, 0), "groups");
	size_t asked = 0, taken = 0;
	struct names absent, present;
	char *rest;

	names_begin(&absent);
	names_begin(&present);
	for (size_t i = 0; i < json_array_size(groups); i++) {
		const json_t *group = json_array_get(groups, i);
		bool no = value_is(group, "state", "no");

		if (!value_true(group, "post_quantum"))
			continue;
		asked += no || value_is(group, "state", "yes");
		taken += value_is(group, "state", "yes");
		if (no)
			names_add(&absent, group);
		if (value_is(group, "state", "yes"))
			names_add(&present, group);
	}
	rest = names_rest(&absent);
	if (asked && !taken)
		page_fact(page, 2, 14, "post-quantum", TINT_NONE,
			"absent, none of %zu asked for: %s%s", asked,
			absent.text, rest);
	else if (asked)
		page_fact(page, 2, 14, "post-quantum", TINT_NONE,
			"%zu of %zu asked for: %s", taken, asked, present.text);
	free(rest);
	names_end(&absent);
	names_end(&present);
}

static void tell_groups(struct page *page, const char *name, json_t *members)
{
	const char *order =
		value_text(json_array_get(members, 0), "groups_order");

	text_heading(page, "Groups of %s%s", name,
		!strcmp(order, "server")	   ? ", in the server's order"
			: !strcmp(order, "client") ? ", the client's order "
						     "decides"
						   : "");
	put_groups(page, members, "yes", "taken");
	put_groups(page, members, "inconclusive", "unclear");
	put_quantum(page, members);
	put_groups(page, members, "no", "not taken");
}

void text_groups(struct page *page, const json_t *endpoint)
{
	text_by_versions(page, endpoint, groups_same, tell_groups);
}
