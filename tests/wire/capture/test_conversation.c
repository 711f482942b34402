/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/capture/conversation.c.
 */
#include "wire/capture/conversation.h"
#include "tests/lib/unit.h"

static struct conversation c;
static struct reassembly_mark marks[2][4];

static void begin(void)
{
	c = (struct conversation){ .opened = true };
	c.half[SIDE_CLIENT].syn = (struct conversation_event){ true, 1, 100 };
	c.half[SIDE_SERVER].syn = (struct conversation_event){ true, 2, 130 };
	c.half[SIDE_CLIENT].syns = c.half[SIDE_SERVER].syns = 1;
	c.established = (struct conversation_event){ true, 3, 150 };
}

UNIT(a_round_trip_goes_from_syn_to_ack)
{
	begin();
	assert_int_equal(conversation_round_trip(&c), 50);
}

/* Which of the SYNs was answered? */
UNIT(a_repeated_syn_tells_no_round_trip)
{
	begin();
	c.half[SIDE_CLIENT].syns = 2;
	assert_int_equal(conversation_round_trip(&c), 0);
	begin();
	c.half[SIDE_SERVER].syns = 2;
	assert_int_equal(conversation_round_trip(&c), 0);
	begin();
	c.opened = false;
	assert_int_equal(conversation_round_trip(&c), 0);
}

UNIT(the_end_of_either_side_counts)
{
	begin();
	assert_false(conversation_ended(&c));
	c.half[SIDE_SERVER].rst.seen = true;
	assert_true(conversation_ended(&c));
	begin();
	c.half[SIDE_CLIENT].fin.seen = true;
	assert_true(conversation_ended(&c));
}

UNIT(turned_round_the_sides_change_places)
{
	begin();
	c.half[SIDE_CLIENT].end.port = 25;
	c.half[SIDE_SERVER].end.port = 40000;
	c.first_to_end = SIDE_CLIENT;
	conversation_turn_round(&c);
	assert_int_equal(c.half[SIDE_CLIENT].end.port, 40000);
	assert_int_equal(c.half[SIDE_SERVER].end.port, 25);
	assert_int_equal(c.first_to_end, SIDE_SERVER);
	conversation_turn_round(&c);
	assert_int_equal(c.first_to_end, SIDE_CLIENT);
}

UNIT(turns_come_in_the_order_of_packets)
{
	struct conversation_turn turns[CONVERSATION_TURNS];

	begin();
	for (int i = 0; i < 2; i++)
		c.half[i].stream.marks = marks[i];
	marks[SIDE_SERVER][0] = (struct reassembly_mark){ 4, 0, 10 };
	marks[SIDE_CLIENT][0] = (struct reassembly_mark){ 5, 0, 7 };
	marks[SIDE_CLIENT][1] = (struct reassembly_mark){ 6, 0, 9 };
	marks[SIDE_SERVER][1] = (struct reassembly_mark){ 7, 0, 30 };
	c.half[SIDE_CLIENT].stream.n_marks = 2;
	c.half[SIDE_SERVER].stream.n_marks = 2;
	assert_int_equal(conversation_turns(turns, &c), 4);
	assert_int_equal(turns[0].side, SIDE_SERVER);
	assert_int_equal(turns[0].end, 10);
	assert_int_equal(turns[1].side, SIDE_CLIENT);
	assert_int_equal(turns[2].end, 9);
	assert_int_equal(turns[3].side, SIDE_SERVER);
	assert_int_equal(turns[3].end, 30);
}

UNIT(what_was_acknowledged_and_not_seen_is_lost)
{
	struct conversation_half *half = &c.half[SIDE_CLIENT];

	begin();
	half->stream = (struct reassembly){
		.started = true, .cap = 1000, .n = 100, .top = 100
	};
	half->confirmed = 101; /* the FIN */
	assert_int_equal(conversation_lost(half), 0);
	half->confirmed = 150;
	assert_int_equal(conversation_lost(half), 50);
}

UNIT(each_end_has_a_name)
{
	assert_string_equal(
		conversation_end_name(CONVERSATION_OPEN), "capture-ended");
	assert_string_equal(
		conversation_end_name(CONVERSATION_REPLACED), "ports-reused");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_round_trip_goes_from_syn_to_ack),
		cmocka_unit_test(a_repeated_syn_tells_no_round_trip),
		cmocka_unit_test(the_end_of_either_side_counts),
		cmocka_unit_test(turned_round_the_sides_change_places),
		cmocka_unit_test(turns_come_in_the_order_of_packets),
		cmocka_unit_test(what_was_acknowledged_and_not_seen_is_lost),
		cmocka_unit_test(each_end_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
