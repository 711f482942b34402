/* SPDX-License-Identifier: ISC */
/*
 * hallo read as a user runs it: what it tells, its filters, its exit status;
 * and in this process the same small capture cut at each byte and damaged in
 * thousands of ways.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "net/capture/capture_file.h"
#include "tests/cli/program.h"
#include "tests/lib/hex.h"
#include "tests/lib/read_made.h"
#include "tests/lib/unit.h"

static char path[] = "/tmp/hallo-read-XXXXXX";
static struct made_capture c;

static void golden(struct talk *talk, enum talk_side side, const char *name)
{
	size_t len;
	uint8_t *bytes = golden_read(name, &len);

	talk_say(talk, side, bytes, len);
	free(bytes);
}

static void say(struct talk *talk, enum talk_side side, const char *text)
{
	talk_say(talk, side, text, strlen(text));
}

/* 1: refused by the client. 2: STARTTLS refused, over IPv6. 3: clear text. */
static void make(int link)
{
	struct talk talk;

	made_begin(&c, link);
	talk_begin(&talk, &c, 40001, 25);
	talk_open(&talk);
	say(&talk, TALK_SERVER, "220 mx\r\n");
	say(&talk, TALK_CLIENT, "EHLO \x1b[31mx\r\n");
	say(&talk, TALK_SERVER, "250-mx\r\n250 STARTTLS\r\n");
	say(&talk, TALK_CLIENT, "STARTTLS\r\n");
	say(&talk, TALK_SERVER, "220 go\r\n");
	golden(&talk, TALK_CLIENT, "tls12_hello");
	golden(&talk, TALK_SERVER, "tls12_dhe_flight");
	talk_say(&talk, TALK_CLIENT, "\x15\x03\x03\x00\x02\x02\x28", 7);
	talk_end(&talk, TALK_CLIENT, PACKET_FIN);
	talk_end(&talk, TALK_SERVER, PACKET_FIN);
	talk_begin(&talk, &c, 40002, 587);
	talk.version = 6;
	talk_open(&talk);
	say(&talk, TALK_SERVER, "220 mx\r\n");
	say(&talk, TALK_CLIENT, "EHLO x\r\n");
	say(&talk, TALK_SERVER, "250-mx\r\n250 STARTTLS\r\n");
	say(&talk, TALK_CLIENT, "STARTTLS\r\n");
	say(&talk, TALK_SERVER, "454 not now\r\n");
	talk_begin(&talk, &c, 40003, 110);
	talk_open(&talk);
	say(&talk, TALK_SERVER, "+OK hi\r\n");
	say(&talk, TALK_CLIENT, "QUIT\r\n");
	say(&talk, TALK_SERVER, "+OK bye\r\n");
}

static void save(int link)
{
	make(link);
	made_save(&c, path);
	made_clear(&c);
}

static json_t *lines_of(const char *text)
{
	json_t *array = json_array();

	while (*text) {
		const char *end = strchr(text, '\n');
		json_t *value;

		assert_non_null(end);
		value = json_loadb(text, (size_t)(end - text), 0, NULL);
		assert_non_null(value);
		json_array_append_new(array, value);
		text = end + 1;
	}
	return array;
}

static const char *text_at(const json_t *values, size_t i, const char *key)
{
	return json_string_value(
		json_object_get(json_array_get(values, i), key));
}

UNIT(all_is_told)
{
	struct ran ran;
	json_t *values, *tls;

	save(MADE_ETHERNET);
	ran = run_hallo("read", "--json", "-", path, NULL);
	assert_int_equal(ran.status, 0);
	values = lines_of(ran.out);
	assert_int_equal(json_array_size(values), 4);
	assert_string_equal(text_at(values, 0, "rule"), "client-alert");
	assert_string_equal(text_at(values, 1, "rule"), "starttls-refused");
	assert_string_equal(text_at(values, 2, "outcome"), "clear-text");
	assert_string_equal(
		text_at(values, 3, "schema"), "hallo.read.summary/1");
	tls = json_object_get(json_array_get(values, 0), "tls");
	assert_int_equal(
		json_integer_value(json_object_get(tls, "client_at")), 23);
	assert_int_equal(json_array_size(json_object_get(tls, "course")), 7);
	json_decref(values);
	ran_clear(&ran);
}

UNIT(the_text_leads_with_the_verdict)
{
	struct ran ran;
	const char *alert;

	save(MADE_COOKED);
	ran = run_hallo("read", path, NULL);
	assert_int_equal(ran.status, 0);
	alert = strstr(ran.out, "failed: The client sent alert 40");
	assert_non_null(alert);
	assert_true(alert < strstr(ran.out, "Dialog"));
	assert_non_null(strstr(ran.out, "[2001:db8::c000:201]:40002 -> "));
	assert_non_null(strstr(ran.out, "EHLO \\x1b[31mx"));
	assert_null(strchr(ran.out, '\x1b'));
	ran_clear(&ran);
}

