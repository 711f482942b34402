/* SPDX-License-Identifier: ISC */
/*
 * Facts about analysis/read_verdict*.c and read_alert.c: for each rule a
 * connection made by hand, captured, and read.
 */
#include <stdio.h>
#include <stdlib.h>

#include "net/capture/capture_file.h"
#include "tests/lib/hex.h"
#include "tests/lib/read_made.h"
#include "tests/lib/unit.h"
#include "wire/flight/flight.h"
#include "wire/hello/hello.h"

static struct made_capture c;
static struct talk talk;

static void begin(uint16_t port)
{
	made_begin(&c, MADE_ETHERNET);
	talk_begin(&talk, &c, 40000, port);
	talk_open(&talk);
}

static void client(const char *text)
{
	talk_say(&talk, TALK_CLIENT, text, strlen(text));
}

static void server(const char *text)
{
	talk_say(&talk, TALK_SERVER, text, strlen(text));
}

static void golden(enum talk_side side, const char *name)
{
	size_t len;
	uint8_t *bytes = golden_read(name, &len);

	talk_say(&talk, side, bytes, len);
	free(bytes);
}

/* A record of @len bytes that begins with @payload. */
static void record(
	enum talk_side side, uint8_t type, const char *payload, size_t len)
{
	static uint8_t bytes[2000];
	struct writer w = writer_of(bytes, sizeof(bytes));

	writer_put(&w, 1, type, "type");
	writer_put(&w, 2, 0x0303, "version");
	writer_put(&w, 2, (uint32_t)len, "length");
	writer_bytes(&w, payload, strlen(payload), "payload");
	while (w.len < 5 + len)
		writer_put(&w, 1, 0xA5, "rest");
	talk_say(&talk, side, bytes, w.len);
}

static void alert(enum talk_side side, const char *two_bytes)
{
	record(side, 21, two_bytes, 2);
}

/* A hello of one version and of any length. */
static void hello(uint16_t version, size_t padding)
{
	static uint8_t bytes[8192], body[4096];
	struct hello h = { .record_version = 0x0301,
		.version = version,
		.random = slice_of(hello_retry_random, 32),
		.suites = slice_of("\x00\x39\x00\xff", 4),
		.compression = slice_of("\0", 1) };
	struct writer w = writer_of(bytes, sizeof(bytes));

	if (padding > 0) {
		h.has_extensions = true;
		h.n_extensions = 1;
		h.extensions[0] =
			(struct hello_extension){ 21, slice_of(body, padding) };
	}
	hello_write(&w, &h, 0);
	talk_say(&talk, TALK_CLIENT, bytes, w.len);
}

static void to_go_ahead(void)
{
	begin(25);
	server("220 mx.example ESMTP\r\n");
	client("EHLO x\r\n");
	server("250-mx.example\r\n250 STARTTLS\r\n");
	client("STARTTLS\r\n");
	server("220 go\r\n");
}

static void close_by(enum talk_side side)
{
	talk_end(&talk, side, PACKET_FIN);
	talk_end(&talk, !side, PACKET_FIN);
}

static json_t *values;

static const char *member(const char *key)
{
	return json_string_value(
		json_object_get(json_array_get(values, 0), key));
}

static bool hinted(const char *words)
{
	json_t *hints = json_object_get(json_array_get(values, 0), "hints");

	for (size_t i = 0; i < json_array_size(hints); i++)
		if (strstr(json_string_value(json_array_get(hints, i)), words))
			return true;
	return false;
}

/* @hint: NULL: not looked at. */
static void verdict(const char *rule, const char *outcome, const char *words,
	const char *hint)
{
	values = read_made(&c);
	assert_string_equal(member("rule"), rule);
	assert_string_equal(member("outcome"), outcome);
	if (!strstr(member("sentence"), words))
		fail_msg("'%s' lacks '%s'", member("sentence"), words);
	if (hint && !hinted(hint))
		fail_msg("no hint says '%s'", hint);
	json_decref(values);
}

