/* SPDX-License-Identifier: ISC */
/*
 * The frame of a flight's value: records and items, in the order in which the
 * walk (wire/text/walk.h) meets them. The n-th handshake message of the walk is
 * the n-th that the flight has read; where the bytes are not at hand the order
 * is that of the flight.
 */
#include "analysis/json/flight_value.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/json/flight_parts.h"
#include "analysis/json/json.h"
#include "analysis/json/names.h"
#include "wire/tables/names.h"
#include "wire/bytes/record.h"
#include "wire/text/walk.h"

#define ITEMS_MAX 128
#define RECORDS_MAX 128

const char *handshake_name(uint8_t type)
{
	static const char *const names[] = {
		[0] = "hello_request",
		[1] = "client_hello",
		[2] = "server_hello",
		[3] = "hello_verify_request",
		[4] = "new_session_ticket",
		[8] = "encrypted_extensions",
		[11] = "certificate",
		[12] = "server_key_exchange",
		[13] = "certificate_request",
		[14] = "server_hello_done",
		[15] = "certificate_verify",
		[16] = "client_key_exchange",
		[20] = "finished",
		[21] = "certificate_url",
		[22] = "certificate_status",
		[23] = "supplemental_data",
		[24] = "key_update",
		[25] = "compressed_certificate",
	};

	return type < sizeof(names) / sizeof(names[0]) ? names[type] : NULL;
}

const char *content_name(uint8_t type)
{
	switch (type) {
	case CONTENT_CHANGE_CIPHER_SPEC:
		return "change_cipher_spec";
	case CONTENT_ALERT:
		return "alert";
	case CONTENT_HANDSHAKE:
		return "handshake";
	case CONTENT_APPLICATION_DATA:
		return "application_data";
	case CONTENT_HEARTBEAT:
		return "heartbeat";
	default:
		return NULL;
	}
}

enum item_kind {
	ITEM_MESSAGE,
	ITEM_ALERT,
	ITEM_CHANGE_CIPHER_SPEC,
	ITEM_SEALED,
	ITEM_SSL2,
	ITEM_OTHER,
	ITEM_NOT_TLS,
};

static const char *const item_names[] = { "message", "alert",
	"change-cipher-spec", "sealed", "ssl2", "other", "not-tls" };

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

static void put_alert(json_t *object, const struct item *item)
{
	const struct code_name *name = alert_find((uint16_t)item->number);

	report_put(object, "level", json_integer(item->type));
	report_put(object, "fatal", json_boolean(item->type == 2));
	report_put(object, "description", json_integer(item->number));
	report_put(object, "name", report_words(name ? name->name : ""));
}

/* @message: so many of the flight's messages stand before. */
static void put_message(json_t *object, const struct server_flight *flight,
	const struct item *item, size_t message)
{
	const struct flight_message *known = message < flight->n_messages &&
			flight->messages[message].type == item->type
		? &flight->messages[message]
		: NULL;

	report_put(object, "type", json_integer(item->type));
	report_put(object, "name",
		report_words(handshake_name((uint8_t)item->type)));
	report_put(object, "length", json_integer(item->number));
	report_put(object, "whole", json_boolean(known != NULL));
	if (known)
		flight_put_message(object, flight, known->type, known->body);
}

static json_t *strange_text(
	const struct server_flight *flight, struct slice heard, size_t at)
{
	if (flight->strange.len > 0)
		return report_text(flight->strange.data, flight->strange.len);
	if (at >= heard.len)
		return json_null();
	heard = slice_of(heard.data + at, heard.len - at);
	return report_text(heard.data, heard.len < 512 ? heard.len : 512);
}

static json_t *item_json(const struct server_flight *flight, struct slice heard,
	const struct item *item, size_t message)
{
	json_t *object = json_object();

	report_put(object, "what", json_string(item_names[item->kind]));
	report_put(
		object, "at", heard.len ? report_count(item->at) : json_null());
	switch (item->kind) {
	case ITEM_MESSAGE:
		put_message(object, flight, item, message);
		break;
	case ITEM_ALERT:
		put_alert(object, item);
		break;
	case ITEM_SSL2:
		report_put(object, "ssl2", flight_ssl2(flight));
		break;
	case ITEM_NOT_TLS:
		report_put(
			object, "text", strange_text(flight, heard, item->at));
		break;
	default:
		report_put(object, "length", report_count(item->len));
	}
	return object;
}

static json_t *items_json(const struct server_flight *flight,
	struct slice heard, const struct found *found)
{
	size_t n = found->n_items < ITEMS_MAX ? found->n_items : ITEMS_MAX;
	json_t *array = json_array();
	size_t message = 0;

	for (size_t i = 0; i < n; i++) {
		json_array_append_new(array,
			item_json(flight, heard, &found->items[i], message));
		message += found->items[i].kind == ITEM_MESSAGE;
	}
	return array;
}

static json_t *records_json(const struct found *found)
{
	size_t n =
		found->n_records < RECORDS_MAX ? found->n_records : RECORDS_MAX;
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++) {
		const struct found_record *record = &found->records[i];
		json_t *object = json_object();

		report_put(object, "at", report_count(record->at));
		report_put(object, "type", json_integer(record->type));
		report_put(object, "name",
			report_words(content_name((uint8_t)record->type)));
		report_put(object, "version",
			report_version_name((uint16_t)record->version));
		report_put(object, "length", json_integer(record->length));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *fault_json(const struct fault *fault)
{
	char words[200];

	if (fault->kind == FAULT_NONE)
		return json_null();
	fault_text(fault, words, sizeof(words));
	return report_words(words);
}

json_t *flight_value(const struct server_flight *flight, struct slice heard)
{
	struct found *found = xcalloc(1, sizeof(*found));
	json_t *object = json_object();

	if (heard.len > 0)
		walk_server(heard, flight->asked_ssl2, see, found);
	else
		see_flight(found, flight);
	report_put(object, "end", json_string(flight_end_name(flight->end)));
	report_put(object, "words", flight_words(flight));
	report_put(object, "record_version",
		flight->in_ssl2 ? json_null()
				: report_version_name(flight->record_version));
	report_put(object, "n_records", json_integer(flight->n_records));
	report_put(object, "records", records_json(found));
	report_put(object, "items", items_json(flight, heard, found));
	report_put(object, "items_left_out",
		report_count(found->n_items > ITEMS_MAX
				? found->n_items - ITEMS_MAX
				: 0));
	report_put(object, "fault", fault_json(&flight->fault));
	report_put(object, "bytes",
		heard.len ? report_count(heard.len) : json_null());
	free(found);
	return object;
}
