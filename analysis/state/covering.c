/* SPDX-License-Identifier: ISC */
/*
 * Which refusals are covered by an answer (log/cover.h), and which were asked
 * for beside a suite that the version has.
 */
#include "analysis/state/audit_state.h"

#include "analysis/log/cover.h"

/* SSL 2 answers with a list of its own; and where all code points are asked for
 * no suite fits beside what was refused. */
static bool can_cover(const struct chain *chain)
{
	return chain->version != VERSION_SSL2 && chain->n <= CHAIN_LONGEST;
}

bool audit_is_quiet(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	return chain->state == CHAIN_COMPLETE && chain->n_found &&
		!chain->flying.n && can_cover(chain);
}

/* Was the question, of which @tries were met by other ends, settled by @o? */
static bool settles(const struct observation *o, size_t *tries)
{
	return observation_answered(o) || observation_refused(o) ||
		++*tries == RETRIES;
}

bool audit_lacks_cover(const struct audit *audit, int version)
{
	size_t most = audit->chains[version].limits.taken + 1, tries = 0;

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->purpose != PURPOSE_COVER || o->n_offered > most ||
			o->asked_version != log_versions[version] ||
			o->kind == OUTCOME_CANCELLED)
			continue;
		if (!observation_answered(o) && settles(o, &tries))
			return true;
	}
	return false;
}

size_t audit_uncovered(const struct audit *audit, const struct chain *chain)
{
	return can_cover(chain) ? cover_first_missing(audit->log, chain->nos,
					  chain->n_nos, chain->limits.now)
				: chain->n_nos;
}

void audit_ask_beside(const struct audit *audit, int version,
	const struct observation *refused, struct question *q)
{
	observation_ask_again(refused, q);
	q->purpose = PURPOSE_COVER;
	q->topic = TOPIC_COVER_SUITES;
	q->about = refused->probe;
	q->guess = audit->chains[version].found[0];
	q->suites[q->n_suites++] = q->guess;
}

/* An equal list that was refused before or after it serves as well. */
bool audit_was_asked_beside(
	const struct audit *audit, const struct observation *refused)
{
	size_t tries = 0;

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i], *about;
		if (o->topic != TOPIC_COVER_SUITES ||
			o->kind == OUTCOME_CANCELLED)
			continue;
		about = observation_of_probe(audit->log, o->about);
		if (about && about->question == refused->question &&
			settles(o, &tries))
			return true;
	}
	return false;
}
