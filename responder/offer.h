/* SPDX-License-Identifier: ISC */
/*
 * What a ClientHello offers to a profile, as far as it does not depend on the
 * suite: worked out once a hello.
 */
#ifndef HALLO_RESPONDER_OFFER_H
#define HALLO_RESPONDER_OFFER_H

#include "responder/key.h"
#include "wire/hello/hello.h"

/* A list of 16-bit codes as it lies in the hello. */
struct code_list {
	bool sent;
	struct slice codes;
};
size_t code_list_len(const struct code_list *list);
uint16_t code_list_at(const struct code_list *list, size_t i);
bool code_list_has(const struct code_list *list, uint16_t code);

struct offer {
	const struct profile *profile;
	const struct hello *hello;
	uint16_t version; /* chosen */
	const struct profile_version *table;
	struct code_list groups, schemes;
	struct group strange;	   /* of the profile, in no table; or code 0 */
	const struct group *curve; /* TLS <= 1.2: for ECDHE, or NULL */
	uint16_t dh_group;	   /* TLS <= 1.2: RFC 7919, or 0 */
	bool dh_refused;	   /* RFC 7919 section 4: no DHE at all */
	const struct key *rsa, *ecdsa;
	const struct scheme *rsa_scheme, *ecdsa_scheme; /* TLS 1.2 */
};

/* False when one of the extensions it needs is malformed (alert 50). */
bool offer_read(struct offer *offer, const struct profile *profile,
	const struct hello *hello);

/* offer->version and offer->table are set: keys, schemes and groups follow. */
void offer_settle(struct offer *offer);

/* The group of TLS 1.3 (RFC 8446 4.2.7), NULL: none in common. */
const struct group *choose_group(const struct offer *offer);

/* The row of a group; also for the strange one. NULL when unknown. */
const struct group *offer_group(const struct offer *offer, uint16_t code);

/* Sets offer->strange: a group of the profile that no table knows is taken for
 * a curve with points of 65 bytes. */
void offer_note_strange(struct offer *offer);

/* Can this group be used for ECDHE up to TLS 1.2? */
bool group_is_curve(const struct group *group);

#endif
