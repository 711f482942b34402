/* SPDX-License-Identifier: ISC */
/*
 * Bytes -> text -> bytes is exact, whatever the bytes are; and a text that
 * somebody wrote gives what he meant, or words that tell him what to change.
 */
#include "tests/lib/unit.h"

#include "tests/lib/hex.h"
#include "tests/lib/prefix.h"
#include "wire/hello/hello.h"
#include "wire/text/hello_text.h"
#include "wire/tables/names.h"
#include "wire/hello/standard_hello.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const goldens[] = { "tls12_hello", "ssl2_hello",
	"rfc8448_client_hello" };

static char *text_of(struct slice bytes)
{
	uint8_t *scratch = malloc(bytes.len + 1);
	size_t len = hello_text_write(NULL, 0, bytes, scratch);
	char *text = malloc(len + 1);

	assert_non_null(scratch);
	assert_non_null(text);
	assert_int_equal(hello_text_write(text, len + 1, bytes, scratch), len);
	assert_int_equal(strlen(text), len);
	assert_true(len <= 400 + HELLO_TEXT_GROWTH * bytes.len);
	free(scratch);
	return text;
}

/* What @text says, in a block of exactly @room bytes. */
static bool read_text(uint8_t *out, size_t room, const char *text, size_t *len,
	struct hello_text_mistake *mistake)
{
	struct writer w = writer_of(out, room);
	bool good = hello_text_read(&w, slice_of(text, strlen(text)), mistake);

	*len = w.len;
	return good;
}

static void exact(struct slice bytes)
{
	char *text = text_of(bytes);
	uint8_t *again = malloc(bytes.len + 1);
	struct hello_text_mistake mistake;
	size_t len;

	if (!read_text(again, bytes.len, text, &len, &mistake) ||
		len != bytes.len || memcmp(again, bytes.data, len) != 0) {
		print_message("%s\nline %zu: %s\n", text, mistake.line,
			mistake.words);
		fail();
	}
	free(again);
	free(text);
}

UNIT(goldens_and_each_prefix_are_exact)
{
	for (size_t i = 0; i < 3; i++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[i], &len);

		for (size_t n = 0; n <= len; n++)
			exact(slice_of(bytes, n));
		free(bytes);
	}
}

UNIT(each_byte_may_be_another)
{
	static const uint8_t others[] = { 0x00, 0x01, 0x7f, 0xff };

	for (size_t i = 0; i < 3; i++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[i], &len);

		for (size_t at = 0; at < len; at++) {
			uint8_t byte = bytes[at];

			for (size_t k = 0; k < 4; k++) {
				bytes[at] = others[k];
				exact(slice_of(bytes, len));
			}
			bytes[at] = byte;
		}
		free(bytes);
	}
}

static uint32_t draw(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

UNIT(hellos_with_several_wounds_are_exact)
{
	uint32_t seed = 1;

	for (size_t round = 0; round < 4000; round++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[round % 3], &len);
		size_t wounds = 1 + draw(&seed) % 6;

		for (size_t i = 0; i < wounds; i++)
			bytes[draw(&seed) % len] = (uint8_t)draw(&seed);
		exact(slice_of(bytes, len - draw(&seed) % 4));
		free(bytes);
	}
}

UNIT(noise_is_exact)
{
	static const uint8_t starts[] = { 22, 1, 0x80, 20, 0, '#' };
	uint32_t seed = 7;
	uint8_t bytes[200];

	for (size_t round = 0; round < 4000; round++) {
		size_t len = draw(&seed) % sizeof(bytes);

		for (size_t i = 0; i < len; i++)
			bytes[i] =
				(uint8_t)(draw(&seed) % (round % 2 ? 256 : 4));
		bytes[0] = starts[round % sizeof(starts)];
		exact(slice_of(bytes, len));
	}
}

/* A standard hello of @version in records of @cut bytes; free(). */
static uint8_t *standard(uint16_t version, size_t cut, size_t *len)
{
	size_t room = 200 * 1024;
	uint8_t *bytes = malloc(room), *scratch = malloc(room);
	uint32_t *suites = calloc(suite_table_len, sizeof(*suites));
	struct hello_recipe recipe = { .version = version,
		.suites = suites,
		.with_key_share = true,
		.server_name = "mx.example.org" };
	struct writer w = writer_of(bytes, room);
	struct hello hello;
	size_t consumed;

	assert_true(bytes && scratch && suites);
	for (size_t i = 0; i < suite_table_len; i++)
		if (suite_table[i].code <= 0xffff || version == VERSION_SSL2)
			suites[recipe.n_suites++] = suite_table[i].code;
	standard_hello_write(&w, &recipe);
	assert_true(writer_ok(&w));
	if (cut > 0) {
		assert_int_equal(hello_read_records(&hello, &consumed,
					 writer_done(&w), scratch, room),
			HELLO_READ);
		w.len = 0;
		hello_write(&w, &hello, cut);
	}
	*len = w.len;
	free(scratch);
	free(suites);
	return bytes;
}

