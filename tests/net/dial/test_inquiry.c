/* SPDX-License-Identifier: ISC */
/*
 * The pool against servers that follow a script, driven by a driver that only
 * counts: what came of each connection, and how many were opened for it.
 */
#include "net/dial/inquiry.h"
#include "smtp/dialogs.h"

#include <errno.h>
#include <event2/event.h>
#include <netinet/in.h>
#include <stdlib.h>

#include "tests/net/counting.h"
#include "tests/lib/unit.h"

UNIT(each_probe_is_one_connection)
{
	struct run r;

	run(&r, PREAMBLE ALERT_40, 7, 1, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 7);
	assert_int_equal(r.counter.alert, 40);
	assert_int_equal(r.counter.stage, STAGE_HELLO);
	assert_int_equal(r.cost.connections, 7);
	assert_int_equal(r.cost.unused, 0);
	assert_int_equal(r.accepted, 7);
	assert_int_equal(r.counter.most_in_flight, 1);
}

UNIT(several_connections_share_the_work)
{
	struct run r;

	run(&r, PREAMBLE ALERT_40, 20, 4, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 20);
	assert_int_equal(r.accepted, r.cost.connections);
	assert_int_equal(r.cost.connections, 20 + r.cost.unused);
	assert_true(r.counter.most_in_flight <= 4);
}

UNIT(a_close_instead_of_an_answer_is_closed)
{
	struct run r;

	run(&r, PREAMBLE "F\n", 1, 1, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_CLOSED], 1);
	assert_int_equal(r.counter.stage, STAGE_HELLO);
}

UNIT(a_reset_is_told_from_a_close)
{
	struct run r;

	run(&r, PREAMBLE "R\n", 1, 1, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_RESET], 1);
}

UNIT(silence_after_the_hello_is_silence)
{
	struct run r;

	run(&r, PREAMBLE "W\n", 1, 1, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_SILENCE], 1);
	assert_int_equal(r.counter.stage, STAGE_HELLO);
}

UNIT(a_421_is_kept_with_its_words)
{
	struct run r;

	run(&r, "S 421 4.7.0 too many connections\nF\n", 1, 1, 0);
	assert_true(r.counter.kinds[OUTCOME_REFUSED] >= 1);
	assert_int_equal(r.counter.stage, STAGE_GREETING);
	assert_int_equal(r.counter.sent, 0);
	assert_non_null(strstr(r.counter.reply, "421 4.7.0 too many"));
}

UNIT(without_starttls_no_hello_is_sent)
{
	struct run r;

	run(&r, "S 220 mx\nC\nS 250-mx\nS 250 SIZE 1000\nW\n", 1, 1, 0);
	assert_true(r.counter.kinds[OUTCOME_NO_STARTTLS] >= 1);
	assert_int_equal(r.counter.sent, 0);
}

UNIT(a_server_that_speaks_byte_by_byte_is_understood)
{
	struct run r;

	run(&r,
		"s 220-mx\ns 220 mx\nC\ns 250-mx\ns 250 starttls\nC\n"
		"s 220 2.0.0 go\nH\n" ALERT_40,
		2, 1, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 2);
}

UNIT(an_alert_and_then_plain_text_stays_an_alert)
{
	struct run r;

	run(&r, PREAMBLE ALERT_40 "S 454 4.7.0 TLS not available\nF\n", 1, 1,
		0);
	assert_int_equal(r.counter.kinds[OUTCOME_ALERT], 1);
}

UNIT(what_was_heard_is_kept_verbatim)
{
	static const uint8_t said[] = "\x15\x03\x03\x00\x02\x02\x28"
				      "454 later\r\n";
	struct run r;

	run(&r, PREAMBLE "X 15030300020228343534206c617465720d0a\nF\n", 1, 1,
		0);
	assert_int_equal(r.counter.n_heard, sizeof(said) - 1);
	assert_memory_equal(r.counter.heard, said, sizeof(said) - 1);
	run(&r, "S 454 4.7.0 later\nF\n", 1, 1, 0);
	assert_int_equal(r.counter.n_heard, 0);
}

