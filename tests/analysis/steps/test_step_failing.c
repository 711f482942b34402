/* SPDX-License-Identifier: ISC */
/* Which suite is it that the server chooses and then fails with? */
#include "tests/analysis/interview.h"

#include "analysis/log/failing.h"

#include "tests/lib/unit.h"

#define SUITES LIST(0x39, 0x35, 0x33, 0x2f, 0x16, 0x0a, 0x05)

/* Its order; @killer is among them, and each hello that chooses it is met by
 * alert 80. */
struct server {
	uint32_t suites[4];
	uint32_t killer;
};

static void answer(struct interview *i, const struct server *server)
{
	for (size_t k = 0; k < 4; k++) {
		if (!interview_offers(i, server->suites[k]))
			continue;
		if (server->suites[k] == server->killer)
			interview_end_by(i, OUTCOME_ALERT, 80);
		else
			interview_answer(i, server->suites[k]);
		return;
	}
	interview_end_by(i, OUTCOME_ALERT, 40);
}

/* All steps that concern it, until none wants anything. */
static void audit_version(
	struct interview *i, int version, const struct server *server)
{
	static const struct step *const steps[] = { &step_failing, &step_chain,
		&step_pieces };
	bool wanted = true;

	while (wanted) {
		wanted = false;
		for (size_t k = 0; k < 3 && !wanted; k++)
			if (interview_wants(i, steps[k], version)) {
				wanted = true;
				answer(i, server);
			}
	}
}

static enum candidate_state state_of(
	const struct interview *i, int version, uint32_t code)
{
	const struct chain *chain = &i->audit->chains[version];

	for (size_t k = 0; k < chain->n; k++)
		if (chain->rows[k].code == code)
			return (enum candidate_state)chain->rows[k].state;
	return CANDIDATE_OPEN;
}

UNIT(it_is_named_and_what_it_hid_is_found)
{
	static const struct server server = { { 0x35, 0x0a, 0x2f, 0x16 },
		0x0a };
	const struct observation *how;
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	audit_version(&i, TLS12, &server);
	assert_true(failing_is_named(&i.log, VERSION_TLS12, 0x0a, &how));
	assert_int_equal(how->alert, 80);
	assert_int_equal(state_of(&i, TLS12, 0x0a), CANDIDATE_FAILING);
	assert_int_equal(i.audit->chains[TLS12].n_found, 3);
	assert_true(chain_has_found(&i.audit->chains[TLS12], 0x2f));
	assert_true(chain_has_found(&i.audit->chains[TLS12], 0x16));
	assert_true(i.log.n < 30);
	interview_end(&i);
}

UNIT(another_version_goes_on_without_it_and_asks_at_its_end)
{
	static const struct server server = { { 0x35, 0x0a, 0x2f, 0x16 },
		0x0a };
	struct interview i;
	size_t before;

	interview_begin(&i, ASK_SUITES, SUITES);
	audit_version(&i, TLS12, &server);
	assert_int_equal(state_of(&i, TLS11, 0x0a), CANDIDATE_FAILING);
	before = i.log.n;
	audit_version(&i, TLS11, &server);
	assert_true(failing_is_named(&i.log, VERSION_TLS11, 0x0a, NULL));
	assert_int_equal(i.audit->chains[TLS11].n_found, 3);
	assert_true(i.log.n - before < 12);
	interview_end(&i);
}

UNIT(where_another_version_has_it_there_it_is_found)
{
	static const struct server first = { { 0x35, 0x0a, 0x2f, 0x16 }, 0x0a };
	static const struct server then = { { 0x35, 0x0a, 0x2f, 0x16 }, 0 };
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	audit_version(&i, TLS12, &first);
	audit_version(&i, TLS11, &then);
	assert_true(chain_has_found(&i.audit->chains[TLS11], 0x0a));
	assert_int_equal(i.audit->chains[TLS11].n_found, 4);
	assert_int_equal(i.audit->chains[TLS11].state, CHAIN_COMPLETE);
	interview_end(&i);
}

UNIT(where_another_version_lacks_it_there_it_is_refused)
{
	static const struct server first = { { 0x35, 0x0a, 0x2f, 0x16 }, 0x0a };
	static const struct server then = { { 0x35, 0x2f, 0x16, 0x16 }, 0 };
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	audit_version(&i, TLS12, &first);
	audit_version(&i, TLS11, &then);
	assert_int_equal(state_of(&i, TLS11, 0x0a), CANDIDATE_REFUSED);
	assert_int_equal(i.audit->chains[TLS11].n_found, 3);
	interview_end(&i);
}

UNIT(a_server_that_fails_with_none_is_asked_nothing)
{
	static const struct server server = { { 0x35, 0x0a, 0x2f, 0x16 }, 0 };
	struct interview i;

	interview_begin(&i, ASK_SUITES, SUITES);
	audit_version(&i, TLS12, &server);
	for (size_t k = 0; k < i.log.n; k++)
		assert_int_not_equal(i.log.rows[k].purpose, PURPOSE_FAILING);
	interview_end(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_named_and_what_it_hid_is_found),
		cmocka_unit_test(
			another_version_goes_on_without_it_and_asks_at_its_end),
		cmocka_unit_test(
			where_another_version_has_it_there_it_is_found),
		cmocka_unit_test(
			where_another_version_lacks_it_there_it_is_refused),
		cmocka_unit_test(
			a_server_that_fails_with_none_is_asked_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
