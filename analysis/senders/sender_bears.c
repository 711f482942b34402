/* SPDX-License-Identifier: ISC */
/*
 * What a sender does not put up with in the answer of the server: a warning
 * before it, no secure renegotiation, a DH prime, a signature.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/senders/sender_parts.h"
#include "wire/tables/names.h"

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

/* The bits of the DH prime that it gets; @shown: in the shape of its hello, not
 * merely in the other one. A server may answer a hello with RFC 7919 groups by
 * one of these instead. */
static unsigned dh_bits(
	const struct judgement *j, const struct suite_fact *fact, bool *shown)
{
	bool rfc7919 = sender_offers_rfc7919(j->sender);
	unsigned own = rfc7919 ? fact->dh_bits_rfc7919 : fact->dh_bits;
	unsigned other = rfc7919 ? fact->dh_bits : fact->dh_bits_rfc7919;

	if (!own)
		own = rfc7919 ? j->version->rfc7919.bits
			      : j->version->plain.bits;
	if (!other)
		other = rfc7919 ? j->version->plain.bits
				: j->version->rfc7919.bits;
	*shown = own != 0;
	return own ? own : other;
}

static void bad_dh(struct judgement *j, const struct suite_fact *fact,
	unsigned bits, bool shown)
{
	const struct sender *sender = j->sender;

	if (!shown)
		judgement_doubt(j, SENDER_CAUSE_DH,
			"likely to fail: the server chooses %s with a DH prime "
			"of %u bits, it takes %u to %u; what it gets %s RFC "
			"7919 groups in its hello was not asked",
			suite_words(fact->code), bits, sender->dh_min_bits,
			sender->dh_max_bits,
			sender_offers_rfc7919(sender) ? "with" : "without");
	else if (bits < sender->dh_min_bits)
		judgement_fail(j, SENDER_CAUSE_DH,
			"the server chooses %s with a DH prime of %u bits, it "
			"demands %u: %s",
			suite_words(fact->code), bits, sender->dh_min_bits,
			sender->dh_refusal);
	else
		judgement_fail(j, SENDER_CAUSE_DH,
			"the server chooses %s with a DH prime of %u bits, it "
			"takes at most %u",
			suite_words(fact->code), bits, sender->dh_max_bits);
}

