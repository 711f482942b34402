/* SPDX-License-Identifier: ISC */
/*
 * Who will be chosen where the server takes the first suite that it knows? The
 * list may then be led by any suite that it probably has: one of another
 * version, one made of parts that were seen. And what an answer went over it
 * probably has not. Guesses only: what is stated rests on answers.
 */
#include "analysis/state/audit_state.h"

#include "analysis/chain/chain_parts.h"

enum likelihood { PASSED, UNLIKELY, POSSIBLE, LIKELY, FOUND_ELSEWHERE };

/* All that stood before the answer was passed over. */
static void note_passed(struct chain *chain, const struct observation *o)
{
	for (size_t i = 0; i < o->n_offered && o->offered[i] != o->suite; i++) {
		struct candidate *row = chain_candidate(chain, o->offered[i]);
		if (row)
			row->passed = true;
	}
}

void audit_read_passed(struct audit *audit, int version)
{
	for (; audit->passed_rows[version] < audit->log->n;
		audit->passed_rows[version]++) {
		const struct observation *o =
			&audit->log->rows[audit->passed_rows[version]];
		if (o->has_suite && !o->unasked && !(o->form & FORM_RFC7919) &&
			o->purpose != PURPOSE_GROUPS &&
			o->version == log_versions[version] &&
			o->asked_version == o->version)
			note_passed(&audit->chains[version], o);
	}
}

/* What version @v says of a suite, if it can have it. */
static enum likelihood seen_in(const struct audit *audit, int v, uint32_t code)
{
	const struct chain *chain = &audit->chains[v];
	const struct candidate *row = chain_candidate(chain, code);

	if (!row || !tasting_fits(code, log_versions[v]))
		return POSSIBLE;
	if (row->state == CANDIDATE_FOUND)
		return FOUND_ELSEWHERE;
	return chain->n_found &&
			(row->passed || row->state == CANDIDATE_REFUSED)
		? UNLIKELY
		: POSSIBLE;
}

static enum likelihood likelihood_of(
	const struct audit *audit, int version, const struct candidate *row)
{
	bool fits = tasting_fits(row->code, log_versions[version]);
	bool passed_elsewhere = false;

	if (row->passed)
		return PASSED;
	for (int v = TLS10; version < TLS13 && v < TLS13; v++) {
		enum likelihood seen =
			v == version ? POSSIBLE : seen_in(audit, v, row->code);
		if (seen == FOUND_ELSEWHERE && fits)
			return seen;
		passed_elsewhere = passed_elsewhere || seen == UNLIKELY;
	}
	if (passed_elsewhere)
		return UNLIKELY;
	return tasting_is_like(&audit->tastings[version], row->code) ? LIKELY
								     : POSSIBLE;
}

bool audit_is_likely(const struct audit *audit, int version, uint32_t guess)
{
	const struct candidate *row =
		chain_candidate(&audit->chains[version], guess);

	return row && likelihood_of(audit, version, row) >= LIKELY;
}

size_t audit_guess_client(
	const struct audit *audit, int version, uint32_t *guesses, size_t room)
{
	const struct chain *chain = &audit->chains[version];
	size_t n = 0;

	for (int want = FOUND_ELSEWHERE; want > UNLIKELY; want--)
		for (size_t i = 0; i < chain->n && n < room; i++) {
			const struct candidate *row = &chain->rows[i];
			if (row->state == CANDIDATE_OPEN && !row->flying &&
				(int)likelihood_of(audit, version, row) == want)
				guesses[n++] = row->code;
		}
	return n;
}
