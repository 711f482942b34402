/* SPDX-License-Identifier: ISC */
/*
 * The rows of rows_tls.def once more, without a network and by a stricter
 * judge: the truth is asked of the responder, suite by suite and group by
 * group; both kinds of audit, by two names. Nothing false may be said, and what
 * is right or inconclusive must be so for the cause that the row names. (What
 * the report says is judged by test_odd alone.)
 */
#include <stdio.h>
#include <stdlib.h>

#include "analysis/machines/machines.h"
#include "tests/analysis/simulator.h"
#include "tests/lib/unit.h"
#include "tests/odd/odd.h"
#include "tests/odd/judge.h"
#include "tests/odd/read_profile.h"

static const struct odd_row rows[] = {
#include "tests/odd/rows_tls.def"
};

/* One byte more or less makes the hellos odd or even in length. */
static const char *const names[] = { "mx.test", "mx1.test" };

static struct profile *load(const char *name)
{
	struct profile *profile = calloc(1, sizeof(*profile));

	assert_non_null(profile);
	if (!read_odd_profile(profile, name, trouble, sizeof(trouble)))
		fail_msg("%s", trouble);
	return profile;
}

static bool meets(
	const struct odd_row *row, const struct facts *truth, unsigned ask)
{
	struct audit_options options = { .ask = ask,
		.server_name = truth->name };
	struct simulation sim = { .profile = truth->profile,
		.audit = machines_new(&options) };
	const struct portrait *said;
	bool good;

	if (!simulate_within(&sim, 500)) {
		snprintf(trouble, sizeof(trouble), "no end after 500");
		machines_free(sim.audit);
		return false;
	}
	said = machines_portrait(sim.audit, NULL);
	good = all_is_true(truth, said) &&
		(row->expectation == ODD_RIGHT ? all_is_known(truth, said)
				: row->expectation == ODD_EITHER
				? all_is_known(truth, said) ||
					cause_is_named(said, row->says)
				: cause_is_named(said, row->says));
	machines_free(sim.audit);
	return good;
}

/* Both kinds of audit, both names; what one gets wrong is wrong. */
static bool always_meets(const struct odd_row *row)
{
	struct profile *profile = load(row->profile);
	bool good = true;

	for (size_t i = 0; good && i < 2; i++) {
		struct facts truth = facts_of(profile, names[i]);

		good = meets(row, &truth, ASK_SUITES) &&
			meets(row, &truth, ASK_ALL);
	}
	free(profile);
	return good;
}

static void judge(const struct odd_row *row, bool *failed)
{
	if (always_meets(row))
		return;
	print_error("%s: %s\n", row->profile, trouble);
	*failed = true;
}

UNIT(odd_servers_are_seen_as_they_are)
{
	bool failed = false;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		judge(&rows[i], &failed);
	assert_false(failed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odd_servers_are_seen_as_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
