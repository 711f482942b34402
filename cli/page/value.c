/* SPDX-License-Identifier: ISC */
/*
 * Reading JSON without a test at each step, and probe numbers as words.
 */
#include "cli/page/value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/page/page.h"

/* Enough to look one up; the report in JSON has them all. */
#define SHOWN_RUNS 6

json_t *value_of(const json_t *object, const char *key)
{
	return json_object_get(object, key);
}

const char *value_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

long long value_number(const json_t *object, const char *key)
{
	return (long long)json_integer_value(json_object_get(object, key));
}

bool value_is(const json_t *object, const char *key, const char *text)
{
	return !strcmp(value_text(object, key), text);
}

bool value_true(const json_t *object, const char *key)
{
	return json_is_true(json_object_get(object, key));
}

static long long id_at(const json_t *array, size_t i)
{
	return (long long)json_integer_value(json_array_get(array, i));
}

/* The last index of the run of successive ids that begins at @i. */
static size_t run_end(const json_t *array, size_t i)
{
	while (i + 1 < json_array_size(array) &&
		id_at(array, i + 1) == id_at(array, i) + 1)
		i++;
	return i;
}

char *value_ids(const json_t *array)
{
	struct page_style style = { 0 };
	size_t n = json_array_size(array), shown = 0;
	struct page page;
	char text[64];

	page_init(&page, &style);
	for (size_t i = 0; i < n; i++) {
		size_t end = run_end(array, i);
		const char *comma = i ? ", " : "";

		if (shown++ == SHOWN_RUNS && n - i > 2) {
			snprintf(text, sizeof(text), " and %zu more", n - i);
			page_put(&page, text, strlen(text));
			break;
		}
		if (end > i + 1)
			snprintf(text, sizeof(text), "%s%lld-%lld", comma,
				id_at(array, i), id_at(array, end));
		else
			snprintf(text, sizeof(text), "%s%lld", comma,
				id_at(array, i));
		page_put(&page, text, strlen(text));
		if (end > i + 1)
			i = end;
	}
	return page_take(&page);
}
