/* SPDX-License-Identifier: ISC */
/*
 * See read_page.h. Times stand in the first column, since the first packet.
 */
#include "cli/read/read_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/page/flight_page.h"
#include "cli/page/hello_page.h"

#define LABEL 20
#define SPAN 32

/* "12.345 ms" of nanoseconds. */
static const char *ns_text(char out[SPAN], int64_t ns)
{
	double ms = (double)ns / 1e6;

	if (ms < 10000 && ms > -10000)
		snprintf(out, SPAN, "%.3f ms", ms);
	else
		snprintf(out, SPAN, "%.3f s", ms / 1000);
	return out;
}

/* The same, or "?". */
static const char *moment_text(char out[SPAN], struct read_moment moment)
{
	return moment.known ? ns_text(out, moment.ns) : "?";
}

static enum tint tint_of(enum read_outcome outcome)
{
	switch (outcome) {
	case READ_COMPLETED:
		return TINT_GOOD;
	case READ_FAILED:
		return TINT_BAD;
	default:
		return TINT_NOTE;
	}
}

static char *endpoint_text(const struct read_half_view *half)
{
	bool v6 = strchr(half->address, ':');

	return words_join("%s%s%s:%u", v6 ? "[" : "", half->address,
		v6 ? "]" : "", half->port);
}

static void put_head(struct page *page, const struct read_view *view)
{
	char *client = endpoint_text(&view->half[SIDE_CLIENT]);
	char *server = endpoint_text(&view->half[SIDE_SERVER]);
	char span[SPAN];

	page_paragraph(page, 0, 2, TINT_BOLD,
		"Connection %llu: %s -> %s%s%s%s, %s, %s",
		(unsigned long long)view->number, client, server,
		*view->dialog.protocol ? ", " : "", view->dialog.protocol,
		view->opened ? "" : ", joined", view->start,
		ns_text(span, view->duration_ns));
	free(client);
	free(server);
}

static void put_verdict(struct page *page, const struct read_verdict *verdict)
{
	page_paragraph(page, 2, 4, tint_of(verdict->outcome), "%s: %s [%s]",
		read_outcome_name(verdict->outcome), verdict->sentence,
		verdict->rule);
	for (size_t i = 0; i < verdict->n_hints; i++)
		page_paragraph(page, 4, 6, TINT_NONE, "%s", verdict->hints[i]);
}

static void put_clear(struct page *page, const struct read_view *view,
	enum conversation_side side)
{
	if (*view->half[side].instead)
		page_fact(page, 4, LABEL, read_side_name(side), TINT_BAD,
			"in clear where TLS was to begin: %s",
			view->half[side].instead);
}

/* "  12.345 ms client" */
static const char *label_of(
	char label[64], struct read_moment when, enum conversation_side by)
{
	char span[SPAN];

	snprintf(label, 64, "%10s %s", moment_text(span, when),
		read_side_name(by));
	return label;
}

static void put_dialog(struct page *page, const struct read_view *view)
{
	const struct read_dialog_view *dialog = &view->dialog;
	char label[64];

	if (dialog->n_lines > 0)
		page_paragraph(page, 2, 4, TINT_BOLD, "Dialog");
	for (size_t i = 0; i < dialog->n_lines; i++) {
		const struct read_line_view *line = &dialog->lines[i];

		page_fact(page, 4, LABEL, label_of(label, line->when, line->by),
			TINT_NONE, "%s%s", line->text,
			line->hidden ? "(not shown)" : "");
	}
	if (dialog->lines_left_out > 0)
		page_paragraph(page, 4, 6, TINT_NONE, "%zu more lines",
			dialog->lines_left_out);
	put_clear(page, view, SIDE_CLIENT);
	put_clear(page, view, SIDE_SERVER);
}

static void put_hello(struct page *page, const char *title,
	const struct read_hello_view *found)
{
	char span[SPAN];

	if (!found->seen)
		return;
	page_paragraph(page, 2, 4, TINT_BOLD, "%s of %zu bytes, %s", title,
		found->bytes, moment_text(span, found->when));
	hello_page(page, &found->hello, 4);
}

static void put_event(struct page *page, const struct read_event_view *event)
{
	const char *what = course_kind_name(event->kind);
	bool alert = event->kind == COURSE_ALERT;
	bool sealed = event->kind == COURSE_SEALED;
	char label[64], number[48] = "";

	if (alert)
		snprintf(number, sizeof(number), " %u, level %u",
			event->description, event->level);
	else if (sealed && event->count > 1)
		snprintf(number, sizeof(number), " x %zu", event->count);
	page_fact(page, 4, LABEL, label_of(label, event->when, event->by),
		alert ? TINT_BAD : TINT_NONE, "%s%s%s%s, %zu bytes",
		sealed ? "encrypted " : "", *event->name ? event->name : what,
		alert ? " (alert)" : "", number, event->length);
}

