/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/flight/flight.c: golden flights, the same in every cut;
 * alerts, text instead of TLS, caps.
 */
#include "wire/flight/flight.h"
#include "wire/bytes/record.h"
#include "tests/lib/hex.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

struct fed {
	struct server_flight flight;
	uint8_t *buffer;
};

static uint8_t out[400000];

static void begin(struct fed *fed, size_t room, bool asked_ssl2)
{
	fed->buffer = malloc(room);
	flight_begin(&fed->flight, fed->buffer, room, asked_ssl2);
}

static void end(struct fed *fed)
{
	free(fed->buffer);
}

/* Feeds pieces of @step bytes, each from a heap block of its size. */
static void feed(struct fed *fed, struct slice bytes, size_t step)
{
	for (size_t at = 0; at < bytes.len; at += step) {
		size_t n = bytes.len - at < step ? bytes.len - at : step;
		uint8_t *copy = malloc(n);

		memcpy(copy, bytes.data + at, n);
		flight_feed(&fed->flight, copy, n);
		free(copy);
	}
}

static void assert_same_hello(
	const struct server_hello *a, const struct server_hello *b)
{
	assert_int_equal(a->retry, b->retry);
	assert_int_equal(a->version, b->version);
	assert_int_equal(a->negotiated, b->negotiated);
	assert_int_equal(a->suite, b->suite);
	assert_int_equal(a->n_extensions, b->n_extensions);
	assert_true(slice_equal(a->random, b->random));
}

static void assert_same(
	const struct server_flight *a, const struct server_flight *b)
{
	assert_int_equal(a->end, b->end);
	assert_int_equal(a->fault.kind, b->fault.kind);
	assert_int_equal(a->fault.at, b->fault.at);
	assert_int_equal(a->n_records, b->n_records);
	assert_int_equal(a->record_version, b->record_version);
	assert_int_equal(a->has_server_hello, b->has_server_hello);
	assert_same_hello(&a->hello, &b->hello);
	assert_int_equal(a->n_certificates, b->n_certificates);
	assert_int_equal(a->n_messages, b->n_messages);
	for (size_t i = 0; i < a->n_messages; i++)
		assert_true(
			slice_equal(a->messages[i].body, b->messages[i].body));
	assert_int_equal(a->n_alerts, b->n_alerts);
	assert_memory_equal(a->alerts, b->alerts, sizeof(a->alerts));
	assert_int_equal(a->key_exchange.kind, b->key_exchange.kind);
	assert_int_equal(a->ssl2.error, b->ssl2.error);
	assert_true(slice_equal(a->ssl2.cipher_kinds, b->ssl2.cipher_kinds));
	assert_true(slice_equal(a->strange, b->strange));
}

/* At once, in pieces of 1..40 bytes: always the same. Leaves *fed fed. */
static void feed_every_way(
	struct fed *fed, struct slice bytes, size_t room, bool asked_ssl2)
{
	begin(fed, room, asked_ssl2);
	feed(fed, bytes, bytes.len);
	for (size_t step = 1; step <= 40; step++) {
		struct fed other;

		begin(&other, room, asked_ssl2);
		feed(&other, bytes, step);
		assert_same(&fed->flight, &other.flight);
		end(&other);
	}
}

static void feed_golden(struct fed *fed, const char *name, bool asked_ssl2)
{
	size_t len;
	uint8_t *bytes = golden_read(name, &len);

	feed_every_way(fed, slice_of(bytes, len), 4096, asked_ssl2);
	free(bytes);
}

static void feed_bytes(
	struct fed *fed, const void *bytes, size_t len, bool asked_ssl2)
{
	feed_every_way(fed, slice_of(bytes, len), 4096, asked_ssl2);
}

