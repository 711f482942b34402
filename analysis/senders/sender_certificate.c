/* SPDX-License-Identifier: ISC */
/*
 * What senders do not put up with in a certificate before they verify anything:
 * none, one that nobody can parse or that does not fit its suite, and one whose
 * keyUsage forbids what the key is used for. Only the last divides them:
 *
 *	GnuTLS 3.7.9	each key, each version: signatures for DHE, ECDHE and
 *			TLS 1.3, encipherment or agreement for RSA
 *	OpenSSL 3.0	EC keys below TLS 1.3: signatures
 *
 * Measured with gnutls-cli and s_client on Debian 12 and certificates of each
 * kind. TLS 1.3 encrypts its certificate: those of the versions below let one
 * guess, and a guess is no verdict.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/senders/sender_parts.h"
#include "analysis/log/shown.h"

static bool looks_at_each_key(const struct sender *sender)
{
	return !strcmp(sender->id, "gnutls-normal") ||
		!strcmp(sender->id, "msmtp") ||
		!strcmp(sender->id, "exim-gnutls");
}

/* Which use of the key must be allowed for this sender to go on; 0: any. */
static unsigned demanded(const struct judgement *j, const struct suite *suite,
	const struct certificate_facts *facts)
{
	if (looks_at_each_key(j->sender))
		return suite_key_usage(suite);
	if (j->version->version < VERSION_TLS13 &&
		!strcmp(facts->key_type, "EC") &&
		suite->exchange == EXCHANGE_ECDHE)
		return KEY_USAGE_DIGITAL_SIGNATURE;
	return 0;
}

static bool refuse(struct certificate_refusal *refusal,
	enum sender_result result, enum sender_cause cause)
{
	refusal->result = result;
	refusal->cause = cause;
	return true;
}

static bool refuses_use(const struct judgement *j, const struct suite *suite,
	const struct certificate_facts *facts,
	struct certificate_refusal *refusal)
{
	char uses[120];

	if (certificate_allows(facts, demanded(j, suite, facts)))
		return false;
	certificate_uses(uses, sizeof(uses), facts);
	snprintf(refusal->words, sizeof(refusal->words),
		"keyUsage of the certificate (%s) does not allow %s: %s", uses,
		suite->exchange == EXCHANGE_RSA ? "key encipherment"
						: "signatures",
		looks_at_each_key(j->sender)
			? "\"Key usage violation in certificate has been "
			  "detected.\" in its log, alert 80 to the server"
			: "\"ecc cert not for signing\" in its log, alert 40 "
			  "to the server");
	return refuse(refusal, SENDER_FAILS, SENDER_CAUSE_KEY_USAGE);
}

static bool refuses_shown(const struct judgement *j, const struct suite *suite,
	const struct observation *o, struct certificate_refusal *refusal)
{
	const struct certificate_facts *facts;

	switch (certificate_shown(j->portrait->log, o, &facts)) {
	case SHOWN_MISSING:
		snprintf(refusal->words, sizeof(refusal->words),
			"the server sends no certificate where its suite "
			"needs one: alert 50 (decode_error) to the server");
		return refuse(refusal, SENDER_FAILS, SENDER_CAUSE_CERTIFICATE);
	case SHOWN_BROKEN:
		snprintf(refusal->words, sizeof(refusal->words),
			"the certificate cannot be parsed (%s): alert 42 "
			"(bad_certificate) to the server",
			facts->trouble);
		return refuse(refusal, SENDER_FAILS, SENDER_CAUSE_CERTIFICATE);
	case SHOWN_UNFIT:
		snprintf(refusal->words, sizeof(refusal->words),
			"the certificate is of no use (%s)",
			certificate_unfit(facts, suite_find(o->suite)));
		return refuse(refusal, SENDER_FAILS, SENDER_CAUSE_CERTIFICATE);
	case SHOWN_UNREAD:
		snprintf(refusal->words, sizeof(refusal->words),
			"hallo does not read the certificate (%s)",
			facts->trouble);
		return refuse(refusal, SENDER_UNKNOWN, SENDER_CAUSE_NONE);
	case SHOWN_READABLE:
		return refuses_use(j, suite, facts, refusal);
	case SHOWN_NOTHING:
		break;
	}
	return false;
}

/* Would each certificate that was shown below TLS 1.3 stop this sender? */
static bool refuses_all_below(const struct judgement *j,
	const struct suite *suite, struct certificate_refusal *refusal)
{
	const struct observation_log *log = j->portrait->log;
	const struct certificate_facts *facts;
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (o->version >= VERSION_TLS13 ||
			certificate_shown(log, o, &facts) == SHOWN_NOTHING)
			continue;
		if (!refuses_shown(j, suite, o, refusal))
			return false;
		refusal->probe = o->probe;
		n++;
	}
	return n > 0;
}

bool sender_refuses_certificate(const struct judgement *j,
	const struct suite *suite, const struct observation *shown,
	struct certificate_refusal *refusal)
{
	char words[sizeof(refusal->words)];

	if (!suite_needs_certificate(suite) || !j->portrait->log)
		return false;
	if (j->version->version < VERSION_TLS13)
		return shown && refuses_shown(j, suite, shown, refusal);
	if (!refuses_all_below(j, suite, refusal))
		return false;
	memcpy(words, refusal->words, sizeof(words));
	snprintf(refusal->words, sizeof(refusal->words),
		"likely to fail: TLSv1.3 encrypts its certificate; in the "
		"versions below it is so: %.*s",
		(int)sizeof(words) - 90, words);
	return refuse(refusal, SENDER_UNKNOWN, SENDER_CAUSE_NONE);
}
