/* SPDX-License-Identifier: ISC */
/*
 * Blocks, lengths and words of a text that is read.
 */
#include "tests/wire/text/texting.h"
#include "wire/text/hello_text_form.h"

UNIT(a_length_may_lie)
{
	says("client_hello length 9 {\n"
	     "session_id length 5 deadbeef\n"
	     "suites length 300 {\nsuite 0x0039\n}\n"
	     "extensions length 0x0a {\n"
	     "extension alpn length 7 {\n"
	     "list length 8\nprotocol h2\nhex 99\n"
	     "}\n}\n}\n",
		"01 000009 05 deadbeef 012c 0039 000a"
		"0010 0007 0008 02 6832 99");
	says("record 0x0309 type 21 length 2\nhex 01 02 03\nafter ff\n",
		"15 0309 0002 01 02 03 ff");
}

UNIT(mistakes_in_blocks_are_told)
{
	mistaken("client_hello {\nrandom 123\n", 3, "odd number");
	mistaken("client_hello {\nrandom xx\n", 3, "no hex");
	mistaken("client_hello {\n\n", 2, "not closed");
	mistaken("client_hello { version\n", 2, "nothing may follow '{'");
	mistaken("}\n", 2, "no open block");
	mistaken("client_hello {\n} x\n", 3, "nothing may follow '}'");
	mistaken("client_hello length x {\n", 2, "length 300");
	mistaken("client_hello {\nsession_id length 256\n", 3, "does not fit");
	mistaken("client_hello {\nsession_id {\nzeros 256\n}\n", 3,
		"ends at 255");
	mistaken("ssl2_record {\nzeros 5\n}\nssl2_record length 32768 {\n}\n",
		6, "at most 32767");
}

UNIT(lines_end_at_a_comment_and_words_at_a_blank)
{
	struct slice rest = slice_of("a  bc\t# d\n\ne", 12), line, word;

	assert_true(form_line(&rest, &line));
	assert_true(form_word(&line, &word) && form_is(word, "A"));
	assert_true(form_word(&line, &word) && form_is(word, "bc"));
	assert_false(form_word(&line, &word));
	assert_true(form_line(&rest, &line));
	assert_false(form_word(&line, &word));
	assert_true(form_line(&rest, &line));
	assert_true(form_word(&line, &word) && form_is(word, "e"));
	assert_false(form_line(&rest, &line));
}

UNIT(numbers_are_decimal_or_hex)
{
	uint32_t number = 0;

	assert_true(form_number(&number, slice_of("12", 2)));
	assert_int_equal(number, 12);
	assert_true(form_number(&number, slice_of("0x1F", 4)));
	assert_int_equal(number, 31);
	assert_false(form_number(&number, slice_of("0x", 2)));
	assert_false(form_number(&number, slice_of("-1", 2)));
	assert_false(form_number(&number, slice_of("1a", 2)));
	assert_false(form_number(&number, slice_of("1234567890", 10)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_length_may_lie),
		cmocka_unit_test(mistakes_in_blocks_are_told),
		cmocka_unit_test(lines_end_at_a_comment_and_words_at_a_blank),
		cmocka_unit_test(numbers_are_decimal_or_hex),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