UNIT(dhe_flight_is_read_field_by_field)
{
	struct fed fed;
	struct server_flight *f = &fed.flight;

	feed_golden(&fed, "tls12_dhe_flight", false);
	assert_int_equal(f->end, FLIGHT_HELLO_DONE);
	assert_int_equal(f->fault.kind, FAULT_NONE);
	assert_int_equal(f->record_version, 0x0303);
	assert_int_equal(f->n_records, 5);
	assert_int_equal(f->n_alerts, 1);
	assert_int_equal(f->alerts[0].level, 1);
	assert_int_equal(f->alerts[0].description, 112);
	assert_true(f->alerts[0].before_server_hello);
	assert_true(f->has_server_hello);
	assert_int_equal(f->hello.suite, 0x0039);
	assert_true(f->hello.secure_renegotiation);
	assert_int_equal(f->n_certificates, 2);
	assert_true(slice_equal(
		f->certificates[0], slice_of("\x30\x03\x02\x01\x07", 5)));
	assert_int_equal(f->certificates[1].len, 7);
	assert_int_equal(f->key_exchange.kind, KEY_EXCHANGE_DH);
	assert_int_equal(f->key_exchange.dh_bits, 64);
	assert_int_equal(f->key_exchange.dh_p.len, 9);
	assert_true(f->key_exchange.has_scheme);
	assert_int_equal(f->key_exchange.signature_scheme, 0x0601);
	assert_int_equal(f->key_exchange.signature.len, 4);
	assert_int_equal(f->n_messages, 4);
	assert_int_equal(f->messages[3].type, 14);
	end(&fed);
}

UNIT(every_prefix_of_a_flight_is_open)
{
	size_t len;
	uint8_t *bytes = golden_read("tls12_dhe_flight", &len);

	for (size_t n = 0; n <= len; n++) {
		struct fed fed;

		begin(&fed, len, false);
		feed(&fed, slice_of(bytes, n), n ? n : 1);
		assert_int_equal(fed.flight.end,
			n < len ? FLIGHT_OPEN : FLIGHT_HELLO_DONE);
		end(&fed);
	}
	free(bytes);
}

UNIT(tls13_flights_end_sealed_or_as_retry)
{
	struct fed fed;

	feed_golden(&fed, "rfc8448_server_hello", false);
	assert_int_equal(fed.flight.end, FLIGHT_SEALED);
	assert_int_equal(fed.flight.hello.negotiated, 0x0304);
	end(&fed);
	feed_golden(&fed, "rfc8448_retry", false);
	assert_int_equal(fed.flight.end, FLIGHT_RETRY);
	assert_int_equal(fed.flight.hello.key_share_group, 0x0017);
	end(&fed);
}

UNIT(ssl2_server_hello_is_read_field_by_field)
{
	struct fed fed;
	struct server_flight *f = &fed.flight;

	feed_golden(&fed, "ssl2_server_hello", true);
	assert_int_equal(f->end, FLIGHT_SSL2);
	assert_int_equal(f->ssl2.version, 0x0002);
	assert_int_equal(f->ssl2.certificate_type, 1);
	assert_false(f->ssl2.session_id_hit);
	assert_int_equal(f->ssl2.certificate.len, 5);
	assert_int_equal(f->ssl2.cipher_kinds.len, 9);
	assert_memory_equal(f->ssl2.cipher_kinds.data + 6, "\x07\x00\xc0", 3);
	assert_int_equal(f->ssl2.connection_id.len, 16);
	assert_int_equal(f->n_certificates, 1);
	end(&fed);
	/* nobody asked for it: not TLS */
	feed_golden(&fed, "ssl2_server_hello", false);
	assert_int_equal(fed.flight.end, FLIGHT_NOT_TLS);
	assert_int_equal(fed.flight.strange.len, 43);
	end(&fed);
}

UNIT(ssl2_records_may_be_padded)
{
	struct fed fed;

	/* three-byte header: ERROR with two bytes of padding */
	feed_bytes(&fed, "\x00\x05\x02\x00\x00\x01\xee\xee", 8, true);
	assert_int_equal(fed.flight.end, FLIGHT_SSL2_ERROR);
	assert_int_equal(fed.flight.ssl2.error, 1);
	end(&fed);
	feed_bytes(&fed, "\x80\x03\x00\x00\x06", 5, true);
	assert_int_equal(fed.flight.end, FLIGHT_SSL2_ERROR);
	assert_int_equal(fed.flight.ssl2.error, 6);
	end(&fed);
	feed_bytes(&fed, "\x80\x01\x04", 3, true);
	assert_int_equal(fed.flight.end, FLIGHT_MALFORMED);
	assert_int_equal(fed.flight.fault.kind, FAULT_SHORT);
	end(&fed);
}

