/* SPDX-License-Identifier: ISC */
/*
 * A hello as it is shown: all of it, in its order, and nothing borrowed.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/json/hello_view.h"
#include "tests/lib/hex.h"

static struct arena arena;
static struct hello_view view;

/* The bytes are gone when it returns. */
static void look(const char *name)
{
	size_t len, consumed;
	uint8_t *bytes = golden_read(name, &len), *scratch = malloc(len);
	struct hello hello;

	assert_int_equal(hello_read_records(&hello, &consumed,
				 slice_of(bytes, len), scratch, len),
		HELLO_READ);
	arena_clear(&arena);
	hello_view_of(&arena, &view, &hello);
	memset(bytes, 0xEE, len);
	memset(scratch, 0xEE, len);
	free(bytes);
	free(scratch);
}

UNIT(tls12_is_shown_in_its_order)
{
	look("tls12_hello");
	assert_int_equal(view.form, HELLO_TLS);
	assert_true(view.has_record_version);
	assert_string_equal(view.version.name, "TLSv1.2");
	assert_string_equal(view.highest, "TLSv1.2");
	assert_false(view.has_versions);
	assert_string_equal(view.session_id, "deadbeef");
	assert_int_equal(view.n_suites, 4);
	assert_string_equal(view.suites[1].code, "0x0039");
	assert_string_equal(view.suites[1].openssl, "DHE-RSA-AES256-SHA");
	assert_string_equal(view.suites[2].kind, "grease");
	assert_string_equal(view.suites[3].kind, "signalling");
	assert_string_equal(view.compression[0].name, "DEFLATE");
	assert_string_equal(view.extensions[0].type.name, "server_name");
	assert_string_equal(view.fault, "");
	assert_int_equal(strlen(view.ja4), 36);
}

UNIT(tls13_names_its_versions)
{
	look("rfc8448_client_hello");
	assert_true(view.has_versions);
	assert_int_equal(view.n_versions, 1);
	assert_string_equal(view.versions[0], "TLSv1.3");
	assert_string_equal(view.version.name, "TLSv1.2");
}

UNIT(the_form_of_ssl2_has_no_records)
{
	look("ssl2_hello");
	assert_int_equal(view.form, HELLO_SSL2);
	assert_false(view.has_record_version);
	assert_int_equal(view.n_compression, 0);
	assert_string_equal(view.ja3, "");
}

UNIT(grease_is_no_version)
{
	struct hello hello = { .version = 0x0303,
		.has_extensions = true,
		.n_extensions = 1,
		.extensions = {
			{ 43, slice_of("\x06\xaa\xaa\x7f\x1c\x03\x03", 7) } } };

	arena_clear(&arena);
	hello_view_of(&arena, &view, &hello);
	assert_int_equal(view.n_versions, 2);
	assert_string_equal(view.versions[0], "0x7F1C");
	assert_string_equal(view.versions[1], "TLSv1.2");
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls12_is_shown_in_its_order),
		cmocka_unit_test(tls13_names_its_versions),
		cmocka_unit_test(the_form_of_ssl2_has_no_records),
		cmocka_unit_test(grease_is_no_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
