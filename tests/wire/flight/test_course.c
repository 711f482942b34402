/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/flight/course.c: what one side sent, in clear and sealed.
 */
#include "wire/flight/course.h"
#include "tests/lib/hex.h"
#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

static struct course course;
static uint8_t bytes[4096];
static size_t len;

static void begin(void)
{
	len = 0;
}

static void record(uint8_t type, const void *payload, size_t n)
{
	bytes[len++] = type;
	bytes[len++] = 3;
	bytes[len++] = 3;
	bytes[len++] = (uint8_t)(n >> 8);
	bytes[len++] = (uint8_t)n;
	memcpy(bytes + len, payload, n);
	len += n;
}

static void read_all(bool tls13)
{
	course_read(&course, slice_of(bytes, len), tls13);
}

UNIT(a_flight_is_listed)
{
	size_t n;
	uint8_t *flight = golden_read("tls12_dhe_flight", &n);

	course_read(&course, slice_of(flight, n), false);
	assert_int_equal(course.n_events, 5);
	assert_int_equal(course.events[0].kind, COURSE_ALERT);
	assert_int_equal(course.events[0].level, 1);
	assert_int_equal(course.events[0].description, 112);
	assert_int_equal(course.events[1].type, 2);
	assert_int_equal(course.events[1].at, 12);
	assert_int_equal(course.events[2].type, 11);
	assert_int_equal(course.events[3].type, 12);
	assert_int_equal(course.events[4].type, 14);
	assert_int_equal(course.events[4].end, n);
	assert_int_equal(course.at, n);
	assert_int_equal(course.cut_wants, 0);
	assert_string_equal(course_kind_name(course.events[4].kind), "message");
	free(flight);
}

UNIT(behind_change_cipher_spec_all_is_sealed)
{
	begin();
	record(22, "\x10\0\0\0", 4);
	record(20, "\1", 1);
	record(22, "finished", 8);
	record(21, "sealed alert", 12);
	read_all(false);
	assert_int_equal(course.n_events, 4);
	assert_int_equal(course.events[2].kind, COURSE_SEALED);
	assert_int_equal(course.events[2].type, 22);
	assert_int_equal(course.events[3].kind, COURSE_SEALED);
	assert_int_equal(course.events[3].type, 21);
	assert_int_equal(course.n_sealed, 2);
	assert_true(course.change_cipher_spec);
}

UNIT(an_alert_of_two_bytes_is_in_clear)
{
	begin();
	record(20, "\1", 1);
	record(21, "\2\50", 2);
	read_all(false);
	assert_int_equal(course.events[1].kind, COURSE_ALERT);
	assert_int_equal(course.events[1].description, 40);
}

UNIT(in_tls13_change_cipher_spec_means_nothing)
{
	begin();
	record(20, "\1", 1);
	record(22, "\1\0\0\0", 4);
	record(23, "sealed", 6);
	record(23, "again", 5);
	read_all(true);
	assert_int_equal(course.n_events, 3);
	assert_non_null(course_find(&course, COURSE_MESSAGE, 1));
	assert_null(course_find(&course, COURSE_MESSAGE, 2));
	assert_int_equal(course.events[2].n, 2);
	assert_int_equal(course.events[2].len, 11);
	assert_int_equal(course.events[2].last, 5);
	assert_int_equal(course.n_application, 2);
}

UNIT(a_message_may_span_records)
{
	begin();
	record(22, "\x0b\0", 2);
	record(22, "\0\3a", 3);
	record(22, "bc\x0e\0\0\0", 6);
	read_all(false);
	assert_int_equal(course.n_events, 2);
	assert_int_equal(course.events[0].type, 11);
	assert_int_equal(course.events[0].at, 5);
	assert_int_equal(course.events[0].len, 3);
	assert_int_equal(course.events[0].end, len - 4);
	assert_int_equal(course.events[1].type, 14);
}

UNIT(what_is_no_record_ends_it)
{
	begin();
	record(21, "\2\50", 2);
	memcpy(bytes + len, "454 too bad\r\n", 13);
	len += 13;
	read_all(false);
	assert_int_equal(course.n_events, 2);
	assert_int_equal(course.events[1].kind, COURSE_STRANGE);
	assert_int_equal(course.events[1].len, 13);
}

UNIT(the_cut_is_told)
{
	begin();
	record(23, "sealed", 6);
	record(23, "sealed", 6);
	for (size_t n = 0; n <= len; n++) {
		uint8_t *copy = malloc(n ? n : 1);

		memcpy(copy, bytes, n);
		course_read(&course, slice_of(copy, n), true);
		assert_int_equal(course.n_records, n / 11);
		assert_int_equal(course.cut_has, n % 11);
		assert_int_equal(course.cut_wants,
			n % 11 == 0	     ? 0
				: n % 11 < 5 ? 5
					     : 11);
		free(copy);
	}
}

UNIT(events_are_bounded)
{
	begin();
	for (int i = 0; i < 100; i++)
		record(21, "\1\0", 2);
	read_all(false);
	assert_int_equal(course.n_events, COURSE_EVENTS);
	assert_int_equal(course.n_left_out, 100 - COURSE_EVENTS);
	assert_int_equal(course.n_records, 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flight_is_listed),
		cmocka_unit_test(behind_change_cipher_spec_all_is_sealed),
		cmocka_unit_test(an_alert_of_two_bytes_is_in_clear),
		cmocka_unit_test(in_tls13_change_cipher_spec_means_nothing),
		cmocka_unit_test(a_message_may_span_records),
		cmocka_unit_test(what_is_no_record_ends_it),
		cmocka_unit_test(the_cut_is_told),
		cmocka_unit_test(events_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
