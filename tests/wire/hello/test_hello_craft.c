/* SPDX-License-Identifier: ISC */
/*
 * A crafted hello byte by byte: what is wished for stands there, nothing else
 * has moved, and what comes from a hello comes through as it was.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"
#include "wire/hello/hello_craft.h"
#include "wire/tables/names.h"

static struct hello_craft craft;
static uint8_t out[200000], scratch[100000], file_scratch[4096];
static struct hello made, from;

/* One byte of the seed, five bytes long: easy to see. */
static size_t share(
	uint8_t *bytes, size_t room, uint16_t group, const uint8_t *seed)
{
	if (group == 0x4242 || room < 5)
		return 0;
	memset(bytes, seed[0], 5);
	return 5;
}

static struct slice write_craft(const struct hello_cuts *cuts)
{
	struct writer w = writer_of(out, sizeof(out));

	hello_craft_write(&w, &craft, cuts);
	assert_true(writer_ok(&w));
	return writer_done(&w);
}

/* Made, written, and read back into @made. */
static struct slice make(const struct hello_wish *wish)
{
	struct slice bytes;
	size_t consumed;

	if (!hello_craft(&craft, wish))
		fail_msg("%s", craft.trouble);
	bytes = write_craft(NULL);
	assert_int_equal(hello_read_records(&made, &consumed, bytes, scratch,
				 sizeof(scratch)),
		HELLO_READ);
	assert_int_equal(consumed, bytes.len);
	return bytes;
}

static void read_golden(const char *name)
{
	size_t len, consumed;
	static uint8_t bytes[4096];
	uint8_t *golden = golden_read(name, &len);

	memcpy(bytes, golden, len);
	free(golden);
	assert_int_equal(
		hello_read_records(&from, &consumed, slice_of(bytes, len),
			file_scratch, sizeof(file_scratch)),
		HELLO_READ);
}

static void expect_body(uint16_t type, const char *hex)
{
	const struct hello_extension *extension = hello_find(&made, type);
	size_t len;
	uint8_t *bytes = hex_read(hex, &len);

	assert_non_null(extension);
	assert_int_equal(extension->body.len, len);
	assert_memory_equal(extension->body.data, bytes, len);
	free(bytes);
}

static const uint16_t tls12[] = { 0x0303 };
static const uint32_t two_suites[] = { 0x0039, 0xfefe };
static const uint16_t groups[] = { 0x0017, 0x0a0a };
static const uint16_t schemes[] = { 0x0401, 0xfefe };

UNIT(a_hello_of_lists_byte_by_byte)
{
	struct hello_wish wish = { .versions = tls12,
		.n_versions = 1,
		.suites = two_suites,
		.n_suites = 2,
		.groups = groups,
		.n_groups = 2,
		.schemes = schemes,
		.n_schemes = 2,
		.server_name = "a.b.",
		.share = share };
	struct slice bytes = make(&wish);
	size_t len;
	uint8_t *want = hex_read("16 0301 005d 01 000059 0303", &len);
	uint8_t *rest = hex_read("00 0004 0039 fefe 01 00 002b"
				 "0000 0008 0006 00 0003 612e62"
				 "ff01 0001 00"
				 "000a 0006 0004 0017 0a0a"
				 "000b 0002 01 00"
				 "000d 0006 0004 0401 fefe",
		&len);

	assert_int_equal(bytes.len, 11 + 32 + len);
	want[4] = (uint8_t)(bytes.len - 5);
	want[8] = (uint8_t)(bytes.len - 9);
	assert_memory_equal(bytes.data, want, 11);
	assert_memory_equal(bytes.data + 43, rest, len);
	free(want);
	free(rest);
}

UNIT(versions_beyond_tls12_go_into_their_extension)
{
	static const uint16_t versions[] = { 0x7f1c, 0x0304, 0x0a0a, 0x0301 };
	struct hello_wish wish = {
		.versions = versions, .n_versions = 4, .share = share
	};

	wish.seed[0] = 7;
	make(&wish);
	assert_int_equal(made.version, 0x0303);
	assert_int_equal(made.session_id.len, 32);
	expect_body(43, "08 7f1c 0304 0a0a 0301");
	expect_body(51, "0009 001d 0005 0707070707");
	expect_body(45, "01 01");
	assert_true(hello_offers_suite(&made, 0x1301));
	assert_true(hello_offers_suite(&made, 0x002f));
}

