/* SPDX-License-Identifier: ISC */
/* See rebuff.h. */
#include "net/dial/rebuff.h"

#include <stdio.h>
#include <string.h>

#include "net/base/text.h"

#define REPLY_MAX 300

enum rebuff rebuff_of(const struct outcome *outcome)
{
	switch (outcome->kind) {
	case OUTCOME_REFUSED:
		return outcome->reply.len && outcome->reply.data[0] == '5'
			? REBUFF_FINAL
			: REBUFF_TEMPORARY;
	case OUTCOME_UNREACHABLE:
	case OUTCOME_NO_ROUTE:
	case OUTCOME_NO_STARTTLS:
	case OUTCOME_MALFORMED:
	case OUTCOME_NOT_TLS:
		return REBUFF_FINAL;
	default:
		return REBUFF_TEMPORARY;
	}
}

static bool is_digit(uint8_t byte)
{
	return byte >= '0' && byte <= '9';
}

bool rebuff_is_said(struct slice text)
{
	return text.len > 3 && text.data[0] == '4' && is_digit(text.data[1]) &&
		is_digit(text.data[2]) &&
		(text.data[3] == ' ' || text.data[3] == '-');
}

/* The reply in one line: its ends of line become blanks. */
static void one_line(char *out, size_t size, struct slice reply)
{
	char line[REPLY_MAX];
	size_t n = 0;

	for (size_t i = 0; i < reply.len && n + 1 < sizeof(line); i++) {
		char c = (char)reply.data[i];
		if (c == '\n')
			c = ' ';
		if (c != '\r' && c != '\0')
			line[n++] = c;
	}
	while (n && line[n - 1] == ' ')
		n--;
	line[n] = '\0';
	text_escape(out, size, line);
}

void rebuff_words(char *out, size_t size, const struct outcome *outcome)
{
	if (outcome->reply.len && outcome->kind == OUTCOME_REFUSED)
		one_line(out, size, outcome->reply);
	else if (outcome->errnum)
		snprintf(out, size, "%s: %s", stage_name(outcome->stage),
			strerror(outcome->errnum));
	else
		snprintf(out, size, "%s: %s", stage_name(outcome->stage),
			outcome_kind_name(outcome->kind));
}

void rebuff_gave_up(char *out, size_t size, const char *words,
	const struct breaker *breaker, uint64_t now)
{
	if (!breaker->ever && breaker->row <= 2)
		snprintf(out, size, "%s", words);
	else
		snprintf(out, size,
			"gave up after %u tries in a row and %.0f s without a "
			"go-ahead: %s",
			breaker->row, (double)(now - breaker->since) / 1000.0,
			words);
}

void rebuff_mute(char *out, size_t size, unsigned silences, unsigned idle)
{
	snprintf(out, size,
		"the connection is accepted, but not a byte came in answer to "
		"%u hellos, each waited for %.3g s",
		silences, idle / 1000.0);
}

void rebuff_tell(char *out, size_t size, const char *words,
	const struct breaker *breaker)
{
	snprintf(out, size,
		"%s; waiting %.3g s, %u connection%s at once from now", words,
		breaker->wait / 1000.0, breaker->width,
		breaker->width == 1 ? "" : "s");
}
