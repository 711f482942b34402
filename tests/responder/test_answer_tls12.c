/* SPDX-License-Identifier: ISC */
/*
 * The flight of SSL 3 to TLS 1.2: which messages, which extensions, and the
 * ServerKeyExchange of each kind.
 */
#include "responder/responder.h"
#include "tests/responder/talk.h"
#include "wire/hello/hello_standard.h"

static struct profile profile;

static void ask(uint16_t version, const uint32_t *suites)
{
	talk_suites(&profile, version, suites, NULL);
}

static bool was_sent(uint16_t type)
{
	for (size_t i = 0; i < talk.flight.hello.n_extensions; i++) {
		if (talk.flight.hello.extensions[i].type == type)
			return true;
	}
	return false;
}

UNIT(kabelmail_sends_dh_1024_and_rsa_4096)
{
	talk_profile(&profile, "kabelmail");
	for (uint16_t v = 0x0301; v <= 0x0303; v++) {
		ask(v, SUITES(0x0035, 0x0039));
		assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
		assert_int_equal(talk.flight.hello.suite, 0x0039);
		assert_int_equal(talk.flight.record_version, v);
		assert_int_equal(talk.flight.n_certificates, 1);
		assert_true(slice_equal(talk.flight.certificates[0],
			builtin_certificate("rsa4096")));
		assert_int_equal(talk.flight.key_exchange.dh_bits, 1024);
		assert_int_equal(talk.flight.key_exchange.signature.len, 512);
		assert_int_equal(
			talk.flight.key_exchange.has_scheme, v == 0x0303);
		assert_true(talk.flight.hello.secure_renegotiation);
		assert_int_equal(talk.flight.hello.compression, 0);
	}
	assert_int_equal(talk.flight.key_exchange.signature_scheme, 0x0601);
}

UNIT(rsa_has_no_server_key_exchange)
{
	talk_profile(&profile, "kabelmail");
	ask(0x0303, SUITES(0x0035));
	assert_int_equal(talk.flight.key_exchange.kind, KEY_EXCHANGE_NONE);
	assert_int_equal(talk.flight.n_messages, 3);
}

UNIT(dh_sizes_are_as_told)
{
	static const unsigned sizes[] = { 512, 768, 1024, 1536, 2000, 2048,
		3072, 4096, 6144, 8192, 10240, 16384 };

	talk_profile(&profile, "kabelmail");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		profile.dh_bits = sizes[i];
		ask(0x0302, SUITES(0x0039));
		assert_int_equal(talk.flight.key_exchange.dh_bits, sizes[i]);
		assert_true(talk.flight.key_exchange.dh_ys.len > 0);
	}
}

