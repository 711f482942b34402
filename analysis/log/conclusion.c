/* SPDX-License-Identifier: ISC */
/* See conclusion.h. */
#include "analysis/log/conclusion.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/log/observation.h"

const uint16_t log_versions[LOG_VERSIONS] = { VERSION_SSL2, VERSION_SSL3,
	VERSION_TLS10, VERSION_TLS11, VERSION_TLS12, VERSION_TLS13 };

static void add_found(struct subject_conclusions *of, uint32_t code)
{
	of->found = xgrow(
		of->found, of->n_found, &of->found_room, sizeof(*of->found));
	of->found[of->n_found++] = code;
}

static struct code_state *state_of(
	struct subject_conclusions *of, uint32_t code)
{
	for (size_t i = 0; i < of->n_codes; i++)
		if (of->codes[i].code == code)
			return &of->codes[i];
	of->codes = xgrow(
		of->codes, of->n_codes, &of->codes_room, sizeof(*of->codes));
	of->codes[of->n_codes] = (struct code_state){ .code = code };
	return &of->codes[of->n_codes++];
}

static void take_code(
	struct subject_conclusions *of, const struct conclusion *said)
{
	struct code_state *state = state_of(of, said->code);
	enum candidate_state now = (enum candidate_state)said->value;

	if (now == CANDIDATE_FOUND && state->state != CANDIDATE_FOUND)
		add_found(of, said->code);
	state->state = now;
}

static void add_refusal(
	struct subject_conclusions *of, const struct conclusion *said)
{
	of->refusals = xgrow(of->refusals, of->n_refusals, &of->refusals_room,
		sizeof(*of->refusals));
	of->refusals[of->n_refusals++] = (struct refusal_span){
		.first = said->first, .last = said->last, .length = said->length
	};
}

static void take(struct conclusions *so_far, const struct conclusion *said)
{
	struct subject_conclusions *of =
		&so_far->versions[said->version][said->subject];

	if (said->kind == CONCLUDED_CODE)
		take_code(of, said);
	else if (said->kind == CONCLUDED_REFUSAL)
		add_refusal(of, said);
	else if (said->kind == CONCLUDED_DROPPED)
		of->refusals[said->value].dropped = true;
	else if (said->kind == CONCLUDED_STOP)
		so_far->stop_row = said->value;
	else
		of->number[said->kind] = said->value;
	if (said->kind == CONCLUDED_STATE)
		of->words = said->words;
}

void conclusions_begin(long number[CONCLUDED_NUMBERS])
{
	memset(number, 0, CONCLUDED_NUMBERS * sizeof(*number));
	number[CONCLUDED_IMPLIED_BY] = -1;
	number[CONCLUDED_FIRST] = number[CONCLUDED_LAST] = -1;
}

void conclusions_read(
	struct conclusions *so_far, const struct observation_log *log)
{
	memset(so_far, 0, sizeof(*so_far));
	so_far->stop_row = -1;
	for (size_t v = 0; v < LOG_VERSIONS; v++)
		for (size_t s = 0; s < OF_SUBJECTS; s++)
			conclusions_begin(so_far->versions[v][s].number);
	for (size_t i = 0; i < log->n_conclusions; i++)
		take(so_far, &log->conclusions[i]);
}

void conclusions_clear(struct conclusions *so_far)
{
	for (size_t v = 0; v < LOG_VERSIONS; v++)
		for (size_t s = 0; s < OF_SUBJECTS; s++) {
			struct subject_conclusions *of =
				&so_far->versions[v][s];
			free(of->codes);
			free(of->found);
			free(of->refusals);
		}
	memset(so_far, 0, sizeof(*so_far));
}

bool conclusions_found(const struct subject_conclusions *of, uint32_t code)
{
	for (size_t i = 0; i < of->n_found; i++)
		if (of->found[i] == code)
			return true;
	return false;
}

size_t conclusions_open(const struct subject_conclusions *of)
{
	size_t n = 0;

	for (size_t i = 0; i < of->n_codes; i++)
		n += of->codes[i].state == CANDIDATE_OPEN;
	return n;
}
