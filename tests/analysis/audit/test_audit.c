/* SPDX-License-Identifier: ISC */
/* The driver as a whole, against profiles and against connections that fail. */
#include "tests/analysis/simulator.h"
#include "tests/lib/unit.h"

#include <errno.h>
#include <stdlib.h>

static struct machines *begin(unsigned ask)
{
	struct audit_options options = { .ask = ask, .server_name = "mx.test" };

	return machines_new(&options);
}

static struct profile *builtin(const char *name)
{
	struct profile *profile = calloc(1, sizeof(*profile));
	const char *text = profile_builtin(name);
	char message[200];

	assert_non_null(text);
	profile_init(profile);
	assert_true(profile_read(
		profile, text, strlen(text), message, sizeof(message)));
	return profile;
}

static const struct portrait *run(
	struct machines *audit, const struct profile *profile)
{
	struct simulation sim = { .profile = profile, .audit = audit };

	simulate(&sim, 5000);
	return machines_portrait(audit, NULL);
}

static void fails(struct machines *audit, enum outcome_kind kind,
	enum stage stage, int errnum)
{
	struct outcome outcome = {
		.kind = kind, .stage = stage, .errnum = errnum
	};

	machines_driver.learn(audit, NULL, &outcome);
}

UNIT(kabelmail_is_seen_as_it_is)
{
	static const uint32_t order[] = { 0x39, 0x33, 0x35, 0x2f, 0x16, 0x0a };
	struct profile *profile = builtin("kabelmail");
	struct machines *audit = begin(ASK_ALL);
	const struct portrait *p = run(audit, profile);

	assert_true(p->complete);
	for (int v = 2; v <= 4; v++) {
		const struct version_fact *fact = &p->versions[v];
		assert_int_equal(fact->state, TRUTH_YES);
		assert_int_equal(fact->order, SUITE_ORDER_SERVER);
		assert_int_equal(fact->n_suites, 6);
		for (size_t i = 0; i < 6; i++)
			assert_int_equal(fact->suites[i].code, order[i]);
		assert_int_equal(fact->plain.bits, 1024);
		assert_int_equal(fact->suites[0].dh_bits, 1024);
		assert_int_equal(fact->suites[2].dh_bits, 0);
	}
	assert_int_equal(p->versions[5].state, TRUTH_NO);
	assert_int_equal(p->versions[1].state, TRUTH_NO);
	assert_int_equal(p->versions[0].state, TRUTH_NO);
	assert_non_null(p->preferred);
	assert_int_equal(p->preferred->suite, 0x39);
	assert_int_equal(p->preferred->signature_scheme, 0x0601);
	machines_free(audit);
	free(profile);
}

UNIT(every_no_names_its_controls)
{
	struct profile *profile = builtin("kabelmail");
	struct machines *audit = begin(ASK_SUITES);
	const struct portrait *p = run(audit, profile);

	for (int v = 0; v < PORTRAIT_VERSIONS; v++)
		if (p->versions[v].state == TRUTH_NO) {
			assert_true(p->versions[v].controls.n >= 1);
			assert_true(p->versions[v].refusal[0]);
		}
	machines_free(audit);
	free(profile);
}

UNIT(museum_is_seen_as_it_is)
{
	struct profile *profile = builtin("museum");
	struct machines *audit = begin(ASK_ALL);
	const struct portrait *p = run(audit, profile);

	assert_true(p->complete);
	for (int v = 0; v < PORTRAIT_VERSIONS; v++) {
		assert_int_equal(p->versions[v].state, TRUTH_YES);
		assert_int_equal(
			p->versions[v].n_suites, profile->versions[v].n_suites);
	}
	assert_int_equal(p->versions[4].deflate, TRUTH_YES);
	assert_false(p->preferred_tls12->secure_renegotiation);
	machines_free(audit);
	free(profile);
}