UNIT(an_own_prime_is_sent_as_it_is)
{
	static const uint8_t prime[] = { 5, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

	talk_text(&profile,
		"versions TLSv1.0\nsuites 0039\n"
		"certificate rsa1024\n"
		"dh-prime 05010203040506070809\n");
	ask(0x0301, SUITES(0x0039));
	assert_int_equal(talk.flight.key_exchange.dh_bits, 75);
	assert_true(slice_equal(
		talk.flight.key_exchange.dh_p, slice_of(prime, sizeof(prime))));
}

/* Only where the size is the profile's own: not for EXPORT, not for RFC 7919.
 */
UNIT(an_own_prime_gives_way)
{
	static const uint16_t ffdhe2048 = 256;
	struct hello_spec spec = { .standard = hello_standard(
					   0x0301, STYLE_STANDARD),
		.suites = { SUITES(0x0039), 1 },
		.groups = { &ffdhe2048, 1 } };
	static const uint8_t start[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
		0xff, 0xff, 0xad, 0xf8, 0x54, 0x58 };

	talk_profile(&profile, "museum");
	profile.dh_prime_len = 128;
	memset(profile.dh_prime, 0xff, 128);
	ask(0x0301, SUITES(0x0039));
	assert_int_equal(talk.flight.key_exchange.dh_p.data[9], 0xff);
	ask(0x0301, SUITES(0x0014));
	assert_int_equal(talk.flight.key_exchange.dh_bits, 512);
	profile.dh_rfc7919 = true;
	talk_ask(&profile, &spec, NULL);
	assert_int_equal(talk.flight.key_exchange.dh_bits, 2048);
	assert_memory_equal(talk.flight.key_exchange.dh_p.data, start, 12);
}

UNIT(export_keys_are_of_512_bits)
{
	talk_profile(&profile, "museum");
	ask(0x0301, SUITES(0x0003));
	assert_int_equal(
		talk.flight.key_exchange.kind, KEY_EXCHANGE_RSA_EXPORT);
	assert_int_equal(talk.flight.key_exchange.rsa_bits, 512);
	ask(0x0301, SUITES(0x0014));
	assert_int_equal(talk.flight.key_exchange.dh_bits, 512);
	ask(0x0301, SUITES(0x0016));
	assert_int_equal(talk.flight.key_exchange.dh_bits, 1024);
	/* EXPORT1024 with a certificate of 1024 bits: no temporary key */
	ask(0x0301, SUITES(0x0062));
	assert_int_equal(talk.flight.key_exchange.kind, KEY_EXCHANGE_NONE);
}

UNIT(ecdhe_points_have_the_length_of_the_group)
{
	talk_profile(&profile, "museum");
	for (size_t i = 0; i < profile.n_groups; i++) {
		const struct group *group = group_find(profile.groups[i]);
		struct hello_spec spec = { .standard = hello_standard(
						   0x0303, STYLE_STANDARD),
			.suites = { SUITES(0xc014), 1 },
			.groups = { &group->code, 1 } };

		talk_ask(&profile, &spec, NULL);
		assert_int_equal(talk.answer.accepted,
			group->type == GROUP_EC && group->tls12);
		if (!talk.answer.accepted)
			continue;
		assert_int_equal(talk.flight.key_exchange.group, group->code);
		assert_int_equal(talk.flight.key_exchange.point.len,
			group->server_share);
	}
}

UNIT(extensions_are_sent_only_if_asked_for)
{
	struct hello_spec bare = { .standard =
					   hello_standard(0x0301, STYLE_BARE),
		.suites = { SUITES(0x0035), 1 } };

	talk_profile(&profile, "kabelmail");
	profile.server_name = true;
	profile.extended_master_secret = true;
	talk_ask(&profile, &bare, NULL);
	assert_int_equal(talk.flight.hello.n_extensions, 1);
	assert_true(was_sent(0xff01)); /* the hello had 0x00FF */
	ask(0x0301, SUITES(0x0035));
	assert_true(was_sent(0));
	assert_false(was_sent(11)); /* no curve, no point format */
	profile.secure_renegotiation = false;
	profile.server_name = false;
	ask(0x0301, SUITES(0x0035));
	assert_false(was_sent(0));
	talk_ask(&profile, &bare, NULL);
	assert_false(talk.flight.hello.has_extensions);
}

UNIT(protocols_are_chosen_by_the_server)
{
	static const uint8_t alpn[] = { 0, 8, 2, 'h', '2', 4, 's', 'm', 't',
		'p' };
	struct hello hello;

	talk_profile(&profile, "kabelmail");
	strcpy(profile.alpn[0], "imap");
	strcpy(profile.alpn[1], "smtp");
	profile.n_alpn = 2;
	ask(0x0303, SUITES(0x0035));
	assert_int_equal(talk.flight.hello.alpn.len, 0);
	hello = talk.hello;
	hello.extensions[hello.n_extensions++] =
		(struct hello_extension){ 16, slice_of(alpn, sizeof(alpn)) };
	talk_hello(&profile, &hello, NULL);
	assert_true(slice_equal(talk.flight.hello.alpn, slice_of("smtp", 4)));
}

UNIT(deflate_is_taken_when_offered)
{
	struct hello_spec spec = { .standard = hello_standard(
					   0x0301, STYLE_STANDARD),
		.suites = { SUITES(0x0035), 1 },
		.compression = { (const uint8_t *)"\1\0", 2 } };

	talk_profile(&profile, "museum");
	talk_ask(&profile, &spec, NULL);
	assert_int_equal(talk.flight.hello.compression, 1);
	spec.compression.data = NULL;
	talk_ask(&profile, &spec, NULL);
	assert_int_equal(talk.flight.hello.compression, 0);
}

UNIT(a_client_certificate_may_be_asked_for)
{
	talk_profile(&profile, "kabelmail");
	profile.request_client_certificate = true;
	ask(0x0303, SUITES(0x0035));
	assert_true(talk.flight.certificate_request.seen);
	assert_int_equal(talk.flight.certificate_request.types.len, 2);
	assert_true(talk.flight.certificate_request.signature_schemes.len > 0);
	ask(0x0301, SUITES(0x0035));
	assert_true(talk.flight.certificate_request.seen);
	assert_int_equal(
		talk.flight.certificate_request.signature_schemes.len, 0);
}

/* RFC 8446 4.1.3 */
UNIT(a_downgrade_is_marked_in_the_random)
{
	talk_profile(&profile, "modern");
	ask(0x0303, SUITES(0xc02f));
	assert_memory_equal(talk.flight.hello.random.data + 24, "DOWNGRD\1", 8);
	talk_profile(&profile, "kabelmail");
	ask(0x0303, SUITES(0x0035));
	assert_memory_not_equal(
		talk.flight.hello.random.data + 24, "DOWNGRD", 7);
}

UNIT(psk_suites_have_a_hint_and_no_certificate)
{
	talk_text(&profile,
		"versions TLSv1.2\ndh 1024\ngroups secp256r1\n"
		"suites 008c 0090 c035\n");
	ask(0x0303, SUITES(0x008c));
	assert_int_equal(talk.flight.n_messages, 2);
	ask(0x0303, SUITES(0x0090));
	assert_int_equal(talk.flight.key_exchange.body.data[1], 0);
	assert_int_equal(talk.flight.key_exchange.body.len, 2 + 130 + 3 + 130);
	ask(0x0303, SUITES(0xc035));
	assert_int_equal(talk.flight.key_exchange.body.len, 2 + 4 + 65);
}

UNIT(a_hint_is_sent_as_told)
{
	talk_text(&profile,
		"versions TLSv1.2\nsuites 008c 0090\ndh 512\n"
		"psk-hint who are you\n");
	ask(0x0303, SUITES(0x008c));
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
	assert_true(slice_equal(talk.flight.key_exchange.body,
		slice_of("\0\13who are you", 13)));
	ask(0x0303, SUITES(0x0090));
	assert_int_equal(talk.flight.key_exchange.dh_bits, 512);
	profile.quirks.psk_hint[0] = '\0';
	ask(0x0303, SUITES(0x008c));
	assert_int_equal(talk.flight.key_exchange.kind, KEY_EXCHANGE_NONE);
}

UNIT(curves_may_be_spelled_out)
{
	struct signer *signer = signer_new();

	talk_text(&profile,
		"versions TLSv1.1 TLSv1.2\nsuites c013\ngroups x25519\n"
		"certificate rsa2048\nexplicit-curve prime\n");
	talk_suites(&profile, 0x0303, SUITES(0xc013), signer);
	assert_int_equal(
		talk.flight.key_exchange.kind, KEY_EXCHANGE_ECDH_EXPLICIT);
	assert_int_equal(talk.flight.key_exchange.curve_bits, 256);
	assert_int_equal(talk.flight.key_exchange.point.len, 65);
	assert_int_equal(talk.answer.group, 0);
	profile.quirks.explicit_curve = EXPLICIT_CHAR2;
	ask(0x0302, SUITES(0xc013));
	assert_int_equal(talk.flight.key_exchange.curve_bits, 163);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
	signer_free(signer);
}

UNIT(compression_may_come_unasked)
{
	talk_profile(&profile, "kabelmail");
	profile.quirks.unasked_compression = 64;
	ask(0x0301, SUITES(0x0035));
	assert_int_equal(talk.flight.hello.compression, 64);
}

/* Only who sends an id meets it: up to TLS 1.2 we do not. */
UNIT(a_session_that_never_was_is_resumed)
{
	talk_profile(&profile, "kabelmail");
	profile.quirks.resumes = true;
	ask(0x0303, SUITES(0x0035));
	assert_false(talk.flight.change_cipher_spec);
	assert_int_equal(talk.flight.n_certificates, 1);
	ask(0x0304, SUITES(0x0035));
	assert_true(talk.flight.change_cipher_spec);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
	assert_int_equal(talk.flight.hello.session_id.len, 32);
	assert_true(slice_equal(
		talk.flight.hello.session_id, talk.hello.session_id));
}

UNIT(the_first_record_may_be_short)
{
	talk_profile(&profile, "kabelmail");
	for (uint16_t n = 1; n < 200; n++) {
		profile.quirks.first_record = n;
		ask(0x0303, SUITES(0x0035));
		assert_int_equal(slice_number(talk.bytes, 3, 2), n);
		assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
	}
	profile.quirks.coalesce = true;
	ask(0x0303, SUITES(0x0035));
	assert_int_equal(talk.flight.n_records, 2);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kabelmail_sends_dh_1024_and_rsa_4096),
		cmocka_unit_test(rsa_has_no_server_key_exchange),
		cmocka_unit_test(dh_sizes_are_as_told),
		cmocka_unit_test(an_own_prime_is_sent_as_it_is),
		cmocka_unit_test(an_own_prime_gives_way),
		cmocka_unit_test(export_keys_are_of_512_bits),
		cmocka_unit_test(ecdhe_points_have_the_length_of_the_group),
		cmocka_unit_test(extensions_are_sent_only_if_asked_for),
		cmocka_unit_test(protocols_are_chosen_by_the_server),
		cmocka_unit_test(deflate_is_taken_when_offered),
		cmocka_unit_test(a_client_certificate_may_be_asked_for),
		cmocka_unit_test(a_downgrade_is_marked_in_the_random),
		cmocka_unit_test(psk_suites_have_a_hint_and_no_certificate),
		cmocka_unit_test(a_hint_is_sent_as_told),
		cmocka_unit_test(curves_may_be_spelled_out),
		cmocka_unit_test(compression_may_come_unasked),
		cmocka_unit_test(a_session_that_never_was_is_resumed),
		cmocka_unit_test(the_first_record_may_be_short),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
