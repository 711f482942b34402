/* SPDX-License-Identifier: ISC */
/*
 * What would become of a sender's connection, played through on the facts:
 *
 *	highest common version ──► suite by the server's or the sender's order
 *		──► what the sender does not put up with in the answer
 *
 * Where a needed fact is missing or inconclusive the verdict is "unknown" and
 * says which. Where several suites may come out (order unknown) each is played
 * through, and only one common end is a verdict.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/senders/sender_parts.h"
#include "wire/tables/names.h"

#define SUITES(name, ...)                                                      \
	static const uint32_t name##_suites[] = { __VA_ARGS__ };
#define GROUPS(name, ...)                                                      \
	static const uint16_t name##_groups[] = { __VA_ARGS__ };
#define SENDER(...)
#include "analysis/senders/senders.def"
#undef SUITES
#undef GROUPS
#undef SENDER

#define SUITES(...)
#define GROUPS(...)
#define SENDER(id_, suites_, groups_, name_, low, high, dh_low, dh_high, rsa,  \
	renegotiation, sha1, anonymous_, warning, refusal, origin_)            \
	{ .id = id_,                                                           \
		.name = name_,                                                 \
		.min_version = low,                                            \
		.max_version = high,                                           \
		.dh_min_bits = dh_low,                                         \
		.dh_max_bits = dh_high,                                        \
		.rsa_min_bits = rsa,                                           \
		.legacy_renegotiation = renegotiation,                         \
		.sha1_signatures = sha1,                                       \
		.anonymous = anonymous_,                                       \
		.dies_on_warning = warning,                                    \
		.dh_refusal = refusal,                                         \
		.suites = suites_##_suites,                                    \
		.n_suites = sizeof(suites_##_suites) / sizeof(uint32_t),       \
		.groups = groups_##_groups,                                    \
		.n_groups = sizeof(groups_##_groups) / sizeof(uint16_t),       \
		.origin = origin_ },
const struct sender sender_table[] = {
#include "analysis/senders/senders.def"
};
const size_t sender_table_len = sizeof(sender_table) / sizeof(sender_table[0]);

const char *sender_result_name(enum sender_result result)
{
	switch (result) {
	case SENDER_ENCRYPTS:
		return "ok";
	case SENDER_FAILS:
		return "fails";
	case SENDER_UNKNOWN:
		return "unknown";
	case SENDER_NOT_APPLICABLE:
		return "not-applicable";
	}
	return "unknown";
}

__attribute__((format(printf, 3, 4))) static void conclude(
	struct judgement *j, enum sender_result result, const char *fmt, ...)
{
	va_list ap;

	j->verdict->result = result;
	j->verdict->cause = SENDER_CAUSE_NONE;
	va_start(ap, fmt);
	vsnprintf(j->verdict->reason, sizeof(j->verdict->reason), fmt, ap);
	va_end(ap);
}

__attribute__((format(printf, 3, 4))) static void fail(
	struct judgement *j, enum sender_cause cause, const char *fmt, ...)
{
	va_list ap;

	j->verdict->result = SENDER_FAILS;
	j->verdict->cause = cause;
	va_start(ap, fmt);
	vsnprintf(j->verdict->reason, sizeof(j->verdict->reason), fmt, ap);
	va_end(ap);
}

static void add_proof(struct judgement *j, const struct proof *proof)
{
	for (size_t i = 0; i < proof->n; i++)
		proof_add(&j->verdict->proof, proof->probes[i]);
}

static const char *suite_words(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	if (!suite)
		return "an unknown suite";
	return *suite->openssl ? suite->openssl : suite->name;
}

const char *sender_cause_name(enum sender_cause cause)
{
	static const char *const names[] = { NULL, "no-tls",
		"no-common-version", "no-common-suite", "dh",
		"no-secure-renegotiation", "signature", "warning-alert",
		"certificate", "key-usage" };

	return cause < sizeof(names) / sizeof(*names) ? names[cause] : NULL;
}

/* ---- version ---- */

