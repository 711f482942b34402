/* SPDX-License-Identifier: ISC */
/*
 * A built hello byte by byte: what its spec says stands there, nothing else
 * has moved, and what comes from a hello comes through as it was.
 */
#include "tests/wire/hello/building.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"
#include "tests/lib/prefix.h"

UNIT(a_hello_of_lists_byte_by_byte)
{
	struct hello_spec spec = { .versions = { only_tls12, 1 },
		.suites = { two_suites, 2 },
		.groups = { two_groups, 2 },
		.schemes = { two_schemes, 2 },
		.server_name = "a.b.",
		.share = share };
	struct slice bytes = make(&spec);
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

UNIT(ssl3_and_ssl2_have_their_own_form)
{
	static const uint16_t ssl3 = 0x0300, ssl2 = 0x0002;
	static const uint32_t kinds[] = { 0x010080, 0x0700c0 };
	struct hello_spec spec = {
		.versions = { &ssl3, 1 }, .server_name = "a.b", .share = share
	};

	make(&spec);
	assert_int_equal(made.version, 0x0300);
	assert_int_equal(made.record_version, 0x0300);
	assert_false(made.has_extensions);
	assert_true(hello_offers_suite(&made, 0x00ff));
	spec.versions.codes = &ssl2;
	make(&spec);
	assert_int_equal(made.form, HELLO_SSL2);
	assert_int_equal(made.version, 2);
	assert_int_equal(made.random.len, 16);
	assert_true(hello_n_suites(&made) >= 7);
	spec.suites = (struct hello_suites){ kinds, 2 };
	make(&spec);
	assert_int_equal(hello_n_suites(&made), 2);
	spec.versions.codes = only_tls12;
	assert_true(fails_with(&spec, "SSL 2"));
}

UNIT(what_a_usual_sender_sends_is_the_default)
{
	struct hello_spec spec = { .server_name = "mx.example",
		.share = share };

	make(&spec);
	expect_body(43, "08 0304 0303 0302 0301");
	assert_int_equal(hello_suite(&made, 0), 0x1302);
	assert_int_equal(hello_server_name(&made).len, 10);
	assert_false(hello_offers_suite(&made, 0x0005));
	assert_non_null(hello_find(&made, 21));
}

UNIT(a_hello_kept_comes_through_unchanged)
{
	static const char *const names[] = { "rfc8448_client_hello",
		"ssl2_hello" };

	for (size_t i = 0; i < 2; i++) {
		struct hello_spec spec = { .from = &from, .keep = true };
		size_t len;
		uint8_t *golden = golden_read(names[i], &len);
		struct slice bytes;

		read_golden(names[i]);
		bytes = make(&spec);
		assert_int_equal(bytes.len, len);
		assert_memory_equal(bytes.data, golden, len);
		free(golden);
	}
}

UNIT(field_and_record_take_any_version)
{
	struct hello_spec spec = { .versions = { only_tls12, 1 },
		.client_version = { true, 0x03ff },
		.record_version = { true, 0x0399 },
		.share = share };

	make(&spec);
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
	struct hello_spec spec = { .from = &from, .keep = true };
	struct slice whole = { 0 };

	read_golden("rfc8448_client_hello");
	whole = make(&spec);
	assert_int_equal(whole.len - 5, 196);
	spec.cuts = (struct record_cuts){ 1, one };
	expect_records((const size_t[]){ 50, 50, 50, 46 }, 4, make(&spec));
	spec.cuts = (struct record_cuts){ 4, list };
	whole = make(&spec);
	expect_records((const size_t[]){ 1, 0, 3, 20, 172 }, 5, whole);
	assert_true(slice_equal(made.random, from.random));
}

/* The second hello, read back. False: there is none. */
static bool second(struct hello_spec *spec, const struct hello_retry *retry)
{
	static uint8_t bytes[100000];
	struct writer w = writer_of(bytes, sizeof(bytes));

	if (!hello_build_second(&w, &draft, spec, retry))
		return false;
	read_back(writer_done(&w));
	return true;
}

UNIT(a_second_hello_has_share_and_cookie)
{
	static const uint8_t cookie[] = { 0, 2, 8, 9 };
	const struct hello_change early = { .type = 42 };
	struct hello_retry retry = { true, 0x18, { cookie, 4 } };
	struct hello_spec spec = {
		.changes = &early, .n_changes = 1, .share = share
	};
	static struct hello first;
	static uint8_t keep[100000];
	struct slice bytes = make(&spec);
	size_t consumed;

	assert_int_equal(hello_read_records(
				 &first, &consumed, bytes, keep, sizeof(keep)),
		HELLO_READ);
	spec = (struct hello_spec){ .from = &first, .share = share };
	assert_true(second(&spec, &retry));
	assert_int_equal(made.record_version, 0x0303);
	assert_true(slice_equal(made.random, first.random));
	assert_true(slice_equal(made.session_id, first.session_id));
	expect_body(51, "0009 0018 0005 0000000000");
	expect_body(44, "0002 08 09");
	assert_null(hello_find(&made, 42));
	assert_int_equal(made.n_extensions, first.n_extensions);
	retry.group = 0x4242;
	assert_false(second(&spec, &retry));
	assert_non_null(strstr(draft.trouble, "share of that group"));
	first.fault.kind = FAULT_SHORT;
	assert_false(second(&spec, &retry));
	assert_non_null(strstr(draft.trouble, "cannot be changed"));
}

UNIT(a_malformed_hello_can_only_be_sent)
{
	static const uint8_t bytes[] = { 3, 3, 1, 2, 3 };
	struct hello_spec spec = { .from = &from, .share = share };
	struct slice sent;

	assert_false(hello_read(&from, slice_of(bytes, sizeof(bytes))));
	from.record_version = 0x0301;
	assert_true(build(&sent, &spec));
	assert_int_equal(sent.len, 9 + sizeof(bytes));
	assert_memory_equal(sent.data + 9, bytes, sizeof(bytes));
	spec.suites = (struct hello_suites){ two_suites, 2 };
	assert_true(fails_with(&spec, "malformed"));
}

UNIT(what_fits_into_no_hello_is_told)
{
	static uint32_t many[40000];
	struct hello_spec spec = { .suites = { many, 40000 }, .share = share };

	assert_true(fails_with(&spec, "so many suites"));
}

UNIT(bytes_that_are_at_hand_go_out_as_they_are)
{
	static const uint8_t bytes[] = { 0, 1, 2, 3 };
	struct hello_spec spec = { .verbatim = { bytes, 4 },
		.versions = { only_tls12, 1 } };
	struct slice sent;

	assert_true(build(&sent, &spec));
	assert_true(slice_equal(sent, slice_of(bytes, 4)));
	spec.verbatim.len = 0;
	assert_true(build(&sent, &spec));
	assert_int_equal(sent.len, 0);
}

UNIT(session_id_and_compression_may_be_given)
{
	static const uint8_t id[] = { 7, 8 }, methods[] = { 1, 0 };
	struct hello_spec spec = { .session_id = { id, 2 },
		.compression = { methods, 2 },
		.share = share };

	make(&spec);
	assert_true(slice_equal(made.session_id, slice_of(id, 2)));
	assert_true(slice_equal(made.compression, slice_of(methods, 2)));
	read_golden("rfc8448_client_hello");
	spec.from = &from;
	make(&spec);
	assert_true(slice_equal(made.session_id, slice_of(id, 2)));
	assert_true(slice_equal(made.compression, slice_of(methods, 2)));
}

static void write_spec(struct writer *w, void *ctx)
{
	if (!hello_build(w, &draft, ctx))
		w->failed = true;
}

UNIT(every_smaller_room_fails)
{
	static const size_t sizes[] = { 1, 0, 70 };
	struct hello_spec spec = { .share = share };

	every_capacity_fails(write_spec, &spec);
	spec.cuts = (struct record_cuts){ 3, sizes };
	every_capacity_fails(write_spec, &spec);
	spec.cuts.n = 1;
	every_capacity_fails(write_spec, &spec);
	read_golden("ssl2_hello");
	spec = (struct hello_spec){ .from = &from };
	every_capacity_fails(write_spec, &spec);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hello_of_lists_byte_by_byte),
		cmocka_unit_test(ssl3_and_ssl2_have_their_own_form),
		cmocka_unit_test(what_a_usual_sender_sends_is_the_default),
		cmocka_unit_test(a_hello_kept_comes_through_unchanged),
		cmocka_unit_test(field_and_record_take_any_version),
		cmocka_unit_test(records_are_cut_as_wished),
		cmocka_unit_test(a_second_hello_has_share_and_cookie),
		cmocka_unit_test(a_malformed_hello_can_only_be_sent),
		cmocka_unit_test(what_fits_into_no_hello_is_told),
		cmocka_unit_test(bytes_that_are_at_hand_go_out_as_they_are),
		cmocka_unit_test(session_id_and_compression_may_be_given),
		cmocka_unit_test(every_smaller_room_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
