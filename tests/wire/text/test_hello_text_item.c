/* SPDX-License-Identifier: ISC */
/*
 * The codes of lists by name and number, and the bodies that they stand in.
 */
#include "wire/text/hello_text_item.h"
#include "tests/lib/unit.h"
#include "wire/tables/extensions.h"
#include "wire/tables/names.h"

#include <string.h>

UNIT(names_and_codes_are_one)
{
	static const struct {
		const char *keyword, *name;
		uint32_t code;
	} rows[] = {
		{ "group", "x25519", 0x1d },
		{ "scheme", "rsa_pss_rsae_sha256", 0x0804 },
		{ "format", "uncompressed", 0 },
		{ "mode", "psk_dhe_ke", 1 },
		{ "algorithm", "zstd", 3 },
		{ "compression", "LZS", 64 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct text_item *item = text_item_find(rows[i].keyword);
		uint32_t code = 99;

		assert_non_null(item);
		assert_true(item->code(&code, rows[i].name));
		assert_int_equal(code, rows[i].code);
		assert_string_equal(
			text_item_name(rows[i].keyword, rows[i].code),
			rows[i].name);
		assert_false(item->code(&code, "nonsense"));
	}
	assert_null(text_item_name("algorithm", 0));
	assert_null(text_item_name("format", 3));
	assert_null(text_item_name("nonsense", 0));
	assert_string_equal(text_item_name("version", 0x0303), "TLSv1.2");
}

UNIT(an_item_knows_its_widths)
{
	assert_int_equal(text_item_body("group")->list_width, 2);
	assert_int_equal(text_item_body("format")->list_width, 1);
	assert_int_equal(text_item_body("algorithm")->fields[0].width, 2);
	assert_null(text_item_body("compression"));
}

/* A new list of codes wants a row in hello_text_item.c. */
UNIT(each_list_of_codes_has_its_item)
{
	for (size_t i = 0; i < extension_table_len; i++) {
		const struct extension_body *body = extension_body(
			extension_table[i].code, IN_CLIENT_HELLO);

		if (body && extension_is_codes(body))
			assert_non_null(text_item_find(body->item));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_codes_are_one),
		cmocka_unit_test(an_item_knows_its_widths),
		cmocka_unit_test(each_list_of_codes_has_its_item),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