UNIT(all_suites_groups_and_schemes_come_back)
{
	static const uint16_t versions[] = { VERSION_SSL2, VERSION_SSL3,
		VERSION_TLS10, VERSION_TLS12, VERSION_TLS13 };

	for (size_t i = 0; i < 5; i++) {
		size_t len;
		uint8_t *bytes = standard(versions[i], 0, &len);

		exact(slice_of(bytes, len));
		free(bytes);
	}
}

UNIT(any_cut_is_exact)
{
	static const size_t cuts[] = { 1, 2, 5, 100, 1000 };

	for (size_t i = 0; i < 5; i++) {
		size_t len;
		uint8_t *bytes = standard(VERSION_TLS13, cuts[i], &len);

		exact(slice_of(bytes, len));
		free(bytes);
	}
}

/* Each code of the tables in an extension of its own. */
UNIT(all_extensions_come_back)
{
	uint8_t bytes[4096];
	struct writer w = writer_of(bytes, sizeof(bytes));
	struct hello hello = { .record_version = 0x0301, .version = 0x0303 };
	static const uint8_t random[32], suite[2], null[1];

	hello.random = slice_of(random, 32);
	hello.suites = slice_of(suite, 2);
	hello.compression = slice_of(null, 1);
	hello.has_extensions = true;
	for (size_t i = 0; i < extension_table_len && i < 128; i++)
		hello.extensions[hello.n_extensions++].type =
			extension_table[i].code;
	hello_write(&w, &hello, 0);
	assert_true(writer_ok(&w));
	exact(writer_done(&w));
}

UNIT(a_hello_of_32767_suites_is_exact)
{
	size_t room = 70000;
	uint8_t *bytes = malloc(room), *suites = malloc(65534);
	struct writer w = writer_of(bytes, room);
	struct hello hello = { .record_version = 0x0301, .version = 0x0303 };
	static const uint8_t random[32], null[1];

	for (size_t i = 0; i < 32767; i++) {
		suites[2 * i] = (uint8_t)(i >> 8);
		suites[2 * i + 1] = (uint8_t)i;
	}
	hello.random = slice_of(random, 32);
	hello.suites = slice_of(suites, 65534);
	hello.compression = slice_of(null, 1);
	hello_write(&w, &hello, 0);
	exact(writer_done(&w));
	free(bytes);
	free(suites);
}

UNIT(a_list_without_items_is_hex)
{
	/* no session id, suite or compression; one extension */
	static const char tail[] = "\0\0\0\0\0\x06\0\x0a\0\x02\0\0";
	uint8_t hello[4 + 34 + sizeof(tail) - 1] = { 1, 0, 0, 46, 3, 3 };
	char *text;

	memcpy(hello + 38, tail, sizeof(tail) - 1);
	exact(slice_of(hello, sizeof(hello)));
	text = text_of(slice_of(hello, sizeof(hello)));
	assert_non_null(strstr(text, "extension supported_groups 0000\n"));
	free(text);
}

UNIT(a_record_may_be_longer_than_allowed)
{
	size_t len = 16384 + 100;
	uint8_t *bytes = calloc(1, len + 5);

	memcpy(bytes, "\x16\x03\x01\x40\x64", 5);
	exact(slice_of(bytes, len + 5));
	free(bytes);
}

UNIT(two_messages_are_two_blocks)
{
	static const char two[] = "\x01\0\0\x02\x03\x03\x01\0\0\0";
	char *text = text_of(slice_of(two, sizeof(two) - 1));

	exact(slice_of(two, sizeof(two) - 1));
	assert_null(strstr(text, "length"));
	assert_non_null(strstr(text, "    hex 0303\n}\nclient_hello {\n}\n"));
	free(text);
}

