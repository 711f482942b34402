/* SPDX-License-Identifier: ISC */
/*
 * What a usual sender gets, as s_client would tell it, and the certificates.
 */
#include "tests/cli/report/says.h"

UNIT(the_handshake_has_what_s_client_shows)
{
	assert_says(text_handshake, "Protocol                TLSv1.2");
	assert_says(text_handshake, "Server temp key         DH, 1024 bits");
	assert_says(text_handshake, "Peer signing digest     SHA512");
	assert_says(text_handshake, "Server public key       RSA, 4096 bits");
	assert_says(text_handshake, "Secure renegotiation    supported");
	assert_says(text_handshake, "2900 read, 400 written");
	assert_silent(text_handshake, "without TLS 1.3");
}

UNIT(what_tls13_seals_is_encrypted)
{
	struct report_answer *answer = &says.endpoint->preferred;

	answer->version = VERSION_TLS13;
	answer->sealed = true;
	answer->certificate = -1;
	answer->peer_signing_digest = "";
	assert_says(text_handshake, "Server public key       encrypted");
	assert_says(text_handshake, "Peer signing digest     encrypted");
	assert_says(text_handshake, "Client certificate      encrypted");
	assert_says(text_handshake, "ALPN                    encrypted");
	assert_says(text_handshake, "not needed, TLS 1.3 has none");
	assert_says(text_handshake, "And without TLS 1.3");
}

UNIT(no_secure_renegotiation_is_shouted)
{
	says.endpoint->preferred.secure_renegotiation = false;
	assert_says(text_handshake, "NOT supported");
}

UNIT(a_suite_without_a_name_is_its_code)
{
	says.endpoint->preferred.known = NULL;
	assert_says(text_handshake, "Cipher                  0x0039");
	assert_silent(text_handshake, "a suite of");
}

UNIT(certificates_say_their_facts)
{
	assert_says(
		text_certificates, "Key                     RSA, 4096 bits");
	assert_says(text_certificates, "Issuer                  itself");
	assert_says(text_certificates, "2030-01-01T00:00:00Z");
	assert_says(text_certificates, "mx.kabelmail.example, kabelmail.ex");
}

UNIT(an_unreadable_certificate_says_its_trouble)
{
	struct certificate_words *words = &says.endpoint->certificates[0].words;

	words->readable = false;
	words->trouble = "no DER";
	words->n_names = 0;
	words->n_names_left_out = 2;
	assert_says(text_certificates, "Trouble                 no DER");
	assert_silent(text_certificates, "Subject");
	assert_silent(text_certificates, "Issuer");
	assert_says(text_certificates, " and 2 more");
}

UNIT(uses_are_told_where_the_certificate_states_them)
{
	static const char *uses[] = { "digitalSignature", "keyCertSign" };
	static const char *purposes[] = { "serverAuth" };
	struct certificate_words *words = &says.endpoint->certificates[0].words;

	assert_silent(text_certificates, "Key usage");
	assert_silent(text_certificates, "Purpose");
	words->has_key_usage = true;
	assert_says(text_certificates, "Key usage               none");
	words->uses = uses;
	words->n_uses = 2;
	words->purposes = purposes;
	words->n_purposes = 1;
	words->n_purposes_left_out = 3;
	assert_says(text_certificates,
		"Key usage               digitalSignature, keyCertSign");
	assert_says(text_certificates,
		"Purpose                 serverAuth and 3 more");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(the_handshake_has_what_s_client_shows),
		SAYS(what_tls13_seals_is_encrypted),
		SAYS(no_secure_renegotiation_is_shouted),
		SAYS(a_suite_without_a_name_is_its_code),
		SAYS(certificates_say_their_facts),
		SAYS(an_unreadable_certificate_says_its_trouble),
		SAYS(uses_are_told_where_the_certificate_states_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
