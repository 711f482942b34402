/* SPDX-License-Identifier: ISC */
/*
 * `hallo hello` as a user runs it: show, compare, convert, and what it will
 * not.
 */
#include "tests/cli/hello/folder.h"
#include "tests/lib/unit.h"

UNIT(a_new_one_is_what_was_wished_for)
{
	make_a();
	ran_as(run_hallo("hello", "show", at("a"), NULL), 0, "a ClientHello, ",
		"");
	ran_as(run_hallo("hello", "show", at("a"), NULL), 0,
		"0x0000 server_name, 15 bytes: mx.example\n", "");
	ran_as(run_hallo("hello", "show", at("a"), NULL), 0,
		"- offers no TLS 1.3\n", "");
	ran_as(run_hallo("hello", "show", at("a"), "--json", NULL), 0,
		"\"kind\": \"text form\"", "");
	ran_as(run_hallo("hello", "show", at("a"), "--json", NULL), 0,
		"\"iana\": \"TLS_DHE_RSA_WITH_AES_256_CBC_SHA\"", "");
	ran_as(run_hallo("hello", "new", NULL), 0,
		"suite TLS_AES_256_GCM_SHA384", "");
}

UNIT(forms_hold_the_same_bytes)
{
	make_a();
	ran_as(run_hallo("hello", "convert", at("a"), "--raw", "-o", at("raw"),
		       NULL),
		0, "", "");
	ran_as(run_hallo("hello", "convert", at("raw"), "--hex", "-o",
		       at("hex"), NULL),
		0, "", "");
	ran_as(run_hallo("hello", "convert", at("hex"), "-o", at("text"), NULL),
		0, "", "");
	ran_as(run_hallo("hello", "diff", at("a"), at("raw"), NULL), 0,
		"The same, byte for byte.\n", "");
	ran_as(run_hallo("hello", "diff", at("a"), at("hex"), NULL), 0,
		"The same, byte for byte.\n", "");
	ran_as(run_hallo("hello", "diff", at("a"), at("text"), NULL), 0,
		"The same, byte for byte.\n", "");
}

UNIT(what_is_new_each_time_is_no_difference)
{
	ran_as(run_hallo("hello", "new", "-o", at("one"), NULL), 0, "", "");
	ran_as(run_hallo("hello", "new", "-o", at("two"), NULL), 0, "", "");
	ran_as(run_hallo("hello", "diff", at("one"), at("two"), NULL), 0,
		"The same, but for what is new each time", "");
	ran_as(run_hallo("hello", "new", "--suites", "AES128-SHA,RC4-SHA",
		       "--versions", "TLSv1.2", "-o", at("one"), NULL),
		0, "", "");
	ran_as(run_hallo("hello", "new", "--suites", "RC4-SHA,AES128-SHA",
		       "--versions", "TLSv1.2", "-o", at("two"), NULL),
		0, "", "");
	ran_as(run_hallo("hello", "diff", at("one"), at("two"), NULL), 1,
		"in another order: where the first has\n"
		"                      TLS_RSA_WITH_AES_128_CBC_SHA",
		"");
}

UNIT(what_is_no_hello_is_told)
{
	put("text", "16 03 01 00 02 01 00\n");
	ran_as(run_hallo("hello", "show", at("text"), NULL), 2,
		"no whole ClientHello, 7 bytes (hex dump)", "");
	ran_as(run_hallo("hello", "edit", at("text"), "--sni", "x", NULL), 64,
		"", "no whole ClientHello");
	make_a();
	ran_as(run_hallo("hello", "diff", at("a"), at("text"), NULL), 1,
		"only the first is a whole ClientHello", "");
	put("bad", "hallo hello 1\nclient_hello {\nhex 0303\n}\n");
	ran_as(run_hallo("hello", "show", at("bad"), NULL), 0,
		"a malformed ClientHello", "");
}

UNIT(wrong_usage_is_told)
{
	make_a();
	ran_as(run_hallo("hello", NULL), 64, "", "hallo hello [OPTION...] ");
	ran_as(run_hallo("hello", "shwo", "x", NULL), 64, "",
		"did you mean show?");
	ran_as(run_hallo("hello", "diff", "x", NULL), 64, "",
		"takes two files; usage: hallo hello diff FILE FILE");
	ran_as(run_hallo("hello", "show", at("a"), "--sni", "x", NULL), 64, "",
		"changes nothing; edit and new");
	ran_as(run_hallo("hello", "show", at("a"), "--raw", NULL), 64, "",
		"convert does");
	ran_as(run_hallo("hello", "convert", at("a"), "--raw", "--hex", NULL),
		64, "", "exclude each other");
	ran_as(run_hallo("hello", "new", "--json", NULL), 64, "",
		"writes no JSON");
	ran_as(run_hallo("hello", "edit", at("a"), "--drop-suite", "RC4-SHA",
		       NULL),
		64, "", "does not offer 0x0005 TLS_RSA_WITH_RC4_128_SHA");
	ran_as(run_hallo("hello", "edit", at("a"), "--add-suite", "RC4-SHAA",
		       NULL),
		64, "", "did you mean RC4-SHA?");
	ran_as(run_hallo("hello", "show", at("none"), NULL), 64, "",
		"No such file");
	ran_as(run_hallo("hello", "show", at("a"), "--number", "0", NULL), 64,
		"", "from 1");
	ran_as(run_hallo("hello", "show", at("a"), "--number", "2", NULL), 64,
		"", "no hello number 2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_one_is_what_was_wished_for),
		cmocka_unit_test(forms_hold_the_same_bytes),
		cmocka_unit_test(what_is_new_each_time_is_no_difference),
		cmocka_unit_test(what_is_no_hello_is_told),
		cmocka_unit_test(wrong_usage_is_told),
	};

	return cmocka_run_group_tests(tests, folder_begin, folder_end);
}
