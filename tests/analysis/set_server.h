/* SPDX-License-Identifier: ISC */
/*
 * A server that is nothing but sets and a policy: it has no keys and signs
 * nothing, so a population's DSS, static DH, SRP and Kerberos suites can be
 * accepted as they were seen. What it does not do itself (SSL 2, TLS 1.3, each
 * refusal) the responder does for it.
 */
#ifndef HALLO_TESTS_ANALYSIS_SET_SERVER_H
#define HALLO_TESTS_ANALYSIS_SET_SERVER_H

#include "responder/responder.h"
#include "wire/hello/hello.h"

void set_server_answer(struct answer *answer, struct writer *w,
	const struct profile *profile, const struct hello *hello,
	const uint8_t seed[SEED_SIZE]);

#endif