/* False: the verdict is given. */
static bool bears_dh(struct judgement *j, const struct suite_fact *fact)
{
	const struct sender *sender = j->sender;
	bool shown;
	unsigned bits = dh_bits(j, fact, &shown);
	const struct dhe_fact *shape = sender_offers_rfc7919(sender) == shown
		? &j->version->rfc7919
		: &j->version->plain;

	if (!suite_uses_dhe(suite_find(fact->code)))
		return true;
	judgement_prove(j, &shape->proof);
	if (bits >= sender->dh_min_bits && bits <= sender->dh_max_bits) {
		if (!shown)
			judgement_unless(j,
				"the server treats DHE otherwise where RFC "
				"7919 "
				"groups are %s",
				sender_offers_rfc7919(sender) ? "offered"
							      : "missing");
		return true;
	}
	if (bits)
		bad_dh(j, fact, bits, shown);
	else
		judgement_conclude(j, SENDER_UNKNOWN,
			"gets %s with %s, the size of its DH prime is not "
			"known",
			version_name(j->version->version),
			suite_words(fact->code));
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
		judgement_conclude(j, SENDER_UNKNOWN,
			"whether the server knows secure renegotiation is not "
			"known");
	else if (!o->secure_renegotiation)
		judgement_fail(j, SENDER_CAUSE_RENEGOTIATION,
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
	uint16_t version = j->version->version;
	bool is_signed = suite->exchange == EXCHANGE_DHE ||
		suite->exchange == EXCHANGE_ECDHE ||
		suite->exchange == EXCHANGE_RSA_EXPORT;

	if (j->sender->sha1_signatures || !is_signed ||
		version >= VERSION_TLS12)
		return true;
	judgement_fail(j, SENDER_CAUSE_SIGNATURE,
		"%s signs the key exchange of %s with SHA-1, it refuses that: "
		"\"legacy sigalg disallowed or unsupported\" in its log",
		version_name(version), suite_words(fact->code));
	return false;
}

/* TLS 1.2: the scheme that was seen is the one the server likes best of ours;
 * what it has besides was not asked. */
static bool bears_scheme(struct judgement *j, const struct suite_fact *fact)
{
	uint16_t scheme = fact->signature_scheme;
	const struct code_name *name = signature_scheme_find(scheme);

	if (j->version->version != VERSION_TLS12 || !scheme ||
		sender_offers_scheme(j->sender, scheme))
		return true;
	judgement_doubt(j, SENDER_CAUSE_SIGNATURE,
		"likely to fail: the server signed its key exchange with %s "
		"although others were offered before it; this sender does not "
		"offer that scheme, and whether the server has another was not "
		"asked",
		name ? name->name : "an unknown scheme");
	return false;
}

/* Alert 112 speaks of the server name that the hello had: it says nothing of
 * who sends none (RFC 6066 3). */
static bool bears_warning(struct judgement *j, const struct suite_fact *fact)
{
	const struct observation *o = shown(j, fact->code);
	const struct code_name *name;

	if (!j->sender->dies_on_warning || !o || o->warning == 0)
		return true;
	if (o->warning == ALERT_UNRECOGNIZED_NAME && j->context->named &&
		j->sender->server_name == SENDER_NAME_NONE) {
		judgement_unless(
			j, "the server warns without a server name as well");
		return true;
	}
	name = alert_find(o->warning);
	judgement_fail(j, SENDER_CAUSE_WARNING,
		"the server sends a warning alert before its ServerHello (%u "
		"%s): \"A TLS warning alert has been received.\" in its log",
		o->warning, name ? name->name : "unknown");
	return false;
}

static const struct certificate_facts *certificate_of(
	const struct judgement *j, const struct suite_fact *fact)
{
	const struct observation *o = shown(j, fact->code);

	if (!o || o->certificate < 0 ||
		(size_t)o->certificate >= j->portrait->log->n_certificates)
		return NULL;
	return &j->portrait->log->certificates[o->certificate];
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
		judgement_fail(j, refusal.cause, "%s", refusal.words);
	else
		judgement_conclude(j, refusal.result, "%s", refusal.words);
	return false;
}

/* RSA bits of the certificate when they are below what a verifying sender of
 * this kind trusts; 0 otherwise. */
static unsigned weak_key(
	const struct judgement *j, const struct suite_fact *fact)
{
	const struct certificate_facts *facts = certificate_of(j, fact);

	if (!facts || strncmp(facts->key_type, "RSA", 3) || !facts->key_bits ||
		facts->key_bits >= j->sender->rsa_min_bits)
		return 0;
	return facts->key_bits;
}

static void praise(struct judgement *j, const struct suite_fact *fact)
{
	unsigned key = weak_key(j, fact), bits = 0;
	bool shown;
	char dh[40] = "", rsa[120] = "";

	if (suite_uses_dhe(suite_find(fact->code)))
		bits = dh_bits(j, fact, &shown);
	if (bits)
		snprintf(dh, sizeof(dh), ", DH %u bits", bits);
	if (key)
		snprintf(rsa, sizeof(rsa),
			"; if it verifies certificates it does not trust the "
			"RSA key of %u bits (wants %u)",
			key, j->sender->rsa_min_bits);
	judgement_conclude(j, SENDER_ENCRYPTS, "%s, %s%s%s",
		version_name(j->version->version), suite_words(fact->code), dh,
		rsa);
}

void sender_bears(struct judgement *j, const struct suite_fact *fact)
{
	j->verdict->version = j->version->version;
	j->verdict->suite = fact->code;
	judgement_prove(j, &fact->proof);
	if (bears_warning(j, fact) && bears_renegotiation(j, fact) &&
		bears_certificate(j, fact) && bears_dh(j, fact) &&
		bears_signature(j, fact) && bears_scheme(j, fact))
		praise(j, fact);
}
