/* SPDX-License-Identifier: ISC */
/*
 * What a row shows of the server's certificate, and what its suite demands.
 */
#include "analysis/log/shown.h"

#include "tests/lib/unit.h"

static struct certificate_facts facts;
static struct observation_log log_of_one = { .n_certificates = 1,
	.certificates = &facts };

static enum shown show(int certificate, uint32_t suite)
{
	struct observation o = { .certificate = certificate,
		.has_suite = suite != 0,
		.suite = suite };
	const struct certificate_facts *seen;
	enum shown shown = certificate_shown(&log_of_one, &o, &seen);

	assert_int_equal(seen == &facts, certificate == 0);
	return shown;
}

UNIT(none_is_missing_only_where_the_suite_needs_one)
{
	assert_int_equal(
		show(OBSERVATION_NO_CERTIFICATE, 0xC02F), SHOWN_MISSING);
	assert_int_equal(
		show(OBSERVATION_NO_CERTIFICATE, 0x002F), SHOWN_MISSING);
	/* DH_anon, PSK; and no suite at all */
	assert_int_equal(
		show(OBSERVATION_NO_CERTIFICATE, 0x0034), SHOWN_NOTHING);
	assert_int_equal(
		show(OBSERVATION_NO_CERTIFICATE, 0x008C), SHOWN_NOTHING);
	assert_int_equal(show(OBSERVATION_NO_CERTIFICATE, 0), SHOWN_NOTHING);
	assert_int_equal(show(-1, 0xC02F), SHOWN_NOTHING);
	assert_int_equal(show(1, 0xC02F), SHOWN_NOTHING);
}

UNIT(what_hallo_does_not_read_is_not_broken)
{
	facts = (struct certificate_facts){ .unread = true };
	assert_int_equal(show(0, 0xC02F), SHOWN_UNREAD);
	facts.unread = false;
	assert_int_equal(show(0, 0xC02F), SHOWN_BROKEN);
	facts.readable = true;
	strcpy(facts.key_type, "RSA");
	facts.key_bits = 2048;
	assert_int_equal(show(0, 0xC02F), SHOWN_READABLE);
}

UNIT(a_key_that_cannot_be_read_or_does_not_fit_is_of_no_use)
{
	static const struct {
		const char *key_type;
		unsigned bits;
		uint32_t suite;
		enum shown shown;
	} rows[] = {
		{ "", 0, 0xC02F, SHOWN_UNFIT },
		{ "RSA", 0, 0xC02F, SHOWN_UNFIT },
		{ "EC", 256, 0xC02F, SHOWN_UNFIT },
		{ "1.2.3.4", 0, 0x002F, SHOWN_UNFIT },
		{ "RSA-PSS", 2048, 0xC02F, SHOWN_READABLE },
		{ "RSA", 2048, 0xC02B, SHOWN_UNFIT },
		{ "EC", 0, 0xC02B, SHOWN_READABLE },
		{ "Ed25519", 256, 0xC02B, SHOWN_READABLE },
		{ "EC", 256, 0xC00E, SHOWN_READABLE },
		{ "DSA", 1024, 0x0032, SHOWN_READABLE },
		{ "EC", 256, 0x0034, SHOWN_READABLE },
	};

	facts = (struct certificate_facts){ .readable = true };
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		strcpy(facts.key_type, rows[i].key_type);
		facts.key_bits = rows[i].bits;
		assert_int_equal(show(0, rows[i].suite), rows[i].shown);
	}
	facts.n_behind = 1;
	assert_int_equal(show(0, 0xC02B), SHOWN_UNFIT);
	assert_string_equal(certificate_unfit(&facts, suite_find(0xC02B)),
		"bytes stand behind its end");
}

UNIT(each_key_exchange_asks_for_its_use)
{
	static const struct {
		uint32_t suite;
		unsigned usage;
	} rows[] = { { 0xC02F, KEY_USAGE_DIGITAL_SIGNATURE },
		{ 0x0033, KEY_USAGE_DIGITAL_SIGNATURE },
		{ 0x1301, KEY_USAGE_DIGITAL_SIGNATURE },
		{ 0x002F,
			KEY_USAGE_KEY_ENCIPHERMENT | KEY_USAGE_KEY_AGREEMENT },
		{ 0x0034, 0 } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(suite_key_usage(suite_find(rows[i].suite)),
			rows[i].usage);
}

UNIT(nothing_said_forbids_nothing)
{
	char uses[100];

	facts = (struct certificate_facts){ .readable = true };
	assert_true(certificate_allows(&facts, KEY_USAGE_DIGITAL_SIGNATURE));
	certificate_uses(uses, sizeof(uses), &facts);
	assert_string_equal(uses, "");
	facts.has_key_usage = true;
	facts.key_usage = 1 << 5 | 1 << 6;
	assert_false(certificate_allows(&facts, KEY_USAGE_DIGITAL_SIGNATURE));
	assert_true(certificate_allows(&facts, 0));
	certificate_uses(uses, sizeof(uses), &facts);
	assert_string_equal(uses, "keyCertSign, cRLSign");
	facts.key_usage = KEY_USAGE_KEY_AGREEMENT;
	assert_true(certificate_allows(
		&facts, KEY_USAGE_KEY_ENCIPHERMENT | KEY_USAGE_KEY_AGREEMENT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			none_is_missing_only_where_the_suite_needs_one),
		cmocka_unit_test(what_hallo_does_not_read_is_not_broken),
		cmocka_unit_test(
			a_key_that_cannot_be_read_or_does_not_fit_is_of_no_use),
		cmocka_unit_test(each_key_exchange_asks_for_its_use),
		cmocka_unit_test(nothing_said_forbids_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
