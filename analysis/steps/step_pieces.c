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

static bool is_elsewhere(const struct audit *audit, uint32_t code)
{
	for (int v = SSL3; v <= TLS12; v++)
		if (chain_has_found(&audit->chains[v], code))
			return true;
	return false;
}

static bool is_known(const struct audit *audit, const struct observation *list,
	const struct candidate *row)
{
	return row->state == CANDIDATE_REFUSED &&
		observation_offered(list, row->code) &&
		is_elsewhere(audit, row->code);
}

static bool any_known(const struct audit *audit, const struct chain *chain,
	const struct observation *list)
{
	for (size_t i = 0; i < chain->n; i++)
		if (is_known(audit, list, &chain->rows[i]))
			return true;
	return false;
}

/* Was a piece answered? Then there is a suite that hides others. */
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
	const struct audit *audit, int version, const struct observation *list)
{
	const struct chain *chain = &audit->chains[version];
	bool known = any_known(audit, chain, list);

	if (is_hiding(audit->log))
		return 3;
	if (chain->state == CHAIN_ABSENT)
		return 0;
	if (audit_highest(audit, TLS12) == version)
		return known ? 2 : 3;
	return known ? 0 : 2;
}

static void fill(const struct audit *audit, int version,
	const struct observation *list, struct question *q)
{
	const struct chain *chain = &audit->chains[version];
	size_t n_pieces = pieces_of(audit, version, list), nth = 0;

	q->n_suites = 0;
	for (size_t i = chain->n; i-- > 0;) {
		const struct candidate *row = &chain->rows[i];
		bool listed = observation_offered(list, row->code);
		bool in = q->topic == TOPIC_PIECE_KNOWN
			? is_known(audit, list, row)
			: n_pieces &&
				nth % n_pieces == q->topic - TOPIC_PIECE_FIRST;

		nth += listed;
		if (in && listed && row->state == CANDIDATE_REFUSED)
			q->suites[q->n_suites++] = row->code;
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

static bool ask_piece(const struct audit *audit, int version,
	const struct observation *list, struct question *q)
{
	enum question_topic last = TOPIC_PIECE_KNOWN +
		(enum question_topic)pieces_of(audit, version, list);

	q->about = list->probe;
	for (q->topic = TOPIC_PIECE_KNOWN; q->topic <= last; q->topic++) {
		if (was_asked(audit, list->probe, q->topic))
			continue;
		fill(audit, version, list, q);
		if (q->n_suites && q->n_suites < list->n_offered)
			return true;
	}
	return false;
}

/* Refused by its own hello, which did not speak of the version? */
static bool is_refused_whole(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];
	const struct observation *first;

	if (chain->state != CHAIN_ABSENT || chain->implied_by >= 0 ||
		chain->flying.n || !chain->n_nos)
		return false;
	first = &audit->log->rows[chain->nos[chain->n_nos - 1].first];
	return first->asked_version == chain->version &&
		first->kind == OUTCOME_ALERT &&
		first->alert != ALERT_PROTOCOL_VERSION;
}

static bool next_pieces(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct chain *chain = &audit->chains[version];
	struct question *q = &plan->question;
	bool quiet = audit_is_quiet(audit, version);

	if (version < (is_hiding(audit->log) ? SSL3 : TLS10) ||
		version > TLS12 || chain->limits.given ||
		(!quiet && !is_refused_whole(audit, version)))
		return false;
	audit_use_form(audit, version, q);
	q->purpose = PURPOSE_PIECES;
	for (size_t i = 0; i < chain->n_nos; i++)
		if (!chain->nos[i].dropped &&
			ask_piece(audit, version,
				&audit->log->rows[chain->nos[i].first], q))
			return true;
	return false;
}

/* What its refusal was taken to say of those below is open, too. */
static void reopen_below(struct audit *audit, int version)
{
	for (int v = version - 1; v > SSL3; v--) {
		struct chain *chain = &audit->chains[v];
		if (chain->state == CHAIN_ABSENT && chain->implied_by < 0 &&
			!is_refused_whole(audit, v))
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
