/* SPDX-License-Identifier: ISC */
/*
 * What the audit cost, with the connections that failed in the words of the
 * server.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/report/text_parts.h"

#define SHOWN_FAILURES 8

static char *failure_words(const struct report_connection *failure)
{
	const char *error =
		failure->errnum ? strerrordesc_np(failure->errnum) : NULL;

	return words_join("%s: %s%s%s%s%s", stage_name(failure->stage),
		outcome_kind_name(failure->outcome), error ? ", " : "",
		error ? error : "", *failure->reply ? ": " : "",
		failure->reply);
}

/* The same words are told once, with their number. Takes them. */
static size_t take_equal(char **words, size_t n, size_t i)
{
	size_t times = 1;

	for (size_t k = i + 1; k < n; k++) {
		if (!words[k] || strcmp(words[k], words[i]) != 0)
			continue;
		free(words[k]);
		words[k] = NULL;
		times++;
	}
	return times;
}

static void put_failures(
	struct page *page, const struct report_endpoint *endpoint)
{
	size_t n = endpoint->n_failures, shown = 0;
	char **words = calloc(n + 1, sizeof(*words));

	if (!words)
		abort();
	for (size_t i = 0; i < n; i++)
		words[i] = failure_words(&endpoint->failures[i]);
	for (size_t i = 0; i < n; i++) {
		if (!words[i])
			continue;
		if (shown++ < SHOWN_FAILURES)
			page_paragraph(page, 2, 4, TINT_NOTE,
				"%zu without a go-ahead at %s",
				take_equal(words, n, i), words[i]);
		free(words[i]);
	}
	free(words);
}

static char *bytes_words(unsigned long long bytes)
{
	if (bytes < 10000)
		return words_join("%llu bytes", bytes);
	return words_join("%llu kB", (bytes + 500) / 1000);
}

/* What politeness has cost, and why it came to an early end. */
static void put_waits(struct page *page, const struct report_endpoint *endpoint)
{
	const struct cost *cost = &endpoint->cost;
	unsigned long long waits = cost->waits, ms = cost->waited_ms;

	if (cost->resumed)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"resumed: %llu connections before",
			(unsigned long long)cost->resumed);
	if (waits)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"waited %llu time%s, %llu.%llu s in all, for \"%s\"; "
			"%llu of %u connections at once at the end",
			waits, waits == 1 ? "" : "s", ms / 1000,
			ms % 1000 / 100, cost->waited_for,
			(unsigned long long)cost->at_once_end,
			endpoint->limits.connections);
	/* mostly it is the very reason that stands at the top */
	if (*cost->ended &&
		strcmp(cost->ended, endpoint->incomplete_reason) != 0)
		page_paragraph(
			page, 2, 4, TINT_NOTE, "ended early: %s", cost->ended);
}

/* The limits that the user has set, e.g. "; --rate 30/min". */
static char *limits_words(const struct report_endpoint *endpoint)
{
	const struct budget_limits *budget = &endpoint->budget;
	unsigned deadline = endpoint->limits.deadline_s;
	char room[RATE_ROOM], total[40] = "", delay[40] = "", last[40] = "";
	const char *rate = report_rate(room, budget);

	if (budget->connections)
		snprintf(total, sizeof(total), "; --max-connections %u",
			budget->connections);
	if (budget->delay_ms)
		snprintf(delay, sizeof(delay), "; --delay %u.%03u",
			budget->delay_ms / 1000, budget->delay_ms % 1000);
	if (deadline)
		snprintf(last, sizeof(last), "; --deadline %u", deadline);
	return words_join("%s%s%s%s%s", *rate ? "; --rate " : "", rate, total,
		delay, last);
}

void text_cost(struct page *page, const struct report_endpoint *endpoint)
{
	const struct cost *cost = &endpoint->cost;
	unsigned long long ms = cost->milliseconds;
	char *out = bytes_words(cost->bytes_out);
	char *in = bytes_words(cost->bytes_in);
	char *limited = limits_words(endpoint);

	text_heading(page, "Cost");
	page_paragraph(page, 2, 2, TINT_NONE,
		"%llu connections (%llu established, %llu left unused), %s "
		"sent, %s received, %llu.%llu s; at most %u at once; gives up "
		"after %u s of silence%s.",
		(unsigned long long)cost->connections,
		(unsigned long long)cost->established,
		(unsigned long long)cost->unused, out, in, ms / 1000,
		ms % 1000 / 100, endpoint->limits.connections,
		endpoint->limits.idle_ms / 1000, limited);
	put_waits(page, endpoint);
	put_failures(page, endpoint);
	free(out);
	free(in);
	free(limited);
}
