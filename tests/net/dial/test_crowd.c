/* SPDX-License-Identifier: ISC */
/*
 * When connections are thought to be in each other's way, and what shows it.
 */
#include "net/dial/crowd.h"

#include "tests/lib/unit.h"

#include <string.h>

static struct connection one, two;
static struct connection *const both[] = { &one, &two };
static struct crowd crowd;

/* Something has moved, and two wait since the first moment, the second opened
 * beside the first. */
static void begin(bool has_dialog, enum connection_state state)
{
	memset(&one, 0, sizeof(one));
	memset(&two, 0, sizeof(two));
	crowd = (struct crowd){ .has_dialog = has_dialog, .moved = true };
	one.state = two.state = state;
	one.started = two.started = one.sent_at = two.sent_at = 1;
	two.in_company = true;
}

static bool stalls(uint64_t now)
{
	return crowd_stalls(&crowd, both, 2, now);
}

UNIT(one_that_waits_long_beside_others_is_a_stall)
{
	begin(true, CONNECTION_DIALOG);
	assert_false(stalls(1000));
	assert_true(stalls(2000));
	two.in_company = false;
	assert_false(stalls(2000));
}

UNIT(before_anything_has_moved_there_is_none)
{
	begin(true, CONNECTION_DIALOG);
	crowd.moved = false;
	assert_false(stalls(100000));
}

UNIT(a_slow_server_is_given_its_time)
{
	begin(true, CONNECTION_DIALOG);
	assert_false(crowd_moves(&crowd, &one, 4000));
	assert_false(stalls(16000));
	assert_true(stalls(16002));
}

UNIT(one_that_was_greeted_does_not_wait)
{
	begin(true, CONNECTION_DIALOG);
	two.bytes_in = 4;
	assert_false(stalls(100000));
	begin(true,
		CONNECTION_FLIGHT); /* the server has it: it is its answer */
	assert_false(stalls(100000));
	begin(false, CONNECTION_FLIGHT);
	assert_true(stalls(100000));
	two.n_heard = 1;
	assert_false(stalls(100000));
}

UNIT(those_ahead_are_let_go)
{
	begin(false, CONNECTION_READY);
	assert_true(crowd_is_ahead(&crowd, &one));
	one.state = CONNECTION_FLIGHT;
	assert_false(crowd_is_ahead(&crowd, &one));
	begin(true, CONNECTION_READY); /* greeted: it is being served */
	assert_false(crowd_is_ahead(&crowd, &one));
	one.state = CONNECTION_DIALOG;
	assert_true(crowd_is_ahead(&crowd, &one));
}

UNIT(a_new_one_that_is_greeted_at_once_shows_it)
{
	begin(true, CONNECTION_DIALOG);
	crowd_begin(&crowd, 2000, 5);
	assert_false(crowd_moves(&crowd, &two, 10)); /* it is from before */
	one.started = 2001;
	assert_false(crowd_moves(&crowd, &one, 1400));
	assert_true(crowd_moves(&crowd, &one, 10));
	assert_int_equal(crowd.before, 5);
	assert_false(crowd_gives_up(&crowd, 100000));
}

UNIT(the_hello_that_waited_shows_it)
{
	begin(false, CONNECTION_FLIGHT);
	crowd_begin(&crowd, 2000, 5);
	one.sent_at = 2001;
	assert_false(crowd_moves(&crowd, &one, 10));
	assert_true(crowd_moves(&crowd, &two, 2500));
}

UNIT(a_try_in_vain_is_the_last)
{
	begin(false, CONNECTION_FLIGHT);
	crowd_begin(&crowd, 2000, 5);
	assert_false(stalls(5000));
	assert_false(crowd_gives_up(&crowd, 5000));
	assert_true(crowd_gives_up(&crowd, 7000));
	assert_false(crowd_gives_up(&crowd, 8000));
	assert_false(stalls(100000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_that_waits_long_beside_others_is_a_stall),
		cmocka_unit_test(before_anything_has_moved_there_is_none),
		cmocka_unit_test(a_slow_server_is_given_its_time),
		cmocka_unit_test(one_that_was_greeted_does_not_wait),
		cmocka_unit_test(those_ahead_are_let_go),
		cmocka_unit_test(a_new_one_that_is_greeted_at_once_shows_it),
		cmocka_unit_test(the_hello_that_waited_shows_it),
		cmocka_unit_test(a_try_in_vain_is_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
