/* SPDX-License-Identifier: ISC */
/*
 * Filling the versions: six by their place, names beside codes, and nothing
 * that points beyond its list.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "tests/analysis/report_made.h"

UNIT(six_versions_stand_by_their_place)
{
	static const char *const names[] = { "SSLv2", "SSLv3", "TLSv1.0",
		"TLSv1.1", "TLSv1.2", "TLSv1.3" };
	struct portrait portrait;
	struct report report;

	portrait_init(&portrait);
	made_report(&report, &portrait);
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct report_version *v =
			&report.endpoints[0].versions[i];

		assert_string_equal(v->name, names[i]);
		assert_int_equal(v->state, TRUTH_NOT_ASKED);
		assert_false(v->has_order);
	}
	report_clear(&report);
	portrait_clear(&portrait);
}

UNIT(a_code_without_a_name_is_a_number)
{
	struct made made;
	struct report report;
	const struct report_version *v;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xFEDC)->group = 0x7F00;
	made_group(&made, VERSION_TLS12, 0x001D, TRUTH_YES);
	made_report(&report, &made.portrait);
	v = &report.endpoints[0].versions[4];
	assert_string_equal(v->suites[0].code_text, "0xFEDC");
	assert_null(v->suites[0].known);
	assert_string_equal(v->suites[0].group, "0x7F00");
	assert_string_equal(v->suites[0].signature_scheme, "");
	assert_string_equal(v->groups[0].code_text, "0x001D");
	assert_string_equal(v->groups[0].name, "x25519");
	assert_int_equal(v->groups[0].known->bits, group_find(0x001D)->bits);
	report_clear(&report);
	made_clear(&made);
}

UNIT(classes_never_go_beyond_the_suites)
{
	struct made made;
	struct version_fact *fact;
	struct report report;
	const struct report_version *v;

	made_kabelmail(&made);
	fact = made_version(&made, VERSION_TLS12, TRUTH_YES);
	fact->order = SUITE_ORDER_MIXED;
	fact->n_classes = 3;
	fact->classes = calloc(3, sizeof(*fact->classes));
	fact->classes[0] = 4;
	fact->classes[1] = 100;
	fact->classes[2] = 1;
	made_report(&report, &made.portrait);
	v = &report.endpoints[0].versions[4];
	assert_int_equal(v->n_classes, 3);
	assert_int_equal(v->classes[0], 4);
	assert_int_equal(v->classes[1], 2);
	assert_int_equal(v->classes[2], 0);
	report_clear(&report);
	made_clear(&made);
}

UNIT(a_prime_is_named_where_it_is_known)
{
	struct made made;
	struct report report;
	const struct report_version *v;

	made_kabelmail(&made);
	made_report(&report, &made.portrait);
	v = &report.endpoints[0].versions[4];
	assert_int_equal(v->dhe.bits, 1024);
	assert_string_equal(v->dhe.prime, "RFC 2409 Oakley Group 2");
	assert_int_equal(strlen(v->dhe.prime_sha256), 64);
	v = &report.endpoints[0].versions[5];
	assert_string_equal(v->dhe.prime, "");
	assert_string_equal(v->dhe.prime_sha256, "");
	assert_string_equal(v->dhe.suite, "");
	report_clear(&report);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(six_versions_stand_by_their_place),
		cmocka_unit_test(a_code_without_a_name_is_a_number),
		cmocka_unit_test(classes_never_go_beyond_the_suites),
		cmocka_unit_test(a_prime_is_named_where_it_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
