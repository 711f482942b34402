/* SPDX-License-Identifier: ISC */
/*
 * Senders as data (senders.def): mail servers that send, mail clients, and the
 * libraries of both. What each demands, and what would become of its connection
 * to the server of a portrait. Derived from the facts, not tried; every verdict
 * says so.
 */
#ifndef HALLO_ANALYSIS_SENDERS_SENDER_H
#define HALLO_ANALYSIS_SENDERS_SENDER_H

#include "analysis/model/portrait.h"
#include "wire/tables/names.h"

enum sender_kind {
	SENDER_MTA,	  /* comes to port 25 */
	SENDER_CLIENT,	  /* of mail: submission, IMAP, POP3, TLS itself */
	SENDER_SUBMITTER, /* of submission alone */
	SENDER_LIBRARY,	  /* of either */
};
/* "mta" "mail-client" "submission-client" "library" */
const char *sender_kind_name(enum sender_kind kind);

/* The server_name in its hello (RFC 6066 3). */
enum sender_server_name {
	SENDER_NAME_NONE,
	SENDER_NAME_HOST,      /* as the target of the connection is called */
	SENDER_NAME_TLSA_BASE, /* where its TLSA records are (RFC 7672 8.1) */
	SENDER_NAME_EITHER,    /* as its program likes */
};
/* "none" "host" "tlsa-base-domain" "either" */
const char *sender_server_name_word(enum sender_server_name server_name);

struct sender {
	const char *id;	  /* "openssl-level-2" */
	const char *name; /* "OpenSSL security level 2 (Debian, Ubuntu)" */
	enum sender_kind kind;
	enum sender_server_name server_name;
	bool common; /* so many use it that its failure weighs */
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
	const uint16_t *schemes; /* of signatures */
	size_t n_schemes;
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
/* May @sender's @suite come out in @version? */
bool sender_suite_counts(const struct suite *suite, uint16_t version);
/* Was the suite in a hello that asked for @version or got it? Then it is known
 * whether the server has it; else that was never asked. */
bool sender_suite_asked(
	const struct observation_log *log, uint16_t version, uint32_t code);
/* Was it in a hello for @version or above that did not get so much? */
bool sender_suite_refused(
	const struct observation_log *log, uint16_t version, uint32_t code);
bool sender_offers_group(const struct sender *sender, uint16_t code);
bool sender_offers_scheme(const struct sender *sender, uint16_t code);
/* Does it offer RFC 7919 groups? Then a server may use them (RFC 7919 4). */
bool sender_offers_rfc7919(const struct sender *sender);
bool sender_offers_suite(const struct sender *sender, uint32_t code);

/* Does it come to servers of this dialog (scheme: "smtp", "imap" …)? */
bool sender_comes(const struct sender *sender, const char *dialog);
/* All of them: "senders" "mail clients" */
const char *sender_plural(const char *dialog);

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
	SENDER_CAUSE_GROUP,	       /* none in common */
	SENDER_CAUSE_CERTIFICATE_TYPE, /* its type suits none of the suites */
	SENDER_CAUSE_SERVER_NAME,      /* demanded, and it sends none */
	SENDER_CAUSE_CERTIFICATE,      /* none, or not to be parsed */
	SENDER_CAUSE_KEY_USAGE,
#define SENDER_CAUSES (SENDER_CAUSE_KEY_USAGE + 1)
};
/* "dh" "no-common-suite" …; NULL for none. */
const char *sender_cause_name(enum sender_cause cause);

struct sender_verdict {
	const struct sender *sender;
	enum sender_result result;
	enum sender_cause cause;  /* of SENDER_FAILS */
	enum sender_cause likely; /* of SENDER_UNKNOWN: likely to fail */
	uint16_t version;	  /* what it would get, 0 when none */
	uint32_t suite;
	char reason[400];
	char unless[300]; /* what it rests on and was not asked; "": nothing */
	struct proof proof;
};
/* How the server of the portrait was asked. */
struct sender_context {
	const char *dialog; /* scheme */
	bool named;	    /* with a server name */
};
void sender_judge(struct sender_verdict *verdict, const struct sender *sender,
	const struct portrait *portrait, const struct sender_context *context);
void sender_verdict_clear(struct sender_verdict *verdict);

#endif
