/* SPDX-License-Identifier: ISC */
/*
 * The ladder: what an observation does to the chain of its version.
 */
#include "analysis/chain/chain.h"

#include <assert.h>
#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "analysis/chain/chain_parts.h"
#include "analysis/chain/ladder.h"
#include "analysis/log/span.h"
#include "wire/tables/names.h"

#define LONG_LIST 4096 /* above: first cut to this */
#define ENOUGH 3       /* the same answer so many times is an answer */
#define TOO_MANY 6     /* unlike negatives before the chain gives up */

/* Something was answered: does it tell of the form, or of the weather? An
 * explicit refusal of the standard form settles for the other one; a close or
 * a silence may have been bad luck, so the standard form is tried again. */
static void note_form(struct chain *chain, enum probe_purpose purpose)
{
	const struct negatives *against = &chain->against;

	if (chain->rung == RUNG_LEAN && purpose == PURPOSE_OTHER_FORM) {
		chain->shape = SHAPE_LEAN;
	} else if (purpose == PURPOSE_OTHER_FORM && against->n) {
		chain->shape = against->refusals == against->n ? SHAPE_OTHER
							       : SHAPE_DOUBTED;
	} else if (purpose == PURPOSE_SHORTER &&
		chain->cut_shape != SHAPE_STANDARD) {
		chain->shape = chain->cut_shape;
	} else if (chain->shape == SHAPE_DOUBTED) {
		chain->shape = SHAPE_STANDARD;
		chain->evidence |= EVIDENCE_WEATHER;
	}
	if (purpose == PURPOSE_AGAIN)
		chain->evidence |= EVIDENCE_WEATHER;
}

static void forget_negatives(struct chain *chain)
{
	chain->limits.skip = 0;
	memset(&chain->against, 0, sizeof(chain->against));
}

static void found(struct chain *chain, struct candidate *row)
{
	row->state = CANDIDATE_FOUND;
	chain->n_open--;
	chain->found = xgrow(chain->found, chain->n_found, &chain->found_room,
		sizeof(*chain->found));
	chain->found[chain->n_found++] = row->code;
	forget_negatives(chain);
	chain->rung = RUNG_ALL;
	if (chain->limits.now && chain->limits.taken <= chain->limits.now)
		chain->limits.given =
			chain->limits.now; /* nothing longer was answered */
	chain->limits.now = chain->limits.given;
	chain->state = chain->n_open ? CHAIN_RUNNING : CHAIN_COMPLETE;
}

static uint16_t add_span(
	struct chain *chain, long first, long last, size_t length)
{
	chain->nos = xgrow(chain->nos, chain->n_nos, &chain->nos_room,
		sizeof(*chain->nos));
	chain->nos[chain->n_nos] = (struct refusal_span){
		.first = first, .last = last, .length = length
	};
	return (uint16_t)chain->n_nos++;
}

static void refuse(struct chain *chain, struct candidate *row, uint16_t no)
{
	if (row->state != CANDIDATE_OPEN)
		return;
	row->state = CANDIDATE_REFUSED;
	row->no = no;
	chain->n_open--;
}

static void refuse_offered(
	struct chain *chain, const struct observation *o, uint16_t no)
{
	for (size_t i = 0; i < o->n_offered; i++) {
		struct candidate *row = chain_candidate(chain, o->offered[i]);
		if (row)
			refuse(chain, row, no);
	}
}

static void refuse_all(struct chain *chain, uint16_t no)
{
	for (size_t i = 0; i < chain->n; i++)
		refuse(chain, &chain->rows[i], no);
}

static void stuck(struct chain *chain, const char *why)
{
	chain->state = CHAIN_STUCK;
	chain->trouble = why;
}

/* Nothing is open any more: the version is absent or its set is known. */
static void settle(struct chain *chain)
{
	if (chain->n_open)
		return;
	if (chain->n_found)
		chain->state = CHAIN_COMPLETE;
	else if (chain->against.silences)
		stuck(chain, "no answer to some of the lists");
	else
		chain->state = CHAIN_ABSENT;
}

