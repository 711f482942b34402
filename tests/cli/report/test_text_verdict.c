/* SPDX-License-Identifier: ISC */
/*
 * The verdict: how bad it is, for whom, and as far as is known.
 */
#include "tests/cli/report/says.h"

#include <stdlib.h>
#include <string.h>

UNIT(the_verdict_says_how_bad_and_for_whom)
{
	assert_says(text_verdict,
		"Verdict: 7 findings, worst high; 4 of 10 kinds of senders "
		"cannot encrypt.");
	assert_says(text_verdict,
		"medium    Diffie-Hellman prime of only 1024 bits [dh-weak] "
		"(probes 7, 8");
	assert_says(text_verdict, "Fix: Make parameters of 2048 bits");
	assert_says(text_verdict,
		"fails     OpenSSL 3 at security level 2 (default of Debian");
}

UNIT(who_suffers_stands_with_the_finding_and_notes_come_last)
{
	char *text = sample_text(&says.report, 80, text_verdict);
	const char *finding = strstr(text, "[senders-fail]");
	const char *fails = strstr(text, "\n  fails     ");
	const char *weak = strstr(text, "[dh-weak]");

	assert_true(finding && fails && weak);
	assert_true(finding < fails && fails < weak);
	assert_true(strstr(text, "\n  info      ") > weak);
	free(text);
}

UNIT(what_is_not_known_is_told)
{
	says.endpoint->n_findings = 0;
	for (size_t i = 0; i < says.endpoint->n_senders; i++)
		says.endpoint->senders[i].result = SENDER_UNKNOWN;
	assert_says(text_verdict,
		"Verdict: nothing wrong found; none of 10 kinds of senders "
		"fails for sure, of 9\n  it is not known.");
}

UNIT(at_imap_there_are_mail_clients)
{
	says.endpoint->asked.dialog = "imap";
	assert_says(text_verdict, "kinds of mail clients cannot encrypt.");
}

UNIT(without_findings_nothing_wrong_was_found)
{
	says.endpoint->n_findings = says.endpoint->n_senders = 0;
	assert_says(text_verdict, "Verdict: nothing wrong found.");
	says.endpoint->complete = false;
	says.endpoint->incomplete_reason = "interrupted";
	assert_says(text_verdict, "Incomplete: interrupted.");
	assert_says(text_verdict, "nothing wrong found so far.");
}

UNIT(what_was_never_reached_is_no_praise)
{
	says.endpoint->n_findings = says.endpoint->n_senders = 0;
	says.endpoint->state = TRUTH_INCONCLUSIVE;
	says.endpoint->reason = "connect: timed out";
	assert_says(text_verdict, "Inconclusive: connect: timed out.");
	assert_silent(text_verdict, "nothing wrong");
}

UNIT(each_state_has_its_sentence)
{
	says.endpoint->state = TRUTH_NOT_APPLICABLE;
	says.endpoint->reason = "starttls-not-offered";
	assert_says(text_state, "Not applicable: starttls-not-offered.");
	says.endpoint->state = TRUTH_NO;
	assert_says(text_state, "It speaks no TLS: starttls-not-offered.");
	says.endpoint->reason = "";
	assert_says(text_state, "It speaks no TLS.");
}

UNIT(findings_without_a_failing_sender_say_so)
{
	says.endpoint->n_senders = 0;
	assert_says(text_verdict,
		"Verdict: 7 findings, worst high; none of 0 kinds of senders "
		"fails");
	assert_silent(text_verdict, "  fails   ");
	says.endpoint->n_findings = 1;
	assert_says(text_verdict, "Verdict: 1 finding, worst high;");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(the_verdict_says_how_bad_and_for_whom),
		SAYS(who_suffers_stands_with_the_finding_and_notes_come_last),
		SAYS(what_is_not_known_is_told),
		SAYS(at_imap_there_are_mail_clients),
		SAYS(without_findings_nothing_wrong_was_found),
		SAYS(what_was_never_reached_is_no_praise),
		SAYS(each_state_has_its_sentence),
		SAYS(findings_without_a_failing_sender_say_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
