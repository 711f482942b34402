/* SPDX-License-Identifier: ISC */
/*
 * See read_view.h.
 */
#include "analysis/capture/read_view.h"

#include <time.h>

#include "analysis/json/flight_names.h"
#include "wire/hello/fingerprint.h"
#include "wire/tables/names.h"

#define INSTEAD_MAX 256

const char *read_side_name(enum conversation_side side)
{
	return side == SIDE_CLIENT ? "client" : "server";
}

static const char *text_or_empty(const char *text)
{
	return text ? text : "";
}

static struct read_moment moment(
	const struct reading *r, bool known, int64_t ns)
{
	return (struct read_moment){ known,
		known ? ns - r->connection.first_ns : 0 };
}

/* When the side's TLS had come as far as @end. */
static struct read_moment tls_moment(
	const struct reading *r, enum conversation_side side, size_t end)
{
	int64_t ns = 0;
	bool known = reading_when(r, side, end, &ns);

	return moment(r, known, ns);
}

static const char *start_text(struct arena *arena, int64_t ns)
{
	time_t seconds = (time_t)(ns / 1000000000);
	struct tm tm = { 0 };
	char day[40];

	gmtime_r(&seconds, &tm);
	strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &tm);
	return arena_printf(arena, "%s.%09ldZ", day, (long)(ns % 1000000000));
}

static void view_half(struct arena *arena, struct read_half_view *view,
	const struct reading *r, enum conversation_side side)
{
	const struct conversation_half *half = &r->connection.half[side];
	const struct reassembly *s = &half->stream;
	struct slice instead = r->dialog.instead[side];
	char address[READING_ADDRESS];

	if (instead.len > INSTEAD_MAX)
		instead.len = INSTEAD_MAX;
	*view = (struct read_half_view){
		.address =
			arena_words(arena, reading_address(address, r, side)),
		.port = half->end.port,
		.has_tls = r->dialog.tls[side].seen,
		.tls_at = r->dialog.tls[side].at,
		.instead = arena_bytes(arena, instead.data, instead.len),
		.fin = moment(r, half->fin.seen, half->fin.ns),
		.rst = moment(r, half->rst.seen, half->rst.ns),
		.packets = half->packets,
		.bytes = half->bytes,
		.kept = s->n,
		.retransmissions = s->retransmitted,
		.out_of_order = s->out_of_order,
		.conflicts = s->conflicts,
		.missing = conversation_lost(half),
		.dropped = s->dropped,
		.cut = s->cut,
		.joined = s->started && s->joined,
	};
}

static void view_lines(struct arena *arena, struct read_dialog_view *view,
	const struct reading *r)
{
	const struct overheard *dialog = &r->dialog;

	view->n_lines = dialog->n_lines;
	view->lines_left_out = dialog->n_left_out;
	view->lines = arena_zeroed(arena, view->n_lines, sizeof(*view->lines));
	for (size_t i = 0; i < view->n_lines; i++) {
		const struct overheard_line *line = &dialog->lines[i];
		struct reassembly_mark mark = { 0 };
		bool known =
			reassembly_when(&r->connection.half[line->side].stream,
				line->end, &mark);

		view->lines[i] = (struct read_line_view){
			moment(r, known, mark.ns), line->side,
			arena_bytes(arena, line->text.data, line->text.len),
			line->hidden
		};
	}
}

static void view_dialog(struct arena *arena, struct read_dialog_view *view,
	const struct reading *r)
{
	const struct overheard *dialog = &r->dialog;

	view->protocol =
		text_or_empty(overheard_protocol_name(dialog->protocol));
	view->offered = dialog->offered;
	view->asked = dialog->asked;
	view->answer = text_or_empty(overheard_answer_name(dialog->answer));
	if (dialog->answer != OVERHEARD_NO_ANSWER)
		view->code = dialog->code;
	view->login = dialog->login;
	view->mail = dialog->mail;
	view_lines(arena, view, r);
}

static void view_hello(struct arena *arena, struct read_hello_view *view,
	const struct reading *r, const struct reading_hello *found)
{
	view->seen = found->read;
	if (!found->read)
		return;
	view->when = tls_moment(r, SIDE_CLIENT, found->at + found->len);
	view->at = r->dialog.tls[SIDE_CLIENT].at + found->at;
	view->bytes = found->len;
	hello_view_of(arena, &view->hello, &found->hello);
}

