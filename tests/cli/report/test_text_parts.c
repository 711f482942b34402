/* SPDX-License-Identifier: ISC */
/*
 * The parts of the text: what each says of the sample, and what it says when
 * the facts are others.
 */
#include "tests/lib/unit.h"

#include "cli/report/text.h"
#include "tests/cli/sample.h"

#include <string.h>

static json_t *report, *endpoint;

FIXTURE(load)
{
	report = sample_report();
	endpoint = json_array_get(json_object_get(report, "endpoints"), 0);
	return 0;
}

FIXTURE(unload)
{
	json_decref(report);
	return 0;
}

static json_t *version(size_t i)
{
	return json_array_get(json_object_get(endpoint, "versions"), i);
}

/* @words stand in what @print says on a page of 80 columns. */
static void assert_says(
	void (*print)(struct page *page, const json_t *endpoint),
	const char *words)
{
	char *text = sample_text(report, 80, print);

	if (!strstr(text, words))
		print_error("%s", text);
	assert_non_null(strstr(text, words));
	free(text);
}

static void assert_silent(
	void (*print)(struct page *page, const json_t *endpoint),
	const char *words)
{
	char *text = sample_text(report, 80, print);

	assert_null(strstr(text, words));
	free(text);
}

UNIT(the_verdict_says_how_bad_and_for_whom)
{
	assert_says(text_verdict,
		"Verdict: 2 findings, worst high; 1 of 3 "
		"kinds of senders cannot encrypt.");
	assert_says(text_verdict,
		"high      Diffie-Hellman group of 1024 bits "
		"[dh-weak] (probes 11, 16)");
	assert_says(text_verdict, "Fix: Postfix: smtpd_tls_dh1024_param_file");
	assert_says(text_verdict, "fails     OpenSSL security level 2");
}

UNIT(without_findings_nothing_wrong_was_found)
{
	json_array_clear(json_object_get(endpoint, "findings"));
	json_array_clear(json_object_get(endpoint, "senders"));
	assert_says(text_verdict, "Verdict: nothing wrong found.");
	json_object_set_new(endpoint, "complete", json_false());
	json_object_set_new(
		endpoint, "incomplete_reason", json_string("interrupted"));
	assert_says(text_verdict, "Incomplete: interrupted.");
	assert_says(text_verdict, "nothing wrong found so far.");
}

UNIT(what_was_never_reached_is_no_praise)
{
	json_array_clear(json_object_get(endpoint, "findings"));
	json_array_clear(json_object_get(endpoint, "senders"));
	json_object_set_new(endpoint, "state", json_string("inconclusive"));
	json_object_set_new(
		endpoint, "reason", json_string("connect: timed out"));
	assert_says(text_verdict, "Inconclusive: connect: timed out.");
	assert_silent(text_verdict, "nothing wrong");
}

UNIT(versions_say_state_reason_and_proof)
{
	json_t *limits;

	assert_says(text_versions,
		"TLSv1.3  inconclusive     silence three "
		"times (probes 61-65; controls 3, 11)");
	assert_says(text_versions,
		"TLSv1.2  yes              4 suites, in the "
		"server's order (probes 11-15)");
	assert_says(text_versions,
		"SSLv3    no               alert 70 "
		"(protocol_version); refused");
	json_object_set_new(version(4), "suites_complete", json_false());
	assert_says(text_versions, "at least 4 suites");
	limits = json_object_get(endpoint, "limits");
	json_object_set_new(limits, "list_limit", json_integer(128));
	assert_says(text_versions, "no hello with more than about 128 suites");
	json_object_set_new(limits, "list_refused", json_integer(129));
	assert_says(text_versions, "no hello with more than 128 suites");
	json_object_set_new(limits, "list_refused", json_integer(140));
	assert_says(
		text_versions, "a hello with 128 suites, but none with 140");
}

UNIT(equal_versions_are_told_once_with_all_probes)
{
	assert_says(text_suites,
		"Suites of TLSv1.0, TLSv1.1 and TLSv1.2, in "
		"the server's order");
	assert_says(text_suites, "1  0x0039  TLS_DHE_RSA_WITH_AES_256_CBC_SHA");
	assert_says(text_suites,
		"DHE-RSA-AES256-SHA; DHE 1024; 256 bits; "
		"suite of TLS 1.0; probes 1,");
	json_object_set_new(version(4), "order", json_string("client"));
	assert_says(text_suites, "Suites of TLSv1.0 and TLSv1.1, in the");
	assert_says(text_suites, "Suites of TLSv1.2, the client's order");
}

UNIT(a_wide_page_has_a_table_of_suites)
{
	char *text = sample_text(report, 160, text_suites);

	assert_non_null(strstr(text, "IANA name"));
	assert_non_null(strstr(text, "key exchange"));
	assert_null(strstr(text, "suite of TLS"));
	free(text);
}