/* What the text says must be these bytes. */
static void says(const char *body, const char *hex)
{
	char text[4000];
	uint8_t bytes[1000];
	struct hello_text_mistake mistake;
	size_t len, wanted_len;
	uint8_t *wanted = hex_read(hex, &wanted_len);

	snprintf(text, sizeof(text), "hallo hello 1\n%s", body);
	if (!read_text(bytes, sizeof(bytes), text, &len, &mistake)) {
		print_message("line %zu: %s\n", mistake.line, mistake.words);
		fail();
	}
	assert_int_equal(len, wanted_len);
	assert_memory_equal(bytes, wanted, len);
	free(wanted);
}

static const char small[] = "record TLSv1.0\n"
			    "client_hello {\n"
			    "  version TLSv1.2\n"
			    "  random 00 # short\n"
			    "  session_id dead beef\n"
			    "  suites {\n"
			    "    suite AES128-SHA\n"
			    "    suite 0x0039\n"
			    "  }\n"
			    "  compressions {\n"
			    "    compression null\n"
			    "  }\n"
			    "  extensions {\n"
			    "    extension supported_groups {\n"
			    "      group X25519\n"
			    "    }\n"
			    "    extension sni {\n"
			    "      host_name mx\n"
			    "    }\n"
			    "    extension renegotiation_info 00\n"
			    "  }\n"
			    "}\n";

UNIT(names_are_taken_for_codes_and_lengths_counted)
{
	says(small,
		"16 0301 002e  01 00002a  0303 00 04 deadbeef"
		"0004 002f 0039  01 00  0018"
		"000a 0004 0002 001d"
		"0000 0007 0005 00 0002 6d78"
		"ff01 0001 00");
}

UNIT(a_length_may_lie)
{
	says("client_hello length 9 {\n"
	     "session_id length 5 deadbeef\n"
	     "suites length 300 {\nsuite 0x0039\n}\n"
	     "extensions length 0x0a {\n"
	     "extension alpn length 7 {\n"
	     "list length 8\nprotocol h2\nhex 99\n"
	     "}\n}\n}\n",
		"01 000009 05 deadbeef 012c 0039 000a"
		"0010 0007 0008 02 6832 99");
	says("record 0x0309 type 21 length 2\nhex 01 02 03\nafter ff\n",
		"15 0309 0002 01 02 03 ff");
}

UNIT(records_cut_where_they_are_told_to)
{
	says("record TLSv1.0 bytes 1\nrecord SSLv3 bytes 0\nrecord TLSv1.2\n"
	     "message 2 length 5 {\nnumber16 0x0102\n}\n",
		"16 0301 0001 02  16 0300 0000  16 0303 0005 00 0005 0102");
}

UNIT(a_long_message_takes_further_records)
{
	char text[] = "hallo hello 1\nrecord TLSv1.0\nzeros 16385\n";
	uint8_t *bytes = malloc(20000);
	struct hello_text_mistake mistake;
	size_t len;

	assert_true(read_text(bytes, 20000, text, &len, &mistake));
	assert_int_equal(len, 16385 + 2 * 5);
	assert_memory_equal(bytes, "\x16\x03\x01\x40\x00\x00", 6);
	assert_memory_equal(bytes + 5 + 16384, "\x16\x03\x01\x00\x01\x00", 6);
	free(bytes);
}

UNIT(the_form_of_ssl2_counts_its_lengths_in_front)
{
	says("ssl2_record {\nssl2_client_hello {\nversion SSLv2\n"
	     "suites {\nsuite DES-CBC3-MD5\nsuite 0x0039\n}\n"
	     "session_id\nchallenge length 16 0102\n}\n}\n",
		"80 11 01 0002 0006 0000 0010 0700c0 000039 0102");
	says("ssl2_record padding 2 {\nhex 01 0000\n}\n", "0003 02 01 0000");
}

UNIT(a_list_may_hold_several_kinds_of_shares)
{
	says("client_hello {\nextensions {\nextension key_share {\n"
	     "share x25519 0102\nshare 0x11EC {\nhex 03\n}\n}\n"
	     "extension max_fragment_length {\nnumber8 1\n}\n"
	     "extension 0x1234 {\nvector8 {\nhex aa\n}\nvector16\n}\n"
	     "extension supported_versions {\nversion TLSv1.3\n"
	     "version 0x7f1c\n}\n}\n}\n",
		"01 000029 0027  0033 000d 000b 001d 0002 0102 11ec 0001 03"
		"0001 0001 01  1234 0004 01 aa 0000"
		"002b 0005 04 0304 7f1c");
}

