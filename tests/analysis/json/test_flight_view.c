/* SPDX-License-Identifier: ISC */
/*
 * An answer as it is shown: records and items where they stand.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/flight_told.h"

UNIT(messages_stand_at_their_place)
{
	const struct flight_item *items;

	flight_golden("tls12_dhe_flight", false);
	items = flight_shown.items;
	assert_int_equal(flight_shown.n_items, 5);
	assert_int_equal(flight_shown.n_shown, 5);
	assert_int_equal(items[0].kind, ITEM_ALERT);
	assert_int_equal(items[0].at, 5);
	assert_int_equal(items[0].description, 112);
	assert_string_equal(items[1].name, "server_hello");
	assert_true(items[1].whole);
	assert_non_null(items[1].server_hello);
	assert_null(items[1].certificates);
	assert_int_equal(items[2].certificates->n, 2);
	assert_non_null(items[3].key_exchange);
	assert_string_equal(items[4].name, "server_hello_done");
	assert_int_equal(flight_shown.n_bytes, flight_heard.len);
}

UNIT(without_the_bytes_there_is_no_place)
{
	struct flight_view view;

	flight_golden("tls12_dhe_flight", false);
	flight_view_of(&flight_arena, &view, &flight, slice_of(NULL, 0));
	assert_int_equal(view.n_items, 5);
	assert_false(view.items[1].has_at);
	assert_non_null(view.items[1].server_hello);
	assert_int_equal(view.n_shown, 0);
	assert_int_equal(view.n_bytes, 0);
}

/* RFC 8446 5.1: nobody can tell what is in them. */
UNIT(sealed_records_in_a_row_are_one)
{
	flight_golden("rfc8448_server_hello", false);
	assert_int_equal(flight_shown.n_items, 1);
	flight_hex(
		"14 0303 0001 01 17 0303 0003 aabbcc 17 0303 0002 ddee", false);
	assert_int_equal(flight_shown.n_items, 2);
	assert_int_equal(flight_shown.items[0].kind, ITEM_CHANGE_CIPHER_SPEC);
	assert_int_equal(flight_shown.items[1].kind, ITEM_SEALED);
	assert_int_equal(flight_shown.items[1].length, 5);
	assert_int_equal(flight_shown.n_shown, 3);
}

UNIT(what_is_no_tls_is_harmless_text)
{
	flight_hex("1b5b324a", false);
	assert_int_equal(flight_shown.items[0].kind, ITEM_NOT_TLS);
	assert_string_equal(flight_shown.items[0].text, "\\x1b[2J");
	assert_string_equal(item_kind_name(ITEM_NOT_TLS), "not-tls");
}

/* 200 alerts: the first 128 are shown. */
UNIT(items_without_end_are_counted)
{
	char hex[200 * 15 + 1];

	for (size_t i = 0; i < 200; i++)
		memcpy(hex + 15 * i, "15030100020129 ", 16);
	flight_hex(hex, false);
	assert_int_equal(flight_shown.n_items, 128);
	assert_int_equal(flight_shown.items_left_out, 72);
	assert_int_equal(flight_shown.n_shown, 128);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_stand_at_their_place),
		cmocka_unit_test(without_the_bytes_there_is_no_place),
		cmocka_unit_test(sealed_records_in_a_row_are_one),
		cmocka_unit_test(what_is_no_tls_is_harmless_text),
		cmocka_unit_test(items_without_end_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
