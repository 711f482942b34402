/* SPDX-License-Identifier: ISC */
/*
 * See read_value.h.
 */
#include "analysis/capture/read_value.h"

#include <string.h>

#include "analysis/json/flight_value.h"
#include "analysis/json/hello_value.h"
#include "analysis/json/json.h"

static json_t *moment_value(struct read_moment moment)
{
	return moment.known ? json_integer(moment.ns) : json_null();
}

static json_t *side_value(enum conversation_side side)
{
	return json_string(read_side_name(side));
}

static json_t *endpoint_value(const struct read_half_view *half)
{
	json_t *object = json_object();

	report_put(object, "address", json_string(half->address));
	report_put(object, "port", report_count(half->port));
	return object;
}

static json_t *lines_value(const struct read_dialog_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_lines; i++) {
		const struct read_line_view *line = &view->lines[i];
		json_t *object = json_object();

		report_put(object, "ns", moment_value(line->when));
		report_put(object, "by", side_value(line->by));
		report_put(object, "text", json_string(line->text));
		report_put(object, "hidden", json_boolean(line->hidden));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *dialog_value(const struct read_view *whole)
{
	const struct read_dialog_view *view = &whole->dialog;
	json_t *object = json_object(), *starttls = json_object();

	report_put(starttls, "offered", json_boolean(view->offered));
	report_put(starttls, "asked", json_boolean(view->asked));
	report_put(starttls, "answer", report_words(view->answer));
	report_put(starttls, "code", report_number((uint64_t)view->code));
	report_put(object, "protocol", report_words(view->protocol));
	report_put(object, "starttls", starttls);
	report_put(object, "login_in_clear", json_boolean(view->login));
	report_put(object, "mail_in_clear", json_boolean(view->mail));
	report_put(object, "lines", lines_value(view));
	report_put(
		object, "lines_left_out", report_count(view->lines_left_out));
	report_put(object, "client_instead_of_tls",
		report_words(whole->half[SIDE_CLIENT].instead));
	report_put(object, "server_instead_of_tls",
		report_words(whole->half[SIDE_SERVER].instead));
	return object;
}

static json_t *found_hello_value(const struct read_hello_view *view)
{
	json_t *object;

	if (!view->seen)
		return json_null();
	object = json_object();
	report_put(object, "ns", moment_value(view->when));
	report_put(object, "at", report_count(view->at));
	report_put(object, "bytes", report_count(view->bytes));
	report_put(object, "hello", hello_view_value(&view->hello));
	return object;
}

static json_t *event_value(const struct read_event_view *event)
{
	json_t *object = json_object();
	bool alert = event->kind == COURSE_ALERT;

	report_put(object, "ns", moment_value(event->when));
	report_put(object, "by", side_value(event->by));
	report_put(object, "what", json_string(course_kind_name(event->kind)));
	report_put(object, "name", report_words(event->name));
	report_put(object, "type", report_count(event->type));
	report_put(object, "length", report_count(event->length));
	report_put(object, "count", report_count(event->count));
	report_put(object, "level",
		alert ? report_count(event->level) : json_null());
	report_put(object, "description",
		alert ? report_count(event->description) : json_null());
	return object;
}

static json_t *course_value(const struct read_tls_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_events; i++)
		json_array_append_new(array, event_value(&view->events[i]));
	return array;
}

static json_t *place_value(const struct read_half_view *half)
{
	return half->has_tls ? report_count(half->tls_at) : json_null();
}

static json_t *tls_value(const struct read_view *whole)
{
	const struct read_tls_view *view = &whole->tls;
	json_t *object;

	if (!view->seen)
		return json_null();
	object = json_object();
	report_put(object, "client_at", place_value(&whole->half[SIDE_CLIENT]));
	report_put(object, "server_at", place_value(&whole->half[SIDE_SERVER]));
	report_put(object, "joined", json_boolean(view->joined));
	report_put(object, "client_hello", found_hello_value(&view->first));
	report_put(object, "retried", json_boolean(view->retried));
	report_put(object, "second_client_hello",
		found_hello_value(&view->second));
	report_put(object, "answer",
		view->has_answer ? flight_view_value(&view->answer)
				 : json_null());
	report_put(object, "ja3s", report_words(view->ja3s));
	report_put(object, "course", course_value(view));
	report_put(
		object, "course_left_out", report_count(view->events_left_out));
	return object;
}

