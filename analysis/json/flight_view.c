/* SPDX-License-Identifier: ISC */
/*
 * The frame of a flight's view: records and items, in the order in which the
 * walk meets them. The n-th handshake message of the walk is the n-th that the
 * flight has read; where the bytes are not at hand the order is that of the
 * flight.
 */
#include "analysis/json/flight_view.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/json/flight_names.h"
#include "analysis/json/flight_parts.h"
#include "wire/tables/names.h"
#include "wire/walk/walk.h"

#define ITEMS_MAX 128
#define RECORDS_MAX 128
#define STRANGE_MAX 512

const char *item_kind_name(enum item_kind kind)
{
	static const char *const names[] = { "message", "alert",
		"change-cipher-spec", "sealed", "ssl2", "other", "not-tls" };

	return names[kind];
}

struct item {
	enum item_kind kind;
	size_t at, len;	       /* len: of what is no message */
	uint32_t type, number; /* message: its length; alert: description */
};

struct found_record {
	size_t at;
	uint32_t type, version, length;
};

/* What the walk has met. Beyond the caps it is counted only. */
struct found {
	size_t n_items, n_records;
	struct item items[ITEMS_MAX];
	struct found_record records[RECORDS_MAX];
};

static const struct {
	const char *name;
	enum item_kind kind;
} item_fields[] = {
	{ "handshake.type", ITEM_MESSAGE },
	{ "alert.level", ITEM_ALERT },
	{ "change_cipher_spec", ITEM_CHANGE_CIPHER_SPEC },
	{ "sealed", ITEM_SEALED },
	{ "ssl2.type", ITEM_SSL2 },
	{ "record.payload", ITEM_OTHER },
	{ "not_tls", ITEM_NOT_TLS },
};

static struct item *last_item(struct found *found)
{
	size_t n = found->n_items < ITEMS_MAX ? found->n_items : ITEMS_MAX;

	return n ? &found->items[n - 1] : NULL;
}

static void add_item(struct found *found, const struct item *item)
{
	struct item *last = last_item(found);

	/* sealed records in a row are one thing to us */
	if (item->kind == ITEM_SEALED && last && last->kind == ITEM_SEALED) {
		last->len += item->len;
		return;
	}
	if (found->n_items < ITEMS_MAX)
		found->items[found->n_items] = *item;
	found->n_items++;
}

/* True: @field begins an item. */
static bool begins_item(struct found *found, const struct walk_field *field)
{
	for (size_t i = 0; i < sizeof(item_fields) / sizeof(item_fields[0]);
		i++) {
		struct item item = { item_fields[i].kind, field->at, field->len,
			field->number, 0 };

		if (strcmp(field->name, item_fields[i].name) != 0)
			continue;
		add_item(found, &item);
		return true;
	}
	return false;
}

static void see_record(struct found *found, const struct walk_field *field)
{
	struct found_record *record;

	if (!strcmp(field->name, "record.type")) {
		if (found->n_records < RECORDS_MAX)
			found->records[found->n_records] =
				(struct found_record){ .at = field->at,
					.type = field->number };
		found->n_records++;
	}
	if (found->n_records == 0 || found->n_records > RECORDS_MAX)
		return;
	record = &found->records[found->n_records - 1];
	if (!strcmp(field->name, "record.version"))
		record->version = field->number;
	else if (!strcmp(field->name, "record.length"))
		record->length = field->number;
}

static void see(void *ctx, const struct walk_field *field)
{
	struct found *found = ctx;
	struct item *last;

	if (field->depth == 0)
		see_record(found, field);
	if (field->first && begins_item(found, field))
		return;
	last = last_item(found);
	if (!last || found->n_items > ITEMS_MAX || !field->last)
		return;
	if (!strcmp(field->name, "handshake.length") ||
		!strcmp(field->name, "alert.description"))
		last->number = field->number;
}

static void add_alerts(struct found *found, const struct server_flight *flight,
	bool before_server_hello)
{
	for (size_t i = 0; i < flight->n_alerts; i++) {
		const struct alert *alert = &flight->alerts[i];
		struct item item = { ITEM_ALERT, 0, 0, alert->level,
			alert->description };

		if (alert->before_server_hello == before_server_hello)
			add_item(found, &item);
	}
}