static void refuse_listed(struct chain *chain, uint16_t no)
{
	for (size_t i = 0; i < chain->n; i++)
		if (chain->rows[i].listed)
			refuse(chain, &chain->rows[i], no);
}

static void list_offered(struct chain *chain, const struct observation *o)
{
	for (size_t i = 0; i < chain->n; i++)
		chain->rows[i].listed = false;
	for (size_t i = 0; i < o->n_offered; i++) {
		struct candidate *row = chain_candidate(chain, o->offered[i]);
		if (row)
			row->listed = true;
	}
}

/* What the negatives so far held is refused: all that is open, or where lists
 * are cut what the first of them held. */
static void refuse_by_negatives(struct chain *chain)
{
	const struct negatives *against = &chain->against;
	uint16_t no = add_span(
		chain, against->first, against->last, against->shortest);

	if (against->whole) {
		refuse_all(chain, no);
	} else {
		refuse_listed(chain, no);
		chain->limits.now = chain->limits.given;
		if (chain->n_open)
			forget_negatives(chain);
	}
	settle(chain);
}

static void cut_list(struct chain *chain)
{
	size_t limit = chain->limits.now && chain->limits.now < chain->n_open
		? chain->limits.now
		: chain->n_open;

	if (limit > 2 * LONG_LIST)
		chain->limits.now = LONG_LIST;
	else if (limit > CHAIN_SHORT)
		chain->limits.now = CHAIN_SHORT;
	else
		chain->limits.now = limit > CHAIN_NARROWEST ? CHAIN_NARROWEST
			: limit > 10			    ? limit * 2 / 5
							    : 4;
	if (chain->version == VERSION_SSL2)
		chain->limits.now = 1;
	chain->rung = RUNG_SLICES;
}

/* A cut list ended unclearly: the same again, then its two halves. If one code
 * of it is what the server cannot bear, one half is met otherwise. */
static void halve_list(struct chain *chain)
{
	size_t half = (chain->against.length + 1) / 2;

	chain->rung = RUNG_SLICES;
	if (chain->against.n < 2 || half == chain->against.length)
		return;
	chain->limits.skip = chain->against.n > 2 ? half : 0;
	chain->limits.now = half;
}

static void climb(struct chain *chain)
{
	enum chain_rung next = ladder_unclear(chain);

	if (next != RUNG_SLICES)
		chain->rung = next;
	else if (chain->against.whole || chain->against.silences)
		cut_list(chain);
	else
		halve_list(chain);
}

static unsigned sign_of(const struct observation *o)
{
	return (unsigned)o->kind << 8 | o->alert;
}

static void count_negative(
	struct chain *chain, const struct observation *o, long row)
{
	struct negatives *against = &chain->against;
	unsigned sign = sign_of(o);

	if (against->n == 0)
		list_offered(chain, o);
	if (against->n == 0)
		*against = (struct negatives){ .sign = sign,
			.same = true,
			.plain = observation_may_refuse(o),
			.first = row,
			.whole = o->n_offered >= chain->n_open,
			.length = o->n_offered,
			.shortest = o->n_offered };
	against->same = against->same && sign == against->sign;
	if (o->n_offered < against->shortest)
		against->shortest = o->n_offered;
	against->last = row;
	against->n++;
	against->silences += o->kind == OUTCOME_SILENCE;
	against->refusals += observation_refused(o);
}

/* A short list was refused: with the rest of them, or on its own. */
static void learn_slice_refused(
	struct chain *chain, const struct observation *o, long row)
{
	const struct negatives *against = &chain->against;

	if (against->whole && against->n > 1 &&
		against->refusals == against->n) {
		refuse_by_negatives(chain);
		return;
	}
	refuse_offered(chain, o, add_span(chain, row, row, o->n_offered));
	settle(chain);
}

