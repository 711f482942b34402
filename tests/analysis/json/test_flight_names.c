/* SPDX-License-Identifier: ISC */
/* Facts about analysis/json/flight_names.c. */
#include "tests/lib/unit.h"

#include "analysis/json/flight_names.h"

UNIT(types_have_the_names_of_the_rfcs)
{
	assert_string_equal(handshake_name(0), "hello_request");
	assert_string_equal(handshake_name(2), "server_hello");
	assert_string_equal(handshake_name(25), "compressed_certificate");
	assert_string_equal(content_name(22), "handshake");
	assert_string_equal(content_name(24), "heartbeat");
}

UNIT(what_is_not_known_has_none)
{
	assert_null(handshake_name(5));
	assert_null(handshake_name(255));
	assert_null(content_name(19));
	assert_null(content_name(25));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_have_the_names_of_the_rfcs),
		cmocka_unit_test(what_is_not_known_has_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