UNIT(what_is_heard_is_bounded_by_the_cap_of_a_flight)
{
	struct run r;

	run(&r, PREAMBLE "Z 400\nF\n", 1, 1, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_MALFORMED], 1);
	assert_true(r.counter.n_heard > FLIGHT_BUFFER - 16384);
	assert_true(r.counter.n_heard <= FLIGHT_BUFFER);
}

UNIT(plain_text_instead_of_tls_is_not_tls)
{
	struct run r;

	run(&r, PREAMBLE "S 454 4.7.0 TLS not available\nF\n", 1, 1, 0);
	assert_int_equal(r.counter.kinds[OUTCOME_NOT_TLS], 1);
}

UNIT(a_refused_connect_is_unreachable)
{
	struct event_base *base = event_base_new();
	struct endpoint endpoint = { .address = "127.0.0.1",
		.family = AF_INET,
		.port = 1,
		.dialog = dialog_find("smtp") };
	struct counter counter = { .goal = 1 };
	struct inquiry_options options;

	inquiry_options_init(&options);
	struct inquiry *inquiry = inquiry_start(base, &endpoint, &options,
		&counting_driver, &counter, counting_done, base);
	event_base_dispatch(base);
	assert_int_equal(counter.kinds[OUTCOME_UNREACHABLE], counter.learnt);
	assert_int_equal(counter.stage, STAGE_CONNECT);
	assert_int_equal(counter.failures, 2);
	inquiry_free(inquiry);
	event_base_free(base);
}

UNIT(an_unknown_interface_is_never_another_address)
{
	struct event_base *base = event_base_new();
	struct endpoint endpoint = { .address = "fe80::1%nosuch0",
		.family = AF_INET6,
		.port = 25,
		.dialog = dialog_find("smtp") };
	struct counter counter = { .goal = 1 };
	struct inquiry_options options;

	inquiry_options_init(&options);
	struct inquiry *inquiry = inquiry_start(base, &endpoint, &options,
		&counting_driver, &counter, counting_done, base);
	event_base_dispatch(base);
	assert_int_equal(counter.kinds[OUTCOME_UNREACHABLE], 2);
	assert_int_equal(counter.errnum, ENODEV);
	assert_int_equal(inquiry_cost(inquiry)->connections, 0);
	inquiry_free(inquiry);
	event_base_free(base);
}

#define LARGE ((size_t)16 << 20)
static uint8_t *large;

static bool large_next(void *ctx, struct probe *probe)
{
	struct counter *c = ctx;

	*probe = (struct probe){ .id = (uint32_t)++c->sent,
		.version = VERSION_TLS12,
		.hello = slice_of(large, LARGE) };
	c->in_flight++;
	return true;
}

static const struct inquiry_driver large_driver = { counting_wanted, large_next,
	counting_learn };

/* The socket is full, so the write meets the RST before the read does. */
UNIT(a_reset_in_the_middle_of_a_write_is_a_reset)
{
	struct event_base *base = event_base_new();
	struct script_server *server = script_server_new("C\nR\n");
	struct endpoint endpoint = { .address = "127.0.0.1",
		.family = AF_INET,
		.port = script_server_port(server),
		.dialog = dialog_find("tls") };
	struct counter counter = { .goal = 3 };
	struct inquiry_options options;

	large = calloc(1, LARGE);
	assert_non_null(large);
	large[0] = '\n';
	inquiry_options_init(&options);
	options.limits.connections = 1;
	struct inquiry *inquiry = inquiry_start(base, &endpoint, &options,
		&large_driver, &counter, counting_done, base);
	event_base_dispatch(base);
	assert_int_equal(counter.kinds[OUTCOME_RESET], 3);
	assert_true(inquiry_cost(inquiry)->bytes_out < 3 * LARGE);
	inquiry_free(inquiry);
	script_server_free(server, NULL);
	event_base_free(base);
	free(large);
}

