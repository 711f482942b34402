/* SPDX-License-Identifier: ISC */
/*
 * Filling the preferred answer, in the words of s_client.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/report_made.h"

/* The answer that @o gives in the report of @made. */
static struct report_answer answer_of(
	struct made *made, struct report *report, const struct observation *o)
{
	made->portrait.preferred = o;
	made_report(report, &made->portrait);
	return report->endpoints[0].preferred;
}

UNIT(without_an_answer_none_is_seen)
{
	struct made made;
	struct report report;

	made_init(&made);
	assert_false(answer_of(&made, &report, NULL).seen);
	report_clear(&report);
	made_clear(&made);
}

UNIT(the_temporary_key_has_the_words_of_s_client)
{
	static const struct {
		unsigned dh, rsa;
		uint16_t group;
		const char *words;
	} rows[] = { { 1024, 0, 0, "DH, 1024 bits" },
		{ 0, 512, 0, "RSA, 512 bits" },
		{ 0, 0, 0x001D, "X25519, 253 bits" },
		{ 0, 0, 0x0017, "ECDH, prime256v1, 256 bits" },
		{ 0, 0, 0x0100, "DH, 2048 bits" },
		{ 0, 0, 0x7F00, "group 0x7F00" }, { 0, 0, 0, "" } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct made made;
		struct observation *o;
		struct report report;

		made_init(&made);
		made_suite(&made, VERSION_TLS12, 0xC030);
		o = made_shown(&made, VERSION_TLS12, 0xC030);
		o->dh_bits = rows[i].dh;
		o->export_rsa_bits = rows[i].rsa;
		o->group = rows[i].group;
		assert_string_equal(
			answer_of(&made, &report, o).server_temp_key,
			rows[i].words);
		report_clear(&report);
		made_clear(&made);
	}
}

UNIT(tls13_seals_what_others_show)
{
	struct made made;
	struct report report;
	struct report_answer answer;

	made_init(&made);
	made_suite(&made, VERSION_TLS13, 0x1302);
	answer = answer_of(
		&made, &report, made_shown(&made, VERSION_TLS13, 0x1302));
	assert_true(answer.sealed);
	assert_int_equal(answer.certificate, -1);
	assert_string_equal(answer.version_name, "TLSv1.3");
	assert_int_equal(answer.proof.n, 1);
	report_clear(&report);
	made_clear(&made);
}

UNIT(an_index_beyond_the_certificates_is_none)
{
	struct made made;
	struct observation *o;
	struct report report;

	made_kabelmail(&made);
	o = made_shown(&made, VERSION_TLS12, 0x0039);
	assert_int_equal(answer_of(&made, &report, o).certificate, 0);
	report_clear(&report);
	o->certificate = 1;
	assert_int_equal(answer_of(&made, &report, o).certificate, -1);
	report_clear(&report);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_an_answer_none_is_seen),
		cmocka_unit_test(the_temporary_key_has_the_words_of_s_client),
		cmocka_unit_test(tls13_seals_what_others_show),
		cmocka_unit_test(an_index_beyond_the_certificates_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
