/* SPDX-License-Identifier: ISC */
/* The order of suites, from answers alone. */
#include "analysis/log/order.h"

#include "tests/analysis/talk.h"
#include "tests/lib/unit.h"

#define V VERSION_TLS12
#define LIST(...)                                                              \
	(const uint32_t[]){ __VA_ARGS__ },                                     \
		sizeof((uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t)

UNIT(a_last_listed_winner_shows_server_order)
{
	struct observation_log log;
	struct order order;

	observation_log_init(&log);
	talk_log(&log, talk_answer(1, V, LIST(0x2f, 0x35, 0x39), 0x39));
	talk_log(&log, talk_answer(2, V, LIST(0x2f, 0x35), 0x35));
	order_derive(&order, &log, V, LIST(0x2f, 0x35, 0x39));
	assert_int_equal(order.order, SUITE_ORDER_SERVER);
	assert_int_equal(order.suites[0], 0x39);
	assert_int_equal(order.suites[1], 0x35);
	assert_int_equal(order.suites[2], 0x2f);
	assert_false(order.loose[0]);
	order_clear(&order);
	observation_log_clear(&log);
}

UNIT(first_listed_winners_leave_it_open)
{
	struct observation_log log;
	struct order order;

	observation_log_init(&log);
	talk_log(&log, talk_answer(1, V, LIST(0x39, 0x35), 0x39));
	order_derive(&order, &log, V, LIST(0x35, 0x39));
	assert_int_equal(order.order, SUITE_ORDER_UNKNOWN);
	assert_true(order.ambiguous);
	assert_true(order.loose[0]);
	order_clear(&order);
	observation_log_clear(&log);
}

UNIT(the_first_of_both_directions_is_client_order)
{
	struct observation_log log;
	struct order order;

	observation_log_init(&log);
	talk_log(&log, talk_answer(1, V, LIST(0x39, 0x35), 0x39));
	talk_log(&log, talk_answer(2, V, LIST(0x35, 0x39), 0x35));
	order_derive(&order, &log, V, LIST(0x39, 0x35));
	assert_int_equal(order.order, SUITE_ORDER_CLIENT);
	assert_int_equal(order.suites[0], 0x35);
	order_clear(&order);
	observation_log_clear(&log);
}

UNIT(a_tie_below_a_clear_winner_is_mixed)
{
	struct observation_log log;
	struct order order;

	observation_log_init(&log);
	talk_log(&log, talk_answer(1, V, LIST(0x2f, 0x35, 0x39), 0x39));
	talk_log(&log, talk_answer(2, V, LIST(0x2f, 0x35), 0x2f));
	talk_log(&log, talk_answer(3, V, LIST(0x35, 0x2f), 0x35));
	order_derive(&order, &log, V, LIST(0x2f, 0x35, 0x39));
	assert_int_equal(order.order, SUITE_ORDER_MIXED);
	assert_int_equal(order.suites[0], 0x39);
	assert_false(order.tied[0]);
	assert_true(order.tied[1]);
	order_clear(&order);
	observation_log_clear(&log);
}

UNIT(other_shapes_and_group_probes_do_not_count)
{
	struct observation_log log;
	struct order order;

	observation_log_init(&log);
	talk_log(&log, talk_answer(1, V, LIST(0x35, 0x39), 0x39));
	struct observation o = talk_answer(2, V, LIST(0x39, 0x35), 0x35);
	o.purpose = PURPOSE_GROUPS;
	talk_log(&log, o);
	o = talk_answer(3, V, LIST(0x39, 0x35), 0x35);
	o.form = FORM_RFC7919;
	talk_log(&log, o);
	order_derive(&order, &log, V, LIST(0x39, 0x35));
	assert_int_equal(order.order, SUITE_ORDER_SERVER);
	order_clear(&order);
	observation_log_clear(&log);
}

UNIT(one_suite_is_single)
{
	struct observation_log log;
	struct order order;

	observation_log_init(&log);
	order_derive(&order, &log, V, LIST(0x39));
	assert_int_equal(order.order, SUITE_ORDER_SINGLE);
	order_clear(&order);
	observation_log_clear(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_last_listed_winner_shows_server_order),
		cmocka_unit_test(first_listed_winners_leave_it_open),
		cmocka_unit_test(the_first_of_both_directions_is_client_order),
		cmocka_unit_test(a_tie_below_a_clear_winner_is_mixed),
		cmocka_unit_test(other_shapes_and_group_probes_do_not_count),
		cmocka_unit_test(one_suite_is_single),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