static void put_answer(struct page *page, const struct read_tls_view *tls)
{
	if (!tls->has_answer)
		return;
	page_paragraph(page, 2, 4, TINT_BOLD, "Answer");
	flight_page(page, 4, &tls->answer);
	if (*tls->ja3s)
		page_fact(page, 4, LABEL, "JA3S", TINT_NONE, "%s", tls->ja3s);
}

static void put_tls(struct page *page, const struct read_tls_view *tls)
{
	if (!tls->seen)
		return;
	put_hello(page, "ClientHello", &tls->first);
	put_hello(page, "Second ClientHello", &tls->second);
	put_answer(page, tls);
	page_paragraph(page, 2, 4, TINT_BOLD, "Course");
	for (size_t i = 0; i < tls->n_events; i++)
		put_event(page, &tls->events[i]);
	if (tls->events_left_out > 0)
		page_paragraph(page, 4, 6, TINT_NONE, "%zu more",
			tls->events_left_out);
}

static void put_moment(
	struct page *page, struct read_moment moment, const char *words)
{
	char span[SPAN];

	if (moment.known)
		page_fact(page, 4, LABEL, moment_text(span, moment), TINT_NONE,
			"%s", words);
}

static void put_end(struct page *page, const struct read_view *view)
{
	page_paragraph(page, 2, 4, TINT_BOLD, "End: %s%s%s",
		conversation_end_name(view->how), view->ended ? ", first " : "",
		view->ended ? read_side_name(view->first_to_end) : "");
	put_moment(page, view->half[SIDE_CLIENT].fin, "client FIN");
	put_moment(page, view->half[SIDE_SERVER].fin, "server FIN");
	put_moment(page, view->half[SIDE_CLIENT].rst, "client RST");
	put_moment(page, view->half[SIDE_SERVER].rst, "server RST");
}

static void put_half(struct page *page, const struct read_view *view,
	enum conversation_side side)
{
	const struct read_half_view *half = &view->half[side];

	page_fact(page, 4, LABEL, read_side_name(side), TINT_NONE,
		"%llu packets, %llu bytes, %llu retransmitted, %llu out of "
		"order, %llu contradict, %llu bytes missing%s%s",
		(unsigned long long)half->packets,
		(unsigned long long)half->bytes,
		(unsigned long long)half->retransmissions,
		(unsigned long long)half->out_of_order,
		(unsigned long long)half->conflicts,
		(unsigned long long)half->missing,
		half->cut ? ", cut by the capture (snaplen)" : "",
		half->joined ? ", begins in mid-stream" : "");
}

static void put_tcp(struct page *page, const struct read_view *view)
{
	char span[SPAN];

	page_paragraph(page, 2, 4, TINT_BOLD, "TCP");
	put_half(page, view, SIDE_CLIENT);
	put_half(page, view, SIDE_SERVER);
	if (view->round_trip_ns > 0)
		page_fact(page, 4, LABEL, "round trip", TINT_NONE, "%s",
			ns_text(span, view->round_trip_ns));
}

void read_page(struct page *page, const struct read_view *view)
{
	put_head(page, view);
	put_verdict(page, view->verdict);
	put_dialog(page, view);
	put_tls(page, &view->tls);
	put_end(page, view);
	put_tcp(page, view);
	page_blank(page);
}

static void put_counts(struct page *page, const struct read_summary *s)
{
	page_paragraph(page, 0, 2, TINT_BOLD,
		"%s: %llu connections (%llu shown): %llu completed, %llu "
		"failed, %llu in clear text, %llu unclear",
		s->file, (unsigned long long)s->connections,
		(unsigned long long)s->shown, (unsigned long long)s->completed,
		(unsigned long long)s->failed, (unsigned long long)s->clear,
		(unsigned long long)s->unclear);
	page_paragraph(page, 2, 4, TINT_NONE,
		"%llu packets: %llu TCP, %llu others, %llu fragments of IP "
		"packets (not put together), %llu not understood; %llu cut by "
		"the capture",
		(unsigned long long)s->packets, (unsigned long long)s->tcp,
		(unsigned long long)s->other, (unsigned long long)s->fragments,
		(unsigned long long)s->odd, (unsigned long long)s->cut);
}

void read_summary_page(struct page *page, const struct read_summary *s)
{
	put_counts(page, s);
	if (s->holes > 0)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"In %llu connections bytes are missing: lost by the "
			"capture, or on the way.",
			(unsigned long long)s->holes);
	if (s->table_full > 0)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"%llu connections were told before their end: too many "
			"at once.",
			(unsigned long long)s->table_full);
	if (*s->trouble)
		page_paragraph(page, 2, 4, TINT_BAD,
			"It could not be read to its end: %s", s->trouble);
}
