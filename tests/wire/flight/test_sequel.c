/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/flight/sequel.c: what a client says behind the answer, in
 * every cut.
 */
#include "wire/flight/sequel.h"
#include "tests/lib/unit.h"

#define ALERT "\x15\x03\x03\x00\x02"
#define CCS "\x14\x03\x03\x00\x01\x01"
#define KEY_EXCHANGE "\x16\x03\x03\x00\x06\x10\x00\x00\x02\xab\xcd"
#define SEALED "\x16\x03\x03\x00\x05\x00\x01\x02\x03\x04"
#define DATA "\x17\x03\x03\x00\x03\x01\x02\x03"
#define SAID(text) slice_of(text, sizeof(text) - 1)

static struct sequel read_in(struct slice said, size_t step)
{
	struct sequel s;

	sequel_begin(&s);
	for (size_t at = 0; at < said.len; at += step)
		sequel_feed(&s, said.data + at,
			said.len - at < step ? said.len - at : step);
	return s;
}

/* The same in every cut. */
static struct sequel read_all(struct slice said)
{
	struct sequel whole = read_in(said, said.len ? said.len : 1);

	for (size_t step = 1; step < said.len; step++) {
		struct sequel cut = read_in(said, step);

		assert_memory_equal(&cut, &whole, sizeof(whole));
	}
	return whole;
}

UNIT(a_key_exchange_goes_on)
{
	struct sequel s = read_all(SAID(KEY_EXCHANGE CCS SEALED));

	assert_int_equal(s.kind, SEQUEL_WENT_ON);
	assert_int_equal(s.n_records, 3);
	assert_int_equal(s.n_messages, 1);
	assert_int_equal(s.messages[0], 16);
	assert_true(s.change_cipher_spec);
	assert_int_equal(s.n_sealed, 1);
	assert_false(s.has_alert);
	assert_int_equal(s.n_bytes, 27);
}

UNIT(messages_are_counted_across_records)
{
	/* Certificate of 0 bytes, then a ClientKeyExchange, its header cut */
	struct sequel s = read_all(SAID("\x16\x03\x03\x00\x06\x0b\x00\x00\x00"
					"\x10\x00"
					"\x16\x03\x03\x00\x03\x00\x01\xee"));

	assert_int_equal(s.n_messages, 2);
	assert_int_equal(s.messages[0], 11);
	assert_int_equal(s.messages[1], 16);
	assert_int_equal(s.n_sealed, 0);
}

UNIT(tls13_wraps_all_as_application_data)
{
	struct sequel s = read_all(SAID(CCS DATA));

	assert_int_equal(s.kind, SEQUEL_WENT_ON);
	assert_int_equal(s.n_sealed, 1);
}

UNIT(an_early_ccs_alone_tells_nothing)
{
	struct sequel s = read_all(SAID(CCS));

	assert_int_equal(s.kind, SEQUEL_UNCLEAR);
	assert_false(sequel_told(&s));
	assert_true(s.change_cipher_spec);
}

UNIT(an_alert_is_a_complaint)
{
	struct sequel s = read_all(SAID(ALERT "\x02\x2a"));

	assert_int_equal(s.kind, SEQUEL_ALERT);
	assert_int_equal(s.alert_level, 2);
	assert_int_equal(s.alert, 42);
	s = read_all(SAID(CCS ALERT "\x02\x28"));
	assert_int_equal(s.kind, SEQUEL_ALERT);
	s = read_all(SAID(ALERT "\x01\x00"));
	assert_int_equal(s.kind, SEQUEL_ALERT);
}

UNIT(a_warning_alone_tells_nothing)
{
	struct sequel s = read_all(SAID(ALERT "\x01\x70"));

	assert_int_equal(s.kind, SEQUEL_UNCLEAR);
	assert_true(s.has_alert);
	s = read_all(SAID(ALERT "\x01\x70" KEY_EXCHANGE));
	assert_int_equal(s.kind, SEQUEL_WENT_ON);
	assert_int_equal(s.alert, 0x70);
}

