/* SPDX-License-Identifier: ISC */
/*
 * Each line of a text says what it says, in its place.
 */
#include "tests/wire/text/texting.h"

UNIT(names_are_taken_for_codes_and_lengths_counted)
{
	says(small_text,
		"16 0301 002e  01 00002a  0303 00 04 deadbeef"
		"0004 002f 0039  01 00  0018"
		"000a 0004 0002 001d"
		"0000 0007 0005 00 0002 6d78"
		"ff01 0001 00");
}

UNIT(the_form_of_ssl2_counts_its_lengths_in_front)
{
	says("ssl2_record {\nssl2_client_hello {\nversion SSLv2\n"
	     "suites {\nsuite DES-CBC3-MD5\nsuite 0x0039\n}\n"
	     "session_id\nchallenge length 16 0102\n}\n}\n",
		"80 11 01 0002 0006 0000 0010 0700c0 000039 0102");
	says("ssl2_record padding 2 {\nhex 01 0000\n}\n", "0003 02 01 0000");
}

UNIT(mistakes_are_told_with_their_line)
{
	mistaken("\nsuit 0x0039\n", 3, "'suit' begins no line");
	mistaken("suite 0x0039\n", 2, "has its place in suites");
	mistaken("client_hello {\nsuites {\nsuite AES129-SHA\n", 4,
		"hallo list suites");
	mistaken("client_hello {\nsuites {\nsuite 0x010080\n", 4, "of SSL 2");
	mistaken("client_hello {\nsuites {\nsuite\n", 4, "exactly one word");
	mistaken("client_hello {\nversion TLSv9\n", 3, "TLSv1.3");
	mistaken("zeros 65536\n", 2, "0 to 65535");
	mistaken("zeros 401\n", 2, "more than 400");
	mistaken("message {\n", 2, "wants its type");
	mistaken("ssl2_record padding {\n", 2, "padding 3");
	mistaken("client_hello {\ncompressions {\ncompression x\n", 4,
		"'x' is no compression: null, DEFLATE or a number is one");
}

UNIT(codes_are_names_or_numbers)
{
	says("client_hello {\ncompressions {\ncompression LZS\n"
	     "compression 0x07\ncompression deflate\n}\n}\n",
		"01 000004 03 40 07 01");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_taken_for_codes_and_lengths_counted),
		cmocka_unit_test(the_form_of_ssl2_counts_its_lengths_in_front),
		cmocka_unit_test(mistakes_are_told_with_their_line),
		cmocka_unit_test(codes_are_names_or_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
