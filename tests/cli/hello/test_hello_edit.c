/* SPDX-License-Identifier: ISC */
/*
 * `hallo hello edit` with options: what is not named stays.
 */
#include "tests/cli/hello/folder.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

UNIT(options_change_what_they_name)
{
	make_a();
	ran_as(run_hallo("hello", "edit", at("a"), "--add-suite", "RC4-SHA",
		       "--drop-suite", "0x0039", "--drop-extension",
		       "server_name", "--extension", "23", "--groups",
		       "secp256r1,x25519", "-o", at("b"), NULL),
		0, "", "");
	ran_as(run_hallo("hello", "diff", at("a"), at("b"), NULL), 1,
		"suites                only in the first: "
		"TLS_DHE_RSA_WITH_AES_256_CBC_SHA\n"
		"suites                only in the second: "
		"TLS_RSA_WITH_RC4_128_SHA\n"
		"extensions            only in the first: server_name\n"
		"extensions            only in the second: "
		"extended_master_secret\n"
		"supported_groups      only in the second: secp256r1\n",
		"");
	ran_as(run_hallo("hello", "diff", at("a"), at("b"), "--json", NULL), 1,
		"\"what\": \"suites\"", "");
}

UNIT(a_hello_of_ssl2_takes_no_extension)
{
	ran_as(run_hallo("hello", "new", "--versions", "SSLv2", "-o", at("two"),
		       NULL),
		0, "", "");
	ran_as(run_hallo("hello", "edit", at("two"), "--extension", "23", NULL),
		64, "", "SSL 2 has no place for --extension");
	ran_as(run_hallo("hello", "edit", at("two"), "--sni", "a.test", NULL),
		64, "", "SSL 2 has no place for --sni");
	ran_as(run_hallo("hello", "edit", at("two"), "--suites", "0x010080",
		       NULL),
		0, "", "");
}

UNIT(an_edit_goes_back_in_the_same_form)
{
	char *text;

	make_a();
	ran_as(run_hallo("hello", "convert", at("a"), "--raw", "-o", at("raw"),
		       NULL),
		0, "", "");
	ran_as(run_hallo("hello", "edit", at("raw"), "--client-version",
		       "TLSv1.1", NULL),
		0, "", "");
	text = whole("raw");
	assert_memory_equal(text, "\x16\x03\x01", 3);
	assert_memory_equal(text + 9, "\x03\x02", 2);
	free(text);
	ran_as(run_hallo("hello", "edit", at("a"), "--client-version",
		       "TLSv1.1", NULL),
		0, "", "");
	ran_as(run_hallo("hello", "diff", at("a"), at("raw"), NULL), 0,
		"byte for byte", "");
}

/* Three records and bytes behind them; a change of nothing changes nothing. */
UNIT(records_and_what_is_behind_stay)
{
	static const char text[] =
		"hallo hello 1\nrecord TLSv1.0 bytes 3\nrecord TLSv1.0 bytes "
		"20\nrecord TLSv1.0\nclient_hello {\nversion TLSv1.2\n"
		"random 000102030405060708090a0b0c0d0e0f"
		"000102030405060708090a0b0c0d0e0f\nsession_id\n"
		"suites {\nsuite AES128-SHA\n}\ncompressions {\ncompression "
		"null\n}\n}\nafter 140301000101\n";
	put("cut", text);
	ran_as(run_hallo("hello", "edit", at("cut"), "--suites", "0x002F", "-o",
		       at("again"), NULL),
		0, "", "");
	ran_as(run_hallo("hello", "diff", at("cut"), at("again"), NULL), 0,
		"byte for byte", "");
	ran_as(run_hallo("hello", "edit", at("cut"), "--add-suite",
		       "RC4-SHA,RC4-MD5", "-o", at("more"), NULL),
		0, "", "");
	ran_as(run_hallo("hello", "show", at("more"), NULL), 0,
		"In 3 records of 3, 20, 26 bytes.", "");
	ran_as(run_hallo("hello", "show", at("more"), NULL), 0,
		"Behind the hello there are 6 more bytes.", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_change_what_they_name),
		cmocka_unit_test(a_hello_of_ssl2_takes_no_extension),
		cmocka_unit_test(an_edit_goes_back_in_the_same_form),
		cmocka_unit_test(records_and_what_is_behind_stay),
	};

	return cmocka_run_group_tests(tests, folder_begin, folder_end);
}
