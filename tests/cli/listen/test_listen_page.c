/* SPDX-License-Identifier: ISC */
/*
 * What is printed while clients come, and in the end.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/listen/listen_page.h"
#include "tests/cli/listen/visit.h"

static struct page page;

static void begin(void)
{
	struct page_style style = { .width = 100 };

	page_init(&page, &style);
}

static void says(const char *words)
{
	char *text = page_take(&page);

	if (!strstr(text, words))
		fail_msg("no '%s' in:\n%s", words, text);
	assert_null(strchr(text, '\x1b'));
	free(text);
}

UNIT(a_hello_is_shown_with_its_answer_and_its_file)
{
	struct listen_view *view = visit_new();

	visit_hello(view, "tls12_hello");
	listen_view_answer(view, slice_of("", 0), LISTEN_CLOSE, false);
	begin();
	listen_page_hello(&page, view);
	says("7: 127.0.0.1:4711, calls itself mta\\x1b, smtp\n");
	begin();
	listen_page_hello(&page, view);
	says("  Answer            the connection was closed\n  Came at"
	     "           2026-11-18T11:06:40.345Z, its hello of ");
	begin();
	listen_page_hello(&page, view);
	says("  Saved             x.hello\n");
	visit_hello(view, "tls12_hello");
	begin();
	listen_page_hello(&page, view);
	says("smtp, its second hello\n");
	listen_view_free(view);
}

UNIT(what_it_said_to_the_answer_is_shown)
{
	struct listen_view *view = visit_new();

	visit_hello(view, "tls12_hello");
	listen_view_answer(view, slice_of("", 0), LISTEN_CLOSE, false);
	visit_sequel("QUIT\x1b\r\n", 7);
	listen_view_parted(view, &visit);
	begin();
	listen_page_parted(&page, view);
	says("to the answer\n  it said something that is no TLS after 5 ms\n  "
	     "It said           QUIT\\x1b\\x0d\\x0a\n");
	listen_view_free(view);
}

UNIT(what_came_instead_of_a_hello_is_shown)
{
	struct listen_view *view = visit_new();

	visit.unread = slice_of("\x1b!", 2);
	visit.no_hello = true;
	visit.last_line = slice_of("STARTTLS", 8);
	listen_view_parted(view, &visit);
	begin();
	listen_page_parted(&page, view);
	says("  what it sent is no ClientHello\n  Its last line     "
	     "STARTTLS\n  It sent           \\x1b!\n  As hex            "
	     "1b21\n");
	listen_view_free(view);
}

UNIT(the_end_counts_the_kinds)
{
	static struct listen_tally tally = { .n_connections = 3,
		.n_hellos = 2,
		.n_kinds = 1,
		.kinds = { { "", 2, 5 } } };

	begin();
	listen_page_end(&page, &tally, 4);
	says("3 connections, 2 hellos, 1 distinct (JA4)\n  4 more were turned "
	     "away: too many at once (--connections)\n  (in the form of SSL "
	     "2)  2 times, first in connection 5\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hello_is_shown_with_its_answer_and_its_file),
		cmocka_unit_test(what_it_said_to_the_answer_is_shown),
		cmocka_unit_test(what_came_instead_of_a_hello_is_shown),
		cmocka_unit_test(the_end_counts_the_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