UNIT(ssl2_hello_may_be_answered_in_tls)
{
	struct fed fed;

	feed_bytes(&fed, "\x15\x03\x01\x00\x02\x02\x46", 7, true);
	assert_int_equal(fed.flight.end, FLIGHT_ALERT);
	assert_int_equal(fed.flight.alerts[0].description, 70);
	end(&fed);
	feed_golden(&fed, "tls12_dhe_flight", true);
	assert_int_equal(fed.flight.end, FLIGHT_HELLO_DONE);
	end(&fed);
	feed_bytes(&fed, "454 4.7.0 TLS not available\r\n", 29, true);
	assert_int_equal(fed.flight.end, FLIGHT_NOT_TLS);
	assert_int_equal(fed.flight.strange.len, 29);
	assert_memory_equal(fed.flight.strange.data, "454 4.7.0", 9);
	end(&fed);
}

UNIT(fatal_alert_ends_the_flight)
{
	struct fed fed;

	feed_bytes(&fed, "\x15\x03\x00\x00\x02\x02\x28", 7, false);
	assert_int_equal(fed.flight.end, FLIGHT_ALERT);
	assert_int_equal(fed.flight.n_alerts, 1);
	assert_int_equal(fed.flight.alerts[0].level, 2);
	assert_int_equal(fed.flight.alerts[0].description, 40);
	assert_int_equal(fed.flight.record_version, 0x0300);
	end(&fed);
	/* close_notify ends too, though it is a warning */
	feed_bytes(&fed, "\x15\x03\x03\x00\x02\x01\x00", 7, false);
	assert_int_equal(fed.flight.end, FLIGHT_ALERT);
	end(&fed);
	/* cut by records, two in one record, an unknown level */
	feed_bytes(&fed,
		"\x15\x03\x03\x00\x01\x01\x15\x03\x03\x00\x03\x70\x03\x50", 14,
		false);
	assert_int_equal(fed.flight.end, FLIGHT_ALERT);
	assert_int_equal(fed.flight.n_alerts, 2);
	assert_int_equal(fed.flight.alerts[0].description, 112);
	assert_int_equal(fed.flight.alerts[1].level, 3);
	assert_int_equal(fed.flight.alerts[1].description, 80);
	end(&fed);
}

UNIT(text_behind_an_alert_is_kept)
{
	struct fed fed;

	feed_bytes(&fed,
		"\x15\x03\x03\x00\x02\x02\x28"
		"\x15\x03\x03\x00\x02\x01\x00"
		"500 5.5.1 Invalid command\r\n",
		14 + 27, false);
	assert_int_equal(fed.flight.end, FLIGHT_ALERT);
	assert_int_equal(fed.flight.n_alerts, 1);
	assert_int_equal(fed.flight.strange.len, 27);
	assert_memory_equal(fed.flight.strange.data, "500 5.5.1", 9);
	end(&fed);
	/* even when it begins like a record */
	feed_bytes(&fed, "\x15\x03\x03\x00\x02\x02\x28\x15zz", 10, false);
	assert_int_equal(fed.flight.end, FLIGHT_ALERT);
	assert_int_equal(fed.flight.strange.len, 3);
	end(&fed);
}

UNIT(text_instead_of_tls_is_kept_up_to_its_cap)
{
	char text[1000];
	struct fed fed;

	memset(text, 'x', sizeof(text));
	feed_bytes(&fed, text, sizeof(text), false);
	assert_int_equal(fed.flight.end, FLIGHT_NOT_TLS);
	assert_int_equal(fed.flight.strange.len, 512);
	end(&fed);
	/* a first byte as of TLS, then a version that is none */
	feed_bytes(&fed, "\x16\x42zz", 4, false);
	assert_int_equal(fed.flight.end, FLIGHT_NOT_TLS);
	assert_int_equal(fed.flight.strange.len, 4);
	end(&fed);
	feed_bytes(&fed, "\x16\x01\x02\x00\x00", 5, false);
	assert_int_equal(fed.flight.end, FLIGHT_NOT_TLS);
	assert_int_equal(fed.flight.strange.len, 5);
	end(&fed);
}

