/* SPDX-License-Identifier: ISC */
/*
 * What is weak, odd or missing in a ClientHello, in words for somebody who runs
 * the program that sent it. Each remark is one function of the hello, in the
 * order of the list at the end; none of them knows of another.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#include "analysis/json/hello_parts.h"
#include "wire/hello/fingerprint.h"
#include "wire/tables/names.h"
#include "wire/tables/versions.h"
#include "wire/tables/extensions.h"

#define SHOWN_NAMES 4
#define REMARKS_MAX 64 /* no hello has half as many */
#define REMARK_ROOM 1000

struct remarks {
	const struct hello *hello;
	uint16_t highest;
	struct arena *arena;
	size_t n;
	struct remark *rows; /* REMARKS_MAX */
};

static void remark(struct remarks *r, const char *id, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

static void remark(struct remarks *r, const char *id, const char *fmt, ...)
{
	char text[REMARK_ROOM];
	va_list list;

	assert(r->n < REMARKS_MAX);
	va_start(list, fmt);
	vsnprintf(text, sizeof(text), fmt, list);
	va_end(list);
	r->rows[r->n++] = (struct remark){ id, arena_words(r->arena, text) };
}

static bool has(const struct remarks *r, uint16_t type)
{
	return hello_offers_extension(r->hello, type);
}

static bool is_tls(const struct remarks *r)
{
	return r->hello->form == HELLO_TLS;
}

static void fault(struct remarks *r)
{
	char words[200];

	if (r->hello->fault.kind == FAULT_NONE)
		return;
	fault_text(&r->hello->fault, words, sizeof(words));
	remark(r, "malformed",
		"is malformed: %s; a server should answer alert 50 "
		"(decode_error)",
		words);
}

static void form(struct remarks *r)
{
	if (!is_tls(r))
		remark(r, "ssl2-form",
			"comes in the form of SSL 2: servers of today do not "
			"read it, and it can carry no extension");
}

static void version(struct remarks *r)
{
	const char *name = version_name(r->highest);

	if (r->highest && name && r->highest < VERSION_TLS12)
		remark(r, "no-tls12",
			"offers no TLS 1.2: its highest version is %s, and "
			"most servers of today refuse that",
			name);
	else if (r->highest == VERSION_TLS12)
		remark(r, "no-tls13", "offers no TLS 1.3");
}

/* The suites of one kind of weakness. */
struct weakness {
	const char *id, *words;
	bool (*is)(const struct suite *suite);
};

static bool is_export(const struct suite *s)
{
	return s->export_grade;
}

static bool is_null(const struct suite *s)
{
	return !strcmp(s->cipher, "NULL");
}

static bool is_rc4(const struct suite *s)
{
	return !strcmp(s->cipher, "RC4") && !s->export_grade;
}

static bool is_short(const struct suite *s)
{
	return s->strength > 0 && s->strength < 112 && !s->export_grade &&
		strcmp(s->cipher, "RC4") != 0;
}

static bool is_3des(const struct suite *s)
{
	return !strcmp(s->cipher, "3DES");
}

static bool is_md5(const struct suite *s)
{
	return !strcmp(s->mac, "MD5") && !s->export_grade &&
		strcmp(s->cipher, "RC4") != 0 && strcmp(s->cipher, "NULL") != 0;
}

static const struct weakness weaknesses[] = {
	{ "null-suites", "without encryption (NULL)", is_null },
	{ "anonymous-suites",
		"without authentication (anonymous): usual for mail that is "
		"encrypted when possible, no use against an attacker in "
		"between",
		suite_is_anonymous },
	{ "export-suites", "of EXPORT strength (40 or 56 bits)", is_export },
	{ "rc4-suites", "with RC4 (forbidden by RFC 7465)", is_rc4 },
	{ "short-key-suites", "with keys of less than 112 bits", is_short },
	{ "3des-suites", "with 3DES (64-bit blocks)", is_3des },
	{ "md5-suites", "with MD5 as their MAC", is_md5 },
};

static void weakness(struct remarks *r, const struct weakness *kind)
{
	char names[400] = "";
	size_t n = 0, used = 0;

	for (size_t i = 0; i < hello_n_suites(r->hello); i++) {
		const struct suite *suite =
			suite_find(hello_suite(r->hello, i));

		if (!suite || !suite_is_candidate(suite) || !kind->is(suite))
			continue;
		if (n++ < SHOWN_NAMES && used < sizeof(names) - 80)
			used += (size_t)snprintf(names + used,
				sizeof(names) - used, "%s%.70s",
				n > 1 ? ", " : "", suite->name);
	}
	if (n > SHOWN_NAMES)
		snprintf(names + used, sizeof(names) - used, " and %zu more",
			n - SHOWN_NAMES);
	if (n > 0)
		remark(r, kind->id, "offers %zu suite%s %s: %s", n,
			n > 1 ? "s" : "", kind->words, names);
}

static void weak_suites(struct remarks *r)
{
	for (size_t i = 0; i < sizeof(weaknesses) / sizeof(weaknesses[0]); i++)
		weakness(r, &weaknesses[i]);
}

/* How many of the known suites are such. */
static size_t count_suites(
	const struct remarks *r, bool (*is)(const struct suite *suite))
{
	size_t n = 0;

	for (size_t i = 0; i < hello_n_suites(r->hello); i++) {
		const struct suite *suite =
			suite_find(hello_suite(r->hello, i));

		n += suite && suite_is_candidate(suite) && (!is || is(suite));
	}
	return n;
}

static bool is_rsa(const struct suite *s)
{
	return s->exchange == EXCHANGE_RSA ||
		s->exchange == EXCHANGE_RSA_EXPORT;
}

static bool is_ec(const struct suite *s)
{
	return s->exchange == EXCHANGE_ECDHE ||
		s->exchange == EXCHANGE_ECDH_ANON ||
		s->exchange == EXCHANGE_ECDHE_PSK ||
		s->exchange == EXCHANGE_TLS13;
}

static bool is_tls13(const struct suite *s)
{
	return s->family == SUITE_TLS13;
}

static void missing_suites(struct remarks *r)
{
	size_t n = count_suites(r, NULL);

	if (n == 0) {
		remark(r, "no-suite", "offers no cipher suite that is known");
		return;
	}
	if (r->highest == VERSION_SSL2) /* which never had better ones */
		return;
	if (count_suites(r, suite_is_aead) == 0)
		remark(r, "no-aead",
			"offers no AEAD suite (GCM, ChaCha20, CCM): a server "
			"that accepts nothing else answers alert 40");
	if (count_suites(r, is_rsa) == n)
		remark(r, "rsa-only",
			"offers RSA key exchange only, none with forward "
			"secrecy (ECDHE, DHE): a server that demands it "
			"answers alert 40");
	else if (count_suites(r, suite_is_forward_secret) == 0)
		remark(r, "no-forward-secrecy",
			"offers no suite with forward secrecy (ECDHE, DHE)");
	if (is_tls(r) && count_suites(r, is_ec) > 0 && !has(r, 10))
		remark(r, "no-groups",
			"offers suites with elliptic curves, but no "
			"supported_groups: servers choose a curve for "
			"themselves, or pass these suites over");
}

/* RFC 8446 9.2: what a hello for TLS 1.3 must have. */
static void tls13(struct remarks *r)
{
	if (r->highest != VERSION_TLS13 || !is_tls(r))
		return;
	if (count_suites(r, is_tls13) == 0)
		remark(r, "tls13-no-suite",
			"offers TLS 1.3, but none of its suites (0x1301 …)");
	if (!has(r, 13) && !has(r, 41))
		remark(r, "tls13-no-schemes",
			"offers TLS 1.3 without signature_algorithms: a "
			"server answers alert 109 (missing_extension)");
	if (has(r, 10) != has(r, 51))
		remark(r, "tls13-no-share",
			"offers TLS 1.3 with only one of supported_groups and "
			"key_share: a server answers alert 109 "
			"(missing_extension)");
}

static void names(struct remarks *r)
{
	if (!is_tls(r))
		return;
	if (!has(r, 0))
		remark(r, "no-sni",
			"sends no server name (SNI): a server of many names "
			"shows its default certificate");
	if (r->hello->version >= VERSION_SSL3 && !has(r, 0xff01) &&
		!hello_offers_suite(r->hello, 0x00ff))
		remark(r, "no-renegotiation-signal",
			"does not signal secure renegotiation (neither "
			"renegotiation_info nor 0x00FF, RFC 5746): strict "
			"servers answer alert 40");
	if (!has(r, 23) && !hello_offers_version(r->hello, VERSION_TLS13))
		remark(r, "no-extended-master-secret",
			"sends no extended_master_secret (RFC 7627): servers "
			"in FIPS mode may refuse");
}

/* MD5 or SHA-1 in TLS 1.2 (RFC 9155). */
static bool is_old_scheme(uint16_t code)
{
	return code >> 8 == 1 || code >> 8 == 2;
}

static void schemes(struct remarks *r)
{
	uint16_t codes[256];
	size_t n = hello_code_list(
		       r->hello, EXTENSION_SIGNATURE_ALGORITHMS, codes, 256),
	       old = 0;

	if (!is_tls(r) || r->highest < VERSION_TLS12)
		return;
	for (size_t i = 0; i < n && i < 256; i++)
		old += is_old_scheme(codes[i]);
	if (n > 0 && n <= 256 && old == n)
		remark(r, "sha1-only",
			"accepts signatures with SHA-1 and MD5 only: servers "
			"of today do not make them (alert 40)");
	else if (n == 0 && r->highest == VERSION_TLS12)
		remark(r, "no-schemes",
			"sends no signature_algorithms, which means SHA-1 "
			"(RFC 5246 7.4.1.4.1): servers of today may not sign "
			"with it");
}

static void compression(struct remarks *r)
{
	const struct slice *methods = &r->hello->compression;
	bool null = false, other = false;

	for (size_t i = 0; i < methods->len; i++) {
		null = null || methods->data[i] == 0;
		other = other || methods->data[i] != 0;
	}
	if (other)
		remark(r, "compression",
			"offers compression, which leaks what is sent "
			"(CRIME); TLS 1.3 forbids it");
	if (is_tls(r) && methods->len > 0 && !null)
		remark(r, "no-null-compression",
			"does not offer the null compression, which every "
			"hello must (RFC 5246 7.4.1.2)");
}

static void fallback(struct remarks *r)
{
	if (hello_offers_suite(r->hello, 0x5600))
		remark(r, "fallback",
			"says that it is a second try in a lower version "
			"(0x5600, RFC 7507): a server that can do better "
			"answers alert 86 (inappropriate_fallback)");
}

static void doubles(struct remarks *r)
{
	const struct hello *hello = r->hello;

	for (size_t i = 0; i < hello->n_extensions; i++)
		for (size_t k = 0; k < i; k++)
			if (hello->extensions[i].type ==
				hello->extensions[k].type) {
				remark(r, "extension-twice",
					"sends extension 0x%04X twice, which "
					"is forbidden (RFC 8446 4.2)",
					hello->extensions[i].type);
				return;
			}
}

/* The handshake message with its header. */
static size_t message_length(const struct hello *hello)
{
	size_t len = 4 + 2 + hello->random.len + 1 + hello->session_id.len + 2 +
		hello->suites.len + 1 + hello->compression.len;

	if (hello->has_extensions)
		len += 2 + 4 * hello->n_extensions;
	for (size_t i = 0; i < hello->n_extensions; i++)
		len += hello->extensions[i].body.len;
	return len;
}

/* RFC 7685 1 */
static void length(struct remarks *r)
{
	size_t len = message_length(r->hello);

	if (is_tls(r) && r->hello->fault.kind == FAULT_NONE && len >= 256 &&
		len < 512)
		remark(r, "length",
			"has %zu bytes: at 256 to 511 some old load balancers "
			"hang, which a padding extension avoids",
			len);
}

static void last_extension(struct remarks *r)
{
	const struct hello *hello = r->hello;

	if (has(r, 41) && hello->n_extensions > 0 &&
		hello->extensions[hello->n_extensions - 1].type != 41)
		remark(r, "psk-not-last",
			"sends pre_shared_key, but not as its last extension "
			"(RFC 8446 4.2.11): a server answers alert 47");
}

struct remark *hello_remarks_of(
	struct arena *arena, size_t *n, const struct hello *hello)
{
	static void (*const all[])(struct remarks * r) = { fault, form, version,
		weak_suites, missing_suites, tls13, names, schemes, compression,
		fallback, length, doubles, last_extension };
	struct remarks r = { hello, hello_highest(hello), arena, 0,
		arena_zeroed(arena, REMARKS_MAX, sizeof(struct remark)) };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		all[i](&r);
	*n = r.n;
	return r.rows;
}