UNIT(tcp_that_comes_to_nothing)
{
	made_begin(&c, MADE_RAW);
	talk_begin(&talk, &c, 40000, 25);
	for (int i = 0; i < 3; i++)
		talk_segment(&talk, TALK_CLIENT, PACKET_SYN, 1000, NULL, 0);
	verdict("syn-unanswered", "failed", "sent 3 times", NULL);
	made_begin(&c, MADE_RAW);
	talk_segment(&talk, TALK_CLIENT, PACKET_SYN, 1000, NULL, 0);
	talk_end(&talk, TALK_SERVER, PACKET_RST);
	verdict("connection-refused", "failed", "RST", NULL);
	begin(25);
	talk_end(&talk, TALK_CLIENT, PACKET_RST);
	verdict("nothing-said", "unclear",
		"the client reset the connection (RST)", NULL);
}

UNIT(dialogs_that_come_to_nothing)
{
	begin(25);
	server("554 go away\r\n");
	close_by(TALK_SERVER);
	verdict("turned-away", "failed", "554 go away", NULL);
	begin(25);
	server("220 mx\r\n");
	client("EHLO x\r\n");
	server("250-mx\r\n250 STARTTLS\r\n");
	client("STARTTLS\r\n");
	server("454 4.7.0 not\x1bnow\r\n");
	verdict("starttls-refused", "failed", "454 4.7.0 not\\x1bnow",
		"certificate or key");
	begin(25);
	server("220 mx\r\n");
	client("EHLO x\r\n");
	server("250-mx\r\n250 STARTTLS\r\n");
	client("STARTTLS\r\n");
	close_by(TALK_SERVER);
	verdict("starttls-unanswered", "failed", "the server closed", NULL);
}

UNIT(dialogs_in_clear)
{
	begin(25);
	server("220 mx\r\n");
	client("EHLO x\r\n");
	server("250 mx\r\n");
	client("DATA\r\n");
	server("354 go\r\n");
	verdict("starttls-not-offered", "clear-text", "the mail went in clear",
		NULL);
	begin(25);
	server("220 mx\r\n");
	client("EHLO x\r\n");
	server("250-mx\r\n250 STARTTLS\r\n");
	client("QUIT\r\n");
	close_by(TALK_CLIENT);
	verdict("starttls-not-asked", "clear-text", "the client closed", NULL);
	begin(80);
	client("GET / HTTP/1.1\r\n");
	verdict("other-protocol", "clear-text", "No TLS", NULL);
}

UNIT(a_go_ahead_without_tls)
{
	to_go_ahead();
	client("MAIL FROM:<>\r\n");
	verdict("client-not-tls", "failed", "MAIL FROM", NULL);
	to_go_ahead();
	close_by(TALK_CLIENT);
	verdict("no-client-hello", "failed", "the client closed", NULL);
	to_go_ahead();
	golden(TALK_CLIENT, "tls12_hello");
	server("454 too bad\r\n");
	verdict("server-not-tls", "failed", "454 too bad", NULL);
}

UNIT(tls_at_the_wrong_door)
{
	begin(25);
	server("220 mx\r\n");
	golden(TALK_CLIENT, "tls12_hello");
	server("500 what?\r\n");
	verdict("tls-without-starttls", "failed", "speaks smtp in clear", NULL);
	begin(465);
	client("EHLO x\r\n");
	alert(TALK_SERVER, "\x02\x0a");
	verdict("clear-text-to-tls", "failed", "spoke in clear", NULL);
}

UNIT(the_server_refuses_a_hello)
{
	to_go_ahead();
	hello(0x0303, 0);
	alert(TALK_SERVER, "\x02\x28");
	verdict("server-alert", "failed",
		"with alert 40 (handshake_failure), after 1.0 ms",
		"nothing in common");
	to_go_ahead();
	hello(0x0301, 0);
	alert(TALK_SERVER, "\x02\x46");
	verdict("server-alert", "failed",
		"70 (protocol_version), after 1.0 ms: it accepts none of "
		"versions up to TLSv1.0",
		NULL);
	begin(465);
	golden(TALK_CLIENT, "rfc8448_client_hello");
	alert(TALK_SERVER, "\x02\x70");
	verdict("server-alert", "failed", "112 (unrecognized_name)",
		"server name \"server\"");
	to_go_ahead();
	hello(0x0302, 0);
	alert(TALK_SERVER, "\x02\x50");
	verdict("server-alert", "failed", "80 (internal_error)", "level 2");
}

