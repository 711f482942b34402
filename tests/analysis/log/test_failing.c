/* SPDX-License-Identifier: ISC */
/* Which suite is it that is chosen, and then the server fails? */
#include "tests/lib/unit.h"

#include "analysis/log/failing.h"
#include "tests/analysis/talk.h"

static const uint32_t all[] = { 0x0039, 0x000a, 0x0005, 0x002f };
#define N_ALL (sizeof(all) / sizeof(*all))

static struct observation_log said;
static struct failing found;

static struct observation *say(struct observation o)
{
	o.probe = (uint32_t)said.n + 1;
	o.question = 7;
	for (size_t i = 0; i < o.n_offered; i++)
		o.question = o.question * 31 + o.offered[i];
	talk_log(&said, o);
	return &said.rows[said.n - 1];
}

static void answered(const uint32_t *codes, size_t n, uint32_t suite)
{
	say(talk_answer(1, VERSION_TLS12, codes, n, suite));
}

static struct observation *failed(
	const uint32_t *codes, size_t n, uint8_t alert)
{
	return say(talk_alert(1, VERSION_TLS12, codes, n, alert));
}

FIXTURE(begin)
{
	observation_log_init(&said);
	return 0;
}

FIXTURE(end)
{
	observation_log_clear(&said);
	return 0;
}

static bool is_found(void)
{
	return failing_find(&found, &said, VERSION_TLS12, N_ALL);
}

UNIT(a_list_without_a_suite_of_the_server_is_refused)
{
	answered((uint32_t[]){ 0x002f }, 1, 0x002f);
	failed(all, 3, 40);
	assert_false(is_found());
}

UNIT(an_answered_part_in_its_order_is_without_it)
{
	uint32_t part[N_ALL];

	failed(all, N_ALL, 40);
	answered((uint32_t[]){ 0x0005, 0x002f }, 2, 0x002f);
	assert_true(is_found());
	assert_int_equal(found.choice, 0x002f);
	assert_int_equal(found.n_suspects, 2);
	assert_int_equal(failing_part(&found, &said, part), 2);
	assert_int_equal(part[0], 0x0039);
	assert_int_equal(part[1], 0x002f);
	failed((uint32_t[]){ 0x000a, 0x002f }, 2, 40);
	assert_true(is_found());
	assert_true(found.is_least);
	assert_int_equal(found.suspect, 0x000a);
}

/* The client's order may count: then what stood behind shows nothing. */
UNIT(what_was_answered_in_another_order_tells_nothing)
{
	failed(all, N_ALL, 40);
	answered((uint32_t[]){ 0x002f, 0x0005 }, 2, 0x002f);
	assert_true(is_found());
	assert_int_equal(found.n_suspects, 3);
}

UNIT(a_close_counts_when_it_was_met_twice)
{
	failed(all, N_ALL, 0)->kind = OUTCOME_CLOSED;
	answered((uint32_t[]){ 0x002f }, 1, 0x002f);
	assert_false(is_found());
	failed(all, N_ALL, 0)->kind = OUTCOME_CLOSED;
	assert_true(is_found());
}

UNIT(a_list_longer_than_all_answered_ones_is_no_riddle)
{
	failed(all, N_ALL, 40);
	answered((uint32_t[]){ 0x002f }, 1, 0x002f);
	assert_false(failing_find(&found, &said, VERSION_TLS12, 1));
}

UNIT(what_was_answered_at_another_time_is_weather)
{
	failed(all, N_ALL, 40);
	answered((uint32_t[]){ 0x002f }, 1, 0x002f);
	answered(all, N_ALL, 0x0039);
	assert_false(is_found());
}

static struct observation *fail_pair(void)
{
	struct observation *o = failed((uint32_t[]){ 0x000a, 0x002f }, 2, 80);

	o->purpose = PURPOSE_FAILING;
	return o;
}

UNIT(it_is_named_when_it_failed_twice_around_an_answer)
{
	const struct observation *how;

	answered((uint32_t[]){ 0x002f }, 1, 0x002f);
	fail_pair();
	assert_false(failing_is_named(&said, VERSION_TLS12, 0x000a, NULL));
	fail_pair();
	assert_false(failing_is_named(&said, VERSION_TLS12, 0x000a, NULL));
	answered((uint32_t[]){ 0x002f }, 1, 0x002f);
	fail_pair();
	assert_true(failing_is_named(&said, VERSION_TLS12, 0x000a, &how));
	assert_int_equal(how->alert, 80);
	assert_false(failing_is_named(&said, VERSION_TLS11, 0x000a, NULL));
	assert_true(failing_is_named(&said, 0, 0x000a, NULL));
	assert_false(is_found());
}

UNIT(an_answer_that_was_begun_needs_nothing_beside)
{
	answered((uint32_t[]){ 0x0039, 0x000a }, 2, 0x0039);
	assert_false(failing_was_passed_over(&said, VERSION_TLS12, 0x0005));
	assert_true(failing_was_passed_over(&said, VERSION_TLS12, 0x000a));
	failed(all + 1, 2, 0)->kind = OUTCOME_BROKEN_OFF;
	assert_false(is_found());
	failed(all + 1, 2, 0)->kind = OUTCOME_BROKEN_OFF;
	assert_true(is_found());
	assert_false(found.has_choice);
	failed(all + 1, 1, 40);
	assert_true(is_found());
	assert_int_equal(found.n_suspects, 1);
	assert_int_equal(found.suspect, 0x0005);
	assert_false(found.is_least);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_list_without_a_suite_of_the_server_is_refused, begin,
			end),
		cmocka_unit_test_setup_teardown(
			an_answered_part_in_its_order_is_without_it, begin,
			end),
		cmocka_unit_test_setup_teardown(
			what_was_answered_in_another_order_tells_nothing, begin,
			end),
		cmocka_unit_test_setup_teardown(
			a_close_counts_when_it_was_met_twice, begin, end),
		cmocka_unit_test_setup_teardown(
			a_list_longer_than_all_answered_ones_is_no_riddle,
			begin, end),
		cmocka_unit_test_setup_teardown(
			what_was_answered_at_another_time_is_weather, begin,
			end),
		cmocka_unit_test_setup_teardown(
			it_is_named_when_it_failed_twice_around_an_answer,
			begin, end),
		cmocka_unit_test_setup_teardown(
			an_answer_that_was_begun_needs_nothing_beside, begin,
			end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
