/* SPDX-License-Identifier: ISC */
/* The groups of a version. */
#include "tests/analysis/concluded.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/unit.h"

static void offer_groups(
	struct observation *o, const uint16_t *groups, size_t n)
{
	o->groups = malloc(n * sizeof(*groups));
	assert_non_null(o->groups);
	memcpy(o->groups, groups, n * sizeof(*groups));
	o->n_groups = n;
}

/* 29 answered, 23 was refused, between two answers to all of them. */
static void begin(struct concluded *c)
{
	static const uint16_t groups[] = { 29, 23 };
	struct observation *o;

	concluded_begin(c);
	o = concluded_answer(c, VERSION_TLS13, LIST(0x1301), 0x1301);
	o->group = 29;
	offer_groups(o, groups, 2);
	o = concluded_alert(c, VERSION_TLS13, LIST(0x1301), 40);
	offer_groups(o, groups + 1, 1);
	o = concluded_answer(c, VERSION_TLS13, LIST(0x1301), 0x1301);
	concluded_found(c, 5, 0x1301);
	concluded_number_of(c, OF_GROUPS, 5, CONCLUDED_STATE, CHAIN_RUNNING);
	concluded_number_of(c, OF_GROUPS, 5, CONCLUDED_FIRST, 1);
	concluded_number_of(c, OF_GROUPS, 5, CONCLUDED_LAST, 1);
	concluded_code(c, OF_GROUPS, 5, 29, CANDIDATE_FOUND);
	concluded_code(c, OF_GROUPS, 5, 23, CANDIDATE_REFUSED);
}

UNIT(found_ones_come_first_and_the_rest_is_absent)
{
	struct concluded c;
	const struct version_fact *fact;

	begin(&c);
	fact = concluded_version(&c, 5);
	assert_int_equal(fact->n_groups, 2);
	assert_int_equal(fact->groups[0].code, 29);
	assert_int_equal(fact->groups[0].state, TRUTH_YES);
	assert_int_equal(fact->groups[0].proof.probes[0], 1);
	assert_int_equal(fact->groups[1].state, TRUTH_NO);
	assert_int_equal(fact->groups[1].proof.probes[0], 2);
	assert_int_equal(fact->groups_order, SUITE_ORDER_SINGLE);
	concluded_end(&c);
}

static const char *doubt_after(void (*change)(struct concluded *c))
{
	struct concluded c;
	const struct group_fact *group;
	const char *reason;

	begin(&c);
	change(&c);
	group = &concluded_version(&c, 5)->groups[1];
	assert_int_equal(group->state, TRUTH_INCONCLUSIVE);
	reason = group->reason;
	concluded_end(&c);
	return reason;
}

static void take_the_control(struct concluded *c)
{
	c->log.rows[2].kind = OUTCOME_SILENCE;
}

static void take_the_cover(struct concluded *c)
{
	c->log.rows[0].n_groups = 1;
}

static void want_a_share(struct concluded *c)
{
	concluded_number(c, 5, CONCLUDED_FORM, FORM_KEY_SHARE);
}

static void open_again(struct concluded *c)
{
	concluded_code(c, OF_GROUPS, 5, 23, CANDIDATE_OPEN);
}

UNIT(what_is_not_proven_says_why)
{
	assert_non_null(strstr(doubt_after(take_the_control), "no control"));
	assert_non_null(
		strstr(doubt_after(take_the_cover), "never in a hello"));
	assert_non_null(strstr(doubt_after(want_a_share), "a key share"));
	assert_non_null(strstr(doubt_after(open_again), "not answered"));
}

UNIT(what_was_seen_is_there_though_nobody_asked)
{
	struct concluded c;
	const struct version_fact *fact;

	concluded_begin(&c);
	concluded_answer(&c, VERSION_TLS12, LIST(0xc02f), 0xc02f)->group = 24;
	concluded_found(&c, 4, 0xc02f);
	fact = concluded_version(&c, 4);
	assert_int_equal(fact->n_groups, 1);
	assert_int_equal(fact->groups[0].code, 24);
	assert_int_equal(fact->groups_order, SUITE_ORDER_UNKNOWN);
	concluded_end(&c);
}

/* Below TLS 1.3: 29 answered with @suite, 23 was refused in between. */
static const struct group_fact *refused_beside(
	struct concluded *c, uint32_t suite)
{
	static const uint16_t groups[] = { 29, 23 };

	concluded_begin(c);
	concluded_answer(c, VERSION_TLS12, LIST(suite), suite)->group = 29;
	offer_groups(&c->log.rows[0], groups, 2);
	concluded_alert(c, VERSION_TLS12, LIST(suite), 40);
	offer_groups(&c->log.rows[1], groups + 1, 1);
	concluded_answer(c, VERSION_TLS12, LIST(suite), suite);
	concluded_found(c, 4, suite);
	concluded_number_of(c, OF_GROUPS, 4, CONCLUDED_STATE, CHAIN_RUNNING);
	concluded_number_of(c, OF_GROUPS, 4, CONCLUDED_FIRST, 1);
	concluded_number_of(c, OF_GROUPS, 4, CONCLUDED_LAST, 1);
	concluded_code(c, OF_GROUPS, 4, 29, CANDIDATE_FOUND);
	concluded_code(c, OF_GROUPS, 4, 23, CANDIDATE_REFUSED);
	return &concluded_version(c, 4)->groups[1];
}

/* RFC 8422 section 5.1: the curve of an ECDSA key must be on offer too. */
UNIT(an_ecdsa_certificate_may_want_its_own_curve)
{
	struct concluded c;
	const struct group_fact *group = refused_beside(&c, 0xc02b);

	assert_int_equal(group->state, TRUTH_INCONCLUSIVE);
	assert_non_null(strstr(group->reason, "its own curve"));
	concluded_end(&c);
	assert_int_equal(refused_beside(&c, 0xc02f)->state, TRUTH_NO);
	concluded_end(&c);
}

UNIT(a_refusal_with_that_curve_on_offer_says_no)
{
	struct concluded c;
	const struct group_fact *group;

	refused_beside(&c, 0xc02b);
	c.log.certificates = calloc(1, sizeof(*c.log.certificates));
	assert_non_null(c.log.certificates);
	c.log.n_certificates = 1;
	c.log.certificates[0].readable = true;
	strcpy(c.log.certificates[0].curve, "secp256r1");
	c.log.rows[0].certificate = 0;
	c.log.rows[1].purpose = PURPOSE_GROUPS;
	group = &concluded_version(&c, 4)->groups[1];
	assert_int_equal(group->code, 23);
	assert_int_equal(group->state, TRUTH_NO);
	assert_null(group->reason);
	concluded_end(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found_ones_come_first_and_the_rest_is_absent),
		cmocka_unit_test(what_is_not_proven_says_why),
		cmocka_unit_test(what_was_seen_is_there_though_nobody_asked),
		cmocka_unit_test(an_ecdsa_certificate_may_want_its_own_curve),
		cmocka_unit_test(a_refusal_with_that_curve_on_offer_says_no),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
