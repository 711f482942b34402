/* SPDX-License-Identifier: ISC */
/*
 * A text that somebody wrote, whole: its head, its end, and the room for it.
 */
#include "tests/wire/text/texting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/prefix.h"

static void write_small(struct writer *w, void *ctx)
{
	struct hello_text_mistake mistake;

	(void)!hello_text_read(w, slice_of(ctx, strlen(ctx)), &mistake);
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

	snprintf(text, sizeof(text), "hallo hello 1\n%s", small_text);
	for (size_t n = 0; n <= strlen(text); n++) {
		char *part = malloc(n + 1);

		memcpy(part, text, n);
		w = writer_of(bytes, sizeof(bytes));
		if (!hello_text_read(&w, slice_of(part, n), &mistake))
			assert_true(mistake.line > 0 && *mistake.words);
		free(part);
	}
}

UNIT(too_little_room_is_noticed_at_each_size)
{
	char text[2000];

	snprintf(text, sizeof(text), "hallo hello 1\n%s", small_text);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_head_is_no_hello_file),
		cmocka_unit_test(every_prefix_of_a_text_is_survived),
		cmocka_unit_test(too_little_room_is_noticed_at_each_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