UNIT(odd_records_are_malformed)
{
	struct fed fed;

	feed_bytes(&fed, "\x16\x03\x03\x48\x01\x02", 6, false);
	assert_int_equal(fed.flight.end, FLIGHT_MALFORMED);
	assert_string_equal(fed.flight.fault.what, "record.length");
	assert_int_equal(fed.flight.fault.at, 3);
	end(&fed);
	feed_bytes(&fed, "\x17\x03\x03\x00\x01\x02", 6, false);
	assert_int_equal(fed.flight.end, FLIGHT_MALFORMED);
	assert_string_equal(fed.flight.fault.what, "record.type");
	end(&fed);
	feed_bytes(&fed, "\x18\x03\x03\x00\x01\x02\x16\x05\x00\x00\x00", 11,
		false);
	assert_int_equal(fed.flight.end, FLIGHT_MALFORMED);
	assert_string_equal(fed.flight.fault.what, "record.version");
	assert_int_equal(fed.flight.fault.at, 7);
	end(&fed);
	feed_bytes(&fed, "\x14\x03\x03\x00\x01\x01\x17\x03\x03\x00\x09", 11,
		false);
	assert_int_equal(fed.flight.end, FLIGHT_MALFORMED);
	assert_string_equal(fed.flight.fault.what, "record.type");
	assert_int_equal(fed.flight.fault.at, 6);
	end(&fed);
	feed_bytes(&fed, "\x16\x03\x03\x00\x04\x0e\x00\x00\x00", 9, false);
	assert_int_equal(fed.flight.end, FLIGHT_MALFORMED);
	assert_string_equal(fed.flight.fault.what, "flight.server_hello");
	end(&fed);
	feed_bytes(&fed, "\x16\x03\x03\x00\x06\x02\x00\x00\x02\x03\x03", 11,
		false);
	assert_int_equal(fed.flight.end, FLIGHT_MALFORMED);
	assert_string_equal(fed.flight.fault.what, "server_hello.random");
	assert_false(fed.flight.has_server_hello);
	end(&fed);
}

/* A flight as a server's side writes it. */
static struct writer written(uint16_t version, uint16_t suite)
{
	static const uint8_t random[32] = { 7 };
	struct server_hello hello = { .version = version,
		.random = slice_of(random, 32),
		.suite = suite,
		.secure_renegotiation = true };
	struct writer w = writer_of(out, sizeof(out));

	server_hello_write(&w, &hello);
	return w;
}

static void cut_records(struct writer *w, uint16_t version, size_t cut)
{
	records_cut(w, 0, CONTENT_HANDSHAKE, version, cut);
	assert_true(writer_ok(w));
}

UNIT(what_the_server_writes_is_read_back)
{
	const struct slice chain[] = { slice_of("first", 5),
		slice_of("second", 6) };
	uint8_t body[64];
	struct writer params = writer_of(body, sizeof(body));
	struct writer w = written(0x0303, 0xc02f);
	struct fed fed;
	struct server_flight *f = &fed.flight;

	certificate_write(&w, chain, 2);
	key_exchange_write_ecdh(&params, 0x0018, slice_of("point", 5));
	writer_put(&params, 2, 0x0804, "scheme");
	writer_put(&params, 3, 0x000199, "signature");
	handshake_write(&w, 22, slice_of("\x01status", 7));
	handshake_write(
		&w, HANDSHAKE_SERVER_KEY_EXCHANGE, writer_done(&params));
	handshake_write(&w, 99, slice_of("unknown", 7));
	certificate_request_write(
		&w, 0x0303, slice_of("\x01\x40", 2), slice_of("\x04\x01", 2));
	server_hello_done_write(&w);
	cut_records(&w, 0x0303, 11);
	feed_every_way(&fed, writer_done(&w), 4096, false);
	assert_int_equal(f->end, FLIGHT_HELLO_DONE);
	assert_int_equal(f->fault.kind, FAULT_NONE);
	assert_int_equal(f->hello.suite, 0xc02f);
	assert_int_equal(f->n_certificates, 2);
	assert_true(slice_equal(f->certificates[1], chain[1]));
	assert_true(slice_equal(f->ocsp, slice_of("\x01status", 7)));
	assert_int_equal(f->key_exchange.group, 0x0018);
	assert_int_equal(f->key_exchange.signature_scheme, 0x0804);
	assert_true(f->certificate_request.seen);
	assert_int_equal(f->certificate_request.types.len, 2);
	assert_int_equal(f->certificate_request.signature_schemes.len, 2);
	assert_int_equal(f->n_messages, 7);
	assert_int_equal(f->messages[4].type, 99);
	assert_int_equal(f->messages[4].body.len, 7);
	end(&fed);
}

