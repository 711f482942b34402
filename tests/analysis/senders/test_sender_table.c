/* SPDX-License-Identifier: ISC */
/*
 * The table of senders: whole, and who comes where.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/judged.h"
#include "wire/tables/names.h"

UNIT(every_code_of_a_sender_has_a_name)
{
	assert_true(sender_table_len >= 6);
	for (size_t i = 0; i < sender_table_len; i++) {
		const struct sender *s = &sender_table[i];

		for (size_t k = 0; k < s->n_suites; k++)
			assert_true(
				suite_is_candidate(suite_find(s->suites[k])));
		for (size_t k = 0; k < s->n_groups; k++)
			assert_non_null(group_find(s->groups[k]));
		for (size_t k = 0; k < s->n_schemes; k++)
			assert_non_null(signature_scheme_find(s->schemes[k]));
		assert_true(s->min_version < s->max_version);
		assert_true(s->dh_min_bits < s->dh_max_bits);
	}
}

/* A mail client never comes to port 25, an MTA to nothing else. */
UNIT(each_dialog_has_the_senders_that_come_there)
{
	assert_true(sender_comes(judged_sender("exim-gnutls"), "smtp"));
	assert_false(sender_comes(judged_sender("exim-gnutls"), "imap"));
	assert_false(sender_comes(judged_sender("exim-gnutls"), "submission"));
	assert_false(sender_comes(judged_sender("python"), "smtp"));
	assert_false(sender_comes(judged_sender("python"), "lmtp"));
	assert_true(sender_comes(judged_sender("python"), "imap"));
	assert_true(sender_comes(judged_sender("java"), "pop3s"));
	assert_true(sender_comes(judged_sender("msmtp"), "submissions"));
	assert_true(sender_comes(judged_sender("msmtp"), "smtps"));
	assert_false(sender_comes(judged_sender("msmtp"), "imap"));
	assert_false(sender_comes(judged_sender("msmtp"), "smtp"));
	assert_true(sender_comes(judged_sender("gnutls-normal"), "smtp"));
	assert_true(sender_comes(judged_sender("gnutls-normal"), "imap"));
}

/* As the recordings in clients/ show. */
UNIT(mail_servers_send_no_server_name)
{
	static const char *const ids[] = { "exim-gnutls",
		"postfix-opportunistic", "sendmail", "opensmtpd" };

	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
		assert_int_equal(
			judged_sender(ids[i])->server_name, SENDER_NAME_NONE);
	assert_int_equal(judged_sender("postfix-dane")->server_name,
		SENDER_NAME_TLSA_BASE);
	assert_int_equal(
		judged_sender("python")->server_name, SENDER_NAME_HOST);
	assert_string_equal(sender_server_name_word(SENDER_NAME_TLSA_BASE),
		"tlsa-base-domain");
	assert_string_equal(sender_kind_name(SENDER_CLIENT), "mail-client");
}

UNIT(exim_and_postfix_are_common)
{
	assert_true(judged_sender("exim-gnutls")->common);
	assert_true(judged_sender("postfix-opportunistic")->common);
	assert_false(judged_sender("opensmtpd")->common);
	assert_false(judged_sender("modern")->common);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_of_a_sender_has_a_name),
		cmocka_unit_test(each_dialog_has_the_senders_that_come_there),
		cmocka_unit_test(mail_servers_send_no_server_name),
		cmocka_unit_test(exim_and_postfix_are_common),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
