/* SPDX-License-Identifier: ISC */
/*
 * Findings on odd servers: each is made from rows, and is not made from rows
 * that only look like it.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"
#include "tests/analysis/made.h"

static bool look(finding_rule *rule, struct made *made, struct finding *f)
{
	struct scene scene = { &made->portrait, &made_relay, true };

	free(f->proof.probes);
	memset(f, 0, sizeof(*f));
	return rule(&scene, f);
}

static void done(struct made *made, struct finding *f)
{
	free(f->proof.probes);
	made_clear(made);
}

UNIT(long_primes_weigh_by_who_refuses_them)
{
	struct made made;
	struct finding f = { 0 };
	struct observation *o;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x009F);
	o = made_shown(&made, VERSION_TLS12, 0x009F);
	o->dh_bits = 8192;
	assert_false(look(rule_dh_oversized, &made, &f));
	o->dh_bits = 10000;
	assert_true(look(rule_dh_oversized, &made, &f));
	assert_int_equal(f.severity, SEVERITY_LOW);
	assert_null(strstr(f.detail, "OpenSSL refuses"));
	o->dh_bits = 10240;
	assert_true(look(rule_dh_oversized, &made, &f));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	assert_non_null(strstr(f.detail, "modulus too large"));
	assert_int_equal(f.proof.probes[0], o->probe);
	done(&made, &f);
}

UNIT(curves_spelt_out_are_found)
{
	struct made made;
	struct finding f = { 0 };
	struct observation *o;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC030);
	assert_false(look(rule_explicit_curve, &made, &f));
	o = made_shown(&made, VERSION_TLS12, 0xC030);
	o->explicit_curve = true;
	assert_true(look(rule_explicit_curve, &made, &f));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	assert_int_equal(f.proof.n, 1);
	assert_int_equal(f.proof.probes[0], o->probe);
	done(&made, &f);
}

UNIT(clear_text_behind_the_go_ahead_is_high)
{
	struct made made;
	struct finding f = { 0 };

	made_kabelmail(&made);
	assert_false(look(rule_early_bytes, &made, &f));
	made.log.rows[3].early = made.log.rows[5].early = true;
	assert_true(look(rule_early_bytes, &made, &f));
	assert_int_equal(f.severity, SEVERITY_HIGH);
	assert_non_null(strstr(f.detail, "On 2 connections"));
	assert_int_equal(f.proof.n, 2);
	done(&made, &f);
}

UNIT(a_refused_name_is_told_from_a_warning)
{
	struct made made;
	struct finding f = { 0 };

	made_kabelmail(&made);
	assert_false(look(rule_name_refused, &made, &f));
	made_shown(&made, VERSION_TLS12, 0x0039)->warning = 112;
	assert_true(look(rule_name_refused, &made, &f));
	assert_non_null(strstr(f.detail, "Exim with GnuTLS"));
	assert_null(strstr(f.detail, "cannot encrypt"));
	made_row(&made, OUTCOME_ALERT)->alert = 112;
	assert_true(look(rule_name_refused, &made, &f));
	assert_non_null(strstr(f.detail, "cannot encrypt"));
	assert_int_equal(f.proof.n, 2);
	done(&made, &f);
}

static void offer(struct observation *o, uint16_t version, uint32_t suite)
{
	o->asked_version = version;
	o->n_offered = 1;
	o->offered = calloc(1, sizeof(*o->offered));
	assert_non_null(o->offered);
	o->offered[0] = suite;
}

static struct observation *answer(struct made *made)
{
	struct observation *o = made_row(made, OUTCOME_SERVER_HELLO);

	offer(o, VERSION_TLS10, 0x0035);
	o->version = VERSION_TLS10;
	o->has_suite = true;
	o->suite = 0x0035;
	return o;
}

UNIT(intolerance_needs_an_answer_below_to_the_same)
{
	struct made made;
	struct finding f = { 0 };
	struct observation *o;

	made_init(&made);
	made.log.n = 0;
	answer(&made);
	offer(made_row(&made, OUTCOME_RESET), VERSION_TLS12, 0x0035);
	offer(made_row(&made, OUTCOME_RESET), VERSION_TLS12, 0x0035);
	/* it may have stopped to answer at all */
	assert_false(look(rule_intolerance, &made, &f));
	answer(&made);
	assert_true(look(rule_intolerance, &made, &f));
	assert_non_null(strstr(f.title, "TLSv1.2"));
	assert_int_equal(f.proof.n, 2);
	/* suites that it does not have below either */
	made.log.rows[1].offered[0] = made.log.rows[2].offered[0] = 0x1301;
	assert_false(look(rule_intolerance, &made, &f));
	made.log.rows[1].offered[0] = made.log.rows[2].offered[0] = 0x0035;
	/* lists that are longer than any that was answered */
	made.log.rows[0].n_offered = made.log.rows[3].n_offered = 0;
	assert_false(look(rule_intolerance, &made, &f));
	made.log.rows[0].n_offered = made.log.rows[3].n_offered = 1;
	assert_true(look(rule_intolerance, &made, &f));
	/* an alert that means no */
	o = made_row(&made, OUTCOME_ALERT);
	o->asked_version = VERSION_TLS12;
	o->alert = 70;
	assert_false(look(rule_intolerance, &made, &f));
	done(&made, &f);
}

UNIT(a_limit_names_the_senders_beyond_it)
{
	struct made made;
	struct finding f = { 0 };
	size_t most = 0;

	for (size_t i = 0; i < sender_table_len; i++)
		if (sender_table[i].n_suites > most)
			most = sender_table[i].n_suites;
	made_kabelmail(&made);
	assert_false(look(rule_list_limit, &made, &f));
	made.portrait.list_limit = most;
	assert_true(look(rule_list_limit, &made, &f));
	assert_int_equal(f.severity, SEVERITY_INFO);
	made.portrait.list_limit = most - 1;
	assert_true(look(rule_list_limit, &made, &f));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	assert_non_null(strstr(f.detail, "Senders that offer more: "));
	assert_non_null(strstr(f.title, "about"));
	made.portrait.list_refused = most;
	assert_true(look(rule_list_limit, &made, &f));
	assert_null(strstr(f.title, "about"));
	done(&made, &f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(long_primes_weigh_by_who_refuses_them),
		cmocka_unit_test(curves_spelt_out_are_found),
		cmocka_unit_test(clear_text_behind_the_go_ahead_is_high),
		cmocka_unit_test(a_refused_name_is_told_from_a_warning),
		cmocka_unit_test(intolerance_needs_an_answer_below_to_the_same),
		cmocka_unit_test(a_limit_names_the_senders_beyond_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
