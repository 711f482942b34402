/* SPDX-License-Identifier: ISC */
/*
 * Annotated bytes: no byte is left out, none stands twice, and what a text of
 * the peer is stays harmless.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/json/bytes_value.h"
#include "tests/lib/hex.h"

static struct arena arena;
static struct bytes_view view;

static const struct field_view *field(const char *name)
{
	for (size_t i = 0; i < view.n_fields; i++)
		if (!strcmp(view.fields[i].name, name))
			return &view.fields[i];
	fail_msg("no field %s", name);
	return NULL;
}

static void look(const char *hex, enum bytes_side side)
{
	size_t len;
	uint8_t *bytes = hex_read(hex, &len);

	arena_clear(&arena);
	bytes_view_of(&arena, &view, slice_of(bytes, len), side);
	free(bytes);
}

UNIT(the_fields_follow_each_other)
{
	size_t len, at = 0;
	uint8_t *bytes = golden_read("rfc8448_client_hello", &len);

	arena_clear(&arena);
	bytes_view_of(&arena, &view, slice_of(bytes, len), BYTES_OF_CLIENT);
	for (size_t i = 0; i < view.n_fields; i++) {
		assert_int_equal(view.fields[i].at, at);
		at += view.fields[i].length;
	}
	assert_int_equal(at, len);
	assert_int_equal(view.n_bytes, len);
	assert_string_equal(field("server_name.host")->words, "server");
	free(bytes);
}

UNIT(numbers_have_meanings)
{
	look("15 0303 0002 02 28", BYTES_OF_SERVER);
	assert_string_equal(field("record.type")->words, "alert");
	assert_string_equal(field("record.version")->words, "TLSv1.2");
	assert_string_equal(field("record.length")->words, "2");
	assert_string_equal(field("alert.level")->words, "fatal");
	assert_string_equal(
		field("alert.description")->words, "handshake_failure");
}

UNIT(an_unknown_number_has_no_words)
{
	look("15 0303 0002 02 fa", BYTES_OF_SERVER);
	assert_null(field("alert.description")->words);
}

UNIT(json_tells_field_by_field)
{
	json_t *value;
	char *dump;

	look("1b", BYTES_OF_SERVER);
	value = bytes_view_value(&view);
	dump = json_dumps(value, JSON_COMPACT);
	assert_string_equal(dump,
		"{\"bytes\":1,\"hex\":\"1b\",\"fields\":[{\"at\":0,\"length\":"
		"1,\"depth\":0,\"name\":\"not_tls\",\"words\":\"\\\\x1b\","
		"\"goes_on\":false,\"cut\":false}],\"fields_left_out\":0}");
	free(dump);
	json_decref(value);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_fields_follow_each_other),
		cmocka_unit_test(numbers_have_meanings),
		cmocka_unit_test(an_unknown_number_has_no_words),
		cmocka_unit_test(json_tells_field_by_field),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
