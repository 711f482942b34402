/* SPDX-License-Identifier: ISC */
/*
 * What is open again in a chain that was over: asked once more as it was, in
 * shorter lists, or in another shape.
 */
#include "analysis/chain/chain.h"

#include "analysis/chain/chain_parts.h"
#include "analysis/log/span.h"

static void run_again(struct chain *chain)
{
	chain->state = CHAIN_RUNNING;
	chain->rung = RUNG_ALL;
	chain->limits.now = chain->limits.given;
	chain_forget_negatives(chain);
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

void chain_take_manner(struct chain *chain, unsigned manner)
{
	unsigned reasked = chain->reasked;
	bool begun = chain->state != CHAIN_UNTOUCHED;

	chain->manner = manner;
	chain->shape = chain->cut_shape = SHAPE_STANDARD;
	if (!begun)
		return;
	for (size_t i = 0; i < chain->n_nos; i++)
		chain_reask(chain, i);
	chain_reask(chain, chain->n_nos);
	chain->reasked = reasked;
	chain->evidence &= ~(unsigned)EVIDENCE_SOFT;
	chain->trouble = NULL;
}

static void open_again(struct chain *chain, struct candidate *row)
{
	if (!row || row->state != CANDIDATE_REFUSED)
		return;
	row->state = CANDIDATE_OPEN;
	chain->n_open++;
}

void chain_reopen_piece(struct chain *chain, const struct observation *o)
{
	for (size_t i = 0; i < o->n_offered; i++)
		open_again(chain, chain_candidate(chain, o->offered[i]));
	run_again(chain);
}

void chain_reopen_code(struct chain *chain, uint32_t code)
{
	open_again(chain, chain_candidate(chain, code));
}

static void drop_beside(
	struct chain *chain, const struct observation_log *log, uint32_t code)
{
	for (size_t span = 0; span < chain->n_nos; span++) {
		struct refusal_span *no = &chain->nos[span];
		if (no->dropped ||
			!observation_offered(&log->rows[no->first], code))
			continue;
		no->dropped = true;
		for (size_t i = 0; i < chain->n; i++)
			if (chain->rows[i].no == span)
				open_again(chain, &chain->rows[i]);
	}
}

/* That lists were short or the version absent was its doing, perhaps. */
static void go_on_without(struct chain *chain)
{
	chain->limits.given = chain->n > CHAIN_LONGEST ? CHAIN_LONGEST : 0;
	chain->limits.short_checked = false;
	chain->trouble = NULL;
	run_again(chain);
	if (!chain->n_open)
		chain->state = chain->n_found ? CHAIN_COMPLETE : CHAIN_ABSENT;
}

void chain_leave_out(
	struct chain *chain, const struct observation_log *log, uint32_t code)
{
	struct candidate *left_out = chain_candidate(chain, code);

	if (!left_out || left_out->state == CANDIDATE_FAILING)
		return;
	drop_beside(chain, log, code);
	if (left_out->state == CANDIDATE_OPEN)
		chain->n_open--;
	left_out->state = CANDIDATE_FAILING;
	if (chain->state != CHAIN_UNTOUCHED)
		go_on_without(chain);
}

void chain_take_in(struct chain *chain, uint32_t code)
{
	struct candidate *row = chain_candidate(chain, code);

	if (!row || row->state != CANDIDATE_FAILING)
		return;
	row->state = CANDIDATE_OPEN;
	chain->n_open++;
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
	chain->against = (struct negatives){ .n = CHAIN_ENOUGH - 1,
		.sign = chain_sign_of(o),
		.same = true,
		.plain = observation_may_refuse(o),
		.whole = true,
		.taken_up = true,
		.refusals = observation_refused(o) ? CHAIN_ENOUGH - 1 : 0,
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
