/* SPDX-License-Identifier: ISC */
/* How a connection ended and what that is called; no socket needed. */
#include "net/dial/outcome.h"
#include "smtp/dialogs.h"

#include "tests/lib/unit.h"

#include <errno.h>
#include <stdlib.h>

struct row {
	enum connection_state state;
	int failed; /* at once */
	enum ending ending;
	int errnum;
	enum dialog_stop stop;
	enum outcome_kind kind;
};

static struct connection *connection_of(const struct row *row)
{
	struct connection *c = calloc(1, sizeof(*c));

	assert_non_null(c);
	dialog_begin(&c->dialog, dialog_find("smtp"), "probe.test", false);
	c->state = row->state;
	c->failed = row->failed;
	c->dialog.stop = row->stop;
	return c;
}

static void check(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct connection *c = connection_of(&rows[i]);
		struct outcome outcome;

		outcome_of(&outcome, c, rows[i].ending, rows[i].errnum);
		if (outcome.kind != rows[i].kind)
			fail_msg("row %zu: %s", i,
				outcome_kind_name(outcome.kind));
		assert_int_equal(outcome.errnum, rows[i].errnum);
		assert_true((outcome.flight != NULL) ==
			(rows[i].state == CONNECTION_FLIGHT));
		free(c);
	}
}

#define CHECK(rows) check(rows, sizeof(rows) / sizeof(*rows))

UNIT(a_failed_connect_is_no_route_only_by_our_own_tables)
{
	static const struct row rows[] = {
		{ CONNECTION_CONNECTING, ENETUNREACH, ENDED_ERROR, ENETUNREACH,
			0, OUTCOME_NO_ROUTE },
		{ CONNECTION_CONNECTING, EHOSTUNREACH, ENDED_ERROR,
			EHOSTUNREACH, 0, OUTCOME_NO_ROUTE },
		{ CONNECTION_CONNECTING, EAFNOSUPPORT, ENDED_ERROR,
			EAFNOSUPPORT, 0, OUTCOME_NO_ROUTE },
		{ CONNECTION_CONNECTING, EADDRNOTAVAIL, ENDED_ERROR,
			EADDRNOTAVAIL, 0, OUTCOME_NO_ROUTE },
		{ CONNECTION_CONNECTING, 0, ENDED_ERROR, ENETUNREACH, 0,
			OUTCOME_NO_ROUTE },
		{ CONNECTION_CONNECTING, 0, ENDED_ERROR, EHOSTUNREACH, 0,
			OUTCOME_UNREACHABLE },
		{ CONNECTION_CONNECTING, 0, ENDED_ERROR, ECONNREFUSED, 0,
			OUTCOME_UNREACHABLE },
		{ CONNECTION_CONNECTING, EMFILE, ENDED_ERROR, EMFILE, 0,
			OUTCOME_UNREACHABLE },
		{ CONNECTION_CONNECTING, 0, ENDED_TIME, ETIMEDOUT, 0,
			OUTCOME_UNREACHABLE },
	};

	CHECK(rows);
}

UNIT(a_dialog_ends_by_its_own_word_or_by_the_network)
{
	static const struct row rows[] = {
		{ CONNECTION_DIALOG, 0, ENDED_DIALOG, 0, DIALOG_STOP_REFUSED,
			OUTCOME_REFUSED },
		{ CONNECTION_DIALOG, 0, ENDED_DIALOG, 0,
			DIALOG_STOP_NO_STARTTLS, OUTCOME_NO_STARTTLS },
		{ CONNECTION_DIALOG, 0, ENDED_DIALOG, 0, DIALOG_STOP_GARBLED,
			OUTCOME_MALFORMED },
		{ CONNECTION_DIALOG, 0, ENDED_DIALOG, 0, DIALOG_STOP_TOO_LONG,
			OUTCOME_MALFORMED },
		{ CONNECTION_DIALOG, 0, ENDED_CLOSED, 0, 0, OUTCOME_CLOSED },
		{ CONNECTION_DIALOG, 0, ENDED_ERROR, ECONNRESET, 0,
			OUTCOME_RESET },
		{ CONNECTION_DIALOG, 0, ENDED_TIME, 0, 0, OUTCOME_SILENCE },
		{ CONNECTION_DIALOG, 0, ENDED_CANCELLED, 0, 0,
			OUTCOME_CANCELLED },
	};

	CHECK(rows);
}

UNIT(a_server_hello_is_an_answer_whatever_follows)
{
	static const struct row row = { .state = CONNECTION_FLIGHT };
	static const enum ending endings[] = { ENDED_CLOSED, ENDED_ERROR,
		ENDED_TIME, ENDED_WELL };
	struct connection *c = connection_of(&row);
	struct outcome outcome;

	c->flight.has_server_hello = true;
	for (size_t i = 0; i < 4; i++) {
		outcome_of(&outcome, c, endings[i], 0);
		assert_int_equal(outcome.kind, OUTCOME_SERVER_HELLO);
		assert_int_equal(outcome.stage, STAGE_HELLO);
	}
	outcome_of(&outcome, c, ENDED_CANCELLED, 0);
	assert_int_equal(outcome.kind, OUTCOME_CANCELLED);
	c->flight.end = FLIGHT_ALERT;
	outcome_of(&outcome, c, ENDED_WELL, 0);
	assert_int_equal(outcome.kind, OUTCOME_SERVER_HELLO);
	c->flight.has_server_hello = false;
	outcome_of(&outcome, c, ENDED_WELL, 0);
	assert_int_equal(outcome.kind, OUTCOME_ALERT);
	free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_failed_connect_is_no_route_only_by_our_own_tables),
		cmocka_unit_test(
			a_dialog_ends_by_its_own_word_or_by_the_network),
		cmocka_unit_test(a_server_hello_is_an_answer_whatever_follows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