/* Refused in words, whatever was changed: the version as a whole, or the part
 * of the list that one hello holds. */
static void learn_refused_in_words(
	struct chain *chain, const struct observation *o, long row)
{
	const struct negatives *against = &chain->against;
	bool partial = o->n_offered < chain->n_open &&
		o->alert != ALERT_PROTOCOL_VERSION && chain->rung != RUNG_LEAN;

	if (!partial) {
		refuse_by_negatives(chain);
		return;
	}
	refuse_offered(chain, o,
		add_span(chain, against->first, row, against->shortest));
	chain->rung = RUNG_SLICES;
	settle(chain);
}

/* An explicit refusal while nothing was found. */
static void learn_version_refused(
	struct chain *chain, const struct observation *o, long row)
{
	enum chain_rung next = ladder_refused(chain, o->alert);

	if (chain->rung == RUNG_SLICES)
		learn_slice_refused(chain, o, row);
	else if (next != RUNGS)
		chain->rung = next;
	else if (chain->against.refusals == chain->against.n)
		learn_refused_in_words(chain, o, row);
	else
		climb(chain);
}

/* A close or a reset, which bad weather looks like too. */
static bool is_wordless(unsigned sign)
{
	return sign >> 8 == OUTCOME_CLOSED || sign >> 8 == OUTCOME_RESET;
}

/* Nothing was ever answered in this version: a last list goes with as few bytes
 * as can be, before an end without words counts as a refusal. */
static bool needs_slim_list(const struct chain *chain)
{
	return chain->n_found == 0 && ladder_has_other(chain) &&
		chain->version != VERSION_TLS13 &&
		chain->shape == SHAPE_STANDARD &&
		chain->cut_shape == SHAPE_STANDARD && chain->against.whole;
}

/* The same end so often, shorter lists included, that it is an answer. */
static bool has_met_enough(const struct chain *chain)
{
	const struct negatives *against = &chain->against;
	bool halves = !against->whole && against->length > 1;

	return against->n >= (halves ? ENOUGH + 1 : ENOUGH) && against->same &&
		chain->rung == RUNG_SLICES;
}

/* Silence to a list that may just be too long: a short one is asked. */
static bool wants_shorter(const struct negatives *against)
{
	return against->silences && against->shortest > CHAIN_NARROWEST &&
		against->n < TOO_MANY;
}

static void take_other_form(struct chain *chain)
{
	chain->shape = SHAPE_OTHER;
	chain->evidence |= EVIDENCE_SOFT;
	forget_negatives(chain);
	chain->rung = RUNG_ALL;
}

static void conclude_unclear(struct chain *chain)
{
	const struct negatives *against = &chain->against;

	if (against->silences) {
		stuck(chain, "no answer, three times");
	} else if (!against->plain) {
		stuck(chain, "no end that could be a refusal");
	} else if (chain->evidence & EVIDENCE_LOOSE) {
		stuck(chain, "answers with what was not offered");
	} else {
		if (is_wordless(against->sign))
			chain->evidence |= EVIDENCE_SOFT;
		refuse_by_negatives(chain);
	}
}

static void learn_unclear(struct chain *chain)
{
	const struct negatives *against = &chain->against;
	bool enough = has_met_enough(chain);

	if (enough && needs_slim_list(chain)) {
		chain->cut_shape = SHAPE_OTHER;
		chain->limits.now = CHAIN_NARROWEST;
	} else if (chain->shape == SHAPE_DOUBTED) {
		take_other_form(chain);
	} else if (enough && !wants_shorter(against)) {
		conclude_unclear(chain);
	} else if (against->n >= TOO_MANY) {
		stuck(chain, "unclear answers of several kinds");
	} else {
		climb(chain);
	}
}

/* A hello that was under way tells nothing more: the version was given up
 * meanwhile, or its unclear end is one that the ladder was climbed for. */
