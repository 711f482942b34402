/* SPDX-License-Identifier: ISC */
/*
 * Rules on odd servers: what most senders get past and some break on, read from
 * the rows of the log.
 */
#include <stdlib.h>

#include "analysis/log/cover.h"
#include "analysis/log/words.h"
#include "analysis/rules/finding_parts.h"

#define ALERT_UNRECOGNIZED_NAME 112

/* OpenSSL took a modulus of 10,000 bits and refused one of 10,240. */
#define DH_TOO_LONG 10000
#define DH_LONG 8192

typedef bool row_test(const struct observation *o);

/* The rows for which @test holds, as proof; their number. */
static size_t gather(
	const struct scene *scene, struct finding *f, row_test *test)
{
	const struct observation_log *log = scene->portrait->log;
	size_t n = 0;

	for (size_t i = 0; log && i < log->n; i++) {
		if (!test(&log->rows[i]))
			continue;
		if (log->rows[i].probe)
			proof_add(&f->proof, log->rows[i].probe);
		n++;
	}
	return n;
}

static bool has_long_dh(const struct observation *o)
{
	return o->dh_bits > DH_LONG;
}

bool rule_dh_oversized(const struct scene *scene, struct finding *f)
{
	const struct observation_log *log = scene->portrait->log;
	unsigned bits = 0;

	if (!gather(scene, f, has_long_dh))
		return false;
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].dh_bits > bits)
			bits = log->rows[i].dh_bits;
	f->severity = bits > DH_TOO_LONG ? SEVERITY_MEDIUM : SEVERITY_LOW;
	say_title(f, "Diffie-Hellman prime of %u bits: too long", bits);
	if (bits > DH_TOO_LONG)
		say_detail(f,
			"OpenSSL refuses a prime of more than 10,000 bits "
			"(\"modulus too large\", alert 47), GnuTLS one of "
			"16,384 bits with the words \"not long enough\" "
			"(alert 71). ");
	say_detail(f,
		"It protects no better than 3072 bits and costs both sides "
		"much time for each connection.");
	say_fix(f,
		"Take ffdhe2048 or ffdhe3072 of RFC 7919, or parameters of "
		"2048 bits (openssl dhparam -out dh.pem 2048).");
	return true;
}

static bool has_explicit_curve(const struct observation *o)
{
	return o->explicit_curve;
}

bool rule_explicit_curve(const struct scene *scene, struct finding *f)
{
	if (!gather(scene, f, has_explicit_curve))
		return false;
	f->severity = SEVERITY_MEDIUM;
	say_title(f, "ECDHE with a curve spelt out instead of named");
	say_detail(f,
		"The ServerKeyExchange describes its curve by numbers. RFC "
		"8422 section 5.4 forbids that since 2018, and no sender can "
		"know that such a curve is safe. Libraries that know named "
		"curves only cannot go on.");
	say_fix(f,
		"Let the server use named curves. Postfix: "
		"smtpd_tls_eecdh_grade = auto; Exim with OpenSSL: "
		"tls_eccurve = auto; an old library must be updated.");
	return true;
}

/* Without a dialog there is no go-ahead: a greeting may come. */
static bool came_early(const struct observation *o)
{
	return o->early && o->face >= 0;
}

bool rule_early_bytes(const struct scene *scene, struct finding *f)
{
	size_t n = gather(scene, f, came_early);

	if (!n)
		return false;
	f->severity = SEVERITY_HIGH;
	say_title(f, "Clear text behind the go-ahead of STARTTLS");
	say_detail(f,
		"On %zu connections bytes in clear text followed the go-ahead, "
		"before TLS began. A sender that keeps them reads them as if "
		"they had come protected: the mirror image of CVE-2011-0411. "
		"Either somebody on the way adds them, or the server (or a "
		"proxy in front of it) says more than one reply.",
		n);
	say_fix(f,
		"Look from another network whether they come there too. If "
		"so it is the server: one reply to STARTTLS, then nothing "
		"until the ClientHello. If not, look for what sits between.");
	return true;
}