static const char *event_name(const struct course_event *e)
{
	const struct code_name *alert;

	switch (e->kind) {
	case COURSE_MESSAGE:
		return text_or_empty(handshake_name(e->type));
	case COURSE_ALERT:
		alert = alert_find(e->description);
		return alert ? alert->name : "";
	case COURSE_STRANGE:
		return "";
	default:
		return text_or_empty(content_name(e->type));
	}
}

static struct read_event_view view_event(const struct reading *r,
	enum conversation_side side, const struct course_event *e)
{
	return (struct read_event_view){
		.when = tls_moment(r, side, e->end),
		.by = side,
		.kind = e->kind,
		.name = event_name(e),
		.type = e->type,
		.length = e->len,
		.count = e->n,
		.level = e->level,
		.description = e->description,
	};
}

static int64_t event_ns(
	const struct reading *r, enum conversation_side side, size_t i)
{
	const struct course *course = &r->half[side].course;
	int64_t ns = INT64_MAX;

	/* begun by then: a run of records is told where it begins */
	if (i < course->n_events &&
		!reading_when(r, side, course->events[i].at + 1, &ns))
		ns = INT64_MAX - 1;
	return ns;
}

/* Both courses in one list, by the time of each. */
static void view_course(struct arena *arena, struct read_tls_view *view,
	const struct reading *r)
{
	const struct course *client = &r->half[SIDE_CLIENT].course;
	const struct course *server = &r->half[SIDE_SERVER].course;
	size_t n = client->n_events + server->n_events, at[2] = { 0, 0 };

	view->n_events = n;
	view->events_left_out = client->n_left_out + server->n_left_out;
	view->events = arena_zeroed(arena, n, sizeof(*view->events));
	for (size_t i = 0; i < n; i++) {
		bool turn = at[SIDE_CLIENT] == client->n_events ||
			(at[SIDE_SERVER] < server->n_events &&
				event_ns(r, SIDE_SERVER, at[SIDE_SERVER]) <
					event_ns(r, SIDE_CLIENT,
						at[SIDE_CLIENT]));
		enum conversation_side side = turn ? SIDE_SERVER : SIDE_CLIENT;

		view->events[i] = view_event(
			r, side, &r->half[side].course.events[at[side]++]);
	}
}

static void view_answer(struct arena *arena, struct read_tls_view *view,
	const struct reading *r)
{
	struct slice heard = r->half[SIDE_SERVER].tls;
	char md5[FINGERPRINT_MD5];

	view->ja3s = "";
	view->has_answer = heard.len > 0 && !r->dialog.tls[SIDE_SERVER].joined;
	if (view->has_answer)
		flight_view_of(arena, &view->answer, &r->flight, heard);
	if (!r->flight.has_server_hello)
		return;
	ja3s_hash(md5, &r->flight.hello);
	view->ja3s = arena_words(arena, md5);
}

static void view_tls(struct arena *arena, struct read_tls_view *view,
	const struct reading *r)
{
	view->seen = r->tls;
	if (!r->tls)
		return;
	view->joined = r->dialog.tls[SIDE_CLIENT].joined ||
		r->dialog.tls[SIDE_SERVER].joined;
	view->retried = r->retried;
	view_hello(arena, &view->first, r, &r->first);
	view_hello(arena, &view->second, r, &r->second);
	view_answer(arena, view, r);
	view_course(arena, view, r);
}

void read_view_of(struct arena *arena, struct read_view *view,
	const struct reading *r, const struct read_verdict *verdict)
{
	const struct conversation *c = &r->connection;

	*view = (struct read_view){
		.number = c->number,
		.verdict = verdict,
		.opened = c->opened,
		.start = start_text(arena, c->first_ns),
		.duration_ns = c->last_ns - c->first_ns,
		.how = c->how,
		.ended = conversation_ended(c),
		.first_to_end = c->first_to_end,
		.round_trip_ns = conversation_round_trip(c),
	};
	view_half(arena, &view->half[SIDE_CLIENT], r, SIDE_CLIENT);
	view_half(arena, &view->half[SIDE_SERVER], r, SIDE_SERVER);
	view_dialog(arena, &view->dialog, r);
	view_tls(arena, &view->tls, r);
}
