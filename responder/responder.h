/* SPDX-License-Identifier: ISC */
/*
 * A server made of a table: given a profile, a ClientHello, a seed and (or not)
 * a signer, the bytes of the answer. A pure function: no socket, no clock, no
 * state between hellos; the same arguments give the same bytes.
 *
 *  SSL 2        SERVER-HELLO
 *  SSL 3 - 1.2  ServerHello, Certificate, [ServerKeyExchange],
 *               [CertificateRequest], ServerHelloDone
 *  TLS 1.3      HelloRetryRequest, or ServerHello with a share of the right
 *               length (the sealed flight is not sent)
 *  else         the refusal of the profile
 */
#ifndef HALLO_RESPONDER_RESPONDER_H
#define HALLO_RESPONDER_RESPONDER_H

#include "responder/profile.h"
#include "wire/flight/flight.h"
#include "wire/hello/hello.h"

/* What to do with the connection once the bytes are sent. */
enum answer_end { ANSWER_WAIT, ANSWER_CLOSE, ANSWER_RESET, ANSWER_SILENCE };

struct answer {
	enum answer_end end;
	bool accepted;	  /* a ServerHello, retry or SERVER-HELLO */
	bool retry;	  /* a retry: another hello may come */
	uint16_t version; /* negotiated */
	uint32_t suite;
	uint16_t group; /* or 0 */
	uint8_t alert;	/* when refused by alert */
};

/* Signs what ServerKeyExchange needs; NULL as signer leaves random bytes of
 * the right length as signature (the simulator does not check them). */
struct signer;
struct signer *signer_new(void); /* loads the built-in test keys on demand */
void signer_free(struct signer *signer);

/* The DER certificate of a built-in key ("rsa4096"); empty when unknown. */
struct slice builtin_certificate(const char *name);
extern const char *const builtin_key_names[]; /* ends with NULL */

/* Could this suite ever be answered in that version, given the keys, groups and
 * DH size of the profile (not whether it is in the list)? Suites that need DSS,
 * static DH, GOST or SRP keys cannot; codes that no table knows can. */
bool responder_can(
	const struct profile *profile, uint16_t version, uint32_t suite);

/*
 * Writes the records of the answer into @w (FLIGHT_BUFFER is always enough) and
 * says what it chose. @hello is the parsed ClientHello.
 */
void responder_answer(struct answer *answer, struct writer *w,
	const struct profile *profile, const struct hello *hello,
	const uint8_t seed[SEED_SIZE], struct signer *signer);

#endif
