/* SPDX-License-Identifier: ISC */
/*
 * See flight_value.h.
 */
#include "analysis/json/flight_value.h"

#include "analysis/json/json.h"
#include "analysis/json/names.h"

static json_t *suite_value(uint32_t code)
{
	json_t *object = json_object();

	report_put_suite(object, code);
	return object;
}

static json_t *extensions_value(const struct server_hello_view *hello)
{
	json_t *array = json_array();

	for (size_t i = 0; i < hello->n_extensions; i++) {
		const struct answer_extension *e = &hello->extensions[i];
		json_t *object = json_object();

		report_put(object, "type", json_integer(e->type));
		report_put(object, "code", json_string(e->code));
		report_put(object, "name", report_words(e->name));
		report_put(object, "length", report_count(e->length));
		report_put(object, "words", report_words(e->words));
		report_put(object, "hex", json_string(e->hex));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *server_hello_value(const struct server_hello_view *hello)
{
	json_t *object = json_object();

	report_put(object, "retry", json_boolean(hello->retry));
	report_put(object, "version", report_words(hello->version));
	report_put(object, "negotiated", report_words(hello->negotiated));
	report_put(object, "random", json_string(hello->random));
	report_put(object, "downgrade", report_words(hello->downgrade));
	report_put(object, "session_id", json_string(hello->session_id));
	report_put(object, "suite", suite_value(hello->suite));
	report_put(object, "compression", json_string(hello->compression));
	report_put(
		object, "has_extensions", json_boolean(hello->has_extensions));
	report_put(object, "extensions", extensions_value(hello));
	report_put(object, "fault", report_words(hello->fault));
	return object;
}

static json_t *certificates_value(const struct certificates_view *certificates)
{
	json_t *array = json_array();

	for (size_t i = 0; i < certificates->n; i++) {
		json_t *object =
			certificate_words_value(&certificates->list[i]);

		report_put(object, "position", report_count(i));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *known_boolean(const struct prime_view *prime, bool value)
{
	return prime->known ? json_boolean(value) : json_null();
}

static json_t *prime_value(const struct prime_view *prime)
{
	json_t *object = json_object();

	report_put(object, "bits", json_integer(prime->bits));
	report_put(object, "name", report_words(prime->name));
	report_put(object, "standard", known_boolean(prime, prime->standard));
	report_put(object, "composite", known_boolean(prime, prime->composite));
	report_put(object, "safe", known_boolean(prime, prime->safe));
	report_put(object, "sha256", json_string(prime->sha256));
	return object;
}

static json_t *key_exchange_value(const struct key_exchange_view *exchange)
{
	json_t *object = json_object();

	report_put(object, "kind", json_string(exchange->kind));
	report_put(object, "words", report_words(exchange->words));
	report_put(object, "group", report_words(exchange->group));
	report_put(object, "bits", report_number(exchange->bits));
	report_put(object, "prime",
		exchange->dh ? prime_value(&exchange->prime) : json_null());
	report_put(object, "generator",
		exchange->dh ? json_string(exchange->generator) : json_null());
	report_put(
		object, "public_bytes", report_number(exchange->public_bytes));
	report_put(object, "signature_scheme",
		report_words(exchange->signature_scheme));
	report_put(object, "signature_bytes",
		report_count(exchange->signature_bytes));
	report_put(object, "fault", report_words(exchange->fault));
	return object;
}

static json_t *texts_value(const char *const *texts, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, report_words(texts[i]));
	return array;
}

static json_t *request_value(const struct certificate_request_view *request)
{
	json_t *object = json_object();

	report_put(
		object, "types", texts_value(request->types, request->n_types));
	report_put(object, "signature_schemes",
		texts_value(request->schemes, request->n_schemes));
	report_put(
		object, "n_authorities", report_count(request->n_authorities));
	return object;
}

static json_t *status_value(const struct certificate_status_view *status)
{
	json_t *object = json_object();

	report_put(object, "type", json_integer(status->type));
	report_put(object, "name", report_words(status->name));
	report_put(
		object, "response_bytes", report_count(status->response_bytes));
	report_put(object, "fault", report_words(status->fault));
	return object;
}

static json_t *kinds_value(const struct ssl2_view *ssl2)
{
	json_t *array = json_array();

	for (size_t i = 0; i < ssl2->n_kinds; i++)
		json_array_append_new(array, suite_value(ssl2->kinds[i]));
	return array;
}

static void put_ssl2_hello(json_t *object, const struct ssl2_view *ssl2)
{
	report_put(object, "message", json_string("server_hello"));
	report_put(object, "version", report_words(ssl2->version));
	report_put(
		object, "session_id_hit", json_boolean(ssl2->session_id_hit));
	report_put(object, "certificate_type",
		json_integer(ssl2->certificate_type));
	report_put(object, "certificates",
		certificates_value(&ssl2->certificates));
	report_put(object, "cipher_kinds", kinds_value(ssl2));
	report_put(object, "connection_id", json_string(ssl2->connection_id));
}

static json_t *ssl2_value(const struct ssl2_view *ssl2)
{
	json_t *object = json_object();

	switch (ssl2->message) {
	case SSL2_SERVER_HELLO:
		put_ssl2_hello(object, ssl2);
		break;
	case SSL2_ERROR:
		report_put(object, "message", json_string("error"));
		report_put(object, "code", json_integer(ssl2->error));
		report_put(object, "name", report_words(ssl2->error_name));
		break;
	case SSL2_NOTHING:
		report_put(object, "message", json_null());
		break;
	}
	return object;
}

static void put_message(json_t *object, const struct flight_item *item)
{
	report_put(object, "type", json_integer(item->type));
	report_put(object, "name", report_words(item->name));
	report_put(object, "length", report_count(item->length));
	report_put(object, "whole", json_boolean(item->whole));
	if (item->server_hello)
		report_put(object, "server_hello",
			server_hello_value(item->server_hello));
	if (item->certificates)
		report_put(object, "certificates",
			certificates_value(item->certificates));
	if (item->key_exchange)
		report_put(object, "key_exchange",
			key_exchange_value(item->key_exchange));
	if (item->certificate_request)
		report_put(object, "certificate_request",
			request_value(item->certificate_request));
	if (item->certificate_status)
		report_put(object, "certificate_status",
			status_value(item->certificate_status));
}

static void put_alert(json_t *object, const struct flight_item *item)
{
	report_put(object, "level", json_integer(item->level));
	report_put(object, "fatal", json_boolean(item->level == 2));
	report_put(object, "description", json_integer(item->description));
	report_put(object, "name", report_words(item->name));
}

static json_t *item_value(const struct flight_item *item)
{
	json_t *object = json_object();

	report_put(object, "what", json_string(item_kind_name(item->kind)));
	report_put(object, "at",
		item->has_at ? report_count(item->at) : json_null());
	switch (item->kind) {
	case ITEM_MESSAGE:
		put_message(object, item);
		break;
	case ITEM_ALERT:
		put_alert(object, item);
		break;
	case ITEM_SSL2:
		report_put(object, "ssl2", ssl2_value(item->ssl2));
		break;
	case ITEM_NOT_TLS:
		report_put(object, "text",
			item->text ? json_string(item->text) : json_null());
		break;
	default:
		report_put(object, "length", report_count(item->length));
	}
	return object;
}

static json_t *items_value(const struct flight_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_items; i++)
		json_array_append_new(array, item_value(&view->items[i]));
	return array;
}

static json_t *records_value(const struct flight_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_shown; i++) {
		const struct record_view *record = &view->records[i];
		json_t *object = json_object();

		report_put(object, "at", report_count(record->at));
		report_put(object, "type", json_integer(record->type));
		report_put(object, "name", report_words(record->name));
		report_put(object, "version", report_words(record->version));
		report_put(object, "length", report_count(record->length));
		json_array_append_new(array, object);
	}
	return array;
}

json_t *flight_view_value(const struct flight_view *view)
{
	json_t *object = json_object();

	report_put(object, "end", json_string(flight_end_name(view->end)));
	report_put(object, "words", report_words(view->words));
	report_put(
		object, "record_version", report_words(view->record_version));
	report_put(object, "n_records", json_integer(view->n_records));
	report_put(object, "records", records_value(view));
	report_put(object, "items", items_value(view));
	report_put(
		object, "items_left_out", report_count(view->items_left_out));
	report_put(object, "fault", report_words(view->fault));
	report_put(object, "bytes", report_number(view->n_bytes));
	return object;
}

json_t *flight_value(const struct server_flight *flight, struct slice heard)
{
	struct arena arena = { 0 };
	struct flight_view view;
	json_t *value;

	flight_view_of(&arena, &view, flight, heard);
	value = flight_view_value(&view);
	arena_clear(&arena);
	return value;
}
