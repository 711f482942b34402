/* SPDX-License-Identifier: ISC */
/*
 * Rules on suites: what weak ones are taken, what good ones are missing, and
 * what "New, SSLv3" in the output of s_client is not. "Missing" is said only
 * where the lists are complete.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"

static const char keep_order[] =
	"Do this only while something better stays on: mail that finds no "
	"common suite goes in clear text. ";

/* ---- what is missing ---- */

/* Is it certain which suites there are in @version? */
static bool decided(const struct version_fact *version)
{
	if (version->state == TRUTH_YES)
		return version->suites_complete;
	return version->state == TRUTH_NO ||
		version->state == TRUTH_NOT_APPLICABLE;
}

/* Is it known of this suite? Alert 70 refuses the version with all of it. */
static bool asked_one(const struct observation_log *log,
	const struct version_fact *version, uint32_t code)
{
	if (version->state == TRUTH_YES)
		return sender_suite_asked(log, version->version, code);
	return version->state != TRUTH_NO ||
		!strncmp(version->refusal, "alert 70", 8) ||
		sender_suite_refused(log, version->version, code);
}

/* Were the suites of that quality asked for, as far as senders offer them? */
static bool asked(const struct observation_log *log,
	const struct version_fact *version,
	bool (*quality)(const struct suite *suite))
{
	for (size_t i = 0; i < sender_table_len; i++)
		for (size_t k = 0; k < sender_table[i].n_suites; k++) {
			uint32_t code = sender_table[i].suites[k];
			const struct suite *suite = suite_find(code);

			if (sender_suite_counts(suite, version->version) &&
				quality(suite) &&
				!asked_one(log, version, code))
				return false;
		}
	return true;
}

static bool has_suite(const struct version_fact *version,
	bool (*quality)(const struct suite *suite))
{
	for (size_t i = 0; i < version->n_suites; i++) {
		const struct suite *suite = suite_find(version->suites[i].code);

		if (suite && quality(suite))
			return true;
	}
	return false;
}

/* True when no version from @lowest up has a suite of that quality, for sure,
 * and one of the versions is spoken at all. */
static bool lacks(const struct portrait *p, struct finding *f, uint16_t lowest,
	bool (*quality)(const struct suite *suite))
{
	bool speaks = false;

	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct version_fact *v = &p->versions[i];

		speaks |= v->state == TRUTH_YES;
		if (v->version < lowest)
			continue;
		if (!decided(v) || has_suite(v, quality) ||
			!asked(p->log, v, quality))
			return false;
		add_proof(f, &v->proof);
	}
	return speaks;
}

static void say_no_suite_victims(const struct scene *scene, struct finding *f)
{
	struct victims victims;

	sight_victims(&victims, scene, SENDER_CAUSE_SUITE);
	if (victims.sure.n)
		say_detail(f,
			"Without a common suite are: %s. The server answers "
			"them with alert 40, in their logs \"sslv3 alert "
			"handshake failure\".",
			victims.sure.text);
}

bool rule_no_aead(const struct scene *scene, struct finding *f)
{
	if (!lacks(scene->portrait, f, VERSION_TLS12, suite_is_aead))
		return false;
	f->severity = SEVERITY_MEDIUM;
	say_title(f, "No AEAD suite (GCM, ChaCha20-Poly1305, CCM)");
	say_detail(f,
		"The server takes no suite with authenticated "
		"encryption, only CBC or stream ciphers of the time "
		"before TLS 1.2. Senders that offer only modern suites "
		"cannot speak with it. ");
	say_no_suite_victims(scene, f);
	say_fix(f,
		"Switch on TLS 1.2 with ECDHE and AES-GCM (OpenSSL 1.0.1 "
		"or later, GnuTLS 3) and TLS 1.3 where the library has it. "
		"Postfix: smtpd_tls_mandatory_ciphers and smtpd_tls_ciphers "
		"= medium are enough; remove own cipher lists. Exim with "
		"GnuTLS: tls_require_ciphers = NORMAL. If the list is right "
		"and GCM is still missing, the TLS library is too old.");
	return true;
}

