/* SPDX-License-Identifier: ISC */
/*
 * Whether a suite can be answered, and by what: its key, its signature, its
 * group. (responder_can() of responder.h lives here, too.)
 */
#ifndef HALLO_RESPONDER_USABLE_H
#define HALLO_RESPONDER_USABLE_H

#include "responder/offer.h"
#include "wire/hello/hello.h"

/* What the chosen suite asks of the flight. */
struct plan {
	uint16_t suite;
	enum suite_exchange exchange;
	const struct key *key;	     /* whose certificate; NULL: none */
	bool is_signed;		     /* ServerKeyExchange carries a signature */
	const struct scheme *scheme; /* NULL before TLS 1.2 */
	const struct group *curve;   /* ECDHE */
	unsigned dh_bits;	     /* DHE; own prime if that of the profile */
	uint16_t dh_group;	     /* DHE by RFC 7919, or 0 */
	const struct key *temporary; /* RSA_EXPORT: the small key, or NULL */
};

/* Fills *plan for the suite; false when it would not work with this hello. */
bool usable_plan(const struct offer *offer, uint16_t code, struct plan *plan);

#endif