UNIT(pcapng_tells_the_same)
{
	json_t *classic, *ng;

	make(MADE_ETHERNET);
	classic = read_made(&c);
	make(MADE_ETHERNET);
	made_to_pcapng(&c);
	ng = read_made(&c);
	assert_int_equal(json_array_size(classic), 4);
	assert_true(json_equal(classic, ng));
	json_decref(classic);
	json_decref(ng);
}

/* Names of hints are free, so it is looked for in them all. */
static bool hinted(const json_t *values, const char *words)
{
	json_t *hints = json_object_get(json_array_get(values, 0), "hints");

	for (size_t i = 0; i < json_array_size(hints); i++)
		if (strstr(json_string_value(json_array_get(hints, i)), words))
			return true;
	return false;
}

UNIT(a_snaplen_is_told)
{
	struct made_capture whole;
	json_t *values;

	make(MADE_RAW);
	whole = c;
	made_begin(&c, MADE_RAW);
	c.snaplen = 100;
	for (size_t at = 24; at < whole.len;) {
		uint32_t header[4];

		memcpy(header, whole.bytes + at, sizeof(header));
		made_packet(&c, whole.bytes + at + 16, header[2]);
		at += 16 + header[2];
	}
	made_clear(&whole);
	values = read_made(&c);
	assert_string_equal(text_at(values, 0, "rule"), "hello-cut");
	assert_true(hinted(values, "snaplen"));
	json_decref(values);
}

static size_t shown(const char *option, const char *value)
{
	struct ran ran = value
		? run_hallo("read", "--json", "-", path, option, value, NULL)
		: run_hallo("read", "--json", "-", path, option, NULL);
	json_t *values = lines_of(ran.out);
	size_t n = json_array_size(values) - 1;

	json_decref(values);
	ran_clear(&ran);
	return n;
}

UNIT(filters_choose)
{
	save(MADE_RAW);
	assert_int_equal(shown("--failed", NULL), 2);
	assert_int_equal(shown("--port", "587"), 1);
	assert_int_equal(shown("--host", "192.0.2.1"), 2);
	assert_int_equal(shown("--host", "2001:0db8::c000:201"), 1);
	assert_int_equal(shown("--host", "192.0.2.9"), 0);
}

UNIT(a_hello_is_saved)
{
	char hello[] = "/tmp/hallo-read-hello-XXXXXX", sum[80];
	struct ran ran;
	uint8_t *want, got[4096];
	size_t len;
	FILE *file;
	int fd = mkstemp(hello);

	close(fd);
	save(MADE_RAW);
	ran = run_hallo(
		"read", "--save-hello", "1", hello, path, "--raw", NULL);
	assert_int_equal(ran.status, 0);
	ran_clear(&ran);
	want = golden_read("tls12_hello", &len);
	file = fopen(hello, "r");
	assert_int_equal(fread(got, 1, sizeof(got), file), len);
	assert_memory_equal(got, want, len);
	fclose(file);
	free(want);
	ran = run_hallo("read", path, "--save-hello", "2", hello, NULL);
	assert_int_equal(ran.status, 2);
	assert_non_null(strstr(ran.err, "no whole ClientHello"));
	ran_clear(&ran);
	ran = run_hallo("read", path, "--save-hello", "9", hello, NULL);
	assert_int_equal(ran.status, 2);
	ran_clear(&ran);
	/* whatever takes a hello takes a capture */
	snprintf(sum, sizeof(sum), "%s:1", path);
	ran = run_hallo("hello", "show", sum, NULL);
	assert_int_equal(ran.status, 0);
	assert_non_null(strstr(ran.out, "(capture)"));
	ran_clear(&ran);
	unlink(hello);
}

/* A report, a capture or a hello would be written over what is read. */
UNIT(what_is_read_is_not_written_over)
{
	char hello[80];
	struct ran ran[4];

	save(MADE_RAW);
	snprintf(hello, sizeof(hello), "%s:1", path);
	ran[0] = run_hallo("read", "--json", path, path, NULL);
	ran[1] = run_hallo("read", "--save-hello", "1", path, path, NULL);
	ran[2] = run_hallo("say", "--hello", hello, "--json", path,
		"smtp://127.0.0.1:1", NULL);
	ran[3] = run_hallo("say", "--hello", hello, "--pcap", path,
		"smtp://127.0.0.1:1", NULL);
	for (size_t i = 0; i < sizeof(ran) / sizeof(*ran); i++) {
		assert_int_equal(ran[i].status, 64);
		assert_non_null(strstr(ran[i].err, "two files are needed"));
		ran_clear(&ran[i]);
	}
	ran[0] = run_hallo("read", "--json", "/dev/null", path, NULL);
	assert_int_equal(ran[0].status, 0);
	assert_non_null(strstr(ran[0].out, "3 connections"));
	ran_clear(&ran[0]);
}

