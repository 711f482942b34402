/* SPDX-License-Identifier: ISC */
/*
 * See say_value.h.
 */
#include "analysis/say/say_value.h"

#include <string.h>

#include "analysis/json/flight_value.h"
#include "analysis/json/hello_value.h"
#include "analysis/json/json.h"

static json_t *hex_value(const struct bytes_view *hex)
{
	return hex ? bytes_view_value(hex) : json_null();
}

static json_t *hello_or_null(const struct hello_view *hello)
{
	return hello ? hello_view_value(hello) : json_null();
}

static json_t *records_value(const struct say_sent *sent)
{
	json_t *sizes = json_array();

	for (size_t i = 0; i < sent->n_records; i++)
		json_array_append_new(sizes, report_count(sent->records[i]));
	return sizes;
}

static json_t *sent_value(const struct say_sent *sent)
{
	json_t *object;

	if (!sent->first.sent)
		return json_null();
	object = json_object();
	report_put(object, "bytes", report_count(sent->first.bytes));
	report_put(object, "verbatim", json_boolean(sent->verbatim));
	report_put(object, "records", records_value(sent));
	report_put(object, "segment", report_number(sent->segment));
	report_put(object, "raw", json_string(sent->first.raw));
	report_put(object, "no_share", report_words(sent->no_share));
	report_put(object, "hello", hello_or_null(sent->first.hello));
	report_put(object, "hex", hex_value(sent->first.hex));
	return object;
}

static json_t *second_value(const struct say_answer *answer)
{
	const struct say_hello *second = &answer->second;
	json_t *object;

	if (!second->sent)
		return json_null();
	object = json_object();
	report_put(object, "bytes", report_count(second->bytes));
	report_put(object, "after_ms", json_integer(answer->second_ms));
	report_put(object, "raw", json_string(second->raw));
	report_put(object, "hello", hello_or_null(second->hello));
	report_put(object, "hex", hex_value(second->hex));
	return object;
}

static json_t *ids_value(const struct say_answer *answer)
{
	json_t *array = json_array();

	for (size_t i = 0; i < answer->n_ids; i++)
		json_array_append_new(array, json_integer(answer->ids[i]));
	return array;
}

static json_t *differences_value(const struct say_answer *answer)
{
	json_t *array = json_array();

	for (size_t i = 0; i < answer->n_differences; i++) {
		const struct say_difference *one = &answer->differences[i];
		json_t *object = json_object();

		report_put(object, "what", json_string(one->what));
		report_put(object, "here", report_words(one->here));
		report_put(object, "first", report_words(one->first));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *answer_value(const struct say_answer *answer)
{
	const struct flight_view *flight = answer->flight;
	json_t *object = json_object();

	report_put(object, "verdict", report_words(answer->verdict));
	report_put(object, "status", json_integer(answer->status));
	report_put(object, "ja3s", report_words(answer->ja3s));
	report_put(object, "flight",
		answer->in_full && flight ? flight_view_value(flight)
					  : json_null());
	report_put(object, "raw",
		answer->in_full ? json_string(answer->raw) : json_null());
	report_put(object, "second_hello", second_value(answer));
	report_put(object, "no_second", report_words(answer->no_second));
	report_put(object, "early", report_words(answer->early));
	report_put(object, "hex", hex_value(answer->hex));
	report_put(object, "times", report_count(answer->n_ids));
	report_put(object, "exchanges", ids_value(answer));
	report_put(object, "differs", differences_value(answer));
	return object;
}

static json_t *answers_value(const struct say_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_answers; i++)
		json_array_append_new(array, answer_value(&view->answers[i]));
	return array;
}

static json_t *unasked_value(const struct say_exchange *exchange)
{
	json_t *object;

	if (!*exchange->unasked)
		return json_null();
	object = json_object();
	report_put(object, "what", json_string(exchange->unasked));
	report_put(
		object, "code", json_sprintf("0x%04X", exchange->unasked_code));
	return object;
}

static void put_connection(json_t *object, const struct say_exchange *exchange)
{
	int errnum = exchange->errnum;

	report_put(object, "outcome",
		json_string(outcome_kind_name(exchange->outcome)));
	report_put(object, "stage", json_string(stage_name(exchange->stage)));
	report_put(object, "error",
		report_words(errnum ? strerrordesc_np(errnum) : ""));
	report_put(object, "reply", report_words(exchange->reply));
	report_put(object, "early", json_boolean(exchange->early));
	report_put(object, "local_port", report_number(exchange->local_port));
	report_put(object, "started_ms", report_count(exchange->started_ms));
	report_put(object, "ready_ms", report_count(exchange->ready_ms));
	report_put(object, "answer_ms", report_count(exchange->answer_ms));
	report_put(object, "bytes_out", report_count(exchange->bytes_out));
	report_put(object, "bytes_in", report_count(exchange->bytes_in));
}

static json_t *exchange_value(const struct say_exchange *exchange)
{
	json_t *object = json_object();

	report_put(object, "id", json_integer(exchange->id));
	report_put(object, "answer", report_count(exchange->answer));
	report_put(object, "verdict", report_words(exchange->verdict));
	report_put(object, "status", json_integer(exchange->status));
	report_put(object, "unasked", unasked_value(exchange));
	report_put(object, "retry_ms",
		exchange->retried ? json_integer(exchange->retry_ms)
				  : json_null());
	put_connection(object, exchange);
	return object;
}

static json_t *exchanges_value(const struct say_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_exchanges; i++)
		json_array_append_new(
			array, exchange_value(&view->exchanges[i]));
	return array;
}

void say_put_view(json_t *object, const struct say_view *view)
{
	report_put(object, "verdict", report_words(view->verdict));
	report_put(object, "status", json_integer(view->status));
	report_put(object, "times", report_count(view->times));
	report_put(object, "wanted", report_count(view->wanted));
	report_put(object, "alike", report_count(view->alike));
	report_put(object, "sent", sent_value(&view->sent));
	report_put(object, "answers", answers_value(view));
	report_put(object, "exchanges", exchanges_value(view));
}

json_t *say_value(struct say *say)
{
	struct say_view view;
	json_t *value = json_object();

	say_view_of(&view, say);
	say_put_view(value, &view);
	return value;
}
