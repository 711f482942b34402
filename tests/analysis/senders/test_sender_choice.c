/* SPDX-License-Identifier: ISC */
/*
 * Which suite comes out for a sender: by the server's order, the sender's, by
 * classes, and what is left open when the order or the list is not known.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/senders/sender_parts.h"
#include "tests/analysis/made.h"

static const struct sender *gnutls(void)
{
	for (size_t i = 0; i < sender_table_len; i++)
		if (!strcmp(sender_table[i].id, "gnutls-normal"))
			return &sender_table[i];
	fail_msg("no sender gnutls-normal");
	return NULL;
}

static struct choice choose(struct made *made, uint16_t version)
{
	struct choice choice = { 0 };
	struct judgement j = { .sender = gnutls(),
		.portrait = &made->portrait,
		.version = portrait_version(&made->portrait, version) };

	sender_choose(&j, &choice);
	return choice;
}

static void made_three(struct made *made)
{
	made_init(made);
	made_suite(made, VERSION_TLS12, 0x002F);
	made_suite(made, VERSION_TLS12, 0x0035);
	made_suite(made, VERSION_TLS12, 0x009D);
}

UNIT(the_servers_first_wins_by_its_order)
{
	struct made made;
	struct choice choice;

	made_three(&made);
	choice = choose(&made, VERSION_TLS12);
	assert_int_equal(choice.n, 1);
	assert_int_equal(choice.suites[0]->code, 0x002F);
	assert_false(choice.open);
	made_clear(&made);
}

UNIT(the_senders_first_wins_by_the_clients_order)
{
	struct made made;
	struct choice choice;

	made_three(&made);
	made_version(&made, VERSION_TLS12, TRUTH_YES)->order =
		SUITE_ORDER_CLIENT;
	choice = choose(&made, VERSION_TLS12);
	assert_int_equal(choice.n, 1);
	assert_int_equal(choice.suites[0]->code, 0x009D);
	made_clear(&made);
}

UNIT(inside_a_class_the_sender_decides)
{
	struct made made;
	struct choice choice;
	struct version_fact *fact;

	made_three(&made);
	fact = made_version(&made, VERSION_TLS12, TRUTH_YES);
	fact->order = SUITE_ORDER_MIXED;
	fact->n_classes = 2;
	fact->classes = calloc(2, sizeof(*fact->classes));
	fact->classes[0] = 2;
	fact->classes[1] = 1;
	choice = choose(&made, VERSION_TLS12);
	assert_int_equal(choice.n, 1);
	assert_int_equal(choice.suites[0]->code, 0x0035);
	made_clear(&made);
}

UNIT(with_no_known_order_all_come_into_question)
{
	struct made made;
	struct choice choice;

	made_three(&made);
	made_version(&made, VERSION_TLS12, TRUTH_YES)->order =
		SUITE_ORDER_UNKNOWN;
	choice = choose(&made, VERSION_TLS12);
	assert_int_equal(choice.n, 3);
	assert_false(choice.open);
	made_clear(&made);
}

UNIT(an_incomplete_list_is_open_unless_the_first_is_found)
{
	struct made made;
	struct version_fact *fact;

	made_three(&made);
	fact = made_version(&made, VERSION_TLS12, TRUTH_YES);
	fact->suites_complete = false;
	assert_false(choose(&made, VERSION_TLS12).open);
	fact->order = SUITE_ORDER_CLIENT;
	assert_true(choose(&made, VERSION_TLS12).open);
	made_clear(&made);
}

UNIT(nothing_in_common_is_certain_when_the_list_is_complete)
{
	struct made made;
	struct choice choice;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0005);
	choice = choose(&made, VERSION_TLS12);
	assert_int_equal(choice.n, 0);
	assert_false(choice.open);
	made_clear(&made);
}

UNIT(ecdhe_needs_a_common_group)
{
	static const uint16_t curves[] = { 0x0017, 0x0018, 0x0019, 0x001D,
		0x001E };
	struct made made;
	struct choice choice;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC02F);
	made_suite(&made, VERSION_TLS12, 0x002F);
	made_group(&made, VERSION_TLS12, 0x001A, TRUTH_YES);
	for (size_t i = 0; i < 5; i++)
		made_group(&made, VERSION_TLS12, curves[i], TRUTH_NO);
	choice = choose(&made, VERSION_TLS12);
	assert_int_equal(choice.n, 1);
	assert_int_equal(choice.suites[0]->code, 0x002F);
	made.portrait.versions[4].groups[2].state = TRUTH_YES;
	choice = choose(&made, VERSION_TLS12);
	assert_int_equal(choice.suites[0]->code, 0xC02F);
	made_clear(&made);
}

UNIT(a_group_in_doubt_leaves_both_suites)
{
	struct made made;
	struct choice choice;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC02F);
	made_suite(&made, VERSION_TLS12, 0x002F);
	made_group(&made, VERSION_TLS12, 0x0017, TRUTH_INCONCLUSIVE);
	choice = choose(&made, VERSION_TLS12);
	assert_int_equal(choice.n, 2);
	made_clear(&made);
}

/* A hello that asks for few things shows the group that the server likes best;
 * what it takes besides was not asked. */
