/* SPDX-License-Identifier: ISC */
/*
 * What one hello has that another has not, in words, from their values. Lists
 * are compared as lists: what is only in one of them, then the order of what is
 * in both. What is new in each hello counts by its length only: random, session
 * id, key shares, tickets; and a GREASE value is as good as another (RFC 8701).
 */
#include <stdlib.h>
#include <string.h>

#include "cli/hello/hello_work.h"
#include "cli/page/value.h"

static void add(json_t *differences, const char *what, const char *text)
{
	json_array_append_new(differences,
		json_pack("{s:s, s:s}", "what", what, "text", text));
}

static void put(struct page *words, const char *text)
{
	page_put(words, text, strlen(text));
}

static const char *label_of_code(const json_t *item)
{
	const char *name = value_text(item, "name");

	if (!*name)
		name = value_text(item, "iana");
	if (!strncmp(name, "GREASE_", 7) || !strncmp(name, "TLS_GREASE", 10))
		return "GREASE";
	return *name ? name : value_text(item, "code");
}

static bool is_grease(const json_t *item)
{
	return value_is(item, "kind", "grease") ||
		!strcmp(label_of_code(item), "GREASE");
}

/* A JSON string: the name, and for a share its length, too. */
static json_t *label(const json_t *item)
{
	const char *name;

	if (json_is_string(item))
		return json_string(json_string_value(item));
	name = is_grease(item) ? "GREASE" : label_of_code(item);
	if (value_of(item, "length") && !value_of(item, "hex"))
		return json_sprintf(
			"%s (%lld bytes)", name, value_number(item, "length"));
	return json_string(name);
}

static json_t *labels(const json_t *list)
{
	json_t *array = json_array(), *item;
	size_t i;

	json_array_foreach(list, i, item)
		json_array_append_new(array, label(item));
	return array;
}

/* How often each label is there. */
static json_t *count(const json_t *array)
{
	json_t *counts = json_object(), *item;
	size_t i;

	json_array_foreach(array, i, item)
	{
		const char *name = json_string_value(item);

		json_object_set_new(counts, name,
			json_integer(value_number(counts, name) + 1));
	}
	return counts;
}

/* Splits @array: what @other has too, and what it has not. */
static void split(
	const json_t *array, const json_t *other, json_t *both, json_t *only)
{
	json_t *counts = count(other), *item;
	size_t i;

	json_array_foreach(array, i, item)
	{
		const char *name = json_string_value(item);
		long long n = value_number(counts, name);

		json_array_append(n > 0 ? both : only, item);
		json_object_set_new(counts, name, json_integer(n - 1));
	}
	json_decref(counts);
}

static void add_only(json_t *differences, const char *what, const char *which,
	const json_t *only)
{
	struct page_style style = { 0 };
	struct page words;
	json_t *item;
	size_t i;
	char *text;

	if (json_array_size(only) == 0)
		return;
	page_init(&words, &style);
	put(&words, which);
	json_array_foreach(only, i, item)
	{
		put(&words, i ? ", " : "");
		put(&words, json_string_value(item));
	}
	text = page_take(&words);
	add(differences, what, text);
	free(text);
}

/* The first place where the common ones are in another order. */
static void add_order(
	json_t *differences, const char *what, const json_t *a, const json_t *b)
{
	json_t *item;
	size_t i;
	char *text;

	json_array_foreach(a, i, item)
	{
		const json_t *there = json_array_get(b, i);

		if (!there || json_equal(item, there))
			continue;
		text = words_join("in another order: where the first has %s, "
				  "the second has %s",
			json_string_value(item), json_string_value(there));
		add(differences, what, text);
		free(text);
		return;
	}
}

static void compare_lists(
	json_t *differences, const char *what, const json_t *a, const json_t *b)
{
	json_t *names[2] = { labels(a), labels(b) };
	json_t *both[2] = { json_array(), json_array() };
	json_t *only[2] = { json_array(), json_array() };

	split(names[0], names[1], both[0], only[0]);
	split(names[1], names[0], both[1], only[1]);
	add_only(differences, what, "only in the first: ", only[0]);
	add_only(differences, what, "only in the second: ", only[1]);
	add_order(differences, what, both[0], both[1]);
	for (size_t i = 0; i < 2; i++) {
		json_decref(names[i]);
		json_decref(both[i]);
		json_decref(only[i]);
	}
}

