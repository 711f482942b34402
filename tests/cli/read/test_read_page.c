/* SPDX-License-Identifier: ISC */
/*
 * A connection for a human, of a view made by hand; and the file as a whole.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/read/read_page.h"

static struct read_verdict verdict;
static struct read_view view;
static struct read_line_view line;
static struct read_event_view events[2];

static void begin(void)
{
	verdict = (struct read_verdict){ .outcome = READ_FAILED,
		.rule = "client-alert",
		.sentence = "The client refused.",
		.n_hints = 1,
		.hints = { "Look there." } };
	line = (struct read_line_view){ { true, 1234567 }, SIDE_SERVER,
		"220 mx", false };
	view = (struct read_view){ .number = 3,
		.verdict = &verdict,
		.half = { { .address = "192.0.2.1",
				  .port = 40000,
				  .instead = "" },
			{ .address = "2001:db8::1",
				.port = 25,
				.instead = "" } },
		.start = "2026-11-27T20:35:12.000000000Z",
		.duration_ns = 20000000000,
		.dialog = { .protocol = "smtp",
			.answer = "",
			.n_lines = 1,
			.lines = &line },
		.how = CONVERSATION_FIN };
}

static void says(const char *words)
{
	struct page_style style = { .width = 100 };
	struct page page;
	char *text;

	page_init(&page, &style);
	read_page(&page, &view);
	text = page_take(&page);
	if (!strstr(text, words))
		fail_msg("no '%s' in:\n%s", words, text);
	free(text);
}

UNIT(the_verdict_comes_first)
{
	begin();
	says("Connection 3: 192.0.2.1:40000 -> [2001:db8::1]:25, smtp, joined, "
	     "2026-11-27T20:35:12.000000000Z,\n  20.000 s\n  failed: The "
	     "client refused. [client-alert]\n    Look there.\n");
}

UNIT(lines_stand_beside_their_time)
{
	begin();
	says("  Dialog\n      1.235 ms server   220 mx\n");
	line.when.known = false;
	line.hidden = true;
	says("             ? server   220 mx(not shown)\n");
}

UNIT(the_course_is_told_event_by_event)
{
	begin();
	events[0] = (struct read_event_view){ { true, 2000000 }, SIDE_CLIENT,
		COURSE_ALERT, "handshake_failure", 21, 2, 1, 2, 40 };
	events[1] = (struct read_event_view){ { true, 3000000 }, SIDE_SERVER,
		COURSE_SEALED, "application_data", 23, 90, 3, 0, 0 };
	view.tls = (struct read_tls_view){
		.seen = true, .ja3s = "", .n_events = 2, .events = events
	};
	says("      2.000 ms client   handshake_failure (alert) 40, level 2, 2 "
	     "bytes\n      3.000 ms server   encrypted application_data x 3, "
	     "90 "
	     "bytes\n");
}

UNIT(the_end_and_its_first_side_are_told)
{
	begin();
	view.ended = true;
	view.first_to_end = SIDE_SERVER;
	view.half[SIDE_SERVER].fin = (struct read_moment){ true, 5000000 };
	view.half[SIDE_SERVER].cut = true;
	says("  End: fin, first server\n    5.000 ms            server FIN\n");
	says("cut by the capture (snaplen)\n");
}

UNIT(the_summary_says_what_was_lost)
{
	struct read_summary summary = { .file = "x.pcap",
		.trouble = "truncated",
		.connections = 9,
		.shown = 2,
		.holes = 1 };
	struct page_style style = { .width = 200 };
	struct page page;
	char *text;

	page_init(&page, &style);
	read_summary_page(&page, &summary);
	text = page_take(&page);
	assert_non_null(strstr(text, "x.pcap: 9 connections (2 shown)"));
	assert_non_null(strstr(text, "In 1 connections bytes are missing"));
	assert_null(strstr(text, "before their end"));
	assert_non_null(
		strstr(text, "It could not be read to its end: truncated"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_verdict_comes_first),
		cmocka_unit_test(lines_stand_beside_their_time),
		cmocka_unit_test(the_course_is_told_event_by_event),
		cmocka_unit_test(the_end_and_its_first_side_are_told),
		cmocka_unit_test(the_summary_says_what_was_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
