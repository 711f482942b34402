/* SPDX-License-Identifier: ISC */
/*
 * What becomes of each sender, played through on portraits made by hand. The
 * server of the story comes first: who fails on it, and for what.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/judged.h"
#include "wire/tables/names.h"

UNIT(kabelmail_fails_only_at_level_2_and_modern)
{
	struct made made;

	made_kabelmail(&made);
	judged(&made, "openssl-level-0", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"TLSv1.2, DHE-RSA-AES256-SHA, DH 1024 bits");
	judged(&made, "openssl-level-1", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"DHE-RSA-AES256-SHA");
	judged(&made, "openssl-level-2", SENDER_FAILS, SENDER_CAUSE_DH,
		"dh key too small");
	judged(&made, "gnutls-normal", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"DH 1024 bits");
	judged(&made, "exim-gnutls", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"DH 1024 bits");
	judged(&made, "modern", SENDER_FAILS, SENDER_CAUSE_SUITE,
		"the server answers alert 40 (handshake_failure)");
	judged(&made, "postfix-opportunistic", SENDER_ENCRYPTS,
		SENDER_CAUSE_NONE, "DHE-RSA-AES256-SHA");
	made_clear(&made);
}

UNIT(a_verdict_names_version_suite_and_proof)
{
	struct sender_verdict v;
	struct made made;
	uint32_t probe;

	made_kabelmail(&made);
	probe = made_shown(&made, VERSION_TLS12, 0x0039)->probe;
	sender_judge(&v, judged_sender("openssl-level-2"), &made.portrait,
		&made_relay);
	assert_int_equal(v.version, VERSION_TLS12);
	assert_int_equal(v.suite, 0x0039);
	for (size_t i = 0; i < v.proof.n; i++)
		if (v.proof.probes[i] == probe)
			probe = 0;
	assert_int_equal(probe, 0);
	sender_verdict_clear(&v);
	made_clear(&made);
}

UNIT(a_group_that_was_not_asked_is_no_verdict)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS13, 0x1302)->group = 0x11EC;
	made_group(&made, VERSION_TLS13, 0x11EC, TRUTH_YES);
	judged(&made, "openssl-level-2", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"whether the server takes one of the groups that it offers is "
		"not known");
	judged(&made, "modern", SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "");
	made_clear(&made);
}

UNIT(a_version_in_doubt_is_no_verdict)
{
	struct made made;
	struct version_fact *v;

	made_kabelmail(&made);
	v = made_version(&made, VERSION_TLS13, TRUTH_INCONCLUSIVE);
	strcpy(v->reason, "time-out");
	judged(&made, "openssl-level-0", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"TLSv1.3 is inconclusive: time-out");
	made_version(&made, VERSION_TLS13, TRUTH_NOT_ASKED);
	judged(&made, "modern", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"TLSv1.3 is not-asked");
	made_clear(&made);
}

/* A hello for TLS 1.3 with other suites was refused: that says nothing of the
 * version, unless the alert does. */
UNIT(a_version_asked_with_other_suites_is_no_verdict)
{
	struct made made;
	struct version_fact *fact;

	made_kabelmail(&made);
	judged(&made, "openssl-level-0", SENDER_ENCRYPTS, SENDER_CAUSE_NONE,
		"");
	fact = made_version(&made, VERSION_TLS13, TRUTH_NO);
	strcpy(fact->refusal, "alert 40 (handshake_failure)");
	judged(&made, "openssl-level-0", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"TLSv1.3 was not asked for with the suites that it offers");
	made_clear(&made);
}

UNIT(no_common_version_is_a_failure)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_SSL3, 0x0035);
	judged(&made, "openssl-level-0", SENDER_FAILS, SENDER_CAUSE_VERSION,
		"TLSv1.0 to TLSv1.3");
	made_clear(&made);
}