static bool is_name_refused(const struct observation *o)
{
	return (o->kind == OUTCOME_ALERT &&
		       o->alert == ALERT_UNRECOGNIZED_NAME) ||
		o->warning == ALERT_UNRECOGNIZED_NAME;
}

static bool is_name_warning(const struct observation *o)
{
	return o->warning == ALERT_UNRECOGNIZED_NAME && observation_answered(o);
}

bool rule_name_refused(const struct scene *scene, struct finding *f)
{
	struct finding unused = { 0 };
	size_t n = gather(scene, f, is_name_refused);
	size_t warnings = gather(scene, &unused, is_name_warning);

	free(unused.proof.probes);
	if (!n)
		return false;
	f->severity = SEVERITY_MEDIUM;
	say_title(f, "The server name is refused (alert 112)");
	say_detail(f,
		"To %zu hellos came alert 112 (unrecognized_name), %zu times "
		"as a mere warning before the answer. ",
		n, warnings);
	if (warnings)
		say_detail(f,
			"The warning ends Exim with GnuTLS (\"A TLS warning "
			"alert has been received.\"); OpenSSL and Postfix go "
			"on. ");
	if (n > warnings)
		say_detail(f,
			"Senders that send this name (with DANE all do, "
			"RFC 7672 8.1) cannot encrypt.");
	say_fix(f,
		"Give the server a certificate for the name that its MX "
		"record has, or let it answer unknown names with its usual "
		"one. --sni NAME and --no-sni show what it takes.");
	return true;
}

/* ---- intolerance ---- */

static bool is_odd_end(const struct observation *o)
{
	if (o->kind == OUTCOME_ALERT)
		return o->alert != ALERT_HANDSHAKE_FAILURE &&
			o->alert != ALERT_PROTOCOL_VERSION &&
			o->alert != ALERT_INSUFFICIENT_SECURITY;
	return o->kind == OUTCOME_SILENCE || o->kind == OUTCOME_RESET ||
		o->kind == OUTCOME_CLOSED;
}

/* @o answered in a lower version what the hello of @end offered, too, with a
 * list no shorter: so it is not the suites and not the length. */
static bool tells_against(
	const struct observation *o, const struct observation *end)
{
	return observation_answered(o) && !o->unasked &&
		o->asked_version < end->asked_version && o->has_suite &&
		o->n_offered >= end->n_offered &&
		observation_offered(end, o->suite);
}

static bool is_contrasted(const struct observation_log *log, size_t at)
{
	for (size_t i = 0; i < log->n; i++)
		if (tells_against(&log->rows[i], &log->rows[at]))
			return true;
	return false;
}

/* Answered in between as well: not a server that had stopped to answer. */
static bool was_alive_after(
	const struct observation_log *log, size_t at, uint16_t version)
{
	for (size_t i = at + 1; i < log->n; i++)
		if (observation_answered(&log->rows[i]) &&
			log->rows[i].asked_version < version)
			return true;
	return false;
}

/* How many hellos for @version met an odd end; 0 when one of them did not. */
static size_t count_intolerant(
	const struct observation_log *log, uint16_t version, struct finding *f)
{
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (o->probe && o->asked_version == version &&
			o->kind != OUTCOME_CANCELLED && !is_odd_end(o))
			return 0;
	}
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (!o->probe || o->asked_version != version ||
			!is_odd_end(o) || !is_contrasted(log, i) ||
			!was_alive_after(log, i, version))
			continue;
		proof_add(&f->proof, o->probe);
		n++;
	}
	return n;
}

