/* SPDX-License-Identifier: ISC */
/*
 * The table of docs/BENCHMARKS.md: hosts drawn from a population, each audited
 * at 1, 2, 5 and 10 connections, in Markdown on stdout. Wrong hosts are named
 * on stderr; any makes the exit status 1.
 *
 *	simulate_table POPULATION [HOSTS [SEED]]
 *	simulate_table POPULATION HOSTS SEED NUMBER      one host, told in full
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

#include "tests/analysis/trial.h"

static const size_t widths[] = { 1, 2, 5, 10 };

/* Behind the policies comes a row of hosts that cannot take long lists. */
#define LIMITED POLICIES

static const char *row_name(int row)
{
	return row == LIMITED ? "list limits" : policy_name((enum policy)row);
}

static void draw(const struct population *population, struct profile *profile,
	uint64_t seed, size_t number, int row)
{
	struct dice dice = { .state = seed + number * 7919 };

	dice_throw(&dice);
	population_draw(population, profile, &dice,
		row == LIMITED ? POLICY_MIX : (enum policy)row);
	if (row == LIMITED)
		population_limit(profile, &dice, number % LIMIT_WAYS);
}

static void print_row(int row, size_t at_once, struct costs *costs)
{
	double n = (double)costs->n, floor = (double)costs->floor;

	printf("| %s | %zu | %.1f | %.1f | %.3f | %.3f | %.3f | %+ld | %.2f "
	       "| %.1f | %.1f | %.2f | %zu | %zu |\n",
		row_name(row), at_once, floor / n,
		(double)costs->connections / n,
		(double)costs->connections / floor, costs_over(costs, 0.95),
		costs_over(costs, 1.0), costs->beyond,
		(double)costs->unused / n, costs->rtt / n,
		costs_time(costs, 0.95),
		costs->rtt * (double)at_once /
			(5.0 * (double)costs->connections),
		costs->wrong, costs->incomplete);
	fflush(stdout);
}

static void tell(const struct trial *trial, int row, size_t number)
{
	const struct verdict *v = &trial->verdict;

	fprintf(stderr,
		"host %zu, %s, at %zu: F %zu, %zu connections (%zu unused, "
		"%zu probes), %.1f RTT; false no %zu, false yes %zu, sets %zu, "
		"orders %zu, unproven %zu%s%s\n",
		number, row_name(row), trial->at_once, trial->floor,
		trial->sim.connections, trial->sim.unused, trial->sim.probes,
		trial->sim.rtt, v->false_no, v->false_yes, v->sets, v->orders,
		v->unproven, v->complete ? "" : ", incomplete",
		trial->over ? "" : ", endless");
}

static size_t run(const struct population *population, int row, size_t at_once,
	size_t hosts, uint64_t seed)
{
	struct costs *costs = calloc(1, sizeof(*costs));
	struct profile *profile = malloc(sizeof(*profile));
	size_t wrong = 0;

	for (size_t i = 0; costs && profile && i < hosts; i++) {
		struct trial trial = { .profile = profile,
			.seed = seed ^ i,
			.at_once = at_once,
			.jitter = 20 };

		draw(population, profile, seed, i, row);
		trial_run(&trial);
		costs_add(costs, &trial);
		if (verdict_wrong(&trial.verdict) || !trial.over)
			tell(&trial, row, i);
		wrong += verdict_wrong(&trial.verdict) > 0;
	}
	print_row(row, at_once, costs);
	free(profile);
	free(costs);
	return wrong;
}

static void tell_host(
	const struct population *population, uint64_t seed, size_t number)
{
	struct profile *profile = malloc(sizeof(*profile));

	for (int row = 0; profile && row <= LIMITED; row++)
		for (size_t i = 0; i < 4; i++) {
			struct trial trial = { .profile = profile,
				.seed = seed ^ number,
				.at_once = widths[i],
				.jitter = 20 };

			draw(population, profile, seed, number, row);
			trial_run(&trial);
			tell(&trial, row, number);
		}
	free(profile);
}

static uint64_t choose_seed(int argc, char **argv)
{
	uint64_t seed = 1;

	if (argc > 3)
		return strtoull(argv[3], NULL, 10);
	if (getrandom(&seed, sizeof(seed), 0) != sizeof(seed))
		return 1;
	return seed >> 32;
}

int main(int argc, char **argv)
{
	struct population *population =
		argc > 1 ? population_read(argv[1]) : NULL;
	size_t hosts = argc > 2 ? strtoul(argv[2], NULL, 10) : 2000;
	uint64_t seed = choose_seed(argc, argv);
	size_t wrong = 0;

	if (!population || hosts == 0 || hosts > COSTS_MAX) {
		fprintf(stderr,
			"usage: simulate_table POPULATION "
			"[HOSTS [SEED [NUMBER]]]\n");
		return 2;
	}
	if (argc > 4) {
		tell_host(population, seed, strtoul(argv[4], NULL, 10));
		free(population);
		return 0;
	}
	printf("%zu hosts, seed %llu\n\n"
	       "| policy | c | F | connections | / F | p95 / F | max / F "
	       "| most beyond F | unused | RTT | p95 RTT | x 5 RTT / c | wrong "
	       "| incomplete |\n"
	       "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
		hosts, (unsigned long long)seed);
	for (int row = 0; row <= LIMITED; row++)
		for (size_t i = 0; i < 4; i++)
			wrong += run(population, row, widths[i], hosts, seed);
	free(population);
	return wrong ? 1 : 0;
}
