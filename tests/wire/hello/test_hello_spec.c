/* SPDX-License-Identifier: ISC */
/*
 * What follows from the versions that a spec names.
 */
#include "wire/hello/hello_spec.h"
#include "tests/lib/unit.h"

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))

UNIT(versions_say_their_field_and_where_they_stand)
{
	static const struct {
		uint16_t versions[3];
		size_t n;
		uint16_t field;
		bool by_extension, tls13, ssl2;
	} rows[] = {
		{ { 0x0002 }, 1, 0x0002, false, false, true },
		{ { 0x0300 }, 1, 0x0300, false, false, false },
		{ { 0x0303 }, 1, 0x0303, false, false, false },
		{ { 0x0304 }, 1, 0x0303, true, true, false },
		{ { 0x7f1c }, 1, 0x0303, true, false, false },
		{ { 0x0a0a }, 1, 0x0303, true, false, false },
		{ { 0x0301, 0x0302 }, 2, 0x0302, true, false, false },
		{ { 0x0301, 0x0304, 0x0300 }, 3, 0x0303, true, true, false },
		{ { 0 }, 0, 0, false, false, false },
	};

	for (size_t i = 0; i < N_ELEMENTS(rows); i++) {
		struct hello_spec spec = { .versions = { rows[i].versions,
						   rows[i].n } };

		assert_int_equal(
			hello_spec_field_version(&spec), rows[i].field);
		assert_int_equal(
			hello_spec_by_extension(&spec), rows[i].by_extension);
		assert_int_equal(hello_spec_has_tls13(&spec), rows[i].tls13);
		assert_int_equal(hello_spec_is_ssl2(&spec), rows[i].ssl2);
	}
}

UNIT(a_name_and_the_versions_of_headers_shape_nothing)
{
	static const uint16_t none;
	struct hello_spec spec = { .server_name = "a.b",
		.record_version = { true, 1 },
		.client_version = { true, 2 } };

	assert_false(hello_spec_shapes(&spec));
	spec.shares.codes = &none;
	assert_true(hello_spec_shapes(&spec));
	spec = (struct hello_spec){ .n_changes = 1 };
	assert_true(hello_spec_shapes(&spec));
	spec = (struct hello_spec){ .compression = slice_of("", 1) };
	assert_true(hello_spec_shapes(&spec));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_say_their_field_and_where_they_stand),
		cmocka_unit_test(
			a_name_and_the_versions_of_headers_shape_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
