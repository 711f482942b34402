/* SPDX-License-Identifier: ISC */
/*
 * The rules for what came once TLS had begun: alerts first, then the answers
 * that never came, then the handshakes that broke off, then the good end.
 *
 * In TLS 1.3 alerts are sealed. A sealed record of the client that is shorter
 * than any Finished (RFC 8446 4.4.4: 32 bytes of hash, 4 of header, 1 of type,
 * a tag of 8 or more) in front of the end of a connection is called what it
 * probably is.
 */
#include <stdio.h>

#include "analysis/capture/read_parts.h"
#include "wire/hello/fingerprint.h"
#include "wire/tables/names.h"

#define FINISHED_MIN (4 + 32 + 1 + 8)
#define LONG_HELLO 1400 /* behind it a hello takes two packets */

/* From the moment @before of the other side to @at of @side. */
static const char *since(char out[SPAN_SIZE], const struct reading *r,
	enum conversation_side side, size_t at, size_t before)
{
	int64_t from, to;

	if (!reading_when(r, !side, before, &from) ||
		!reading_when(r, side, at, &to))
		return NULL;
	return verdict_span(out, to - from);
}

static const struct course_event *fatal_alert(const struct reading_half *half)
{
	for (size_t i = 0; i < half->course.n_events; i++) {
		const struct course_event *e = &half->course.events[i];

		/* 0: close_notify; 90: user_canceled, both say goodbye */
		if (e->kind == COURSE_ALERT && e->level != 1 &&
			e->description != 0)
			return e;
	}
	return NULL;
}

static size_t hello_end(const struct reading *r)
{
	return r->second.read ? r->second.at + r->second.len
			      : r->first.at + r->first.len;
}

static bool server_alert(struct read_verdict *v, const struct reading *r)
{
	const struct course_event *e = fatal_alert(&r->half[SIDE_SERVER]);
	char alert[ALERT_SIZE], span[SPAN_SIZE], choice[CHOICE_SIZE];
	char versions[VERSIONS_SIZE];
	const char *later;

	if (!e)
		return false;
	later = since(span, r, SIDE_SERVER, e->end, hello_end(r));
	verdict_alert(alert, e->description);
	if (r->flight.has_server_hello)
		verdict_say(v, READ_FAILED, "server-alert-later",
			"The server %s, and then refused what the client did "
			"next with alert %s.",
			verdict_choice(choice, r), alert);
	else if (e->description == 70)
		verdict_say(v, READ_FAILED, "server-alert",
			"The server answered the ClientHello with alert %s%s%s:"
			" it accepts none of %s.",
			alert, later ? ", after " : "", later ? later : "",
			verdict_versions(versions, verdict_hello(r)));
	else
		verdict_say(v, READ_FAILED, "server-alert",
			"The server answered the ClientHello%s with alert "
			"%s%s%s.",
			r->second.read ? " that followed its "
					 "HelloRetryRequest"
				       : "",
			alert, later ? ", after " : "", later ? later : "");
	verdict_server_alert(v, r, e->description);
	return true;
}

static bool client_alert(struct read_verdict *v, const struct reading *r)
{
	const struct course_event *e = fatal_alert(&r->half[SIDE_CLIENT]);
	char alert[ALERT_SIZE], span[SPAN_SIZE], choice[CHOICE_SIZE];
	const char *later;

	if (!e)
		return false;
	verdict_alert(alert, e->description);
	if (r->flight.end == FLIGHT_OPEN && !r->flight.has_server_hello) {
		verdict_say(v, READ_FAILED, "client-alert",
			"The client sent alert %s; no answer to its hello was "
			"captured.",
			alert);
		return true;
	}
	later = since(
		span, r, SIDE_CLIENT, e->end, r->half[SIDE_SERVER].tls.len);
	verdict_choice(choice, r);
	verdict_say(v, READ_FAILED, "client-alert",
		"The client sent alert %s %s%safter the server %s.", alert,
		later ? later : "", later ? " " : "", choice);
	verdict_client_alert(v, r, e->description);
	return true;
}

/* What is known of a hello that nothing came back to. */
static void silence(struct read_verdict *v, const struct reading *r)
{
	const struct conversation_half *client =
		&r->connection.half[SIDE_CLIENT];
	size_t len = r->first.len;
	uint64_t needed = r->dialog.tls[SIDE_CLIENT].at + len;
	char again[80] = "", end[END_SIZE];

	if (client->repeats > 0)
		snprintf(again, sizeof(again),
			", which was retransmitted %u times%s", client->repeats,
			client->confirmed < needed && len > LONG_HELLO
				? ": path MTU?"
				: "");
	verdict_say(v, READ_FAILED, "silence",
		"Silence after the ClientHello of %zu bytes%s; %s.", len, again,
		verdict_end(end, r));
	if (client->confirmed >= needed)
		verdict_hint(v,
			"The server's TCP has acknowledged the whole hello: it "
			"arrived, and the program behind it does not answer.");
	else if (len > LONG_HELLO)
		verdict_hint(v,
			"The server's TCP has not acknowledged the whole hello,"
			" which takes more than one packet: full packets do not"
			" get through (path MTU), or a filter cannot bear a "
			"hello in two parts (key shares of post-quantum groups "
			"make it so long). hallo say sends a shorter one.");
	else
		verdict_hint(v,
			"The server's TCP has not acknowledged the whole hello:"
			" it was lost on the way, or a filter has dropped it.");
}

