/* SPDX-License-Identifier: ISC */
/*
 * Facts about net/capture/conversations.c and net/capture/capture_file.c: a
 * capture made by hand goes through both.
 */
#include "net/capture/conversations.h"
#include "net/capture/capture_file.h"
#include "tests/lib/made_capture.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PATH_SIZE 64

struct seen {
	size_t n;
	struct conversation last[8]; /* streams are gone, numbers stay */
	char text[2][64];	     /* of the last one */
};

static struct seen seen;

static void finished(void *ctx, const struct conversation *c)
{
	(void)ctx;
	seen.last[seen.n++ % 8] = *c;
	for (int i = 0; i < 2; i++) {
		size_t n = c->half[i].stream.n;

		n = n < 63 ? n : 63;
		if (n > 0)
			memcpy(seen.text[i], c->half[i].stream.bytes, n);
		seen.text[i][n] = '\0';
	}
}

static void run_with(
	struct made_capture *c, const struct conversation_limits *limits)
{
	char path[PATH_SIZE] = "/tmp/hallo-conversation-XXXXXX";
	int fd = mkstemp(path);
	struct conversations *table;
	struct capture_file *file;
	struct error error = { 0 };
	struct captured captured;
	uint64_t number = 0;

	assert_true(fd >= 0);
	close(fd);
	made_save(c, path);
	file = capture_file_open(path, &error);
	unlink(path);
	if (!file)
		fail_msg("%s", error.message);
	memset(&seen, 0, sizeof(seen));
	table = conversations_new(limits, finished, NULL);
	while (capture_file_next(file, &captured) == CAPTURE_FILE_PACKET) {
		struct packet packet;

		if (packet_read(&packet, capture_file_link(file),
			    captured.bytes, captured.wire) == PACKET_TCP)
			conversations_add(
				table, &packet, ++number, captured.ns);
	}
	conversations_end(table);
	conversations_free(table);
	capture_file_close(file);
	made_clear(c);
}

static void run(struct made_capture *c)
{
	run_with(c, &conversation_defaults);
}

UNIT(a_conversation_is_followed_to_its_end)
{
	struct made_capture c;
	struct talk talk;
	const struct conversation *got = &seen.last[0];

	made_begin(&c, MADE_ETHERNET);
	talk_begin(&talk, &c, 40000, 25);
	talk_open(&talk);
	talk_say(&talk, TALK_SERVER, "220 mx\r\n", 8);
	talk_say(&talk, TALK_CLIENT, "EHLO x\r\n", 8);
	talk_end(&talk, TALK_SERVER, PACKET_FIN);
	talk_end(&talk, TALK_CLIENT, PACKET_FIN);
	run(&c);
	assert_int_equal(seen.n, 1);
	assert_string_equal(seen.text[SIDE_SERVER], "220 mx\r\n");
	assert_string_equal(seen.text[SIDE_CLIENT], "EHLO x\r\n");
	assert_true(got->opened);
	assert_int_equal(got->how, CONVERSATION_FIN);
	assert_string_equal(conversation_end_name(got->how), "fin");
	assert_int_equal(got->first_to_end, SIDE_SERVER);
	assert_int_equal(got->half[SIDE_SERVER].end.port, 25);
	assert_int_equal(got->established.ns - got->half[0].syn.ns, 2000000);
	assert_int_equal(got->half[SIDE_SERVER].confirmed, 9);
	assert_int_equal(got->last_ns - got->first_ns, 6000000);
}

UNIT(a_reset_is_known_by_its_sender)
{
	struct made_capture c;
	struct talk talk;

	made_begin(&c, MADE_COOKED_2);
	talk_begin(&talk, &c, 40000, 25);
	talk.version = 6;
	talk_open(&talk);
	talk_end(&talk, TALK_SERVER, PACKET_RST);
	run(&c);
	assert_int_equal(seen.last[0].how, CONVERSATION_RST);
	assert_int_equal(seen.last[0].first_to_end, SIDE_SERVER);
	assert_int_equal(seen.last[0].version, 6);
}

UNIT(ports_may_be_used_again)
{
	static const char *const texts[] = { "first", "secon" };
	struct made_capture c;
	struct talk talk;

	made_begin(&c, MADE_RAW);
	for (int i = 0; i < 2; i++) {
		talk_begin(&talk, &c, 40000, 25);
		talk.seq[0] += (uint32_t)i * 99999;
		talk_open(&talk);
		talk_say(&talk, TALK_CLIENT, texts[i], 5);
	}
	run(&c);
	assert_int_equal(seen.n, 2);
	assert_int_equal(seen.last[0].how, CONVERSATION_REPLACED);
	assert_int_equal(seen.last[1].how, CONVERSATION_OPEN);
	assert_string_equal(seen.text[SIDE_CLIENT], "secon");
}

UNIT(late_packets_open_nothing)
{
	struct made_capture c;
	struct talk talk;

	made_begin(&c, MADE_RAW);
	talk_begin(&talk, &c, 40000, 25);
	talk_open(&talk);
	talk_end(&talk, TALK_CLIENT, PACKET_RST);
	c.ns += 10000000000; /* the sweep comes with the next packet */
	talk_end(&talk, TALK_CLIENT, PACKET_RST);
	talk_segment(&talk, TALK_SERVER, PACKET_ACK, 5001, NULL, 0);
	run(&c);
	assert_int_equal(seen.n, 1);
}

