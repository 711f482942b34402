/* SPDX-License-Identifier: ISC */
/* Guesses from known orders and from the server's own. */
#include "analysis/chain/taste.h"

#include <stdlib.h>

#include "wire/tables/names.h"
#include "tests/lib/unit.h"

static void begin(struct chain *chain)
{
	uint32_t codes[600];
	size_t n = 0;

	for (size_t i = 0; i < suite_table_len; i++)
		if (suite_is_candidate(&suite_table[i]) &&
			suite_table[i].code <= 0xffff)
			codes[n++] = suite_table[i].code;
	chain_init(chain, VERSION_TLS12, codes, n);
}

UNIT(every_row_is_a_list_of_known_suites_each_once)
{
	assert_true(taste_table_len >= 10);
	assert_true(taste_table_len + TASTES_OWN <= TASTES_MAX);
	for (size_t t = 0; t < taste_table_len; t++) {
		assert_true(taste_table[t].n > 5 && taste_table[t].origin[0]);
		for (size_t i = 0; i < taste_table[t].n; i++) {
			assert_non_null(suite_find(taste_table[t].suites[i]));
			for (size_t k = 0; k < i; k++)
				assert_int_not_equal(taste_table[t].suites[i],
					taste_table[t].suites[k]);
		}
	}
}

/* The taste whose order a server follows is found after a few answers, and from
 * then on every answer is the first guess. */
UNIT(the_right_taste_is_found_and_followed)
{
	for (size_t t = 0; t < taste_table_len; t++) {
		struct tasting tasting;
		struct chain chain;
		uint32_t answers[200], guesses[8];
		size_t n = 0, right = 0, late = 0;
		begin(&chain);
		tasting_init(&tasting, VERSION_TLS12);
		for (size_t i = 0; i < taste_table[t].n; i++) {
			uint32_t code = taste_table[t].suites[i];
			const struct suite *suite = suite_find(code);
			if (suite->family == SUITE_TLS13 ||
				suite->exchange == EXCHANGE_PSK ||
				strcmp(suite->auth, "RSA"))
				continue;
			tasting_note(&tasting, answers, n);
			size_t m = tasting_guess(&tasting, &chain, guesses, 8);
			if (n >= 8) {
				late++;
				right += m && guesses[0] == code;
			}
			answers[n++] = code;
		}
		assert_true(late == 0 || right * 10 >= late * 7);
		chain_clear(&chain);
	}
}

UNIT(an_order_of_its_own_is_believed_first)
{
	static const uint32_t own[] = { 0x0005, 0xc02f, 0x0035, 0x002f };
	struct tasting tasting;
	struct chain chain;
	uint32_t guesses[8];

	begin(&chain);
	tasting_init(&tasting, VERSION_TLS12);
	tasting_own(&tasting, 3, own, 4);
	tasting_note(&tasting, own, 2);
	assert_int_equal(tasting_guess(&tasting, &chain, guesses, 8), 2);
	assert_int_equal(guesses[0], 0x0035);
	assert_int_equal(guesses[1], 0x002f);
	assert_true(tasting_is_sure(&tasting, 0x0035));
	chain_clear(&chain);
}

UNIT(rare_key_exchanges_are_not_guessed_before_one_is_seen)
{
	struct tasting tasting;
	struct chain chain;
	uint32_t guesses[64];
	size_t n;

	begin(&chain);
	tasting_init(&tasting, VERSION_TLS12);
	n = tasting_guess(&tasting, &chain, guesses, 64);
	assert_true(n > 10);
	for (size_t i = 0; i < n; i++) {
		const struct suite *suite = suite_find(guesses[i]);
		assert_int_not_equal(suite->exchange, EXCHANGE_PSK);
		assert_int_not_equal(suite->exchange, EXCHANGE_SRP);
		assert_false(suite_is_anonymous(suite));
	}
	chain_clear(&chain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_a_list_of_known_suites_each_once),
		cmocka_unit_test(the_right_taste_is_found_and_followed),
		cmocka_unit_test(an_order_of_its_own_is_believed_first),
		cmocka_unit_test(
			rare_key_exchanges_are_not_guessed_before_one_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
