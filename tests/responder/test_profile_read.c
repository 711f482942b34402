/* SPDX-License-Identifier: ISC */
/*
 * The text form of profiles: what each key does, and for each way to be wrong
 * the message with its line.
 */
#include "responder/profile.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct profile profile;
static char message[200];

static bool read_text(const char *text)
{
	/* a heap copy of exact size, so that an over-read is seen */
	size_t len = strlen(text);
	char *copy = malloc(len ? len : 1);
	bool ok;

	memcpy(copy, text, len);
	message[0] = '\0';
	ok = profile_read(&profile, copy, len, message, sizeof(message));
	free(copy);
	return ok;
}

UNIT(kabelmail_is_the_server_of_the_story)
{
	static const uint32_t suites[] = { 0x39, 0x33, 0x35, 0x2f, 0x16, 0x0a };

	assert_true(read_text(profile_builtin("kabelmail")));
	assert_string_equal(profile.name, "kabelmail");
	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		bool has = i >= 2 && i <= 4;

		assert_int_equal(profile.versions[i].supported, has);
		if (!has)
			continue;
		assert_int_equal(profile.versions[i].n_suites, 6);
		assert_memory_equal(
			profile.versions[i].suites, suites, sizeof(suites));
	}
	assert_int_equal(profile.dh_bits, 1024);
	assert_string_equal(profile.certificates[0], "rsa4096");
	assert_int_equal(profile.versions[4].signature_scheme, 0x0601);
	assert_int_equal(profile.refusal.kind, REFUSAL_ALERT);
	assert_int_equal(profile.refusal.alert, 40);
	assert_true(profile.secure_renegotiation);
}

UNIT(suites_go_where_they_were_made_for)
{
	assert_true(read_text("versions SSLv2 TLSv1.0 TLSv1.2 TLSv1.3\n"
			      "suites AES256-SHA c02f 1301 010080\n"));
	assert_int_equal(profile.versions[0].n_suites, 1);
	assert_int_equal(profile.versions[2].n_suites, 1);
	assert_int_equal(profile.versions[4].n_suites, 2);
	assert_int_equal(profile.versions[5].n_suites, 1);
	assert_int_equal(profile.versions[0].suites[0], 0x010080);
	assert_int_equal(profile.versions[4].suites[1], 0xc02f);
}

UNIT(a_version_ahead_of_suites_may_break_the_rules)
{
	assert_true(read_text("versions TLSv1.0 TLSv1.2\n"
			      "suites 0035\n"
			      "suites TLSv1.0 c02f fedc\n"));
	assert_int_equal(profile.versions[2].n_suites, 3);
	assert_int_equal(profile.versions[4].n_suites, 1);
	assert_int_equal(profile.versions[2].suites[2], 0xfedc);
}

UNIT(a_bar_starts_the_next_class)
{
	assert_true(read_text("versions TLSv1.2\norder classes\n"
			      "suites c02f c030 | 0035 002f\n"));
	assert_int_equal(profile.order, ORDER_CLASSES);
	assert_int_equal(profile.versions[4].classes[1], 0);
	assert_int_equal(profile.versions[4].classes[2], 1);
}

UNIT(comments_blanks_and_crlf_are_nothing)
{
	assert_true(read_text("# \xc3\xbc\r\n\r\n  versions\tTLSv1.2  # x\r\n"
			      "suites 0035"));
	assert_true(profile.versions[4].supported);
}

UNIT(every_other_key_has_its_field)
{
	assert_true(read_text(
		"title Hello, world\nversions TLSv1.2\nsuites 0035\n"
		"dh-prime 05ffffffffffffffff01\n"
		"groups x25519 0x0017\ngroups-order client\n"
		"certificate rsa2048 ecdsa256\nalpn smtp h2\n"
		"refusal reset\nversion-refusal alert 47\n"
		"max-suites 127 alert 80\nunasked-suite 0005\n"
		"unasked-extension 0x1234\ndh-rfc7919 yes\nwarning-112 yes\n"
		"secure-renegotiation no\n"));
	assert_string_equal(profile.title, "Hello, world");
	assert_int_equal(profile.dh_bits, 75);
	assert_int_equal(profile.dh_prime_len, 10);
	assert_int_equal(profile.groups[0], 29);
	assert_int_equal(profile.groups[1], 23);
	assert_true(profile.groups_client_order);
	assert_int_equal(profile.n_certificates, 2);
	assert_string_equal(profile.alpn[1], "h2");
	assert_int_equal(profile.refusal.kind, REFUSAL_RESET);
	assert_int_equal(profile.version_refusal.alert, 47);
	assert_int_equal(profile.quirks.max_suites, 127);
	assert_int_equal(profile.quirks.long_refusal.alert, 80);
	assert_int_equal(profile.quirks.unasked_suite, 5);
	assert_int_equal(profile.quirks.unasked_extension, 0x1234);
	assert_true(profile.dh_rfc7919);
	assert_true(profile.quirks.warning_112);
	assert_false(profile.secure_renegotiation);
}

