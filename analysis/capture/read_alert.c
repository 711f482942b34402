/* SPDX-License-Identifier: ISC */
/*
 * What an alert may mean beside this hello and this answer. An alert is a
 * refusal by its sender; the receiver's log only reports it. What is said here
 * was measured with OpenSSL 3.0, GnuTLS 3.7, Postfix 3.7 and Exim 4.96, or is
 * what the RFC says of the alert.
 */
#include "analysis/capture/read_parts.h"
#include "analysis/json/hello_view.h"
#include "wire/tables/names.h"
#include "wire/tables/extensions.h"

#define TLS10 0x0301
#define TLS12 0x0303
#define FALLBACK_SCSV 0x5600

static size_t n_candidates(const struct hello *hello)
{
	size_t n = 0;

	for (size_t i = 0; i < hello_n_suites(hello); i++) {
		const struct suite *suite = suite_find(hello_suite(hello, i));

		n += !suite || suite_is_candidate(suite);
	}
	return n;
}

/* Alert 40 in answer to a hello: nothing in common. */
static void nothing_in_common(struct read_verdict *v, const struct hello *hello)
{
	verdict_hint(v,
		"Alert 40 as first answer: nothing in common. The client offers"
		" %zu suites, %zu groups, %zu signature schemes; which of them "
		"the server wants is found by hallo audit of the server.",
		n_candidates(hello),
		hello_code_list(hello, EXTENSION_SUPPORTED_GROUPS, NULL, 0),
		hello_code_list(
			hello, EXTENSION_SIGNATURE_ALGORITHMS, NULL, 0));
	if (hello_highest(hello) < TLS12)
		verdict_hint(v,
			"The client offers nothing above %s; most servers want "
			"TLSv1.2 today, and some say 40 instead of 70.",
			version_name(hello_highest(hello))
				? version_name(hello_highest(hello))
				: "its version");
	verdict_hint(v,
		"In the client's log this is \"sslv3 alert handshake failure\" "
		"(OpenSSL) or \"Handshake failed\" (GnuTLS). It has nothing to "
		"do with SSL 3.");
}

static void internal_error(struct read_verdict *v, const struct hello *hello)
{
	if (hello_highest(hello) >= TLS10 && hello_highest(hello) < TLS12)
		verdict_hint(v,
			"OpenSSL 3 at security level 2 (Debian, Ubuntu) "
			"answers a hello of TLS 1.0 or 1.1 with alert 80: the "
			"client is too old for it.");
	else
		verdict_hint(v,
			"Alert 80 comes from servers that cannot load "
			"certificate or key, and from boxes that inspect TLS.");
}

static void name_hint(struct read_verdict *v, const struct hello *hello)
{
	char quote[QUOTE_SIZE];
	struct slice name = hello_server_name(hello);

	if (name.len > 0)
		verdict_hint(v, "The client asked for the server name \"%s\".",
			verdict_quote(quote, name));
	else
		verdict_hint(v, "The client named no server (SNI).");
}

static void illegal_parameter(struct read_verdict *v, const struct hello *hello)
{
	if (hello_n_suites(hello) > 127)
		verdict_hint(v,
			"The hello offers %zu suites; some servers take no more"
			" than 127.",
			hello_n_suites(hello));
	else
		verdict_hint(v,
			"Alert 47 or 50: the server finds the hello itself "
			"wrong, a duplicate or unknown extension, a length, a "
			"key share.");
}

void verdict_server_alert(
	struct read_verdict *v, const struct reading *r, uint8_t description)
{
	const struct hello *hello = verdict_hello(r);
	bool later = r->flight.has_server_hello;

