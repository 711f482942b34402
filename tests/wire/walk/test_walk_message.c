/* SPDX-License-Identifier: ISC */
/*
 * Messages are named field by field.
 */
#include "tests/wire/walk/walking.h"

#include <stdlib.h>

#include "tests/lib/hex.h"

UNIT(a_flight_of_tls12_is_named_field_by_field)
{
	static struct seen seen;
	size_t len;
	uint8_t *bytes = golden_read("tls12_dhe_flight", &len);

	walk_one(&seen, slice_of(bytes, len), false, false);
	expect(&seen, "alert.description", 6, 1, 0x70);
	expect(&seen, "handshake.type", 12, 1, 2);
	expect(&seen, "server_hello.version", 16, 2, 0x0303);
	expect(&seen, "server_hello.suite", 51, 2, 0x0039);
	expect(&seen, "extension.type", 56, 2, 0xff01);
	expect(&seen, "renegotiation_info.length", 60, 1, 0);
	assert_int_equal(count(&seen, "certificate.der"), 2);
	assert_int_equal(count(&seen, "record.type"), 5);
	/* the prime is cut by a record header: two pieces, header between */
	assert_int_equal(count(&seen, "key_exchange.dh_p"), 2);
	expect(&seen, "key_exchange.signature_scheme", len - 17, 2, 0x0601);
	assert_int_equal(find(&seen, "record.type")->depth, 0);
	assert_int_equal(find(&seen, "handshake.type")->depth, 1);
	assert_int_equal(find(&seen, "server_hello.suite")->depth, 2);
	free(bytes);
}

UNIT(a_length_that_lies_ends_with_its_vector)
{
	static struct seen seen;
	/* ServerHello whose session id claims 255 bytes */
	uint8_t bytes[5 + 4 + 38] = { 22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3 };

	bytes[43] = 255;
	walk_one(&seen, slice_of(bytes, sizeof(bytes)), false, false);
	expect(&seen, "server_hello.session_id", 44, 3, 0);
	assert_int_equal(count(&seen, "server_hello.suite"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flight_of_tls12_is_named_field_by_field),
		cmocka_unit_test(a_length_that_lies_ends_with_its_vector),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
