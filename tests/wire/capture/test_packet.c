/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/capture/packet.c: every link layer, both versions of IP, and
 * what a cut or a lying header comes to.
 */
#include "wire/capture/packet.h"
#include "tests/lib/made_capture.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

static uint8_t bytes[4096];

static size_t make(int link, int version, bool vlan)
{
	struct made_capture c = { .link = link, .vlan = vlan };
	struct talk talk;

	talk_begin(&talk, &c, 40000, 25);
	talk.version = version;
	return talk_packet(bytes, sizeof(bytes), &talk, TALK_SERVER,
		PACKET_ACK | PACKET_PSH, 0xFFFFFFF0, slice_of("220 mx\r\n", 8));
}

static void check(int link, int version, bool vlan)
{
	size_t len = make(link, version, vlan);
	struct packet p;

	assert_true(packet_link_known(link));
	/* padding of the link layer is no payload */
	memset(bytes + len, 0x55, 10);
	assert_int_equal(
		packet_read(&p, link, slice_of(bytes, len + 10), len + 10),
		PACKET_TCP);
	assert_int_equal(p.version, version);
	assert_int_equal(p.from.port, 25);
	assert_int_equal(p.to.port, 40000);
	assert_int_equal(p.seq, 0xFFFFFFF0);
	assert_int_equal(p.ack, 1000);
	assert_int_equal(p.window, 65535);
	assert_int_equal(p.flags, PACKET_ACK | PACKET_PSH);
	assert_int_equal(p.from.address[version == 4 ? 3 : 15], 2);
	assert_int_equal(p.to.address[version == 4 ? 3 : 15], 1);
	assert_int_equal(p.len, 8);
	assert_true(slice_equal(p.payload, slice_of("220 mx\r\n", 8)));
}

UNIT(each_link_layer_leads_to_tcp)
{
	static const int links[] = { 0, 1, 101, 113, 276 };

	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		check(links[i], 4, false);
		check(links[i], 6, false);
	}
	check(MADE_ETHERNET, 4, true);
	check(MADE_ETHERNET, 6, true);
}

UNIT(raw_ip_has_five_numbers)
{
	static const int links[] = { 12, 14, 101, 228 };
	struct packet p;
	size_t len = make(MADE_RAW, 4, false);

	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		assert_int_equal(
			packet_read(&p, links[i], slice_of(bytes, len), len),
			PACKET_TCP);
	len = make(MADE_RAW, 6, false);
	assert_int_equal(
		packet_read(&p, 229, slice_of(bytes, len), len), PACKET_TCP);
	assert_int_equal(
		packet_read(&p, 147, slice_of(bytes, len), len), PACKET_LINK);
	assert_false(packet_link_known(147));
}

/* Whatever the capture has cut off, the packet still says how long it was. */
UNIT(a_cut_packet_says_what_it_lacks)
{
	static const int links[] = { 0, 1, 101, 113, 276 };

	for (size_t i = 0; i < 2 * sizeof(links) / sizeof(*links); i++) {
		int link = links[i / 2], version = i % 2 ? 6 : 4;
		size_t len = make(link, version, false);

		for (size_t cut = 0; cut < len; cut++) {
			uint8_t *copy = malloc(cut ? cut : 1);
			struct packet p;

			memcpy(copy, bytes, cut);
			packet_read(&p, link, slice_of(copy, cut), len);
			if (cut < len - 8) {
				assert_int_equal(p.kind, PACKET_SHORT);
			} else {
				assert_int_equal(p.kind, PACKET_TCP);
				assert_int_equal(p.len, 8);
				assert_int_equal(
					p.payload.len, cut - (len - 8));
			}
			free(copy);
		}
	}
}

static enum packet_kind changed(int version, size_t at, uint8_t value)
{
	size_t len = make(MADE_RAW, version, false);
	struct packet p;

	bytes[at] = value;
	return packet_read(&p, MADE_RAW, slice_of(bytes, len), len);
}

UNIT(fragments_are_told)
{
	assert_int_equal(changed(4, 6, 0x20), PACKET_FRAGMENT);
	assert_int_equal(changed(4, 7, 0x01), PACKET_FRAGMENT);
	assert_int_equal(changed(6, 6, 44), PACKET_FRAGMENT);
}

UNIT(lying_headers_are_odd_or_short)
{
	assert_int_equal(changed(4, 0, 0x56), PACKET_ODD);
	assert_int_equal(changed(4, 0, 0x44), PACKET_ODD);
	assert_int_equal(changed(4, 3, 10), PACKET_ODD);
	assert_int_equal(changed(4, 9, 17), PACKET_OTHER);
	assert_int_equal(changed(4, 24 + 12, 0x40), PACKET_ODD);
	assert_int_equal(changed(4, 24 + 12, 0xF0), PACKET_ODD);
	assert_int_equal(changed(6, 40, 17), PACKET_OTHER);
	assert_int_equal(changed(6, 41, 200), PACKET_SHORT);
	assert_string_equal(packet_kind_name(PACKET_ODD), "odd");
}

/* TSO: the length is left to the card. */
UNIT(a_length_of_zero_goes_to_the_end)
{
	size_t len = make(MADE_RAW, 4, false);
	struct packet p;

	bytes[2] = bytes[3] = 0;
	packet_read(&p, MADE_RAW, slice_of(bytes, len), len);
	assert_int_equal(p.kind, PACKET_TCP);
	assert_int_equal(p.len, 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_link_layer_leads_to_tcp),
		cmocka_unit_test(raw_ip_has_five_numbers),
		cmocka_unit_test(a_cut_packet_says_what_it_lacks),
		cmocka_unit_test(fragments_are_told),
		cmocka_unit_test(lying_headers_are_odd_or_short),
		cmocka_unit_test(a_length_of_zero_goes_to_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
