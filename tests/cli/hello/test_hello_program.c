/* SPDX-License-Identifier: ISC */
/*
 * `hallo hello` as a user runs it: make, show, change, compare, convert.
 */
#include "tests/lib/unit.h"

#include "tests/cli/program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/hallo-hello-XXXXXX";

/* A file in the folder of this test; one of eight names at a time. */
static const char *at(const char *name)
{
	static char paths[8][80];
	static size_t next;
	char *path = paths[next++ % 8];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder, name);
	return path;
}

static void put(const char *name, const char *text)
{
	FILE *file = fopen(at(name), "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static char *whole(const char *name)
{
	FILE *file = fopen(at(name), "r");
	char *text = calloc(1, 100000);

	assert_non_null(file);
	assert_non_null(text);
	assert_true(fread(text, 1, 99999, file) > 0);
	fclose(file);
	return text;
}

/* Status and what both outputs must hold. */
static void ran_as(struct ran ran, int status, const char *out, const char *err)
{
	if (ran.status != status || !strstr(ran.out, out) ||
		!strstr(ran.err, err))
		print_error(
			"status %d\n%s\n%s\n", ran.status, ran.out, ran.err);
	assert_int_equal(ran.status, status);
	assert_non_null(strstr(ran.out, out));
	assert_non_null(strstr(ran.err, err));
	ran_clear(&ran);
}

static void make_a(void)
{
	ran_as(run_hallo("hello", "new", "--seed", "01", "--versions",
		       "TLSv1.2,TLSv1.1", "--suites", "AES128-SHA,0x0039",
		       "--groups", "x25519", "--sni", "mx.example", "-o",
		       at("a"), NULL),
		0, "", "");
}

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

/* What cannot be written leaves what was there. */
UNIT(a_file_is_replaced_as_a_whole)
{
	struct stat before, after;

	make_a();
	assert_int_equal(chmod(at("a"), 0640), 0);
	assert_int_equal(stat(at("a"), &before), 0);
	ran_as(run_hallo("hello", "edit", at("a"), "--no-sni", NULL), 0, "",
		"");
	assert_int_equal(stat(at("a"), &after), 0);
	assert_int_equal(after.st_mode, before.st_mode);
	assert_int_not_equal(after.st_ino, before.st_ino);
	assert_int_equal(symlink("a", at("link")), 0);
	ran_as(run_hallo("hello", "edit", at("link"), "--sni", "mx", NULL), 0,
		"", "");
	assert_int_equal(stat(at("a"), &before), 0);
	assert_int_equal(after.st_ino, before.st_ino);
	ran_as(run_hallo("hello", "convert", at("a"), "-o", "/dev/full", NULL),
		64, "", "No space left");
	ran_as(run_hallo(
		       "hello", "convert", at("a"), "-o", at("no/where"), NULL),
		64, "", "No such file");
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

UNIT(an_editor_changes_the_text)
{
	char *text;

	make_a();
	put("ed",
		"#!/bin/sh\n"
		/* Ctrl-C, to the shell and to hallo, is for the editor */
		"kill -INT $PPID $(cut -d' ' -f4 /proc/$PPID/stat)\n"
		"sed -i 's/AES_128_CBC_SHA/AES_256_CBC_SHA/; "
		"s/^hallo.*/& # mine/' \"$2\"\n");
	assert_int_equal(chmod(at("ed"), 0700), 0);
	setenv("TMPDIR", folder, 1);
	unsetenv("VISUAL");
	text = calloc(1, 200);
	snprintf(text, 200, "%s --quick", at("ed"));
	setenv("EDITOR", text, 1);
	free(text);
	ran_as(run_hallo("hello", "edit", at("a"), NULL), 0, "", "");
	text = whole("a");
	assert_non_null(strstr(text, "# mine\n"));
	assert_non_null(strstr(text, "suite TLS_RSA_WITH_AES_256_CBC_SHA"));
	free(text);
	ran_as(run_hallo("hello", "convert", at("a"), "--raw", "-o", at("raw"),
		       NULL),
		0, "", "");
	put("ed", "#!/bin/sh\nsed -i 's/AES_256_CBC_SHA/AES_512/' \"$2\"\n");
	ran_as(run_hallo("hello", "edit", at("raw"), NULL), 64, "",
		"'TLS_RSA_WITH_AES_512' is no suite");
	ran_as(run_hallo("hello", "diff", at("a"), at("raw"), NULL), 0,
		"byte for byte", "");
	put("ed", "#!/bin/sh\nexit 1\n");
	ran_as(run_hallo("hello", "edit", at("a"), NULL), 64, "",
		"the editor '");
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

FIXTURE(begin_all)
{
	return mkdtemp(folder) ? 0 : -1;
}

FIXTURE(end_all)
{
	char command[80];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_one_is_what_was_wished_for),
		cmocka_unit_test(forms_hold_the_same_bytes),
		cmocka_unit_test(options_change_what_they_name),
		cmocka_unit_test(an_edit_goes_back_in_the_same_form),
		cmocka_unit_test(a_file_is_replaced_as_a_whole),
		cmocka_unit_test(records_and_what_is_behind_stay),
		cmocka_unit_test(what_is_new_each_time_is_no_difference),
		cmocka_unit_test(an_editor_changes_the_text),
		cmocka_unit_test(what_is_no_hello_is_told),
		cmocka_unit_test(wrong_usage_is_told),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