UNIT(one_version_up_to_tls12_stands_in_its_field)
{
	static const uint16_t versions[] = { 0x0301, 0x0302, 0x0303, 0x0101 };

	for (size_t i = 0; i < 4; i++) {
		struct hello_wish wish = { .versions = versions + i,
			.n_versions = 1,
			.share = share };

		make(&wish);
		assert_int_equal(made.version, versions[i]);
		assert_null(hello_find(&made, 43));
		assert_null(hello_find(&made, 51));
		assert_int_equal(
			hello_find(&made, 13) != NULL, versions[i] == 0x0303);
		assert_int_equal(hello_offers_suite(&made, 0xc030),
			versions[i] == 0x0303);
		assert_int_equal(made.session_id.len, 0);
	}
}

UNIT(ssl3_and_ssl2_have_their_own_form)
{
	static const uint16_t ssl3 = 0x0300, ssl2 = 0x0002;
	static const uint32_t kinds[] = { 0x010080, 0x0700c0 };
	struct hello_wish wish = { .versions = &ssl3,
		.n_versions = 1,
		.server_name = "a.b",
		.share = share };

	make(&wish);
	assert_int_equal(made.version, 0x0300);
	assert_int_equal(made.record_version, 0x0300);
	assert_false(made.has_extensions);
	assert_true(hello_offers_suite(&made, 0x00ff));
	wish.versions = &ssl2;
	make(&wish);
	assert_int_equal(made.form, HELLO_SSL2);
	assert_int_equal(made.version, 2);
	assert_int_equal(made.random.len, 16);
	assert_true(hello_n_suites(&made) >= 7);
	wish.suites = kinds;
	wish.n_suites = 2;
	make(&wish);
	assert_int_equal(hello_n_suites(&made), 2);
	wish.versions = tls12;
	assert_false(hello_craft(&craft, &wish));
	assert_non_null(strstr(craft.trouble, "SSL 2"));
}

UNIT(what_a_usual_sender_sends_is_the_default)
{
	struct hello_wish wish = { .server_name = "mx.example",
		.share = share };

	make(&wish);
	expect_body(43, "08 0304 0303 0302 0301");
	assert_int_equal(hello_suite(&made, 0), 0x1302);
	assert_int_equal(hello_server_name(&made).len, 10);
	assert_false(hello_offers_suite(&made, 0x0005));
	assert_non_null(hello_find(&made, 21));
}

/* F5's load balancers hang at 256 to 511 bytes (RFC 7685 1); what is named is
 * sent as it is named all the same. */
UNIT(only_the_usual_hello_is_padded)
{
	static char name[300];
	struct hello_wish wish = { .server_name = name, .share = share };
	struct slice bytes;

	for (size_t n = 1; n < 250; n++) {
		memset(name, 'a', n);
		bytes = make(&wish);
		assert_true(bytes.len - 5 < 256 || bytes.len - 5 >= 512);
	}
	wish.groups = groups;
	wish.n_groups = 2;
	memset(name, 0, sizeof(name));
	bytes = make(&wish);
	assert_true(
		bytes.len < 261 || bytes.len > 516 || !hello_find(&made, 21));
	assert_null(hello_find(&made, 21));
}

UNIT(a_hello_kept_comes_through_unchanged)
{
	static const char *const names[] = { "rfc8448_client_hello",
		"ssl2_hello" };

	for (size_t i = 0; i < 2; i++) {
		struct hello_wish wish = { .from = &from, .keep = true };
		size_t len;
		uint8_t *golden = golden_read(names[i], &len);
		struct slice bytes;

		read_golden(names[i]);
		bytes = make(&wish);
		assert_int_equal(bytes.len, len);
		assert_memory_equal(bytes.data, golden, len);
		free(golden);
	}
}

/* Only random, session id and share differ, and none in length. */
UNIT(a_fresh_one_differs_where_it_is_random)
{
	struct hello_wish wish = { .from = &from, .share = share };
	size_t len, differ = 0;
	uint8_t *golden = golden_read("rfc8448_client_hello", &len);
	struct slice bytes;

	read_golden("rfc8448_client_hello");
	bytes = make(&wish);
	assert_int_equal(bytes.len, len);
	for (size_t i = 0; i < len; i++) {
		bool in_random = i >= 11 && i < 43;

		differ += golden[i] != bytes.data[i];
		assert_true(in_random || golden[i] == bytes.data[i]);
	}
	assert_true(differ > 20);
	/* a share of five bytes is none of 32: the one that is there stays */
	assert_int_equal(craft.no_share, 0x1d);
	free(golden);
}

static size_t share32(
	uint8_t *bytes, size_t room, uint16_t group, const uint8_t *seed)
{
	(void)room;
	(void)group;
	memset(bytes, seed[0], 32);
	return 32;
}

