/* SPDX-License-Identifier: ISC */
/*
 * Why a version stayed open, in words a postmaster can use: what really came
 * of its hellos, counted from the log and from nothing else.
 *
 *	reset 5 times; closed without an alert once
 */
#include "analysis/portrait/reasons.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "analysis/log/words.h"
#include "wire/tables/names.h"

#define ALERT_UNRECOGNIZED_NAME 112
#define ENDS_SHOWN 3

struct words {
	char *out;
	size_t size, used;
};

__attribute__((format(printf, 2, 3))) static void say(
	struct words *words, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(
		words->out + words->used, words->size - words->used, fmt, ap);
	va_end(ap);
	if (n > 0)
		words->used += (size_t)n;
	if (words->used >= words->size)
		words->used = words->size - 1;
}

/* Did this hello bring nothing that its version can be judged by? */
static bool is_end(const struct observation *o, uint16_t version)
{
	if (o->probe == 0 || o->asked_version != version ||
		o->kind == OUTCOME_CANCELLED)
		return false;
	return !observation_answered(o) || o->unasked;
}

static bool is_alike(const struct observation *a, const struct observation *b)
{
	if (a->unasked || b->unasked)
		return a->unasked && b->unasked &&
			!strcmp(a->unasked, b->unasked);
	return a->kind == b->kind && a->alert == b->alert &&
		a->ssl2_error == b->ssl2_error;
}

static size_t count_alike(const struct observation_log *log,
	const struct observation *like, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < log->n; i++)
		n += is_end(&log->rows[i], like->asked_version) &&
			is_alike(&log->rows[i], like);
	return n;
}

/* The first of its kind stands for all of them. */
static bool is_first(const struct observation_log *log, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (is_end(&log->rows[i], log->rows[at].asked_version) &&
			is_alike(&log->rows[i], &log->rows[at]))
			return false;
	return true;
}

/* The most frequent end that was met less often than @below, or as often but
 * later than @after; -1: none is left. */
static long next_end(const struct observation_log *log, uint16_t version,
	size_t below, long after, size_t *count)
{
	long best = -1;

	*count = 0;
	for (size_t i = 0; i < log->n; i++) {
		size_t n;

		if (!is_end(&log->rows[i], version) || !is_first(log, i))
			continue;
		n = count_alike(log, &log->rows[i], i);
		if ((n < below || (n == below && (long)i > after)) &&
			n > *count) {
			best = (long)i;
			*count = n;
		}
	}
	return best;
}

static void say_ends(struct words *words, const struct observation_log *log,
	uint16_t version)
{
	size_t count = SIZE_MAX;
	long at = -1;

	for (int shown = 0; shown < ENDS_SHOWN; shown++) {
		char end[160];

		at = next_end(log, version, count, at, &count);
		if (at < 0)
			return;
		words_of_end(&log->rows[at], end, sizeof(end));
		say(words, "%s", shown ? "; " : "");
		if (count == 1)
			say(words, "%s (once)", end);
		else
			say(words, "%s (%zu times)", end, count);
	}
}

static bool name_is_refused(const struct observation_log *log, uint16_t version)
{
	for (size_t i = 0; i < log->n; i++)
		if (is_end(&log->rows[i], version) &&
			log->rows[i].kind == OUTCOME_ALERT &&
			log->rows[i].alert == ALERT_UNRECOGNIZED_NAME)
			return true;
	return false;
}

/* Nothing but wordless ends: what throttling looks like, and intolerance. */
static bool is_never_answered(
	const struct observation_log *log, uint16_t version)
{
	size_t n = 0;

	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (o->probe == 0 || o->asked_version != version)
			continue;
		if (o->kind != OUTCOME_SILENCE && o->kind != OUTCOME_RESET &&
			o->kind != OUTCOME_CLOSED &&
			o->kind != OUTCOME_CANCELLED)
			return false;
		n += o->kind != OUTCOME_CANCELLED;
	}
	return n > 1;
}

/* The highest version below that was answered as it was asked for; 0: none. */
static uint16_t answered_below(
	const struct observation_log *log, uint16_t version)
{
	uint16_t best = 0;

	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (observation_answered(o) && !o->unasked &&
			o->asked_version < version && o->version > best &&
			o->version == o->asked_version)
			best = o->version;
	}
	return best;
}

bool words_of_version(const struct observation_log *log, uint16_t version,
	char *out, size_t size)
{
	struct words words = { .out = out, .size = size };
	uint16_t below = answered_below(log, version);

	out[0] = '\0';
	say_ends(&words, log, version);
	if (!words.used)
		return false;
	if (name_is_refused(log, version))
		say(&words,
			": the server refuses the server name; try --sni "
			"or --no-sni");
	if (below && is_never_answered(log, version))
		say(&words, ", while %s is answered (version intolerance?)",
			version_name(below));
	return true;
}

static void add_intolerance(
	const struct intolerance *found, struct version_fact *fact)
{
	char rest[sizeof(fact->reason)];
	struct words words = { .out = fact->reason,
		.size = sizeof(fact->reason) };

	memcpy(rest, fact->reason, sizeof(rest));
	words_of_intolerance(found, fact->reason, sizeof(fact->reason));
	words.used = strlen(fact->reason);
	say(&words, ": %s", rest);
}

void reason_add_cause(const struct observation_log *log,
	const struct intolerance *found, struct version_fact *fact)
{
	char cause[sizeof(fact->reason)];
	struct words words = { fact->reason, sizeof(fact->reason),
		strlen(fact->reason) };

	if (fact->state != TRUTH_INCONCLUSIVE &&
		(fact->state != TRUTH_YES || fact->suites_complete))
		return;
	if (words_of_version(log, fact->version, cause, sizeof(cause)))
		say(&words, "%s%s", words.used ? ": " : "", cause);
	if (found->certain)
		add_intolerance(found, fact);
}
