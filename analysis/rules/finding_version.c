/* SPDX-License-Identifier: ISC */
/*
 * Rules on versions and on the handshake as such: old protocols, missing secure
 * renegotiation, compression, no STARTTLS, answers to what was not asked.
 */
#include <string.h>
#include <strings.h>

#include "analysis/rules/finding_parts.h"

static const struct version_fact *spoken(
	const struct scene *scene, uint16_t version)
{
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct version_fact *v = &scene->portrait->versions[i];

		if (v->version == version && v->state == TRUTH_YES)
			return v;
	}
	return NULL;
}

static bool speaks_newer(const struct scene *scene, uint16_t version)
{
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		if (scene->portrait->versions[i].version > version &&
			scene->portrait->versions[i].state == TRUTH_YES)
			return true;
	return false;
}

bool rule_ssl2(const struct scene *scene, struct finding *f)
{
	const struct version_fact *v = spoken(scene, VERSION_SSL2);

	if (!v)
		return false;
	add_proof(f, &v->proof);
	f->severity = SEVERITY_CRITICAL;
	say_title(f, "SSL 2 is spoken");
	say_detail(f,
		"The server answers SSL 2 with %zu cipher kinds. Its flaws "
		"break TLS connections too that use the same RSA key, on this "
		"and on any other server with that key (DROWN, 2016). RFC 6176 "
		"forbids it.",
		v->n_suites);
	say_fix(f,
		"Postfix: smtpd_tls_protocols and "
		"smtpd_tls_mandatory_protocols = >=TLSv1 (before 3.6: "
		"!SSLv2, !SSLv3); Exim with OpenSSL: openssl_options = "
		"+no_sslv2 +no_sslv3. Then take a new RSA key if others "
		"share it.");
	return true;
}

bool rule_ssl3(const struct scene *scene, struct finding *f)
{
	const struct version_fact *v = spoken(scene, VERSION_SSL3);

	if (!v)
		return false;
	add_proof(f, &v->proof);
	f->severity = SEVERITY_HIGH;
	say_title(f, "SSL 3 is spoken");
	say_detail(f,
		"The server takes %zu suites in SSL 3. Its padding can be "
		"played with (POODLE, 2014) and RFC 7568 forbids it. %s",
		v->n_suites,
		speaks_newer(scene, VERSION_SSL3)
			? "No sender of this century needs it."
			: "It speaks nothing newer: senders of today cannot "
			  "encrypt at all.");
	say_fix(f,
		"Postfix: smtpd_tls_protocols and "
		"smtpd_tls_mandatory_protocols = >=TLSv1 (before 3.6: "
		"!SSLv2, !SSLv3); Exim with OpenSSL: openssl_options = "
		"+no_sslv2 +no_sslv3; with GnuTLS: tls_require_ciphers = "
		"NORMAL:-VERS-SSL3.0; Dovecot: ssl_min_protocol.");
	return true;
}

/* TLS 1.0 and 1.1 differ in no word. */
static bool old_tls(
	const struct scene *scene, struct finding *f, uint16_t version)
{
	const struct version_fact *v = spoken(scene, version);
	const char *name = version_name(version);
	bool best = !speaks_newer(scene, version);

	if (!v)
		return false;
	add_proof(f, &v->proof);
	f->severity = best || !scene->relay ? SEVERITY_MEDIUM : SEVERITY_LOW;
	say_title(f, best ? "%s is the best it speaks" : "%s is spoken", name);
	say_detail(f,
		"The server takes %zu suites in %s, which RFC 8996 forbids "
		"since 2021. ",
		v->n_suites, name);
	if (best)
		say_detail(f,
			"It speaks nothing newer: senders that demand "
			"TLS 1.2 cannot encrypt, and OpenSSL 3 at its "
			"usual level refuses the SHA-1 signatures of "
			"this version. ");
	if (scene->relay)
		say_detail(f,
			"For mail between servers: where TLS is "
			"opportunistic, an old sender without it would "
			"send in clear text, which is worse.");
	say_fix(f,
		"%sPostfix: smtpd_tls_protocols = >=TLSv1.2 (before 3.6: "
		"!SSLv2, !SSLv3, !TLSv1, !TLSv1.1); Exim with OpenSSL: "
		"openssl_options = +no_tlsv1 +no_tlsv1_1; with GnuTLS: "
		"tls_require_ciphers = "
		"NORMAL:-VERS-TLS1.0:-VERS-TLS1.1; Dovecot: ssl_min_protocol "
		"= TLSv1.2.",
		best ? "First make TLS 1.2 work. "
			: scene->relay
			? "Look into the log first who still uses it. "
			: "");
	return true;
}