bool rule_no_forward_secrecy(const struct scene *scene, struct finding *f)
{
	if (!lacks(scene->portrait, f, 0, suite_is_forward_secret))
		return false;
	f->severity = SEVERITY_MEDIUM;
	say_title(f, "No suite with forward secrecy (ECDHE, DHE)");
	say_detail(f,
		"Every key is exchanged with the key of the "
		"certificate: who gets that key later reads all mail "
		"recorded today. ");
	say_no_suite_victims(scene, f);
	say_fix(f,
		"Switch on ECDHE. Postfix: smtpd_tls_eecdh_grade = auto, "
		"and no kECDHE or kEECDH in smtpd_tls_exclude_ciphers; Exim "
		"with OpenSSL: tls_eccurve = auto; with GnuTLS: "
		"tls_require_ciphers = NORMAL.");
	return true;
}

/* ---- what is there and should not be ---- */

static bool is_export(const struct suite *suite, const struct suite_fact *fact)
{
	return suite->export_grade || fact->export_rsa_bits > 0;
}

bool rule_export(const struct scene *scene, struct finding *f)
{
	struct sightings s;

	if (!sight(&s, f, scene->portrait, is_export))
		return false;
	f->severity = s.weakest <= 40 ? SEVERITY_CRITICAL : SEVERITY_HIGH;
	say_title(f, "EXPORT suites of %u bits", s.weakest);
	say_detail(f,
		"%s in %s: keys made weak on purpose in the 1990s, broken "
		"within seconds to hours. An attacker can push other "
		"connections down to them (FREAK, Logjam).",
		s.suites.text, s.versions.text);
	say_fix(f,
		"Postfix: smtpd_tls_ciphers = medium, "
		"smtpd_tls_exclude_ciphers = EXPORT, LOW; Exim with "
		"OpenSSL: tls_require_ciphers = DEFAULT:!EXPORT:!LOW. No "
		"sender of today needs them.");
	return true;
}

static bool is_null(const struct suite *suite, const struct suite_fact *fact)
{
	(void)fact;
	return !strcmp(suite->cipher, "NULL");
}

bool rule_null(const struct scene *scene, struct finding *f)
{
	struct sightings s;

	if (!sight(&s, f, scene->portrait, is_null))
		return false;
	f->severity = SEVERITY_HIGH;
	say_title(f, "Suites without encryption (NULL)");
	say_detail(f,
		"%s in %s encrypt nothing, while both sides believe the "
		"connection to be protected.",
		s.suites.text, s.versions.text);
	say_fix(f,
		"Postfix: smtpd_tls_exclude_ciphers = eNULL; Exim with "
		"OpenSSL: tls_require_ciphers = DEFAULT:!eNULL; with "
		"GnuTLS: no +NULL in tls_require_ciphers.");
	return true;
}

static bool is_anonymous(
	const struct suite *suite, const struct suite_fact *fact)
{
	(void)fact;
	return suite_is_anonymous(suite);
}

bool rule_anonymous(const struct scene *scene, struct finding *f)
{
	struct sightings s;

	if (!sight(&s, f, scene->portrait, is_anonymous))
		return false;
	f->severity = scene->relay ? SEVERITY_LOW : SEVERITY_HIGH;
	say_title(f, "Anonymous suites (no certificate)");
	say_detail(f, "%s in %s: the server does not show who it is. ",
		s.suites.text, s.versions.text);
	if (scene->relay)
		say_detail(f,
			"Between mail servers this is usual: Postfix offers "
			"and "
			"takes such suites by itself as long as certificates "
			"are not verified, and an opportunistic sender gains "
			"nothing from a certificate that it does not check. "
			"Senders that verify (DANE, MTA-STS) do not offer "
			"them.");
	else
		say_detail(f,
			"Anybody on the way can put himself in between "
			"and read passwords and mail.");
	say_fix(f,
		"%sPostfix: smtpd_tls_exclude_ciphers = aNULL; Exim with "
		"OpenSSL: tls_require_ciphers = DEFAULT:!aNULL; with GnuTLS: "
		"no +ANON-DH, +ANON-ECDH.",
		scene->relay ? "Nothing must be done. To be rid of them: "
			     : "");
	return true;
}

static bool is_rc4(const struct suite *suite, const struct suite_fact *fact)
{
	(void)fact;
	return !strcmp(suite->cipher, "RC4") && !suite->export_grade;
}

