/* SPDX-License-Identifier: ISC */
/*
 * A captured connection as it is shown: the verdict first, then who, when, what
 * was said before TLS, the hellos and the answer in full, the course of both
 * sides in the order of time, and how it ended. The page
 * (cli/read/read_page.h) and the JSON (read_value.h) are made from this struct.
 *
 * Text is never NULL; "" is none. It belongs to the arena or is static, and
 * what the peers wrote is harmless (analysis/base/escape.h).
 */
#ifndef HALLO_ANALYSIS_CAPTURE_READ_VIEW_H
#define HALLO_ANALYSIS_CAPTURE_READ_VIEW_H

#include "analysis/capture/read_verdict.h"
#include "analysis/json/flight_view.h"
#include "analysis/json/hello_view.h"

/* Since the first packet of the connection. */
struct read_moment {
	bool known;
	int64_t ns;
};

struct read_line_view {
	struct read_moment when;
	enum conversation_side by;
	const char *text;
	bool hidden; /* the rest of it was a secret */
};

struct read_hello_view {
	bool seen;
	struct read_moment when; /* it was whole */
	size_t at, bytes;	 /* in the client's stream */
	struct hello_view hello;
};

/* One thing in the course of TLS. */
struct read_event_view {
	struct read_moment when;
	enum conversation_side by;
	enum course_kind kind;
	const char *name;
	uint8_t type;
	size_t length, count;
	uint8_t level, description; /* of an alert */
};

/* What one side did. */
struct read_half_view {
	const char *address;
	uint16_t port;
	bool has_tls;
	size_t tls_at;	     /* where it begins in the stream */
	const char *instead; /* clear text where TLS was to begin */
	struct read_moment fin, rst;
	uint64_t packets, bytes, kept, retransmissions, out_of_order;
	uint64_t conflicts, missing, dropped;
	bool cut, joined; /* by the snaplen; in mid-stream */
};

/* Before TLS. */
struct read_dialog_view {
	const char *protocol; /* "smtp" */
	bool offered, asked;  /* STARTTLS or STLS */
	const char *answer;   /* to it: "go-ahead" "refused" */
	int code;	      /* of that answer; 0: none */
	bool login, mail;     /* went in clear */
	size_t n_lines, lines_left_out;
	struct read_line_view *lines;
};

struct read_tls_view {
	bool seen; /* false: nothing below counts */
	bool joined, retried;
	struct read_hello_view first, second;
	bool has_answer;
	struct flight_view answer;
	const char *ja3s;
	size_t n_events, events_left_out;
	struct read_event_view *events;
};

struct read_view {
	uint64_t number;
	const struct read_verdict *verdict; /* borrowed */
	struct read_half_view half[2];
	bool opened;	   /* the SYN was captured */
	const char *start; /* "2026-11-27T20:35:12.123456789Z" */
	int64_t duration_ns;
	struct read_dialog_view dialog;
	struct read_tls_view tls;
	enum conversation_end how;
	bool ended; /* with FIN or RST, first of @first_to_end */
	enum conversation_side first_to_end;
	int64_t round_trip_ns; /* 0: not known */
};

void read_view_of(struct arena *arena, struct read_view *view,
	const struct reading *r, const struct read_verdict *verdict);

/* "client" "server" */
const char *read_side_name(enum conversation_side side);

#endif
