/* SPDX-License-Identifier: ISC */
/*
 * See bytes_value.h. What a number means follows from the last word of its
 * field's name: "server_hello.suite", "hello.suite" and "ssl2_hello.suite" are
 * suites.
 */
#include "analysis/json/bytes_value.h"

#include <string.h>

#include "analysis/json/flight_value.h"
#include "analysis/json/json.h"
#include "wire/tables/names.h"
#include "wire/text/walk.h"

#define FIELDS_MAX 20000

struct taker {
	struct slice bytes;
	json_t *fields;
	size_t left_out;
};

static json_t *suite_words(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return report_words(suite ? suite->name : "");
}

static json_t *group_words(uint32_t code)
{
	const struct group *group = group_find((uint16_t)code);

	return report_words(group ? group->name : "");
}

static json_t *scheme_words(uint32_t code)
{
	const struct code_name *name = signature_scheme_find((uint16_t)code);

	return report_words(name ? name->name : "");
}

static json_t *version_words(uint32_t code)
{
	return report_words(version_name((uint16_t)code));
}

static json_t *extension_words(uint32_t code)
{
	const struct code_name *name = extension_find((uint16_t)code);

	return report_words(name ? name->name : "");
}

static json_t *alert_words(uint32_t code)
{
	const struct code_name *name = alert_find((uint16_t)code);

	return report_words(name ? name->name : "");
}

static json_t *level_words(uint32_t level)
{
	return report_words(level == 1 ? "warning" : level == 2 ? "fatal" : "");
}

static json_t *record_type_words(uint32_t type)
{
	return report_words(content_name((uint8_t)type));
}

static json_t *message_words(uint32_t type)
{
	return report_words(handshake_name((uint8_t)type));
}

static json_t *length_words(uint32_t length)
{
	return json_sprintf("%u", length);
}

/* By the whole name, or by its last word. */
static const struct {
	const char *name;
	json_t *(*words)(uint32_t number);
} meanings[] = {
	{ "record.type", record_type_words },
	{ "handshake.type", message_words },
	{ "extension.type", extension_words },
	{ "alert.level", level_words },
	{ "alert.description", alert_words },
	{ "length", length_words },
	{ "version", version_words },
	{ "suite", suite_words },
	{ "cipher_kind", suite_words },
	{ "group", group_words },
	{ "selected_group", group_words },
	{ "scheme", scheme_words },
	{ "signature_scheme", scheme_words },
};

static json_t *number_words(const struct walk_field *field)
{
	const char *last = strrchr(field->name, '.');

	last = last ? last + 1 : field->name;
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (!strcmp(meanings[i].name, field->name) ||
			!strcmp(meanings[i].name, last))
			return meanings[i].words(field->number);
	return json_null();
}

static bool is_text(const char *name)
{
	return !strcmp(name, "server_name.host") ||
		!strcmp(name, "alpn.name") || !strcmp(name, "not_tls");
}

static json_t *words_of(
	const struct taker *taker, const struct walk_field *field)
{
	size_t len = field->len < 256 ? field->len : 256;

	if (is_text(field->name))
		return report_text(taker->bytes.data + field->at, len);
	if (!field->last || field->cut)
		return json_null();
	return number_words(field);
}

static void take(void *ctx, const struct walk_field *field)
{
	struct taker *taker = ctx;
	json_t *object;

	if (json_array_size(taker->fields) == FIELDS_MAX) {
		taker->left_out++;
		return;
	}
	object = json_object();
	report_put(object, "at", report_count(field->at));
	report_put(object, "length", report_count(field->len));
	report_put(object, "depth", json_integer(field->depth));
	report_put(object, "name", json_string(field->name));
	report_put(object, "words", words_of(taker, field));
	report_put(
		object, "goes_on", json_boolean(!field->last && !field->cut));
	report_put(object, "cut", json_boolean(field->cut));
	json_array_append_new(taker->fields, object);
}

json_t *bytes_value(struct slice bytes, enum bytes_side side)
{
	struct taker taker = { .bytes = bytes, .fields = json_array() };
	json_t *value = json_object();

	if (side == BYTES_OF_CLIENT)
		walk_client(bytes, take, &taker);
	else
		walk_server(bytes, side == BYTES_OF_SSL2_SERVER, take, &taker);
	report_put(value, "bytes", report_count(bytes.len));
	report_put(value, "hex", report_bytes(bytes));
	report_put(value, "fields", taker.fields);
	report_put(value, "fields_left_out", report_count(taker.left_out));
	return value;
}
