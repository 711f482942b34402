/* SPDX-License-Identifier: ISC */
/* Suites that the server chooses and then fails with. */
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

UNIT(a_suite_that_fails_is_told_by_name_and_with_its_end)
{
	struct made made;
	struct finding f = { 0 };
	struct version_fact *fact;

	made_kabelmail(&made);
	assert_false(look(rule_suite_fails, &made, &f));
	fact = &made.portrait.versions[4];
	fact->failing = calloc(1, sizeof(*fact->failing));
	assert_non_null(fact->failing);
	fact->n_failing = 1;
	fact->failing[0].code = 0xc030;
	strcpy(fact->failing[0].how, "alert 80 (internal_error)");
	proof_add(&fact->failing[0].proof, 7);
	assert_true(look(rule_suite_fails, &made, &f));
	assert_non_null(
		strstr(f.title, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"));
	assert_non_null(strstr(f.detail, "alert 80"));
	assert_non_null(strstr(f.detail, "Postfix"));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	assert_int_equal(f.proof.probes[0], 7);
	fact->failing[0].code = 0xc0fe;
	assert_true(look(rule_suite_fails, &made, &f));
	assert_non_null(strstr(f.title, "0xC0FE"));
	assert_int_equal(f.severity, SEVERITY_INFO);
	free(f.proof.probes);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_suite_that_fails_is_told_by_name_and_with_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
