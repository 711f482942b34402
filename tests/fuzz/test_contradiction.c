/* SPDX-License-Identifier: ISC */
/*
 * The oracle can fail: an honest audit is contradicted by nothing, and each lie
 * that is planted in its portrait, or told of rows made by hand, is caught by
 * the rule that it breaks.
 */
#include "fuzz/audit/contradiction.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/portrait/derive.h"
#include "fuzz/audit/run.h"
#include "tests/analysis/talk.h"
#include "tests/lib/unit.h"

/* TLS 1.2, 1.1 and 1.0 in an order of its own; lists are refused by alert 40,
 * versions by alert 70. */
static const uint8_t honest[] = { 0, 0x1c, 0x10, 0, 1, 7, 0, 0 };

static char why[CONTRADICTION_SIZE];

/* The portrait of the honest server, told by @lie. */
static void catch (void (*lie)(struct portrait *portrait), const char *words)
{
	const struct portrait_run all = { .versions = 0x3f,
		.n_suites = { 7, 300, 300, 300, 300, 300 } };
	struct fate *fate = calloc(1, sizeof(*fate));
	struct portrait portrait;
	struct run run;

	assert_true(fated_begin(&run, fate, honest, sizeof(honest)));
	portrait_init(&portrait);
	portrait_derive(&portrait, machines_log(run.machines), &all);
	assert_false(contradicted(why, &portrait, machines_log(run.machines)));
	assert_true(portrait.versions[4].suites_complete);
	lie(&portrait);
	assert_true(contradicted(why, &portrait, machines_log(run.machines)));
	if (!strstr(why, words))
		fail_msg("%s instead of %s", why, words);
	portrait_clear(&portrait);
	fated_end(&run);
	free(fate);
}

static void deny_a_version(struct portrait *p)
{
	p->versions[4].state = TRUTH_NO;
}

static void deny_a_suite(struct portrait *p)
{
	p->versions[4].suites[0].code = 0x1301;
	p->versions[4].suites[0].proof.n = 0;
}

static void deny_a_group(struct portrait *p)
{
	p->versions[4].groups[0].state = TRUTH_NO;
}

UNIT(what_was_chosen_cannot_be_denied)
{
	catch (deny_a_version, "is no, but probe");
	catch (deny_a_suite, "no suite");
	catch (deny_a_group, "is no, but probe");
}

static void cite_nothing(struct portrait *p)
{
	p->versions[4].controls.probes[0] = 99999;
}

static void cite_another_suite(struct portrait *p)
{
	p->versions[4].suites[0].proof.probes[0] =
		p->versions[4].suites[1].proof.probes[0];
}

static void cite_no_yes(struct portrait *p)
{
	p->versions[4].proof.n = 0;
}

static void cite_no_no(struct portrait *p)
{
	p->versions[0].proof.n = 0;
}

UNIT(what_is_cited_is_there_and_shows_it)
{
	catch (cite_nothing, "probe 99999, which is not there");
	catch (cite_another_suite, "has another");
	catch (cite_no_yes, "is yes without a proof");
	catch (cite_no_no, "is no without a proof");
}

static void leave_a_gap(struct portrait *p)
{
	p->versions[0].state = TRUTH_INCONCLUSIVE;
	p->complete = true;
}

static void limit_lists(struct portrait *p)
{
	p->list_limit = 10;
}

static void reorder(struct portrait *p)
{
	struct suite_fact first = p->versions[4].suites[0];

	p->versions[4].suites[0] = p->versions[4].suites[1];
	p->versions[4].suites[1] = first;
}

static void deny_deflate(struct portrait *p)
{
	p->versions[4].deflate = TRUTH_NO;
	p->versions[4].deflate_proof.n = 0;
}

UNIT(what_answers_contradict_is_caught)
{
	catch (leave_a_gap, "open, but the whole is complete");
	catch (limit_lists, "at most 10 suites, but probe");
	catch (reorder, "first, but probe");
	catch (deny_deflate, "deflate is no, but nobody left it");
}

/* Rows by letters, hellos for TLS 1.2 where it is "no" to TLS 1.1: a answered
 * in TLS 1.2; for TLS 1.1: n alert 40, v alert 70, s silence, c closed, e alert
 * 110. */