UNIT(classes_of_a_mixed_order_are_told)
{
	json_object_set_new(version(4), "order", json_string("mixed"));
	json_object_set_new(version(4), "order_classes",
		json_pack("[[s,s],[s,s]]", "0x0039", "0x0033", "0x0035",
			"0x000A"));
	assert_says(text_suites, "Suites of TLSv1.2, in classes");
	assert_says(text_suites, "Of 1 to 2 the client's first is taken.");
	assert_says(text_suites, "Of 3 to 4 the client's first is taken.");
}

UNIT(both_shapes_of_diffie_hellman_are_told)
{
	assert_says(text_dhe,
		"1024 bits, prime: RFC 2409 group 2 (probes 1, 6, 11)");
	assert_says(text_dhe, "the same DHE suites");
	json_object_set_new(
		json_object_get(version(4), "dhe"), "same_set", json_false());
	assert_says(text_dhe, "Diffie-Hellman (DHE) of TLSv1.2");
	assert_says(text_dhe, "(probe 16); not the");
}

UNIT(absent_groups_are_said_to_be_absent)
{
	assert_says(text_groups, "taken         secp256r1 (probes 21, 22)");
	assert_says(text_groups, "unclear       secp384r1 (probe 24)");
	assert_says(text_groups,
		"post-quantum  absent, none of 1 asked for: X25519MLKEM768");
	assert_says(text_groups, "not taken     x25519, X25519MLKEM768");
}

UNIT(the_handshake_has_what_s_client_shows)
{
	assert_says(text_handshake, "Protocol                TLSv1.2");
	assert_says(text_handshake, "Server temp key         DH, 1024 bits");
	assert_says(text_handshake, "Peer signing digest     SHA512");
	assert_says(text_handshake, "Server public key       RSA, 4096 bits");
	assert_says(text_handshake, "Secure renegotiation    supported");
	assert_says(text_handshake, "3456 read, 789 written");
	assert_silent(text_handshake, "without TLS 1.3");
}

UNIT(what_tls13_seals_is_encrypted)
{
	json_t *answer = json_object_get(endpoint, "preferred");
	json_t *other = json_deep_copy(answer);

	json_object_set_new(endpoint, "preferred", other);
	json_object_set_new(other, "version", json_string("TLSv1.3"));
	json_object_set_new(other, "hidden", json_string("encrypted"));
	json_object_set_new(other, "server_public_key", json_null());
	json_object_set_new(other, "peer_signing_digest", json_null());
	assert_says(text_handshake, "Server public key       encrypted");
	assert_says(text_handshake, "Peer signing digest     encrypted");
	assert_says(text_handshake, "ALPN                    encrypted");
	assert_says(text_handshake, "And without TLS 1.3");
}

UNIT(no_secure_renegotiation_is_shouted)
{
	json_object_set_new(json_object_get(endpoint, "preferred"),
		"secure_renegotiation", json_false());
	assert_says(text_handshake, "NOT supported");
}

UNIT(certificates_say_their_facts)
{
	assert_says(
		text_certificates, "Key                     RSA, 4096 bits");
	assert_says(text_certificates, "Issuer                  itself");
	assert_says(text_certificates, "2030-01-01T00:00:00Z");
	assert_says(text_certificates, "mx.kabelmail.example, kabelmail.ex");
}

UNIT(senders_get_the_suite_by_name)
{
	assert_says(text_senders,
		"ok        OpenSSL security level 0: gets "
		"TLSv1.2 with DHE-RSA-AES256-SHA");
	assert_says(text_senders, "unknown   GnuTLS NORMAL: not enough is");
}

UNIT(equal_failures_are_counted)
{
	assert_says(
		text_cost, "57 connections (56 established, 1 left unused)");
	assert_says(
		text_cost, "2 without a go-ahead at greeting: refused: 421");
	assert_says(text_cost, "4.3 s");
}

#define PART(name) cmocka_unit_test_setup_teardown(name, load, unload)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(the_verdict_says_how_bad_and_for_whom),
		PART(without_findings_nothing_wrong_was_found),
		PART(what_was_never_reached_is_no_praise),
		PART(versions_say_state_reason_and_proof),
		PART(equal_versions_are_told_once_with_all_probes),
		PART(a_wide_page_has_a_table_of_suites),
		PART(classes_of_a_mixed_order_are_told),
		PART(both_shapes_of_diffie_hellman_are_told),
		PART(absent_groups_are_said_to_be_absent),
		PART(the_handshake_has_what_s_client_shows),
		PART(what_tls13_seals_is_encrypted),
		PART(no_secure_renegotiation_is_shouted),
		PART(certificates_say_their_facts),
		PART(senders_get_the_suite_by_name),
		PART(equal_failures_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
