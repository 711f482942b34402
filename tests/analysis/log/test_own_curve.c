/* SPDX-License-Identifier: ISC */
/* When a refusal of groups speaks of the groups beside an ECDSA certificate. */
#include "analysis/log/own_curve.h"

#include <stdlib.h>

#include "tests/analysis/talk.h"
#include "tests/lib/unit.h"

static struct observation_log made;
static const uint32_t suites[] = { 0xc02b };

/* Answers show a certificate with a key of this curve. */
static void begin(const char *curve)
{
	observation_log_init(&made);
	made.certificates = calloc(1, sizeof(*made.certificates));
	assert_non_null(made.certificates);
	made.n_certificates = 1;
	made.certificates[0].readable = true;
	strcpy(made.certificates[0].key_type, "EC");
	strcpy(made.certificates[0].curve, curve);
}

static struct observation *add(
	struct observation o, const uint16_t *groups, size_t n)
{
	o.face = -1;
	o.purpose = PURPOSE_GROUPS;
	o.groups = malloc(n * sizeof(*groups));
	assert_non_null(o.groups);
	memcpy(o.groups, groups, n * sizeof(*groups));
	o.n_groups = n;
	talk_log(&made, o);
	return &made.rows[made.n - 1];
}

#define GROUPS(...)                                                            \
	(const uint16_t[]){ __VA_ARGS__ },                                     \
		sizeof((const uint16_t[]){ __VA_ARGS__ }) / sizeof(uint16_t)

static struct observation *answer(
	uint16_t group, const uint16_t *groups, size_t n)
{
	struct observation *o = add(talk_answer((uint32_t)made.n + 1,
					    VERSION_TLS12, suites, 1, 0xc02b),
		groups, n);

	o->group = group;
	o->certificate = 0;
	return o;
}

static struct observation *refuse(const uint16_t *groups, size_t n)
{
	return add(
		talk_alert((uint32_t)made.n + 1, VERSION_TLS12, suites, 1, 40),
		groups, n);
}

static const struct observation *settled(uint16_t group)
{
	return own_curve_settles(&made, VERSION_TLS12, group);
}

UNIT(a_refusal_without_the_curve_says_nothing)
{
	begin("secp256r1");
	answer(23, GROUPS(23, 29, 24));
	refuse(GROUPS(29, 24));
	assert_null(settled(24));
	assert_null(own_curve_settles(&made, VERSION_TLS11, 24));
	observation_log_clear(&made);
}

UNIT(a_refusal_with_the_curve_on_offer_counts)
{
	struct observation *o;

	begin("secp256r1");
	answer(29, GROUPS(29, 23, 24));
	refuse(GROUPS(23, 24))->purpose = PURPOSE_SUITES;
	assert_null(settled(24));
	o = refuse(GROUPS(24, 23));
	assert_ptr_equal(settled(24), o);
	assert_ptr_equal(settled(23), o);
	assert_null(settled(25));
	observation_log_clear(&made);
}

UNIT(a_server_that_needs_no_curve_refuses_groups)
{
	begin("secp256r1");
	answer(23, GROUPS(23, 29, 24));
	assert_false(own_curve_is_needless(&made, VERSION_TLS12, GROUPS(23)));
	answer(29, GROUPS(29, 24));
	assert_true(own_curve_is_needless(&made, VERSION_TLS12, GROUPS(23)));
	assert_false(own_curve_is_needless(&made, VERSION_TLS11, GROUPS(23)));
	refuse(GROUPS(24));
	assert_int_equal(settled(24)->probe, 2);
	observation_log_clear(&made);
}

UNIT(who_is_passed_over_for_the_curve_is_never_taken)
{
	begin("secp256r1");
	answer(23, GROUPS(23, 24));
	refuse(GROUPS(24));
	assert_null(settled(24));
	answer(23, GROUPS(24, 23));
	assert_int_equal(settled(24)->probe, 3);
	assert_null(settled(25));
	observation_log_clear(&made);
}

UNIT(curves_are_known_or_nothing_follows)
{
	uint16_t curves[OWN_CURVES];

	begin("secp384r1");
	answer(24, GROUPS(24, 23));
	assert_int_equal(own_curves(&made, VERSION_TLS12, curves), 1);
	assert_int_equal(curves[0], 24);
	assert_int_equal(own_curves(&made, VERSION_TLS11, curves), 0);
	strcpy(made.certificates[0].curve, "explicit");
	assert_int_equal(own_curves(&made, VERSION_TLS12, curves), 0);
	refuse(GROUPS(24, 23));
	assert_null(settled(23));
	observation_log_clear(&made);
}

UNIT(one_suite_for_another_certificate_and_it_does_not_matter)
{
	static const uint32_t anonymous[] = { 0xc02b, 0xc018 };
	static const uint32_t all[] = { 0xc02b, 0xc02c, 0x002f, 0xc02f };

	assert_true(own_curve_matters(all, 3));
	assert_false(own_curve_matters(all, 4));
	assert_false(own_curve_matters(anonymous, 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refusal_without_the_curve_says_nothing),
		cmocka_unit_test(a_refusal_with_the_curve_on_offer_counts),
		cmocka_unit_test(a_server_that_needs_no_curve_refuses_groups),
		cmocka_unit_test(
			who_is_passed_over_for_the_curve_is_never_taken),
		cmocka_unit_test(curves_are_known_or_nothing_follows),
		cmocka_unit_test(
			one_suite_for_another_certificate_and_it_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
