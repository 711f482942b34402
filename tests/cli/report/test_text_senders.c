/* SPDX-License-Identifier: ISC */
/*
 * The senders, each with what it would get.
 */
#include "tests/cli/report/says.h"

UNIT(senders_get_the_suite_by_name)
{
	assert_says(text_senders,
		"ok        OpenSSL 3 at security level 0: gets TLSv1.2 with");
	assert_says(text_senders, "DHE-RSA-AES256-SHA");
}

UNIT(those_that_fail_were_told_above)
{
	assert_says(text_senders,
		"fails     OpenSSL 3 at security level 2 (default of Debian "
		"and "
		"Ubuntu): see");
}

UNIT(a_verdict_says_what_it_rests_on)
{
	says.endpoint->senders[0].unless = "it rains";
	assert_says(text_senders, "\n            unless it rains");
}

UNIT(at_imap_they_are_mail_clients)
{
	says.endpoint->asked.dialog = "imap";
	assert_says(text_senders, "Mail clients (derived from the facts");
}

UNIT(an_open_verdict_says_why)
{
	says.endpoint->senders[0].result = SENDER_UNKNOWN;
	says.endpoint->senders[0].reason = "not enough is known";
	assert_says(text_senders,
		"unknown   OpenSSL 3 at security level 0: not enough is known");
}

UNIT(a_suite_that_stands_in_no_version_is_its_code)
{
	says.endpoint->senders[0].suite = 0x1234;
	says.endpoint->senders[0].suite_code = "0x1234";
	assert_says(text_senders, "gets TLSv1.2 with 0x1234");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(senders_get_the_suite_by_name),
		SAYS(those_that_fail_were_told_above),
		SAYS(a_verdict_says_what_it_rests_on),
		SAYS(at_imap_they_are_mail_clients),
		SAYS(an_open_verdict_says_why),
		SAYS(a_suite_that_stands_in_no_version_is_its_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