UNIT(shares_of_a_hello_are_made_anew)
{
	struct hello_wish wish = { .from = &from, .share = share32 };

	wish.seed[0] = 0x5a;
	read_golden("rfc8448_client_hello");
	make(&wish);
	expect_body(51,
		"0024 001d 0020"
		"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a"
		"5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a");
	assert_int_equal(craft.no_share, 0);
}

UNIT(lists_take_the_place_of_what_the_hello_has)
{
	struct hello_wish wish = { .from = &from,
		.suites = two_suites,
		.n_suites = 2,
		.groups = groups,
		.n_groups = 2,
		.server_name = "x.y",
		.share = share };
	size_t n, at;

	read_golden("rfc8448_client_hello");
	n = from.n_extensions;
	for (at = 0; from.extensions[at].type != 10;)
		at++;
	make(&wish);
	assert_int_equal(made.n_extensions, n);
	assert_int_equal(made.extensions[at].type, 10);
	expect_body(10, "0004 0017 0a0a");
	expect_body(0, "0006 00 0003 782e79");
	/* groups anew, so the share is of one of them */
	expect_body(51, "0009 0017 0005 0000000000");
	assert_int_equal(hello_n_suites(&made), 2);
}

UNIT(shares_may_be_chosen_or_left_out)
{
	static const uint16_t tls13 = 0x0304, wanted[] = { 0x17, 0x4242, 0x18 };
	struct hello_wish wish = { .versions = &tls13,
		.n_versions = 1,
		.shares = wanted,
		.n_shares = 3,
		.share = share };

	make(&wish);
	expect_body(51, "0012 0017 0005 0000000000 0018 0005 0000000000");
	assert_int_equal(craft.no_share, 0x4242);
	wish.n_shares = 0;
	make(&wish);
	expect_body(51, "0000");
}

UNIT(changes_come_last_and_in_order)
{
	static const uint8_t body[] = { 1, 2, 3 };
	const struct hello_change changes[] = {
		{ .type = 11, .drop = true },
		{ .type = 13, .body = { body, 3 } },
		{ .type = 13, .body = { body, 2 } },
		{ .type = 0xfafa },
	};
	struct hello_wish wish = { .versions = tls12,
		.n_versions = 1,
		.changes = changes,
		.n_changes = 4,
		.share = share };
	size_t n;

	make(&wish);
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
	struct hello_wish wish = {
		.changes = changes, .n_changes = 2, .share = share
	};

	make(&wish);
	assert_int_equal(made.extensions[made.n_extensions - 1].type, 41);
	assert_int_equal(made.extensions[made.n_extensions - 2].type, 0x1234);
}

UNIT(without_any_extension_the_block_goes)
{
	static const uint16_t types[] = { 0xff01, 10, 11, 13 };
	struct hello_change changes[4] = { 0 };
	struct hello_wish wish = { .versions = tls12,
		.n_versions = 1,
		.changes = changes,
		.n_changes = 4,
		.share = share };

	for (size_t i = 0; i < 4; i++)
		changes[i] =
			(struct hello_change){ .type = types[i], .drop = true };
	make(&wish);
	assert_false(made.has_extensions);
}

UNIT(field_and_record_take_any_version)
{
	struct hello_wish wish = { .versions = tls12,
		.n_versions = 1,
		.has_client_version = true,
		.client_version = 0x03ff,
		.has_record_version = true,
		.record_version = 0x0399,
		.share = share };

	make(&wish);
	assert_int_equal(made.version, 0x03ff);
	assert_int_equal(made.record_version, 0x0399);
}

static void expect_records(const size_t *sizes, size_t n, struct slice bytes)
{
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		assert_true(at + 5 <= bytes.len);
		assert_int_equal(slice_number(bytes, at + 3, 2), sizes[i]);
		at += 5 + sizes[i];
	}
	assert_int_equal(at, bytes.len);
}

UNIT(records_are_cut_as_wished)
{
	static const size_t one[] = { 50 }, list[] = { 1, 0, 3, 20 };
	struct hello_wish wish = { .from = &from, .keep = true };
	struct hello_cuts cuts = { 1, one };
	struct slice whole;
	size_t consumed, len;

	read_golden("rfc8448_client_hello");
	whole = make(&wish);
	len = whole.len - 5;
	assert_int_equal(len, 196);
	expect_records(
		(const size_t[]){ 50, 50, 50, 46 }, 4, write_craft(&cuts));
	cuts = (struct hello_cuts){ 4, list };
	whole = write_craft(&cuts);
	expect_records((const size_t[]){ 1, 0, 3, 20, 172 }, 5, whole);
	assert_int_equal(hello_read_records(&made, &consumed, whole, scratch,
				 sizeof(scratch)),
		HELLO_READ);
	assert_true(slice_equal(made.random, from.random));
}

