/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/flight/ssl2_server.c: both messages are written and read
 * back, and no prefix of them is taken for a whole.
 */
#include "wire/flight/flight_parts.h"
#include "tests/lib/hex.h"
#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

static bool reads(void *ctx, struct slice message)
{
	struct server_flight flight = { 0 };

	(void)ctx;
	ssl2_message_read(&flight, message);
	assert_true((flight.end == FLIGHT_MALFORMED) ==
		(flight.fault.kind != FAULT_NONE));
	return flight.end == FLIGHT_SSL2 || flight.end == FLIGHT_SSL2_ERROR;
}

UNIT(every_prefix_is_malformed)
{
	size_t len;
	uint8_t *bytes = golden_read("ssl2_server_hello", &len);

	every_prefix_faults(slice_of(bytes + 2, len - 2), reads, NULL);
	every_prefix_faults(slice_of("\x00\x00\x01", 3), reads, NULL);
	free(bytes);
}

UNIT(odd_messages_are_faults)
{
	struct server_flight flight = { 0 };

	ssl2_message_read(&flight, slice_of("\x07\x00\x01", 3));
	assert_string_equal(flight.fault.what, "ssl2.type");
	flight = (struct server_flight){ 0 };
	ssl2_message_read(&flight,
		slice_of("\x04\x00\x01\x00\x02\x00\x00\x00\x04\x00\x00zzzz",
			15));
	assert_string_equal(
		flight.fault.what, "ssl2_server_hello.cipher_kinds");
	assert_int_equal(flight.fault.kind, FAULT_VALUE);
	assert_int_equal(flight.n_certificates, 0);
}

static void write_hello(struct writer *w, void *ctx)
{
	struct server_flight *flight = ctx;

	ssl2_server_hello_write(w, &flight->ssl2);
}

UNIT(golden_hello_is_written_back)
{
	struct server_flight flight = { 0 };
	uint8_t out[64];
	struct writer w = writer_of(out, sizeof(out));
	size_t len;
	uint8_t *bytes = golden_read("ssl2_server_hello", &len);

	ssl2_message_read(&flight, slice_of(bytes + 2, len - 2));
	assert_int_equal(flight.end, FLIGHT_SSL2);
	write_hello(&w, &flight);
	assert_int_equal(w.len, len);
	assert_memory_equal(out, bytes, len);
	every_capacity_fails(write_hello, &flight);
	free(bytes);
}

UNIT(error_is_written)
{
	uint8_t out[8];
	struct writer w = writer_of(out, sizeof(out));

	ssl2_error_write(&w, 6);
	assert_int_equal(w.len, 5);
	assert_memory_equal(out, "\x80\x03\x00\x00\x06", 5);
}

UNIT(message_over_a_record_fails)
{
	static uint8_t large[0x8000], out[0x9000];
	struct ssl2_server_hello hello = { .certificate = slice_of(
						   large, sizeof(large)) };
	struct writer w = writer_of(out, sizeof(out));

	ssl2_server_hello_write(&w, &hello);
	assert_false(writer_ok(&w));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_prefix_is_malformed),
		cmocka_unit_test(odd_messages_are_faults),
		cmocka_unit_test(golden_hello_is_written_back),
		cmocka_unit_test(error_is_written),
		cmocka_unit_test(message_over_a_record_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