UNIT(a_group_that_was_not_asked_is_never_absent)
{
	struct made made;
	struct choice choice;

	made_init(&made);
	made_suite(&made, VERSION_TLS13, 0x1302)->group = 0x11EC;
	made_group(&made, VERSION_TLS13, 0x11EC, TRUTH_YES);
	choice = choose(&made, VERSION_TLS13);
	assert_int_equal(choice.n, 1);
	assert_true(choice.open);
	made_clear(&made);
}

/* --suites asks for some alone: the others are no "no", and the server may
 * like one of them better. */
UNIT(a_suite_that_was_not_asked_leaves_all_open)
{
	struct made made;
	struct choice choice;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x0039);
	made_shown(&made, VERSION_TLS12, 0x0039)->n_offered = 1;
	made_shown(&made, VERSION_TLS12, 0x0039)->offered[0] = 0x0039;
	choice = choose(&made, VERSION_TLS12);
	assert_true(choice.open);
	assert_string_equal(choice.open_reason,
		"not all suites that it offers were asked for");
	made_clear(&made);
}

/* One suite and no end of the list: the others may come first. */
UNIT(a_single_suite_is_no_order_while_others_are_open)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x002F);
	assert_false(choose(&made, VERSION_TLS12).open);
	made_version(&made, VERSION_TLS12, TRUTH_YES)->suites_complete = false;
	assert_true(choose(&made, VERSION_TLS12).open);
	made_clear(&made);
}

/* The groups of RFC 7919 are none for ECDHE, but they are for TLS 1.3. */
UNIT(an_unasked_group_counts_where_it_could_serve)
{
	static const uint16_t curves[] = { 0x0017, 0x0018, 0x0019, 0x001D,
		0x001E };
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC02F);
	made_suite(&made, VERSION_TLS13, 0x1302);
	for (size_t i = 0; i < 5; i++) {
		made_group(&made, VERSION_TLS12, curves[i], TRUTH_NO);
		made_group(&made, VERSION_TLS13, curves[i], TRUTH_NO);
	}
	assert_int_equal(choose(&made, VERSION_TLS12).n, 0);
	assert_int_equal(choose(&made, VERSION_TLS13).n, 1);
	made_clear(&made);
}

/* GnuTLS offers RFC 7919 groups, so a DHE suite that is chosen only without
 * them (RFC 7919 section 4) does not come out for it. */
UNIT(dhe_comes_out_only_in_the_shape_that_is_sent)
{
	struct made made;
	struct suite_fact *suite;
	struct choice choice;

	made_init(&made);
	suite = made_suite(&made, VERSION_TLS12, 0x009F);
	suite->shape = SHAPE_PLAIN;
	assert_int_equal(choose(&made, VERSION_TLS12).n, 0);
	suite->shape = SHAPE_RFC7919;
	choice = choose(&made, VERSION_TLS12);
	assert_int_equal(choice.n, 1);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_servers_first_wins_by_its_order),
		cmocka_unit_test(the_senders_first_wins_by_the_clients_order),
		cmocka_unit_test(inside_a_class_the_sender_decides),
		cmocka_unit_test(with_no_known_order_all_come_into_question),
		cmocka_unit_test(
			an_incomplete_list_is_open_unless_the_first_is_found),
		cmocka_unit_test(
			nothing_in_common_is_certain_when_the_list_is_complete),
		cmocka_unit_test(ecdhe_needs_a_common_group),
		cmocka_unit_test(a_group_in_doubt_leaves_both_suites),
		cmocka_unit_test(a_group_that_was_not_asked_is_never_absent),
		cmocka_unit_test(a_suite_that_was_not_asked_leaves_all_open),
		cmocka_unit_test(
			a_single_suite_is_no_order_while_others_are_open),
		cmocka_unit_test(an_unasked_group_counts_where_it_could_serve),
		cmocka_unit_test(dhe_comes_out_only_in_the_shape_that_is_sent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
