/* SPDX-License-Identifier: ISC */
/*
 * A connection as JSON: with a hello, and without.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/listen/listen_value.h"
#include "tests/cli/listen/visit.h"

static const char *text(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

UNIT(a_hello_stands_there_with_its_answer)
{
	struct listen_view *view = visit_new();
	json_t *value, *hello;

	visit_hello(view, "tls12_hello");
	listen_view_answer(view, slice_of("\x15\x03\x03\x00\x02\x02\x28", 7),
		LISTEN_CLOSE, false);
	listen_view_parted(view, &visit);
	value = listen_value(view);
	assert_string_equal(text(value, "schema"), "hallo.listen/1");
	assert_string_equal(text(value, "name"), "mta\\x1b");
	assert_true(json_is_null(json_object_get(value, "no_hello")));
	assert_string_equal(text(value, "verdict"),
		text(json_object_get(value, "then"), "words"));
	hello = json_array_get(json_object_get(value, "hellos"), 0);
	assert_string_equal(text(hello, "file"), "x.hello");
	assert_int_equal(strlen(text(hello, "hex")),
		2 * json_integer_value(json_object_get(hello, "bytes")));
	assert_string_equal(
		text(json_object_get(hello, "answer"), "kind"), "refusal");
	json_decref(value);
	listen_view_free(view);
}

UNIT(without_a_hello_the_bytes_stand_there)
{
	struct listen_view *view = visit_new();
	json_t *value, *none;

	visit.unread = slice_of("\x1b[2J", 4);
	visit.no_hello = true;
	listen_view_parted(view, &visit);
	value = listen_value(view);
	assert_true(json_is_null(json_object_get(value, "then")));
	none = json_object_get(value, "no_hello");
	assert_string_equal(text(none, "hex"), "1b5b324a");
	assert_string_equal(text(none, "text"), "\\x1b[2J");
	assert_string_equal(text(none, "parting"), "fin");
	assert_true(json_is_null(json_object_get(none, "last_line")));
	assert_true(json_is_null(json_object_get(none, "go_ahead_ms")));
	json_decref(value);
	listen_view_free(view);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hello_stands_there_with_its_answer),
		cmocka_unit_test(without_a_hello_the_bytes_stand_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
