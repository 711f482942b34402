/* SPDX-License-Identifier: ISC */
/*
 * Large chains: each padded certificate has exactly the size asked for and
 * is DER to the end, and the flight reads it across records.
 */
#include "tests/responder/talk.h"

#include <stdio.h>

static struct profile profile;

static void ask(const char *key, unsigned n, unsigned size)
{
	char text[200];

	snprintf(text, sizeof(text),
		"versions TLSv1.2\nsuites 0035 C02B\ngroups x25519 secp256r1\n"
		"certificate %s\nchain %u %u\n",
		key, n, size);
	talk_text(&profile, text);
	talk_suites(&profile, VERSION_TLS12, SUITES(0x0035, 0xc02b), NULL);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
}

UNIT(a_chain_of_60_kb_arrives_whole)
{
	ask("rsa2048", 8, 7600);
	assert_int_equal(talk.flight.n_certificates, 9);
	for (size_t i = 1; i < 9; i++)
		assert_int_equal(talk.flight.certificates[i].len, 7600);
	assert_true(slice_equal(
		talk.flight.certificates[0], builtin_certificate("rsa2048")));
	assert_true(talk.flight.n_records >= 6);
}

UNIT(a_certificate_may_be_as_large_as_that)
{
	ask("ecdsa256", 3, 65000);
	assert_int_equal(talk.flight.n_certificates, 4);
	assert_int_equal(talk.flight.certificates[3].len, 65000);
}

UNIT(more_than_the_cap_are_passed_over)
{
	ask("rsa1024", 40, 5000);
	assert_int_equal(talk.flight.n_certificates, FLIGHT_MAX_CERTIFICATES);
}

/* Headers nest to the end of @der without a rest, constructed ones inside. */
static void check_der(struct slice der)
{
	size_t at = 0;

	while (at < der.len) {
		size_t header = 2, len = der.data[at + 1];

		if (len & 0x80) {
			header += len & 0x7f;
			len = slice_number(der, at + 2, len & 0x7f);
		}
		assert_true(at + header + len <= der.len);
		if (der.data[at] & 0x20)
			check_der(slice_of(der.data + at + header, len));
		at += header + len;
	}
	assert_int_equal(at, der.len);
}

static void ask_quirk(const char *quirk)
{
	char text[200];

	snprintf(text, sizeof(text),
		"versions TLSv1.2\nsuites 0035\ncertificate rsa2048\n%s\n",
		quirk);
	talk_text(&profile, text);
	talk_suites(&profile, VERSION_TLS12, SUITES(0x0035), NULL);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
}

UNIT(the_first_may_state_its_use_be_garbage_or_missing)
{
	static const uint8_t usage[] = { 4, 4, 3, 2, 0, 0x24 };
	struct slice whole = builtin_certificate("rsa2048"), sent;

	ask_quirk("key-usage 0x24");
	sent = talk.flight.certificates[0];
	assert_int_equal(talk.flight.n_certificates, 1);
	check_der(sent);
	assert_non_null(memmem(sent.data, sent.len, usage, sizeof(usage)));
	assert_null(memmem(whole.data, whole.len, usage, sizeof(usage)));
	ask_quirk("certificate-form garbage");
	assert_int_equal(talk.flight.certificates[0].len, 600);
	assert_int_equal(talk.flight.certificates[0].data[599], 0xaa);
	ask_quirk("certificate-form none");
	assert_int_equal(talk.flight.n_certificates, 0);
	ask_quirk("certificate-form whole");
	assert_true(slice_equal(talk.flight.certificates[0], whole));
}

UNIT(each_is_der_to_the_end)
{
	for (size_t i = 0; builtin_key_names[i]; i++) {
		bool rsa = builtin_key_names[i][0] == 'r';

		if (!rsa && strcmp(builtin_key_names[i], "ecdsa256"))
			continue;
		ask(builtin_key_names[i], 1, 4096 + (unsigned)i);
		assert_int_equal(
			talk.flight.certificates[1].len, 4096 + (unsigned)i);
		check_der(talk.flight.certificates[1]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_chain_of_60_kb_arrives_whole),
		cmocka_unit_test(a_certificate_may_be_as_large_as_that),
		cmocka_unit_test(more_than_the_cap_are_passed_over),
		cmocka_unit_test(
			the_first_may_state_its_use_be_garbage_or_missing),
		cmocka_unit_test(each_is_der_to_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
