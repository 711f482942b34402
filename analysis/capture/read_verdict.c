/* SPDX-License-Identifier: ISC */
/*
 * The rules in their order: TCP first, then the dialog, then TLS
 * (read_verdict_tls.c). The first that applies speaks.
 */
#include "analysis/capture/read_parts.h"

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
