/* SPDX-License-Identifier: ISC */
/*
 * Records are cut where the text says so.
 */
#include "tests/wire/text/texting.h"

#include <stdlib.h>
#include <string.h>

#include "wire/tables/versions.h"

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

UNIT(a_record_may_be_longer_than_allowed)
{
	size_t len = 16384 + 100;
	uint8_t *bytes = calloc(1, len + 5);

	memcpy(bytes, "\x16\x03\x01\x40\x64", 5);
	exact(slice_of(bytes, len + 5));
	free(bytes);
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

UNIT(mistakes_in_records_are_told)
{
	mistaken("record TLSv1.0 bytes 5\nhex 00\n", 2, "only 1 are left");
	mistaken("record TLSv1.0 bytes 5\nhex 00 00 00 00 00 00\n", 3,
		"1 bytes of the message");
	mistaken("record\n", 2, "wants its version");
	mistaken("record TLSv1.0 bites 5\n", 2, "bytes N");
	mistaken("hex 00\nrecord TLSv1.0\n", 3, "stand above");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_cut_is_exact),
		cmocka_unit_test(a_record_may_be_longer_than_allowed),
		cmocka_unit_test(records_cut_where_they_are_told_to),
		cmocka_unit_test(a_long_message_takes_further_records),
		cmocka_unit_test(mistakes_in_records_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
