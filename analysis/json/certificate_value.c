/* SPDX-License-Identifier: ISC */
/*
 * See certificate_value.h.
 */
#include "analysis/json/certificate_value.h"

#include <string.h>

#include "analysis/json/json.h"

static const char *hex_of(struct arena *arena, const uint8_t *bytes, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_zeroed(arena, 2 * len + 1, 1);

	for (size_t i = 0; i < len; i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 15];
	}
	return text;
}

static void copy_names(struct arena *arena, struct certificate_words *words,
	const struct certificate_facts *facts)
{
	size_t n = facts->n_names;

	words->n_names = n < CERTIFICATE_NAMES ? n : CERTIFICATE_NAMES;
	words->n_names_left_out = facts->n_names_left_out;
	words->names =
		arena_zeroed(arena, words->n_names, sizeof(*words->names));
	for (size_t i = 0; i < words->n_names; i++)
		words->names[i] = arena_words(arena, facts->names[i]);
}

static void copy_uses(struct arena *arena, struct certificate_words *words,
	const struct certificate_facts *facts)
{
	size_t n = facts->n_purposes;

	words->has_key_usage = facts->has_key_usage;
	words->uses = arena_zeroed(arena, KEY_USAGES, sizeof(*words->uses));
	for (unsigned bit = 0; bit < KEY_USAGES; bit++)
		if (facts->key_usage & 1u << bit)
			words->uses[words->n_uses++] = key_usage_name(bit);
	words->n_purposes = n < CERTIFICATE_PURPOSES ? n : CERTIFICATE_PURPOSES;
	words->n_purposes_left_out = facts->n_purposes_left_out;
	words->purposes = arena_zeroed(
		arena, words->n_purposes, sizeof(*words->purposes));
	for (size_t i = 0; i < words->n_purposes; i++)
		words->purposes[i] = arena_words(arena, facts->purposes[i]);
}

void certificate_words_of(struct arena *arena, struct certificate_words *words,
	const struct certificate_facts *facts)
{
	*words = (struct certificate_words){
		.sha256 = hex_of(arena, facts->sha256, sizeof(facts->sha256)),
		.size = facts->size,
		.readable = facts->readable,
		.trouble = arena_words(arena, facts->trouble),
		.subject = arena_words(arena, facts->subject),
		.issuer = arena_words(arena, facts->issuer),
		.serial = arena_words(arena, facts->serial),
		.key_type = arena_words(arena, facts->key_type),
		.curve = arena_words(arena, facts->curve),
		.signature = arena_words(arena, facts->signature),
		.key_bits = facts->key_bits,
		.not_before = arena_words(arena, facts->not_before),
		.not_after = arena_words(arena, facts->not_after),
		.self_issued = facts->self_issued,
		.is_ca = facts->is_ca,
	};
	copy_names(arena, words, facts);
	copy_uses(arena, words, facts);
}

static json_t *list_json(const char **words, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, json_string(words[i]));
	return list;
}

/* null: the certificate says nothing, so that all is allowed. */
static void put_uses(json_t *object, const struct certificate_words *words)
{
	report_put(object, "key_usage",
		words->has_key_usage ? list_json(words->uses, words->n_uses)
				     : json_null());
	report_put(object, "extended_key_usage",
		words->n_purposes
			? list_json(words->purposes, words->n_purposes)
			: json_null());
	report_put(object, "extended_key_usage_left_out",
		report_count(words->n_purposes_left_out));
}

json_t *certificate_words_value(const struct certificate_words *words)
{
	json_t *object = json_object();
	bool ok = words->readable;

	report_put(object, "sha256", json_string(words->sha256));
	report_put(object, "size", report_count(words->size));
	report_put(object, "readable", json_boolean(ok));
	report_put(object, "trouble", report_words(words->trouble));
	report_put(object, "subject",
		ok ? json_string(words->subject) : json_null());
	report_put(object, "issuer",
		ok ? json_string(words->issuer) : json_null());
	report_put(object, "serial", report_words(words->serial));
	report_put(object, "key_type", report_words(words->key_type));
	report_put(object, "key_bits", report_number(words->key_bits));
	report_put(object, "curve", report_words(words->curve));
	report_put(object, "signature", report_words(words->signature));
	report_put(object, "names", list_json(words->names, words->n_names));
	report_put(object, "names_left_out",
		report_count(words->n_names_left_out));
	report_put(object, "not_before", report_words(words->not_before));
	report_put(object, "not_after", report_words(words->not_after));
	report_put(object, "self_issued",
		ok ? json_boolean(words->self_issued) : json_null());
	report_put(
		object, "is_ca", ok ? json_boolean(words->is_ca) : json_null());
	put_uses(object, words);
	return object;
}

json_t *certificate_value(const struct certificate_facts *facts)
{
	struct arena arena = { 0 };
	struct certificate_words words;
	json_t *value;

	certificate_words_of(&arena, &words, facts);
	value = certificate_words_value(&words);
	arena_clear(&arena);
	return value;
}
