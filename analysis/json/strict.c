/* SPDX-License-Identifier: ISC */
/*
 * See strict.h. A message quotes the file only where it was made printable.
 */
#include "analysis/json/strict.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "analysis/base/escape.h"

bool strict_failed(const struct strict *s)
{
	return *s->message;
}

void strict_fail(struct strict *s, const char *key, const char *fmt, ...)
{
	size_t used;
	va_list list;

	if (strict_failed(s))
		return;
	snprintf(s->message, sizeof(s->message), "%s%s%s", s->path,
		*s->path && *key && *key != '[' ? "." : "", key);
	used = strlen(s->message);
	va_start(list, fmt);
	vsnprintf(s->message + used, sizeof(s->message) - used, fmt, list);
	va_end(list);
}

static const char *type_words(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return "an object";
	case JSON_ARRAY:
		return "a list";
	case JSON_STRING:
		return "a string";
	case JSON_INTEGER:
		return "a number";
	case JSON_REAL:
		return "a number with a point";
	case JSON_TRUE:
		return "true";
	case JSON_FALSE:
		return "false";
	case JSON_NULL:
		break;
	}
	return "null";
}

/* The member; NULL when it is missing or something failed before. */
static const json_t *member(
	struct strict *s, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!value)
		strict_fail(s, key, " is missing");
	return strict_failed(s) ? NULL : value;
}

/* What a file says, short and printable. */
static const char *quote(char out[ESCAPE_MOST * 20 + 1], const json_t *value)
{
	size_t len = json_string_length(value);

	out[escape_bytes(out, json_string_value(value), len < 20 ? len : 20)] =
		'\0';
	return out;
}

uint64_t strict_number(struct strict *s, const json_t *object, const char *key,
	uint64_t least, uint64_t most)
{
	const json_t *value = member(s, object, key);
	json_int_t n = json_integer_value(value);

	if (!value)
		return 0;
	if (json_is_integer(value) && n >= 0 && (uint64_t)n >= least &&
		(uint64_t)n <= most)
		return (uint64_t)n;
	if (json_is_integer(value))
		strict_fail(s, key,
			": wanted a number from %llu to %llu, not "
			"%" JSON_INTEGER_FORMAT,
			(unsigned long long)least, (unsigned long long)most, n);
	else
		strict_fail(s, key,
			": wanted a number from %llu to %llu, not %s",
			(unsigned long long)least, (unsigned long long)most,
			type_words(value));
	return 0;
}

bool strict_bool(struct strict *s, const json_t *object, const char *key)
{
	const json_t *value = member(s, object, key);

	if (value && !json_is_boolean(value))
		strict_fail(s, key, ": wanted true or false, not %s",
			type_words(value));
	return json_is_true(value);
}

static const char *text_of(
	struct strict *s, const json_t *value, const char *key, size_t most)
{
	const char *text = json_string_value(value);
	size_t len = json_string_length(value);

	if (!value)
		return "";
	if (!text)
		strict_fail(
			s, key, ": wanted a string, not %s", type_words(value));
	else if (len > most || strlen(text) != len)
		strict_fail(s, key,
			": wanted a string of at most %zu bytes, none of them "
			"zero",
			most);
	return strict_failed(s) ? "" : text;
}

const char *strict_text(
	struct strict *s, const json_t *object, const char *key, size_t most)
{
	return text_of(s, member(s, object, key), key, most);
}

const char *strict_text_or_null(
	struct strict *s, const json_t *object, const char *key, size_t most)
{
	const json_t *value = member(s, object, key);

	return json_is_null(value) ? "" : text_of(s, value, key, most);
}

unsigned strict_word(struct strict *s, const json_t *object, const char *key,
	const char *(*name)(unsigned), unsigned last)
{
	const json_t *value = member(s, object, key);
	const char *text = text_of(s, value, key, 100);
	char room[ESCAPE_MOST * 20 + 1];

	for (unsigned i = 0; *text && i <= last; i++)
		if (!strcmp(name(i), text))
			return i;
	strict_fail(s, key, ": \"%s\" is none of the words that stand here",
		quote(room, value));
	return 0;
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

size_t strict_bytes(struct strict *s, const json_t *object, const char *key,
	uint8_t *out, size_t most)
{
	const char *hex = strict_text(s, object, key, SIZE_MAX);
	size_t n = strlen(hex) / 2;

	if (strlen(hex) % 2 || n > most) {
		strict_fail(s, key, ": wanted hex of at most %zu bytes", most);
		return 0;
	}
	for (size_t i = 0; i < n; i++) {
		int high = digit_of(hex[2 * i]);
		int low = digit_of(hex[2 * i + 1]);

		if (high < 0 || low < 0) {
			strict_fail(s, key, " is no hex");
			return 0;
		}
		out[i] = (uint8_t)(high << 4 | low);
	}
	return n;
}

const json_t *strict_array(
	struct strict *s, const json_t *object, const char *key, size_t most)
{
	const json_t *value = member(s, object, key);

	if (!value)
		return NULL;
	if (!json_is_array(value))
		strict_fail(
			s, key, ": wanted a list, not %s", type_words(value));
	else if (json_array_size(value) > most)
		strict_fail(s, key, ": wanted at most %zu, not %zu", most,
			json_array_size(value));
	return strict_failed(s) ? NULL : value;
}

static void enter(struct strict *s, const char *key)
{
	size_t used = strlen(s->path);

	snprintf(s->path + used, sizeof(s->path) - used, "%s%s",
		used ? "." : "", key);
}

static const json_t *object_of(struct strict *s, const json_t *value)
{
	if (!value)
		return NULL;
	if (!json_is_object(value))
		strict_fail(
			s, "", ": wanted an object, not %s", type_words(value));
	return strict_failed(s) ? NULL : value;
}

const json_t *strict_object(
	struct strict *s, const json_t *object, const char *key)
{
	const json_t *value = member(s, object, key);

	enter(s, key);
	return object_of(s, value);
}

const json_t *strict_element(
	struct strict *s, const json_t *array, const char *key, size_t i)
{
	const json_t *value = json_array_get(array, i);
	char place[60];

	snprintf(place, sizeof(place), "%.30s[%zu]", key, i);
	enter(s, place);
	if (!value)
		strict_fail(s, "", " is missing");
	return object_of(s, value);
}

void strict_leave(struct strict *s)
{
	char *dot = strrchr(s->path, '.');

	*(dot ? dot : s->path) = '\0';
}

static bool is_among(const char *key, const char *const *keys, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(keys[i], key))
			return true;
	return false;
}

void strict_only(struct strict *s, const json_t *object,
	const char *const *keys, size_t n)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		json_t *name;
		char room[ESCAPE_MOST * 20 + 1];

		if (is_among(key, keys, n))
			continue;
		name = json_string(key);
		strict_fail(s, quote(room, name), " is not known here");
		json_decref(name);
	}
}
