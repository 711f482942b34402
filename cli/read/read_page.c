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
#include "cli/report/text.h"
#include "cli/page/value.h"

#define LABEL 20

/* "12.345 ms" of nanoseconds, or "?". */
static const char *span_text(char out[32], const json_t *ns)
{
	double ms;

	if (!json_is_integer(ns)) {
		snprintf(out, 32, "?");
		return out;
	}
	ms = (double)json_integer_value(ns) / 1e6;
	if (ms < 10000 && ms > -10000)
		snprintf(out, 32, "%.3f ms", ms);
	else
		snprintf(out, 32, "%.3f s", ms / 1000);
	return out;
}

static enum tint tint_of(const json_t *value)
{
	if (value_is(value, "outcome", "completed"))
		return TINT_GOOD;
	return value_is(value, "outcome", "failed") ? TINT_BAD : TINT_NOTE;
}

static char *endpoint_text(const json_t *endpoint)
{
	bool v6 = strchr(value_text(endpoint, "address"), ':');

	return words_join("%s%s%s:%lld", v6 ? "[" : "",
		value_text(endpoint, "address"), v6 ? "]" : "",
		value_number(endpoint, "port"));
}

static void put_head(struct page *page, const json_t *value)
{
	const json_t *dialog = value_of(value, "dialog");
	char *client = endpoint_text(value_of(value, "client"));
	char *server = endpoint_text(value_of(value, "server"));
	const char *protocol = value_text(dialog, "protocol");
	char span[32];

	page_paragraph(page, 0, 2, TINT_BOLD,
		"Connection %lld: %s -> %s%s%s%s, %s, %s",
		value_number(value, "number"), client, server,
		*protocol ? ", " : "", protocol,
		value_true(value, "opening_seen") ? "" : ", joined",
		value_text(value, "start"),
		span_text(span, value_of(value, "duration_ns")));
	free(client);
	free(server);
}

static void put_verdict(struct page *page, const json_t *value)
{
	json_t *hint;
	size_t i;

	page_paragraph(page, 2, 4, tint_of(value), "%s: %s [%s]",
		value_text(value, "outcome"), value_text(value, "sentence"),
		value_text(value, "rule"));
	json_array_foreach(value_of(value, "hints"), i, hint) page_paragraph(
		page, 4, 6, TINT_NONE, "%s", json_string_value(hint));
}

static void put_clear(struct page *page, const char *who, const json_t *dialog,
	const char *key)
{
	if (*value_text(dialog, key))
		page_fact(page, 4, LABEL, who, TINT_BAD,
			"in clear where TLS was to begin: %s",
			value_text(dialog, key));
}

static void put_dialog(struct page *page, const json_t *dialog)
{
	json_t *line;
	size_t i;
	char span[32], label[64];

	if (json_array_size(value_of(dialog, "lines")) > 0)
		page_paragraph(page, 2, 4, TINT_BOLD, "Dialog");
	json_array_foreach(value_of(dialog, "lines"), i, line)
	{
		snprintf(label, sizeof(label), "%10s %s",
			span_text(span, value_of(line, "ns")),
			value_text(line, "by"));
		page_fact(page, 4, LABEL, label, TINT_NONE, "%s%s",
			value_text(line, "text"),
			value_true(line, "hidden") ? "(not shown)" : "");
	}
	if (value_number(dialog, "lines_left_out") > 0)
		page_paragraph(page, 4, 6, TINT_NONE, "%lld more lines",
			value_number(dialog, "lines_left_out"));
	put_clear(page, "client", dialog, "client_instead_of_tls");
	put_clear(page, "server", dialog, "server_instead_of_tls");
}

static void put_hello(struct page *page, const char *title, const json_t *found)
{
	char span[32];

	if (!json_is_object(found))
		return;
	page_paragraph(page, 2, 4, TINT_BOLD, "%s of %lld bytes, %s", title,
		value_number(found, "bytes"),
		span_text(span, value_of(found, "ns")));
	hello_page(page, value_of(found, "hello"), 4);
}

static void put_event(struct page *page, const json_t *event)
{
	const char *what = value_text(event, "what");
	const char *name = value_text(event, "name");
	bool sealed = !strcmp(what, "sealed");
	char span[32], label[64], number[48] = "";

	snprintf(label, sizeof(label), "%10s %s",
		span_text(span, value_of(event, "ns")),
		value_text(event, "by"));
	if (!strcmp(what, "alert"))
		snprintf(number, sizeof(number), " %lld, level %lld",
			value_number(event, "description"),
			value_number(event, "level"));
	else if (sealed && value_number(event, "count") > 1)
		snprintf(number, sizeof(number), " x %lld",
			value_number(event, "count"));
	page_fact(page, 4, LABEL, label,
		strcmp(what, "alert") ? TINT_NONE : TINT_BAD,
		"%s%s%s%s, %lld bytes", sealed ? "encrypted " : "",
		*name ? name : what, strcmp(what, "alert") ? "" : " (alert)",
		number, value_number(event, "length"));
}

