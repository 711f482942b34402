/* SPDX-License-Identifier: ISC */
/*
 * The list of extensions of a hello in the making: what is put, added, dropped
 * and moved in it.
 */
#include "tests/wire/hello/building.h"

UNIT(changes_come_last_and_in_order)
{
	static const uint8_t body[] = { 1, 2, 3 };
	const struct hello_change changes[] = {
		{ .type = 11, .how = CHANGE_DROP },
		{ .type = 13, .body = { body, 3 } },
		{ .type = 13, .body = { body, 2 } },
		{ .type = 0xfafa },
	};
	struct hello_spec spec = { .versions = { only_tls12, 1 },
		.changes = changes,
		.n_changes = 4,
		.share = share };
	size_t n;

	make(&spec);
	n = made.n_extensions;
	assert_null(hello_find(&made, 11));
	expect_body(13, "01 02 03");
	assert_int_equal(made.extensions[n - 2].type, 13);
	assert_int_equal(made.extensions[n - 2].body.len, 2);
	assert_int_equal(made.extensions[n - 1].type, 0xfafa);
	assert_int_equal(made.extensions[n - 1].body.len, 0);
}

UNIT(a_psk_stays_the_last)
{
	static const uint8_t body[] = { 9 };
	const struct hello_change changes[] = {
		{ .type = 41, .body = { body, 1 } },
		{ .type = 0x1234, .body = { body, 1 } },
	};
	struct hello_spec spec = {
		.changes = changes, .n_changes = 2, .share = share
	};

	make(&spec);
	assert_int_equal(made.extensions[made.n_extensions - 1].type, 41);
	assert_int_equal(made.extensions[made.n_extensions - 2].type, 0x1234);
}

UNIT(without_any_extension_the_block_goes)
{
	static const uint16_t types[] = { 0xff01, 10, 11, 13 };
	struct hello_change changes[4] = { 0 };
	struct hello_spec spec = { .versions = { only_tls12, 1 },
		.changes = changes,
		.n_changes = 4,
		.share = share };

	for (size_t i = 0; i < 4; i++)
		changes[i] = (struct hello_change){ .type = types[i],
			.how = CHANGE_DROP };
	make(&spec);
	assert_false(made.has_extensions);
}

UNIT(an_extension_may_be_added_beside_its_like)
{
	const struct hello_change changes[] = {
		{ .type = 11, .how = CHANGE_ADD },
		{ .type = 11 },
	};
	struct hello_spec spec = { .versions = { only_tls12, 1 },
		.changes = changes,
		.n_changes = 2,
		.share = share };

	make(&spec);
	expect_body(11, "");
	assert_int_equal(made.extensions[made.n_extensions - 1].type, 11);
	assert_int_equal(made.extensions[made.n_extensions - 1].body.len, 0);
}

UNIT(an_order_comes_first_and_the_rest_keeps_its_own)
{
	static const uint16_t order[] = { 13, 0x7777, 0xff01 };
	static const uint16_t want[] = { 13, 0xff01, 10, 11 };
	struct hello_spec spec = { .versions = { only_tls12, 1 },
		.order = { order, 3 },
		.share = share };

	make(&spec);
	assert_int_equal(made.n_extensions, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(made.extensions[i].type, want[i]);
}

UNIT(there_is_room_for_128_extensions)
{
	struct hello_change changes[70];
	struct hello_spec spec = { .from = &from,
		.changes = changes,
		.n_changes = 70,
		.share = share };

	read_golden("rfc8448_client_hello");
	for (size_t i = 0; i < 70; i++)
		changes[i] = (struct hello_change){ .type = 0x7777 };
	make(&spec);
	from = draft.hello;
	for (size_t i = 0; i < 70; i++)
		changes[i].type = 0x7778;
	assert_true(fails_with(&spec, "128 extensions"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(changes_come_last_and_in_order),
		cmocka_unit_test(a_psk_stays_the_last),
		cmocka_unit_test(without_any_extension_the_block_goes),
		cmocka_unit_test(an_extension_may_be_added_beside_its_like),
		cmocka_unit_test(
			an_order_comes_first_and_the_rest_keeps_its_own),
		cmocka_unit_test(there_is_room_for_128_extensions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
