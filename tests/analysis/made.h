/* SPDX-License-Identifier: ISC */
/*
 * Portraits made by hand, for tests of what is concluded from them: rows of a
 * log and the facts that rest on them, without driver and server.
 *
 *	struct made made;
 *	made_init(&made);                       six versions refused
 *	made_suite(&made, VERSION_TLS12, 0xC02F);
 *	...
 *	made_clear(&made);
 */
#ifndef HALLO_TESTS_ANALYSIS_MADE_H
#define HALLO_TESTS_ANALYSIS_MADE_H

#include "analysis/model/portrait.h"
#include "analysis/senders/sender.h"

struct made {
	struct portrait portrait;
	struct observation_log log;
	uint32_t last_probe;
};

/* A server that was reached and refused all six versions with alert 70. */
void made_init(struct made *made);
void made_clear(struct made *made);

/* One more row, of at most 100; it stays where it is. */
struct observation *made_row(struct made *made, enum outcome_kind kind);

struct version_fact *made_version(
	struct made *made, uint16_t version, enum truth state);

/* The version takes @code after the ones before it (server order, complete),
 * with secure renegotiation and the certificate 0 if there is one. */
struct suite_fact *made_suite(
	struct made *made, uint16_t version, uint32_t code);

/* All DHE suites of @version so far use a prime of @bits in both shapes. */
void made_dh(struct made *made, uint16_t version, unsigned bits,
	const struct dh_prime *known);
void made_group(
	struct made *made, uint16_t version, uint16_t code, enum truth state);
void made_certificate(struct made *made, const char *key_type, unsigned bits);

/* The row of @suite in @version. */
struct observation *made_shown(
	struct made *made, uint16_t version, uint32_t suite);

/* The server of the story: TLS 1.0-1.2, six CBC suites in its order, DH 1024,
 * RSA 4096, signatures with SHA-512 in TLS 1.2. */
void made_kabelmail(struct made *made);

/* Asked at port 25, without a server name; and with one. */
extern const struct sender_context made_relay, made_named_relay;

extern const struct dh_prime made_group2, made_built_in, made_composite;

#endif