UNIT(first_server_hello_stands)
{
	struct writer w = written(0x0303, 0x0039);
	size_t len = w.len;
	struct fed fed;

	writer_bytes(&w, out, len, "again");
	out[len + 40] = 0x35; /* the last byte of its suite */
	server_hello_done_write(&w);
	cut_records(&w, 0x0303, 0);
	feed_every_way(&fed, writer_done(&w), 4096, false);
	assert_int_equal(fed.flight.end, FLIGHT_HELLO_DONE);
	assert_int_equal(fed.flight.n_messages, 3);
	assert_int_equal(fed.flight.messages[1].body.data[36], 0x35);
	assert_int_equal(fed.flight.hello.suite, 0x0039);
	end(&fed);
}

UNIT(change_cipher_spec_ends_the_readable_part)
{
	struct writer w = written(0x0301, 0x002f);
	struct fed fed;

	cut_records(&w, 0x0301, 0);
	records_write(
		&w, CONTENT_CHANGE_CIPHER_SPEC, 0x0301, slice_of("\x01", 1), 0);
	records_write(&w, CONTENT_HANDSHAKE, 0x0301,
		slice_of("\xde\xad\xbe\xef\xff\xff", 6), 0);
	feed_every_way(&fed, writer_done(&w), 4096, false);
	assert_int_equal(fed.flight.end, FLIGHT_HELLO_DONE);
	assert_true(fed.flight.change_cipher_spec);
	assert_int_equal(fed.flight.fault.kind, FAULT_NONE);
	end(&fed);
}

UNIT(broken_certificates_are_noted_and_passed_over)
{
	struct writer w = written(0x0303, 0x0039);
	struct fed fed;

	handshake_write(&w, 11, slice_of("\x00\x00\x09\x00\x00\x01xab", 9));
	handshake_write(&w, 12, slice_of("\x00\x09", 2));
	server_hello_done_write(&w);
	cut_records(&w, 0x0303, 0);
	feed_every_way(&fed, writer_done(&w), 4096, false);
	assert_int_equal(fed.flight.end, FLIGHT_HELLO_DONE);
	assert_string_equal(fed.flight.fault.what, "certificate.list");
	assert_int_equal(fed.flight.key_exchange.kind, KEY_EXCHANGE_OPAQUE);
	assert_int_equal(fed.flight.key_exchange.fault.kind, FAULT_SHORT);
	assert_int_equal(fed.flight.key_exchange.body.len, 2);
	end(&fed);
}

UNIT(certificates_are_kept_up_to_their_caps)
{
	static uint8_t large[70000];
	struct slice chain[40];
	struct writer w = written(0x0303, 0x0039);
	struct fed fed;

	for (size_t i = 0; i < 40; i++)
		chain[i] = slice_of(large, i == 1 ? sizeof(large) : 3);
	certificate_write(&w, chain, 40);
	server_hello_done_write(&w);
	cut_records(&w, 0x0303, 0);
	feed_every_way(&fed, writer_done(&w), FLIGHT_BUFFER, false);
	assert_int_equal(fed.flight.end, FLIGHT_HELLO_DONE);
	assert_int_equal(fed.flight.n_certificates, FLIGHT_MAX_CERTIFICATES);
	assert_int_equal(fed.flight.certificates[1].len, 65536);
	assert_int_equal(fed.flight.certificates[2].len, 3);
	end(&fed);
}

UNIT(messages_over_the_cap_are_passed_over)
{
	struct writer w = written(0x0303, 0x0039);
	struct fed fed;

	for (size_t i = 0; i < 2 * FLIGHT_MAX_MESSAGES; i++)
		handshake_write(&w, 0, slice_of(NULL, 0));
	server_hello_done_write(&w);
	cut_records(&w, 0x0303, 0);
	feed_every_way(&fed, writer_done(&w), 4096, false);
	assert_int_equal(fed.flight.end, FLIGHT_HELLO_DONE);
	assert_int_equal(fed.flight.n_messages, FLIGHT_MAX_MESSAGES);
	end(&fed);
}

