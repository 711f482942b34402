/* SPDX-License-Identifier: ISC */
/*
 * Where the padding extension (RFC 7685) is put, and how long it is.
 */
#include "tests/wire/hello/building.h"

#include <string.h>

#include "wire/hello/hello_standard.h"

/* F5's load balancers hang at 256 to 511 bytes (RFC 7685 1); what is named is
 * sent as it is named all the same. */
UNIT(only_the_usual_hello_is_padded)
{
	static char name[300];
	struct hello_spec spec = { .server_name = name, .share = share };
	struct slice bytes;

	for (size_t n = 1; n < 250; n++) {
		memset(name, 'a', n);
		bytes = make(&spec);
		assert_true(bytes.len - 5 < 256 || bytes.len - 5 >= 512);
	}
	spec.groups = (struct hello_codes){ two_groups, 2 };
	memset(name, 0, sizeof(name));
	bytes = make(&spec);
	assert_true(
		bytes.len < 261 || bytes.len > 516 || !hello_find(&made, 21));
	assert_null(hello_find(&made, 21));
}

/* What is 4 bytes from 512 or nearer gets one byte, and so passes over it. */
UNIT(a_message_is_padded_to_512_where_that_can_be)
{
	static char name[400];
	size_t n_seen = 0;

	for (size_t n = 1; n < 300; n++) {
		struct hello_spec spec = { .server_name = name,
			.padding = PADDING_NONE,
			.share = share };
		size_t bare, padded;

		memset(name, 'a', n);
		bare = make(&spec).len - 5;
		spec.padding = PADDING_TO_512;
		padded = make(&spec).len - 5;
		if (bare < 256 || bare > 511) {
			assert_int_equal(padded, bare);
			continue;
		}
		n_seen++;
		assert_int_equal(padded, bare < 507 ? 512 : bare + 5);
	}
	assert_true(n_seen == 256);
}

UNIT(padding_is_as_it_is_named)
{
	struct hello_spec spec = { .versions = { only_tls12, 1 },
		.server_name = "mx.example.org",
		.share = share };

	make(&spec);
	assert_null(hello_find(&made, 21));
	spec.padding = PADDING_TO_512;
	assert_true(make(&spec).len <= 261 || hello_find(&made, 21));
	spec = (struct hello_spec){ .padding = PADDING_NONE, .share = share };
	make(&spec);
	assert_null(hello_find(&made, 21));
}

/* Whatever the number of suites: never 256 to 511 bytes, header or not, and no
 * length field that ends in 10 or 14. Some of these hellos need no padding. */
UNIT(lengths_at_which_servers_hang_are_padded_away)
{
	static uint32_t suites[400];
	struct hello_spec spec = { .standard = hello_standard(
					   0x0303, STYLE_STANDARD) };
	size_t padded = 0;

	for (size_t n = 1; n < 400; n++) {
		size_t len;

		suites[n - 1] = (uint32_t)(0xff00 + n % 256);
		spec.suites = (struct hello_suites){ suites, n };
		spec.server_name = n % 2 ? "a.example" : "bb.example";
		len = make(&spec).len - 5;
		assert_false(len >= 256 && len - 4 < 512);
		assert_true(len % 256 != 10 && len % 256 != 14);
		assert_true((len - 4) % 256 != 10 && (len - 4) % 256 != 14);
		padded += hello_offers_extension(&made, 21);
	}
	assert_true(padded > 20 && padded < 380);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_usual_hello_is_padded),
		cmocka_unit_test(a_message_is_padded_to_512_where_that_can_be),
		cmocka_unit_test(padding_is_as_it_is_named),
		cmocka_unit_test(lengths_at_which_servers_hang_are_padded_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