UNIT(a_sealed_alert_is_sealed)
{
	struct sequel s =
		read_all(SAID(KEY_EXCHANGE CCS "\x15\x03\x03\x00\x03\x01\x02"
					       "\x03"));

	assert_int_equal(s.kind, SEQUEL_WENT_ON);
	assert_false(s.has_alert);
	assert_int_equal(s.n_sealed, 1);
}

UNIT(the_first_thing_that_tells_counts)
{
	struct sequel s = read_all(SAID(ALERT "\x02\x2a" DATA));

	assert_int_equal(s.kind, SEQUEL_ALERT);
	s = read_all(SAID(KEY_EXCHANGE ALERT "\x02\x2a"));
	assert_int_equal(s.kind, SEQUEL_WENT_ON);
	assert_true(s.has_alert);
}

UNIT(text_is_no_tls)
{
	struct sequel s = read_all(SAID("QUIT\r\n"));

	assert_int_equal(s.kind, SEQUEL_STRANGE_BYTES);
	assert_int_equal(s.n_strange, 6);
	assert_memory_equal(s.strange, "QUIT\r\n", 6);
	s = read_all(SAID(CCS "MAIL FROM"));
	assert_int_equal(s.kind, SEQUEL_STRANGE_BYTES);
	assert_memory_equal(s.strange, "MAIL FROM", 9);
	s = read_all(SAID("\x16\x09\x03\x00\x05..."));
	assert_int_equal(s.kind, SEQUEL_STRANGE_BYTES);
	s = read_all(SAID("\x16\x03\x03\xff\xff..."));
	assert_int_equal(s.kind, SEQUEL_STRANGE_BYTES);
}

UNIT(nothing_is_nothing)
{
	struct sequel s = read_all(SAID(""));

	assert_int_equal(s.kind, SEQUEL_NOTHING);
	s = read_all(SAID("\x15\x03\x03"));
	assert_int_equal(s.kind, SEQUEL_NOTHING);
}

/* No prefix of a complaint or of a key exchange says what was not yet said. */
UNIT(a_prefix_says_no_more_than_is_there)
{
	static const char key_exchange[] = KEY_EXCHANGE;
	static const char alert[] = ALERT "\x02\x2a";

	for (size_t n = 0; n < sizeof(alert) - 1; n++) {
		struct sequel s = read_in(slice_of(alert, n), 1);

		assert_false(sequel_told(&s));
		assert_false(s.has_alert);
	}
	for (size_t n = 0; n < 9; n++) {
		struct sequel s = read_in(slice_of(key_exchange, n), 1);

		assert_false(sequel_told(&s));
	}
}

UNIT(counts_are_bounded)
{
	struct sequel s;

	sequel_begin(&s);
	for (size_t i = 0; i < 1000; i++)
		sequel_feed(&s, (const uint8_t *)KEY_EXCHANGE, 11);
	assert_int_equal(s.n_messages, SEQUEL_MESSAGES);
	assert_int_equal(s.n_records, 1000);
	for (size_t i = 0; i < 1000; i++)
		sequel_feed(&s, (const uint8_t *)"strange", 7);
	assert_int_equal(s.n_strange, SEQUEL_STRANGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_exchange_goes_on),
		cmocka_unit_test(messages_are_counted_across_records),
		cmocka_unit_test(tls13_wraps_all_as_application_data),
		cmocka_unit_test(an_early_ccs_alone_tells_nothing),
		cmocka_unit_test(an_alert_is_a_complaint),
		cmocka_unit_test(a_warning_alone_tells_nothing),
		cmocka_unit_test(a_sealed_alert_is_sealed),
		cmocka_unit_test(the_first_thing_that_tells_counts),
		cmocka_unit_test(text_is_no_tls),
		cmocka_unit_test(nothing_is_nothing),
		cmocka_unit_test(a_prefix_says_no_more_than_is_there),
		cmocka_unit_test(counts_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
