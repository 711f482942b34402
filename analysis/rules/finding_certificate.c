/* SPDX-License-Identifier: ISC */
/*
 * Rules on the server's certificate as a handshake needs it: there, readable,
 * and for the use that is made of it. Names, dates and chains are not judged.
 * In TLS 1.3 it is encrypted: what is said rests on the versions before.
 */
#include <string.h>

#include "analysis/log/shown.h"
#include "analysis/rules/finding_parts.h"

typedef bool shown_test(const struct scene *scene, const struct observation *o,
	enum shown shown, const struct certificate_facts *facts);

/* The rows for which @test holds, as proof; the certificate of the first. */
static size_t gather(const struct scene *scene, struct finding *f,
	shown_test *test, const struct certificate_facts **first)
{
	const struct observation_log *log = scene->portrait->log;
	size_t n = 0;

	for (size_t i = 0; log && i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		const struct certificate_facts *facts;
		enum shown shown = certificate_shown(log, o, &facts);

		if (!test(scene, o, shown, facts))
			continue;
		if (o->probe)
			proof_add(&f->proof, o->probe);
		if (n++ == 0)
			*first = facts;
	}
	return n;
}

static bool is_broken(const struct scene *scene, const struct observation *o,
	enum shown shown, const struct certificate_facts *facts)
{
	(void)scene;
	(void)o;
	(void)facts;
	return shown == SHOWN_BROKEN;
}

bool rule_certificate_broken(const struct scene *scene, struct finding *f)
{
	const struct certificate_facts *facts;

	if (!gather(scene, f, is_broken, &facts))
		return false;
	f->severity = SEVERITY_HIGH;
	say_title(f, "The certificate cannot be parsed");
	say_detail(f,
		"What the server sends as its certificate is none (%s, %zu "
		"bytes). Every sender breaks off at it, those that verify "
		"nothing as well: OpenSSL and GnuTLS with alert 42 "
		"(bad_certificate).",
		facts->trouble, facts->size);
	say_fix(f,
		"Look at the file that the server loads (openssl x509 -in FILE "
		"-noout -text) and at what stands between server and network; "
		"have the certificate issued anew.");
	return true;
}

static bool is_unfit(const struct scene *scene, const struct observation *o,
	enum shown shown, const struct certificate_facts *facts)
{
	(void)scene;
	(void)o;
	(void)facts;
	return shown == SHOWN_UNFIT;
}

/* Why, by the row that showed it first. */
static const char *why_unfit(const struct scene *scene, const struct finding *f,
	const struct certificate_facts *facts)
{
	const struct observation *o = observation_of_probe(
		scene->portrait->log, f->proof.n ? f->proof.probes[0] : 0);
	const char *why =
		o ? certificate_unfit(facts, suite_find(o->suite)) : NULL;

	return why ? why : "it does not fit its suite";
}

bool rule_certificate_unusable(const struct scene *scene, struct finding *f)
{
	const struct certificate_facts *facts;

	if (!gather(scene, f, is_unfit, &facts))
		return false;
	f->severity = SEVERITY_HIGH;
	say_title(f, "The certificate is of use to no sender");
	say_detail(f,
		"It can be read, but %s. Every sender breaks off at that, "
		"those that verify nothing as well: OpenSSL with \"cert length "
		"mismatch\", \"unable to find public key parameters\" or "
		"\"wrong "
		"certificate type\", GnuTLS with \"Error in the certificate.\"",
		why_unfit(scene, f, facts));
	say_fix(f,
		"Look at the file that the server loads and at what stands "
		"between server and network; have the certificate issued anew "
		"for the key that the server has.");
	return true;
}

static bool is_missing(const struct scene *scene, const struct observation *o,
	enum shown shown, const struct certificate_facts *facts)
{
	(void)scene;
	(void)o;
	(void)facts;
	return shown == SHOWN_MISSING;
}

bool rule_certificate_missing(const struct scene *scene, struct finding *f)
{
	const struct certificate_facts *unused;
	size_t n = gather(scene, f, is_missing, &unused);

	if (!n)
		return false;
	f->severity = SEVERITY_HIGH;
	say_title(f, "No certificate where the suite needs one");
	say_detail(f,
		"%zu answers chose a suite that is authenticated by a "
		"certificate and sent none (RFC 5246 7.4.2). Every sender "
		"breaks off at that: OpenSSL and GnuTLS with alert 50 "
		"(decode_error) to an empty list.",
		n);
	say_fix(f,
		"Give the server a certificate and its key. Postfix: "
		"smtpd_tls_chain_files; Exim: tls_certificate, "
		"tls_privatekey.");
	return true;
}

/* ---- keyUsage ---- */

static bool speaks_tls13(const struct scene *scene)
{
	return scene->portrait->versions[PORTRAIT_VERSIONS - 1].state ==
		TRUTH_YES;
}

/* What is made of the key beside this row's suite; TLS 1.3 signs with it. */
static bool is_forbidden(const struct scene *scene, const struct observation *o,
	enum shown shown, const struct certificate_facts *facts)
{
	const struct suite *suite = o->has_suite ? suite_find(o->suite) : NULL;

	if (shown != SHOWN_READABLE || !suite)
		return false;
	return !certificate_allows(facts, suite_key_usage(suite)) ||
		(speaks_tls13(scene) &&
			!certificate_allows(
				facts, KEY_USAGE_DIGITAL_SIGNATURE));
}

static void say_usage(
	struct finding *f, const struct certificate_facts *facts, bool ec)
{
	char uses[200];

