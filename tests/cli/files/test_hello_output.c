/* SPDX-License-Identifier: ISC */
/*
 * Where a hello is written to.
 */
#include "tests/cli/hello/folder.h"
#include "tests/lib/unit.h"

#include <sys/stat.h>
#include <unistd.h>

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_replaced_as_a_whole),
	};

	return cmocka_run_group_tests(tests, folder_begin, folder_end);
}