	if (later && r->flight.certificate_request.seen)
		verdict_hint(v,
			"The server had asked for a client certificate: without"
			" one, or with the wrong one, servers say 40, 42 to 48 "
			"or 116.");
	else if (description == 40 && !later)
		nothing_in_common(v, hello);
	else if (description == 71)
		verdict_hint(v,
			"Alert 71: the server wants stronger algorithms than "
			"the client has.");
	else if (description == 80)
		internal_error(v, hello);
	else if (description == 47 || description == 50)
		illegal_parameter(v, hello);
	else if (description == 86 || hello_offers_suite(hello, FALLBACK_SCSV))
		verdict_hint(v,
			"The client said that it had fallen back to an older "
			"version (TLS_FALLBACK_SCSV): it is the hello before "
			"this one that failed.");
	else if (description == 10)
		verdict_hint(v,
			"Alert 10: the server got something else than TLS at "
			"this place, such as clear text behind STARTTLS.");
	else if (description == 112)
		name_hint(v, hello);
}

static bool was_offered(const struct hello *hello, uint16_t suite)
{
	return hello_offers_suite(hello, suite);
}

static void dh_dislike(struct read_verdict *v, unsigned bits)
{
	if (bits > 10000)
		verdict_hint(v,
			"The DH prime has %u bits: OpenSSL takes at most 10000 "
			"and says 47, GnuTLS says 71.",
			bits);
	else if (bits > 0 && bits < 2048)
		verdict_hint(v,
			"The DH prime has only %u bits: OpenSSL 3 at security "
			"level 2 (default of Debian and Ubuntu) wants 2048, "
			"logs \"dh key too small\" and sends alert 40; GnuTLS "
			"sends 71. The server needs a prime of 2048 bits, or "
			"no DHE.",
			bits);
}

void verdict_dislikes(struct read_verdict *v, const struct reading *r)
{
	const struct server_hello *chosen = &r->flight.hello;
	bool old = chosen->negotiated <= TLS12;

	if (!r->flight.has_server_hello)
		return;
	if (r->flight.key_exchange.kind == KEY_EXCHANGE_DH)
		dh_dislike(v, r->flight.key_exchange.dh_bits);
	if (old && !chosen->secure_renegotiation)
		verdict_hint(v,
			"The ServerHello has no renegotiation_info: OpenSSL 3 "
			"refuses such servers (\"unsafe legacy renegotiation "
			"disabled\", alert 40). The server needs a version "
			"from after 2010.");
	if (!was_offered(verdict_hello(r), chosen->suite))
		verdict_hint(v,
			"The client had not offered that suite: the server is "
			"wrong.");
	if (old && chosen->negotiated < TLS12 &&
		r->flight.key_exchange.kind != KEY_EXCHANGE_NONE)
		verdict_hint(v,
			"Below TLS 1.2 the key exchange is signed with SHA-1: "
			"OpenSSL 3 refuses that from security level 1 on "
			"(\"legacy sigalg disallowed or unsupported\").");
}

static void certificate_hint(struct read_verdict *v, uint8_t description)
{
	static const char *const words[] = {
		[42] = "cannot read or does not like the certificate",
		[43] = "does not take certificates of this kind",
		[44] = "calls the certificate revoked",
		[45] = "calls the certificate expired: look at its dates, and "
		       "at the client's clock",
		[46] = "does not accept the certificate: an incomplete chain, "
		       "a wrong name, anything",
		[48] = "does not know who has signed the certificate: it is "
		       "self-signed, or the intermediate one is missing",
		[49] = "is forbidden by its policy to go on",
	};

	if (description < sizeof(words) / sizeof(*words) && words[description])
		verdict_hint(v, "Alert %u: the client %s.", description,
			words[description]);
}

void verdict_client_alert(
	struct read_verdict *v, const struct reading *r, uint8_t description)
{
	certificate_hint(v, description);
	if (description == 70)
		verdict_hint(v,
			"Alert 70: the version that the server chose is none "
			"that the client takes.");
	else if (description == 51)
		verdict_hint(v,
			"Alert 51: the signature of the server does not verify:"
			" key and certificate do not belong together.");
	else if (description == 110)
		verdict_hint(v,
			"Alert 110: the ServerHello has an extension that the "
			"client did not ask for.");
	else if (description == 40 || description == 47 || description == 71)
		verdict_dislikes(v, r);
	if (description == 40)
		verdict_hint(v,
			"In the server's log this is \"sslv3 alert handshake "
			"failure\": the server is the one that was refused.");
}
