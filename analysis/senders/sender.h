/* SPDX-License-Identifier: ISC */
/*
 * Sending mail servers as data (senders.def): what each demands, and what would
 * become of its connection to the server of a portrait. Derived from the facts,
 * not tried; every verdict says so.
 */
#ifndef HALLO_ANALYSIS_SENDERS_SENDER_H
#define HALLO_ANALYSIS_SENDERS_SENDER_H

#include "analysis/model/portrait.h"

struct sender {
	const char *id;	  /* "openssl-level-2" */
	const char *name; /* "OpenSSL security level 2 (Debian, Ubuntu)" */
	uint16_t min_version, max_version;
	unsigned dh_min_bits, dh_max_bits;
	unsigned rsa_min_bits;	   /* when it verifies; never breaks alone */
	bool legacy_renegotiation; /* goes on without renegotiation_info */
	bool sha1_signatures;	   /* takes a SHA-1 ServerKeyExchange */
	bool anonymous;		   /* offers anonymous suites */
	bool dies_on_warning;	   /* any alert before ServerHello ends it */
	const char *dh_refusal;	   /* what it does on a bad DH prime */
	const uint32_t *suites;	   /* what it offers, in its order */
	size_t n_suites;
	const uint16_t *groups;
	size_t n_groups;
	const char *origin; /* where these numbers come from */
};
extern const struct sender sender_table[];
extern const size_t sender_table_len;

enum sender_result {
	SENDER_ENCRYPTS,
	SENDER_FAILS,	/* handshake fails: clear text or no delivery */
	SENDER_UNKNOWN, /* not enough is known */
	SENDER_NOT_APPLICABLE,
};
/* Does it offer RFC 7919 groups? Then a server may use them (RFC 7919 4). */
bool sender_offers_rfc7919(const struct sender *sender);
bool sender_offers_suite(const struct sender *sender, uint32_t code);

/* "ok" "fails" "unknown" "not-applicable" */
const char *sender_result_name(enum sender_result result);

/* What breaks it. */
enum sender_cause {
	SENDER_CAUSE_NONE,
	SENDER_CAUSE_NO_TLS,
	SENDER_CAUSE_VERSION,
	SENDER_CAUSE_SUITE, /* none in common */
	SENDER_CAUSE_DH,
	SENDER_CAUSE_RENEGOTIATION,
	SENDER_CAUSE_SIGNATURE,
	SENDER_CAUSE_WARNING,
	SENDER_CAUSE_CERTIFICATE, /* none, or not to be parsed */
	SENDER_CAUSE_KEY_USAGE,
};
/* "dh" "no-common-suite" …; NULL for none. */
const char *sender_cause_name(enum sender_cause cause);

struct sender_verdict {
	const struct sender *sender;
	enum sender_result result;
	enum sender_cause cause; /* of SENDER_FAILS */
	uint16_t version;	 /* what it would get, 0 when none */
	uint32_t suite;
	char reason[300];
	struct proof proof;
};
void sender_judge(struct sender_verdict *verdict, const struct sender *sender,
	const struct portrait *portrait);
void sender_verdict_clear(struct sender_verdict *verdict);

#endif
