/* SPDX-License-Identifier: ISC */
/* See rows.h. */
#include "fuzz/audit/rows.h"

#include <string.h>

bool row_answers(const struct observation *o)
{
	return o->kind == OUTCOME_SERVER_HELLO || o->kind == OUTCOME_RETRY ||
		o->kind == OUTCOME_SSL2;
}

bool row_offers(const struct observation *o, uint32_t suite)
{
	for (size_t i = 0; i < o->n_offered; i++)
		if (o->offered[i] == suite)
			return true;
	return false;
}

bool row_offers_group(const struct observation *o, uint16_t group)
{
	for (size_t i = 0; i < o->n_groups; i++)
		if (o->groups[i] == group)
			return true;
	return false;
}

bool row_chose(const struct observation *o, uint16_t version)
{
	return row_answers(o) && o->version == version && o->has_suite &&
		row_offers(o, o->suite) &&
		!(o->unasked && !strcmp(o->unasked, "version"));
}

bool row_refuses_in_words(const struct observation *o)
{
	return o->kind == OUTCOME_SSL2_ERROR ||
		(o->kind == OUTCOME_ALERT &&
			(o->alert == 40 || o->alert == 70 || o->alert == 71));
}

bool row_is_wordless(const struct observation *o)
{
	return o->kind == OUTCOME_CLOSED || o->kind == OUTCOME_RESET;
}

/* Alerts that speak of an extension say nothing of the list; SSL 2 and SSL 3
 * have none. */
bool row_may_refuse(const struct observation *o)
{
	static const uint8_t of_extensions[] = { 109, 110, 112, 116, 120 };

	if (o->kind == OUTCOME_ALERT && o->asked_version > VERSION_SSL3)
		return !memchr(of_extensions, o->alert, sizeof(of_extensions));
	return row_is_wordless(o) || o->kind == OUTCOME_ALERT ||
		o->kind == OUTCOME_SSL2_ERROR || row_answers(o);
}

bool rows_end_alike(const struct observation *a, const struct observation *b)
{
	return a->kind == b->kind && a->alert == b->alert;
}

const struct observation *row_of(
	const struct observation_log *log, uint32_t probe)
{
	for (size_t i = 0; probe && i < log->n; i++)
		if (log->rows[i].probe == probe)
			return &log->rows[i];
	return NULL;
}

static bool throttles(const struct observation *o)
{
	return o->kind == OUTCOME_SILENCE || o->kind == OUTCOME_RESET ||
		o->kind == OUTCOME_REFUSED || o->kind == OUTCOME_UNREACHABLE;
}

static bool is_same_refusal(
	const struct observation *a, const struct observation *b)
{
	return rows_end_alike(a, b) && row_may_refuse(a);
}

bool row_is_between_answers(const struct observation_log *log, size_t i)
{
	const struct observation *rows = log->rows;
	size_t before = i, after = i + 1;

	while (before > 0 && !row_answers(&rows[before - 1])) {
		before--;
		if (throttles(&rows[before]) &&
			!is_same_refusal(&rows[before], &rows[i]))
			return false;
	}
	while (after < log->n && !row_answers(&rows[after])) {
		if (throttles(&rows[after]) &&
			!is_same_refusal(&rows[after], &rows[i]))
			return false;
		after++;
	}
	return before > 0 && after < log->n;
}

bool rows_show_weather(const struct observation_log *log)
{
	for (size_t i = 0; i < log->n; i++)
		for (size_t k = 0; k < log->n; k++)
			if (row_answers(&log->rows[i]) &&
				row_is_wordless(&log->rows[k]) &&
				log->rows[i].question == log->rows[k].question)
				return true;
	return false;
}

size_t rows_alike(
	const struct observation_log *log, const struct observation *o)
{
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++)
		n += log->rows[i].probe &&
			log->rows[i].asked_version == o->asked_version &&
			rows_end_alike(&log->rows[i], o);
	return n;
}