UNIT(a_second_hello_has_share_and_cookie)
{
	static struct server_hello retry;
	static const uint8_t cookie[] = { 0, 2, 8, 9 };
	const struct hello_change early = { .type = 42 };
	struct hello_wish wish = {
		.changes = &early, .n_changes = 1, .share = share
	};
	static struct hello first;
	static uint8_t keep[100000];
	struct slice bytes;
	size_t consumed;

	bytes = make(&wish);
	assert_int_equal(hello_read_records(
				 &first, &consumed, bytes, keep, sizeof(keep)),
		HELLO_READ);
	retry = (struct server_hello){ .retry = true,
		.has_key_share = true,
		.key_share_group = 0x18,
		.n_extensions = 1,
		.extensions = { { 44, { cookie, 4 } } } };
	assert_true(
		hello_craft_second(&craft, &first, &retry, wish.seed, share));
	bytes = write_craft(NULL);
	assert_int_equal(hello_read_records(&made, &consumed, bytes, scratch,
				 sizeof(scratch)),
		HELLO_READ);
	assert_int_equal(made.record_version, 0x0303);
	assert_true(slice_equal(made.random, first.random));
	assert_true(slice_equal(made.session_id, first.session_id));
	expect_body(51, "0009 0018 0005 0000000000");
	expect_body(44, "0002 08 09");
	assert_null(hello_find(&made, 42));
	assert_int_equal(made.n_extensions, first.n_extensions);
	retry.key_share_group = 0x4242;
	assert_false(
		hello_craft_second(&craft, &first, &retry, wish.seed, share));
	assert_non_null(craft.trouble);
}

UNIT(a_malformed_hello_can_only_be_sent)
{
	static const uint8_t bytes[] = { 3, 3, 1, 2, 3 };
	struct hello_wish wish = { .from = &from, .share = share };
	struct slice sent;

	assert_false(hello_read(&from, slice_of(bytes, sizeof(bytes))));
	from.record_version = 0x0301;
	assert_true(hello_craft(&craft, &wish));
	sent = write_craft(NULL);
	assert_int_equal(sent.len, 9 + sizeof(bytes));
	assert_memory_equal(sent.data + 9, bytes, sizeof(bytes));
	wish.suites = two_suites;
	wish.n_suites = 2;
	assert_false(hello_craft(&craft, &wish));
	assert_non_null(strstr(craft.trouble, "malformed"));
}

UNIT(what_fits_into_no_hello_is_told)
{
	static uint32_t many[40000];
	struct hello_change changes[HELLO_CHANGES];
	struct hello_wish wish = {
		.suites = many, .n_suites = 40000, .share = share
	};

	assert_false(hello_craft(&craft, &wish));
	assert_non_null(strstr(craft.trouble, "so many suites"));
	wish = (struct hello_wish){ .from = &from, .share = share };
	read_golden("rfc8448_client_hello");
	for (size_t i = 0; i < HELLO_CHANGES; i++)
		changes[i] = (struct hello_change){ .type = 0x7777 };
	wish.changes = changes;
	wish.n_changes = HELLO_CHANGES;
	assert_true(hello_craft(&craft, &wish));
	from = craft.hello;
	for (size_t i = 0; i < HELLO_CHANGES; i++)
		changes[i].type = 0x7778;
	assert_false(hello_craft(&craft, &wish));
	assert_non_null(strstr(craft.trouble, "128 extensions"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hello_of_lists_byte_by_byte),
		cmocka_unit_test(versions_beyond_tls12_go_into_their_extension),
		cmocka_unit_test(one_version_up_to_tls12_stands_in_its_field),
		cmocka_unit_test(ssl3_and_ssl2_have_their_own_form),
		cmocka_unit_test(what_a_usual_sender_sends_is_the_default),
		cmocka_unit_test(only_the_usual_hello_is_padded),
		cmocka_unit_test(a_hello_kept_comes_through_unchanged),
		cmocka_unit_test(a_fresh_one_differs_where_it_is_random),
		cmocka_unit_test(shares_of_a_hello_are_made_anew),
		cmocka_unit_test(lists_take_the_place_of_what_the_hello_has),
		cmocka_unit_test(shares_may_be_chosen_or_left_out),
		cmocka_unit_test(changes_come_last_and_in_order),
		cmocka_unit_test(a_psk_stays_the_last),
		cmocka_unit_test(without_any_extension_the_block_goes),
		cmocka_unit_test(field_and_record_take_any_version),
		cmocka_unit_test(records_are_cut_as_wished),
		cmocka_unit_test(a_second_hello_has_share_and_cookie),
		cmocka_unit_test(a_malformed_hello_can_only_be_sent),
		cmocka_unit_test(what_fits_into_no_hello_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
