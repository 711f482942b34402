/* SPDX-License-Identifier: ISC */
/*
 * The same bytes in each kind of dump.
 */
#include "tests/lib/unit.h"

#include "tests/lib/hex.h"
#include "wire/text/hex_dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t *golden;
static size_t golden_len;

/* The dump in the making. */
static char text[16384];
static size_t text_len;

static void put(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

static void put(const char *fmt, ...)
{
	va_list list;

	va_start(list, fmt);
	text_len += (size_t)vsnprintf(
		text + text_len, sizeof(text) - text_len, fmt, list);
	va_end(list);
	assert_true(text_len < sizeof(text));
}

/* Reads the dump, and forgets it. */
static size_t read_dump(struct writer *w, size_t number)
{
	struct hex_dump_mistake mistake;
	char *exact = malloc(text_len + 1);
	size_t n;

	memcpy(exact, text, text_len);
	n = hex_dump_read(w, slice_of(exact, text_len), number, &mistake);
	assert_true(mistake.line == 0 || n == 0);
	free(exact);
	text_len = 0;
	return n;
}

static void is_golden(void)
{
	uint8_t bytes[400];
	struct writer w = writer_of(bytes, sizeof(bytes));

	assert_int_equal(read_dump(&w, 1), 1);
	assert_true(writer_ok(&w));
	assert_int_equal(w.len, golden_len);
	assert_memory_equal(bytes, golden, golden_len);
}

static void put_pairs(const char *before, const char *between)
{
	for (size_t i = 0; i < golden_len; i++)
		put("%s%02x%s", before, golden[i],
			i % 16 == 15 ? "\n" : between);
}

UNIT(plain_digits)
{
	put_pairs("", "");
	is_golden();
	put_pairs("", ":");
	is_golden();
	put_pairs("0x", ", ");
	is_golden();
	put_pairs("", "   ");
	is_golden();
	put("# a hello\r\n\r\n");
	put_pairs("", " ");
	put(" # its end");
	is_golden();
}

static void put_xxd(void)
{
	for (size_t i = 0; i < golden_len; i += 16) {
		put("%08zx:", i);
		for (size_t k = i; k < i + 16; k++)
			if (k < golden_len)
				put("%s%02x", k % 2 ? "" : " ", golden[k]);
		/* letters that could be digits, too */
		put("  ab12.{|}\n");
	}
}

UNIT(xxd)
{
	put_xxd();
	is_golden();
}

UNIT(hexdump)
{
	for (size_t i = 0; i < golden_len; i += 16) {
		put("%08zx ", i);
		for (size_t k = i; k < i + 16; k++)
			if (k < golden_len)
				put("%s%02x", k % 8 ? " " : "  ", golden[k]);
		put("  |ab cd ef|\n");
	}
	put("%08zx\n", golden_len);
	is_golden();
}

UNIT(hexdump_leaves_lines_out)
{
	uint8_t bytes[400];
	struct writer w = writer_of(bytes, sizeof(bytes));

	put("00000000  16 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |.|\n"
	    "00000010  aa 00 00 00 00 00 00 00  00 00 00 00 00 00 00 bb  |.|\n"
	    "*\n"
	    "00000040  01 02                                            |.|\n"
	    "00000042\n");
	assert_int_equal(read_dump(&w, 1), 1);
	assert_int_equal(w.len, 0x42);
	assert_int_equal(bytes[0x30], 0xaa);
	assert_int_equal(bytes[0x3f], 0xbb);
	assert_int_equal(bytes[0x40], 1);
	put("00000000  16 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |.|\n"
	    "*\n"
	    "00004000\n");
	read_dump(&w, 1);
	assert_false(writer_ok(&w));
}

UNIT(messages_of_s_client)
{
	put("CONNECTED(00000003)\n>>> TLS 1.0, RecordHeader [length 0005]\n");
	for (size_t i = 0; i < golden_len; i++) {
		if (i == 5)
			put("\n>>> TLS 1.3, Handshake [length 000b]\n");
		put(i % 16 ? " %02x" : "\n    %02x", golden[i]);
	}
	put("\n<<< TLS 1.2, Alert [length 0002], fatal\n    02 28\n"
	    "---\nno peer certificate available\n");
	is_golden();
}

static void put_packet(const uint8_t *packet, size_t len)
{
	put("12:00:00.1 IP 192.0.2.1.40000 > 192.0.2.2.25: Flags [P.]");
	for (size_t i = 0; i < len; i++) {
		if (i % 16 == 0)
			put("\n\t0x%04zx: ", i);
		put("%s%02x", i % 2 ? "" : " ", packet[i]);
	}
	put("  E..ab\n");
}

/* IPv4 (or 6) and TCP with an option, from @link on in the packet. */
static size_t make_packet(uint8_t packet[400], size_t link, bool six)
{
	size_t ip = six ? 40 : 20;

	memset(packet, 0, 400);
	packet[link] = six ? 0x60 : 0x45;
	packet[link + (six ? 6 : 9)] = 6;
	packet[link + ip + 12] = 0x60;
	memcpy(packet + link + ip + 24, golden, golden_len);
	return link + ip + 24 + golden_len;
}

UNIT(packets_of_tcpdump)
{
	uint8_t packet[400], bytes[400], other[] = { 0x45, 0, 0, 1, 2, 3 };
	struct writer w = writer_of(bytes, sizeof(bytes));
	size_t len;

	put_packet(other, sizeof(other));
	len = make_packet(packet, 0, false);
	put_packet(packet, len);
	is_golden();
	len = make_packet(packet, 0, true);
	put_packet(packet, len);
	is_golden();
	len = make_packet(packet, 14, false); /* -xx: Ethernet */
	put_packet(packet, len);
	packet[len - 1] = 0x77;
	put_packet(packet, len);
	assert_int_equal(read_dump(&w, 2), 2);
	assert_int_equal(w.len, golden_len);
	assert_int_equal(bytes[golden_len - 1], 0x77);
	put_packet(packet, len);
	w = writer_of(bytes, sizeof(bytes));
	assert_int_equal(read_dump(&w, 2), 1);
	assert_int_equal(w.len, 0);
	put_packet(other, sizeof(other));
	assert_int_equal(read_dump(&w, 1), 0);
}

UNIT(what_is_no_pair_is_shown)
{
	static const char words[] = "16 03\n16 0\n";
	static const char more[] = "\n\nno-pair-of-digits-and-a-long-word\n";
	struct hex_dump_mistake mistake;
	uint8_t bytes[40];
	struct writer w = writer_of(bytes, sizeof(bytes));

	assert_int_equal(
		hex_dump_read(&w, slice_of(words, strlen(words)), 1, &mistake),
		0);
	assert_int_equal(mistake.line, 2);
	assert_string_equal(mistake.word, "0");
	assert_int_equal(
		hex_dump_read(&w, slice_of(more, strlen(more)), 1, &mistake),
		0);
	assert_int_equal(mistake.line, 3);
	assert_string_equal(mistake.word, "no-pair-of-digits-and-a");
}

/* Under the sanitizers this says something. */
UNIT(wounds_and_cuts_are_survived)
{
	uint8_t packet[400], bytes[300];
	uint32_t seed = 5;

	for (size_t round = 0; round < 3000; round++) {
		struct writer w = writer_of(bytes, sizeof(bytes));

		if (round % 2)
			put_packet(
				packet, make_packet(packet, 0, round % 4 > 1));
		else
			put_xxd();
		for (size_t i = 0; i < 4; i++) {
			seed = seed * 1103515245 + 12345;
			text[(seed >> 8) % text_len] =
				"0f:|* \n>x"[(seed >> 4) % 9];
		}
		text_len -= (seed >> 16) % text_len;
		read_dump(&w, 1);
		assert_true(w.len <= sizeof(bytes));
	}
}

FIXTURE(begin_all)
{
	golden = golden_read("tls12_hello", &golden_len);
	return 0;
}

FIXTURE(end_all)
{
	free(golden);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_digits),
		cmocka_unit_test(xxd),
		cmocka_unit_test(hexdump),
		cmocka_unit_test(hexdump_leaves_lines_out),
		cmocka_unit_test(messages_of_s_client),
		cmocka_unit_test(packets_of_tcpdump),
		cmocka_unit_test(what_is_no_pair_is_shown),
		cmocka_unit_test(wounds_and_cuts_are_survived),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