static bool pick_version(struct judgement *j)
{
	for (size_t i = PORTRAIT_VERSIONS; i-- > 0;) {
		const struct version_fact *fact = &j->portrait->versions[i];

		if (fact->version < j->sender->min_version ||
			fact->version > j->sender->max_version)
			continue;
		if (fact->state == TRUTH_YES) {
			j->version = fact;
			return true;
		}
		if (fact->state == TRUTH_NO)
			add_proof(j, &fact->proof);
		if (fact->state == TRUTH_INCONCLUSIVE ||
			fact->state == TRUTH_NOT_ASKED) {
			conclude(j, SENDER_UNKNOWN, "%s is %s%s%s",
				version_name(fact->version),
				truth_name(fact->state),
				*fact->reason ? ": " : "", fact->reason);
			return false;
		}
	}
	fail(j, SENDER_CAUSE_VERSION,
		"no common version: it speaks %s to %s, the server none of "
		"these; the answer is alert 70 (protocol_version) or 40",
		version_name(j->sender->min_version),
		version_name(j->sender->max_version));
	return false;
}

/* ---- what the sender does not put up with ---- */

/* The row of the log where the server chose @suite in this version. */
static const struct observation *shown(
	const struct judgement *j, uint32_t suite)
{
	const struct observation_log *log = j->portrait->log;

	for (size_t i = 0; log && i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (o->has_suite && o->suite == suite &&
			o->version == j->version->version)
			return o;
	}
	return NULL;
}

static unsigned dh_bits(
	const struct judgement *j, const struct suite_fact *fact)
{
	if (!sender_offers_rfc7919(j->sender))
		return fact->dh_bits ? fact->dh_bits : j->version->plain.bits;
	if (fact->dh_bits_rfc7919)
		return fact->dh_bits_rfc7919;
	if (j->version->rfc7919.bits)
		return j->version->rfc7919.bits;
	return fact->dh_bits ? fact->dh_bits : j->version->plain.bits;
}

/* False: the verdict is given. */
static bool bears_dh(struct judgement *j, const struct suite_fact *fact)
{
	const struct sender *sender = j->sender;
	unsigned bits = dh_bits(j, fact);
	const struct proof *shape = sender_offers_rfc7919(sender)
		? &j->version->rfc7919.proof
		: &j->version->plain.proof;

	if (!suite_uses_dhe(suite_find(fact->code)))
		return true;
	add_proof(j, shape);
	if (bits == 0)
		conclude(j, SENDER_UNKNOWN,
			"gets %s with %s, the size of its DH prime is not "
			"known",
			version_name(j->version->version),
			suite_words(fact->code));
	else if (bits < sender->dh_min_bits)
		fail(j, SENDER_CAUSE_DH,
			"the server chooses %s with a DH prime of %u bits, it "
			"demands %u: %s",
			suite_words(fact->code), bits, sender->dh_min_bits,
			sender->dh_refusal);
	else if (bits > sender->dh_max_bits)
		fail(j, SENDER_CAUSE_DH,
			"the server chooses %s with a DH prime of %u bits, it "
			"takes at most %u",
			suite_words(fact->code), bits, sender->dh_max_bits);
	else
		return true;
	return false;
}

static bool bears_renegotiation(
	struct judgement *j, const struct suite_fact *fact)
{
	const struct observation *o = shown(j, fact->code);

	if (j->version->version >= VERSION_TLS13 ||
		j->sender->legacy_renegotiation)
		return true;
	if (!o)
		conclude(j, SENDER_UNKNOWN,
			"whether the server knows secure renegotiation is not "
			"known");
	else if (!o->secure_renegotiation)
		fail(j, SENDER_CAUSE_RENEGOTIATION,
			"the ServerHello lacks renegotiation_info (RFC 5746): "
			"\"unsafe legacy renegotiation disabled\" in its log, "
			"alert 40 to the server");
	return o && o->secure_renegotiation;
}

/* TLS 1.2 names the scheme; before, it is MD5 with SHA-1, or SHA-1 alone
 * (RFC 2246 7.4.3), and a library that refuses SHA-1 refuses all of it. */
