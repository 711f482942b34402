/* SPDX-License-Identifier: ISC */
/*
 * From the state of an audit to the conclusions in its log (log/conclusion.h):
 * after each event what differs from what was said before is said.
 */
#include "analysis/state/conclude.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/state/audit_state.h"

void conclusion_memory_init(struct conclusion_memory *memory)
{
	memset(memory, 0, sizeof(*memory));
	memory->stop_row = -1;
	for (size_t v = 0; v < LOG_VERSIONS; v++)
		for (size_t s = 0; s < OF_SUBJECTS; s++)
			conclusions_begin(memory->number[v][s]);
}

void conclusion_memory_clear(struct conclusion_memory *memory)
{
	for (size_t v = 0; v < LOG_VERSIONS; v++) {
		free(memory->dropped[v]);
		for (size_t s = 0; s < OF_SUBJECTS; s++)
			free(memory->codes[v][s]);
	}
	memset(memory, 0, sizeof(*memory));
}

static void say(struct observation_log *log, struct conclusion conclusion)
{
	observation_conclude(log, &conclusion);
}

static void say_numbers(struct audit *audit, struct observation_log *log,
	unsigned version, enum conclusion_subject subject,
	const long now[CONCLUDED_NUMBERS], const char *words)
{
	long *before = audit->concluded.number[version][subject];

	for (int kind = 0; kind < CONCLUDED_NUMBERS; kind++) {
		if (before[kind] == now[kind])
			continue;
		say(log,
			(struct conclusion){ .kind = (enum conclusion_kind)kind,
				.subject = subject,
				.version = version,
				.value = now[kind],
				.words = kind == CONCLUDED_STATE ? words
								 : NULL });
		before[kind] = now[kind];
	}
}

static void say_found(
	struct audit *audit, struct observation_log *log, unsigned version)
{
	const struct chain *chain = &audit->chains[version];
	size_t *n = &audit->concluded.n_found[version];

	for (; *n < chain->n_found; ++*n)
		say(log,
			(struct conclusion){ .kind = CONCLUDED_CODE,
				.version = version,
				.code = chain->found[*n],
				.value = CANDIDATE_FOUND });
}

static void say_refusals(
	struct audit *audit, struct observation_log *log, unsigned version)
{
	const struct chain *chain = &audit->chains[version];
	struct conclusion_memory *memory = &audit->concluded;

	for (size_t i = 0; i < chain->n_nos; i++) {
		const struct refusal_span *no = &chain->nos[i];
		if (i == memory->n_refusals[version]) {
			memory->dropped[version] = xgrow(
				memory->dropped[version], i,
				&memory->refusals_room[version], sizeof(bool));
			memory->dropped[version][i] = false;
			memory->n_refusals[version]++;
			say(log,
				(struct conclusion){ .kind = CONCLUDED_REFUSAL,
					.version = version,
					.first = no->first,
					.last = no->last,
					.length = no->length });
		}
		if (no->dropped == memory->dropped[version][i])
			continue;
		memory->dropped[version][i] = no->dropped;
		say(log,
			(struct conclusion){ .kind = CONCLUDED_DROPPED,
				.version = version,
				.value = (long)i });
	}
}

static void conclude_chain(
	struct audit *audit, struct observation_log *log, unsigned version)
{
	const struct chain *chain = &audit->chains[version];
	bool streak = chain->against.n;
	const long now[CONCLUDED_NUMBERS] = {
		[CONCLUDED_STATE] = chain->state,
		[CONCLUDED_IMPLIED_BY] = chain->implied_by,
		[CONCLUDED_FIRST] = streak ? chain->against.first : -1,
		[CONCLUDED_LAST] = streak ? chain->against.last : -1,
		[CONCLUDED_FORM] = chain_form(chain->version, chain->shape),
		[CONCLUDED_LIMIT] = (long)chain->limits.now,
		[CONCLUDED_LONGEST] = (long)chain->limits.taken,
		[CONCLUDED_ROUNDS] = chain->reasked,
		[CONCLUDED_SOFT] = !!(chain->evidence & EVIDENCE_SOFT),
		[CONCLUDED_WEATHER] = !!(chain->evidence & EVIDENCE_WEATHER),
	};

	say_found(audit, log, version);
	say_refusals(audit, log, version);
	say_numbers(audit, log, version, OF_SUITES, now, chain->trouble);
}

static void say_codes(struct audit *audit, struct observation_log *log,
	unsigned version, enum conclusion_subject subject,
	const struct roll *roll)
{
	struct conclusion_memory *memory = &audit->concluded;
	uint8_t **states = &memory->codes[version][subject];
	bool first = !*states;

	if (first)
		*states = xcalloc(roll->n + 1, 1);
	for (size_t i = 0; i < roll->n; i++) {
		const struct roll_row *row = &roll->rows[i];
		if (!first && (*states)[i] == row->state)
			continue;
		(*states)[i] = (uint8_t)row->state;
		if (!first && row->state == CANDIDATE_FOUND)
			continue;
		say(log,
			(struct conclusion){ .kind = CONCLUDED_CODE,
				.subject = subject,
				.version = version,
				.code = row->code,
				.value = row->state == CANDIDATE_REFUSED
					? CANDIDATE_REFUSED
					: CANDIDATE_OPEN });
	}
	/* these in the order of their answers */
	for (size_t *n = &memory->n_codes[version][subject]; *n < roll->n_found;
		++*n)
		say(log,
			(struct conclusion){ .kind = CONCLUDED_CODE,
				.subject = subject,
				.version = version,
				.code = roll->found[*n],
				.value = CANDIDATE_FOUND });
}

static void conclude_roll(struct audit *audit, struct observation_log *log,
	unsigned version, enum conclusion_subject subject,
	const struct roll *roll, long answer)
{
	const long now[CONCLUDED_NUMBERS] = {
		[CONCLUDED_STATE] = roll->stuck ? CHAIN_STUCK : CHAIN_RUNNING,
		[CONCLUDED_IMPLIED_BY] = -1,
		[CONCLUDED_FIRST] = roll->first_no,
		[CONCLUDED_LAST] = roll->last_no,
		[CONCLUDED_SOFT] = roll->soft,
		[CONCLUDED_WEATHER] = roll->weather,
		[CONCLUDED_ANSWER] = answer,
	};

	if (!roll->ready)
		return;
	say_codes(audit, log, version, subject, roll);
	say_numbers(audit, log, version, subject, now, NULL);
}

static long dhe_answer(const struct dhe_state *dhe)
{
	return (dhe->rest_done ? DHE_REST_DONE : 0) |
		(dhe->found_done ? DHE_FOUND_DONE : 0) |
		(dhe->disagrees ? DHE_DISAGREES : 0);
}

void audit_conclude(struct audit *audit, struct observation_log *log)
{
	for (unsigned v = 0; v < LOG_VERSIONS; v++) {
		const struct dhe_state *dhe = &audit->dhe[v];
		const struct group_state *groups = &audit->groups[v];
		conclude_chain(audit, log, v);
		conclude_roll(
			audit, log, v, OF_DHE, &dhe->roll, dhe_answer(dhe));
		conclude_roll(audit, log, v, OF_GROUPS, &groups->roll,
			(long)groups->order);
	}
	if (audit->concluded.stop_row == audit->stop_row)
		return;
	audit->concluded.stop_row = audit->stop_row;
	say(log,
		(struct conclusion){
			.kind = CONCLUDED_STOP, .value = audit->stop_row });
}