/* A member as a few words. */
static char *words_of(const json_t *value)
{
	json_t *text;
	char *words;

	if (json_is_integer(value))
		return words_join("%lld", (long long)json_integer_value(value));
	if (json_is_boolean(value))
		return words_join("%s", json_is_true(value) ? "yes" : "no");
	if (json_is_null(value) || !value)
		return words_join("none");
	text = label(value);
	words = words_join("%s",
		json_string_length(text) > 0 ? json_string_value(text)
					     : "empty");
	json_decref(text);
	return words;
}

static void compare_values(
	json_t *differences, const char *what, const json_t *a, const json_t *b)
{
	char *words[2], *text;

	if (json_equal(a, b))
		return;
	words[0] = words_of(a);
	words[1] = words_of(b);
	text = words_join(
		"%s in the first, %s in the second", words[0], words[1]);
	add(differences, what, text);
	free(text);
	free(words[0]);
	free(words[1]);
}

static void compare_contents(
	json_t *differences, const char *what, json_t *a, const json_t *b)
{
	const char *key;
	json_t *value;

	json_object_foreach(a, key, value)
	{
		if (json_is_array(value))
			compare_lists(
				differences, what, value, value_of(b, key));
		else
			compare_values(
				differences, what, value, value_of(b, key));
	}
}

static const json_t *find_extension(const json_t *list, const char *code)
{
	json_t *item;
	size_t i;

	json_array_foreach(
		list, i, item) if (value_is(item, "code", code)) return item;
	return NULL;
}

static void compare_extensions(
	json_t *differences, const json_t *a, const json_t *b)
{
	json_t *item;
	size_t i;

	compare_lists(differences, "extensions", a, b);
	json_array_foreach(a, i, item)
	{
		const char *code = value_text(item, "code");
		const json_t *there = find_extension(b, code);
		json_t *content = value_of(item, "content");

		if (!there || is_grease(item) ||
			find_extension(a, code) != item)
			continue;
		if (json_is_object(content) &&
			json_is_object(value_of(there, "content")))
			compare_contents(differences, label_of_code(item),
				content, value_of(there, "content"));
		else
			compare_values(differences, label_of_code(item),
				value_of(item, "hex"), value_of(there, "hex"));
	}
}

static void compare_hellos(
	json_t *differences, const json_t *a, const json_t *b)
{
	static const char *const keys[] = { "form", "record_version", "version",
		"has_extensions", "fault", "raw_tail" };
	size_t id[2] = { strlen(value_text(a, "session_id")) / 2,
		strlen(value_text(b, "session_id")) / 2 };
	char *text;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		compare_values(differences, keys[i], value_of(a, keys[i]),
			value_of(b, keys[i]));
	if (id[0] != id[1]) {
		text = words_join("%zu bytes in the first, %zu in the second",
			id[0], id[1]);
		add(differences, "session id", text);
		free(text);
	}
	compare_lists(differences, "suites", value_of(a, "suites"),
		value_of(b, "suites"));
	compare_lists(differences, "compression", value_of(a, "compression"),
		value_of(b, "compression"));
	compare_extensions(differences, value_of(a, "extensions"),
		value_of(b, "extensions"));
}

/* The last record takes what is left, and its length says nothing. */
static void compare_records(
	json_t *differences, const json_t *a, const json_t *b)
{
	size_t n[2] = { json_array_size(a), json_array_size(b) };
	bool same = n[0] == n[1];
	char *text;

	for (size_t i = 0; same && i + 1 < n[0]; i++)
		same = json_equal(json_array_get(a, i), json_array_get(b, i));
	if (same)
		return;
	text = words_join("cut otherwise: %zu in the first, %zu in the second",
		n[0], n[1]);
	add(differences, "records", text);
	free(text);
}

json_t *hello_diff_value(const json_t *a, const json_t *b)
{
	json_t *differences = json_array();
	const json_t *hellos[2] = { value_of(a, "hello"),
		value_of(b, "hello") };

	if (json_is_object(hellos[0]) && json_is_object(hellos[1])) {
		compare_hellos(differences, hellos[0], hellos[1]);
		compare_records(differences, value_of(a, "records"),
			value_of(b, "records"));
		compare_values(differences, "bytes behind it",
			value_of(a, "behind"), value_of(b, "behind"));
	} else if (json_is_object(hellos[0]) || json_is_object(hellos[1])) {
		add(differences, "hello",
			json_is_object(hellos[0])
				? "only the first is a whole ClientHello"
				: "only the second is a whole ClientHello");
	} else {
		compare_values(differences, "bytes", value_of(a, "bytes"),
			value_of(b, "bytes"));
	}
	return json_pack("{s:o}", "differences", differences);
}