UNIT(modern_groups_are_found_and_absent_ones_stated)
{
	struct profile *profile = builtin("modern");
	struct machines *audit = begin(ASK_ALL);
	const struct portrait *p = run(audit, profile);
	const struct version_fact *fact = &p->versions[5];
	size_t yes = 0, no = 0;

	for (size_t i = 0; i < fact->n_groups; i++) {
		yes += fact->groups[i].state == TRUTH_YES;
		no += fact->groups[i].state == TRUTH_NO;
	}
	assert_int_equal(yes, profile->n_groups);
	assert_true(no > 20);
	assert_int_not_equal(fact->groups_order, SUITE_ORDER_UNKNOWN);
	machines_free(audit);
	free(profile);
}

UNIT(no_starttls_is_complete_and_not_applicable)
{
	struct machines *audit = begin(ASK_ALL);

	assert_int_equal(machines_driver.wanted(audit), 1);
	fails(audit, OUTCOME_NO_STARTTLS, STAGE_CAPABILITIES, 0);
	assert_int_equal(machines_driver.wanted(audit), 0);
	const struct portrait *p = machines_portrait(audit, NULL);
	assert_true(p->complete);
	assert_int_equal(p->state, TRUTH_NOT_APPLICABLE);
	assert_string_equal(p->state_reason, "starttls-not-offered");
	assert_int_equal(p->versions[4].state, TRUTH_NOT_APPLICABLE);
	machines_free(audit);
}

UNIT(a_refused_connect_is_inconclusive_never_no)
{
	struct machines *audit = begin(ASK_ALL);

	for (int i = 0; i < 20; i++) /* the pool gives up, not the driver */
		fails(audit, OUTCOME_UNREACHABLE, STAGE_CONNECT, ECONNREFUSED);
	assert_int_equal(machines_driver.wanted(audit), 1);
	const struct portrait *p = machines_portrait(audit, NULL);
	assert_false(p->complete);
	assert_false(p->reached);
	assert_int_equal(p->versions[4].state, TRUTH_INCONCLUSIVE);
	assert_non_null(strstr(p->incomplete_reason, "refused"));
	machines_free(audit);
}

UNIT(no_route_is_not_applicable)
{
	struct machines *audit = begin(ASK_ALL);

	fails(audit, OUTCOME_NO_ROUTE, STAGE_CONNECT, ENETUNREACH);
	const struct portrait *p = machines_portrait(audit, NULL);
	assert_int_equal(p->state, TRUTH_NOT_APPLICABLE);
	assert_string_equal(p->state_reason, "no-route-v4");
	assert_string_equal(p->versions[4].reason, "no-route-v4");
	assert_true(p->complete);
	machines_free(audit);
}

UNIT(a_run_cut_short_says_so_and_keeps_what_it_learnt)
{
	struct profile *profile = builtin("kabelmail");
	struct machines *audit = begin(ASK_ALL);
	struct simulation sim = { .profile = profile, .audit = audit };

	simulate_some(&sim, 5);
	const struct portrait *p = machines_portrait(audit, "interrupted");
	assert_false(p->complete);
	assert_string_equal(p->incomplete_reason, "interrupted");
	assert_int_equal(p->versions[4].state, TRUTH_YES);
	assert_false(p->versions[4].suites_complete);
	assert_true(p->versions[4].n_suites >= 1);
	machines_free(audit);
	free(profile);
}

UNIT(a_server_that_goes_away_leaves_true_partial_results)
{
	struct profile *profile = builtin("kabelmail");
	struct machines *audit = begin(ASK_SUITES);
	struct simulation sim = { .profile = profile, .audit = audit };

	simulate_some(&sim, 12);
	for (int i = 0; i < 20; i++)
		fails(audit, OUTCOME_REFUSED, STAGE_GREETING, 0);
	const struct portrait *p = machines_portrait(audit, NULL);
	assert_false(p->complete);
	for (int v = 0; v < PORTRAIT_VERSIONS; v++)
		if (v < 2 || v > 4)
			assert_int_not_equal(p->versions[v].state, TRUTH_YES);
		else
			assert_int_not_equal(p->versions[v].state, TRUTH_NO);
	machines_free(audit);
	free(profile);
}