/* @words is in what is said of line @line. */
static void mistaken(const char *body, size_t line, const char *words)
{
	char text[1000];
	uint8_t bytes[400];
	struct hello_text_mistake mistake;
	size_t len;

	snprintf(text, sizeof(text), "hallo hello 1\n%s", body);
	assert_false(read_text(bytes, sizeof(bytes), text, &len, &mistake));
	if (mistake.line != line || !strstr(mistake.words, words)) {
		print_message("%s\nline %zu: %s\n", body, mistake.line,
			mistake.words);
		fail();
	}
}

UNIT(mistakes_are_told_with_their_line)
{
	mistaken("\nsuit 0x0039\n", 3, "'suit' begins no line");
	mistaken("suite 0x0039\n", 2, "has its place in suites");
	mistaken("client_hello {\nsuites {\nsuite AES129-SHA\n", 4,
		"hallo list suites");
	mistaken("client_hello {\nsuites {\nsuite 0x010080\n", 4, "of SSL 2");
	mistaken("client_hello {\nsuites {\nsuite\n", 4, "exactly one word");
	mistaken("client_hello {\nrandom 123\n", 3, "odd number");
	mistaken("client_hello {\nrandom xx\n", 3, "no hex");
	mistaken("client_hello {\nversion TLSv9\n", 3, "TLSv1.3");
	mistaken("client_hello {\n\n", 2, "not closed");
	mistaken("client_hello { version\n", 2, "nothing may follow '{'");
	mistaken("}\n", 2, "no open block");
	mistaken("client_hello {\n} x\n", 3, "nothing may follow '}'");
	mistaken("client_hello length x {\n", 2, "length 300");
	mistaken("client_hello {\nsession_id length 256\n", 3, "does not fit");
	mistaken("client_hello {\nsession_id {\nzeros 256\n}\n", 3,
		"ends at 255");
	mistaken("zeros 65536\n", 2, "0 to 65535");
	mistaken("zeros 401\n", 2, "more than 400");
	mistaken("record TLSv1.0 bytes 5\nhex 00\n", 2, "only 1 are left");
	mistaken("record TLSv1.0 bytes 5\nhex 00 00 00 00 00 00\n", 3,
		"1 bytes of the message");
	mistaken("record\n", 2, "wants its version");
	mistaken("record TLSv1.0 bites 5\n", 2, "bytes N");
	mistaken("hex 00\nrecord TLSv1.0\n", 3, "stand above");
	mistaken("message {\n", 2, "wants its type");
	mistaken("ssl2_record padding {\n", 2, "padding 3");
	mistaken("ssl2_record {\nzeros 5\n}\nssl2_record length 32768 {\n}\n",
		6, "at most 32767");
}

UNIT(mistakes_in_extensions_are_told)
{
#define IN "client_hello {\nextensions {\n"
	mistaken(IN "extension nonsense\n", 4, "hallo list extensions");
	mistaken(IN "extension 10 {\n", 4, "hallo list extensions");
	mistaken(IN "extension 0x000a {\ngroup x25518\n", 5,
		"hallo list groups");
	mistaken(IN "extension 0x000a {\nscheme x\n", 5, "signature-schemes");
	mistaken(IN "extension 0x000a {\nformat x\n", 5, "uncompressed");
	mistaken(IN "extension 0x000a {\ngroup x25519\nformat 0\n", 6,
		"another kind");
	mistaken(IN "extension 0x000a {\nshare\n", 5, "share x25519");
	mistaken(IN "extension 0x000a {\nlist length 5\n}\n", 6,
		"wants an item");
	mistaken(IN "extension 0x000a {\nlist\n", 5, "list length 7");
	mistaken(IN "extension alpn {\nprotocol\n", 5, "exactly one word");
	mistaken(IN "group x25519\n", 4, "has its place in an extension");
#undef IN
}

UNIT(another_head_is_no_hello_file)
{
	static const char good[] = "\n  # words\nhallo hello 1 # more\n";
	static const char bad[] = "hallo hello 2\n";
	struct hello_text_mistake mistake;
	uint8_t byte;
	size_t len;

	assert_true(hello_text_is(slice_of(good, strlen(good))));
	assert_false(hello_text_is(slice_of(bad, strlen(bad))));
	assert_false(hello_text_is(slice_of("", 0)));
	assert_false(read_text(&byte, 1, bad, &len, &mistake));
	assert_int_equal(mistake.line, 1);
}

