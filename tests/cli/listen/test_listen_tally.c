/* SPDX-License-Identifier: ISC */
/*
 * Kinds of hellos are counted, up to so many.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>

#include "cli/listen/listen_tally.h"

static struct listen_tally tally;

/* A hello whose JA4 says how many suites there are. */
static void add(size_t n_suites, unsigned number)
{
	static uint8_t suites[4000], random[32];
	struct hello hello = { .version = 0x0303,
		.random = slice_of(random, 32),
		.suites = slice_of(suites, 2 * n_suites) };

	for (size_t i = 0; i < n_suites; i++) {
		suites[2 * i] = (uint8_t)(i >> 8);
		suites[2 * i + 1] = (uint8_t)(i | 1);
	}
	listen_tally_hello(&tally, &hello, number);
}

static void says(const char *words)
{
	char *text = listen_tally_words(&tally);

	assert_string_equal(text, words);
	free(text);
}

UNIT(equal_hellos_are_one_kind)
{
	tally = (struct listen_tally){ .n_connections = 1 };
	says("1 connection, 0 hellos, 0 distinct (JA4)");
	add(3, 1);
	add(3, 2);
	add(4, 3);
	assert_int_equal(tally.n_kinds, 2);
	assert_int_equal(tally.kinds[0].n, 2);
	assert_int_equal(tally.kinds[0].first, 1);
	assert_int_equal(tally.kinds[1].first, 3);
	says("1 connection, 3 hellos, 2 distinct (JA4)");
}

/* A hostile client can invent them without end. */
UNIT(too_many_kinds_are_counted_together)
{
	tally = (struct listen_tally){ 0 };
	for (size_t i = 1; i < 1500; i++)
		add(i, (unsigned)i);
	assert_int_equal(tally.n_kinds, LISTEN_TALLY_KINDS);
	assert_int_equal(tally.n_hellos, 1499);
	assert_int_equal(tally.n_others, 1499 - LISTEN_TALLY_KINDS);
	says("0 connections, 1499 hellos, 1000 or more distinct (JA4)");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_hellos_are_one_kind),
		cmocka_unit_test(too_many_kinds_are_counted_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