static bool is_stale(const struct chain *chain, const struct observation *o)
{
	if (chain->n_found == 0 && chain_is_over(chain))
		return true;
	return !observation_refused(o) && o->purpose == PURPOSE_SUITES &&
		chain->rung != RUNG_ALL;
}

static void learn_negative(
	struct chain *chain, const struct observation *o, long row)
{
	if (is_stale(chain, o))
		return;
	chain->state = CHAIN_RUNNING;
	if (observation_refused(o) && chain->n_found) {
		if (chain->rung == RUNG_AGAIN)
			chain->evidence |= EVIDENCE_WEATHER;
		chain->flying.wasted += chain->n_open == 0;
		refuse_offered(
			chain, o, add_span(chain, row, row, o->n_offered));
		forget_negatives(chain);
		chain->rung = RUNG_ALL;
		settle(chain);
		return;
	}
	count_negative(chain, o, row);
	if (observation_refused(o))
		learn_version_refused(chain, o, row);
	else
		learn_unclear(chain);
}

static void learn_ssl2(
	struct chain *chain, const struct observation *o, long row)
{
	for (size_t i = 0; i < o->n_kinds; i++) {
		struct candidate *kind = chain_candidate(chain, o->kinds[i]);
		if (kind && kind->state == CANDIDATE_OPEN)
			found(chain, kind);
	}
	if (chain->n_open)
		refuse_offered(
			chain, o, add_span(chain, row, row, o->n_offered));
	chain->rung = RUNG_ALL;
	chain->limits.now =
		0; /* the cut was for want of an answer, not of room */
	chain->state = chain->n_open ? CHAIN_RUNNING : CHAIN_COMPLETE;
}

/* A whole answer below: no to this version, or to the rest of its list. */
static void learn_downgrade(
	struct chain *chain, const struct observation *o, long row)
{
	if (chain->n_found == 0) {
		chain_implied_absent(chain, row);
		return;
	}
	refuse_offered(chain, o, add_span(chain, row, row, o->n_offered));
	settle(chain);
}

static void learn_chosen(struct chain *chain, const struct observation *o,
	struct candidate *chosen)
{
	if (chosen->state == CANDIDATE_FOUND) {
		chain->flying.wasted++; /* it was under way beside its better */
		return;
	}
	if (chosen->state == CANDIDATE_REFUSED) {
		chain->evidence |= EVIDENCE_WEATHER;
		chain->n_open++;
	}
	note_form(chain, o->purpose);
	found(chain, chosen);
}

void chain_learn(struct chain *chain, const struct observation *o, long row)
{
	struct candidate *chosen =
		o->has_suite ? chain_candidate(chain, o->suite) : NULL;

	if (o->kind == OUTCOME_CANCELLED)
		return;
	if (observation_answered(o) && o->n_offered > chain->limits.taken)
		chain->limits.taken = o->n_offered;
	if (o->kind == OUTCOME_SSL2 && chain->version == VERSION_SSL2) {
		learn_ssl2(chain, o, row);
	} else if (!observation_answered(o)) {
		learn_negative(chain, o, row);
	} else if (o->version < chain->version && !o->unasked) {
		learn_downgrade(chain, o, row);
	} else if (o->version == chain->version && chosen &&
		observation_offered(o, o->suite)) {
		learn_chosen(chain, o, chosen);
	} else {
		chain->evidence |= EVIDENCE_LOOSE;
		learn_negative(chain, o, row);
	}
}

void chain_credit(struct chain *chain, const struct observation *o)
{
	struct candidate *row = chain_candidate(chain, o->suite);
	const struct suite *suite = suite_find(o->suite);

	/* beside RFC 7919 groups: for a DHE suite that is another question */
	if (o->form & FORM_RFC7919 && suite && suite_uses_dhe(suite))
		return;
	if (chain_is_over(chain) || !row || row->state != CANDIDATE_OPEN)
		return;
	/* the form that was answered is the one to go on with */
	if (chain->n_found == 0 && chain->version > VERSION_SSL3)
		chain->shape = o->form & FORM_WITHOUT_EXTENSIONS
			? SHAPE_OTHER
			: SHAPE_STANDARD;
	found(chain, row);
}