static bool no_answer(struct read_verdict *v, const struct reading *r)
{
	const struct conversation_half *client =
		&r->connection.half[SIDE_CLIENT];
	const struct conversation_half *server =
		&r->connection.half[SIDE_SERVER];
	bool ended = conversation_ended(&r->connection);
	char end[END_SIZE];

	if (r->half[SIDE_SERVER].tls.len > 0 ||
		r->dialog.instead[SIDE_SERVER].len > 0)
		return false;
	if (ended && r->connection.first_to_end == SIDE_SERVER)
		verdict_say(v, READ_FAILED,
			server->fin.seen ? "closed-after-hello"
					 : "reset-after-hello",
			"No answer to the ClientHello of %zu bytes: %s.",
			r->first.len, verdict_end(end, r));
	else if (client->repeats > 0 || (ended && r->first.len > 0))
		silence(v, r);
	else
		verdict_say(v, READ_UNCLEAR, "hello-unanswered",
			"No answer to the ClientHello was captured; %s.",
			verdict_end(end, r));
	if (ended && r->connection.first_to_end == SIDE_SERVER)
		verdict_hint(v,
			"Seen from servers without a usable certificate, from "
			"filters that dislike a hello (its version, its length,"
			" one extension) and from crashed workers: hallo say "
			"varies the hello.");
	return true;
}

static bool odd_answer(struct read_verdict *v, const struct reading *r)
{
	char quote[QUOTE_SIZE], words[200];

	struct slice strange = r->dialog.instead[SIDE_SERVER];

	if (strange.len == 0 && r->flight.end == FLIGHT_NOT_TLS)
		strange = r->flight.strange;
	if (strange.len > 0) {
		verdict_say(v, READ_FAILED, "server-not-tls",
			"The server answered the ClientHello with something "
			"that is not TLS: \"%s\"",
			verdict_quote(quote, strange));
	} else if (r->flight.end == FLIGHT_MALFORMED) {
		fault_text(&r->flight.fault, words, sizeof(words));
		verdict_say(v, READ_FAILED, "malformed-answer",
			"The server's answer is malformed: %s.", words);
	} else if (r->flight.end == FLIGHT_TOO_LONG) {
		verdict_say(v, READ_FAILED, "endless-answer",
			"The server's answer has messages, or a length, that "
			"no TLS has.");
	} else if (r->flight.end == FLIGHT_SSL2_ERROR) {
		verdict_say(v, READ_FAILED, "ssl2-error",
			"The server answered the SSL 2 hello with an ERROR "
			"message.");
	} else {
		return false;
	}
	return true;
}

static bool hello_rules(struct read_verdict *v, const struct reading *r)
{
	const struct reading_half *client = &r->half[SIDE_CLIENT];
	const struct overheard_tls *begin = &r->dialog.tls[SIDE_CLIENT];
	char end[END_SIZE];

	if (r->first.read)
		return false;
	if (r->first.cut) {
		verdict_say(v, READ_UNCLEAR, "hello-cut",
			"The ClientHello is not whole: %zu bytes of it were "
			"captured; %s.",
			client->tls.len, verdict_end(end, r));
		return true;
	}
	if (r->half[SIDE_SERVER].course.n_sealed > 0 &&
		client->course.n_sealed > 0) {
		verdict_say(v, READ_UNCLEAR, "joined",
			"The capture begins in the middle of a TLS connection: "
			"both sides send encrypted records, the handshake was "
			"before.");
		return true;
	}
	if (!begin->seen || begin->joined) {
		verdict_say(v, READ_UNCLEAR, "no-client-hello-captured",
			"TLS was seen, but no ClientHello was captured; %s.",
			verdict_end(end, r));
		return true;
	}
	verdict_say(v, READ_FAILED, "not-a-hello",
		"The client began TLS with something that is no ClientHello; "
		"%s.",
		verdict_end(end, r));
	return true;
}

static bool ended(const struct reading *r)
{
	return conversation_ended(&r->connection);
}

/* The server has begun its flight and not come to the end of it. */
static bool broken_flight(struct read_verdict *v, const struct reading *r)
{
	const struct conversation_half *server =
		&r->connection.half[SIDE_SERVER];
	char end[END_SIZE], choice[CHOICE_SIZE];

	if (r->flight.end != FLIGHT_OPEN && r->flight.end != FLIGHT_RETRY)
		return false;
	verdict_end(end, r);
	verdict_choice(choice, r);
	if (r->retried && !r->flight.has_server_hello)
		verdict_say(v, READ_FAILED, "retry-unanswered",
			"The server asked for another key share "
			"(HelloRetryRequest); %s, and it did not come to an "
			"answer: %s.",
			r->second.read ? "the client sent a second hello"
				       : "no second hello came",
			end);
	else
		verdict_say(v, ended(r) ? READ_FAILED : READ_UNCLEAR,
			"flight-broken",
			"The server %s, but its flight breaks off after %zu "
			"bytes; %s.",
			choice, r->half[SIDE_SERVER].tls.len, end);
	if (reassembly_missing(&server->stream) > 0 || server->repeats > 0)
		verdict_hint(v,
			"Packets of the server were lost: where only the long "
			"ones are, the path MTU is the first suspect (seen with"
			" tunnels and DSL).");
	return true;
}

