/* SPDX-License-Identifier: ISC */
/*
 * The JSON value of a connection; see read_value.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analysis/json/flight_value.h"
#include "analysis/json/hello_value.h"
#include "analysis/capture/read_parts.h"
#include "analysis/capture/read_value.h"
#include "analysis/json/json.h"
#include "wire/hello/fingerprint.h"
#include "wire/tables/names.h"

static json_t *moment(const struct reading *r, bool known, int64_t ns)
{
	return known ? json_integer(ns - r->connection.first_ns) : json_null();
}

static json_t *event_time(
	const struct reading *r, struct conversation_event event)
{
	return moment(r, event.seen, event.ns);
}

static json_t *side_json(enum conversation_side side)
{
	return json_string(side == SIDE_CLIENT ? "client" : "server");
}

static json_t *start_json(int64_t ns)
{
	time_t seconds = (time_t)(ns / 1000000000);
	struct tm tm = { 0 };
	char day[40];

	gmtime_r(&seconds, &tm);
	strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &tm);
	return json_sprintf("%s.%09ldZ", day, (long)(ns % 1000000000));
}

static json_t *endpoint_json(
	const struct reading *r, enum conversation_side side)
{
	char address[READING_ADDRESS];
	json_t *object = json_object();

	report_put(object, "address",
		json_string(reading_address(address, r, side)));
	report_put(object, "port",
		report_count(r->connection.half[side].end.port));
	return object;
}

static json_t *line_json(
	const struct reading *r, const struct overheard_line *line)
{
	struct reassembly_mark mark = { 0 };
	bool known = reassembly_when(
		&r->connection.half[line->side].stream, line->end, &mark);
	json_t *object = json_object();

	report_put(object, "ns", moment(r, known, mark.ns));
	report_put(object, "by", side_json(line->side));
	report_put(
		object, "text", report_text(line->text.data, line->text.len));
	report_put(object, "hidden", json_boolean(line->hidden));
	return object;
}

static json_t *instead_json(struct slice bytes)
{
	size_t len = bytes.len < 256 ? bytes.len : 256;

	return bytes.len ? report_text(bytes.data, len) : json_null();
}

static json_t *dialog_json(const struct reading *r)
{
	json_t *object = json_object(), *starttls = json_object();
	json_t *lines = json_array();

	for (size_t i = 0; i < r->dialog.n_lines; i++)
		json_array_append_new(lines, line_json(r, &r->dialog.lines[i]));
	report_put(starttls, "offered", json_boolean(r->dialog.offered));
	report_put(starttls, "asked", json_boolean(r->dialog.asked));
	report_put(starttls, "answer",
		report_words(overheard_answer_name(r->dialog.answer)));
	report_put(starttls, "code",
		report_number(r->dialog.answer == OVERHEARD_NO_ANSWER
				? 0
				: (uint64_t)r->dialog.code));
	report_put(object, "protocol",
		report_words(overheard_protocol_name(r->dialog.protocol)));
	report_put(object, "starttls", starttls);
	report_put(object, "login_in_clear", json_boolean(r->dialog.login));
	report_put(object, "mail_in_clear", json_boolean(r->dialog.mail));
	report_put(object, "lines", lines);
	report_put(
		object, "lines_left_out", report_count(r->dialog.n_left_out));
	report_put(object, "client_instead_of_tls",
		instead_json(r->dialog.instead[SIDE_CLIENT]));
	report_put(object, "server_instead_of_tls",
		instead_json(r->dialog.instead[SIDE_SERVER]));
	return object;
}

static json_t *hello_json(
	const struct reading *r, const struct reading_hello *found)
{
	json_t *object;
	int64_t ns = 0;
	bool known;

	if (!found->read)
		return json_null();
	object = json_object();
	known = reading_when(r, SIDE_CLIENT, found->at + found->len, &ns);
	report_put(object, "ns", moment(r, known, ns));
	report_put(object, "at",
		report_count(r->dialog.tls[SIDE_CLIENT].at + found->at));
	report_put(object, "bytes", report_count(found->len));
	report_put(object, "hello", hello_value(&found->hello));
	return object;
}

static const char *event_name(const struct course_event *e)
{
	const struct code_name *alert;

	switch (e->kind) {
	case COURSE_MESSAGE:
		return handshake_name(e->type);
	case COURSE_ALERT:
		alert = alert_find(e->description);
		return alert ? alert->name : NULL;
	case COURSE_STRANGE:
		return NULL;
	default:
		return content_name(e->type);
	}
}

static json_t *event_json(const struct reading *r, enum conversation_side side,
	const struct course_event *e)
{
	json_t *object = json_object();
	int64_t ns = 0;
	bool known = reading_when(r, side, e->end, &ns);
	bool alert = e->kind == COURSE_ALERT;

	report_put(object, "ns", moment(r, known, ns));
	report_put(object, "by", side_json(side));
	report_put(object, "what", json_string(course_kind_name(e->kind)));
	report_put(object, "name", report_words(event_name(e)));
	report_put(object, "type", report_count(e->type));
	report_put(object, "length", report_count(e->len));
	report_put(object, "count", report_count(e->n));
	report_put(
		object, "level", alert ? report_count(e->level) : json_null());
	report_put(object, "description",
		alert ? report_count(e->description) : json_null());
	return object;
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
static json_t *course_json(const struct reading *r)
{
	size_t at[2] = { 0, 0 };
	json_t *array = json_array();

	for (;;) {
		bool left[2];
		enum conversation_side side;

		for (int i = 0; i < 2; i++)
			left[i] = at[i] < r->half[i].course.n_events;
		if (!left[0] && !left[1])
			return array;
		side = !left[0] ||
				(left[1] &&
					event_ns(r, SIDE_SERVER, at[1]) <
						event_ns(r, SIDE_CLIENT, at[0]))
			? SIDE_SERVER
			: SIDE_CLIENT;
		json_array_append_new(array,
			event_json(r, side,
				&r->half[side].course.events[at[side]]));
		at[side]++;
	}
}

static json_t *flight_json(const struct reading *r)
{
	if (r->half[SIDE_SERVER].tls.len == 0 ||
		r->dialog.tls[SIDE_SERVER].joined)
		return json_null();
	return flight_value(&r->flight, r->half[SIDE_SERVER].tls);
}

static json_t *ja3s_json(const struct reading *r)
{
	char md5[FINGERPRINT_MD5];

	if (!r->flight.has_server_hello)
		return json_null();
	ja3s_hash(md5, &r->flight.hello);
	return report_words(md5);
}

static json_t *tls_json(const struct reading *r)
{
	const struct overheard_tls *client = &r->dialog.tls[SIDE_CLIENT];
	const struct overheard_tls *server = &r->dialog.tls[SIDE_SERVER];
	json_t *object;

	if (!r->tls)
		return json_null();
	object = json_object();
	report_put(object, "client_at",
		client->seen ? report_count(client->at) : json_null());
	report_put(object, "server_at",
		server->seen ? report_count(server->at) : json_null());
	report_put(object, "joined",
		json_boolean(client->joined || server->joined));
	report_put(object, "client_hello", hello_json(r, &r->first));
	report_put(object, "retried", json_boolean(r->retried));
	report_put(object, "second_client_hello", hello_json(r, &r->second));
	report_put(object, "answer", flight_json(r));
	report_put(object, "ja3s", ja3s_json(r));
	report_put(object, "course", course_json(r));
	report_put(object, "course_left_out",
		report_count(r->half[SIDE_CLIENT].course.n_left_out +
			r->half[SIDE_SERVER].course.n_left_out));
	return object;
}

static json_t *end_json(const struct reading *r)
{
	bool ended = conversation_ended(&r->connection);
	json_t *object = json_object();

	report_put(object, "how",
		json_string(conversation_end_name(r->connection.how)));
	report_put(object, "by",
		ended ? side_json(r->connection.first_to_end) : json_null());
	report_put(object, "client_fin_ns",
		event_time(r, r->connection.half[SIDE_CLIENT].fin));
	report_put(object, "client_rst_ns",
		event_time(r, r->connection.half[SIDE_CLIENT].rst));
	report_put(object, "server_fin_ns",
		event_time(r, r->connection.half[SIDE_SERVER].fin));
	report_put(object, "server_rst_ns",
		event_time(r, r->connection.half[SIDE_SERVER].rst));
	return object;
}

static json_t *half_json(const struct conversation_half *half)
{
	const struct reassembly *s = &half->stream;
	json_t *object = json_object();

	report_put(object, "packets", report_count(half->packets));
	report_put(object, "bytes", report_count(half->bytes));
	report_put(object, "kept", report_count(s->n));
	report_put(object, "retransmissions", report_count(s->retransmitted));
	report_put(object, "out_of_order", report_count(s->out_of_order));
	report_put(object, "conflicts", report_count(s->conflicts));
	report_put(object, "missing", report_count(conversation_lost(half)));
	report_put(object, "dropped", report_count(s->dropped));
	report_put(object, "cut", json_boolean(s->cut));
	report_put(object, "joined", json_boolean(s->started && s->joined));
	return object;
}

static json_t *tcp_json(const struct reading *r)
{
	int64_t round_trip_ns = conversation_round_trip(&r->connection);
	json_t *object = json_object();

	report_put(
		object, "client", half_json(&r->connection.half[SIDE_CLIENT]));
	report_put(
		object, "server", half_json(&r->connection.half[SIDE_SERVER]));
	report_put(object, "round_trip_ns",
		round_trip_ns > 0 ? json_integer(round_trip_ns) : json_null());
	return object;
}

static json_t *hints_json(const struct read_verdict *verdict)
{
	json_t *array = json_array();

	for (size_t i = 0; i < verdict->n_hints; i++)
		json_array_append_new(array, json_string(verdict->hints[i]));
	return array;
}

json_t *read_value(const struct reading *r, const struct read_verdict *verdict)
{
	json_t *value = json_object();

	report_put(value, "schema", json_string("hallo.read/1"));
	report_put(value, "number", report_count(r->connection.number));
	report_put(value, "outcome",
		json_string(read_outcome_name(verdict->outcome)));
	report_put(value, "rule", json_string(verdict->rule));
	report_put(value, "sentence", json_string(verdict->sentence));
	report_put(value, "hints", hints_json(verdict));
	report_put(value, "client", endpoint_json(r, SIDE_CLIENT));
	report_put(value, "server", endpoint_json(r, SIDE_SERVER));
	report_put(value, "opening_seen", json_boolean(r->connection.opened));
	report_put(value, "start", start_json(r->connection.first_ns));
	report_put(value, "duration_ns",
		json_integer(r->connection.last_ns - r->connection.first_ns));
	report_put(value, "dialog", dialog_json(r));
	report_put(value, "tls", tls_json(r));
	report_put(value, "end", end_json(r));
	report_put(value, "tcp", tcp_json(r));
	return value;
}

json_t *read_summary_value(const struct read_summary *s)
{
	json_t *value = json_object();

	report_put(value, "schema", json_string("hallo.read.summary/1"));
	report_put(value, "file", report_text(s->file, strlen(s->file)));
	report_put(value, "trouble",
		*s->trouble ? report_text(s->trouble, strlen(s->trouble))
			    : json_null());
	report_put(value, "packets", report_count(s->packets));
	report_put(value, "tcp", report_count(s->tcp));
	report_put(value, "other", report_count(s->other));
	report_put(value, "fragments", report_count(s->fragments));
	report_put(value, "odd", report_count(s->odd));
	report_put(value, "cut", report_count(s->cut));
	report_put(value, "connections", report_count(s->connections));
	report_put(value, "shown", report_count(s->shown));
	report_put(value, "completed", report_count(s->completed));
	report_put(value, "failed", report_count(s->failed));
	report_put(value, "clear_text", report_count(s->clear));
	report_put(value, "unclear", report_count(s->unclear));
	report_put(value, "table_full", report_count(s->table_full));
	report_put(value, "holes", report_count(s->holes));
	return value;
}