UNIT(without_syn_the_port_tells_the_server)
{
	struct made_capture c;
	struct talk talk;

	made_begin(&c, MADE_RAW);
	talk_begin(&talk, &c, 1024, 2525);
	talk_say(&talk, TALK_SERVER, "220 mx\r\n", 8);
	run(&c);
	assert_false(seen.last[0].opened);
	assert_int_equal(seen.last[0].half[SIDE_SERVER].end.port, 2525);
	assert_true(seen.last[0].half[SIDE_SERVER].stream.joined);
}

UNIT(the_second_syn_tells_where_both_streams_begin)
{
	struct made_capture c;
	struct talk talk;

	made_begin(&c, MADE_RAW);
	talk_begin(&talk, &c, 40000, 25);
	talk.seq[TALK_CLIENT]++;
	talk_segment(&talk, TALK_SERVER, PACKET_SYN | PACKET_ACK,
		talk.seq[TALK_SERVER]++, NULL, 0);
	talk_say(&talk, TALK_CLIENT, "EHLO x\r\n", 8);
	run(&c);
	assert_true(seen.last[0].opened);
	assert_int_equal(seen.last[0].half[SIDE_CLIENT].end.port, 40000);
	assert_false(seen.last[0].half[SIDE_CLIENT].stream.joined);
	assert_string_equal(seen.text[SIDE_CLIENT], "EHLO x\r\n");
}

UNIT(a_full_table_lets_the_most_silent_go)
{
	static const struct conversation_limits limits = { 3, 1 << 20, 1000 };
	struct made_capture c;
	struct talk talks[5];

	made_begin(&c, MADE_RAW);
	for (uint16_t i = 0; i < 5; i++) {
		talk_begin(&talks[i], &c, (uint16_t)(40000 + i), 25);
		talk_open(&talks[i]);
		talk_say(&talks[0], TALK_CLIENT, "x", 1);
	}
	run_with(&c, &limits);
	assert_int_equal(seen.n, 5);
	assert_int_equal(seen.last[0].how, CONVERSATION_FULL);
	assert_int_equal(seen.last[0].number, 2);
	assert_int_equal(seen.last[1].number, 3);
	assert_int_equal(seen.last[2].number, 1);
	assert_int_equal(seen.last[2].how, CONVERSATION_OPEN);
}

UNIT(memory_is_bounded)
{
	static const struct conversation_limits limits = { 1000, 40000, 8192 };
	static char mail[20000];
	struct made_capture c;

	made_begin(&c, MADE_RAW);
	for (uint16_t i = 0; i < 20; i++) {
		struct talk talk;

		talk_begin(&talk, &c, (uint16_t)(40000 + i), 25);
		talk_open(&talk);
		talk_say(&talk, TALK_CLIENT, mail, sizeof(mail));
	}
	run_with(&c, &limits);
	assert_int_equal(seen.n, 20);
	assert_int_equal(seen.last[0].how, CONVERSATION_FULL);
	assert_int_equal(seen.last[0].half[0].stream.n, 8192);
}

UNIT(repeats_of_the_last_bytes_are_counted)
{
	struct made_capture c;
	struct talk talk;

	made_begin(&c, MADE_RAW);
	talk_begin(&talk, &c, 40000, 25);
	talk_open(&talk);
	talk_say(&talk, TALK_CLIENT, "hello", 5);
	for (int i = 0; i < 5; i++)
		talk_segment(&talk, TALK_CLIENT, PACKET_ACK, 1001, "hello", 5);
	run(&c);
	assert_int_equal(seen.last[0].half[0].repeats, 5);
	assert_int_equal(seen.last[0].half[0].stream.retransmitted, 5);
	assert_int_equal(seen.last[0].half[0].confirmed, 0);
}

UNIT(what_was_confirmed_but_not_seen_is_lost)
{
	struct made_capture c;
	struct talk talk;

	made_begin(&c, MADE_RAW);
	talk_begin(&talk, &c, 40000, 25);
	talk_open(&talk);
	talk_say(&talk, TALK_CLIENT, "hello", 5);
	talk.seq[TALK_SERVER] += 100;
	talk_end(&talk, TALK_CLIENT, PACKET_FIN);
	talk_end(&talk, TALK_SERVER, PACKET_RST);
	run(&c);
	assert_int_equal(conversation_lost(&seen.last[0].half[1]), 100);
	assert_int_equal(conversation_lost(&seen.last[0].half[0]), 0);
}

UNIT(what_is_no_capture_is_told)
{
	struct error error = { 0 };

	assert_null(capture_file_open("/nonexistent", &error));
	assert_int_equal(error.code, ERROR_FILE);
	assert_null(capture_file_open("/etc/passwd", &error));
	assert_non_null(strstr(error.message, "/etc/passwd: "));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_conversation_is_followed_to_its_end),
		cmocka_unit_test(a_reset_is_known_by_its_sender),
		cmocka_unit_test(ports_may_be_used_again),
		cmocka_unit_test(late_packets_open_nothing),
		cmocka_unit_test(without_syn_the_port_tells_the_server),
		cmocka_unit_test(the_second_syn_tells_where_both_streams_begin),
		cmocka_unit_test(a_full_table_lets_the_most_silent_go),
		cmocka_unit_test(memory_is_bounded),
		cmocka_unit_test(repeats_of_the_last_bytes_are_counted),
		cmocka_unit_test(what_was_confirmed_but_not_seen_is_lost),
		cmocka_unit_test(what_is_no_capture_is_told),
	};

	if (!capture_file_supported()) {
		puts("1..0 # SKIP built without libpcap");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