bool rule_tls10(const struct scene *scene, struct finding *f)
{
	return old_tls(scene, f, VERSION_TLS10);
}

bool rule_tls11(const struct scene *scene, struct finding *f)
{
	return old_tls(scene, f, VERSION_TLS11);
}

/* ---- the handshake ---- */

/* Every ServerHello of @version lacks renegotiation_info (each of our hellos
 * asks for it, RFC 5746 3.4). Counts them. */
static size_t without_renegotiation(
	const struct observation_log *log, uint16_t version, struct finding *f)
{
	size_t n = 0;

	for (size_t i = 0; log && i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (o->kind != OUTCOME_SERVER_HELLO || o->version != version)
			continue;
		if (o->secure_renegotiation)
			return 0;
		n++;
	}
	for (size_t i = 0; n && i < log->n; i++)
		if (log->rows[i].kind == OUTCOME_SERVER_HELLO &&
			log->rows[i].version == version)
			proof_add(&f->proof, log->rows[i].probe);
	return n;
}

bool rule_no_secure_renegotiation(const struct scene *scene, struct finding *f)
{
	struct wordlist versions = { 0 };
	struct victims victims;

	for (uint16_t v = VERSION_TLS10; v <= VERSION_TLS12; v++)
		if (without_renegotiation(scene->portrait->log, v, f))
			wordlist_add(&versions, version_name(v), 3);
	if (versions.n == 0)
		return false;
	sight_victims(&victims, scene, SENDER_CAUSE_RENEGOTIATION);
	f->severity = victims.sure.n ? SEVERITY_HIGH : SEVERITY_MEDIUM;
	say_title(f, "No secure renegotiation (RFC 5746)");
	say_detail(f,
		"The ServerHello of %s does not answer renegotiation_info. "
		"OpenSSL 3 breaks off then (\"unsafe legacy renegotiation "
		"disabled\"), and this server logs alert 40. ",
		versions.text);
	if (victims.sure.n)
		say_detail(f, "Concerned are: %s.", victims.sure.text);
	else
		say_detail(f,
			"The senders we know get a version where it does "
			"not matter, or fail for another reason, or what they "
			"get is not known.");
	say_fix(f,
		"Update the TLS library of the server: all since 2010 know "
		"it (OpenSSL 0.9.8m, GnuTLS 2.10), or an appliance in front "
		"of it answers in its place. A sender with OpenSSL 3 helps "
		"itself for this one peer by SSL_OP_LEGACY_SERVER_CONNECT "
		"(Options = UnsafeLegacyServerConnect in openssl.cnf).");
	return true;
}

bool rule_compression(const struct scene *scene, struct finding *f)
{
	struct wordlist versions = { 0 };

	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct version_fact *v = &scene->portrait->versions[i];
		const char *name = version_name(v->version);

		if (v->deflate != TRUTH_YES)
			continue;
		wordlist_add(&versions, name ? name : "?", PORTRAIT_VERSIONS);
		add_proof(f, &v->deflate_proof);
	}
	if (versions.n == 0)
		return false;
	f->severity = scene->relay ? SEVERITY_LOW : SEVERITY_MEDIUM;
	say_title(f, "TLS compression is chosen");
	say_detail(f,
		"When DEFLATE is offered, the server takes it in %s. Lengths "
		"then tell something of the content (CRIME, 2012); RFC 9325 "
		"section 3.3 says to switch it off.",
		versions.text);
	say_fix(f,
		"Postfix 2.11 and later: tls_ssl_options = NO_COMPRESSION; "
		"Exim with OpenSSL: openssl_options = +no_compression; "
		"Dovecot: ssl_options = no_compression.");
	return true;
}

static bool went_unannounced(const struct portrait *p, struct finding *f)
{
	bool forced = false;

	for (size_t i = 0; p->log && i < p->log->n; i++) {
		const struct observation *o = &p->log->rows[i];
		forced |= o->unannounced;
		if (o->unannounced && o->probe)
			proof_add(&f->proof, o->probe);
	}
	return forced;
}

/* "250-STARTTLS" and then the others: the first line is the name of the host,
 * whatever it says (RFC 5321 4.1.1.1). */
