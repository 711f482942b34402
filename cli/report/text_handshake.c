/* SPDX-License-Identifier: ISC */
/*
 * What a usual sender gets, in the manner of the block that
 * `openssl s_client -starttls smtp` prints, and the certificates. What TLS 1.3
 * seals says "encrypted".
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text_parts.h"

#define LABEL 24

static void put_line(struct page *page, const char *label, const char *text)
{
	page_fact(page, 2, LABEL, label, TINT_NONE, "%s", text);
}

static void put_fact(struct page *page, const struct report_answer *answer,
	const char *label, const char *text, const char *otherwise)
{
	put_line(page, label,
		*text			 ? text
			: answer->sealed ? "encrypted"
					 : otherwise);
}

/* "RSA, 4096 bits"; "" where no certificate was seen. */
static char *key_words(const struct report_endpoint *endpoint, int certificate)
{
	const struct certificate_words *words;

	if (certificate < 0)
		return words_join("%s", "");
	words = &endpoint->certificates[certificate].words;
	if (!*words->key_type || !words->key_bits)
		return words_join("%s", words->key_type);
	return words_join("%s, %u bits", words->key_type, words->key_bits);
}

static void put_suite(struct page *page, const struct report_answer *answer)
{
	const struct suite *known = answer->known;
	const char *openssl = known ? known->openssl : "";

	put_line(page, "Cipher", known ? known->name : answer->suite);
	if (known && !strcmp(openssl, known->name))
		openssl = "";
	page_fact(page, 2, LABEL, "", TINT_NONE, "%s%s%s", openssl,
		*openssl ? ", " : "", answer->suite);
	if (known)
		page_fact(page, 2, LABEL, "", TINT_NONE,
			"%u bits, a suite of %s", known->strength,
			suite_generation(known));
}

static const char *renegotiation_words(const struct report_answer *answer)
{
	if (answer->sealed)
		return "not needed, TLS 1.3 has none";
	return answer->secure_renegotiation ? "supported" : "NOT supported";
}

static const char *client_words(const struct report_answer *answer)
{
	if (answer->sealed)
		return "";
	return answer->client_certificate_requested ? "asked for"
						    : "not asked for";
}

static void put_key(struct page *page, const struct report_answer *answer,
	const struct report_endpoint *endpoint)
{
	char *key = key_words(endpoint, answer->certificate);

	put_fact(page, answer, "Server temp key", answer->server_temp_key,
		"none");
	put_fact(page, answer, "Peer signing digest",
		answer->peer_signing_digest, "none");
	put_fact(page, answer, "Peer signature scheme",
		answer->signature_scheme, "none named");
	put_fact(page, answer, "Server public key", key, "not seen");
	free(key);
}

static void put_answer(struct page *page, const struct report_answer *answer,
	const struct report_endpoint *endpoint, const char *title)
{
	char *proof = text_proof(&answer->proof);

	text_heading(page, "%s%s", title, proof);
	put_line(page, "Protocol", answer->version_name);
	put_suite(page, answer);
	put_key(page, answer, endpoint);
	put_fact(page, answer, "Client certificate", client_words(answer),
		"not known");
	put_line(page, "Secure renegotiation", renegotiation_words(answer));
	put_line(page, "Compression", answer->compression);
	put_fact(page, answer, "ALPN", answer->alpn, "none negotiated");
	page_fact(page, 2, LABEL, "Bytes", TINT_NONE,
		"%llu read, %llu written (dialog included)",
		(unsigned long long)answer->bytes_in,
		(unsigned long long)answer->bytes_out);
	free(proof);
}

void text_handshake(struct page *page, const struct report_endpoint *endpoint)
{
	const struct report_answer *preferred = &endpoint->preferred;
	const struct report_answer *tls12 = &endpoint->preferred_tls12;

	if (preferred->seen)
		put_answer(
			page, preferred, endpoint, "What a usual sender gets");
	if (tls12->seen &&
		(!preferred->seen || tls12->version != preferred->version))
		put_answer(page, tls12, endpoint, "And without TLS 1.3");
}

static void put_text(struct page *page, const char *label, const char *text)
{
	if (*text)
		put_line(page, label, text);
}

static char *list_of(const char **words, size_t n)
{
	char *list = words_join("%s", "");

	for (size_t i = 0; i < n; i++) {
		char *longer =
			words_join("%s%s%s", list, i ? ", " : "", words[i]);

		free(list);
		list = longer;
	}
	return list;
}

static void put_list(struct page *page, const char *label, char *list,
	size_t n_left_out, const char *none)
{
	if (n_left_out)
		page_fact(page, 2, LABEL, label, TINT_NONE, "%s and %zu more",
			list, n_left_out);
	else
		put_line(page, label, *list ? list : none);
	free(list);
}

static void put_names(struct page *page, const struct certificate_words *words)
{
	put_list(page, "Names", list_of(words->names, words->n_names),
		words->n_names_left_out, "none");
}

/* Nothing where the certificate says nothing: then all is allowed. */
static void put_uses(struct page *page, const struct certificate_words *words)
{
	if (words->has_key_usage)
		put_list(page, "Key usage", list_of(words->uses, words->n_uses),
			0, "none");
	if (words->n_purposes)
		put_list(page, "Purpose",
			list_of(words->purposes, words->n_purposes),
			words->n_purposes_left_out, "none");
}

static void put_whose(struct page *page, const struct certificate_words *words)
{
	put_text(page, "Trouble", words->trouble);
	if (words->readable)
		put_text(page, "Subject", words->subject);
	if (words->readable && words->self_issued)
		put_line(page, "Issuer", "itself");
	else if (words->readable)
		put_text(page, "Issuer", words->issuer);
	if (*words->key_type)
		page_fact(page, 2, LABEL, "Key", TINT_NONE, "%s, %u bits%s%s",
			words->key_type, words->key_bits,
			*words->curve ? ", " : "", words->curve);
}

static void put_certificate(struct page *page,
	const struct report_certificate *certificate, size_t i, size_t n)
{
	const struct certificate_words *words = &certificate->words;
	char *proof = text_proof(&certificate->proof);
	char *of = n > 1 ? words_join(" %zu of %zu", i + 1, n)
			 : words_join("%s", "");

	text_heading(page, "Certificate%s, not validated%s", of, proof);
	put_whose(page, words);
	put_text(page, "Signature", words->signature);
	put_names(page, words);
	put_uses(page, words);
	put_text(page, "Valid from", words->not_before);
	put_text(page, "Valid until", words->not_after);
	put_text(page, "Serial", words->serial);
	put_text(page, "SHA-256", words->sha256);
	free(of);
	free(proof);
}

void text_certificates(
	struct page *page, const struct report_endpoint *endpoint)
{
	size_t n = endpoint->n_certificates;

	for (size_t i = 0; i < n; i++)
		put_certificate(page, &endpoint->certificates[i], i, n);
}
