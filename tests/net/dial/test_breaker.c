/* SPDX-License-Identifier: ISC */
/*
 * The breaker against servers that are a rule and a clock that is a number:
 * does waiting get the whole work done, how long does it take, and how often is
 * the server bothered in vain?
 */
#include "net/dial/breaker.h"

#include "tests/lib/unit.h"

#include <string.h>

#define PATIENCE 180000
#define TALK_MS 50 /* a connection, from its opening to its end */

/* A server: does it let in the connection that arrives at @now? */
struct world {
	bool (*lets_in)(struct world *world, uint64_t now);
	uint64_t n;	    /* that arrived */
	uint64_t times[64]; /* of the last ones let in */
	size_t n_in;
	double tokens;
	uint64_t last;
	uint64_t from, until;
};

struct work {
	size_t goal, done;
	struct breaker breaker;
	uint64_t now;
	uint64_t most_wait;
};

/* As the pool does it: up to width at once, each for TALK_MS. */
static void work(struct work *w, struct world *world, size_t goal,
	unsigned connections, unsigned patience)
{
	uint64_t opened = 0;

	memset(w, 0, sizeof(*w));
	w->goal = goal;
	w->now = 1000;
	breaker_init(&w->breaker, connections, patience);
	while (w->done < w->goal && !w->breaker.given_up) {
		uint64_t serials[100];
		bool in[100];
		size_t n = 0;

		if (w->now < w->breaker.not_before)
			w->now = w->breaker.not_before;
		if (w->breaker.space && w->now < opened + w->breaker.space)
			w->now = opened + w->breaker.space;
		while (n < w->breaker.width && w->done + n < w->goal) {
			serials[n] = breaker_opened(&w->breaker);
			in[n++] = world->lets_in(world, w->now);
			opened = w->now;
			if (w->breaker.space)
				break;
		}
		w->now += TALK_MS;
		for (size_t i = 0; i < n; i++) {
			if (in[i]) {
				breaker_good(&w->breaker, serials[i]);
				w->done++;
			} else {
				breaker_refused(&w->breaker, serials[i],
					REBUFF_TEMPORARY, w->now);
			}
		}
	}
	breaker_end(&w->breaker, w->now);
}

static bool always(struct world *world, uint64_t now)
{
	(void)world;
	(void)now;
	return true;
}

static bool never(struct world *world, uint64_t now)
{
	(void)world;
	(void)now;
	return false;
}

static bool every_second(struct world *world, uint64_t now)
{
	(void)now;
	return world->n++ % 2 == 0;
}

/* Thirty in each minute of the clock. */
static bool by_the_minute(struct world *world, uint64_t now)
{
	if (now / 60000 != world->last) {
		world->last = now / 60000;
		world->n_in = 0;
	}
	return world->n_in++ < 30;
}

/* Thirty in any sixty seconds, refused ones not counted. */
static bool in_any_minute(struct world *world, uint64_t now)
{
	uint64_t oldest = world->times[world->n_in % 30];

	if (world->n_in >= 30 && oldest + 60000 > now)
		return false;
	world->times[world->n_in++ % 30] = now;
	return true;
}

/* A bucket of thirty that gets one back every two seconds. */
static bool by_tokens(struct world *world, uint64_t now)
{
	if (world->n++ == 0)
		world->tokens = 30;
	else
		world->tokens += (double)(now - world->last) / 2000;
	if (world->tokens > 30)
		world->tokens = 30;
	world->last = now;
	if (world->tokens < 1)
		return false;
	world->tokens -= 1;
	return true;
}

static bool but_for_a_while(struct world *world, uint64_t now)
{
	return now < world->from || now >= world->until;
}

UNIT(all_is_well_and_nothing_waits)
{
	struct world world = { .lets_in = always };
	struct work w;

	work(&w, &world, 200, 5, PATIENCE);
	assert_int_equal(w.now, 1000 + 40 * TALK_MS);
	assert_int_equal(w.breaker.waits, 0);
	assert_int_equal(w.breaker.width, 5);
}

UNIT(thirty_a_minute_get_the_whole_work_done)
{
	static bool (*const rules[])(struct world *,
		uint64_t) = { by_the_minute, in_any_minute, by_tokens };

	for (size_t i = 0; i < 3; i++)
		for (unsigned connections = 1; connections <= 10;
			connections += 3) {
			struct world world = { .lets_in = rules[i] };
			struct work w;

			work(&w, &world, 150, connections, PATIENCE);
			assert_int_equal(w.done, 150);
			/* four minutes are the least */
			assert_true(w.now < 400000);
			assert_true(w.breaker.refused <= 30);
		}
}

UNIT(a_rebuff_of_every_second_costs_little)
{
	struct world world = { .lets_in = every_second };
	struct work w;

	work(&w, &world, 130, 5, PATIENCE);
	assert_int_equal(w.done, 130);
	assert_true(w.breaker.waited < 45000);
	assert_int_equal(w.breaker.width, 1);
}