bool rule_rc4(const struct scene *scene, struct finding *f)
{
	struct sightings s;

	if (!sight(&s, f, scene->portrait, is_rc4))
		return false;
	f->severity = SEVERITY_MEDIUM;
	say_title(f, "RC4 suites");
	say_detail(f,
		"%s in %s. RC4 leaks what is encrypted and is forbidden in "
		"TLS (RFC 7465).",
		s.suites.text, s.versions.text);
	say_fix(f,
		"%sPostfix: smtpd_tls_exclude_ciphers = RC4; Exim with "
		"OpenSSL: tls_require_ciphers = DEFAULT:!RC4; with GnuTLS: "
		"NORMAL:-ARCFOUR-128.",
		keep_order);
	return true;
}

static bool is_des(const struct suite *suite, const struct suite_fact *fact)
{
	(void)fact;
	return !strcmp(suite->cipher, "DES") && !suite->export_grade;
}

bool rule_des(const struct scene *scene, struct finding *f)
{
	struct sightings s;

	if (!sight(&s, f, scene->portrait, is_des))
		return false;
	f->severity = SEVERITY_HIGH;
	say_title(f, "Single DES suites (56 bits)");
	say_detail(f,
		"%s in %s. A key of 56 bits is found by trying, within a day "
		"on hardware for hire.",
		s.suites.text, s.versions.text);
	say_fix(f,
		"Postfix: smtpd_tls_ciphers = medium, "
		"smtpd_tls_exclude_ciphers = DES, LOW (this leaves 3DES); "
		"Exim with OpenSSL: tls_require_ciphers = DEFAULT:!LOW.");
	return true;
}

static bool is_3des(const struct suite *suite, const struct suite_fact *fact)
{
	(void)fact;
	return !strcmp(suite->cipher, "3DES");
}

bool rule_3des(const struct scene *scene, struct finding *f)
{
	struct sightings s;

	if (!sight(&s, f, scene->portrait, is_3des))
		return false;
	f->severity = SEVERITY_LOW;
	say_title(f, "3DES suites");
	say_detail(f,
		"%s in %s. Blocks of 64 bits leak after some hundred gigabytes "
		"under one key (Sweet32, 2016); a mail is over long before, so "
		"this is housekeeping. Only very old senders need it.",
		s.suites.text, s.versions.text);
	say_fix(f,
		"%sPostfix: smtpd_tls_exclude_ciphers = 3DES; Exim with "
		"OpenSSL: tls_require_ciphers = DEFAULT:!3DES; with GnuTLS: "
		"NORMAL:-3DES-CBC.",
		keep_order);
	return true;
}

/* ---- "New, SSLv3" ---- */

static bool is_older(const struct observation *o, const char **generation)
{
	const struct suite *suite;

	if (!o || !o->has_suite || !(suite = suite_find(o->suite)))
		return false;
	*generation = suite_openssl_generation(suite);
	return *generation && *suite->openssl &&
		version_by_name(*generation) < o->version;
}

/* Never a cause: it only takes a false trail away. */
bool rule_older_generation(const struct scene *scene, struct finding *f)
{
	const struct portrait *p = scene->portrait;
	const struct observation *o = p->preferred;
	const char *generation, *version, *suite;

	if (!is_older(o, &generation)) {
		o = p->preferred_tls12;
		if (!is_older(o, &generation))
			return false;
	}
	version = version_name(o->version);
	suite = suite_find(o->suite)->openssl;
	f->severity = SEVERITY_INFO;
	proof_add(&f->proof, o->probe);
	say_title(f, "\"New, %s\" is the age of the suite, not the protocol",
		generation);
	say_detail(f,
		"The connection is %s. For its suite %s the tools of OpenSSL "
		"print \"New, %s, Cipher is %s\": that is the generation which "
		"brought the suite, the lowest version it may be used in. The "
		"protocol stands in the line \"Protocol  : %s\". Nor does "
		"\"sslv3 alert handshake failure\" in a log speak of SSL 3: it "
		"is the name of alert 40 in any version. ",
		version, suite, generation, suite, version);
	say_detail(f, "SSL 3 itself is %s here. This is no cause of failures.",
		p->versions[1].state == TRUTH_YES	   ? "switched on"
			: p->versions[1].state == TRUTH_NO ? "switched off"
							   : "not proven");
	return true;
}
