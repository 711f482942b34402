/* SPDX-License-Identifier: ISC */
/*
 * What a judgement is written with: the verdict in words, what it rests on, and
 * lists of names.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "analysis/senders/sender_parts.h"
#include "wire/tables/names.h"

/* Says how it ends; @cause is of a failure, @likely of a doubt. */
static void end(struct judgement *j, enum sender_result result,
	enum sender_cause cause, enum sender_cause likely)
{
	j->verdict->result = result;
	j->verdict->cause = cause;
	j->verdict->likely = likely;
}

void judgement_conclude(
	struct judgement *j, enum sender_result result, const char *fmt, ...)
{
	va_list ap;

	end(j, result, SENDER_CAUSE_NONE, SENDER_CAUSE_NONE);
	va_start(ap, fmt);
	vsnprintf(j->verdict->reason, sizeof(j->verdict->reason), fmt, ap);
	va_end(ap);
}

void judgement_fail(
	struct judgement *j, enum sender_cause cause, const char *fmt, ...)
{
	va_list ap;

	end(j, SENDER_FAILS, cause, SENDER_CAUSE_NONE);
	va_start(ap, fmt);
	vsnprintf(j->verdict->reason, sizeof(j->verdict->reason), fmt, ap);
	va_end(ap);
}

void judgement_doubt(
	struct judgement *j, enum sender_cause cause, const char *fmt, ...)
{
	va_list ap;

	end(j, SENDER_UNKNOWN, SENDER_CAUSE_NONE, cause);
	va_start(ap, fmt);
	vsnprintf(j->verdict->reason, sizeof(j->verdict->reason), fmt, ap);
	va_end(ap);
}

void judgement_unless(struct judgement *j, const char *fmt, ...)
{
	char *text = j->verdict->unless;
	size_t used = strlen(text), room = sizeof(j->verdict->unless);
	char more[sizeof(j->verdict->unless)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(more, sizeof(more), fmt, ap);
	va_end(ap);
	if (!strstr(text, more))
		snprintf(text + used, room - used, "%s%s", used ? ", or " : "",
			more);
}

void judgement_prove(struct judgement *j, const struct proof *proof)
{
	for (size_t i = 0; i < proof->n; i++)
		proof_add(&j->verdict->proof, proof->probes[i]);
}

const char *suite_words(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	if (!suite)
		return "an unknown suite";
	return *suite->openssl ? suite->openssl : suite->name;
}

void names_add(struct names *names, const char *name)
{
	size_t used = strlen(names->text), room = sizeof(names->text);

	if (names->n++ < NAMES_SHOWN)
		snprintf(names->text + used, room - used, "%s%s",
			used ? ", " : "", name);
	else if (names->n == NAMES_SHOWN + 1)
		snprintf(names->text + used, room - used, " and others");
}
