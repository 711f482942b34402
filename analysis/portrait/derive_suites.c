/* SPDX-License-Identifier: ISC */
/*
 * The suites of a version, with what their answers showed: DH size in both
 * shapes, group, signature scheme; their order; and whether the two shapes of
 * DHE agree.
 */
#include "analysis/portrait/derive.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "trust/dh_prime.h"
#include "trust/digest.h"

static void note_plain(struct suite_fact *fact, const struct observation *o)
{
	if (!fact->dh_bits)
		fact->dh_bits = o->dh_bits;
	if (!fact->group && o->purpose != PURPOSE_GROUPS)
		fact->group = o->group;
	if (!fact->signature_scheme)
		fact->signature_scheme = o->signature_scheme;
	if (!fact->export_rsa_bits)
		fact->export_rsa_bits = o->export_rsa_bits;
}

static bool shows(const struct observation *o, uint16_t version, uint32_t suite)
{
	if (o->version != version || o->unasked)
		return false;
	if (o->kind != OUTCOME_SSL2)
		return o->has_suite && o->suite == suite;
	for (size_t i = 0; i < o->n_kinds; i++)
		if (o->kinds[i] == suite)
			return true;
	return false;
}

static void gather(const struct observation_log *log, uint16_t version,
	struct suite_fact *fact)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (!shows(o, version, fact->code))
			continue;
		proof_add(&fact->proof, o->probe);
		if (o->shape == DHE_RFC7919 && o->dh_bits)
			fact->dh_bits_rfc7919 = o->dh_bits;
		else
			note_plain(fact, o);
	}
}

/* @plain: the chain found it, without RFC 7919 groups on offer. */
static enum suite_shape shape_of(
	const struct roll_row *row, bool plain, bool confirmed)
{
	if (row->state == CANDIDATE_FOUND)
		return plain ? SHAPE_BOTH : SHAPE_RFC7919;
	if (row->state == CANDIDATE_REFUSED && plain && confirmed)
		return SHAPE_PLAIN;
	return SHAPE_UNPROVEN;
}

static bool roll_confirmed(const struct audit *audit, const struct roll *roll)
{
	long before, after;

	if (roll->soft && audit_saw_weather(audit))
		return false;
	return roll->first_no < 0 ||
		span_judge(&audit->log, roll->first_no, roll->last_no, &before,
			&after) == SPAN_CONFIRMED;
}

static void add_suite(
	const struct audit *audit, struct version_fact *fact, uint32_t code)
{
	struct suite_fact *suite = &fact->suites[fact->n_suites++];

	suite->code = code;
	gather(&audit->log, fact->version, suite);
}

/* Suites that only answered beside RFC 7919 groups come last. */
static void add_shapes(
	const struct audit *audit, int version, struct version_fact *fact)
{
	const struct roll *roll = &audit->dhe[version].roll;
	const struct chain *chain = &audit->chains[version];
	bool confirmed = roll->ready && roll_confirmed(audit, roll);

	for (size_t i = 0; roll->ready && i < roll->n; i++) {
		const struct roll_row *row = &roll->rows[i];
		bool plain = chain_has_found(chain, row->code);
		if (!plain && row->state == CANDIDATE_FOUND)
			add_suite(audit, fact, row->code);
		for (size_t k = 0; k < fact->n_suites; k++)
			if (fact->suites[k].code == row->code)
				fact->suites[k].shape =
					shape_of(row, plain, confirmed);
	}
}

static void note_classes(struct version_fact *fact, const struct order *order)
{
	if (fact->order != SUITE_ORDER_MIXED || order->placed < order->n)
		return;
	fact->classes = xcalloc(order->n, sizeof(*fact->classes));
	for (size_t i = 0; i < order->n; i++) {
		if (i == 0 || !order->tied[i - 1])
			fact->n_classes++;
		fact->classes[fact->n_classes - 1]++;
	}
}

static uint16_t rfc7919_group(const struct observed_prime *prime)
{
	static const unsigned sizes[] = { 2048, 3072, 4096, 6144, 8192 };
	uint8_t digest[32];

	for (uint16_t i = 0; i < 5; i++) {
		if (prime->bits != sizes[i])
			continue;
		sha256_of(digest, dh_prime_standard(sizes[i], true));
		if (!memcmp(digest, prime->sha256, sizeof(digest)))
			return (uint16_t)(256 + i);
	}
	return 0;
}

static void note_dhe(const struct observation_log *log, uint16_t version,
	enum dhe_shape shape, struct dhe_fact *fact)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (o->version != version || o->shape != shape || !o->dh_bits ||
			o->unasked)
			continue;
		proof_add(&fact->proof, o->probe);
		if (fact->state == TRUTH_YES && fact->bits <= o->dh_bits)
			continue;
		fact->state = TRUTH_YES;
		fact->bits = o->dh_bits;
		fact->prime = o->prime;
		fact->suite = o->suite;
		if (o->prime >= 0)
			fact->group = rfc7919_group(&log->primes[o->prime]);
	}
}

static enum truth same_set(
	const struct dhe_state *dhe, const struct chain *chain)
{
	const struct roll *roll = &dhe->roll;

	if (roll->n_open == 0 && roll->n) {
		for (size_t i = 0; i < roll->n; i++)
			if (chain_has_found(chain, roll->rows[i].code) !=
				(roll->rows[i].state == CANDIDATE_FOUND))
				return TRUTH_NO;
		return TRUTH_YES;
	}
	if (dhe->disagrees)
		return TRUTH_NO;
	if (dhe->rest_done && dhe->found_done && !roll->stuck)
		return TRUTH_YES;
	return TRUTH_NOT_ASKED;
}

static void derive_dhe(
	const struct audit *audit, int version, struct version_fact *fact)
{
	const struct dhe_state *dhe = &audit->dhe[version];
	const struct chain *chain = &audit->chains[version];

	fact->plain.prime = fact->rfc7919.prime = -1;
	note_dhe(&audit->log, fact->version, DHE_PLAIN, &fact->plain);
	note_dhe(&audit->log, fact->version, DHE_RFC7919, &fact->rfc7919);
	if (fact->plain.state == TRUTH_NOT_ASKED &&
		chain->state == CHAIN_COMPLETE)
		fact->plain.state = TRUTH_NO;
	if (!dhe->roll.ready)
		return;
	if (dhe->roll.stuck && fact->rfc7919.state == TRUTH_NOT_ASKED)
		fact->rfc7919.state = TRUTH_INCONCLUSIVE;
	else if (dhe->roll.n_open == 0 && dhe->roll.n_found == 0)
		fact->rfc7919.state = roll_confirmed(audit, &dhe->roll)
			? TRUTH_NO
			: TRUTH_INCONCLUSIVE;
	fact->same_set = same_set(dhe, chain);
}

void derive_suites(
	const struct audit *audit, int version, struct version_fact *fact)
{
	const struct chain *chain = &audit->chains[version];
	size_t room = chain->n_found + audit->dhe[version].roll.n_found;
	size_t n = chain->n_found;
	struct order order;

	order_derive(&order, &audit->log, fact->version, chain->found, n);
	fact->order = order.order;
	if (version == SSL2 && n > 1)
		fact->order = SUITE_ORDER_CLIENT; /* the client picks */
	fact->suites = xcalloc(room, sizeof(*fact->suites));
	for (size_t i = 0; i < n; i++)
		add_suite(audit, fact, order.suites[i]);
	add_shapes(audit, version, fact);
	note_classes(fact, &order);
	derive_dhe(audit, version, fact);
	order_clear(&order);
}