static const struct course_event *last_event(const struct course *course)
{
	return course->n_events ? &course->events[course->n_events - 1] : NULL;
}

/* The one sealed thing that the client has sent is too short to be Finished. */
static bool sealed_alert(struct read_verdict *v, const struct reading *r)
{
	const struct course *course = &r->half[SIDE_CLIENT].course;
	const struct course_event *e = last_event(course);
	char end[END_SIZE], choice[CHOICE_SIZE];

	if (!r->tls13 || course->n_sealed != 1 || !e ||
		e->kind != COURSE_SEALED || e->last >= FINISHED_MIN)
		return false;
	verdict_say(v, READ_FAILED, "sealed-alert",
		"The server %s; the client answered with one encrypted record "
		"of %zu bytes, too short for a Finished and so probably an "
		"alert, which cannot be read from outside; %s.",
		verdict_choice(choice, r), e->last, verdict_end(end, r));
	verdict_hint(v,
		"What a TLS 1.3 client dislikes at this point is most often the"
		" certificate: its name, its date, its chain. The client's own "
		"log tells.");
	return true;
}

/* The flight is whole, and the client has not finished its part. */
static bool client_left(struct read_verdict *v, const struct reading *r)
{
	const struct course *client = &r->half[SIDE_CLIENT].course;
	char end[END_SIZE], choice[CHOICE_SIZE];

	if (client->n_sealed > 0)
		return false;
	verdict_say(v, ended(r) ? READ_FAILED : READ_UNCLEAR, "client-left",
		"The server %s; the client did not finish the handshake and "
		"sent no alert: %s.",
		verdict_choice(choice, r), verdict_end(end, r));
	if (ended(r))
		verdict_dislikes(v, r);
	return true;
}

static bool server_left(struct read_verdict *v, const struct reading *r)
{
	const struct course *server = &r->half[SIDE_SERVER].course;
	char end[END_SIZE], choice[CHOICE_SIZE];

	if (server->n_sealed > 0)
		return false;
	verdict_say(v, ended(r) ? READ_FAILED : READ_UNCLEAR, "server-left",
		"The server %s; the client went on to its Finished, which the "
		"server did not answer: %s.",
		verdict_choice(choice, r), verdict_end(end, r));
	return true;
}

static void warning_hints(struct read_verdict *v, const struct reading *r)
{
	const struct course *course = &r->half[SIDE_SERVER].course;
	const struct course_event *e =
		course_find(course, COURSE_ALERT, CONTENT_ALERT);
	char alert[ALERT_SIZE];

	if (!e || e->level != 1 || e->description == 0)
		return;
	verdict_hint(v,
		"The server sent alert %s as a warning. Exim with GnuTLS gives "
		"up at it (\"A TLS warning alert has been received.\"), others "
		"go on.",
		verdict_alert(alert, e->description));
}

static void completed(struct read_verdict *v, const struct reading *r)
{
	char choice[CHOICE_SIZE], end[END_SIZE];
	const struct course *client = &r->half[SIDE_CLIENT].course;

	verdict_choice(choice, r);
	if (r->tls13 && client->n_sealed == 1 &&
		r->connection.half[SIDE_SERVER].fin.seen &&
		r->connection.first_to_end == SIDE_SERVER)
		verdict_say(v, READ_UNCLEAR, "closed-after-finished",
			"The server %s; the client sent its Finished, and then "
			"%s: a late refusal, or a goodbye.",
			choice, verdict_end(end, r));
	else
		verdict_say(v, READ_COMPLETED, "completed",
			"The handshake completed as far as can be seen: the "
			"server %s, and both sides sent encrypted records.",
			choice);
}

void verdict_tls(struct read_verdict *v, const struct reading *r)
{
	char choice[CHOICE_SIZE], end[END_SIZE];

	if (hello_rules(v, r))
		return;
	if (!server_alert(v, r) && !client_alert(v, r) && !no_answer(v, r) &&
		!odd_answer(v, r) && !broken_flight(v, r)) {
		if (r->ssl2 && r->flight.end == FLIGHT_SSL2)
			verdict_say(v, READ_UNCLEAR, "ssl2",
				"The server %s; what came behind it is not "
				"followed: %s.",
				verdict_choice(choice, r), verdict_end(end, r));
		else if (!sealed_alert(v, r) && !client_left(v, r) &&
			!server_left(v, r))
			completed(v, r);
	}
	warning_hints(v, r);
}