static bool denied(const char *rows)
{
	static const uint32_t suite[] = { 0x39 };
	struct observation_log log;
	struct portrait portrait;
	struct version_fact *fact = &portrait.versions[3];
	bool caught;

	observation_log_init(&log);
	portrait_init(&portrait);
	for (int v = 0; v < PORTRAIT_VERSIONS; v++)
		portrait.versions[v].version = log_versions[v];
	fact->state = TRUTH_NO;
	portrait.versions[4].state = TRUTH_INCONCLUSIVE;
	for (uint32_t i = 0; rows[i]; i++) {
		struct observation o =
			talk_alert(i + 1, VERSION_TLS11, suite, 1,
				rows[i] == 'v'		 ? 70
					: rows[i] == 'e' ? 110
							 : 40);
		if (rows[i] == 'a')
			o = talk_answer(i + 1, VERSION_TLS11, suite, 1, 0x39);
		if (rows[i] == 's')
			o = talk_silence(i + 1, VERSION_TLS11, suite, 1);
		if (rows[i] == 'c')
			o.kind = OUTCOME_CLOSED;
		if (rows[i] == 'a')
			o.version = o.asked_version = VERSION_TLS12;
		else
			proof_add(&fact->proof, i + 1);
		o.hello_bytes = rows[i] == 'a' ? 100 : 101;
		o.question = rows[i] == 'a' ? 1 : 2;
		talk_log(&log, o);
	}
	portrait.versions[4].state = TRUTH_YES;
	caught = contradicted(why, &portrait, &log);
	portrait_clear(&portrait);
	observation_log_clear(&log);
	return caught && !strncmp(why, "TLSv1.1", 7);
}

UNIT(no_wants_a_refusal_that_counts)
{
	assert_false(denied("ava"));
	assert_true(denied("ana"));
	assert_non_null(strstr(why, "no hello as long"));
	assert_true(denied("av"));
	assert_non_null(strstr(why, "no answer before and after"));
	assert_true(denied("asva"));
	assert_true(denied("asa"));
	assert_non_null(strstr(why, "is no refusal"));
	assert_true(denied("aeeea"));
	assert_non_null(strstr(why, "is no refusal"));
	assert_true(denied("acca"));
	assert_non_null(strstr(why, "too seldom"));
}

/* TLS 1.2 answered once, and what is said of it. */
static void told(void (*say)(struct version_fact *fact), const char *words)
{
	static const uint32_t suite[] = { 0x39 };
	static struct suite_fact found;
	struct observation_log log;
	struct portrait portrait;
	struct version_fact *fact = &portrait.versions[4];

	observation_log_init(&log);
	portrait_init(&portrait);
	talk_log(&log, talk_answer(1, VERSION_TLS12, suite, 1, 0x39));
	fact->version = VERSION_TLS12;
	fact->state = TRUTH_YES;
	proof_add(&fact->proof, 1);
	found = (struct suite_fact){ .code = 0x39 };
	fact->suites = calloc(1, sizeof(found));
	fact->suites[0] = found;
	fact->n_suites = 1;
	proof_add(&fact->suites[0].proof, 1);
	assert_false(contradicted(why, &portrait, &log));
	say(fact);
	assert_true(contradicted(why, &portrait, &log));
	if (!strstr(why, words))
		fail_msg("%s instead of %s", why, words);
	portrait_clear(&portrait);
	observation_log_clear(&log);
}

static void call_it_complete(struct version_fact *fact)
{
	fact->suites_complete = true;
}

static void deny_an_unasked_group(struct version_fact *fact)
{
	fact->groups = calloc(1, sizeof(*fact->groups));
	fact->groups[0].code = 29;
	fact->groups[0].state = TRUTH_NO;
	proof_add(&fact->groups[0].proof, 1);
	fact->n_groups = 1;
}

UNIT(what_nobody_refused_is_not_absent)
{
	told(call_it_complete, "nobody refused");
	told(deny_an_unasked_group, "nobody refused it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_chosen_cannot_be_denied),
		cmocka_unit_test(what_is_cited_is_there_and_shows_it),
		cmocka_unit_test(what_answers_contradict_is_caught),
		cmocka_unit_test(no_wants_a_refusal_that_counts),
		cmocka_unit_test(what_nobody_refused_is_not_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
