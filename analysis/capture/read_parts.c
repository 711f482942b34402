/* SPDX-License-Identifier: ISC */
/*
 * What the rules of all three files speak with; see read_parts.h.
 */
#include "analysis/capture/read_parts.h"

#include <stdarg.h>
#include <stdio.h>

#include "analysis/base/escape.h"
#include "analysis/json/flight_view.h"
#include "analysis/json/hello_view.h"
#include "wire/hello/fingerprint.h"
#include "wire/tables/names.h"
#include "wire/tables/extensions.h"

void verdict_say(struct read_verdict *v, enum read_outcome outcome,
	const char *rule, const char *fmt, ...)
{
	va_list list;

	v->outcome = outcome;
	v->rule = rule;
	va_start(list, fmt);
	vsnprintf(v->sentence, sizeof(v->sentence), fmt, list);
	va_end(list);
}

void verdict_hint(struct read_verdict *v, const char *fmt, ...)
{
	va_list list;

	if (v->n_hints == READ_HINTS)
		return;
	va_start(list, fmt);
	vsnprintf(v->hints[v->n_hints++], sizeof(v->hints[0]), fmt, list);
	va_end(list);
}

const char *verdict_quote(char out[QUOTE_SIZE], struct slice text)
{
	return escape_quote(out, QUOTE_SIZE, text.data, text.len);
}

const char *side_name(enum conversation_side side)
{
	return side == SIDE_CLIENT ? "the client" : "the server";
}

const char *verdict_span(char out[SPAN_SIZE], int64_t ns)
{
	double ms = (double)ns / 1e6;

	if (ns < 0)
		snprintf(out, SPAN_SIZE, "0 ms");
	else if (ms < 10)
		snprintf(out, SPAN_SIZE, "%.1f ms", ms);
	else if (ms < 1000)
		snprintf(out, SPAN_SIZE, "%.0f ms", ms);
	else
		snprintf(out, SPAN_SIZE, "%.1f s", ms / 1000);
	return out;
}

const char *verdict_alert(char out[ALERT_SIZE], uint8_t description)
{
	const struct code_name *row = alert_find(description);

	snprintf(out, ALERT_SIZE, "%u (%s)", description,
		row ? row->name : "no known alert");
	return out;
}

const char *verdict_end(char out[END_SIZE], const struct reading *r)
{
	char span[SPAN_SIZE];
	const char *who = side_name(r->connection.first_to_end);
	const struct conversation_half *half =
		&r->connection.half[r->connection.first_to_end];

	if (half->rst.seen && !half->fin.seen)
		snprintf(out, END_SIZE, "%s reset the connection (RST)", who);
	else if (half->fin.seen)
		snprintf(out, END_SIZE, "%s closed the connection (FIN)", who);
	else if (r->connection.how == CONVERSATION_FULL)
		snprintf(out, END_SIZE,
			"more was not followed: too many connections at once");
	else if (r->connection.how == CONVERSATION_REPLACED)
		snprintf(out, END_SIZE,
			"nothing more came until its ports were used again");
	else
		snprintf(out, END_SIZE,
			"nothing more was captured (its last packet is %s "
			"after the first)",
			verdict_span(span,
				r->connection.last_ns -
					r->connection.first_ns));
	return out;
}

const struct hello *verdict_hello(const struct reading *r)
{
	return r->second.read ? &r->second.hello : &r->first.hello;
}

const char *verdict_versions(char out[VERSIONS_SIZE], const struct hello *hello)
{
	uint16_t versions[127];
	size_t n = hello_version_list(hello, versions, 127), used = 0;
	const char *name = version_name(hello->version);

	snprintf(out, VERSIONS_SIZE, "%s%s",
		hello->version > 0x0300 ? "versions up to " : "",
		name ? name : "an unknown version");
	if (!hello_offers_extension(hello, EXTENSION_SUPPORTED_VERSIONS))
		return out;
	out[0] = '\0';
	for (size_t i = 0; i < n && i < 127; i++) {
		name = version_name(versions[i]);
		if (!name || used + 20 > VERSIONS_SIZE)
			continue;
		used += (size_t)snprintf(out + used, VERSIONS_SIZE - used,
			"%s%s", used ? ", " : "", name);
	}
	return out;
}

const char *verdict_choice(char out[CHOICE_SIZE], const struct reading *r)
{
	struct arena arena = { 0 };
	const char *words = flight_words(&arena, &r->flight);

	snprintf(out, CHOICE_SIZE, "%s",
		*words ? words : "gave an answer that was not understood");
	arena_clear(&arena);
	return out;
}
