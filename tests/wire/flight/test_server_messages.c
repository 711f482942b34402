/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/flight/server_messages.c: each message is written, read
 * back, and none of its prefixes is taken for a whole.
 */
#include "wire/flight/flight_parts.h"
#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

static void write_chain(struct writer *w, void *ctx)
{
	const struct slice chain[] = { slice_of("leaf", 4),
		slice_of("issuer", 6) };

	(void)ctx;
	certificate_write(w, chain, 2);
}

static bool reads_chain(void *ctx, struct slice body)
{
	struct server_flight flight = { 0 };
	struct fault fault = { 0 };

	(void)ctx;
	return certificates_read(&flight, body, &fault);
}

UNIT(chain_is_written_and_read_back)
{
	struct server_flight flight = { 0 };
	struct fault fault = { 0 };
	uint8_t out[64];
	struct writer w = writer_of(out, sizeof(out));

	write_chain(&w, NULL);
	assert_memory_equal(out, "\x0b\x00\x00\x13\x00\x00\x10", 7);
	assert_true(certificates_read(
		&flight, slice_of(out + 4, w.len - 4), &fault));
	assert_int_equal(flight.n_certificates, 2);
	assert_true(slice_equal(flight.certificates[1], slice_of("issuer", 6)));
	every_prefix_faults(slice_of(out + 4, w.len - 4), reads_chain, NULL);
	every_capacity_fails(write_chain, NULL);
}

static void write_request(struct writer *w, void *ctx)
{
	certificate_request_write(w, *(uint16_t *)ctx, slice_of("\x01\x40", 2),
		slice_of("\x04\x01\x08\x04", 4));
}

static bool reads_request(void *ctx, struct slice body)
{
	struct certificate_request request;
	struct fault fault = { 0 };

	return certificate_request_read(
		&request, body, *(uint16_t *)ctx, &fault);
}

UNIT(request_has_schemes_in_tls12_only)
{
	uint16_t versions[] = { 0x0301, 0x0303 };

	for (size_t i = 0; i < 2; i++) {
		struct certificate_request request;
		struct fault fault = { 0 };
		uint8_t out[64];
		struct writer w = writer_of(out, sizeof(out));
		struct slice body;

		write_request(&w, &versions[i]);
		body = slice_of(out + 4, w.len - 4);
		assert_true(certificate_request_read(
			&request, body, versions[i], &fault));
		assert_true(request.seen);
		assert_int_equal(request.types.len, 2);
		assert_int_equal(request.signature_schemes.len, i ? 4 : 0);
		every_prefix_faults(body, reads_request, &versions[i]);
		every_capacity_fails(write_request, &versions[i]);
	}
}

UNIT(small_messages_are_these_bytes)
{
	uint8_t out[64];
	struct writer w = writer_of(out, sizeof(out));

	server_hello_done_write(&w);
	assert_int_equal(w.len, 4);
	assert_memory_equal(out, "\x0e\x00\x00\x00", 4);
	w = writer_of(out, sizeof(out));
	alert_write(&w, 0x0301, 2, 40);
	assert_int_equal(w.len, 7);
	assert_memory_equal(out, "\x15\x03\x01\x00\x02\x02\x28", 7);
	w = writer_of(out, sizeof(out));
	handshake_write(&w, 12, slice_of("xyz", 3));
	assert_int_equal(w.len, 7);
	assert_memory_equal(out, "\x0c\x00\x00\x03xyz", 7);
	w = writer_of(out, sizeof(out));
	records_write(&w, 22, 0x0303, slice_of("abcde", 5), 3);
	assert_int_equal(w.len, 15);
	assert_memory_equal(out,
		"\x16\x03\x03\x00\x03"
		"abc\x16\x03\x03\x00\x02"
		"de",
		15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chain_is_written_and_read_back),
		cmocka_unit_test(request_has_schemes_in_tls12_only),
		cmocka_unit_test(small_messages_are_these_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
