/* SPDX-License-Identifier: ISC */
/*
 * See listen_value.h.
 */
#include "cli/listen/listen_value.h"

#include "analysis/json/hello_value.h"
#include "analysis/json/json.h"

static json_t *answer_value(const struct listen_hello_view *hello)
{
	json_t *object = json_object();

	report_put(
		object, "kind", json_string(listen_answer_name(hello->answer)));
	report_put(object, "words", json_string(hello->answer_words));
	report_put(object, "bytes", report_count(hello->answer_bytes));
	return object;
}

static json_t *hello_object(const struct listen_hello_view *hello)
{
	json_t *object = json_object();

	report_put(object, "words", json_string(hello->words));
	report_put(object, "at_ms", report_count(hello->at_ms));
	report_put(object, "bytes", report_count(hello->bytes));
	report_put(object, "hex", json_string(hello->hex));
	report_put(object, "file", report_words(hello->file));
	report_put(object, "hello", hello_view_value(&hello->hello));
	report_put(object, "answer", answer_value(hello));
	return object;
}

static json_t *hellos_value(const struct listen_view *view)
{
	json_t *array = json_array();

	for (const struct listen_hello_view *h = view->first; h; h = h->next)
		json_array_append_new(array, hello_object(h));
	return array;
}

static json_t *no_hello_value(const struct listen_view *view)
{
	const struct listen_no_hello *none = &view->no_hello;
	json_t *object = json_object();

	report_put(object, "words", json_string(none->words));
	report_put(object, "last_line", report_words(none->last_line));
	report_put(object, "bytes", report_count(none->bytes));
	report_put(object, "hex", report_words(none->hex));
	report_put(object, "text", report_words(none->text));
	report_put(object, "parting", json_string(view->parting));
	report_put(object, "go_ahead_ms", report_number(none->go_ahead_ms));
	report_put(object, "parted_ms", report_count(none->parted_ms));
	return object;
}

json_t *listen_value(const struct listen_view *view)
{
	bool heard = view->n_hellos > 0;
	json_t *value = json_object();

	report_put(value, "schema", json_string("hallo.listen/1"));
	report_put(value, "number", report_count(view->number));
	report_put(value, "time", json_string(view->time));
	report_put(value, "peer", json_string(view->peer));
	report_put(value, "dialog", json_string(view->dialog));
	report_put(value, "name", report_words(view->name));
	report_put(value, "verdict", json_string(listen_view_verdict(view)));
	report_put(value, "hellos", hellos_value(view));
	report_put(
		value, "no_hello", heard ? json_null() : no_hello_value(view));
	report_put(value, "then",
		heard ? sequel_view_value(&view->then) : json_null());
	return value;
}