bool rule_intolerance(const struct scene *scene, struct finding *f)
{
	const struct observation_log *log = scene->portrait->log;
	struct wordlist versions = { 0 };

	for (uint16_t v = VERSION_TLS10; log && v <= VERSION_TLS13; v++) {
		struct finding part = { 0 };

		if (count_intolerant(log, v, &part) > 1) {
			add_proof(f, &part.proof);
			wordlist_add(
				&versions, version_name(v), PORTRAIT_VERSIONS);
		}
		free(part.proof.probes);
	}
	if (!versions.n)
		return false;
	f->severity = SEVERITY_HIGH;
	say_title(f, "Does not bear hellos of %s", versions.text);
	say_detail(f,
		"It breaks off or is silent at a hello of %s, while it answers "
		"a lower version with suites that this hello offered as well, "
		"before and after. A server must answer with the highest "
		"version that it has (RFC 5246 appendix E.1). Senders of "
		"today do not fall back: they cannot encrypt.",
		versions.text);
	say_fix(f,
		"Update the server's TLS library, or the device in front of "
		"it that inspects TLS.");
	return true;
}

/* ---- long lists ---- */

static bool asked_for_intolerance(const struct observation *o)
{
	return o->purpose == PURPOSE_INTOLERANCE;
}

bool rule_suite_intolerance(const struct scene *scene, struct finding *f)
{
	const struct intolerance *found = &scene->portrait->intolerance;
	const struct suite *suite = suite_find(found->suspect);
	struct wordlist victims = { 0 };
	char words[200];

	if (!found->certain)
		return false;
	gather(scene, f, asked_for_intolerance);
	for (size_t i = 0; i < sender_table_len; i++)
		if (sender_comes(&sender_table[i], scene->context->dialog) &&
			sender_offers_suite(&sender_table[i], found->suspect))
			wordlist_add(&victims, sender_table[i].name,
				sender_table_len);
	wordlist_end(&victims);
	f->severity = victims.n ? SEVERITY_MEDIUM : SEVERITY_INFO;
	say_title(f, "Breaks on hellos that offer %s",
		suite ? suite->name : "an unassigned suite");
	words_of_intolerance(found, words, sizeof(words));
	say_detail(f,
		"The server must pass over suites that it does not know (RFC "
		"5246 7.4.1.2). Here %s, although the list holds a suite that "
		"the server has; without it the same list is answered. ",
		words);
	if (victims.n)
		say_detail(f, "Senders that offer it: %s.", victims.text);
	else
		say_detail(f, "No sender that we know offers it.");
	say_fix(f,
		"%sUpdate the server's TLS library, or the device in front "
		"of it.",
		victims.n ? "" : "Nothing must be done for mail. ");
	return true;
}

static bool asked_for_length(const struct observation *o)
{
	return o->purpose == PURPOSE_LIMIT ||
		(o->purpose == PURPOSE_COVER && cover_asked_length(o));
}

static void say_limit(struct finding *f, size_t limit, size_t refused)
{
	say_title(f, "Takes at most %s%zu suites in a hello",
		refused == limit + 1 ? "" : "about ", limit);
	say_detail(f,
		"Longer lists met no answer or a refusal, although they held "
		"suites that the server has. ");
	if (refused)
		say_detail(f,
			"A list of %zu was answered, one of %zu not, where "
			"nothing but the length was different. ",
			limit, refused);
}

bool rule_list_limit(const struct scene *scene, struct finding *f)
{
	size_t limit = scene->portrait->list_limit;
	struct wordlist victims = { 0 };

	if (!limit)
		return false;
	for (size_t i = 0; i < sender_table_len; i++)
		if (sender_comes(&sender_table[i], scene->context->dialog) &&
			sender_table[i].n_suites > limit)
			wordlist_add(&victims, sender_table[i].name,
				sender_table_len);
	wordlist_end(&victims);
	f->severity = victims.n ? SEVERITY_MEDIUM : SEVERITY_INFO;
	gather(scene, f, asked_for_length);
	say_limit(f, limit, scene->portrait->list_refused);
	if (victims.n)
		say_detail(f, "Senders that offer more: %s.", victims.text);
	else
		say_detail(f,
			"The senders we know offer fewer: none of them is "
			"stopped by it. Scanners that send all at once see "
			"too little.");
	say_fix(f,
		"%sUpdate the server's TLS library, or the device in front "
		"of it.",
		victims.n ? "" : "Nothing must be done for mail. ");
	return true;
}
