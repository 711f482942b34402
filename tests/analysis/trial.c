/* SPDX-License-Identifier: ISC */
/*
 * See trial.h.
 */
#include "tests/analysis/trial.h"

#include <assert.h>
#include <stdlib.h>

#define CONNECTIONS_LIMIT 5000

static size_t count_suites(const struct profile *profile)
{
	size_t n = 0;

	for (int i = 0; i < PROFILE_VERSIONS; i++)
		n += profile->versions[i].n_suites;
	return n;
}

void trial_run(struct trial *trial)
{
	struct audit_options options = { .server_name = "mx.test",
		.ask = trial->ask ? trial->ask : ASK_SUITES };
	const struct portrait *portrait;
	bool calm = !trial->bad_weather && !trial->refusals;

	memcpy(options.seed, &trial->seed, sizeof(trial->seed));
	trial->sim = (struct simulation){ .profile = trial->profile,
		.audit = machines_new(&options),
		.at_once = trial->at_once,
		.jitter = trial->jitter,
		.bad_weather = trial->bad_weather,
		.refusals = trial->refusals,
		.sets_only = !trial->truth, /* that one knows no quirks */
		.dice = { .state = trial->seed } };
	trial->over = simulate_within(&trial->sim, CONNECTIONS_LIMIT);
	portrait = machines_portrait(trial->sim.audit, NULL);
	trial->verdict =
		verdict_of(trial->truth ? trial->truth : trial->profile,
			portrait, options.ask & ASK_ORDER, calm && trial->over);
	trial->list_limit = portrait->list_limit;
	trial->list_refused = portrait->list_refused;
	trial->floor = profile_floor(trial->profile);
	trial->suites = count_suites(trial->profile);
	machines_free(trial->sim.audit);
	trial->sim.audit = NULL;
}

void costs_add(struct costs *costs, const struct trial *trial)
{
	const struct simulation *sim = &trial->sim;
	long beyond = (long)sim->connections - (long)trial->floor;

	assert(costs->n < COSTS_MAX);
	costs->over[costs->n] = (double)sim->connections / (double)trial->floor;
	costs->times[costs->n++] = sim->rtt;
	costs->wrong += verdict_wrong(&trial->verdict) > 0;
	costs->unproven += trial->verdict.unproven > 0;
	costs->incomplete += !trial->verdict.complete;
	costs->endless += !trial->over;
	costs->connections += sim->connections;
	costs->unused += sim->unused;
	costs->probes += sim->probes;
	costs->floor += trial->floor;
	costs->rtt += sim->rtt;
	if (costs->n == 1 || beyond > costs->beyond)
		costs->beyond = beyond;
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double quantile(double *values, size_t n, double q)
{
	qsort(values, n, sizeof(*values), ascending);
	return n ? values[(size_t)((double)(n - 1) * q)] : 0.0;
}

double costs_over(struct costs *costs, double q)
{
	return quantile(costs->over, costs->n, q);
}

double costs_time(struct costs *costs, double q)
{
	return quantile(costs->times, costs->n, q);
}
