/* SPDX-License-Identifier: ISC */
/* DNS messages made by hand: whole, cut, and built to trap a reader. */
#include "net/dns/dns_answer.h"

#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

#include <string.h>

/* a.b? MX; a.b MX 10 m.a.b by a pointer. */
static const uint8_t mx[] = { 0, 1, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0, 1, 'A',
	1, 'b', 0, 0, 15, 0, 1, 0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 0, 0, 6, 0, 10,
	1, 'm', 0xc0, 12 };
#define AT_TARGET 37 /* the pointer in the data */

static struct dns_answer answer;

UNIT(an_exchanger_is_read)
{
	assert_true(dns_answer_read(&answer, mx, sizeof(mx), DNS_MX));
	assert_int_equal(answer.rcode, 0);
	assert_int_equal(answer.n_records, 1);
	assert_int_equal(answer.records[0].preference, 10);
	assert_string_equal(answer.records[0].text, "m.a.b");
	assert_string_equal(answer.name, "a.b");
	assert_false(answer.aliased);
}

static bool parses(void *ctx, struct slice bytes)
{
	(void)ctx;
	return dns_answer_read(&answer, bytes.data, bytes.len, DNS_MX);
}

UNIT(every_cut_is_refused)
{
	struct slice whole = { mx, sizeof(mx) };

	every_prefix_faults(whole, parses, NULL);
}

UNIT(pointers_that_do_not_go_back_are_refused)
{
	uint8_t copy[sizeof(mx)];

	memcpy(copy, mx, sizeof(mx));
	copy[AT_TARGET + 1] = 35; /* the name itself */
	assert_false(dns_answer_read(&answer, copy, sizeof(copy), DNS_MX));
	copy[AT_TARGET + 1] = AT_TARGET;
	assert_false(dns_answer_read(&answer, copy, sizeof(copy), DNS_MX));
	copy[AT_TARGET] = 0xff;
	assert_false(dns_answer_read(&answer, copy, sizeof(copy), DNS_MX));
}

UNIT(bytes_of_strangers_are_escaped)
{
	uint8_t copy[sizeof(mx)];

	memcpy(copy, mx, sizeof(mx));
	copy[36] = '.';
	assert_true(dns_answer_read(&answer, copy, sizeof(copy), DNS_MX));
	assert_string_equal(answer.records[0].text, "\\046.a.b");
	copy[36] = 0;
	assert_true(dns_answer_read(&answer, copy, sizeof(copy), DNS_MX));
	assert_string_equal(answer.records[0].text, "\\000.a.b");
}

UNIT(a_cname_that_leads_to_itself_is_refused)
{
	static const uint8_t loop[] = { 0, 1, 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0,
		0, 1, 'a', 0, 0, 1, 0, 1, 0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 0, 0,
		2, 0xc0, 12 };

	assert_false(dns_answer_read(&answer, loop, sizeof(loop), DNS_A));
}

/* 100 exchangers, the worst first: the 64 best stay, in order. */
UNIT(the_best_exchangers_are_kept)
{
	uint8_t many[19 + 2 + 100 * 18];
	size_t n = 21;

	memcpy(many, mx, 21);
	many[7] = 100;
	for (unsigned i = 0; i < 100; i++, n += 18) {
		memcpy(many + n, mx + 21, 18);
		many[n + 13] = (uint8_t)(200 - i);
		many[n + 15] = (uint8_t)(128 + i); /* names of their own */
	}
	assert_true(dns_answer_read(&answer, many, n, DNS_MX));
	assert_int_equal(answer.n_seen, 100);
	assert_int_equal(answer.n_records, DNS_MAX_RECORDS);
	assert_int_equal(answer.records[0].preference, 101);
	assert_int_equal(answer.records[63].preference, 164);
}

/* 100 records of one host: the best of them stays. */
UNIT(a_repeated_host_is_kept_once)
{
	uint8_t many[19 + 2 + 100 * 18];
	size_t n = 21;

	memcpy(many, mx, 21);
	many[7] = 100;
	for (unsigned i = 0; i < 100; i++, n += 18) {
		memcpy(many + n, mx + 21, 18);
		many[n + 13] = (uint8_t)(i % 2 ? 100 + i : 100 - i);
	}
	assert_true(dns_answer_read(&answer, many, n, DNS_MX));
	assert_int_equal(answer.n_seen, 1);
	assert_int_equal(answer.n_repeats, 99);
	assert_int_equal(answer.n_records, 1);
	assert_int_equal(answer.records[0].preference, 2);
}

/* A name of 255 bytes, all of them to be escaped, is the longest. */
UNIT(the_longest_name_fits)
{
	uint8_t packet[600] = { 0, 1, 0x81, 0x83, 0, 1 };
	size_t n = 12;

	for (int i = 0; i < 4; i++) {
		uint8_t len = i == 3 ? 61 : 63;

		packet[n++] = len;
		memset(packet + n, 0xff, len);
		n += len;
	}
	n += 5;
	assert_true(dns_answer_read(&answer, packet, n, DNS_A));
	assert_int_equal(answer.rcode, 3);
	assert_int_equal(strlen(answer.name), 250 * 4 + 3);
	packet[12 + 3 * 64] = 62;
	memset(packet + 13 + 3 * 64, 0xff, 62);
	packet[13 + 3 * 64 + 62] = 0;
	assert_false(dns_answer_read(&answer, packet, n + 1, DNS_A));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_exchanger_is_read),
		cmocka_unit_test(every_cut_is_refused),
		cmocka_unit_test(pointers_that_do_not_go_back_are_refused),
		cmocka_unit_test(bytes_of_strangers_are_escaped),
		cmocka_unit_test(a_cname_that_leads_to_itself_is_refused),
		cmocka_unit_test(the_best_exchangers_are_kept),
		cmocka_unit_test(a_repeated_host_is_kept_once),
		cmocka_unit_test(the_longest_name_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