UNIT(flight_over_the_buffer_is_too_long)
{
	struct writer w = written(0x0303, 0x0039);
	struct fed fed;

	handshake_write(&w, 99, slice_of(out + 1000, 300));
	cut_records(&w, 0x0303, 100);
	feed_every_way(&fed, writer_done(&w), 200, false);
	assert_int_equal(fed.flight.end, FLIGHT_TOO_LONG);
	assert_true(fed.flight.has_server_hello);
	end(&fed);
	/* it is enough that a message says so */
	feed_every_way(&fed,
		slice_of("\x16\x03\x03\x00\x04\x0b\xff\xff\xff", 9), 200,
		false);
	assert_int_equal(fed.flight.end, FLIGHT_TOO_LONG);
	end(&fed);
}

UNIT(endless_warnings_are_too_long)
{
	struct writer w = writer_of(out, sizeof(out));
	struct fed fed;

	for (size_t i = 0; i < 100; i++)
		alert_write(&w, 0x0303, 1, 112);
	feed_every_way(&fed, writer_done(&w), 500, false);
	assert_int_equal(fed.flight.end, FLIGHT_TOO_LONG);
	assert_int_equal(fed.flight.n_alerts, FLIGHT_MAX_ALERTS);
	end(&fed);
	alert_write(&w, 0x0303, 2, 40);
	feed_every_way(&fed, writer_done(&w), 5000, false);
	assert_int_equal(fed.flight.end, FLIGHT_ALERT);
	assert_int_equal(
		fed.flight.alerts[FLIGHT_MAX_ALERTS - 1].description, 40);
	end(&fed);
}

UNIT(tlcp_records_are_read)
{
	struct writer w = written(0x0101, 0xe013);
	struct fed fed;

	handshake_write(&w, 12, slice_of("\x00\x01x", 3));
	server_hello_done_write(&w);
	cut_records(&w, 0x0101, 0);
	feed_every_way(&fed, writer_done(&w), 4096, false);
	assert_int_equal(fed.flight.end, FLIGHT_HELLO_DONE);
	assert_int_equal(fed.flight.hello.negotiated, 0x0101);
	assert_int_equal(fed.flight.key_exchange.kind, KEY_EXCHANGE_OPAQUE);
	end(&fed);
}

UNIT(a_draft_ends_at_its_first_sealed_record)
{
	struct writer w = written(0x7f12, 0x1301);
	struct fed fed;

	cut_records(&w, 0x0301, 0);
	records_write(
		&w, CONTENT_APPLICATION_DATA, 0x0301, slice_of("sealed", 6), 0);
	feed_every_way(&fed, writer_done(&w), 4096, false);
	assert_int_equal(fed.flight.end, FLIGHT_SEALED);
	assert_int_equal(fed.flight.n_records, 2);
	assert_int_equal(fed.flight.hello.negotiated, 0x7f12);
	end(&fed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dhe_flight_is_read_field_by_field),
		cmocka_unit_test(every_prefix_of_a_flight_is_open),
		cmocka_unit_test(tls13_flights_end_sealed_or_as_retry),
		cmocka_unit_test(ssl2_server_hello_is_read_field_by_field),
		cmocka_unit_test(ssl2_records_may_be_padded),
		cmocka_unit_test(ssl2_hello_may_be_answered_in_tls),
		cmocka_unit_test(fatal_alert_ends_the_flight),
		cmocka_unit_test(text_behind_an_alert_is_kept),
		cmocka_unit_test(text_instead_of_tls_is_kept_up_to_its_cap),
		cmocka_unit_test(odd_records_are_malformed),
		cmocka_unit_test(what_the_server_writes_is_read_back),
		cmocka_unit_test(first_server_hello_stands),
		cmocka_unit_test(change_cipher_spec_ends_the_readable_part),
		cmocka_unit_test(broken_certificates_are_noted_and_passed_over),
		cmocka_unit_test(certificates_are_kept_up_to_their_caps),
		cmocka_unit_test(messages_over_the_cap_are_passed_over),
		cmocka_unit_test(flight_over_the_buffer_is_too_long),
		cmocka_unit_test(endless_warnings_are_too_long),
		cmocka_unit_test(tlcp_records_are_read),
		cmocka_unit_test(a_draft_ends_at_its_first_sealed_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
