/* SPDX-License-Identifier: ISC */
/*
 * The suites of a version that it chooses and then fails with: neither there
 * nor absent, and told by name (log/failing.h).
 */
#include "analysis/portrait/derive_parts.h"

#include "analysis/base/alloc.h"
#include "analysis/log/failing.h"
#include "analysis/log/words.h"

static bool is_told(const struct version_fact *fact, uint32_t code)
{
	for (size_t i = 0; i < fact->n_failing; i++)
		if (fact->failing[i].code == code)
			return true;
	return false;
}

static void prove(const struct observation_log *log,
	const struct observation *how, struct failing_fact *failing)
{
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].question == how->question)
			proof_add(&failing->proof, log->rows[i].probe);
}

static void tell(const struct sources *from, struct version_fact *fact,
	uint32_t code, const struct observation *how)
{
	struct failing_fact *failing;

	fact->failing = xrealloc(
		fact->failing, fact->n_failing + 1, sizeof(*fact->failing));
	failing = &fact->failing[fact->n_failing++];
	*failing = (struct failing_fact){ .code = code,
		.passed_over = failing_was_passed_over(
			from->log, fact->version, code) };
	words_of_end(how, failing->how, sizeof(failing->how));
	prove(from->log, how, failing);
}

void derive_failing(const struct sources *from,
	const struct subject_conclusions *suites, struct version_fact *fact)
{
	for (size_t i = 0; i < from->log->n; i++) {
		const struct observation *o = &from->log->rows[i], *how;
		if (o->purpose != PURPOSE_FAILING || o->n_offered > 2 ||
			o->asked_version != fact->version)
			continue;
		for (size_t k = 0; k < o->n_offered; k++) {
			uint32_t code = o->offered[k];
			if (!conclusions_found(suites, code) &&
				!is_told(fact, code) &&
				failing_is_named(
					from->log, fact->version, code, &how))
				tell(from, fact, code, how);
		}
	}
}

static bool is_refused(const struct sources *from,
	const struct subject_conclusions *suites, uint32_t code)
{
	for (size_t i = 0; i < suites->n_refusals; i++)
		if (!suites->refusals[i].dropped &&
			observation_offered(
				&from->log->rows[suites->refusals[i].first],
				code))
			return true;
	return false;
}

bool derive_left_out(const struct sources *from,
	const struct subject_conclusions *suites,
	const struct version_fact *fact)
{
	bool own = fact->version == VERSION_SSL2; /* has suites of its own */

	for (size_t i = 0; !own && i < from->log->n; i++) {
		const struct observation *o = &from->log->rows[i];
		if (o->purpose != PURPOSE_FAILING || o->n_offered > 2 ||
			o->asked_version == fact->version)
			continue;
		for (size_t k = 0; k < o->n_offered; k++)
			if (failing_is_named(from->log, o->asked_version,
				    o->offered[k], NULL) &&
				!is_told(fact, o->offered[k]) &&
				!conclusions_found(suites, o->offered[k]) &&
				!is_refused(from, suites, o->offered[k]))
				return true;
	}
	return false;
}

bool derive_is_explained(
	const struct version_fact *fact, const struct observation *o)
{
	for (size_t i = 0; i < fact->n_failing; i++)
		if (observation_offered(o, fact->failing[i].code))
			return true;
	return false;
}
