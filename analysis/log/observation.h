/* SPDX-License-Identifier: ISC */
/*
 * The log of observations: append-only, one row for each probe that was sent,
 * whatever it was asked for, and one (probe 0) for each connection that failed
 * before it had a go-ahead. Facts are derived from it, nothing else is kept.
 *
 * The rows own copies of what they need; certificates and DH primes are kept
 * once each, by SHA-256.
 */
#ifndef HALLO_ANALYSIS_LOG_OBSERVATION_H
#define HALLO_ANALYSIS_LOG_OBSERVATION_H

#include "analysis/log/conclusion.h"
#include "analysis/log/decision.h"
#include "analysis/log/question.h"
#include "trust/certificate.h"
#include "trust/dh_prime.h"

#define OBSERVATION_REPLY 512

/* RFC 5246 7.2.2: what refuses in words */
#define ALERT_HANDSHAKE_FAILURE 40
#define ALERT_PROTOCOL_VERSION 70
#define ALERT_INSUFFICIENT_SECURITY 71

#define OBSERVATION_EXTENSIONS 16

/* A whole flight below TLS 1.3 came, and no certificate in it. */
#define OBSERVATION_NO_CERTIFICATE (-2)

struct observation {
	/* what was asked */
	uint32_t probe; /* id; 0: a connection without go-ahead */
	enum probe_purpose purpose;
	enum question_topic topic;
	uint32_t about; /* the probe whose row made it ask; 0: none */
	uint16_t asked_version;
	unsigned form;	    /* set of enum hello_property, by its bytes */
	size_t hello_bytes; /* records, as sent */
	size_t n_offered;   /* candidates, in wire order; owned */
	uint32_t *offered;
	size_t n_groups; /* supported_groups as sent; owned */
	uint16_t *groups;

	uint64_t question; /* hash of version, form and lists: equal for equal
			    * hellos */

	/* what came */
	enum outcome_kind kind;
	enum stage stage;
	int errnum;
	uint8_t alert;	 /* of OUTCOME_ALERT */
	uint8_t warning; /* a warning alert before ServerHello, or 0 */
	uint16_t ssl2_error;
	uint16_t version; /* negotiated, 0 when none */
	uint32_t suite;	  /* chosen, 0 when none (and NULL suite 0) */
	bool has_suite;
	uint8_t compression;
	bool secure_renegotiation;
	uint16_t group; /* of ECDHE or TLS 1.3, 0 when none */
	bool explicit_curve;
	unsigned dh_bits;
	int prime; /* index into log->primes, -1 when none */
	unsigned export_rsa_bits;
	uint16_t signature_scheme; /* 0 when none was named */
	int certificate; /* index into log->certificates; -1: none was seen, or
			  * OBSERVATION_NO_CERTIFICATE */
	bool client_certificate_requested;
	size_t n_kinds; /* SSL 2 cipher kinds of a SERVER-HELLO; owned */
	uint32_t *kinds;
	char alpn[32];
	size_t n_extensions; /* of the ServerHello, in its order */
	uint16_t extensions[OBSERVATION_EXTENSIONS];
	const char *unasked; /* "suite" "version" "group" "extension"
			      * "compression" that was not offered, or NULL */
	uint32_t unasked_code;
	bool foreign_session; /* the session id is not the answer that ours
			       * wants; the rest of it stands */
	struct fault fault;

	/* how */
	int face; /* index into log->faces, or -1: nothing was said before */
	size_t n_reply;
	uint8_t reply[OBSERVATION_REPLY]; /* of the dialog, verbatim (cut), or
					   * the first strange bytes */
	bool early;			  /* clear bytes behind the go-ahead */
	bool unannounced; /* STARTTLS was not offered, but asked for */
	uint16_t local_port;
	uint32_t started_ms, ready_ms, answer_ms;
	uint64_t bytes_out, bytes_in;
};

struct observed_prime {
	uint8_t sha256[32];
	unsigned bits;
	const char *name; /* of trust/dh_prime.h, NULL when unknown */
	const struct dh_prime *known; /* the same; NULL when unknown */
};

/* Who greeted: what is said before TLS, without what changes each time. Several
 * machines behind one address often have several. */
struct observed_face {
	uint64_t hash;
	char name[80]; /* of the greeting, printable; "" where it has none */
	uint32_t met;  /* rows */
};
#define OBSERVATION_FACES 64

struct observation_log {
	size_t n, room;
	struct observation *rows;
	size_t n_decisions, decisions_room;
	struct decision *decisions; /* in their order; owned */
	size_t n_conclusions, conclusions_room;
	struct conclusion *conclusions; /* likewise */
	size_t n_certificates;
	struct certificate_facts *certificates;
	size_t n_primes;
	struct observed_prime *primes;
	size_t n_faces;
	struct observed_face faces[OBSERVATION_FACES];
	bool is_part; /* certificates and primes are another log's */
};

void observation_log_init(struct observation_log *log);
void observation_log_clear(struct observation_log *log);

/* Appends what came of @probe (NULL: failed before the go-ahead). */
const struct observation *observation_append(struct observation_log *log,
	const struct probe *probe, const struct outcome *outcome);

/* The last row answers @asked: what its bytes do not tell goes into it. */
void observation_keep_question(
	struct observation_log *log, const struct question *asked);

/* Fills @question with what the row asked, its groups left to the standard. */
void observation_ask_again(
	const struct observation *o, struct question *question);

/* A decision that is made now, behind the rows so far. */
void observation_decide(
	struct observation_log *log, const struct decision *decision);

/* What follows from the rows so far. */
void observation_conclude(
	struct observation_log *log, const struct conclusion *conclusion);

/* The row of a probe; NULL: it is not there. */
const struct observation *observation_of_probe(
	const struct observation_log *log, uint32_t probe);

/* The face of what a server said before TLS; -1 when it said nothing, or when
 * there are too many. */
int observation_face(struct observation_log *log, struct slice dialog);

/* The same without keeping it: OBSERVATION_FACES when it was not met yet. */
int observation_find_face(
	const struct observation_log *log, struct slice dialog);

/* Appends a copy of a row of @from, of which this log is a part. */
const struct observation *observation_append_copy(struct observation_log *log,
	const struct observation_log *from, const struct observation *row);

/* Certificates and primes are @from's: of a part they are borrowed. */
void observation_share(
	struct observation_log *log, const struct observation_log *from);

/* Did the server answer in the protocol's own words (hello of any kind)? */
bool observation_answered(const struct observation *o);

/* Is the version and suite of the answer one that was offered? What else was
 * not asked for (an extension, a group) leaves the choice true. */
bool observation_chose_from_list(const struct observation *o);

/* Did the list of the hello hold @code? */
bool observation_offered(const struct observation *o, uint32_t code);

/* Explicit refusal: alert 40, 70 or 71 as the first answer. */
bool observation_refused(const struct observation *o);

/* May it say no when it comes again and again, alike: an end without a byte,
 * one whole alert, a ServerHello or HelloRetryRequest that takes none of it?
 * Not the alerts that speak of an extension (109, 110, 112, 116, 120), and
 * nothing that began as an answer and broke off. */
bool observation_may_refuse(const struct observation *o);

/* Time-out, reset, 4xx and connects that failed: what throttling looks like. */
bool observation_congested(const struct observation *o);

/* Clear text that opens a dialog, although there was none before the hello: its
 * scheme ("smtp", "imap", "pop3"), or NULL. */
const char *observation_greeting(const struct observation *o);

#endif
