/* SPDX-License-Identifier: ISC */
/*
 * The suites of a version, with what their answers showed: DH size in both
 * shapes, group, signature scheme; their order; and whether the two shapes of
 * DHE agree.
 */
#include "analysis/portrait/derive_parts.h"

#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/log/span.h"
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
		if (o->form & FORM_RFC7919 && o->dh_bits)
			fact->dh_bits_rfc7919 = o->dh_bits;
		else
			note_plain(fact, o);
	}
}

/* @plain: the chain found it, without RFC 7919 groups on offer. */
static enum suite_shape shape_of(
	const struct code_state *row, bool plain, bool confirmed)
{
	if (row->state == CANDIDATE_FOUND)
		return plain ? SHAPE_BOTH : SHAPE_RFC7919;
	if (row->state == CANDIDATE_REFUSED && plain && confirmed)
		return SHAPE_PLAIN;
	return SHAPE_UNPROVEN;
}

static bool is_confirmed(
	const struct sources *from, const struct subject_conclusions *dhe)
{
	long first = dhe->number[CONCLUDED_FIRST];
	long before, after;

	if (dhe->number[CONCLUDED_SOFT] && from->weather)
		return false;
	return first < 0 ||
		span_judge(from->log, first, dhe->number[CONCLUDED_LAST],
			&before, &after) == SPAN_CONFIRMED;
}

static void add_suite(
	const struct sources *from, struct version_fact *fact, uint32_t code)
{
	struct suite_fact *suite = &fact->suites[fact->n_suites++];

	suite->code = code;
	gather(from->log, fact->version, suite);
}

/* Suites that only answered beside RFC 7919 groups come last. */
static void add_shapes(
	const struct sources *from, int version, struct version_fact *fact)
{
	const struct subject_conclusions *of =
		from->concluded.versions[version];
	const struct subject_conclusions *dhe = &of[OF_DHE];
	bool confirmed = is_confirmed(from, dhe);

	for (size_t i = 0; i < dhe->n_codes; i++) {
		const struct code_state *row = &dhe->codes[i];
		bool plain = conclusions_found(&of[OF_SUITES], row->code);
		if (!plain && row->state == CANDIDATE_FOUND)
			add_suite(from, fact, row->code);
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
	unsigned form, struct dhe_fact *fact)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (o->version != version || o->unasked || !o->dh_bits ||
			(o->form & FORM_RFC7919) != form)
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

static enum truth same_set(const struct subject_conclusions *dhe,
	const struct subject_conclusions *suites)
{
	long answer = dhe->number[CONCLUDED_ANSWER];

	if (conclusions_open(dhe) == 0 && dhe->n_codes) {
		for (size_t i = 0; i < dhe->n_codes; i++)
			if (conclusions_found(suites, dhe->codes[i].code) !=
				(dhe->codes[i].state == CANDIDATE_FOUND))
				return TRUTH_NO;
		return TRUTH_YES;
	}
	if (answer & DHE_DISAGREES)
		return TRUTH_NO;
	if (answer & DHE_REST_DONE && answer & DHE_FOUND_DONE &&
		dhe->number[CONCLUDED_STATE] != CHAIN_STUCK)
		return TRUTH_YES;
	return TRUTH_NOT_ASKED;
}

static void derive_dhe(
	const struct sources *from, int version, struct version_fact *fact)
{
	const struct subject_conclusions *of =
		from->concluded.versions[version];
	const struct subject_conclusions *dhe = &of[OF_DHE];

	fact->plain.prime = fact->rfc7919.prime = -1;
	note_dhe(from->log, fact->version, 0, &fact->plain);
	note_dhe(from->log, fact->version, FORM_RFC7919, &fact->rfc7919);
	if (fact->plain.state == TRUTH_NOT_ASKED &&
		of[OF_SUITES].number[CONCLUDED_STATE] == CHAIN_COMPLETE)
		fact->plain.state = TRUTH_NO;
	if (dhe->number[CONCLUDED_STATE] == CHAIN_UNTOUCHED)
		return;
	if (dhe->number[CONCLUDED_STATE] == CHAIN_STUCK &&
		fact->rfc7919.state == TRUTH_NOT_ASKED)
		fact->rfc7919.state = TRUTH_INCONCLUSIVE;
	else if (conclusions_open(dhe) == 0 && dhe->n_found == 0)
		fact->rfc7919.state =
			is_confirmed(from, dhe) ? TRUTH_NO : TRUTH_INCONCLUSIVE;
	fact->same_set = same_set(dhe, &of[OF_SUITES]);
}

void derive_suites(
	const struct sources *from, int version, struct version_fact *fact)
{
	const struct subject_conclusions *of =
		from->concluded.versions[version];
	size_t n = of[OF_SUITES].n_found;
	struct order order;

	order_derive(&order, from->log, fact->version, of[OF_SUITES].found, n);
	fact->order = order.order;
	if (version == SSL2 && n > 1)
		fact->order = SUITE_ORDER_CLIENT; /* the client picks */
	fact->suites = xcalloc(n + of[OF_DHE].n_found, sizeof(*fact->suites));
	for (size_t i = 0; i < n; i++)
		add_suite(from, fact, order.suites[i]);
	add_shapes(from, version, fact);
	note_classes(fact, &order);
	derive_dhe(from, version, fact);
	order_clear(&order);
}
