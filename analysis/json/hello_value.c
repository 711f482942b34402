/* SPDX-License-Identifier: ISC */
/*
 * The hello's value; its shape is told in hello_value.h.
 */
#include "analysis/json/hello_value.h"

#include "analysis/json/json.h"

static json_t *coded_value(const struct coded *coded)
{
	json_t *object = json_object();

	report_put(object, "code", json_string(coded->code));
	report_put(object, "name", report_words(coded->name));
	return object;
}

static json_t *versions_value(const struct hello_view *view)
{
	json_t *array;

	if (!view->has_versions)
		return json_null();
	array = json_array();
	for (size_t i = 0; i < view->n_versions; i++)
		json_array_append_new(array, report_words(view->versions[i]));
	return array;
}

static json_t *suites_value(const struct hello_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_suites; i++) {
		const struct suite_view *suite = &view->suites[i];
		json_t *object = json_object();

		report_put(object, "code", json_string(suite->code));
		report_put(object, "iana", report_words(suite->iana));
		report_put(object, "openssl", report_words(suite->openssl));
		report_put(object, "kind", json_string(suite->kind));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *compression_value(const struct hello_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_compression; i++)
		json_array_append_new(
			array, coded_value(&view->compression[i]));
	return array;
}

static json_t *item_value(const struct content_item *item)
{
	json_t *object;

	if (item->text)
		return json_string(item->text);
	object = coded_value(&item->coded);
	if (item->has_length)
		report_put(object, "length", report_count(item->length));
	return object;
}

static json_t *member_value(const struct content_member *member)
{
	json_t *array;

	switch (member->kind) {
	case MEMBER_NUMBER:
		return report_count(member->number);
	case MEMBER_TEXT:
		return json_string(member->text);
	case MEMBER_CODE:
		return coded_value(&member->coded);
	case MEMBER_LIST:
		break;
	}
	array = json_array();
	for (size_t i = 0; i < member->n_items; i++)
		json_array_append_new(array, item_value(&member->items[i]));
	return array;
}

json_t *hello_content_value(const struct content *content)
{
	json_t *object;

	if (!content->known)
		return json_null();
	object = json_object();
	for (size_t i = 0; i < content->n; i++)
		report_put(object, content->members[i].key,
			member_value(&content->members[i]));
	return object;
}

static json_t *extensions_value(const struct hello_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_extensions; i++) {
		const struct extension_view *e = &view->extensions[i];
		json_t *object = coded_value(&e->type);

		report_put(object, "length", report_count(e->length));
		report_put(object, "content", hello_content_value(&e->content));
		report_put(object, "hex", json_string(e->hex));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *remarks_value(const struct hello_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_remarks; i++) {
		json_t *object = json_object();

		report_put(object, "id", json_string(view->remarks[i].id));
		report_put(object, "text", json_string(view->remarks[i].text));
		json_array_append_new(array, object);
	}
	return array;
}

static void put_fault(json_t *value, const struct hello_view *view)
{
	report_put(value, "fault", report_words(view->fault));
	report_put(value, "raw_tail",
		*view->fault ? json_string(view->raw_tail) : json_null());
}

json_t *hello_view_value(const struct hello_view *view)
{
	json_t *value = json_object();

	report_put(value, "form",
		json_string(view->form == HELLO_SSL2 ? "ssl2" : "tls"));
	report_put(value, "record_version",
		view->has_record_version ? coded_value(&view->record_version)
					 : json_null());
	report_put(value, "version", coded_value(&view->version));
	report_put(value, "highest", report_words(view->highest));
	report_put(value, "versions", versions_value(view));
	report_put(value, "random", json_string(view->random));
	report_put(value, "session_id", json_string(view->session_id));
	report_put(value, "suites", suites_value(view));
	report_put(value, "compression", compression_value(view));
	report_put(value, "has_extensions", json_boolean(view->has_extensions));
	report_put(value, "extensions", extensions_value(view));
	put_fault(value, view);
	report_put(value, "ja3", report_words(view->ja3));
	report_put(value, "ja3_string", report_words(view->ja3_string));
	report_put(value, "ja4", report_words(view->ja4));
	report_put(value, "remarks", remarks_value(view));
	return value;
}

json_t *hello_value(const struct hello *hello)
{
	struct arena arena = { 0 };
	struct hello_view view;
	json_t *value;

	hello_view_of(&arena, &view, hello);
	value = hello_view_value(&view);
	arena_clear(&arena);
	return value;
}
