/* SPDX-License-Identifier: ISC */
/*
 * The rules in their order: TCP first, then the dialog, then TLS
 * (read_verdict_tls.c). The first that applies speaks.
 */
#include <stdarg.h>
#include <stdio.h>

#include "analysis/capture/read_parts.h"
#include "wire/tables/names.h"

const char *read_outcome_name(enum read_outcome outcome)
{
	static const char *const names[] = {
		[READ_COMPLETED] = "completed",
		[READ_FAILED] = "failed",
		[READ_CLEAR] = "clear-text",
		[READ_UNCLEAR] = "unclear",
	};

	return names[outcome];
}

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
	size_t used = 0, i = 0;

	for (; i < text.len && used < QUOTE_SIZE - 10; i++) {
		uint8_t byte = text.data[i];

		if (byte < 0x20 || byte > 0x7E || byte == '\\')
			used += (size_t)snprintf(
				out + used, 5, "\\x%02x", byte);
		else
			out[used++] = (char)byte;
	}
	snprintf(out + used, QUOTE_SIZE - used, "%s",
		i < text.len ? " ..." : "");
	return out;
}

const char *side_name(enum conversation_side side)
{
	return side == SIDE_CLIENT ? "the client" : "the server";
}

const char *side_title(enum conversation_side side)
{
	return side == SIDE_CLIENT ? "The client" : "The server";
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

/* Before a byte was said. */
static bool tcp_rules(struct read_verdict *v, const struct reading *r)
{
	const struct conversation_half *client =
		&r->connection.half[SIDE_CLIENT];
	const struct conversation_half *server =
		&r->connection.half[SIDE_SERVER];
	char end[END_SIZE];

	if (client->bytes > 0 || server->bytes > 0)
		return false;
	if (client->syn.seen && !server->syn.seen && server->rst.seen)
		verdict_say(v, READ_FAILED, "connection-refused",
			"The server refused the connection: RST was the answer "
			"to the SYN. Nothing listens on that port, or a filter "
			"says so.");
	else if (client->syn.seen && !server->syn.seen)
		verdict_say(v, READ_FAILED, "syn-unanswered",
			"Nothing answered the SYN, which was sent %u times: "
			"the host is away, or a filter drops it (or the "
			"capture has one direction only).",
			client->syns);
	else
		verdict_say(v, READ_UNCLEAR, "nothing-said",
			"Neither side said a word; %s.", verdict_end(end, r));
	return true;
}

static void refusal_hints(struct read_verdict *v, const struct reading *r)
{
	if (r->dialog.code == 454)
		verdict_hint(v,
			"454 to STARTTLS: the server cannot read its "
			"certificate or key, or has too many TLS sessions; its "
			"own log tells which.");
	else if (r->dialog.code == 503)
		verdict_hint(v,
			"503 to STARTTLS: the server had not accepted EHLO "
			"before.");
	else if (r->dialog.code == 421)
		verdict_hint(v,
			"421: the server is closing down or counts too many "
			"connections; later it may answer.");
	else if (r->dialog.code >= 500)
		verdict_hint(v,
			"A final refusal of the command itself: STARTTLS is "
			"off here.");
}

static bool starttls_rules(struct read_verdict *v, const struct reading *r)
{
	char quote[QUOTE_SIZE], end[END_SIZE];

	if (!r->dialog.asked)
		return false;
	if (r->dialog.answer == OVERHEARD_REFUSED) {
		verdict_say(v, READ_FAILED, "starttls-refused",
			"The server refused STARTTLS: %s",
			verdict_quote(quote, r->dialog.reply));
		refusal_hints(v, r);
		return true;
	}
	if (r->dialog.answer == OVERHEARD_NO_ANSWER && !r->tls) {
		verdict_say(v,
			r->connection.half[SIDE_SERVER].fin.seen ||
					r->connection.half[SIDE_SERVER].rst.seen
				? READ_FAILED
				: READ_UNCLEAR,
			"starttls-unanswered", "STARTTLS was not answered; %s.",
			verdict_end(end, r));
		return true;
	}
	return false;
}

/* The go-ahead is there, TLS is not. */
static bool go_ahead_rules(struct read_verdict *v, const struct reading *r)
{
	const struct overheard *dialog = &r->dialog;
	struct slice client = dialog->instead[SIDE_CLIENT];
	struct slice server = dialog->instead[SIDE_SERVER];
	char quote[QUOTE_SIZE], end[END_SIZE];

	if (r->dialog.answer != OVERHEARD_GO)
		return false;
	if (client.len > 0)
		verdict_say(v, READ_FAILED, "client-not-tls",
			"Behind the go-ahead the client went on in clear text "
			"instead of TLS: \"%s\"",
			verdict_quote(quote, client));
	else if (server.len > 0 && dialog->tls[SIDE_CLIENT].seen)
		verdict_say(v, READ_FAILED, "server-not-tls",
			"The server answered the client's TLS with clear text: "
			"\"%s\". A client with OpenSSL logs that as \"wrong "
			"version number\".",
			verdict_quote(quote, server));
	else if (!r->tls)
		verdict_say(v, READ_FAILED, "no-client-hello",
			"The server was ready for TLS, but no ClientHello "
			"came; %s.",
			verdict_end(end, r));
	else
		return false;
	return true;
}

static const char *clear_words(const struct reading *r)
{
	if (r->dialog.mail)
		return "; the mail went in clear";
	return r->dialog.login ? "; a login went in clear" : "";
}

static void clear_rules(struct read_verdict *v, const struct reading *r)
{
	char quote[QUOTE_SIZE], end[END_SIZE];

	verdict_end(end, r);
	if (!overheard_protocol_name(r->dialog.protocol))
		verdict_say(v, READ_CLEAR, "other-protocol",
			"No TLS and no mail dialog was recognised; %s.", end);
	else if (r->dialog.negative && !r->dialog.mail && !r->dialog.offered)
		verdict_say(v, READ_FAILED, "turned-away",
			"The server turned the client away before TLS: %s",
			verdict_quote(quote, r->dialog.reply));
	else if (r->dialog.offered)
		verdict_say(v, READ_CLEAR, "starttls-not-asked",
			"The server offered STARTTLS, the client did not ask "
			"for it%s; %s.",
			clear_words(r), end);
	else
		verdict_say(v, READ_CLEAR, "starttls-not-offered",
			"STARTTLS was neither offered nor asked for%s; %s.",
			clear_words(r), end);
}

/* One side speaks TLS, the other does not know. */
static bool mixed_rules(struct read_verdict *v, const struct reading *r)
{
	const char *protocol = overheard_protocol_name(r->dialog.protocol);
	bool client = r->dialog.tls[SIDE_CLIENT].seen;
	bool server = r->dialog.tls[SIDE_SERVER].seen;
	bool talk = protocol || r->dialog.protocol == OVERHEARD_UNKNOWN;

	if (r->dialog.asked || !r->tls || !talk)
		return false;
	if (client && !server && protocol) {
		verdict_say(v, READ_FAILED, "tls-without-starttls",
			"The client spoke TLS at once, but the server speaks "
			"%s in clear and waits for STARTTLS: a client set to "
			"implicit TLS on a port for STARTTLS.",
			protocol);
		return true;
	}
	if (!client && server && r->connection.half[SIDE_CLIENT].bytes > 0) {
		verdict_say(v, READ_FAILED, "clear-text-to-tls",
			"The client spoke in clear to a port where the server "
			"expects TLS at once.");
		return true;
	}
	return false;
}

static void rules(struct read_verdict *v, const struct reading *r)
{
	if (tcp_rules(v, r) || starttls_rules(v, r) || go_ahead_rules(v, r) ||
		mixed_rules(v, r))
		return;
	if (r->tls)
		verdict_tls(v, r);
	else
		clear_rules(v, r);
}

/* What makes any of the sentences less sure. */
static void doubts(struct read_verdict *v, const struct reading *r)
{
	char words[200];

	if (r->first.read && r->first.hello.fault.kind != FAULT_NONE) {
		fault_text(&r->first.hello.fault, words, sizeof(words));
		verdict_hint(v, "The ClientHello is malformed: %s.", words);
	}
	for (int i = 0; i < 2; i++) {
		const struct conversation_half *half = &r->connection.half[i];
		unsigned long long missing = conversation_lost(half);

		if (half->stream.cut)
			verdict_hint(v,
				"The capture has cut packets of %s: more is "
				"seen with a longer snaplen (tcpdump -s 0).",
				side_name((enum conversation_side)i));
		else if (missing > 0)
			verdict_hint(v,
				"%llu bytes of %s are missing, what came "
				"behind them was not read: the capture lost "
				"packets, or the network did.",
				missing, side_name((enum conversation_side)i));
	}
}

void read_verdict(struct read_verdict *v, const struct reading *r)
{
	*v = (struct read_verdict){ .rule = "" };
	rules(v, r);
	doubts(v, r);
}
