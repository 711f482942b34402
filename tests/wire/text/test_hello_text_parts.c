/* SPDX-License-Identifier: ISC */
/*
 * The pen: lines, blocks and comments, and no letter beyond the room.
 */
#include "wire/text/hello_text_parts.h"
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

UNIT(lines_are_indented_and_comments_aligned)
{
	char out[400];
	struct pen pen = { .out = out, .room = sizeof(out) };

	pen_begin(&pen, "a %d", 1);
	pen_open(&pen);
	pen_end(&pen, NO_COMMENT);
	pen_begin(&pen, "b ");
	pen_version(&pen, 0x0303);
	pen_end(&pen, "c");
	pen_close(&pen);
	out[pen.len] = '\0';
	assert_ptr_equal(strstr(out, "a 1 {\n    b TLSv1.2 "), out);
	assert_int_equal(strchr(out, '#') - strchr(out, '\n') - 1, 56);
	assert_non_null(strstr(out, "# c\n}\n"));
}

UNIT(many_bytes_become_a_block)
{
	static const uint8_t bytes[33] = { 0xab };
	char out[400];
	struct pen pen = { .out = out, .room = sizeof(out) };

	pen_begin(&pen, "x");
	pen_vector(&pen, slice_of(bytes, 2));
	pen_begin(&pen, "y");
	pen_vector(&pen, slice_of(bytes, 33));
	pen_begin(&pen, "z");
	pen_vector(&pen, slice_of(bytes, 0));
	out[pen.len] = '\0';
	assert_ptr_equal(strstr(out, "x ab00\ny {\n    hex ab00"), out);
	assert_non_null(strstr(out, "\n    hex 00\n}\nz\n"));
}

UNIT(letters_beyond_the_room_are_counted_only)
{
	char *out = malloc(3);
	struct pen pen = { .out = out, .room = 3 };

	pen_begin(&pen, "abcdef");
	pen_slice(&pen, slice_of("gh", 2));
	assert_int_equal(pen.len, 8);
	assert_memory_equal(out, "ab", 2);
	free(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_indented_and_comments_aligned),
		cmocka_unit_test(many_bytes_become_a_block),
		cmocka_unit_test(letters_beyond_the_room_are_counted_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
