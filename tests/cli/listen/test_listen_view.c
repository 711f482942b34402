/* SPDX-License-Identifier: ISC */
/*
 * What is shown of a connection: hellos, answers, and how it ended.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "tests/cli/listen/visit.h"
#include "tests/lib/hex.h"

/* The answer of the golden file @name, and what it counts as. */
static void answered(const char *name, bool ssl2, enum listen_answer kind)
{
	struct listen_view *view = visit_new();
	size_t len;
	uint8_t *bytes = golden_read(name, &len);

	visit_hello(view, "tls12_hello");
	listen_view_answer(view, slice_of(bytes, len), LISTEN_WAIT, ssl2);
	assert_int_equal(view->last->answer, kind);
	assert_int_equal(view->last->answer_bytes, len);
	free(bytes);
	listen_view_free(view);
}

UNIT(each_answer_has_its_kind)
{
	answered("rfc8448_retry", false, LISTEN_ANSWER_RETRY);
	answered("rfc8448_server_hello", false, LISTEN_ANSWER_SERVER_HELLO);
	answered("tls12_dhe_flight", false, LISTEN_ANSWER_FLIGHT);
	answered("ssl2_server_hello", true, LISTEN_ANSWER_SSL2);
}

UNIT(a_silent_answer_says_what_was_done)
{
	struct listen_view *view = visit_new();

	visit_hello(view, "tls12_hello");
	listen_view_answer(view, slice_of("", 0), LISTEN_CLOSE, false);
	assert_int_equal(view->last->answer, LISTEN_ANSWER_NONE);
	assert_string_equal(
		view->last->answer_words, "the connection was closed");
	listen_view_fated(view);
	assert_string_equal(listen_answer_name(view->last->answer), "manners");
	listen_view_free(view);
}

UNIT(a_hello_is_told_in_a_line)
{
	struct listen_view *view = visit_new();

	visit_hello(view, "tls12_hello");
	assert_non_null(strstr(view->first->words,
		"offers versions up to TLSv1.2, 4 suites; "));
	visit_hello(view, "rfc8448_client_hello");
	assert_int_equal(view->n_hellos, 2);
	assert_ptr_equal(view->first->next, view->last);
	assert_non_null(strstr(view->last->words, "offers TLSv1.3, 3 suites"));
	listen_view_free(view);
}

UNIT(bytes_of_the_client_become_harmless)
{
	struct listen_view *view = visit_new();

	assert_string_equal(view->name, "mta\\x1b");
	assert_string_equal(view->time, "2026-11-18T11:06:40.345Z");
	listen_view_free(view);
}

/* The clock of the sequel begins with the answer. */
UNIT(what_it_made_of_the_answer_is_told)
{
	struct listen_view *view = visit_new();

	visit_hello(view, "tls12_hello");
	listen_view_answer(view, slice_of("", 0), LISTEN_CLOSE, false);
	visit_sequel("\x15\x03\x03\x00\x02\x02\x28", 7);
	listen_view_parted(view, &visit);
	assert_string_equal(view->then.kind, "alert");
	assert_int_equal(view->then.after_ms, 5);
	assert_int_equal(view->then.parted_ms, 25);
	assert_ptr_equal(listen_view_verdict(view), view->then.words);
	listen_view_free(view);
}

/* The verdict when no hello came of @change. */
static void none_came(const char *words)
{
	struct timespec time = { 0 };
	struct listen_view *view = listen_view_new(&visit, &time, "smtp");

	listen_view_parted(view, &visit);
	assert_string_equal(listen_view_verdict(view), words);
	listen_view_free(view);
}

UNIT(why_no_hello_came_is_told)
{
	listen_view_free(visit_new());
	none_came("it said nothing; it closed the connection after 40 ms");
	visit.last_line = slice_of("EHLO", 4);
	visit.parting = PARTING_TIMEOUT;
	none_came("it did not ask for TLS; it was given up after 40 ms");
	visit.go_ahead = true;
	none_came("no ClientHello came, although TLS might begin; it was given "
		  "up after 40 ms");
	visit.unread = slice_of("\x16\x03", 2);
	none_came("only 2 bytes of a ClientHello came; it was given up after "
		  "40 ms");
	visit.no_hello = true;
	none_came("what it sent is no ClientHello");
	visit.turned_away = true;
	none_came("turned away, as the profile says");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_answer_has_its_kind),
		cmocka_unit_test(a_silent_answer_says_what_was_done),
		cmocka_unit_test(a_hello_is_told_in_a_line),
		cmocka_unit_test(bytes_of_the_client_become_harmless),
		cmocka_unit_test(what_it_made_of_the_answer_is_told),
		cmocka_unit_test(why_no_hello_came_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