/* Without the bytes: what the flight has kept. */
static void see_flight(struct found *found, const struct server_flight *flight)
{
	struct item ssl2 = { .kind = ITEM_SSL2 };
	struct item strange = { .kind = ITEM_NOT_TLS };

	if (flight->in_ssl2)
		add_item(found, &ssl2);
	add_alerts(found, flight, true);
	for (size_t i = 0; i < flight->n_messages; i++) {
		struct item item = { .kind = ITEM_MESSAGE,
			.type = flight->messages[i].type,
			.number = (uint32_t)flight->messages[i].body.len };

		add_item(found, &item);
	}
	add_alerts(found, flight, false);
	if (flight->strange.len > 0)
		add_item(found, &strange);
}

static const char *alert_name(uint32_t description)
{
	const struct code_name *name = alert_find((uint16_t)description);

	return name ? name->name : "";
}

/* @message: so many of the flight's messages stand before. */
static void view_message(struct arena *arena, struct flight_item *view,
	const struct server_flight *flight, const struct item *item,
	size_t message)
{
	const struct flight_message *known = message < flight->n_messages &&
			flight->messages[message].type == item->type
		? &flight->messages[message]
		: NULL;
	const char *name = handshake_name((uint8_t)item->type);

	view->type = (uint8_t)item->type;
	view->name = name ? name : "";
	view->length = item->number;
	view->whole = known != NULL;
	if (known)
		flight_view_message(arena, view, flight, known->body);
}

static const char *strange_text(struct arena *arena,
	const struct server_flight *flight, struct slice heard, size_t at)
{
	struct slice strange = flight->strange;

	if (strange.len == 0 && at < heard.len)
		strange = slice_of(heard.data + at,
			heard.len - at < STRANGE_MAX ? heard.len - at
						     : STRANGE_MAX);
	return strange.len ? arena_bytes(arena, strange.data, strange.len)
			   : NULL;
}

static void view_item(struct arena *arena, struct flight_item *view,
	const struct server_flight *flight, struct slice heard,
	const struct item *item)
{
	*view = (struct flight_item){
		.kind = item->kind,
		.has_at = heard.len > 0,
		.at = item->at,
		.length = item->len,
		.name = "",
	};
	switch (item->kind) {
	case ITEM_ALERT:
		view->level = item->type;
		view->description = item->number;
		view->name = alert_name(item->number);
		break;
	case ITEM_SSL2:
		view->ssl2 = flight_view_ssl2(arena, flight);
		break;
	case ITEM_NOT_TLS:
		view->text = strange_text(arena, flight, heard, item->at);
		break;
	default:
		break;
	}
}

static void view_items(struct arena *arena, struct flight_view *view,
	const struct server_flight *flight, struct slice heard,
	const struct found *found)
{
	size_t n = found->n_items < ITEMS_MAX ? found->n_items : ITEMS_MAX;
	size_t message = 0;

	view->n_items = n;
	view->items_left_out = found->n_items - n;
	view->items = arena_zeroed(arena, n, sizeof(*view->items));
	for (size_t i = 0; i < n; i++) {
		const struct item *item = &found->items[i];

		view_item(arena, &view->items[i], flight, heard, item);
		if (item->kind == ITEM_MESSAGE)
			view_message(arena, &view->items[i], flight, item,
				message++);
	}
}

static void view_records(struct arena *arena, struct flight_view *view,
	const struct found *found)
{
	size_t n =
		found->n_records < RECORDS_MAX ? found->n_records : RECORDS_MAX;

	view->n_shown = n;
	view->records = arena_zeroed(arena, n, sizeof(*view->records));
	for (size_t i = 0; i < n; i++) {
		const struct found_record *record = &found->records[i];
		const char *name = content_name((uint8_t)record->type);

		view->records[i] = (struct record_view){ record->at,
			record->type, name ? name : "",
			flight_version(arena, (uint16_t)record->version),
			record->length };
	}
}

void flight_view_of(struct arena *arena, struct flight_view *view,
	const struct server_flight *flight, struct slice heard)
{
	struct found *found = xcalloc(1, sizeof(*found));

	if (heard.len > 0)
		walk_server(heard, flight->asked_ssl2, see, found);
	else
		see_flight(found, flight);
	*view = (struct flight_view){
		.end = flight->end,
		.words = flight_words(arena, flight),
		.record_version = flight->in_ssl2
			? ""
			: flight_version(arena, flight->record_version),
		.n_records = flight->n_records,
		.fault = flight_fault_words(arena, &flight->fault),
		.n_bytes = heard.len,
	};
	view_records(arena, view, found);
	view_items(arena, view, flight, heard, found);
	free(found);
}
