/* SPDX-License-Identifier: ISC */
/*
 * One hello to a responder and back, without a network: a spec becomes
 * bytes, a hello, an answer, and the flight as a prober reads it.
 */
#ifndef HALLO_TESTS_RESPONDER_TALK_H
#define HALLO_TESTS_RESPONDER_TALK_H

#include "responder/responder.h"
#include "tests/lib/unit.h"
#include "wire/hello/hello_spec.h"
#include "wire/hello/hello.h"

/* All of the last talk; slices point into its buffers. */
struct talk {
	struct hello hello;
	struct answer answer;
	struct slice sent;  /* the records of the hello, by talk_ask() */
	struct slice bytes; /* what the responder sent */
	struct server_flight flight;
};
extern struct talk talk;

/* A built-in profile into @profile, or one from text. */
void talk_profile(struct profile *profile, const char *name);
void talk_text(struct profile *profile, const char *text);

/* Asks with a standard hello, or with one as it is. The flight must read
 * without a fault. */
void talk_ask(const struct profile *profile, const struct hello_spec *spec,
	struct signer *signer);
void talk_hello(const struct profile *profile, const struct hello *hello,
	struct signer *signer);

/* Asks for the suites, ended by 0, in that version. */
void talk_suites(const struct profile *profile, uint16_t version,
	const uint32_t *suites, struct signer *signer);

#define SUITES(...) ((const uint32_t[]){ __VA_ARGS__, 0 })

#endif
