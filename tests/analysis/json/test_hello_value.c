/* SPDX-License-Identifier: ISC */
/*
 * The value of a hello: names beside codes, fingerprints, faults.
 */
#include "tests/lib/unit.h"

#include "analysis/json/hello_value.h"
#include "tests/lib/hex.h"

#include <stdlib.h>
#include <string.h>

static const char *text(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "(null)";
}

static json_t *golden_value(const char *name)
{
	size_t len, consumed;
	uint8_t *bytes = golden_read(name, &len), *scratch = malloc(len);
	struct hello hello;
	json_t *value;

	assert_int_equal(hello_read_records(&hello, &consumed,
				 slice_of(bytes, len), scratch, len),
		HELLO_READ);
	value = hello_value(&hello);
	free(bytes);
	free(scratch);
	return value;
}

UNIT(tls12_is_told_with_names)
{
	json_t *value = golden_value("tls12_hello"), *suites, *methods;

	assert_string_equal(text(value, "form"), "tls");
	assert_string_equal(
		text(json_object_get(value, "version"), "name"), "TLSv1.2");
	assert_string_equal(
		text(json_object_get(value, "record_version"), "code"),
		"0x0301");
	assert_string_equal(text(value, "highest"), "TLSv1.2");
	assert_true(json_is_null(json_object_get(value, "versions")));
	assert_string_equal(text(value, "session_id"), "deadbeef");
	assert_int_equal(strlen(text(value, "random")), 64);
	suites = json_object_get(value, "suites");
	assert_int_equal(json_array_size(suites), 4);
	assert_string_equal(text(json_array_get(suites, 1), "openssl"),
		"DHE-RSA-AES256-SHA");
	assert_string_equal(text(json_array_get(suites, 1), "kind"), "suite");
	assert_string_equal(text(json_array_get(suites, 2), "kind"), "grease");
	assert_string_equal(
		text(json_array_get(suites, 3), "kind"), "signalling");
	methods = json_object_get(value, "compression");
	assert_string_equal(
		text(json_array_get(methods, 0), "name"), "DEFLATE");
	assert_true(json_is_null(json_object_get(value, "fault")));
	assert_string_equal(text(value, "ja3_string"),
		"771,49199-57-255,0-10-23-65281,29-23,");
	assert_int_equal(strlen(text(value, "ja4")), 36);
	json_decref(value);
}

UNIT(ssl2_form_has_no_fingerprint)
{
	json_t *value = golden_value("ssl2_hello");

	assert_string_equal(text(value, "form"), "ssl2");
	assert_true(json_is_null(json_object_get(value, "record_version")));
	assert_true(json_is_null(json_object_get(value, "ja3")));
	assert_true(json_is_null(json_object_get(value, "ja4")));
	assert_true(json_is_null(json_object_get(value, "ja3_string")));
	json_decref(value);
}

UNIT(a_malformed_hello_keeps_its_tail)
{
	uint8_t body[] = { 3, 3, 1, 2, 3 };
	struct hello hello;
	json_t *value;

	assert_false(hello_read(&hello, slice_of(body, sizeof(body))));
	value = hello_value(&hello);
	assert_string_equal(text(value, "raw_tail"), "010203");
	assert_non_null(strstr(text(value, "fault"), "hello.random"));
	assert_string_equal(
		text(json_array_get(json_object_get(value, "remarks"), 0),
			"id"),
		"malformed");
	json_decref(value);
}

UNIT(a_hello_of_32767_suites_has_a_value)
{
	uint8_t *suites = calloc(1, 65534);
	struct hello hello = { .record_version = 0x0301, .version = 0x0303 };
	json_t *value;

	hello.suites = slice_of(suites, 65534);
	value = hello_value(&hello);
	assert_int_equal(
		json_array_size(json_object_get(value, "suites")), 32767);
	assert_true(json_is_null(json_object_get(value, "ja3_string")));
	assert_int_equal(strlen(text(value, "ja3")), 32);
	json_decref(value);
	free(suites);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls12_is_told_with_names),
		cmocka_unit_test(ssl2_form_has_no_fingerprint),
		cmocka_unit_test(a_malformed_hello_keeps_its_tail),
		cmocka_unit_test(a_hello_of_32767_suites_has_a_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
