/* SPDX-License-Identifier: ISC */
/*
 * The ladder: what an observation does to the chain of its version.
 */
#include "analysis/chain/chain.h"

#include <assert.h>
#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "analysis/chain/chain_parts.h"
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
	if (chain->rung == RUNG_LEAN && purpose == PURPOSE_OTHER_FORM) {
		chain->lean = true;
	} else if (purpose == PURPOSE_OTHER_FORM && chain->against.n) {
		chain->other_form = chain->against.refusals == chain->against.n;
		chain->doubt = !chain->other_form;
	} else if (purpose == PURPOSE_SHORTER && chain->slim) {
		chain->other_form = true;
	} else if (chain->doubt) {
		chain->doubt = false;
		chain->weather = true;
	}
	if (purpose == PURPOSE_AGAIN)
		chain->weather = true;
}

static void forget_negatives(struct chain *chain)
{
	chain->skip = 0;
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
	if (chain->limit && chain->taken <= chain->limit)
		chain->given = chain->limit; /* nothing longer was answered */
	chain->limit = chain->given;
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
		chain->limit = chain->given;
		if (chain->n_open)
			forget_negatives(chain);
	}
	settle(chain);
}

/* SSL 2 has one form, and the form of SSL 3 is the one without extensions. */
static bool has_other_form(const struct chain *chain)
{
	return chain->version > VERSION_SSL3;
}

static void cut_list(struct chain *chain)
{
	size_t limit = chain->limit && chain->limit < chain->n_open
		? chain->limit
		: chain->n_open;

	if (limit > 2 * LONG_LIST)
		chain->limit = LONG_LIST;
	else if (limit > CHAIN_SHORT)
		chain->limit = CHAIN_SHORT;
	else
		chain->limit = limit > CHAIN_NARROWEST ? CHAIN_NARROWEST
			: limit > 10		       ? limit * 2 / 5
						       : 4;
	if (chain->version == VERSION_SSL2)
		chain->limit = 1;
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
	chain->skip = chain->against.n > 2 ? half : 0;
	chain->limit = half;
}

/* One change a rung. */
static void climb(struct chain *chain)
{
	switch (chain->rung) {
	case RUNG_ALL:
		if (chain->n_found == 0 && has_other_form(chain) &&
			!chain->other_form)
			chain->rung = RUNG_OTHER_FORM;
		else
			chain->rung = RUNG_AGAIN;
		break;
	case RUNG_OTHER_FORM:
		if (chain->version == VERSION_TLS13 && !chain->limit) {
			chain->rung = RUNG_LEAN;
			break;
		}
		__attribute__((fallthrough));
	case RUNG_LEAN:
	case RUNG_AGAIN:
	case RUNG_SLICES:
		if (chain->against.whole || chain->against.silences)
			cut_list(chain);
		else
			halve_list(chain);
		break;
	}
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

/* An explicit refusal while nothing was found: of the version as a whole, or of
 * the part of the list that one hello holds? */
static void learn_version_refused(
	struct chain *chain, const struct observation *o, long row)
{
	const struct negatives *against = &chain->against;
	bool other_form_tells = has_other_form(chain) &&
		!(chain->version == VERSION_TLS13 &&
			o->alert == ALERT_PROTOCOL_VERSION);
	bool partial = o->n_offered < chain->n_open &&
		o->alert != ALERT_PROTOCOL_VERSION;

	if (chain->rung == RUNG_SLICES && against->whole && against->n > 1 &&
		against->refusals == against->n) {
		refuse_by_negatives(chain);
	} else if (chain->rung == RUNG_SLICES) {
		refuse_offered(
			chain, o, add_span(chain, row, row, o->n_offered));
		settle(chain);
	} else if (chain->rung == RUNG_ALL && other_form_tells &&
		!chain->other_form) {
		chain->rung = RUNG_OTHER_FORM;
	} else if (chain->rung == RUNG_OTHER_FORM &&
		chain->version == VERSION_TLS13 && !chain->limit &&
		o->alert != ALERT_PROTOCOL_VERSION) {
		chain->rung = RUNG_LEAN;
	} else if (against->refusals == against->n && partial &&
		chain->rung != RUNG_LEAN) {
		refuse_offered(chain, o,
			add_span(
				chain, against->first, row, against->shortest));
		chain->rung = RUNG_SLICES;
		settle(chain);
	} else if (against->refusals == against->n) {
		refuse_by_negatives(chain);
	} else {
		climb(chain);
	}
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
	return chain->n_found == 0 && has_other_form(chain) &&
		chain->version != VERSION_TLS13 && !chain->other_form &&
		!chain->slim && chain->against.whole && !chain->doubt;
}

static void learn_unclear(struct chain *chain)
{
	const struct negatives *against = &chain->against;
	bool halves = !against->whole && against->length > 1;
	bool enough = against->n >= (halves ? ENOUGH + 1 : ENOUGH) &&
		against->same && chain->rung == RUNG_SLICES;

	if (enough && needs_slim_list(chain)) {
		chain->slim = true;
		chain->limit = CHAIN_NARROWEST;
		return;
	}
	/* silence to a list that may just be too long is asked with a short one
	 */
	if (against->silences && against->shortest > CHAIN_NARROWEST &&
		against->n < TOO_MANY)
		enough = false;
	if (chain->doubt && !chain->other_form) {
		chain->doubt = false;
		chain->other_form = chain->soft = true;
		forget_negatives(chain);
		chain->rung = RUNG_ALL;
	} else if (enough && against->silences) {
		stuck(chain, "no answer, three times");
	} else if (enough && chain->loose) {
		stuck(chain, "answers with what was not offered");
	} else if (enough) {
		chain->soft = chain->soft || is_wordless(against->sign);
		refuse_by_negatives(chain);
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
		chain->weather = chain->weather || chain->rung == RUNG_AGAIN;
		chain->wasted += chain->n_open == 0;
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
	chain->limit = 0; /* the cut was for want of an answer, not of room */
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
		chain->wasted++; /* it was under way beside its better */
		return;
	}
	if (chosen->state == CANDIDATE_REFUSED) {
		chain->weather = true;
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
	if (observation_answered(o) && o->n_offered > chain->taken)
		chain->taken = o->n_offered;
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
		chain->loose = true;
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
		chain->other_form = o->form & FORM_WITHOUT_EXTENSIONS;
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
	chain->limit = chain->given;
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
	chain->limit = CHAIN_NARROWEST;
	chain->rung = RUNG_SLICES;
	chain->checked_short = true;
	take_up_negatives(chain, &chain->nos[span], last);
}

void chain_reask_shorter(struct chain *chain, size_t span, size_t limit,
	const struct observation *last)
{
	unsigned reasked = chain->reasked;

	chain_reask(chain, span);
	chain->reasked = reasked;
	chain->limit = limit;
	chain->rung = chain->n_found ? RUNG_ALL : RUNG_SLICES;
	if (observation_refused(last))
		chain->given = limit;
	else if (chain->n_found == 0)
		take_up_negatives(chain, &chain->nos[span], last);
}

bool chain_insists(const struct chain *chain, const struct observation_log *log)
{
	return span_insists(chain->nos, chain->n_nos, chain->reasked, log);
}
