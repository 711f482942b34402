/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/probe/probe.c: every value of the enumerations has its own
 * word.
 */
#include "wire/probe/probe.h"
#include "tests/lib/unit.h"

static const char *purpose(unsigned i)
{
	return probe_purpose_name((enum probe_purpose)i);
}

static const char *outcome(unsigned i)
{
	return outcome_kind_name((enum outcome_kind)i);
}

static const char *end(unsigned i)
{
	return flight_end_name((enum flight_end)i);
}

static void check_words(const char *(*name)(unsigned i), unsigned last)
{
	for (unsigned i = 0; i <= last; i++) {
		assert_non_null(name(i));
		for (unsigned k = 0; k < i; k++)
			assert_string_not_equal(name(i), name(k));
	}
}

UNIT(every_value_has_its_own_word)
{
	check_words(purpose, PURPOSE_INTOLERANCE);
	check_words(outcome, OUTCOME_CANCELLED);
	check_words(end, FLIGHT_TOO_LONG);
	assert_string_equal(purpose(PURPOSE_DHE), "dhe");
	assert_string_equal(outcome(OUTCOME_NOT_TLS), "not-tls");
}

UNIT(a_server_hello_counts_whatever_came_after)
{
	struct server_flight flight = { .end = FLIGHT_MALFORMED };

	assert_int_equal(outcome_kind_of_flight(&flight, OUTCOME_RESET),
		OUTCOME_MALFORMED);
	flight.has_server_hello = true;
	assert_int_equal(outcome_kind_of_flight(&flight, OUTCOME_RESET),
		OUTCOME_SERVER_HELLO);
	flight.end = FLIGHT_OPEN;
	assert_int_equal(outcome_kind_of_flight(&flight, OUTCOME_RESET),
		OUTCOME_SERVER_HELLO);
	flight.has_server_hello = false;
	assert_int_equal(
		outcome_kind_of_flight(&flight, OUTCOME_RESET), OUTCOME_RESET);
}

static enum outcome_kind kind_of(const void *bytes, size_t len)
{
	static struct server_flight flight;
	static uint8_t buffer[1000];

	flight_begin(&flight, buffer, sizeof(buffer), false);
	flight_feed(&flight, bytes, len);
	return outcome_kind_of_flight(&flight, OUTCOME_CLOSED);
}

/* Half a ServerHello, half an alert, a header: none of it is a refusal, nor is
 * the alert that comes behind half a ServerHello. */
UNIT(what_broke_off_is_no_refusal)
{
	static const uint8_t half[] = { 22, 3, 3, 0, 74, 2, 0, 0, 70, 3, 3 };
	static const uint8_t then[] = { 22, 3, 3, 0, 3, 2, 0, 0, 21, 3, 3, 0, 2,
		2, 40 };
	static const uint8_t alert[] = { 21, 3, 3, 0, 2, 2, 40 };
	static const uint8_t warned[] = { 21, 3, 3, 0, 2, 1, 112 };

	for (size_t n = 1; n <= sizeof(half); n++)
		assert_int_equal(kind_of(half, n), OUTCOME_BROKEN_OFF);
	assert_int_equal(kind_of(then, sizeof(then)), OUTCOME_BROKEN_OFF);
	for (size_t n = 1; n < sizeof(alert); n++)
		assert_int_equal(kind_of(alert, n), OUTCOME_BROKEN_OFF);
	assert_int_equal(kind_of(alert, sizeof(alert)), OUTCOME_ALERT);
	assert_int_equal(kind_of(warned, sizeof(warned)), OUTCOME_CLOSED);
	assert_int_equal(kind_of(half, 0), OUTCOME_CLOSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_value_has_its_own_word),
		cmocka_unit_test(a_server_hello_counts_whatever_came_after),
		cmocka_unit_test(what_broke_off_is_no_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