UNIT(dhe_beside_rfc7919_groups_is_told_apart)
{
	struct profile *profile = builtin("kabelmail");
	struct machines *audit = begin(ASK_SUITES);

	profile->dhe_needs_no_rfc7919 = true;
	const struct portrait *p = run(audit, profile);
	const struct version_fact *fact = &p->versions[4];
	assert_int_equal(fact->plain.state, TRUTH_YES);
	assert_int_equal(fact->rfc7919.state, TRUTH_NO);
	assert_int_equal(fact->same_set, TRUTH_NO);
	assert_int_equal(fact->suites[0].shape, SHAPE_PLAIN);
	machines_free(audit);
	free(profile);
}

UNIT(equal_preference_shows_as_classes)
{
	struct profile *profile = builtin("kabelmail");
	struct machines *audit = begin(ASK_SUITES | ASK_ORDER);

	profile->order = ORDER_CLASSES;
	for (int v = 2; v <= 4; v++)
		for (size_t i = 0; i < 6; i++)
			profile->versions[v].classes[i] = (uint8_t)(i / 2);
	const struct portrait *p = run(audit, profile);
	const struct version_fact *fact = &p->versions[4];
	assert_int_equal(fact->order, SUITE_ORDER_MIXED);
	assert_int_equal(fact->n_classes, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(fact->classes[i], 2);
	machines_free(audit);
	free(profile);
}

UNIT(what_was_not_asked_says_so)
{
	static const uint32_t only[] = { 0x39, 0x35 };
	struct profile *profile = builtin("kabelmail");
	struct audit_options options = { .ask = ASK_SUITES,
		.versions = 1u << 4,
		.suites = only,
		.n_suites = 2 };
	struct machines *audit = machines_new(&options);
	const struct portrait *p = run(audit, profile);

	assert_int_equal(p->versions[4].n_suites, 2);
	assert_int_equal(p->versions[3].state, TRUTH_NOT_ASKED);
	assert_true(p->complete);
	machines_free(audit);
	free(profile);
}

UNIT(every_code_point_can_be_asked)
{
	struct profile *profile = builtin("kabelmail");
	struct audit_options options = { .ask = ASK_SUITES };
	uint32_t *codes = calloc(0x10000, sizeof(*codes));

	for (uint32_t code = 0; code < 0x10000; code++)
		codes[code] = code;
	options.suites = codes;
	options.n_suites = 0x10000;
	struct machines *audit = machines_new(&options);
	const struct portrait *p = run(audit, profile);
	assert_true(p->complete);
	for (int v = 2; v <= 4; v++)
		assert_int_equal(p->versions[v].n_suites, 6);
	assert_int_equal(p->versions[1].state, TRUTH_NO);
	assert_int_equal(p->versions[0].state, TRUTH_NOT_ASKED);
	machines_free(audit);
	free(codes);
	free(profile);
}

UNIT(ask_lists_are_read)
{
	const char *bad = NULL;

	assert_int_equal(audit_ask_parse("suites,dhe", &bad), 3);
	assert_int_equal(audit_ask_parse("all", &bad), ASK_ALL);
	assert_int_equal(audit_ask_parse("suites,foo", &bad), 0);
	assert_string_equal(bad, "foo");
	assert_int_equal(audit_ask_parse("", &bad), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kabelmail_is_seen_as_it_is),
		cmocka_unit_test(every_no_names_its_controls),
		cmocka_unit_test(museum_is_seen_as_it_is),
		cmocka_unit_test(
			modern_groups_are_found_and_absent_ones_stated),
		cmocka_unit_test(no_starttls_is_complete_and_not_applicable),
		cmocka_unit_test(a_refused_connect_is_inconclusive_never_no),
		cmocka_unit_test(no_route_is_not_applicable),
		cmocka_unit_test(
			a_run_cut_short_says_so_and_keeps_what_it_learnt),
		cmocka_unit_test(
			a_server_that_goes_away_leaves_true_partial_results),
		cmocka_unit_test(dhe_beside_rfc7919_groups_is_told_apart),
		cmocka_unit_test(equal_preference_shows_as_classes),
		cmocka_unit_test(what_was_not_asked_says_so),
		cmocka_unit_test(every_code_point_can_be_asked),
		cmocka_unit_test(ask_lists_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