static bool stands_first(const struct observation *o)
{
	static const char word[] = "STARTTLS";
	size_t len = sizeof(word) - 1;

	if (o->kind != OUTCOME_NO_STARTTLS)
		return false;
	for (size_t i = 3; i + len <= o->n_reply && o->reply[i] != '\n'; i++)
		if (!strncasecmp((const char *)o->reply + i, word, len))
			return true;
	return false;
}

static bool any_stands_first(const struct observation_log *log)
{
	for (size_t i = 0; log && i < log->n; i++)
		if (stands_first(&log->rows[i]))
			return true;
	return false;
}

bool rule_no_starttls(const struct scene *scene, struct finding *f)
{
	const struct portrait *p = scene->portrait;
	bool forced = went_unannounced(p, f);

	if (!forced &&
		(p->state != TRUTH_NOT_APPLICABLE ||
			strcmp(p->state_reason, "starttls-not-offered") != 0))
		return false;
	f->severity = SEVERITY_HIGH;
	say_title(f, "STARTTLS is not offered");
	say_detail(f,
		"The dialog went well, but the server does not announce "
		"STARTTLS. Mail to it goes in clear text; senders that "
		"demand encryption (DANE, MTA-STS, mandatory TLS) do not "
		"deliver. A firewall that rewrites SMTP may have taken "
		"the word away: compare with the server's own answer to "
		"EHLO on the spot.");
	if (any_stands_first(p->log))
		say_detail(f,
			" The word stands in the first line of the answer to "
			"EHLO, which names the host (RFC 5321 4.1.1.1): "
			"senders do not look for it there.");
	if (forced)
		say_detail(f,
			" What stands here besides was learnt by asking for "
			"it all the same; no sender does so.");
	say_fix(f,
		"Postfix: smtpd_tls_security_level = may with "
		"smtpd_tls_cert_file and smtpd_tls_key_file; Exim: "
		"tls_advertise_hosts = * with tls_certificate and "
		"tls_privatekey. Cisco ASA: no ESMTP inspection, or "
		"allow-tls.");
	return true;
}

static bool offered_group(const struct observation *o, uint16_t group)
{
	for (size_t i = 0; i < o->n_groups; i++)
		if (o->groups[i] == group)
			return true;
	return false;
}

/* The server took a group that was not offered, and none of those that were is
 * known to be its own: it should have taken a suite without groups, or refused.
 * A hello as senders have it is another matter: they break off. */
static bool is_without_common_group(
	const struct observation_log *log, const struct observation *unasked)
{
	if (unasked->foreign_session || unasked->purpose == PURPOSE_PREFERRED ||
		!unasked->unasked || strcmp(unasked->unasked, "group") != 0)
		return false;
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (o->group && !o->unasked && offered_group(o, o->group) &&
			offered_group(unasked, o->group))
			return false;
	}
	return true;
}

bool rule_unasked(const struct scene *scene, struct finding *f)
{
	const struct observation_log *log = scene->portrait->log;
	const struct observation *first = NULL;
	struct wordlist what = { 0 };
	bool harmless = true;

	for (size_t i = 0; log && i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (!o->unasked && !o->foreign_session)
			continue;
		harmless = harmless && is_without_common_group(log, o);
		if (!first)
			first = o;
		wordlist_add(&what, o->unasked ? o->unasked : "session id", 8);
		proof_add(&f->proof, o->probe);
	}
	if (!first)
		return false;
	f->severity = harmless ? SEVERITY_INFO : SEVERITY_MEDIUM;
	say_title(f, "Answers with what was not offered (%s)", what.text);
	say_detail(f,
		"%zu times the server answered with something that our hello "
		"did not contain, first with ",
		f->proof.n);
	if (first->unasked)
		say_detail(f, "%s 0x%04X", first->unasked, first->unasked_code);
	else
		say_detail(f,
			first->version == VERSION_TLS13
				? "a session id that is no echo of ours"
				: "a session that we never had");
	if (harmless)
		say_detail(f,
			". It happened only where none of the groups on offer "
			"is the server's own; with others it answers as it "
			"should. BouncyCastle and wolfSSL do so");
	say_detail(f,
		". Senders break off: OpenSSL with alert 47 (\"wrong cipher "
		"returned\", \"unsolicited extension\"), GnuTLS with alert 40 "
		"or 110.");
	say_fix(f,
		"This is an error in the server's TLS library, or in a "
		"device in front of it that answers in its place: update "
		"it, and report it to its maker with the probes named "
		"here.");
	return true;
}