static size_t stubborn_wanted(void *ctx)
{
	(void)ctx;
	return 2;
}

static bool stubborn_next(void *ctx, struct probe *probe)
{
	(void)ctx;
	(void)probe;
	return false;
}

static const struct inquiry_driver stubborn = { stubborn_wanted, stubborn_next,
	counting_learn };

UNIT(a_driver_that_wants_but_never_takes_is_left)
{
	struct event_base *base = event_base_new();
	struct script_server *server = script_server_new("W\n");
	struct endpoint endpoint = { .address = "127.0.0.1",
		.family = AF_INET,
		.port = script_server_port(server),
		.dialog = dialog_find("tls") };
	struct counter counter = { 0 };
	struct inquiry_options options;

	inquiry_options_init(&options);
	struct inquiry *inquiry = inquiry_start(base, &endpoint, &options,
		&stubborn, &counter, counting_done, base);
	event_base_dispatch(base);
	assert_int_equal(counter.learnt, 0);
	assert_int_equal(inquiry_cost(inquiry)->unused,
		inquiry_cost(inquiry)->connections);
	assert_true(inquiry_cost(inquiry)->connections <= 6);
	inquiry_free(inquiry);
	script_server_free(server, NULL);
	event_base_free(base);
}

UNIT(a_cancelled_run_learns_every_probe_in_flight)
{
	struct run r;

	run(&r, PREAMBLE "W\n", 3, 3, 150);
	assert_int_equal(r.counter.sent, 3);
	assert_int_equal(r.counter.kinds[OUTCOME_CANCELLED], 3);
	assert_int_equal(r.counter.in_flight, 0);
}

UNIT(implicit_tls_needs_no_words)
{
	struct event_base *base = event_base_new();
	struct script_server *server = script_server_new("H\n" ALERT_40);
	struct endpoint endpoint = { .address = "127.0.0.1",
		.family = AF_INET,
		.port = script_server_port(server),
		.dialog = dialog_find("tls") };
	struct counter counter = { .goal = 3 };
	struct inquiry_options options;

	inquiry_options_init(&options);
	options.limits.connections = 1;
	struct inquiry *inquiry = inquiry_start(base, &endpoint, &options,
		&counting_driver, &counter, counting_done, base);
	event_base_dispatch(base);
	assert_int_equal(counter.kinds[OUTCOME_ALERT], 3);
	inquiry_free(inquiry);
	assert_int_equal(script_server_free(server, NULL), 3);
	event_base_free(base);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_probe_is_one_connection),
		cmocka_unit_test(several_connections_share_the_work),
		cmocka_unit_test(a_close_instead_of_an_answer_is_closed),
		cmocka_unit_test(a_reset_is_told_from_a_close),
		cmocka_unit_test(silence_after_the_hello_is_silence),
		cmocka_unit_test(a_421_is_kept_with_its_words),
		cmocka_unit_test(without_starttls_no_hello_is_sent),
		cmocka_unit_test(
			a_server_that_speaks_byte_by_byte_is_understood),
		cmocka_unit_test(an_alert_and_then_plain_text_stays_an_alert),
		cmocka_unit_test(what_was_heard_is_kept_verbatim),
		cmocka_unit_test(
			what_is_heard_is_bounded_by_the_cap_of_a_flight),
		cmocka_unit_test(plain_text_instead_of_tls_is_not_tls),
		cmocka_unit_test(a_refused_connect_is_unreachable),
		cmocka_unit_test(an_unknown_interface_is_never_another_address),
		cmocka_unit_test(a_reset_in_the_middle_of_a_write_is_a_reset),
		cmocka_unit_test(a_driver_that_wants_but_never_takes_is_left),
		cmocka_unit_test(a_cancelled_run_learns_every_probe_in_flight),
		cmocka_unit_test(implicit_tls_needs_no_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
