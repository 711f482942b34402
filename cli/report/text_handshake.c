/* SPDX-License-Identifier: ISC */
/*
 * What a usual sender gets, in the manner of the block that
 * `openssl s_client -starttls smtp` prints, and the certificates. What TLS 1.3
 * seals says "encrypted".
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text.h"
#include "cli/page/value.h"

#define LABEL 24

static void put_fact(struct page *page, const json_t *answer, const char *label,
	const char *text, const char *otherwise)
{
	bool sealed = value_is(answer, "hidden", "encrypted");

	page_fact(page, 2, LABEL, label, TINT_NONE, "%s",
		*text		 ? text
			: sealed ? "encrypted"
				 : otherwise);
}

static char *key_words(const json_t *key)
{
	if (!*value_text(key, "type"))
		return words_join("%s", "");
	if (!value_number(key, "bits"))
		return words_join("%s", value_text(key, "type"));
	return words_join("%s, %lld bits", value_text(key, "type"),
		value_number(key, "bits"));
}

static const char *yes_no(const json_t *value, const char *yes, const char *no)
{
	return json_is_true(value) ? yes : json_is_false(value) ? no : "";
}

static void put_suite(struct page *page, const json_t *answer)
{
	const char *openssl = value_text(answer, "openssl");
	const char *iana = value_text(answer, "iana");

	page_fact(page, 2, LABEL, "Cipher", TINT_NONE, "%s",
		*iana ? iana : value_text(answer, "suite"));
	if (!strcmp(openssl, iana))
		openssl = "";
	page_fact(page, 2, LABEL, "", TINT_NONE, "%s%s%s", openssl,
		*openssl ? ", " : "", value_text(answer, "suite"));
	if (json_is_integer(value_of(answer, "strength")))
		page_fact(page, 2, LABEL, "", TINT_NONE,
			"%lld bits, a suite of %s",
			value_number(answer, "strength"),
			value_text(answer, "generation"));
}

static void put_answer(
	struct page *page, const json_t *answer, const char *title)
{
	char *proof = value_proof(value_of(answer, "probes"));
	char *key = key_words(value_of(answer, "server_public_key"));

	text_heading(page, "%s%s", title, proof);
	page_fact(page, 2, LABEL, "Protocol", TINT_NONE, "%s",
		value_text(answer, "version"));
	put_suite(page, answer);
	put_fact(page, answer, "Server temp key",
		value_text(answer, "server_temp_key"), "none");
	put_fact(page, answer, "Peer signing digest",
		value_text(answer, "peer_signing_digest"), "none");
	put_fact(page, answer, "Peer signature scheme",
		value_text(answer, "signature_scheme"), "none named");
	put_fact(page, answer, "Server public key", key, "not seen");
	put_fact(page, answer, "Client certificate",
		yes_no(value_of(answer, "client_certificate_requested"),
			"asked for", "not asked for"),
		"not known");
	if (value_is(answer, "hidden", "encrypted"))
		page_fact(page, 2, LABEL, "Secure renegotiation", TINT_NONE,
			"not needed, TLS 1.3 has none");
	else
		page_fact(page, 2, LABEL, "Secure renegotiation", TINT_NONE,
			"%s",
			yes_no(value_of(answer, "secure_renegotiation"),
				"supported", "NOT supported"));
	page_fact(page, 2, LABEL, "Compression", TINT_NONE, "%s",
		value_text(answer, "compression"));
	put_fact(page, answer, "ALPN", value_text(answer, "alpn"),
		"none negotiated");
	page_fact(page, 2, LABEL, "Bytes", TINT_NONE,
		"%lld read, %lld written (dialog included)",
		value_number(answer, "bytes_in"),
		value_number(answer, "bytes_out"));
	free(key);
	free(proof);
}

void text_handshake(struct page *page, const json_t *endpoint)
{
	const json_t *preferred = value_of(endpoint, "preferred");
	const json_t *tls12 = value_of(endpoint, "preferred_tls12");

	if (json_is_object(preferred))
		put_answer(page, preferred, "What a usual sender gets");
	if (json_is_object(tls12) &&
		(!json_is_object(preferred) ||
			!value_is(tls12, "version",
				value_text(preferred, "version"))))
		put_answer(page, tls12, "And without TLS 1.3");
}

static void put_text(struct page *page, const json_t *object, const char *key,
	const char *label)
{
	if (*value_text(object, key))
		page_fact(page, 2, LABEL, label, TINT_NONE, "%s",
			value_text(object, key));
}

static void put_names(struct page *page, const json_t *certificate)
{
	const json_t *names = value_of(certificate, "names");
	long long left = value_number(certificate, "names_left_out");
	char *list = words_join("%s", "");

	for (size_t i = 0; i < json_array_size(names); i++) {
		char *longer = words_join("%s%s%s", list, i ? ", " : "",
			json_string_value(json_array_get(names, i)));

		free(list);
		list = longer;
	}
	if (left)
		page_fact(page, 2, LABEL, "Names", TINT_NONE,
			"%s and %lld more", list, left);
	else
		page_fact(page, 2, LABEL, "Names", TINT_NONE, "%s",
			*list ? list : "none");
	free(list);
}

static void put_certificate(
	struct page *page, const json_t *certificate, size_t i, size_t n)
{
	char *proof = value_proof(value_of(certificate, "probes"));
	char *of = n > 1 ? words_join(" %zu of %zu", i + 1, n)
			 : words_join("%s", "");
	const char *curve = value_text(certificate, "curve");

	text_heading(page, "Certificate%s, not validated%s", of, proof);
	put_text(page, certificate, "trouble", "Trouble");
	put_text(page, certificate, "subject", "Subject");
	if (value_true(certificate, "self_issued"))
		page_fact(page, 2, LABEL, "Issuer", TINT_NONE, "itself");
	else
		put_text(page, certificate, "issuer", "Issuer");
	if (*value_text(certificate, "key_type"))
		page_fact(page, 2, LABEL, "Key", TINT_NONE, "%s, %lld bits%s%s",
			value_text(certificate, "key_type"),
			value_number(certificate, "key_bits"),
			*curve ? ", " : "", curve);
	put_text(page, certificate, "signature", "Signature");
	put_names(page, certificate);
	put_text(page, certificate, "not_before", "Valid from");
	put_text(page, certificate, "not_after", "Valid until");
	put_text(page, certificate, "serial", "Serial");
	put_text(page, certificate, "sha256", "SHA-256");
	free(of);
	free(proof);
}

void text_certificates(struct page *page, const json_t *endpoint)
{
	const json_t *list = value_of(endpoint, "certificates");
	size_t n = json_array_size(list);

	for (size_t i = 0; i < n; i++)
		put_certificate(page, json_array_get(list, i), i, n);
}
