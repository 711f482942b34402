/* SPDX-License-Identifier: ISC */
/*
 * The verdict of one exchange in words, and as an exit status.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/say/say_parts.h"

static bool is_closed(const struct outcome *outcome)
{
	return outcome->kind == OUTCOME_CLOSED ||
		outcome->kind == OUTCOME_RESET;
}

enum say_status say_status_of(const struct outcome *outcome)
{
	if (outcome->stage == STAGE_CONNECT || outcome->stage == STAGE_RESOLVE)
		return SAY_UNREACHED;
	if (outcome->stage != STAGE_HELLO)
		return SAY_INCONCLUSIVE;
	switch (outcome->kind) {
	case OUTCOME_SERVER_HELLO:
	case OUTCOME_RETRY:
	case OUTCOME_SSL2:
		return SAY_ANSWERED;
	case OUTCOME_ALERT:
	case OUTCOME_SSL2_ERROR:
		return SAY_REFUSED;
	case OUTCOME_CLOSED:
	case OUTCOME_RESET:
		return SAY_REFUSED;
	default:
		return SAY_INCONCLUSIVE;
	}
}

enum say_status say_status_of_two(enum say_status a, enum say_status b)
{
	return a == b ? a : SAY_INCONCLUSIVE;
}

/* The first line of @bytes, escaped. */
static const char *first_line(struct arena *arena, struct slice bytes)
{
	size_t n = 0;

	while (n < bytes.len && n < 200 && bytes.data[n] != '\r' &&
		bytes.data[n] != '\n')
		n++;
	return arena_bytes(arena, bytes.data, n);
}

static const char *quote(
	struct arena *arena, const char *words, struct slice bytes)
{
	return arena_printf(arena, "%s: %s", words, first_line(arena, bytes));
}

/* Before the hello went out. */
static const char *dialog_words(
	struct arena *arena, const struct outcome *outcome)
{
	const char *stage = stage_name(outcome->stage);

	switch (outcome->kind) {
	case OUTCOME_REFUSED:
		return quote(arena, "no hello was sent, the dialog was refused",
			outcome->reply);
	case OUTCOME_NO_STARTTLS:
		return "no hello was sent, STARTTLS is not on "
		       "offer (--force-starttls says it anyway)";
	case OUTCOME_NO_ROUTE:
		return "no route to that family from here";
	case OUTCOME_UNREACHABLE:
		return arena_printf(arena, "not reached: %s",
			strerrordesc_np(outcome->errnum));
	case OUTCOME_CLOSED:
		return arena_printf(arena,
			"no hello was sent, the server closed (%s)", stage);
	case OUTCOME_RESET:
		return arena_printf(arena,
			"no hello was sent, the server reset (%s)", stage);
	case OUTCOME_SILENCE:
		return arena_printf(arena,
			"no hello was sent, the server was silent (%s)", stage);
	case OUTCOME_CANCELLED:
		return "interrupted";
	default:
		return quote(arena, "no hello was sent, the dialog was odd",
			outcome->reply);
	}
}

static const char *alert_words(
	struct arena *arena, const struct outcome *outcome)
{
	return arena_printf(arena, "refused: %s, after %u ms",
		flight_words(arena, outcome->flight), outcome->answer_ms);
}

static const char *malformed_words(
	struct arena *arena, const struct outcome *outcome)
{
	char fault[200];

	if (outcome->flight->end == FLIGHT_TOO_LONG)
		return "more than hallo is willing to read";
	fault_text(&outcome->flight->fault, fault, sizeof(fault));
	return arena_printf(arena, "a malformed answer: %s", fault);
}

static const char *silence_words(
	struct arena *arena, const struct outcome *outcome)
{
	double seconds = (outcome->answer_ms + 50) / 100 / 10.0;

	if (outcome->heard.len > 0)
		return arena_printf(arena,
			"%zu bytes of an answer, then silence for "
			"%.4g s",
			outcome->heard.len, seconds);
	return arena_printf(arena, "silence for %.4g s", seconds);
}

static const char *end_words(struct arena *arena, const struct outcome *outcome)
{
	const char *verb = outcome->kind == OUTCOME_RESET ? "reset" : "closed";

	return arena_printf(arena, "%s without a word, after %u ms", verb,
		outcome->answer_ms);
}

static const char *broken_words(
	struct arena *arena, const struct outcome *outcome)
{
	const struct alert *alerts = outcome->flight->alerts;
	size_t n = outcome->flight->n_alerts;

	if (outcome->flight->end == FLIGHT_ALERT)
		return arena_printf(arena,
			"broke off in the middle of its answer with alert %u, "
			"after %u ms",
			alerts[n - 1].description, outcome->answer_ms);
	return arena_printf(arena,
		"broke off in the middle of its answer, after %u ms",
		outcome->answer_ms);
}

static const char *answer_words(
	struct arena *arena, const struct outcome *outcome)
{
	if (is_closed(outcome))
		return end_words(arena, outcome);
	switch (outcome->kind) {
	case OUTCOME_ALERT:
	case OUTCOME_SSL2_ERROR:
		return alert_words(arena, outcome);
	case OUTCOME_BROKEN_OFF:
		return broken_words(arena, outcome);
	case OUTCOME_SILENCE:
		return silence_words(arena, outcome);
	case OUTCOME_NOT_TLS:
		return quote(arena, "answered, but not in TLS", outcome->heard);
	case OUTCOME_MALFORMED:
		return malformed_words(arena, outcome);
	case OUTCOME_CANCELLED:
		return "interrupted";
	default:
		return flight_words(arena, outcome->flight);
	}
}

const char *say_verdict(
	struct arena *arena, const struct outcome *outcome, bool followed)
{
	const char *words;

	if (outcome->stage != STAGE_HELLO)
		return dialog_words(arena, outcome);
	words = answer_words(arena, outcome);
	return followed && *words
		? arena_printf(arena,
			  "HelloRetryRequest, and to the second hello: %s",
			  words)
		: words;
}