	certificate_uses(uses, sizeof(uses), facts);
	say_detail(f,
		"keyUsage names %s alone. ECDHE, DHE and TLS 1.3 need "
		"digitalSignature, RSA key exchange needs keyEncipherment (RFC "
		"5280 4.2.1.3). GnuTLS 3.7, and Exim with it, look at that in "
		"each handshake, verifying or not, and break off: \"Key usage "
		"violation in certificate has been detected.\" in the log, "
		"alert 80 to the server. ",
		uses);
	if (ec)
		say_detail(f,
			"OpenSSL does so before TLS 1.3 because the key is an "
			"EC key (\"ecc cert not for signing\", alert 40). ");
	else
		say_detail(f,
			"OpenSSL goes on with an RSA key, unless it "
			"verifies. ");
}

bool rule_certificate_usage(const struct scene *scene, struct finding *f)
{
	const struct certificate_facts *facts;
	struct victims victims;

	if (!gather(scene, f, is_forbidden, &facts))
		return false;
	sight_victims(&victims, scene, SENDER_CAUSE_KEY_USAGE);
	f->severity = victims.sure.n || speaks_tls13(scene) ? SEVERITY_HIGH
							    : SEVERITY_MEDIUM;
	say_title(f, "The certificate forbids what its key is used for");
	say_usage(f, facts, !strcmp(facts->key_type, "EC"));
	if (victims.sure.n)
		say_detail(f, "Here fail: %s.", victims.sure.text);
	say_fix(f,
		"Have a certificate issued whose keyUsage has digitalSignature "
		"(and keyEncipherment, for RSA key exchange), as every public "
		"CA does; made by oneself: openssl req -x509 -addext "
		"keyUsage=digitalSignature,keyEncipherment. The certificate of "
		"a CA (keyCertSign) is none for a server.");
	return true;
}

/* ---- extendedKeyUsage ---- */

static bool is_for_servers(const struct certificate_facts *facts)
{
	static const char *const good[] = { "serverAuth", "msSGC", "nsSGC",
		"anyExtendedKeyUsage" };

	for (size_t i = 0; i < facts->n_purposes; i++)
		for (size_t k = 0; k < sizeof(good) / sizeof(*good); k++)
			if (!strcmp(facts->purposes[i], good[k]))
				return true;
	return !facts->n_purposes || facts->n_purposes_left_out;
}

static bool is_for_others(const struct scene *scene,
	const struct observation *o, enum shown shown,
	const struct certificate_facts *facts)
{
	(void)scene;
	(void)o;
	return shown == SHOWN_READABLE && !is_for_servers(facts);
}

bool rule_certificate_purpose(const struct scene *scene, struct finding *f)
{
	const struct certificate_facts *facts;

	if (!gather(scene, f, is_for_others, &facts))
		return false;
	f->severity = scene->relay ? SEVERITY_LOW : SEVERITY_MEDIUM;
	say_title(f, "The certificate is not for servers (extendedKeyUsage)");
	say_detail(f,
		"extendedKeyUsage names %s%s and not serverAuth (RFC 5280 "
		"4.2.1.12). Who verifies refuses it: OpenSSL with "
		"\"unsuitable certificate purpose\". Who does not, as most "
		"mail servers among themselves, goes on.",
		facts->purposes[0], facts->n_purposes > 1 ? " and others" : "");
	say_fix(f, "Have a certificate issued with serverAuth.");
	return true;
}

/* ---- ECDSA only ---- */

/* Does each suite of the version need an EC key, for sure? Of a static ECDH one
 * the name says who signed the certificate. */
static bool takes_only_ecdsa(const struct version_fact *version)
{
	if (!version->suites_complete)
		return false;
	for (size_t i = 0; i < version->n_suites; i++) {
		const struct suite *suite = suite_find(version->suites[i].code);

		if (!suite ||
			(strcmp(suite->auth, "ECDSA") &&
				suite->exchange != EXCHANGE_ECDH))
			return false;
	}
	return version->n_suites > 0;
}

/* TLS 1.3 does not show its certificate, SSL 2 knows RSA alone. */
bool rule_certificate_ecdsa_only(const struct scene *scene, struct finding *f)
{
	bool any = false;

	for (size_t i = 0; i + 1 < PORTRAIT_VERSIONS; i++) {
		const struct version_fact *v = &scene->portrait->versions[i];

		if (v->state == TRUTH_YES && !takes_only_ecdsa(v))
			return false;
		if (v->state != TRUTH_YES && v->state != TRUTH_NO &&
			v->state != TRUTH_NOT_APPLICABLE)
			return false;
		if (v->state == TRUTH_YES)
			add_proof(f, &v->proof);
		any |= v->state == TRUTH_YES;
	}
	if (!any)
		return false;
	f->severity = SEVERITY_LOW;
	say_title(f, "An ECDSA certificate and no other");
	say_detail(f,
		"Below TLS 1.3 every suite of the server is authenticated by "
		"ECDSA (RFC 8422). Senders without ECDSA find no common suite "
		"and get alert 40: OpenSSL built without elliptic curves (Red "
		"Hat 5, and 6 before 6.5), Windows before Vista and Server "
		"2008, appliances of that age, and whoever was set up for RSA "
		"suites only.");
	say_fix(f,
		"Nothing must be done for senders of today. To reach the old "
		"ones too give the server an RSA certificate beside it. "
		"Postfix: both in smtpd_tls_chain_files; Exim: a list in "
		"tls_certificate and tls_privatekey.");
	return true;
}
