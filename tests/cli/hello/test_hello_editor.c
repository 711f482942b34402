/* SPDX-License-Identifier: ISC */
/*
 * `hallo hello edit` without options: the text in an editor.
 */
#include "tests/cli/hello/folder.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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
	setenv("TMPDIR", at(""), 1);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_editor_changes_the_text),
	};

	return cmocka_run_group_tests(tests, folder_begin, folder_end);
}
