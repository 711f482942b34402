/* SPDX-License-Identifier: ISC */
/*
 * A recorded run is told again. Steps decide while they plan, too (what is to
 * be asked again, how long a list may be), so planning happens again at the
 * same places: each hello goes out when it went out, each answer comes when it
 * came. The audit is a function of these calls and its seed; so it ends where
 * the run has ended, and asks nothing that is proven.
 *
 * Where it would ask another hello than the recorded one (written by another
 * hallo, or made up) its own is taken back, and the row is learnt as it is.
 */
#include "analysis/state/audit_state.h"

/* The audit itself, its parts, those that were; NULL: no more. */
static struct audit *member(struct audit *audit, size_t i)
{
	struct backends *backends = &audit->backends;

	if (i-- == 0)
		return audit;
	if (i < backends->n)
		return backends->rows[i].audit;
	i -= backends->n;
	return i < backends->n_retired ? backends->retired[i] : NULL;
}

static const struct flying *flying_in(const struct audit *audit, uint32_t id)
{
	for (size_t i = 0; i < audit->n_flying; i++)
		if (audit->flying[i].id == id)
			return &audit->flying[i];
	return NULL;
}

static const struct flying *find_flying(struct audit *audit, uint32_t id)
{
	const struct flying *flying = NULL;
	struct audit *one;

	for (size_t i = 0; !flying && (one = member(audit, i)); i++)
		flying = flying_in(one, id);
	return flying;
}

/* As if it had never gone out. */
static void take_back(struct audit *audit, uint32_t id)
{
	const struct observation lost = { .probe = id };
	struct audit *one;

	for (size_t i = 0; (one = member(audit, i)); i++)
		if (audit_land(one, &lost))
			one->planned = false;
}

static bool is_the_same(const struct flying *flying, const struct probe *probe)
{
	return flying && flying->n_hello == probe->hello.len &&
		!memcmp(flying->hello, probe->hello.data, flying->n_hello);
}

void audit_retell_asked(struct audit *audit, uint32_t id, struct slice dialog)
{
	struct probe probe = { .dialog = dialog };

	if (id > audit->n_probes + 1)
		audit->n_probes = id - 1;
	if (audit_driver.next(audit, &probe) && probe.id != id)
		take_back(audit, probe.id);
	(void)audit_driver.wanted(audit);
}

void audit_retell(struct audit *audit, const struct probe *probe,
	const struct outcome *outcome)
{
	const struct flying *flying =
		probe ? find_flying(audit, probe->id) : NULL;

	if (probe && !flying) {
		audit_retell_asked(audit, probe->id, outcome->dialog);
		flying = find_flying(audit, probe->id);
	}
	if (flying && !is_the_same(flying, probe))
		take_back(audit, probe->id);
	audit_driver.learn(audit, probe, outcome);
}

void audit_retell_end(struct audit *audit)
{
	struct audit *one;

	for (size_t i = 0; (one = member(audit, i)); i++) {
		while (one->n_flying)
			take_back(audit, one->flying[0].id);
		one->planned = false;
		/* this host may have a route now */
		if (one->stopped && one->stop_kind == OUTCOME_NO_ROUTE) {
			one->stopped = false;
			one->stop_row = -1;
		}
	}
	(void)audit_driver.wanted(audit);
}
