/* SPDX-License-Identifier: ISC */
/* What the options allow, on a clock that is only a number. */
#include "net/dial/budget.h"

#include "tests/lib/unit.h"

/* Opens as fast as it may until @end; how many, and *most in one @window. */
static size_t open_until(
	struct budget *budget, uint64_t end, uint64_t window, size_t *most)
{
	uint64_t opened[4096], now = 5000;
	size_t n = 0;

	*most = 0;
	while (n < 4096 && !budget_spent(budget)) {
		size_t in_window = 1;
		now += budget_wait(budget, now);
		if (now >= end)
			break;
		for (size_t i = 0; i < n; i++)
			in_window += opened[i] + window >= now;
		if (in_window > *most)
			*most = in_window;
		opened[n++] = now;
		budget_took(budget, now);
		assert_true(budget_spacing(budget) == 0 ||
			budget_wait(budget, now) == budget_spacing(budget));
	}
	return n;
}

UNIT(without_limits_nothing_waits)
{
	struct budget budget;
	size_t most;

	budget_init(&budget, &(struct budget_limits){ 0 });
	assert_int_equal(open_until(&budget, 6000, 1, &most), 4096);
	assert_false(budget_spent(&budget));
}

UNIT(so_many_connections_and_no_more)
{
	struct budget budget;
	size_t most;

	budget_init(&budget, &(struct budget_limits){ .connections = 40 });
	assert_int_equal(open_until(&budget, 6000, 1, &most), 40);
	assert_true(budget_spent(&budget));
}

/* The window is closed at both ends, as of a server that counts strictly. */
UNIT(thirty_a_minute_are_never_thirty_one)
{
	struct budget budget;
	size_t most, n;

	budget_init(&budget,
		&(struct budget_limits){ .rate = 30, .rate_ms = 60000 });
	n = open_until(&budget, 5000 + 600000, 60000, &most);
	assert_int_equal(most, 30);
	assert_true(n >= 290 && n <= 300);
}

UNIT(a_rate_has_no_bursts)
{
	struct budget budget;
	size_t most;

	budget_init(&budget,
		&(struct budget_limits){ .rate = 7, .rate_ms = 60000 });
	open_until(&budget, 5000 + 60000, 60000 / 7, &most);
	assert_int_equal(most, 1);
}

UNIT(the_longer_of_delay_and_rate_counts)
{
	struct budget budget;

	budget_init(&budget,
		&(struct budget_limits){
			.rate = 60, .rate_ms = 60000, .delay_ms = 2500 });
	assert_int_equal(budget_spacing(&budget), 2500);
	budget_init(&budget,
		&(struct budget_limits){
			.rate = 60, .rate_ms = 60000, .delay_ms = 500 });
	assert_int_equal(budget_spacing(&budget), 1010);
}

UNIT(the_first_one_never_waits)
{
	struct budget budget;

	budget_init(&budget, &(struct budget_limits){ .delay_ms = 90000 });
	assert_int_equal(budget_wait(&budget, 3), 0);
	budget_took(&budget, 3);
	assert_int_equal(budget_wait(&budget, 3), 90000);
	assert_int_equal(budget_wait(&budget, 90002), 1);
	assert_int_equal(budget_wait(&budget, 90003), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_limits_nothing_waits),
		cmocka_unit_test(so_many_connections_and_no_more),
		cmocka_unit_test(thirty_a_minute_are_never_thirty_one),
		cmocka_unit_test(a_rate_has_no_bursts),
		cmocka_unit_test(the_longer_of_delay_and_rate_counts),
		cmocka_unit_test(the_first_one_never_waits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