void chain_implied_absent(struct chain *chain, long row)
{
	if (chain_is_over(chain) || chain->n_found)
		return;
	refuse_all(chain, UINT16_MAX);
	chain->state = CHAIN_ABSENT;
	chain->implied_by = row;
}

void chain_absent_like(struct chain *chain, const struct chain *above)
{
	const struct refusal_span *span = &above->nos[above->n_nos - 1];

	assert(above->n_nos > 0);
	refuse_all(
		chain, add_span(chain, span->first, span->last, span->length));
	chain->state = CHAIN_ABSENT;
}

static void run_again(struct chain *chain)
{
	chain->state = CHAIN_RUNNING;
	chain->rung = RUNG_ALL;
	chain->limits.now = chain->limits.given;
	forget_negatives(chain);
}

void chain_reask(struct chain *chain, size_t span)
{
	bool whole = chain->state == CHAIN_ABSENT;

	for (size_t i = 0; i < chain->n; i++) {
		struct candidate *row = &chain->rows[i];
		if (row->state == CANDIDATE_REFUSED &&
			(whole || row->no == span)) {
			row->state = CANDIDATE_OPEN;
			chain->n_open++;
		}
	}
	for (size_t i = 0; i < chain->n_nos; i++)
		chain->nos[i].dropped =
			chain->nos[i].dropped || whole || i == span;
	run_again(chain);
	chain->reasked++;
}

void chain_reopen_piece(struct chain *chain, const struct observation *o)
{
	for (size_t i = 0; i < o->n_offered; i++) {
		struct candidate *row = chain_candidate(chain, o->offered[i]);
		if (!row || row->state != CANDIDATE_REFUSED)
			continue;
		row->state = CANDIDATE_OPEN;
		chain->n_open++;
	}
	run_again(chain);
}

void chain_reopen_offered(struct chain *chain, const struct observation *o)
{
	for (size_t i = 0; i < o->n_offered; i++) {
		const struct candidate *row =
			chain_candidate(chain, o->offered[i]);
		if (row && row->state == CANDIDATE_REFUSED &&
			row->no < chain->n_nos)
			chain_reask(chain, row->no);
	}
}

/* An unclear end, met three times, is asked for but once more. */
static void take_up_negatives(struct chain *chain,
	const struct refusal_span *span, const struct observation *o)
{
	chain->against = (struct negatives){ .n = ENOUGH - 1,
		.sign = sign_of(o),
		.same = true,
		.plain = observation_may_refuse(o),
		.whole = true,
		.taken_up = true,
		.refusals = observation_refused(o) ? ENOUGH - 1 : 0,
		.first = span->first,
		.last = span->last,
		.shortest = span->length };
}

void chain_check_short(
	struct chain *chain, size_t span, const struct observation *last)
{
	unsigned reasked = chain->reasked;

	chain_reask(chain, span);
	chain->reasked = reasked;
	chain->limits.now = CHAIN_NARROWEST;
	chain->rung = RUNG_SLICES;
	chain->limits.short_checked = true;
	take_up_negatives(chain, &chain->nos[span], last);
}

void chain_reask_shorter(struct chain *chain, size_t span, size_t limit,
	const struct observation *last)
{
	unsigned reasked = chain->reasked;

	chain_reask(chain, span);
	chain->reasked = reasked;
	chain->limits.now = limit;
	chain->rung = chain->n_found ? RUNG_ALL : RUNG_SLICES;
	if (observation_refused(last))
		chain->limits.given = limit;
	else if (chain->n_found == 0)
		take_up_negatives(chain, &chain->nos[span], last);
}

bool chain_insists(const struct chain *chain, const struct observation_log *log)
{
	return span_insists(chain->nos, chain->n_nos, chain->reasked, log);
}
