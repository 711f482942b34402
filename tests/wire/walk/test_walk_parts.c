/* SPDX-License-Identifier: ISC */
/*
 * A field that a record header cuts comes in pieces.
 */
#include "tests/wire/walk/walking.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"
#include "wire/bytes/record.h"

UNIT(a_cut_field_says_which_piece_is_the_last)
{
	static struct seen seen;
	size_t len, i = 0;
	uint8_t *bytes = golden_read("tls12_dhe_flight", &len);

	walk_one(&seen, slice_of(bytes, len), false, false);
	while (strcmp(seen.fields[i].name, "key_exchange.dh_p") != 0)
		i++;
	assert_true(seen.fields[i].first && !seen.fields[i].last);
	assert_int_equal(seen.fields[i].len, 4);
	assert_string_equal(seen.fields[i + 1].name, "record.type");
	assert_string_equal(seen.fields[i + 4].name, "key_exchange.dh_p");
	assert_true(!seen.fields[i + 4].first && seen.fields[i + 4].last);
	assert_false(seen.fields[i + 4].cut);
	free(bytes);
}

/* The same fields in records of one to twelve bytes. */
UNIT(any_cut_gives_the_same_fields)
{
	static struct seen whole, cut;
	static uint8_t room[8192];
	size_t len;
	uint8_t *bytes = golden_read("rfc8448_client_hello", &len);

	walk_one(&whole, slice_of(bytes, len), true, false);
	for (size_t n = 1; n <= 12; n++) {
		struct writer w = writer_of(room, sizeof(room));

		writer_bytes(&w, bytes + 5, len - 5, "hello");
		records_cut(&w, 0, CONTENT_HANDSHAKE, 0x0301, n);
		walk_one(&cut, writer_done(&w), true, false);
		for (size_t i = 3; i < whole.n; i++) {
			const struct walk_field *field = &whole.fields[i];
			size_t last = 0, k;

			if (field->len > 4)
				continue;
			for (k = 0; k < cut.n && !last; k++)
				if (!strcmp(cut.fields[k].name, field->name) &&
					cut.fields[k].last &&
					cut.fields[k].number == field->number)
					last = k;
			assert_true(last > 0);
		}
	}
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cut_field_says_which_piece_is_the_last),
		cmocka_unit_test(any_cut_gives_the_same_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
