/* SPDX-License-Identifier: ISC */
/*
 * The verdict of one exchange in words, and as an exit status.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/json/flight_value.h"
#include "analysis/json/json.h"
#include "analysis/say/say_parts.h"

static bool is_closed(const struct outcome *outcome)
{
	return outcome->kind == OUTCOME_CLOSED ||
		outcome->kind == OUTCOME_RESET;
}

/* A few bytes came, but no answer did. */
static bool is_broken_off(const struct outcome *outcome)
{
	const struct server_flight *flight = outcome->flight;

	return flight && flight->n_eaten > 0 && flight->n_alerts == 0 &&
		flight->n_messages == 0;
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
		return is_broken_off(outcome) ? SAY_INCONCLUSIVE : SAY_REFUSED;
	default:
		return SAY_INCONCLUSIVE;
	}
}

enum say_status say_status_of_two(enum say_status a, enum say_status b)
{
	return a == b ? a : SAY_INCONCLUSIVE;
}

/* The first line of @bytes, escaped. */
static json_t *first_line(struct slice bytes)
{
	size_t n = 0;

	while (n < bytes.len && n < 200 && bytes.data[n] != '\r' &&
		bytes.data[n] != '\n')
		n++;
	return report_text(bytes.data, n);
}

static json_t *quote(const char *words, struct slice bytes)
{
	json_t *line = first_line(bytes), *text;

	text = json_sprintf("%s: %s", words,
		json_is_string(line) ? json_string_value(line) : "");
	json_decref(line);
	return text;
}

/* Before the hello went out. */
static json_t *dialog_words(const struct outcome *outcome)
{
	const char *stage = stage_name(outcome->stage);

	switch (outcome->kind) {
	case OUTCOME_REFUSED:
		return quote("no hello was sent, the dialog was refused",
			outcome->reply);
	case OUTCOME_NO_STARTTLS:
		return json_string("no hello was sent, STARTTLS is not on "
				   "offer (--force-starttls says it anyway)");
	case OUTCOME_NO_ROUTE:
		return json_string("no route to that family from here");
	case OUTCOME_UNREACHABLE:
		return json_sprintf(
			"not reached: %s", strerrordesc_np(outcome->errnum));
	case OUTCOME_CLOSED:
		return json_sprintf(
			"no hello was sent, the server closed (%s)", stage);
	case OUTCOME_RESET:
		return json_sprintf(
			"no hello was sent, the server reset (%s)", stage);
	case OUTCOME_SILENCE:
		return json_sprintf(
			"no hello was sent, the server was silent (%s)", stage);
	case OUTCOME_CANCELLED:
		return json_string("interrupted");
	default:
		return quote("no hello was sent, the dialog was odd",
			outcome->reply);
	}
}

static json_t *alert_words(const struct outcome *outcome)
{
	json_t *words = flight_words(outcome->flight);
	json_t *text = json_sprintf("refused: %s, after %u ms",
		json_is_string(words) ? json_string_value(words) : "",
		outcome->answer_ms);

	json_decref(words);
	return text;
}

static json_t *malformed_words(const struct outcome *outcome)
{
	char fault[200];

	if (outcome->flight->end == FLIGHT_TOO_LONG)
		return json_string("more than hallo is willing to read");
	fault_text(&outcome->flight->fault, fault, sizeof(fault));
	return json_sprintf("a malformed answer: %s", fault);
}

static json_t *silence_words(const struct outcome *outcome)
{
	double seconds = (outcome->answer_ms + 50) / 100 / 10.0;

	if (outcome->heard.len > 0)
		return json_sprintf("%zu bytes of an answer, then silence for "
				    "%.4g s",
			outcome->heard.len, seconds);
	return json_sprintf("silence for %.4g s", seconds);
}

static json_t *end_words(const struct outcome *outcome)
{
	const char *verb = outcome->kind == OUTCOME_RESET ? "reset" : "closed";

	if (is_broken_off(outcome))
		return json_sprintf(
			"%s in the middle of its answer, after %u ms", verb,
			outcome->answer_ms);
	return json_sprintf(
		"%s without a word, after %u ms", verb, outcome->answer_ms);
}

static json_t *answer_words(const struct outcome *outcome)
{
	if (is_closed(outcome))
		return end_words(outcome);
	switch (outcome->kind) {
	case OUTCOME_ALERT:
	case OUTCOME_SSL2_ERROR:
		return alert_words(outcome);
	case OUTCOME_SILENCE:
		return silence_words(outcome);
	case OUTCOME_NOT_TLS:
		return quote("answered, but not in TLS", outcome->heard);
	case OUTCOME_MALFORMED:
		return malformed_words(outcome);
	case OUTCOME_CANCELLED:
		return json_string("interrupted");
	default:
		return flight_words(outcome->flight);
	}
}

json_t *say_verdict(const struct outcome *outcome, bool followed)
{
	json_t *words, *all;

	if (outcome->stage != STAGE_HELLO)
		return dialog_words(outcome);
	words = answer_words(outcome);
	if (!followed || !json_is_string(words))
		return words;
	all = json_sprintf("HelloRetryRequest, and to the second hello: %s",
		json_string_value(words));
	json_decref(words);
	return all;
}