static json_t *end_value(const struct read_view *view)
{
	const struct read_half_view *client = &view->half[SIDE_CLIENT];
	const struct read_half_view *server = &view->half[SIDE_SERVER];
	json_t *object = json_object();

	report_put(
		object, "how", json_string(conversation_end_name(view->how)));
	report_put(object, "by",
		view->ended ? side_value(view->first_to_end) : json_null());
	report_put(object, "client_fin_ns", moment_value(client->fin));
	report_put(object, "client_rst_ns", moment_value(client->rst));
	report_put(object, "server_fin_ns", moment_value(server->fin));
	report_put(object, "server_rst_ns", moment_value(server->rst));
	return object;
}

static json_t *half_value(const struct read_half_view *half)
{
	json_t *object = json_object();

	report_put(object, "packets", report_count(half->packets));
	report_put(object, "bytes", report_count(half->bytes));
	report_put(object, "kept", report_count(half->kept));
	report_put(
		object, "retransmissions", report_count(half->retransmissions));
	report_put(object, "out_of_order", report_count(half->out_of_order));
	report_put(object, "conflicts", report_count(half->conflicts));
	report_put(object, "missing", report_count(half->missing));
	report_put(object, "dropped", report_count(half->dropped));
	report_put(object, "cut", json_boolean(half->cut));
	report_put(object, "joined", json_boolean(half->joined));
	return object;
}

static json_t *tcp_value(const struct read_view *view)
{
	json_t *object = json_object();

	report_put(object, "client", half_value(&view->half[SIDE_CLIENT]));
	report_put(object, "server", half_value(&view->half[SIDE_SERVER]));
	report_put(object, "round_trip_ns",
		view->round_trip_ns > 0 ? json_integer(view->round_trip_ns)
					: json_null());
	return object;
}

static json_t *hints_value(const struct read_verdict *verdict)
{
	json_t *array = json_array();

	for (size_t i = 0; i < verdict->n_hints; i++)
		json_array_append_new(array, json_string(verdict->hints[i]));
	return array;
}

json_t *read_view_value(const struct read_view *view)
{
	const struct read_verdict *verdict = view->verdict;
	json_t *value = json_object();

	report_put(value, "schema", json_string("hallo.read/1"));
	report_put(value, "number", report_count(view->number));
	report_put(value, "outcome",
		json_string(read_outcome_name(verdict->outcome)));
	report_put(value, "rule", json_string(verdict->rule));
	report_put(value, "sentence", json_string(verdict->sentence));
	report_put(value, "hints", hints_value(verdict));
	report_put(value, "client", endpoint_value(&view->half[SIDE_CLIENT]));
	report_put(value, "server", endpoint_value(&view->half[SIDE_SERVER]));
	report_put(value, "opening_seen", json_boolean(view->opened));
	report_put(value, "start", json_string(view->start));
	report_put(value, "duration_ns", json_integer(view->duration_ns));
	report_put(value, "dialog", dialog_value(view));
	report_put(value, "tls", tls_value(view));
	report_put(value, "end", end_value(view));
	report_put(value, "tcp", tcp_value(view));
	return value;
}

json_t *read_value(const struct reading *r, const struct read_verdict *verdict)
{
	struct arena arena = { 0 };
	struct read_view view;
	json_t *value;

	read_view_of(&arena, &view, r, verdict);
	value = read_view_value(&view);
	arena_clear(&arena);
	return value;
}

void read_summary_view_of(struct arena *arena, struct read_summary *shown,
	const struct read_summary *summary)
{
	*shown = *summary;
	shown->file = arena_bytes(arena, summary->file, strlen(summary->file));
	shown->trouble =
		arena_bytes(arena, summary->trouble, strlen(summary->trouble));
}

json_t *read_summary_value(const struct read_summary *s)
{
	json_t *value = json_object();

	report_put(value, "schema", json_string("hallo.read.summary/1"));
	report_put(value, "file", report_escaped(s->file, strlen(s->file)));
	report_put(value, "trouble", report_words(s->trouble));
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