static bool bears_signature(struct judgement *j, const struct suite_fact *fact)
{
	const struct suite *suite = suite_find(fact->code);
	uint16_t version = j->version->version, hash;
	bool is_signed = suite->exchange == EXCHANGE_DHE ||
		suite->exchange == EXCHANGE_ECDHE ||
		suite->exchange == EXCHANGE_RSA_EXPORT;

	if (j->sender->sha1_signatures || !is_signed ||
		version >= VERSION_TLS13)
		return true;
	if (version < VERSION_TLS12) {
		fail(j, SENDER_CAUSE_SIGNATURE,
			"%s signs the key exchange of %s with SHA-1, it "
			"refuses that: \"legacy sigalg disallowed or "
			"unsupported\" in its log",
			version_name(version), suite_words(fact->code));
		return false;
	}
	hash = fact->signature_scheme >> 8;
	if (hash != 1 && hash != 2)
		return true;
	conclude(j, SENDER_UNKNOWN,
		"likely to fail: the server signed its key exchange with %s "
		"although SHA-2 was offered first; this sender offers only "
		"SHA-2, and whether the server can do that was not asked",
		hash == 1 ? "MD5" : "SHA-1");
	return false;
}

static bool bears_warning(struct judgement *j, const struct suite_fact *fact)
{
	const struct observation *o = shown(j, fact->code);
	const struct code_name *name;

	if (!j->sender->dies_on_warning || !o || o->warning == 0)
		return true;
	name = alert_find(o->warning);
	fail(j, SENDER_CAUSE_WARNING,
		"the server sends a warning alert before its ServerHello (%u "
		"%s): \"A TLS warning alert has been received.\" in its log",
		o->warning, name ? name->name : "unknown");
	return false;
}

static bool bears_certificate(
	struct judgement *j, const struct suite_fact *fact)
{
	struct certificate_refusal refusal = { 0 };

	if (!sender_refuses_certificate(
		    j, suite_find(fact->code), shown(j, fact->code), &refusal))
		return true;
	if (refusal.probe)
		proof_add(&j->verdict->proof, refusal.probe);
	if (refusal.result == SENDER_FAILS)
		fail(j, refusal.cause, "%s", refusal.words);
	else
		conclude(j, refusal.result, "%s", refusal.words);
	return false;
}

/* RSA bits of the certificate when they are below what a verifying sender of
 * this kind trusts; 0 otherwise. */
static unsigned weak_key(
	const struct judgement *j, const struct suite_fact *fact)
{
	const struct observation *o = shown(j, fact->code);
	const struct certificate_facts *facts;

	if (!o || o->certificate < 0 ||
		(size_t)o->certificate >= j->portrait->log->n_certificates)
		return 0;
	facts = &j->portrait->log->certificates[o->certificate];
	if (strncmp(facts->key_type, "RSA", 3) || !facts->key_bits ||
		facts->key_bits >= j->sender->rsa_min_bits)
		return 0;
	return facts->key_bits;
}

static void praise(struct judgement *j, const struct suite_fact *fact)
{
	unsigned key = weak_key(j, fact), bits = 0;
	char dh[40] = "", rsa[120] = "";

	if (suite_uses_dhe(suite_find(fact->code)))
		bits = dh_bits(j, fact);
	if (bits)
		snprintf(dh, sizeof(dh), ", DH %u bits", bits);
	if (key)
		snprintf(rsa, sizeof(rsa),
			"; if it verifies certificates it does not trust the "
			"RSA key of %u bits (wants %u)",
			key, j->sender->rsa_min_bits);
	conclude(j, SENDER_ENCRYPTS, "%s, %s%s%s",
		version_name(j->version->version), suite_words(fact->code), dh,
		rsa);
}

static void play(struct judgement *j, const struct suite_fact *fact)
{
	j->verdict->version = j->version->version;
	j->verdict->suite = fact->code;
	add_proof(j, &fact->proof);
	if (bears_warning(j, fact) && bears_renegotiation(j, fact) &&
		bears_certificate(j, fact) && bears_dh(j, fact) &&
		bears_signature(j, fact))
		praise(j, fact);
}

/* ---- no suite ---- */

/* The refusal that ended the list of this version, for its own words. */
static const struct observation *refusal(const struct judgement *j)
{
	const struct observation_log *log = j->portrait->log;

	for (size_t i = log ? log->n : 0; i-- > 0;) {
		const struct observation *o = &log->rows[i];

		if (o->probe && o->asked_version == j->version->version &&
			o->kind == OUTCOME_ALERT)
			return o;
	}
	return NULL;
}

