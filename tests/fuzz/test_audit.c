/* SPDX-License-Identifier: ISC */
/*
 * Servers that do whatever bytes say, drawn from fixed seeds: what the audit
 * says of them is contradicted by no row, and its transcript tells the same.
 * Most keep to a server's ways and depart from them now and then.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/audit/contradiction.h"
#include "fuzz/audit/run.h"
#include "tests/analysis/simulator.h"
#include "tests/lib/sample.h"
#include "tests/lib/unit.h"

#define SERVERS SAMPLE(40, 5)

static size_t draw(uint8_t *data, struct dice *dice)
{
	static const size_t shares[] = { 0, 2, 5, 20 };
	size_t n = FATE_HEAD + dice_below(dice, 200);
	size_t share = shares[dice_below(dice, 4)];

	for (size_t i = 0; i < n; i++)
		data[i] = i < FATE_HEAD || dice_below(dice, 100) < share
			? (uint8_t)dice_throw(dice)
			: 0;
	data[0] &= 0x0f; /* departures end, so that it does */
	data[1] |= dice_below(dice, 2) ? 0x1c : 0x10;
	data[2] &= dice_below(dice, 2) ? 0x11 : 0xff; /* alerts 40 and 70 */
	return n;
}

UNIT(no_row_contradicts_what_an_audit_says)
{
	struct fate *fate = calloc(1, sizeof(*fate));
	struct dice dice = { .state = 16 };
	size_t complete = 0;

	for (size_t i = 0; i < SERVERS; i++) {
		char why[CONTRADICTION_SIZE] = "";
		uint8_t data[FATE_HEAD + 200];
		size_t n = draw(data, &dice);
		struct run run;
		char *words, *retold;

		memset(fate, 0, sizeof(*fate));
		assert_true(fated_begin(&run, fate, data, n));
		words = portrait_words(run.portrait);
		retold = fated_retold(&run);
		complete += run.portrait->complete;
		if (contradicted(why, run.portrait, machines_log(run.machines)))
			fail_msg("server %zu: %s", i, why);
		assert_string_equal(words, retold);
		assert_true(run.connections < RUN_MOST);
		free(retold);
		free(words);
		fated_end(&run);
	}
	assert_true(complete > SERVERS / 8);
	free(fate);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_row_contradicts_what_an_audit_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