UNIT(the_client_refuses_the_answer)
{
	to_go_ahead();
	golden(TALK_CLIENT, "tls12_hello");
	golden(TALK_SERVER, "tls12_dhe_flight");
	alert(TALK_CLIENT, "\x02\x28");
	verdict("client-alert", "failed",
		"The client sent alert 40 (handshake_failure) 1.0 ms after the "
		"server chose TLSv1.2, 0x0039",
		"the server is the one that was refused");
	to_go_ahead();
	golden(TALK_CLIENT, "tls12_hello");
	golden(TALK_SERVER, "tls12_dhe_flight");
	alert(TALK_CLIENT, "\x02\x30");
	verdict("client-alert", "failed", "48 (unknown_ca)", "self-signed");
	/* the warning of that flight */
	to_go_ahead();
	golden(TALK_CLIENT, "tls12_hello");
	golden(TALK_SERVER, "tls12_dhe_flight");
	close_by(TALK_CLIENT);
	verdict("client-left", "failed", "sent no alert", "as a warning");
}

UNIT(no_answer_at_all)
{
	to_go_ahead();
	hello(0x0303, 0);
	close_by(TALK_SERVER);
	verdict("closed-after-hello", "failed", "the server closed", NULL);
	to_go_ahead();
	hello(0x0303, 0);
	talk_end(&talk, TALK_SERVER, PACKET_RST);
	verdict("reset-after-hello", "failed", "the server reset", NULL);
	to_go_ahead();
	hello(0x0303, 0);
	verdict("hello-unanswered", "unclear", "nothing more was captured",
		NULL);
}

UNIT(silence_behind_a_long_hello)
{
	uint32_t seq;
	uint8_t again[400];

	to_go_ahead();
	seq = talk.seq[TALK_CLIENT];
	hello(0x0303, 1800);
	memcpy(again, c.bytes + c.len - sizeof(again), sizeof(again));
	/* the last segment goes out again and again, nothing is confirmed */
	for (int i = 0; i < 5; i++)
		talk_segment(&talk, TALK_CLIENT, PACKET_ACK,
			talk.seq[TALK_CLIENT] - (uint32_t)sizeof(again), again,
			sizeof(again));
	assert_true(talk.seq[TALK_CLIENT] - seq > 1800);
	verdict("silence", "failed", "retransmitted 5 times: path MTU?",
		"path MTU");
	to_go_ahead();
	hello(0x0303, 1800);
	talk_segment(
		&talk, TALK_SERVER, PACKET_ACK, talk.seq[TALK_SERVER], NULL, 0);
	talk_end(&talk, TALK_CLIENT, PACKET_FIN);
	verdict("silence", "failed", "Silence after the ClientHello of",
		"acknowledged the whole hello");
}

UNIT(odd_answers)
{
	uint8_t *flight;
	size_t len;

	begin(465);
	hello(0x0303, 0);
	server("HTTP/1.1 400 Bad Request\r\n");
	verdict("server-not-tls", "failed", "HTTP/1.1 400", NULL);
	begin(465);
	hello(0x0303, 0);
	record(TALK_SERVER, 22, "\x0b", 40); /* a message of A5A5A5 bytes */
	verdict("endless-answer", "failed", "no TLS has", NULL);
	begin(465);
	golden(TALK_CLIENT, "tls12_hello");
	flight = golden_read("tls12_dhe_flight", &len);
	talk_say(&talk, TALK_SERVER, flight, len / 2);
	free(flight);
	verdict("flight-broken", "unclear", "breaks off", NULL);
	begin(465);
	hello(0x0303, 0);
	record(TALK_SERVER, 23, "x", 40);
	verdict("malformed-answer", "failed", "malformed", NULL);
	begin(465);
	flight = golden_read("tls12_hello", &len);
	talk_say(&talk, TALK_CLIENT, flight, len / 2);
	free(flight);
	verdict("hello-cut", "unclear", "not whole", NULL);
	begin(465);
	record(TALK_CLIENT, 23, "x", 40);
	close_by(TALK_SERVER);
	verdict("not-a-hello", "failed", "no ClientHello", NULL);
}

UNIT(a_retry_is_followed)
{
	begin(465);
	golden(TALK_CLIENT, "rfc8448_client_hello");
	golden(TALK_SERVER, "rfc8448_retry");
	close_by(TALK_CLIENT);
	verdict("retry-unanswered", "failed", "no second hello came", NULL);
	begin(465);
	golden(TALK_CLIENT, "rfc8448_client_hello");
	golden(TALK_SERVER, "rfc8448_retry");
	record(TALK_CLIENT, 20, "\x01", 1);
	golden(TALK_CLIENT, "rfc8448_client_hello");
	alert(TALK_SERVER, "\x02\x2f");
	verdict("server-alert", "failed", "followed its HelloRetryRequest",
		"Alert 47");
}