static void put_tls(struct page *page, const json_t *tls)
{
	json_t *event;
	size_t i;

	if (!json_is_object(tls))
		return;
	put_hello(page, "ClientHello", value_of(tls, "client_hello"));
	put_hello(page, "Second ClientHello",
		value_of(tls, "second_client_hello"));
	if (json_is_object(value_of(tls, "answer"))) {
		page_paragraph(page, 2, 4, TINT_BOLD, "Answer");
		flight_page(page, 4, value_of(tls, "answer"));
		if (*value_text(tls, "ja3s"))
			page_fact(page, 4, LABEL, "JA3S", TINT_NONE, "%s",
				value_text(tls, "ja3s"));
	}
	page_paragraph(page, 2, 4, TINT_BOLD, "Course");
	json_array_foreach(value_of(tls, "course"), i, event)
		put_event(page, event);
	if (value_number(tls, "course_left_out") > 0)
		page_paragraph(page, 4, 6, TINT_NONE, "%lld more",
			value_number(tls, "course_left_out"));
}

static void put_end(struct page *page, const json_t *end)
{
	static const struct {
		const char *key, *words;
	} rows[] = {
		{ "client_fin_ns", "client FIN" },
		{ "server_fin_ns", "server FIN" },
		{ "client_rst_ns", "client RST" },
		{ "server_rst_ns", "server RST" },
	};
	char span[32];

	page_paragraph(page, 2, 4, TINT_BOLD, "End: %s%s%s",
		value_text(end, "how"),
		*value_text(end, "by") ? ", first " : "",
		value_text(end, "by"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (json_is_integer(value_of(end, rows[i].key)))
			page_fact(page, 4, LABEL,
				span_text(span, value_of(end, rows[i].key)),
				TINT_NONE, "%s", rows[i].words);
}

static void put_half(struct page *page, const json_t *tcp, const char *who)
{
	const json_t *half = value_of(tcp, who);

	page_fact(page, 4, LABEL, who, TINT_NONE,
		"%lld packets, %lld bytes, %lld retransmitted, %lld out of "
		"order, %lld contradict, %lld bytes missing%s%s",
		value_number(half, "packets"), value_number(half, "bytes"),
		value_number(half, "retransmissions"),
		value_number(half, "out_of_order"),
		value_number(half, "conflicts"), value_number(half, "missing"),
		value_true(half, "cut") ? ", cut by the capture (snaplen)" : "",
		value_true(half, "joined") ? ", begins in mid-stream" : "");
}

static void put_tcp(struct page *page, const json_t *tcp)
{
	char span[32];

	page_paragraph(page, 2, 4, TINT_BOLD, "TCP");
	put_half(page, tcp, "client");
	put_half(page, tcp, "server");
	if (json_is_integer(value_of(tcp, "round_trip_ns")))
		page_fact(page, 4, LABEL, "round trip", TINT_NONE, "%s",
			span_text(span, value_of(tcp, "round_trip_ns")));
}

void read_page(struct page *page, const json_t *value)
{
	put_head(page, value);
	put_verdict(page, value);
	put_dialog(page, value_of(value, "dialog"));
	put_tls(page, value_of(value, "tls"));
	put_end(page, value_of(value, "end"));
	put_tcp(page, value_of(value, "tcp"));
	page_blank(page);
}

void read_summary_page(struct page *page, const json_t *s)
{
	page_paragraph(page, 0, 2, TINT_BOLD,
		"%s: %lld connections (%lld shown): %lld completed, %lld "
		"failed, %lld in clear text, %lld unclear",
		value_text(s, "file"), value_number(s, "connections"),
		value_number(s, "shown"), value_number(s, "completed"),
		value_number(s, "failed"), value_number(s, "clear_text"),
		value_number(s, "unclear"));
	page_paragraph(page, 2, 4, TINT_NONE,
		"%lld packets: %lld TCP, %lld others, %lld fragments of IP "
		"packets (not put together), %lld not understood; %lld cut by "
		"the capture",
		value_number(s, "packets"), value_number(s, "tcp"),
		value_number(s, "other"), value_number(s, "fragments"),
		value_number(s, "odd"), value_number(s, "cut"));
	if (value_number(s, "holes") > 0)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"In %lld connections bytes are missing: lost by the "
			"capture, or on the way.",
			value_number(s, "holes"));
	if (value_number(s, "table_full") > 0)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"%lld connections were told before their end: too many "
			"at once.",
			value_number(s, "table_full"));
	if (*value_text(s, "trouble"))
		page_paragraph(page, 2, 4, TINT_BAD,
			"It could not be read to its end: %s",
			value_text(s, "trouble"));
}
