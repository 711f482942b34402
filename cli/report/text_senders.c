/* SPDX-License-Identifier: ISC */
/*
 * What would become of each kind of sender, and what the audit cost, with the
 * connections that failed in the words of the server.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text.h"
#include "cli/page/value.h"

#define SHOWN_FAILURES 8

static enum tint sender_tint(const char *verdict)
{
	if (!strcmp(verdict, "ok"))
		return TINT_GOOD;
	return !strcmp(verdict, "fails") ? TINT_BAD : TINT_NOTE;
}

/* The name of a suite as it stands in the versions; else its code. */
static const char *suite_name(const json_t *endpoint, const char *code)
{
	const json_t *versions = value_of(endpoint, "versions");

	for (size_t i = 0; i < json_array_size(versions); i++) {
		const json_t *suites =
			value_of(json_array_get(versions, i), "suites");

		for (size_t k = 0; k < json_array_size(suites); k++) {
			const json_t *suite = json_array_get(suites, k);

			if (value_is(suite, "code", code))
				return *value_text(suite, "openssl")
					? value_text(suite, "openssl")
					: value_text(suite, "iana");
		}
	}
	return code;
}

static void put_sender(
	struct page *page, const json_t *endpoint, const json_t *sender)
{
	const char *verdict = value_text(sender, "verdict");
	char *proof = value_proof(value_of(sender, "probes"));

	if (!strcmp(verdict, "ok"))
		page_fact(page, 2, 10, verdict, sender_tint(verdict),
			"%s: gets %s with %s%s", value_text(sender, "name"),
			value_text(sender, "version"),
			suite_name(endpoint, value_text(sender, "suite")),
			proof);
	else if (!strcmp(verdict, "fails"))
		page_fact(page, 2, 10, verdict, sender_tint(verdict),
			"%s: see above%s", value_text(sender, "name"), proof);
	else
		page_fact(page, 2, 10, verdict, sender_tint(verdict),
			"%s: %s%s", value_text(sender, "name"),
			value_text(sender, "reason"), proof);
	free(proof);
}

void text_senders(struct page *page, const json_t *endpoint)
{
	const json_t *senders = value_of(endpoint, "senders");

	if (json_array_size(senders) == 0)
		return;
	text_heading(page, "Senders (derived from the facts, not tried)");
	for (size_t i = 0; i < json_array_size(senders); i++)
		put_sender(page, endpoint, json_array_get(senders, i));
}

static char *failure_words(const json_t *failure)
{
	const char *error = value_text(failure, "error");
	const char *reply = value_text(failure, "reply");

	return words_join("%s: %s%s%s%s%s", value_text(failure, "stage"),
		value_text(failure, "outcome"), *error ? ", " : "", error,
		*reply ? ": " : "", reply);
}

/* The same words are told once, with their number. */
static void put_failures(struct page *page, const json_t *failures)
{
	json_t *counts = json_object(), *count;
	const char *words;
	size_t shown = 0;

	for (size_t i = 0; i < json_array_size(failures); i++) {
		char *text = failure_words(json_array_get(failures, i));

		json_object_set_new(counts, text,
			json_integer(value_number(counts, text) + 1));
		free(text);
	}
	json_object_foreach(counts, words, count) if (shown++ < SHOWN_FAILURES)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"%lld without a go-ahead at %s",
			(long long)json_integer_value(count), words);
	json_decref(counts);
}

static char *bytes_words(long long bytes)
{
	if (bytes < 10000)
		return words_join("%lld bytes", bytes);
	return words_join("%lld kB", (bytes + 500) / 1000);
}

/* What politeness has cost, and why it came to an early end. */
static void put_waits(struct page *page, const json_t *endpoint)
{
	const json_t *cost = value_of(endpoint, "cost");
	const char *ended = value_text(cost, "ended");
	long long waits = value_number(cost, "waits");
	long long ms = value_number(cost, "waited_ms");
	long long at_once = value_number(cost, "at_once_end");

	if (value_number(cost, "resumed"))
		page_paragraph(page, 2, 4, TINT_NOTE,
			"resumed: %lld connections before",
			value_number(cost, "resumed"));
	if (waits)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"waited %lld time%s, %lld.%lld s in all, for \"%s\"; "
			"%lld of %lld connections at once at the end",
			waits, waits == 1 ? "" : "s", ms / 1000,
			ms % 1000 / 100, value_text(cost, "waited_for"),
			at_once,
			value_number(
				value_of(endpoint, "limits"), "connections"));
	/* mostly it is the very reason that stands at the top */
	if (*ended && strcmp(ended, value_text(endpoint, "incomplete_reason")))
		page_paragraph(page, 2, 4, TINT_NOTE, "ended early: %s", ended);
}

/* The limits that the user has set, e.g. "; --rate 30/min". */
static char *limits_words(const json_t *limits)
{
	const char *rate = value_text(limits, "rate");
	long long total = value_number(limits, "max_connections");
	long long delay = value_number(limits, "delay_ms");
	long long deadline = value_number(limits, "deadline_s");
	char *words = words_join("%s%s", *rate ? "; --rate " : "", rate), *more;

	if (total) {
		more = words_join("%s; --max-connections %lld", words, total);
		free(words);
		words = more;
	}
	if (delay) {
		more = words_join("%s; --delay %lld.%03lld", words,
			delay / 1000, delay % 1000);
		free(words);
		words = more;
	}
	if (deadline) {
		more = words_join("%s; --deadline %lld", words, deadline);
		free(words);
		words = more;
	}
	return words;
}

void text_cost(struct page *page, const json_t *endpoint)
{
	const json_t *cost = value_of(endpoint, "cost");
	const json_t *limits = value_of(endpoint, "limits");
	long long ms = value_number(cost, "milliseconds");
	char *out = bytes_words(value_number(cost, "bytes_out"));
	char *in = bytes_words(value_number(cost, "bytes_in"));
	char *limited = limits_words(limits);

	text_heading(page, "Cost");
	page_paragraph(page, 2, 2, TINT_NONE,
		"%lld connections (%lld established, %lld left unused), %s "
		"sent, %s received, %lld.%lld s; at most %lld at once; gives "
		"up after %lld s of silence%s.",
		value_number(cost, "connections"),
		value_number(cost, "established"), value_number(cost, "unused"),
		out, in, ms / 1000, ms % 1000 / 100,
		value_number(limits, "connections"),
		value_number(limits, "idle_ms") / 1000, limited);
	put_waits(page, endpoint);
	put_failures(page, value_of(endpoint, "failures"));
	free(out);
	free(in);
	free(limited);
}
