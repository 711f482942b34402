/* SPDX-License-Identifier: ISC */
/* Who may come in, by a clock that the test turns. */
#include "net/dial/door.h"
#include "tests/lib/unit.h"

static struct manners manners;
static struct door door;

static void limit(
	enum limit_kind kind, unsigned n, unsigned seconds, unsigned clock)
{
	manners = (struct manners){ .clock = clock,
		.n_limits = 1,
		.limits = { { kind, n, FAREWELL_RESET, seconds } } };
	door = (struct door){ .manners = &manners };
}

static unsigned come(uint64_t now, unsigned times)
{
	unsigned let_in = 0;

	for (unsigned i = 0; i < times; i++)
		let_in += !door_knock(&door, now, 0);
	return let_in;
}

UNIT(without_limits_all_come_in)
{
	manners = (struct manners){ 0 };
	door = (struct door){ .manners = &manners };
	assert_int_equal(come(5, 1000), 1000);
}

UNIT(after_n_it_is_shut_for_ever_or_for_a_while)
{
	limit(LIMIT_AFTER, 3, 0, 0);
	assert_int_equal(come(1, 5), 3);
	assert_int_equal(come(1000000000, 5), 0);
	limit(LIMIT_AFTER, 3, 10, 0);
	assert_int_equal(come(1, 5), 3);
	assert_int_equal(come(10000, 5), 0);
	assert_int_equal(come(10001, 5), 3);
	assert_int_equal(come(20000, 1), 0);
	limit(LIMIT_AFTER, 0, 10, 0);
	assert_int_equal(come(1, 2), 0);
	assert_int_equal(come(20000, 2), 0);
}

UNIT(only_a_pause_opens_it_again)
{
	limit(LIMIT_UNTIL_PAUSE, 2, 10, 0);
	assert_int_equal(come(1000, 3), 2);
	assert_int_equal(come(10000, 1), 0); /* a knock is no pause */
	assert_int_equal(come(19999, 1), 0);
	assert_int_equal(come(29999, 3), 2);
}

UNIT(each_minute_begins_with_its_first)
{
	limit(LIMIT_PER_MINUTE, 2, 0, 0);
	assert_int_equal(come(1000, 1), 1);
	assert_int_equal(come(60000, 3), 1);
	assert_int_equal(come(60999, 1), 0);
	assert_int_equal(come(61000, 3), 2);
}

UNIT(at_once_looks_at_who_is_inside)
{
	limit(LIMIT_AT_ONCE, 2, 0, 0);
	assert_null(door_knock(&door, 1, 1));
	assert_ptr_equal(door_knock(&door, 1, 2), &manners.limits[0]);
	assert_null(door_knock(&door, 1, 0));
}

UNIT(a_fast_clock_shortens_each_wait)
{
	limit(LIMIT_AFTER, 1, 10, 100);
	assert_int_equal(come(1, 2), 1);
	assert_int_equal(come(100, 1), 0);
	assert_int_equal(come(101, 2), 1);
	limit(LIMIT_PER_MINUTE, 1, 0, 60);
	assert_int_equal(come(1, 2), 1);
	assert_int_equal(come(1001, 2), 1);
}

UNIT(every_limit_counts_every_knock)
{
	manners = (struct manners){ .n_limits = 2,
		.limits = { { LIMIT_AFTER, 2, FAREWELL_CLOSE, 0 },
			{ LIMIT_PER_MINUTE, 3, FAREWELL_REPLY, 0 } } };
	door = (struct door){ .manners = &manners };
	assert_int_equal(come(1, 2), 2);
	assert_int_equal(door_knock(&door, 2, 0)->farewell, FAREWELL_CLOSE);
	/* both are shut: the first one speaks */
	assert_int_equal(door_knock(&door, 2, 0)->farewell, FAREWELL_CLOSE);
	manners.limits[0].n = 100;
	assert_int_equal(door_knock(&door, 3, 0)->farewell, FAREWELL_REPLY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_limits_all_come_in),
		cmocka_unit_test(after_n_it_is_shut_for_ever_or_for_a_while),
		cmocka_unit_test(only_a_pause_opens_it_again),
		cmocka_unit_test(each_minute_begins_with_its_first),
		cmocka_unit_test(at_once_looks_at_who_is_inside),
		cmocka_unit_test(a_fast_clock_shortens_each_wait),
		cmocka_unit_test(every_limit_counts_every_knock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