UNIT(an_endpoint_without_tls_has_no_verdict)
{
	struct made made;

	made_init(&made);
	made.portrait.state = TRUTH_NOT_APPLICABLE;
	strcpy(made.portrait.state_reason, "starttls-not-offered");
	judged(&made, "modern", SENDER_NOT_APPLICABLE, SENDER_CAUSE_NONE,
		"starttls-not-offered");
	made.portrait.state = TRUTH_INCONCLUSIVE;
	strcpy(made.portrait.state_reason, "connect: Connection refused");
	judged(&made, "modern", SENDER_UNKNOWN, SENDER_CAUSE_NONE, "refused");
	made.portrait.state = TRUTH_NO;
	judged(&made, "modern", SENDER_FAILS, SENDER_CAUSE_NO_TLS, "never");
	made_clear(&made);
}

/* The audit asks with a name where it has one; most mail servers do not. */
UNIT(a_name_that_is_not_sent_is_a_condition)
{
	struct made made;

	made_kabelmail(&made);
	judged_as(&made, &made_named_relay, "postfix-opportunistic",
		SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "",
		"the server answers otherwise without a server name");
	judged_as(&made, &made_relay, "postfix-opportunistic", SENDER_ENCRYPTS,
		SENDER_CAUSE_NONE, "", NULL);
	judged_as(&made, &made_named_relay, "openssl-level-1", SENDER_ENCRYPTS,
		SENDER_CAUSE_NONE, "", NULL);
	made_shown(&made, VERSION_TLS12, 0x0039)->form =
		FORM_WITHOUT_EXTENSIONS;
	judged_as(&made, &made_named_relay, "postfix-opportunistic",
		SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "", NULL);
	made_clear(&made);
}

/* Alert 112 where there was no name asks for one. */
UNIT(a_name_that_is_demanded_stops_who_sends_none)
{
	struct observation *o;
	struct made made;

	made_kabelmail(&made);
	o = made_row(&made, OUTCOME_ALERT);
	o->asked_version = VERSION_TLS11;
	o->form = FORM_WITHOUT_EXTENSIONS;
	o->alert = 112;
	judged_as(&made, &made_named_relay, "postfix-opportunistic",
		SENDER_FAILS, SENDER_CAUSE_SERVER_NAME,
		"alert 112 (unrecognized_name) to a hello without", NULL);
	judged_as(&made, &made_named_relay, "openssl-level-1", SENDER_ENCRYPTS,
		SENDER_CAUSE_NONE, "", NULL);
	o->alert = 40;
	judged_as(&made, &made_named_relay, "postfix-opportunistic",
		SENDER_ENCRYPTS, SENDER_CAUSE_NONE, "", "without a server");
	made_clear(&made);
}

UNIT(dane_is_not_known)
{
	struct made made;

	made_kabelmail(&made);
	judged(&made, "postfix-dane", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"DANE");
	made_clear(&made);
}

UNIT(the_versions_of_both_are_told)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS10, 0x002F);
	judged(&made, "modern", SENDER_FAILS, SENDER_CAUSE_VERSION,
		"it speaks TLSv1.2 to TLSv1.3, the server TLSv1.0");
	made_clear(&made);
}

UNIT(a_list_limit_below_the_offer_is_no_verdict)
{
	struct made made;

	made_kabelmail(&made);
	made.portrait.list_limit = 20;
	judged(&made, "openssl-level-0", SENDER_UNKNOWN, SENDER_CAUSE_NONE,
		"may take only 20");
	judged(&made, "modern", SENDER_FAILS, SENDER_CAUSE_SUITE, "");
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kabelmail_fails_only_at_level_2_and_modern),
		cmocka_unit_test(a_verdict_names_version_suite_and_proof),
		cmocka_unit_test(a_group_that_was_not_asked_is_no_verdict),
		cmocka_unit_test(a_version_in_doubt_is_no_verdict),
		cmocka_unit_test(
			a_version_asked_with_other_suites_is_no_verdict),
		cmocka_unit_test(no_common_version_is_a_failure),
		cmocka_unit_test(an_endpoint_without_tls_has_no_verdict),
		cmocka_unit_test(a_name_that_is_not_sent_is_a_condition),
		cmocka_unit_test(a_name_that_is_demanded_stops_who_sends_none),
		cmocka_unit_test(dane_is_not_known),
		cmocka_unit_test(the_versions_of_both_are_told),
		cmocka_unit_test(a_list_limit_below_the_offer_is_no_verdict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
