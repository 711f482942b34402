/* SPDX-License-Identifier: ISC */
/*
 * One hello in every form that a file may have: the same bytes each time. And
 * files that are something else.
 */
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/options/commands.h"
#include "cli/files/hello_file.h"
#include "tests/lib/hex.h"
#include "wire/text/hello_text.h"

static char path[] = "/tmp/hallo-hello-XXXXXX";
static uint8_t *golden;
static size_t golden_len;

static FILE *begin(void)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	return file;
}

static void load(struct hello_file *file, const char *suffix)
{
	struct error error = { 0 };
	char name[64];

	snprintf(name, sizeof(name), "%s%s", path, suffix);
	if (!hello_file_load(file, name, &error))
		fail_msg("%s", error.message);
}

/* What was written is the golden hello, in the form @kind. */
static void is_golden(FILE *out, enum hello_file_kind kind)
{
	struct hello_file file;

	fclose(out);
	load(&file, "");
	assert_int_equal(file.kind, kind);
	assert_int_equal(file.len, golden_len);
	assert_memory_equal(file.bytes, golden, golden_len);
	assert_true(file.understood);
	assert_false(file.bare);
	assert_int_equal(file.consumed, golden_len);
	assert_int_equal(hello_n_suites(&file.hello), 4);
	hello_file_clear(&file);
}

static void put_pairs(FILE *out, const char *before, const char *between)
{
	for (size_t i = 0; i < golden_len; i++)
		fprintf(out, "%s%02x%s", before, golden[i],
			i % 16 == 15 ? "\n" : between);
}

UNIT(raw_bytes)
{
	FILE *out = begin();

	fwrite(golden, 1, golden_len, out);
	is_golden(out, HELLO_FILE_RAW);
}

UNIT(the_text_form)
{
	FILE *out = begin();
	char text[8192];
	uint8_t scratch[256];

	hello_text_write(
		text, sizeof(text), slice_of(golden, golden_len), scratch);
	fputs(text, out);
	is_golden(out, HELLO_FILE_TEXT_FORM);
}

UNIT(plain_digits)
{
	FILE *out = begin();

	put_pairs(out, "", "");
	is_golden(out, HELLO_FILE_HEX);
	out = begin();
	put_pairs(out, "", ":");
	is_golden(out, HELLO_FILE_HEX);
	out = begin();
	put_pairs(out, "0x", ", ");
	is_golden(out, HELLO_FILE_HEX);
	out = begin();
	fputs("# a hello\r\n\r\n", out);
	put_pairs(out, "", " ");
	fputs(" # its end", out);
	is_golden(out, HELLO_FILE_HEX);
}

static void put_transcript(FILE *out)
{
	fputs("{\"format\": \"hallo.transcript/2\", \"target\": \"x\"}\n"
	      "{\"endpoints\": []}\n"
	      "{\"endpoint\": 0, \"probe\": null, \"outcome\": {}}\n"
	      "{\"endpoint\": 0, \"probe\": {\"id\": 4, \"hello\": "
	      "\"16030100\"}}\n"
	      "{\"endpoint\": 0, \"probe\": {\"id\": 7, \"hello\": \"",
		out);
	for (size_t i = 0; i < golden_len; i++)
		fprintf(out, "%02x", golden[i]);
	fputs("\"}, \"outcome\": {}}\n{\"endpoint\": 0, \"pro", out);
	fclose(out);
}

UNIT(a_transcript_by_the_number_of_the_probe)
{
	struct hello_file file;

	put_transcript(begin());
	load(&file, ":7");
	assert_int_equal(file.kind, HELLO_FILE_TRANSCRIPT);
	assert_int_equal(file.len, golden_len);
	assert_memory_equal(file.bytes, golden, golden_len);
	hello_file_clear(&file);
	load(&file, "");
	assert_int_equal(file.len, 4);
	assert_false(file.understood);
	hello_file_clear(&file);
}

UNIT(a_message_without_records_is_understood)
{
	static const uint8_t bare[] = { 1, 0, 0, 2, 3, 3, 9 };
	FILE *out = begin();
	struct hello_file file;

	fwrite(bare, 1, sizeof(bare), out);
	fclose(out);
	load(&file, "");
	assert_true(file.understood);
	assert_true(file.bare);
	assert_int_equal(file.consumed, 6);
	assert_int_equal(file.hello.version, 0x0303);
	hello_file_clear(&file);
}