static bool server_has(
	const struct judgement *j, bool (*quality)(const struct suite *suite))
{
	for (size_t i = 0; i < j->version->n_suites; i++) {
		const struct suite *suite =
			suite_find(j->version->suites[i].code);

		if (suite && quality(suite))
			return true;
	}
	return false;
}

/* What all suites of the sender have in this version and none of the server's.
 */
static const char *missing(const struct judgement *j)
{
	bool all_aead = true, all_secret = true;

	for (size_t i = 0; i < j->sender->n_suites; i++) {
		const struct suite *suite = suite_find(j->sender->suites[i]);

		if (!suite ||
			(suite->family == SUITE_TLS13) !=
				(j->version->version >= VERSION_TLS13))
			continue;
		all_aead &= suite_is_aead(suite);
		all_secret &= suite_is_forward_secret(suite);
	}
	if (all_aead && !server_has(j, suite_is_aead))
		return "the server has no AEAD suite (GCM, ChaCha20), this "
		       "sender has nothing else";
	if (all_secret && !server_has(j, suite_is_forward_secret))
		return "the server has no suite with forward secrecy, this "
		       "sender has nothing else";
	return "none of the server's suites is among those it offers";
}

static void no_suite(struct judgement *j)
{
	const struct observation *o = refusal(j);
	unsigned alert = o ? o->alert : 40;
	const struct code_name *name = alert_find((uint16_t)alert);

	j->verdict->version = 0;
	if (o)
		proof_add(&j->verdict->proof, o->probe);
	fail(j, SENDER_CAUSE_SUITE,
		"no common suite in %s, the server answers alert %u (%s): %s",
		version_name(j->version->version), alert,
		name ? name->name : "unknown", missing(j));
}

/* ---- all together ---- */

static void judge_suites(struct judgement *j)
{
	struct choice choice = { 0 };
	enum sender_result first = SENDER_UNKNOWN;
	bool agree = true;

	sender_choose(j, &choice);
	if (choice.n == 0 && !choice.open) {
		no_suite(j);
		return;
	}
	for (size_t i = choice.n; i-- > 0;) {
		play(j, choice.suites[i]);
		agree &= i + 1 == choice.n || j->verdict->result == first;
		first = j->verdict->result;
	}
	if (choice.open) {
		j->verdict->version = 0;
		conclude(j, SENDER_UNKNOWN, "%s: %s",
			version_name(j->version->version), choice.open_reason);
	} else if (!agree) {
		j->verdict->version = 0;
		conclude(j, SENDER_UNKNOWN,
			"%s: it depends on which of %zu suites the server "
			"chooses, its order is not known",
			version_name(j->version->version), choice.n);
	}
}

static bool judge_state(struct judgement *j)
{
	const struct portrait *p = j->portrait;

	switch (p->state) {
	case TRUTH_YES:
		return true;
	case TRUTH_NOT_APPLICABLE:
		conclude(j, SENDER_NOT_APPLICABLE, "%s", p->state_reason);
		return false;
	case TRUTH_NO:
		fail(j, SENDER_CAUSE_NO_TLS, "the server never spoke TLS%s%s",
			*p->state_reason ? ": " : "", p->state_reason);
		return false;
	case TRUTH_NOT_ASKED:
	case TRUTH_INCONCLUSIVE:
		conclude(j, SENDER_UNKNOWN, "%s",
			*p->state_reason ? p->state_reason
					 : "the server was not reached");
		return false;
	}
	return false;
}

void sender_judge(struct sender_verdict *verdict, const struct sender *sender,
	const struct portrait *portrait)
{
	struct judgement j = { sender, portrait, NULL, verdict };

	memset(verdict, 0, sizeof(*verdict));
	verdict->sender = sender;
	if (!judge_state(&j) || !pick_version(&j))
		return;
	if (portrait->list_limit && sender->n_suites > portrait->list_limit)
		conclude(&j, SENDER_UNKNOWN,
			"it offers %zu suites, the server may take only %zu in "
			"one hello",
			sender->n_suites, portrait->list_limit);
	else
		judge_suites(&j);
}

void sender_verdict_clear(struct sender_verdict *verdict)
{
	free(verdict->proof.probes);
	memset(verdict, 0, sizeof(*verdict));
}
