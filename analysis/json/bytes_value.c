/* SPDX-License-Identifier: ISC */
/*
 * See bytes_value.h. What a number means follows from the last word of its
 * field's name: "server_hello.suite", "hello.suite" and "ssl2_hello.suite" are
 * suites.
 */
#include "analysis/json/bytes_value.h"

#include <string.h>

#include "analysis/json/flight_names.h"
#include "analysis/json/hex.h"
#include "analysis/json/json.h"
#include "wire/tables/names.h"
#include "wire/walk/walk.h"

#define FIELDS_MAX 20000
#define TEXT_MAX 256

struct taker {
	struct slice bytes;
	struct arena *arena;
	struct bytes_view *view;
};

static const char *suite_words(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite ? suite->name : NULL;
}

static const char *group_words(uint32_t code)
{
	const struct group *group = group_find((uint16_t)code);

	return group ? group->name : NULL;
}

static const char *row_name(const struct code_name *row)
{
	return row ? row->name : NULL;
}

static const char *scheme_words(uint32_t code)
{
	return row_name(signature_scheme_find((uint16_t)code));
}

static const char *version_words(uint32_t code)
{
	return version_name((uint16_t)code);
}

static const char *extension_words(uint32_t code)
{
	return row_name(extension_find((uint16_t)code));
}

static const char *alert_words(uint32_t code)
{
	return row_name(alert_find((uint16_t)code));
}

static const char *level_words(uint32_t level)
{
	return level == 1 ? "warning" : level == 2 ? "fatal" : NULL;
}

static const char *record_type_words(uint32_t type)
{
	return content_name((uint8_t)type);
}

static const char *message_words(uint32_t type)
{
	return handshake_name((uint8_t)type);
}

/* By the whole name, or by its last word. */
static const struct {
	const char *name;
	const char *(*words)(uint32_t number);
} meanings[] = {
	{ "record.type", record_type_words },
	{ "handshake.type", message_words },
	{ "extension.type", extension_words },
	{ "alert.level", level_words },
	{ "alert.description", alert_words },
	{ "version", version_words },
	{ "suite", suite_words },
	{ "cipher_kind", suite_words },
	{ "group", group_words },
	{ "selected_group", group_words },
	{ "scheme", scheme_words },
	{ "signature_scheme", scheme_words },
};

static const char *number_words(
	struct arena *arena, const struct walk_field *field)
{
	const char *last = strrchr(field->name, '.');

	last = last ? last + 1 : field->name;
	if (!strcmp(last, "length"))
		return arena_printf(arena, "%u", field->number);
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (!strcmp(meanings[i].name, field->name) ||
			!strcmp(meanings[i].name, last))
			return meanings[i].words(field->number);
	return NULL;
}

static bool is_text(const char *name)
{
	return !strcmp(name, "server_name.host") ||
		!strcmp(name, "alpn.name") || !strcmp(name, "not_tls");
}

static const char *words_of(
	const struct taker *taker, const struct walk_field *field)
{
	size_t len = field->len < TEXT_MAX ? field->len : TEXT_MAX;

	if (is_text(field->name))
		return arena_bytes(
			taker->arena, taker->bytes.data + field->at, len);
	if (!field->last || field->cut)
		return NULL;
	return number_words(taker->arena, field);
}

static void count(void *ctx, const struct walk_field *field)
{
	struct bytes_view *view = ctx;

	(void)field;
	if (view->n_fields == FIELDS_MAX)
		view->fields_left_out++;
	else
		view->n_fields++;
}

static void take(void *ctx, const struct walk_field *field)
{
	struct taker *taker = ctx;
	struct bytes_view *view = taker->view;

	if (view->n_fields == FIELDS_MAX)
		return;
	view->fields[view->n_fields++] = (struct field_view){
		.at = field->at,
		.length = field->len,
		.depth = field->depth,
		.name = field->name,
		.words = words_of(taker, field),
		.goes_on = !field->last && !field->cut,
		.cut = field->cut,
	};
}

static void walk(
	struct slice bytes, enum bytes_side side, walk_visit *visit, void *ctx)
{
	if (side == BYTES_OF_CLIENT)
		walk_client(bytes, visit, ctx);
	else
		walk_server(bytes, side == BYTES_OF_SSL2_SERVER, visit, ctx);
}

void bytes_view_of(struct arena *arena, struct bytes_view *view,
	struct slice bytes, enum bytes_side side)
{
	struct taker taker = { bytes, arena, view };

	*view = (struct bytes_view){ .n_bytes = bytes.len,
		.hex = arena_hex(arena, bytes) };
	walk(bytes, side, count, view);
	view->fields =
		arena_zeroed(arena, view->n_fields, sizeof(*view->fields));
	view->n_fields = 0;
	walk(bytes, side, take, &taker);
}

static json_t *field_value(const struct field_view *field)
{
	json_t *object = json_object();

	report_put(object, "at", report_count(field->at));
	report_put(object, "length", report_count(field->length));
	report_put(object, "depth", json_integer(field->depth));
	report_put(object, "name", json_string(field->name));
	report_put(object, "words",
		field->words ? json_string(field->words) : json_null());
	report_put(object, "goes_on", json_boolean(field->goes_on));
	report_put(object, "cut", json_boolean(field->cut));
	return object;
}

json_t *bytes_view_value(const struct bytes_view *view)
{
	json_t *value = json_object(), *fields = json_array();

	for (size_t i = 0; i < view->n_fields; i++)
		json_array_append_new(fields, field_value(&view->fields[i]));
	report_put(value, "bytes", report_count(view->n_bytes));
	report_put(value, "hex", json_string(view->hex));
	report_put(value, "fields", fields);
	report_put(
		value, "fields_left_out", report_count(view->fields_left_out));
	return value;
}
