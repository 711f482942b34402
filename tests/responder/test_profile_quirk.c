/* SPDX-License-Identifier: ISC */
/*
 * The text form of the quirks: each key has its field, each mistake its
 * message.
 */
#include "responder/profile.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <string.h>

static struct profile profile;
static char message[200];

static bool read_text(const char *text)
{
	message[0] = '\0';
	return profile_read(
		&profile, text, strlen(text), message, sizeof(message));
}

UNIT(every_rule_has_its_fields)
{
	const struct rule *r = profile.quirks.rules;

	assert_true(read_text("versions TLSv1.2\nsuites 0035\n"
			      "refuse length 256 511 silence\n"
			      "refuse length-rest 10 close\n"
			      "refuse above TLSv1.2 alert 70\n"
			      "refuse extension 0x2b reset\n"
			      "refuse no-extension 0 alert 112\n"
			      "refuse suite 5600 close\n"
			      "refuse exchange PSK silence\n"
			      "refuse not-name mx.example close\n"));
	assert_int_equal(profile.quirks.n_rules, 8);
	assert_int_equal(r[0].kind, RULE_LENGTH);
	assert_int_equal(r[0].low, 256);
	assert_int_equal(r[0].high, 511);
	assert_int_equal(r[0].refusal.kind, REFUSAL_SILENCE);
	assert_int_equal(r[1].kind, RULE_LENGTH_REST);
	assert_int_equal(r[2].low, 0x0303);
	assert_int_equal(r[2].refusal.alert, 70);
	assert_int_equal(r[3].low, 43);
	assert_int_equal(r[4].kind, RULE_NO_EXTENSION);
	assert_int_equal(r[5].low, 0x5600);
	assert_string_equal(r[6].name, "PSK");
	assert_int_equal(r[7].kind, RULE_NOT_NAME);
	assert_string_equal(r[7].name, "mx.example");
}

UNIT(every_other_key_has_its_field)
{
	const struct profile_quirks *quirks = &profile.quirks;

	assert_true(read_text(
		"versions TLSv1.2\nsuites 0035\norder types\n"
		"last-resort-suite 002F\nunasked-version 0x7f1c\n"
		"unasked-group 0x9999\nunasked-compression 64\n"
		"first-record 3\nexplicit-curve char2\npsk-hint a b\n"
		"refusal-text 500 no\nchain 8 7600\nlast-byte-only yes\n"
		"resumes yes\nforeign-session-id yes\n"
		"certificate-form none\nkey-usage 0x24\necdsa-curve any\n"));
	assert_int_equal(quirks->certificate_form, CERTIFICATE_NONE);
	assert_int_equal(quirks->key_usage, 0x24);
	assert_int_equal(quirks->ecdsa_curve, ECDSA_CURVE_ANY);
	assert_int_equal(profile.order, ORDER_TYPES);
	assert_int_equal(quirks->last_resort_suite, 0x2f);
	assert_int_equal(quirks->unasked_version, 0x7f1c);
	assert_int_equal(quirks->unasked_group, 0x9999);
	assert_int_equal(quirks->unasked_compression, 64);
	assert_int_equal(quirks->first_record, 3);
	assert_int_equal(quirks->explicit_curve, EXPLICIT_CHAR2);
	assert_string_equal(quirks->psk_hint, "a b");
	assert_string_equal(quirks->refusal_text, "500 no");
	assert_int_equal(quirks->chain_length, 8);
	assert_int_equal(quirks->chain_size, 7600);
	assert_true(quirks->last_byte_only && quirks->resumes &&
		quirks->foreign_session_id);
}

static const struct {
	const char *text;
	const char *message;
} wrong[] = {
	{ "refuse\n", "line 1: refuse wants a value" },
	{ "refuse all close\n", "line 1: unknown refuse 'all'" },
	{ "refuse length 1 close\n",
		"line 1: length wants a number up to 16777215" },
	{ "refuse length-rest 256 close\n",
		"line 1: length-rest wants a number up to 255" },
	{ "refuse above TLSv9 close\n", "line 1: unknown version 'TLSv9'" },
	{ "refuse above\n", "line 1: a version is missing" },
	{ "refuse extension close\n",
		"line 1: refuse wants a number up to 65535" },
	{ "refuse suite zz close\n", "line 1: unknown suite 'zz'" },
	{ "refuse exchange FOO close\n", "line 1: unknown key exchange 'FOO'" },
	{ "refuse name\n", "line 1: a name is missing" },
	{ "refuse name 1234567890123456789012345678901234567890123456789012"
	  "345678901234 close\n",
		"line 1: a name of at most 63 characters" },
	{ "refuse extension 0\n", "line 1: refusal wants a value" },
	{ "refuse extension 0 alert\n",
		"line 1: alert wants a number up to 255" },
	{ "unasked-group nope\n", "line 1: unknown group 'nope'" },
	{ "unasked-version x\n", "line 1: unknown version 'x'" },
	{ "last-resort-suite x\n", "line 1: unknown suite 'x'" },
	{ "unasked-compression 256\n",
		"line 1: unasked-compression wants a number up to 255" },
	{ "first-record 20000\n",
		"line 1: first-record wants a number up to 16384" },
	{ "explicit-curve yes\n", "line 1: unknown explicit-curve 'yes'" },
	{ "psk-hint 12345678901234567890123456789012\n",
		"line 1: at most 31 characters" },
	{ "certificate-form half\n",
		"line 1: unknown certificate-form 'half'" },
	{ "key-usage 256\n", "line 1: key-usage wants a number up to 255" },
	{ "ecdsa-curve none\n", "line 1: unknown ecdsa-curve 'none'" },
	{ "chain 41 5000\n", "line 1: chain wants a number up to 40" },
	{ "chain 40 6000\n",
		"line 1: chain wants 4096 bytes each, 204800 in all" },
	{ "chain 1 1000\n",
		"line 1: chain wants 4096 bytes each, 204800 in all" },
};

UNIT(every_mistake_is_told_with_its_line)
{
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_false(read_text(wrong[i].text));
		assert_string_equal(message, wrong[i].message);
	}
}

UNIT(nine_rules_are_too_many)
{
	char text[600] = "";

	for (int i = 0; i < 9; i++)
		strcat(text, "refuse extension 5 close\n");
	assert_false(read_text(text));
	assert_string_equal(message, "line 9: more than 8 rules to refuse");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_has_its_fields),
		cmocka_unit_test(every_other_key_has_its_field),
		cmocka_unit_test(every_mistake_is_told_with_its_line),
		cmocka_unit_test(nine_rules_are_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
