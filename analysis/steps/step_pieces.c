/* SPDX-License-Identifier: ISC */
/*
 * A suite that a server chooses and then breaks on hides all that it ranks
 * below: lists that hold it look like refused ones. So what was refused goes
 * once more in pieces. Each so-many-th suite by rank is in the same piece, so
 * that the likely ones and those that servers break on fall apart; what the
 * server has in another version goes alone. A piece that is answered is gone on
 * with by the chain, and what is refused of it is cut again.
 */
#include "analysis/steps/steps.h"

#include "analysis/chain/chain_parts.h"

static bool is_elsewhere(const struct audit *audit, uint32_t code)
{
	for (int v = SSL3; v <= TLS12; v++)
		if (chain_has_found(&audit->chains[v], code))
			return true;
	return false;
}

/* What is open to be cut, and how. */
struct cut {
	const struct observation *list; /* that was refused */
	bool hiding; /* a piece was answered: a suite hides others */
	bool known;  /* it has suites that other versions have */
	size_t n_pieces;
};

static bool is_refused(const struct chain *chain, uint32_t code)
{
	const struct candidate *row = chain_candidate(chain, code);

	return row && row->state == CANDIDATE_REFUSED;
}

static bool any_known(const struct audit *audit, const struct chain *chain,
	const struct observation *list)
{
	for (size_t i = 0; i < list->n_offered; i++)
		if (is_refused(chain, list->offered[i]) &&
			is_elsewhere(audit, list->offered[i]))
			return true;
	return false;
}

static bool is_hiding(const struct observation_log *log)
{
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].purpose == PURPOSE_PIECES &&
			observation_answered(&log->rows[i]) &&
			log->rows[i].version == log->rows[i].asked_version)
			return true;
	return false;
}

/* Besides what is known of others, which is the best piece. In the highest
 * version there is most to lose; one that seems to be absent only goes by what
 * the others have. */
static size_t pieces_of(
	const struct audit *audit, int version, const struct cut *cut)
{
	if (cut->hiding)
		return 3;
	if (audit->chains[version].state == CHAIN_ABSENT)
		return 0;
	if (audit_highest(audit, TLS12) == version)
		return cut->known ? 2 : 3;
	return cut->known ? 0 : 2;
}

/* In the order of the refused list: what is answered clears its codes
 * (log/failing.h). The likely ones stand last. */
static void fill(const struct audit *audit, int version, const struct cut *cut,
	struct question *q)
{
	const struct chain *chain = &audit->chains[version];
	const struct observation *list = cut->list;

	q->n_suites = 0;
	for (size_t i = 0; i < list->n_offered; i++) {
		size_t nth = list->n_offered - 1 - i;
		bool in = q->topic == TOPIC_PIECE_KNOWN
			? is_elsewhere(audit, list->offered[i])
			: nth % cut->n_pieces == q->topic - TOPIC_PIECE_FIRST;
		if (in && is_refused(chain, list->offered[i]))
			q->suites[q->n_suites++] = list->offered[i];
	}
}

static bool was_asked(
	const struct audit *audit, uint32_t about, enum question_topic topic)
{
	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->purpose == PURPOSE_PIECES && o->topic == topic &&
			o->about == about && o->kind != OUTCOME_CANCELLED)
			return true;
	}
	return false;
}

static bool ask_piece(const struct audit *audit, int version, struct cut *cut,
	struct question *q)
{
	const struct observation *list = cut->list;
	enum question_topic last;

	cut->known = any_known(audit, &audit->chains[version], list);
	cut->n_pieces = pieces_of(audit, version, cut);
	last = TOPIC_PIECE_KNOWN + (enum question_topic)cut->n_pieces;
	q->about = list->probe;
	for (q->topic = TOPIC_PIECE_KNOWN; q->topic <= last; q->topic++) {
		if (was_asked(audit, list->probe, q->topic))
			continue;
		fill(audit, version, cut, q);
		if (q->n_suites && q->n_suites < list->n_offered)
			return true;
	}
	return false;
}

static bool next_pieces(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct chain *chain = &audit->chains[version];
	struct question *q = &plan->question;
	struct cut cut = { 0 };

	if (version < SSL3 || version > TLS12 || chain->limits.given ||
		(!audit_is_quiet(audit, version) &&
			!audit_is_refused_whole(audit, version)))
		return false;
	cut.hiding = is_hiding(audit->log);
	if (version == SSL3 && !cut.hiding)
		return false;
	audit_use_form(audit, version, q);
	q->purpose = PURPOSE_PIECES;
	for (size_t i = 0; i < chain->n_nos; i++) {
		if (chain->nos[i].dropped)
			continue;
		cut.list = &audit->log->rows[chain->nos[i].first];
		if (ask_piece(audit, version, &cut, q))
			return true;
	}
	return false;
}

/* What its refusal was taken to say of those below is open, too. */
static void reopen_below(struct audit *audit, int version)
{
	for (int v = version - 1; v > SSL3; v--) {
		struct chain *chain = &audit->chains[v];
		if (chain->state == CHAIN_ABSENT && chain->implied_by < 0 &&
			!audit_is_refused_whole(audit, v))
			chain_reask(chain, chain->n_nos);
	}
}

void learn_pieces(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct chain *chain = &audit->chains[version];

	if (!observation_answered(o) || o->version != chain->version ||
		!observation_chose_from_list(o) ||
		chain_has_found(chain, o->suite))
		return;
	if (chain->state == CHAIN_ABSENT)
		reopen_below(audit, version);
	chain_reopen_piece(chain, o);
	learn_chain(audit, version, o, row);
}

const struct step step_pieces = { next_pieces };