UNIT(tls13_goes_on_in_the_dark)
{
	begin(465);
	golden(TALK_CLIENT, "rfc8448_client_hello");
	golden(TALK_SERVER, "rfc8448_server_hello");
	record(TALK_SERVER, 23, "x", 600);
	record(TALK_CLIENT, 23, "x", 19);
	talk_end(&talk, TALK_CLIENT, PACKET_FIN);
	verdict("sealed-alert", "failed",
		"record of 19 bytes, too short for a Finished and so probably "
		"an alert",
		"certificate");
	begin(465);
	golden(TALK_CLIENT, "rfc8448_client_hello");
	golden(TALK_SERVER, "rfc8448_server_hello");
	record(TALK_SERVER, 23, "x", 600);
	record(TALK_CLIENT, 23, "x", 53);
	record(TALK_SERVER, 23, "x", 200);
	verdict("completed", "completed", "TLSv1.3", NULL);
	begin(465);
	golden(TALK_CLIENT, "rfc8448_client_hello");
	golden(TALK_SERVER, "rfc8448_server_hello");
	record(TALK_SERVER, 23, "x", 600);
	record(TALK_CLIENT, 23, "x", 53);
	close_by(TALK_SERVER);
	verdict("closed-after-finished", "unclear", "a late refusal", NULL);
}

static void client_finishes(void)
{
	to_go_ahead();
	golden(TALK_CLIENT, "tls12_hello");
	golden(TALK_SERVER, "tls12_dhe_flight");
	record(TALK_CLIENT, 22, "\x10", 4);
	record(TALK_CLIENT, 20, "\x01", 1);
	record(TALK_CLIENT, 22, "x", 40);
}

UNIT(tls12_comes_to_its_end)
{
	client_finishes();
	record(TALK_SERVER, 20, "\x01", 1);
	record(TALK_SERVER, 22, "x", 40);
	verdict("completed", "completed", "both sides sent encrypted", NULL);
	client_finishes();
	close_by(TALK_SERVER);
	verdict("server-left", "failed", "did not answer", NULL);
	client_finishes();
	alert(TALK_SERVER, "\x02\x33");
	verdict("server-alert-later", "failed", "51 (decrypt_error)", NULL);
}

UNIT(ssl2_is_seen)
{
	begin(465);
	golden(TALK_CLIENT, "ssl2_hello");
	golden(TALK_SERVER, "ssl2_server_hello");
	verdict("ssl2", "unclear", "SSL", NULL);
}

UNIT(a_capture_from_the_middle)
{
	made_begin(&c, MADE_RAW);
	talk_begin(&talk, &c, 40000, 465);
	for (int i = 0; i < 3; i++) {
		record(TALK_CLIENT, 23, "x", 40);
		record(TALK_SERVER, 23, "x", 40);
	}
	verdict("joined", "unclear", "in the middle", NULL);
	/* the hello tells who is the client, whatever the ports say */
	made_begin(&c, MADE_RAW);
	talk_begin(&talk, &c, 25, 40000);
	hello(0x0303, 0);
	alert(TALK_SERVER, "\x02\x28");
	verdict("server-alert", "failed", "alert 40", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tcp_that_comes_to_nothing),
		cmocka_unit_test(dialogs_that_come_to_nothing),
		cmocka_unit_test(dialogs_in_clear),
		cmocka_unit_test(a_go_ahead_without_tls),
		cmocka_unit_test(tls_at_the_wrong_door),
		cmocka_unit_test(the_server_refuses_a_hello),
		cmocka_unit_test(the_client_refuses_the_answer),
		cmocka_unit_test(no_answer_at_all),
		cmocka_unit_test(silence_behind_a_long_hello),
		cmocka_unit_test(odd_answers),
		cmocka_unit_test(a_retry_is_followed),
		cmocka_unit_test(tls13_goes_on_in_the_dark),
		cmocka_unit_test(tls12_comes_to_its_end),
		cmocka_unit_test(ssl2_is_seen),
		cmocka_unit_test(a_capture_from_the_middle),
	};

	if (!capture_file_supported()) {
		puts("1..0 # SKIP built without libpcap");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
