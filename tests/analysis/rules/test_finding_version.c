/* SPDX-License-Identifier: ISC */
/*
 * Old protocols and what the handshake lacks, takes or adds.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"
#include "tests/analysis/made.h"

static bool look(
	finding_rule *rule, struct made *made, bool relay, struct finding *f)
{
	struct scene scene = { &made->portrait, &made_relay, relay };

	memset(f, 0, sizeof(*f));
	return rule(&scene, f);
}

static void expect_version(finding_rule *rule, uint16_t version, uint32_t suite,
	bool relay, enum severity severity)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC030);
	assert_false(look(rule, &made, relay, &f));
	made_suite(&made, version, suite);
	assert_true(look(rule, &made, relay, &f));
	assert_int_equal(f.severity, severity);
	assert_true(f.proof.n > 0);
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(old_versions_weigh_by_age)
{
	expect_version(
		rule_ssl2, VERSION_SSL2, 0x010080, true, SEVERITY_CRITICAL);
	expect_version(rule_ssl3, VERSION_SSL3, 0x0035, true, SEVERITY_HIGH);
	expect_version(rule_tls10, VERSION_TLS10, 0x0035, true, SEVERITY_LOW);
	expect_version(rule_tls11, VERSION_TLS11, 0x0035, true, SEVERITY_LOW);
	expect_version(
		rule_tls10, VERSION_TLS10, 0x0035, false, SEVERITY_MEDIUM);
}

UNIT(old_tls_as_the_best_is_medium)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS10, 0x0035);
	assert_true(look(rule_tls10, &made, true, &f));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	assert_non_null(strstr(f.title, "is the best it speaks"));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(opportunistic_mail_is_better_old_than_clear)
{
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	assert_true(look(rule_tls10, &made, true, &f));
	assert_non_null(strstr(f.detail, "clear text, which is worse"));
	free(f.proof.probes);
	assert_true(look(rule_tls10, &made, false, &f));
	assert_null(strstr(f.detail, "clear text"));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(missing_renegotiation_info_names_who_breaks_off)
{
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	assert_false(look(rule_no_secure_renegotiation, &made, true, &f));
	free(f.proof.probes);
	for (size_t i = 0; i < made.log.n; i++)
		if (made.log.rows[i].version == VERSION_TLS12)
			made.log.rows[i].secure_renegotiation = false;
	assert_true(look(rule_no_secure_renegotiation, &made, true, &f));
	assert_int_equal(f.severity, SEVERITY_HIGH);
	assert_int_equal(f.proof.n, 6);
	assert_non_null(strstr(f.detail, "ServerHello of TLSv1.2 does"));
	assert_non_null(strstr(f.detail, "OpenSSL 3 at security level 2"));
	assert_null(strstr(f.detail, "GnuTLS"));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(one_answer_with_renegotiation_info_is_enough)
{
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	made_shown(&made, VERSION_TLS12, 0x0039)->secure_renegotiation = false;
	assert_false(look(rule_no_secure_renegotiation, &made, true, &f));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(taken_compression_is_found_with_its_proof)
{
	struct made made;
	struct finding f;
	struct version_fact *fact;

	made_kabelmail(&made);
	assert_false(look(rule_compression, &made, true, &f));
	fact = made_version(&made, VERSION_TLS11, TRUTH_YES);
	fact->deflate = TRUTH_YES;
	proof_add(&fact->deflate_proof, 77);
	assert_true(look(rule_compression, &made, true, &f));
	assert_non_null(strstr(f.detail, "TLSv1.1"));
	assert_int_equal(f.proof.probes[0], 77);
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(no_starttls_is_told_apart_from_no_route)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made.portrait.state = TRUTH_NOT_APPLICABLE;
	strcpy(made.portrait.state_reason, "no-route-v6");
	assert_false(look(rule_no_starttls, &made, true, &f));
	strcpy(made.portrait.state_reason, "starttls-not-offered");
	assert_true(look(rule_no_starttls, &made, true, &f));
	assert_int_equal(f.severity, SEVERITY_HIGH);
	made_clear(&made);
}

UNIT(starttls_in_the_first_line_is_told)
{
	static const char first[] = "250-STARTTLS\r\n250 SIZE 100\r\n";
	static const char name[] = "250-mx.example\r\n250 SIZE 100\r\n";
	struct observation *o;
	struct made made;
	struct finding f;

	made_init(&made);
	made.portrait.state = TRUTH_NOT_APPLICABLE;
	strcpy(made.portrait.state_reason, "starttls-not-offered");
	o = made_row(&made, OUTCOME_NO_STARTTLS);
	o->n_reply = sizeof(name) - 1;
	memcpy(o->reply, name, o->n_reply);
	assert_true(look(rule_no_starttls, &made, true, &f));
	assert_null(strstr(f.detail, "first line"));
	o->n_reply = sizeof(first) - 1;
	memcpy(o->reply, first, o->n_reply);
	assert_true(look(rule_no_starttls, &made, true, &f));
	assert_non_null(strstr(f.detail, "first line of the answer to EHLO"));
	made_clear(&made);
}

static void offer_group(struct observation *o, uint16_t group)
{
	o->n_groups = 1;
	o->groups = calloc(1, sizeof(*o->groups));
	o->groups[0] = group;
}

/* As BouncyCastle and wolfSSL do. */
UNIT(an_unasked_group_where_none_is_common_is_a_note)
{
	struct observation *o;
	struct made made;
	struct finding f;

	made_init(&made);
	o = made_row(&made, OUTCOME_SERVER_HELLO);
	offer_group(o, 0x001E);
	o->group = 0x0017;
	o->unasked_code = 0x0017;
	o->unasked = "group";
	assert_true(look(rule_unasked, &made, true, &f));
	assert_int_equal(f.severity, SEVERITY_INFO);
	assert_non_null(strstr(f.detail, "none of the groups on offer"));
	free(f.proof.probes);
	o->purpose = PURPOSE_PREFERRED;
	assert_true(look(rule_unasked, &made, true, &f));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	free(f.proof.probes);
	o->purpose = PURPOSE_GROUPS;
	o = made_row(&made, OUTCOME_SERVER_HELLO);
	offer_group(o, 0x001E);
	o->group = 0x001E;
	assert_true(look(rule_unasked, &made, true, &f));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(unasked_answers_are_counted_and_named)
{
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	assert_false(look(rule_unasked, &made, true, &f));
	made.log.rows[7].unasked = "suite";
	made.log.rows[7].unasked_code = 0xC02F;
	made.log.rows[9].unasked = "extension";
	assert_true(look(rule_unasked, &made, true, &f));
	assert_non_null(strstr(f.title, "(suite, extension)"));
	assert_non_null(strstr(f.detail, "2 times"));
	assert_non_null(strstr(f.detail, "suite 0xC02F"));
	assert_int_equal(f.proof.probes[0], made.log.rows[7].probe);
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(a_foreign_session_is_an_unasked_answer)
{
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	made_shown(&made, VERSION_TLS12, 0x0039)->foreign_session = true;
	assert_true(look(rule_unasked, &made, true, &f));
	assert_non_null(strstr(f.title, "(session id)"));
	assert_non_null(strstr(f.detail, "a session that we never had"));
	assert_int_equal(f.proof.n, 1);
	free(f.proof.probes);
	made_shown(&made, VERSION_TLS12, 0x0039)->version = VERSION_TLS13;
	assert_true(look(rule_unasked, &made, true, &f));
	assert_non_null(strstr(f.detail, "no echo of ours"));
	free(f.proof.probes);
	made_clear(&made);
}

UNIT(unlike_machines_are_named_with_what_differs)
{
	struct made made, other;
	struct finding f;

	made_kabelmail(&made);
	made_init(&other);
	made_suite(&other, VERSION_TLS12, 0xC030);
	assert_false(look(rule_several_backends, &made, true, &f));
	made.portrait.unequal = true;
	made.portrait.unequal_probes[0] = 3;
	made.portrait.unequal_probes[1] = 9;
	made.portrait.unequal_met[0] = 4;
	made.portrait.unequal_met[1] = 2;
	made.portrait.unequal_asked = 6;
	assert_true(look(rule_several_backends, &made, true, &f));
	assert_non_null(strstr(f.title, "unequal answers"));
	assert_non_null(strstr(f.detail, "4 times and in another 2 times"));
	assert_int_equal(f.proof.probes[1], 9);
	free(f.proof.probes);
	made.portrait.n_backends = 2;
	made.portrait.backends[0] = (struct backend_fact){ .name = "a.test",
		.portrait = &made.portrait };
	made.portrait.backends[1] = (struct backend_fact){ .name = "b.test",
		.portrait = &other.portrait };
	assert_true(look(rule_several_backends, &made, true, &f));
	assert_non_null(strstr(f.title, "2 unlike machines"));
	assert_non_null(strstr(f.detail, "a.test, b.test"));
	assert_non_null(strstr(f.detail, "TLSv1.2"));
	free(f.proof.probes);
	made_clear(&other);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(old_versions_weigh_by_age),
		cmocka_unit_test(old_tls_as_the_best_is_medium),
		cmocka_unit_test(opportunistic_mail_is_better_old_than_clear),
		cmocka_unit_test(
			missing_renegotiation_info_names_who_breaks_off),
		cmocka_unit_test(one_answer_with_renegotiation_info_is_enough),
		cmocka_unit_test(taken_compression_is_found_with_its_proof),
		cmocka_unit_test(no_starttls_is_told_apart_from_no_route),
		cmocka_unit_test(starttls_in_the_first_line_is_told),
		cmocka_unit_test(
			an_unasked_group_where_none_is_common_is_a_note),
		cmocka_unit_test(unasked_answers_are_counted_and_named),
		cmocka_unit_test(a_foreign_session_is_an_unasked_answer),
		cmocka_unit_test(unlike_machines_are_named_with_what_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
