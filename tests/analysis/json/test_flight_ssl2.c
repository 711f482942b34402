/* SPDX-License-Identifier: ISC */
/*
 * The answers of SSL 2 as they are shown.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/flight_told.h"

UNIT(a_server_hello_tells_its_kinds)
{
	const struct ssl2_view *ssl2;

	flight_golden("ssl2_server_hello", true);
	ssl2 = flight_shown.items[0].ssl2;
	assert_int_equal(ssl2->message, SSL2_SERVER_HELLO);
	assert_string_equal(ssl2->version, "SSLv2");
	assert_int_equal(ssl2->n_kinds, 3);
	assert_int_equal(ssl2->kinds[0], 0x010080);
	assert_int_equal(ssl2->certificates.n, flight.n_certificates);
}

UNIT(an_error_has_its_name)
{
	const struct ssl2_view *ssl2;

	flight_hex("8003 00 0004", true);
	ssl2 = flight_shown.items[0].ssl2;
	assert_int_equal(ssl2->message, SSL2_ERROR);
	assert_int_equal(ssl2->error, 4);
	assert_string_equal(ssl2->error_name, "BAD-CERTIFICATE-ERROR");
	flight_hex("8003 00 0009", true);
	assert_string_equal(flight_shown.items[0].ssl2->error_name, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_hello_tells_its_kinds),
		cmocka_unit_test(an_error_has_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