UNIT(every_prefix_of_a_text_is_survived)
{
	char text[2000];
	uint8_t bytes[200];
	struct hello_text_mistake mistake;
	struct writer w;

	snprintf(text, sizeof(text), "hallo hello 1\n%s", small);
	for (size_t n = 0; n <= strlen(text); n++) {
		char *part = malloc(n + 1);

		memcpy(part, text, n);
		w = writer_of(bytes, sizeof(bytes));
		if (!hello_text_read(&w, slice_of(part, n), &mistake))
			assert_true(mistake.line > 0 && *mistake.words);
		free(part);
	}
}

static void write_small(struct writer *w, void *ctx)
{
	struct hello_text_mistake mistake;

	(void)!hello_text_read(w, slice_of(ctx, strlen(ctx)), &mistake);
}

UNIT(too_little_room_is_noticed_at_each_size)
{
	char text[2000];

	snprintf(text, sizeof(text), "hallo hello 1\n%s", small);
	every_capacity_fails(write_small, text);
	snprintf(text, sizeof(text),
		"hallo hello 1\nrecord TLSv1.0 bytes 1\nrecord TLSv1.0\n"
		"message 1 {\nhex 00\n}\nafter 0102\n");
	every_capacity_fails(write_small, text);
	snprintf(text, sizeof(text),
		"hallo hello 1\nssl2_record padding 1 {\nssl2_client_hello {\n"
		"version SSLv3\nsuites {\nsuite 0x0035\n}\nchallenge 00\n}\n"
		"}\n");
	every_capacity_fails(write_small, text);
}

UNIT(names_stand_in_the_text)
{
	size_t len;
	uint8_t *bytes = golden_read("tls12_hello", &len);
	char *text = text_of(slice_of(bytes, len));

	assert_non_null(strstr(text, "record TLSv1.0 bytes 16\n"));
	assert_non_null(strstr(text, "suite TLS_DHE_RSA_WITH_AES_256_CBC_SHA"));
	assert_non_null(strstr(text, "# 0x0039, DHE-RSA-AES256-SHA\n"));
	assert_non_null(strstr(text, "host_name mx.example1\n"));
	assert_non_null(strstr(text, "group x25519"));
	assert_non_null(strstr(text, "extension extended_master_secret\n"));
	assert_non_null(strstr(text, "extension renegotiation_info 00\n"));
	assert_non_null(strstr(text, "compression DEFLATE\n"));
	free(text);
	free(bytes);
}

/* A message that says more than there is stays a message. */
UNIT(what_lies_is_told_as_a_lie)
{
	size_t len;
	uint8_t *bytes = golden_read("tls12_hello", &len);
	char *text = text_of(slice_of(bytes, len - 3));

	assert_non_null(strstr(text, "record TLSv1.0 bytes 16\n"));
	assert_non_null(strstr(text, "record TLSv1.0 length 81"));
	assert_non_null(strstr(text, "client_hello length 93 {"));
	assert_non_null(strstr(text, "no well-formed hello"));
	free(text);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goldens_and_each_prefix_are_exact),
		cmocka_unit_test(each_byte_may_be_another),
		cmocka_unit_test(hellos_with_several_wounds_are_exact),
		cmocka_unit_test(noise_is_exact),
		cmocka_unit_test(all_suites_groups_and_schemes_come_back),
		cmocka_unit_test(any_cut_is_exact),
		cmocka_unit_test(all_extensions_come_back),
		cmocka_unit_test(a_hello_of_32767_suites_is_exact),
		cmocka_unit_test(names_are_taken_for_codes_and_lengths_counted),
		cmocka_unit_test(a_list_without_items_is_hex),
		cmocka_unit_test(a_record_may_be_longer_than_allowed),
		cmocka_unit_test(two_messages_are_two_blocks),
		cmocka_unit_test(a_length_may_lie),
		cmocka_unit_test(records_cut_where_they_are_told_to),
		cmocka_unit_test(a_long_message_takes_further_records),
		cmocka_unit_test(the_form_of_ssl2_counts_its_lengths_in_front),
		cmocka_unit_test(a_list_may_hold_several_kinds_of_shares),
		cmocka_unit_test(mistakes_are_told_with_their_line),
		cmocka_unit_test(mistakes_in_extensions_are_told),
		cmocka_unit_test(another_head_is_no_hello_file),
		cmocka_unit_test(every_prefix_of_a_text_is_survived),
		cmocka_unit_test(too_little_room_is_noticed_at_each_size),
		cmocka_unit_test(names_stand_in_the_text),
		cmocka_unit_test(what_lies_is_told_as_a_lie),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