UNIT(who_never_lets_anybody_in_is_left_soon)
{
	struct world world = { .lets_in = never };
	struct work w;

	work(&w, &world, 10, 1, PATIENCE);
	assert_true(w.breaker.given_up);
	assert_int_equal(w.breaker.refused, 3);
	assert_true(w.now < 11000);
}

UNIT(a_ban_is_waited_for_with_patience)
{
	struct world world = {
		.lets_in = but_for_a_while, .from = 2000, .until = UINT64_MAX
	};
	struct work w;

	work(&w, &world, 200, 5, PATIENCE);
	assert_true(w.breaker.given_up);
	assert_true(w.now > 122000 && w.now < 190000);
	assert_int_equal(w.breaker.row, 8);
	world = (struct world){
		.lets_in = but_for_a_while, .from = 2000, .until = 2000 + 100000
	};
	work(&w, &world, 200, 5, PATIENCE);
	assert_int_equal(w.done, 200);
	/* less patience, given up before */
	world.n = 0;
	work(&w, &world, 200, 5, 30000);
	assert_true(w.breaker.given_up);
	assert_true(w.now < 35000);
}

UNIT(a_handful_that_is_turned_away_counts_once)
{
	struct breaker b;
	uint64_t serials[5];

	breaker_init(&b, 5, PATIENCE);
	breaker_good(&b, breaker_opened(&b));
	for (size_t i = 0; i < 5; i++)
		serials[i] = breaker_opened(&b);
	assert_true(breaker_refused(&b, serials[0], REBUFF_TEMPORARY, 9000));
	for (size_t i = 1; i < 5; i++)
		assert_false(breaker_refused(
			&b, serials[i], REBUFF_TEMPORARY, 9000 + i));
	assert_int_equal(b.refused, 5);
	assert_int_equal(b.row, 1);
	assert_int_equal(b.width, 2);
	assert_int_equal(b.not_before, 10000);
}

UNIT(what_seems_final_is_tried_twice)
{
	struct breaker b;

	breaker_init(&b, 5, PATIENCE);
	assert_false(breaker_refused(&b, breaker_opened(&b), REBUFF_FINAL, 0));
	assert_false(b.given_up);
	assert_int_equal(b.not_before, 200);
	assert_false(
		breaker_refused(&b, breaker_opened(&b), REBUFF_FINAL, 200));
	assert_true(b.given_up);
	assert_int_equal(b.waits, 0);
	/* but once there was a go-ahead it is waited for like all others */
	breaker_init(&b, 5, PATIENCE);
	breaker_good(&b, breaker_opened(&b));
	for (uint64_t i = 0; i < 5; i++)
		assert_true(breaker_refused(
			&b, breaker_opened(&b), REBUFF_FINAL, i * 1000));
}

UNIT(calm_brings_one_more_at_once)
{
	struct breaker b;

	breaker_init(&b, 4, PATIENCE);
	breaker_good(&b, breaker_opened(&b));
	breaker_refused(&b, breaker_opened(&b), REBUFF_TEMPORARY, 0);
	assert_int_equal(b.width, 2);
	for (size_t i = 0; i < 19; i++)
		breaker_good(&b, breaker_opened(&b));
	assert_int_equal(b.width, 2);
	breaker_good(&b, breaker_opened(&b));
	assert_int_equal(b.width, 3);
	for (size_t i = 0; i < 100; i++)
		breaker_good(&b, breaker_opened(&b));
	assert_int_equal(b.width, 4);
}

UNIT(three_hellos_without_an_answer_halve_the_pace)
{
	struct breaker b;

	breaker_init(&b, 4, PATIENCE);
	for (size_t i = 0; i < 10; i++) {
		assert_false(breaker_answered(&b, false));
		assert_false(breaker_answered(&b, false));
		assert_false(breaker_answered(&b, true));
	}
	assert_int_equal(b.width, 4);
	breaker_answered(&b, false);
	breaker_answered(&b, false);
	assert_true(breaker_answered(&b, false));
	assert_int_equal(b.width, 2);
	assert_int_equal(b.not_before, 0);
}

UNIT(a_wait_cut_short_is_not_counted)
{
	struct breaker b;

	breaker_init(&b, 1, PATIENCE);
	breaker_good(&b, breaker_opened(&b));
	breaker_refused(&b, breaker_opened(&b), REBUFF_TEMPORARY, 0);
	breaker_end(&b, 300);
	assert_int_equal(b.waited, 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_is_well_and_nothing_waits),
		cmocka_unit_test(thirty_a_minute_get_the_whole_work_done),
		cmocka_unit_test(a_rebuff_of_every_second_costs_little),
		cmocka_unit_test(who_never_lets_anybody_in_is_left_soon),
		cmocka_unit_test(a_ban_is_waited_for_with_patience),
		cmocka_unit_test(a_handful_that_is_turned_away_counts_once),
		cmocka_unit_test(what_seems_final_is_tried_twice),
		cmocka_unit_test(calm_brings_one_more_at_once),
		cmocka_unit_test(three_hellos_without_an_answer_halve_the_pace),
		cmocka_unit_test(a_wait_cut_short_is_not_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
