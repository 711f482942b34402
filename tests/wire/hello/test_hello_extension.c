/* SPDX-License-Identifier: ISC */
/*
 * What a spec says of an extension stands in its body.
 */
#include "tests/wire/hello/building.h"

UNIT(versions_beyond_tls12_go_into_their_extension)
{
	static const uint16_t versions[] = { 0x7f1c, 0x0304, 0x0a0a, 0x0301 };
	struct hello_spec spec = { .versions = { versions, 4 },
		.share = share };

	spec.seed[0] = 7;
	make(&spec);
	assert_int_equal(made.version, 0x0303);
	assert_int_equal(made.session_id.len, 32);
	expect_body(43, "08 7f1c 0304 0a0a 0301");
	expect_body(51, "0009 001d 0005 0707070707");
	expect_body(45, "01 01");
	assert_true(hello_offers_suite(&made, 0x1301));
	assert_true(hello_offers_suite(&made, 0x002f));
}

UNIT(one_version_up_to_tls12_stands_in_its_field)
{
	static const uint16_t versions[] = { 0x0301, 0x0302, 0x0303, 0x0101 };

	for (size_t i = 0; i < 4; i++) {
		struct hello_spec spec = { .versions = { versions + i, 1 },
			.share = share };

		make(&spec);
		assert_int_equal(made.version, versions[i]);
		assert_null(hello_find(&made, 43));
		assert_null(hello_find(&made, 51));
		assert_int_equal(
			hello_find(&made, 13) != NULL, versions[i] == 0x0303);
		assert_int_equal(hello_offers_suite(&made, 0xc030),
			versions[i] == 0x0303);
		assert_int_equal(made.session_id.len, 0);
	}
}

UNIT(lists_take_the_place_of_what_the_hello_has)
{
	struct hello_spec spec = { .from = &from,
		.suites = { two_suites, 2 },
		.groups = { two_groups, 2 },
		.server_name = "x.y",
		.share = share };
	size_t n, at;

	read_golden("rfc8448_client_hello");
	n = from.n_extensions;
	for (at = 0; from.extensions[at].type != 10;)
		at++;
	make(&spec);
	assert_int_equal(made.n_extensions, n);
	assert_int_equal(made.extensions[at].type, 10);
	expect_body(10, "0004 0017 0a0a");
	expect_body(0, "0006 00 0003 782e79");
	/* groups anew, so the share is of one of them */
	expect_body(51, "0009 0017 0005 0000000000");
	assert_int_equal(hello_n_suites(&made), 2);
}

UNIT(a_name_may_go_and_may_be_new)
{
	struct hello_spec spec = { .from = &from, .keep = true };

	read_golden("rfc8448_client_hello");
	make(&spec);
	assert_non_null(hello_find(&made, 0));
	spec.server_name = "";
	make(&spec);
	assert_null(hello_find(&made, 0));
	spec.server_name = "x.y.";
	make(&spec);
	expect_body(0, "0006 00 0003 782e79");
}

UNIT(an_empty_list_leaves_its_extension_out)
{
	struct hello_spec spec = { .versions = { only_tls12, 1 },
		.groups = { two_groups, 0 },
		.schemes = { two_schemes, 0 },
		.share = share };

	make(&spec);
	assert_null(hello_find(&made, 10));
	assert_null(hello_find(&made, 13));
	assert_non_null(hello_find(&made, 11));
}

/* TLS 1.3 for a hello of TLS 1.2: a version list and a share come with it. */
UNIT(a_hello_can_be_raised_to_tls13)
{
	static const uint16_t tls13 = 0x0304;
	struct hello_spec spec = { .from = &from,
		.keep = true,
		.versions = { &tls13, 1 },
		.share = share };

	read_golden("tls12_hello");
	make(&spec);
	expect_body(43, "02 0304");
	assert_non_null(hello_find(&made, 51));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_beyond_tls12_go_into_their_extension),
		cmocka_unit_test(one_version_up_to_tls12_stands_in_its_field),
		cmocka_unit_test(lists_take_the_place_of_what_the_hello_has),
		cmocka_unit_test(a_name_may_go_and_may_be_new),
		cmocka_unit_test(an_empty_list_leaves_its_extension_out),
		cmocka_unit_test(a_hello_can_be_raised_to_tls13),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
