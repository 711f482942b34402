/* SPDX-License-Identifier: ISC */
/* Which code is it that the server cannot bear? */
#include "tests/lib/unit.h"

#include "analysis/log/intolerance.h"
#include "tests/analysis/talk.h"

static const uint32_t all[] = { 0x00a8, 0x00a9, 0x008a, 0xc02f, 0x002f };
#define N_ALL (sizeof(all) / sizeof(*all))

static struct observation_log said;
static struct intolerance found;

static void answered(const uint32_t *codes, size_t n, uint32_t suite)
{
	struct observation o = talk_answer(
		(uint32_t)said.n + 1, VERSION_TLS12, codes, n, suite);

	o.question = said.n + 1;
	talk_log(&said, o);
}

static void unanswered(const uint32_t *codes, size_t n)
{
	struct observation o =
		talk_silence((uint32_t)said.n + 1, VERSION_TLS12, codes, n);

	for (size_t i = 0; i < n; i++)
		o.question = o.question * 31 + codes[i];
	talk_log(&said, o);
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

UNIT(a_list_without_a_suite_to_choose_is_no_riddle)
{
	unanswered(all, 3);
	assert_false(intolerance_find(&found, &said));
	answered((uint32_t[]){ 0x002f }, 1, 0x002f);
	assert_false(intolerance_find(&found, &said));
}

UNIT(suspects_are_what_no_answered_list_held)
{
	uint32_t half[N_ALL];

	unanswered(all, N_ALL);
	answered((uint32_t[]){ 0xc02f, 0x002f }, 2, 0x002f);
	assert_true(intolerance_find(&found, &said));
	assert_int_equal(found.choice, 0x002f);
	assert_int_equal(found.n_suspects, 3);
	assert_false(found.certain);
	assert_int_equal(intolerance_halve(&found, &said, half), 2);
	assert_int_equal(half[0], 0x00a8);
	assert_int_equal(half[1], 0x00a9);
	answered((uint32_t[]){ 0x00a8, 0x00a9, 0x002f }, 3, 0x002f);
	assert_true(intolerance_find(&found, &said));
	assert_int_equal(found.n_suspects, 1);
	assert_int_equal(found.suspect, 0x008a);
}

UNIT(alone_beside_the_choice_and_twice_it_is_certain)
{
	static const uint32_t pair[] = { 0x008a, 0x002f };

	unanswered(all, N_ALL);
	answered((uint32_t[]){ 0xc02f, 0x002f }, 2, 0x002f);
	unanswered(pair, 2);
	assert_true(intolerance_find(&found, &said));
	assert_false(found.certain);
	unanswered(pair, 2);
	assert_true(intolerance_find(&found, &said));
	assert_true(found.certain);
	assert_int_equal(found.suspect, 0x008a);
	assert_int_equal(found.companion, 0x00a8);
	assert_false(intolerance_is_of_kind(&found));
	unanswered((uint32_t[]){ 0x00a8, 0x002f }, 2);
	assert_true(intolerance_find(&found, &said));
	assert_true(intolerance_is_of_kind(&found));
}

/* An answered list of the same codes: it was the weather. */
UNIT(what_is_answered_later_is_no_intolerance)
{
	unanswered(all, N_ALL);
	answered(all, N_ALL, 0xc02f);
	assert_false(intolerance_find(&found, &said));
}

/* Longer than any that was answered, and nothing but harmless codes in a list
 * that failed: the number is the cause. */
UNIT(a_list_that_is_too_long_is_no_intolerance)
{
	static const uint32_t harmless[] = { 0xd200, 0xd201, 0xd202, 0x002f };

	unanswered(all, N_ALL);
	answered((uint32_t[]){ 0xc02f, 0x002f }, 2, 0x002f);
	unanswered(harmless, 4);
	assert_false(intolerance_find(&found, &said));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_list_without_a_suite_to_choose_is_no_riddle, begin,
			end),
		cmocka_unit_test_setup_teardown(
			suspects_are_what_no_answered_list_held, begin, end),
		cmocka_unit_test_setup_teardown(
			alone_beside_the_choice_and_twice_it_is_certain, begin,
			end),
		cmocka_unit_test_setup_teardown(
			what_is_answered_later_is_no_intolerance, begin, end),
		cmocka_unit_test_setup_teardown(
			a_list_that_is_too_long_is_no_intolerance, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
