/* SPDX-License-Identifier: ISC */
/*
 * The table of dialogs: schemes and ports.
 */
#include "smtp/dialogs.h"
#include "tests/lib/unit.h"

UNIT(scheme_is_found_in_any_case)
{
	assert_string_equal(dialog_find("SMTP")->scheme, "smtp");
	assert_int_equal(dialog_find("submission")->port, 587);
	assert_null(dialog_find("gopher"));
	assert_null(dialog_find(""));
}

UNIT(port_without_a_scheme_has_its_dialog)
{
	static const struct {
		uint16_t port;
		const char *scheme;
	} rows[] = { { 25, "smtp" }, { 587, "submission" }, { 24, "lmtp" },
		{ 143, "imap" }, { 110, "pop3" }, { 465, "smtps" },
		{ 993, "imaps" }, { 995, "pop3s" }, { 443, "https" },
		{ 0, "tls" }, { 8443, "tls" } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_string_equal(
			dialog_by_port(rows[i].port)->scheme, rows[i].scheme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scheme_is_found_in_any_case),
		cmocka_unit_test(port_without_a_scheme_has_its_dialog),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