/* Between lines of "```"; it is to be what the page says of it. */
UNIT(the_example_of_the_man_page)
{
	FILE *page = fopen(SOURCE_DIR "/docs/hallo-hello.5.scd", "r");
	FILE *out = begin();
	char line[200];
	bool inside = false;
	struct hello_file file;

	assert_non_null(page);
	while (fgets(line, sizeof(line), page)) {
		if (!strcmp(line, "hallo hello 1\n"))
			inside = true;
		else if (!strcmp(line, "```\n"))
			inside = false;
		if (inside)
			fputs(line, out);
	}
	fclose(page);
	fclose(out);
	load(&file, "");
	assert_int_equal(file.kind, HELLO_FILE_TEXT_FORM);
	assert_true(file.understood);
	assert_string_equal(file.hello.fault.what, "hello.suites");
	assert_int_equal(file.bytes[4], 16);
	hello_file_clear(&file);
}

/* Loading says @words. */
static void fails(const char *suffix, const char *words)
{
	struct hello_file file;
	struct error error = { 0 };
	char name[64];

	snprintf(name, sizeof(name), "%s%s", path, suffix);
	assert_false(hello_file_load(&file, name, &error));
	if (!strstr(error.message, words))
		fail_msg("%s", error.message);
	hello_file_clear(&file);
}

static void holds(const char *text)
{
	FILE *out = begin();

	fputs(text, out);
	fclose(out);
}

/* What of one packet is its hello is for wire/text/hex_dump.c. */
UNIT(packets_by_their_number)
{
	FILE *out = begin();
	struct hello_file file;

	for (unsigned i = 1; i < 4; i++)
		fprintf(out,
			"12:00:00.1 IP\n\t0x0000:  4500 0000 0000 0000 0006 "
			"0000 0000 0000\n\t0x0010:  0000 0000 0000 0000 0000 "
			"0000 0000 0000\n\t0x0020:  5000 0000 0000 0000 "
			"160%u\n",
			i);
	fclose(out);
	load(&file, ":2");
	assert_int_equal(file.kind, HELLO_FILE_HEX);
	assert_int_equal(file.n, 2);
	assert_int_equal(file.len, 2);
	assert_memory_equal(file.bytes, "\x16\x02", 2);
	hello_file_clear(&file);
	fails(":4", "no hello number 4");
}

UNIT(what_is_wrong_is_told)
{
	fails("-none", "No such file");
	holds("");
	fails("", "it is empty");
	holds("some words\n");
	fails("", "line 1: 'some' is no pair of hex digits");
	holds("16 03\n16 0\n");
	fails("", "line 2");
	holds("hallo hello 1\n\nsuite\n");
	fails("", "line 3: 'suite' has its place in suites");
	put_transcript(begin());
	fails(":5", "has no probe 5");
	holds("16 03 01\n");
	fails(":2", "no hello number 2");
	fails(":0", "No such file");
	holds("12:00:00.1 IP\n\t0x0000:  4500 0000\n");
	fails("", "no packet");
	holds("{\"format\": \"hallo.transcript/2\"}\n{]\n");
	fails("", "line 2 is no good line");
}

UNIT(too_much_is_told)
{
	FILE *out = begin();

	for (size_t i = 0; i <= HELLO_FILE_BYTES; i++)
		fputc(0x16, out);
	fclose(out);
	fails("", "at most 262144 bytes");
	out = begin();
	for (size_t i = 0; i < HELLO_FILE_TEXT / 16 + 1; i++)
		fputs("# some comment \n", out);
	fclose(out);
	fails("", "too long");
}

FIXTURE(begin_all)
{
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	golden = golden_read("tls12_hello", &golden_len);
	return 0;
}

FIXTURE(end_all)
{
	free(golden);
	return unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(raw_bytes),
		cmocka_unit_test(the_text_form),
		cmocka_unit_test(plain_digits),
		cmocka_unit_test(a_transcript_by_the_number_of_the_probe),
		cmocka_unit_test(a_message_without_records_is_understood),
		cmocka_unit_test(the_example_of_the_man_page),
		cmocka_unit_test(packets_by_their_number),
		cmocka_unit_test(what_is_wrong_is_told),
		cmocka_unit_test(too_much_is_told),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
