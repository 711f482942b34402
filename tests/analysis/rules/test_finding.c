/* SPDX-License-Identifier: ISC */
/*
 * The run of the rules: their table, order by severity, words and lists.
 */
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"
#include "tests/analysis/made.h"

UNIT(severities_have_names_both_ways)
{
	enum severity s;

	for (int i = SEVERITY_INFO; i <= SEVERITY_CRITICAL; i++) {
		assert_true(
			severity_by_name(&s, severity_name((enum severity)i)));
		assert_int_equal(s, i);
	}
	assert_string_equal(severity_name(SEVERITY_MEDIUM), "medium");
	assert_false(severity_by_name(&s, "grave"));
}

UNIT(kabelmail_has_these_findings_in_this_order)
{
	static const char *const expected[] = { "senders-fail", "dh-weak",
		"dh-known-prime", "no-aead", "tls1.0", "tls1.1", "3des",
		"preferred-suite-older-generation" };
	struct findings *findings = calloc(1, sizeof(*findings));
	struct made made;

	made_kabelmail(&made);
	findings_derive(findings, &made.portrait, &made_relay);
	assert_int_equal(findings->n, 8);
	for (size_t i = 0; i < findings->n; i++)
		assert_string_equal(findings->rows[i].id, expected[i]);
	for (size_t i = 0; i < findings->n; i++)
		assert_true(findings->rows[i].proof.n > 0);
	findings_clear(findings);
	free(findings);
	made_clear(&made);
}

UNIT(the_most_severe_comes_first)
{
	struct findings *findings = calloc(1, sizeof(*findings));
	struct made made;

	made_kabelmail(&made);
	made_suite(&made, VERSION_SSL2, 0x010080);
	made_suite(&made, VERSION_SSL3, 0x0009);
	findings_derive(findings, &made.portrait, &made_relay);
	assert_string_equal(findings->rows[0].id, "sslv2");
	for (size_t i = 1; i < findings->n; i++)
		assert_true(findings->rows[i].severity <=
			findings->rows[i - 1].severity);
	findings_clear(findings);
	free(findings);
	made_clear(&made);
}

UNIT(a_good_server_has_no_findings)
{
	struct findings *findings = calloc(1, sizeof(*findings));
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC030)->group = 0x001D;
	made_suite(&made, VERSION_TLS13, 0x1302)->group = 0x001D;
	made.portrait.preferred = made_shown(&made, VERSION_TLS13, 0x1302);
	made.portrait.preferred_tls12 =
		made_shown(&made, VERSION_TLS12, 0xC030);
	findings_derive(findings, &made.portrait, &made_relay);
	if (findings->n)
		fail_msg("%s", findings->rows[0].id);
	findings_clear(findings);
	free(findings);
	made_clear(&made);
}

UNIT(a_wordlist_names_each_once_and_counts_the_rest)
{
	struct wordlist list = { 0 };

	wordlist_add(&list, "AES128-SHA", 2);
	wordlist_add(&list, "DHE-RSA-AES128-SHA", 2);
	wordlist_add(&list, "AES128-SHA", 2);
	wordlist_add(&list, "RC4-SHA", 2);
	wordlist_add(&list, "RC4-MD5", 2);
	wordlist_end(&list);
	assert_string_equal(
		list.text, "AES128-SHA, DHE-RSA-AES128-SHA and 2 more");
}

UNIT(a_word_inside_another_is_still_new)
{
	struct wordlist list = { 0 };

	wordlist_add(&list, "DHE-RSA-AES128-SHA", 9);
	wordlist_add(&list, "AES128-SHA", 9);
	wordlist_add(&list, "AES128-SHA256", 9);
	wordlist_add(&list, "AES128-SHA", 9);
	assert_int_equal(list.n, 3);
}

UNIT(a_long_wordlist_stays_in_its_room)
{
	struct wordlist list = { 0 };
	char word[40];

	for (int i = 0; i < 100; i++) {
		snprintf(word, sizeof(word), "SUITE-NUMBER-%d-OF-MANY", i);
		wordlist_add(&list, word, 1000);
	}
	wordlist_end(&list);
	assert_int_equal(list.n, 100);
	assert_true(list.shown < 100);
	assert_non_null(strstr(list.text, " more"));
}

UNIT(words_that_are_too_long_are_cut)
{
	struct finding f = { 0 };

	for (int i = 0; i < 300; i++)
		say_detail(&f, "ten bytes.");
	assert_int_equal(strlen(f.detail), sizeof(f.detail) - 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(severities_have_names_both_ways),
		cmocka_unit_test(kabelmail_has_these_findings_in_this_order),
		cmocka_unit_test(the_most_severe_comes_first),
		cmocka_unit_test(a_good_server_has_no_findings),
		cmocka_unit_test(
			a_wordlist_names_each_once_and_counts_the_rest),
		cmocka_unit_test(a_word_inside_another_is_still_new),
		cmocka_unit_test(a_long_wordlist_stays_in_its_room),
		cmocka_unit_test(words_that_are_too_long_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