static const struct {
	const char *text;
	const char *message;
} wrong[] = {
	{ "\nbogus 1\n", "line 2: unknown key 'bogus'" },
	{ "versions TLSv1.9\n", "line 1: unknown version 'TLSv1.9'" },
	{ "versions TLSv1.2\nsuites 0035 xyz\n",
		"line 2: unknown suite 'xyz'" },
	{ "versions TLSv1.2\nsuites 0035 0035\n",
		"line 2: suite '0035' twice" },
	{ "versions TLSv1.2\nsuites TLSv1.1 0035\n",
		"line 2: TLSv1.1 is not in versions" },
	{ "versions TLSv1.2\nsuites 1301\n",
		"line 2: no version here has suite '1301'" },
	{ "suites 0035\n", "line 1: no version here has suite '0035'" },
	{ "order random\n", "line 1: unknown order 'random'" },
	{ "order\n", "line 1: order wants a value" },
	{ "order server client\n", "line 1: 'client' is one value too many" },
	{ "dh 1000\n", "line 1: no DH prime of 1000 bits" },
	{ "dh many\n", "line 1: dh wants a size, not 'many'" },
	{ "dh\n", "line 1: dh wants a size in bits" },
	{ "dh-prime 1234\n", "line 1: dh-prime wants 8 to 2048 whole bytes" },
	{ "dh-prime ffffffffffffff0x\n", "line 1: dh-prime is not hex" },
	{ "dh-prime 00ffffffffffffff\n",
		"line 1: dh-prime must be odd, without zeros ahead" },
	{ "dh-prime fffffffffffffff0\n",
		"line 1: dh-prime must be odd, without zeros ahead" },
	{ "groups 29 nope\n", "line 1: unknown group '29'" },
	{ "certificate rsa1\n", "line 1: unknown key 'rsa1'" },
	{ "certificate rsa512 rsa512 rsa512 rsa512 rsa512\n",
		"line 1: at most 4 certificates" },
	{ "alpn a b c d e\n", "line 1: at most 4 protocols of 15 bytes" },
	{ "alpn sixteen-bytes-xx\n",
		"line 1: at most 4 protocols of 15 bytes" },
	{ "refusal alert 256\n", "line 1: alert wants a number up to 255" },
	{ "refusal shout\n", "line 1: unknown refusal 'shout'" },
	{ "max-suites 0 close\n", "line 1: max-suites wants a number" },
	{ "signature rsa_pkcs1_sha512\n",
		"line 1: signature wants TLSv1.2 and a scheme" },
	{ "signature TLSv1.2 x\n", "line 1: unknown signature scheme 'x'" },
	{ "unasked-suite x\n", "line 1: unknown suite 'x'" },
	{ "unasked-extension x\n",
		"line 1: unasked-extension wants its number" },
	{ "deflate perhaps\n", "line 1: unknown value 'perhaps'" },
	{ "name 1234567890123456789012345678901234567890\n",
		"line 1: at most 31 characters" },
	{ "title a\x1b[2J\n", "line 1: byte 0x1b is not plain text" },
	{ "order s\xc3\xa4\n", "line 1: byte 0xc3 is not plain text" },
	{ "versions TLSv1.2\n\n", "line 2: TLSv1.2 has no suites" },
	{ "", "line 0: no versions" },
};

UNIT(every_mistake_is_told_with_its_line)
{
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_false(read_text(wrong[i].text));
		assert_string_equal(message, wrong[i].message);
	}
}

UNIT(the_caps_hold)
{
	static char text[16000];
	size_t len;

	len = (size_t)sprintf(text, "versions TLSv1.2\nsuites");
	for (unsigned i = 0; i <= PROFILE_MAX_SUITES; i++)
		len += (size_t)sprintf(text + len, " 0x%04x", 0x7000 + i);
	assert_false(read_text(text));
	assert_string_equal(message, "line 2: more than 512 suites");
	len = (size_t)sprintf(text, "groups");
	for (unsigned i = 0; i <= PROFILE_MAX_GROUPS; i++)
		len += (size_t)sprintf(text + len, " x25519");
	assert_false(read_text(text));
	assert_string_equal(message, "line 1: too many groups");
	len = (size_t)sprintf(text, "versions TLSv1.2\nsuites");
	for (unsigned i = 0; i < PROFILE_MAX_CLASSES; i++)
		len += (size_t)sprintf(text + len, " |");
	assert_false(read_text(text));
	assert_string_equal(message, "line 2: too many classes");
}

/* Cut anywhere, a profile is another profile or a mistake, never a crash. */
UNIT(every_prefix_is_read_or_refused)
{
	const char *text = profile_builtin("kabelmail");
	size_t len = strlen(text);

	for (size_t i = 0; i < len; i++) {
		char *copy = malloc(i ? i : 1);

		memcpy(copy, text, i);
		message[0] = '\0';
		if (!profile_read(&profile, copy, i, message, sizeof(message)))
			assert_memory_equal(message, "line ", 5);
		free(copy);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kabelmail_is_the_server_of_the_story),
		cmocka_unit_test(suites_go_where_they_were_made_for),
		cmocka_unit_test(a_version_ahead_of_suites_may_break_the_rules),
		cmocka_unit_test(a_bar_starts_the_next_class),
		cmocka_unit_test(comments_blanks_and_crlf_are_nothing),
		cmocka_unit_test(every_other_key_has_its_field),
		cmocka_unit_test(every_mistake_is_told_with_its_line),
		cmocka_unit_test(the_caps_hold),
		cmocka_unit_test(every_prefix_is_read_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