/* A capture that is longer than a hello file may be is begun again. */
UNIT(a_long_capture_on_standard_input_has_hellos)
{
	char command[300];
	FILE *file;

	save(MADE_RAW);
	file = fopen(path, "a");
	for (int i = 0; i < 70; i++) {
		/* times, and lengths of 256 kB */
		static const uint8_t header[16] = { [10] = 4, [14] = 4 };
		static const uint8_t bytes[0x40000];

		fwrite(header, 1, sizeof(header), file);
		fwrite(bytes, 1, sizeof(bytes), file);
	}
	assert_int_equal(fclose(file), 0);
	snprintf(command, sizeof(command),
		"\"$HALLO\" hello show - <%s | grep -q 'a ClientHello'", path);
	assert_int_equal(system(command), 0);
	snprintf(command, sizeof(command),
		"cat %s | \"$HALLO\" hello show - 2>&1 | grep -q 'too long: '",
		path);
	assert_int_equal(system(command), 0);
}

UNIT(the_status_tells_what_was_lost)
{
	struct ran ran;

	ran = run_hallo("read", "/nonexistent.pcap", NULL);
	assert_int_equal(ran.status, 3);
	ran_clear(&ran);
	ran = run_hallo("read", "/etc/passwd", NULL);
	assert_int_equal(ran.status, 3);
	assert_non_null(strstr(ran.err, "a capture is wanted"));
	ran_clear(&ran);
	ran = run_hallo("read", NULL);
	assert_int_equal(ran.status, 64);
	ran_clear(&ran);
	ran = run_hallo("read", "--host", "mx.example", path, NULL);
	assert_int_equal(ran.status, 64);
	ran_clear(&ran);
	make(MADE_RAW);
	c.len -= 10;
	made_save(&c, path);
	made_clear(&c);
	ran = run_hallo("read", path, NULL);
	assert_int_equal(ran.status, 2);
	assert_non_null(strstr(ran.out, "could not be read to its end"));
	ran_clear(&ran);
}

UNIT(a_cut_file_tells_what_it_has)
{
	make(MADE_ETHERNET);
	for (size_t len = 0; len < c.len; len++) {
		uint8_t *copy = malloc(len + 1);
		json_t *values;

		memcpy(copy, c.bytes, len);
		values = read_made_bytes(slice_of(copy, len));
		assert_true((values != NULL) == (len >= 24));
		json_decref(values);
		free(copy);
	}
	made_clear(&c);
}

static uint32_t next(uint32_t *seed)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed >> 8;
}

/* Headers of packets and of the file stay, or nothing would be read. */
UNIT(a_damaged_capture_harms_nobody)
{
	static const int links[] = { MADE_ETHERNET, MADE_RAW, MADE_COOKED_2 };
	uint32_t seed = 4711;

	for (int round = 0; round < 1500; round++) {
		json_t *values;
		char *text;

		make(links[round % 3]);
		for (uint32_t n = next(&seed) % 20; n > 0; n--)
			c.bytes[24 + next(&seed) % (c.len - 24)] =
				(uint8_t)next(&seed);
		values = read_made(&c);
		text = json_dumps(values, JSON_COMPACT);
		assert_non_null(text);
		for (const char *p = text; *p; p++)
			assert_true((unsigned char)*p >= ' ');
		free(text);
		json_decref(values);
	}
}

FIXTURE(tear_down)
{
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_is_told),
		cmocka_unit_test(the_text_leads_with_the_verdict),
		cmocka_unit_test(pcapng_tells_the_same),
		cmocka_unit_test(a_snaplen_is_told),
		cmocka_unit_test(filters_choose),
		cmocka_unit_test(a_hello_is_saved),
		cmocka_unit_test(what_is_read_is_not_written_over),
		cmocka_unit_test(a_long_capture_on_standard_input_has_hellos),
		cmocka_unit_test(the_status_tells_what_was_lost),
		cmocka_unit_test(a_cut_file_tells_what_it_has),
		cmocka_unit_test(a_damaged_capture_harms_nobody),
	};

	if (!capture_file_supported()) {
		puts("1..0 # SKIP built without libpcap");
		return 0;
	}
	close(mkstemp(path));
	return cmocka_run_group_tests(tests, NULL, tear_down);
}
