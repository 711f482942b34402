/* SPDX-License-Identifier: ISC */
/*
 * What the messages of a server hold.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/flight_told.h"

#define RANDOM_28 "00000000000000000000000000000000000000000000000000000000"
/* A ServerHello of TLS 1.2 with the end of its random, and then @more. */
#define SERVER_HELLO(end, more)                                                \
	"16 0303 002c 02 000028 0303" RANDOM_28 end "00 c02f 00 0000" more

static const struct server_hello_view *hello_of(const char *hex)
{
	flight_hex(hex, false);
	assert_non_null(flight_shown.items[0].server_hello);
	return flight_shown.items[0].server_hello;
}

/* RFC 8446 4.1.3: the last eight bytes of the random. */
UNIT(a_downgrade_mark_is_understood)
{
	const struct server_hello_view *hello;

	flight_hex("16 0303 002c 02 000028 0303"
		   "000000000000000000000000000000000000000000000000"
		   "444f574e47524401 00 c02f 00 0000",
		false);
	hello = flight_shown.items[0].server_hello;
	assert_string_equal(hello->downgrade, "the server has TLS 1.3");
	assert_int_equal(hello->suite, 0xc02f);
	assert_string_equal(hello->compression, "none");
	assert_true(hello->has_extensions);
	assert_int_equal(hello->n_extensions, 0);
	hello = hello_of(SERVER_HELLO("00000000", ""));
	assert_string_equal(hello->downgrade, "");
	assert_string_equal(hello->session_id, "");
	assert_string_equal(hello->fault, "");
}

UNIT(a_prime_that_nobody_knows_has_its_hash)
{
	const struct key_exchange_view *exchange;

	flight_golden("tls12_dhe_flight", false);
	exchange = flight_shown.items[3].key_exchange;
	assert_string_equal(exchange->kind, "dh");
	assert_true(exchange->dh);
	assert_int_equal(exchange->bits, 64);
	assert_false(exchange->prime.known);
	assert_int_equal(strlen(exchange->prime.sha256), 64);
	assert_string_equal(exchange->generator, "02");
	assert_string_equal(exchange->signature_scheme, "rsa_pkcs1_sha512");
}

/* Types rsa_sign and 7; a scheme, and 0; one name. */
UNIT(a_request_names_types_and_schemes)
{
	const struct certificate_request_view *request;

	flight_hex(SERVER_HELLO("00000000",
			   "16 0303 0013 0d 00000f 02 0107 "
			   "0004 0401 0000 0004 0002 aabb"),
		false);
	assert_int_equal(flight_shown.n_items, 2);
	request = flight_shown.items[1].certificate_request;
	assert_non_null(request);
	assert_int_equal(request->n_types, 2);
	assert_string_equal(request->types[0], "rsa_sign");
	assert_string_equal(request->types[1], "7");
	assert_int_equal(request->n_schemes, 2);
	assert_string_equal(request->schemes[0], "rsa_pkcs1_sha256");
	assert_string_equal(request->schemes[1], "");
	assert_int_equal(request->n_authorities, 1);
}

UNIT(a_status_has_its_size_or_its_fault)
{
	const struct certificate_status_view *status;

	flight_hex(SERVER_HELLO("00000000",
			   "16 0303 000a 16 000006 01 000002 "
			   "aabb"),
		false);
	status = flight_shown.items[1].certificate_status;
	assert_non_null(status);
	assert_string_equal(status->name, "ocsp");
	assert_int_equal(status->response_bytes, 2);
	assert_string_equal(status->fault, "");
	flight_hex(SERVER_HELLO("00000000",
			   "16 0303 0009 16 000005 07 000002 "
			   "aa"),
		false);
	status = flight_shown.items[1].certificate_status;
	assert_string_equal(status->name, "");
	assert_string_not_equal(status->fault, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_downgrade_mark_is_understood),
		cmocka_unit_test(a_prime_that_nobody_knows_has_its_hash),
		cmocka_unit_test(a_request_names_types_and_schemes),
		cmocka_unit_test(a_status_has_its_size_or_its_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
