/* SPDX-License-Identifier: ISC */
/*
 * The second hello of a connection, after a HelloRetryRequest, and hellos that
 * go out in pieces.
 */
#include "net/dial/inquiry.h"
#include "smtp/dialogs.h"

#include <stdio.h>
#include <stdlib.h>
#include <event2/event.h>

#include "tests/lib/hex.h"
#include "tests/net/counting.h"
#include "tests/lib/unit.h"

#define ALERT_47 "X 1503030002022f\n"

/* A driver of one probe that has a second hello. */
struct follower {
	size_t wanted, asked;
	bool silent; /* has none after all */
	size_t segment;
	enum outcome_kind kind;
	uint8_t alert;
	size_t n_messages, n_heard;
	uint16_t group;
	uint64_t bytes_out;
};

static const uint8_t hello_bytes[] = { 22, 3, 1, 0, 4, 1, 0, 0, 0 };
static const uint8_t second_bytes[] = { 22, 3, 1, 0, 5, 1, 0, 0, 1, 0 };

static struct slice follow(
	void *ctx, const struct server_flight *retry, uint32_t answer_ms)
{
	struct follower *f = ctx;

	(void)answer_ms;
	f->asked++;
	f->group = retry->hello.key_share_group;
	return slice_of(second_bytes, f->silent ? 0 : sizeof(second_bytes));
}

static size_t wanted(void *ctx)
{
	return ((struct follower *)ctx)->wanted;
}

static bool next(void *ctx, struct probe *probe)
{
	struct follower *f = ctx;

	f->wanted = 0;
	probe->hello = slice_of(hello_bytes, sizeof(hello_bytes));
	probe->segment = f->segment;
	probe->follow = follow;
	probe->follow_ctx = f;
	return true;
}

static void learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	struct follower *f = ctx;

	f->wanted = 0;
	f->kind = outcome->kind;
	f->bytes_out = outcome->bytes_out;
	f->n_heard = outcome->heard.len;
	if (!probe)
		return;
	assert_int_equal(probe->hello.len, sizeof(hello_bytes));
	f->n_messages = outcome->flight->n_messages;
	if (outcome->flight->n_alerts)
		f->alert = outcome->flight->alerts[0].description;
}

static void ask(struct follower *f, const char *script)
{
	static const struct inquiry_driver driver = { wanted, next, learn };
	struct script_server *server = script_server_new(script);
	struct event_base *base = event_base_new();
	struct inquiry_options options;
	struct endpoint endpoint = { .dialog = dialog_find("tls"),
		.port = script_server_port(server),
		.family = 2,
		.address = "127.0.0.1" };
	struct inquiry *inquiry;

	f->wanted = 1;
	run_limits(&options);
	inquiry = inquiry_start(
		base, &endpoint, &options, &driver, f, counting_done, base);
	event_base_dispatch(base);
	inquiry_free(inquiry);
	event_base_free(base);
	assert_int_equal(script_server_free(server, NULL), 1);
}

/* The record of RFC 8448 section 5 as a line of a script. */
static char *retry_line(void)
{
	size_t len;
	uint8_t *bytes = golden_read("rfc8448_retry", &len);
	char *line = malloc(2 * len + 4), *at = line;

	at += sprintf(at, "X ");
	for (size_t i = 0; i < len; i++)
		at += sprintf(at, "%02x", bytes[i]);
	sprintf(at, "\n");
	free(bytes);
	return line;
}

static char *script_of(const char *before, const char *after)
{
	char *line = retry_line();
	char *script = malloc(2000);

	snprintf(script, 2000, "%s%s%s", before, line, after);
	free(line);
	return script;
}

UNIT(a_retry_gets_its_second_hello)
{
	struct follower f = { 0 };
	char *script = script_of("H\n", "H\n" ALERT_47);

	ask(&f, script);
	assert_int_equal(f.asked, 1);
	assert_int_equal(f.group, 0x17);
	assert_int_equal(f.kind, OUTCOME_ALERT);
	assert_int_equal(f.alert, 47);
	assert_int_equal(f.n_messages, 1); /* the retry is kept */
	assert_int_equal(f.n_heard, 181 + 7);
	assert_int_equal(
		f.bytes_out, sizeof(hello_bytes) + sizeof(second_bytes));
	free(script);
}

/* What came with the retry belongs to the second answer. */
UNIT(bytes_behind_the_retry_are_not_lost)
{
	struct follower f = { 0 };
	char *script =
		script_of("H\n", "X 14030300010115030300\nH\nX 02022f\n");

	ask(&f, script);
	assert_int_equal(f.kind, OUTCOME_ALERT);
	assert_int_equal(f.alert, 47);
	free(script);
}

UNIT(without_a_second_hello_the_retry_is_the_answer)
{
	struct follower f = { .silent = true };
	char *script = script_of("H\n", "W\n");

	ask(&f, script);
	assert_int_equal(f.asked, 1);
	assert_int_equal(f.kind, OUTCOME_RETRY);
	assert_int_equal(f.bytes_out, sizeof(hello_bytes));
	free(script);
}

UNIT(a_second_retry_ends_it)
{
	struct follower f = { 0 };
	char *first = script_of("H\n", "H\n");
	char *script = script_of(first, "W\n");

	ask(&f, script);
	assert_int_equal(f.asked, 1);
	assert_int_equal(f.kind, OUTCOME_RETRY);
	assert_int_equal(f.n_messages, 2);
	free(first);
	free(script);
}

UNIT(silence_after_the_second_hello_is_silence)
{
	struct follower f = { 0 };
	char *script = script_of("H\n", "H\nW\n");

	ask(&f, script);
	assert_int_equal(f.kind, OUTCOME_SILENCE);
	free(script);
}

UNIT(a_hello_in_pieces_arrives_whole)
{
	struct follower f = { .segment = 1 };

	ask(&f, "H\n" ALERT_47);
	assert_int_equal(f.kind, OUTCOME_ALERT);
	assert_int_equal(f.bytes_out, sizeof(hello_bytes));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_retry_gets_its_second_hello),
		cmocka_unit_test(bytes_behind_the_retry_are_not_lost),
		cmocka_unit_test(
			without_a_second_hello_the_retry_is_the_answer),
		cmocka_unit_test(a_second_retry_ends_it),
		cmocka_unit_test(silence_after_the_second_hello_is_silence),
		cmocka_unit_test(a_hello_in_pieces_arrives_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
