/* SPDX-License-Identifier: ISC */
/*
 * The few ways in which values are written.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/json/json.h"

static void assert_dumps(json_t *value, const char *text)
{
	char *dumped = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);

	assert_string_equal(dumped, text);
	free(dumped);
	json_decref(value);
}

UNIT(what_is_missing_is_null_and_never_absent)
{
	json_t *object = json_object();

	report_put(object, "a", NULL);
	report_put(object, "b", report_words(""));
	report_put(object, "c", report_words(NULL));
	report_put(object, "d", report_number(0));
	report_put(object, "e", report_count(0));
	assert_dumps(object,
		"{\"a\":null,\"b\":null,\"c\":null,\"d\":null,\"e\":0}");
}

UNIT(text_is_made_harmless_on_its_way)
{
	assert_dumps(
		report_text("\x1b\\x\xff", 4), "\"\\\\x1b\\\\x5cx\\\\xff\"");
	assert_dumps(report_escaped("\x1b\\x", 3), "\"\\\\x1b\\\\x\"");
	assert_dumps(report_text("", 0), "\"\"");
}

UNIT(bytes_become_hex)
{
	uint8_t bytes[100];

	memset(bytes, 0xA5, sizeof(bytes));
	assert_dumps(report_bytes(slice_of("\x01\xFF", 2)), "\"01ff\"");
	assert_dumps(report_bytes(slice_of(NULL, 0)), "\"\"");
	json_t *cut = report_hex(bytes, sizeof(bytes));
	json_t *whole = report_bytes(slice_of(bytes, sizeof(bytes)));

	assert_int_equal(json_string_length(cut), 128);
	assert_int_equal(json_string_length(whole), 200);
	json_decref(cut);
	json_decref(whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_missing_is_null_and_never_absent),
		cmocka_unit_test(text_is_made_harmless_on_its_way),
		cmocka_unit_test(bytes_become_hex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
