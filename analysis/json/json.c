/* SPDX-License-Identifier: ISC */
/*
 * See json.h.
 */
#include "analysis/json/json.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/base/escape.h"

void report_put(json_t *object, const char *key, json_t *value)
{
	json_object_set_new(object, key, value ? value : json_null());
}

json_t *report_text(const void *data, size_t len)
{
	char *out = xcalloc(len + 1, ESCAPE_MOST);
	json_t *text = json_stringn(out, escape_bytes(out, data, len));

	free(out);
	return text;
}

json_t *report_escaped(const void *data, size_t len)
{
	char *out = xcalloc(len + 1, ESCAPE_MOST);
	json_t *text = json_stringn(out, escape_words(out, data, len));

	free(out);
	return text;
}

json_t *report_words(const char *text)
{
	return text && *text ? report_escaped(text, strlen(text)) : json_null();
}

json_t *report_number(uint64_t number)
{
	return number ? report_count(number) : json_null();
}

json_t *report_count(uint64_t number)
{
	return json_integer((json_int_t)number);
}

json_t *report_hex(const uint8_t *bytes, size_t len)
{
	return report_bytes(slice_of(bytes, len < 64 ? len : 64));
}

json_t *report_bytes(struct slice bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *text = xcalloc(2, bytes.len + 1);
	json_t *value;

	for (size_t i = 0; i < bytes.len; i++) {
		text[2 * i] = digits[bytes.data[i] >> 4];
		text[2 * i + 1] = digits[bytes.data[i] & 15];
	}
	value = json_stringn(text, 2 * bytes.len);
	free(text);
	return value;
}
