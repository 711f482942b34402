/* SPDX-License-Identifier: ISC */
/*
 * Facts about the rows of wire/hello/hello_standard.c: what every version's
 * hello carries, read back with the reader of the responder.
 */
#include "wire/hello/hello_standard.h"
#include "wire/hello/hello_build.h"
#include "wire/tables/names.h"
#include "wire/tables/versions.h"
#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

#include <string.h>

static uint8_t out[70000], scratch[70000];
static const uint32_t story[] = { 0x0039, 0x0033, 0xc02f };

static struct hello_draft draft;

static struct hello_spec spec_of(uint16_t version, enum hello_style style)
{
	struct hello_spec spec = { .standard = hello_standard(version, style),
		.suites = { story, 3 },
		.server_name = "mx.example." };

	memset(spec.seed, 0x42, sizeof(spec.seed));
	return spec;
}

static size_t make(struct hello *hello, const struct hello_spec *spec)
{
	struct writer w = writer_of(out, sizeof(out));
	size_t consumed;

	assert_true(hello_build(&w, &draft, spec));
	assert_int_equal(hello_read_records(hello, &consumed, writer_done(&w),
				 scratch, sizeof(scratch)),
		HELLO_READ);
	assert_int_equal(consumed, w.len);
	assert_int_equal(hello->fault.kind, FAULT_NONE);
	return w.len;
}

UNIT(tls12_hello_is_the_standard_one)
{
	struct hello_spec spec = spec_of(VERSION_TLS12, STYLE_STANDARD);
	struct hello hello;

	make(&hello, &spec);
	assert_int_equal(hello.record_version, 0x0301);
	assert_int_equal(hello.version, 0x0303);
	assert_int_equal(hello.session_id.len, 0);
	assert_int_equal(hello_n_suites(&hello), 3);
	assert_int_equal(hello_suite(&hello, 0), 0x0039);
	assert_int_equal(hello.compression.len, 1);
	assert_int_equal(hello.compression.data[0], 0);
	assert_int_equal(hello_server_name(&hello).len, 10);
	assert_memory_equal(hello_server_name(&hello).data, "mx.example", 10);
	assert_true(hello_offers_extension(&hello, 0xff01));
	assert_true(hello_offers_extension(&hello, 11));
	assert_true(hello_offers_group(&hello, 0x001d));
	assert_true(hello_offers_group(&hello, 0x0017));
	assert_true(hello_offers_group(&hello, 0x0001));
	assert_true(hello_offers_group(&hello, 0x001a));
	assert_false(hello_offers_group(&hello, 256));
	assert_false(hello_offers_group(&hello, 0x11ec));
	assert_false(hello_offers_extension(&hello, 43));
	assert_false(hello_offers_extension(&hello, 51));
}

static bool offers_scheme(const struct hello *hello, uint16_t scheme)
{
	uint16_t codes[256];
	size_t n = hello_code_list(hello, 13, codes, 256);

	for (size_t i = 0; i < n; i++) {
		if (codes[i] == scheme)
			return true;
	}
	return false;
}

UNIT(all_schemes_but_the_senseless_are_offered)
{
	struct hello_spec spec = spec_of(VERSION_TLS12, STYLE_STANDARD);
	uint16_t codes[256];
	struct hello hello;
	size_t n;

	make(&hello, &spec);
	n = hello_code_list(&hello, 13, codes, 256);
	assert_int_equal(n, 49);
	for (size_t i = 0; i < n; i++) {
		assert_true(signature_scheme_find(codes[i])->offered);
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(codes[k], codes[i]);
	}
	assert_true(offers_scheme(&hello, 0x0101));
	assert_true(offers_scheme(&hello, 0x0202));
	assert_true(offers_scheme(&hello, 0x0601));
	assert_true(offers_scheme(&hello, 0x0708));
	assert_true(offers_scheme(&hello, 0xeeee));
	assert_false(offers_scheme(&hello, 0x0400));
	assert_false(offers_scheme(&hello, 0x0003));
}

UNIT(rfc7919_shape_adds_its_groups)
{
	struct hello_spec spec = spec_of(VERSION_TLS10, STYLE_RFC7919);
	struct hello hello;

	make(&hello, &spec);
	for (uint16_t group = 256; group <= 260; group++)
		assert_true(hello_offers_group(&hello, group));
	assert_true(hello_offers_group(&hello, 0x0017));
	/* signature_algorithms came with TLS 1.2 */
	assert_false(hello_offers_extension(&hello, 13));
}

UNIT(tls13_hello_asks_for_a_retry)
{
	struct hello_spec spec = spec_of(VERSION_TLS13, STYLE_STANDARD);
	struct hello hello;
	uint16_t versions[2];

	make(&hello, &spec);
	assert_int_equal(hello.version, 0x0303);
	assert_int_equal(hello.session_id.len, 32);
	assert_int_equal(hello_version_list(&hello, versions, 2), 1);
	assert_int_equal(versions[0], 0x0304);
	assert_int_equal(hello_find(&hello, 51)->body.len, 2);
	assert_memory_equal(hello_find(&hello, 45)->body.data, "\x01\x01", 2);
	assert_true(hello_offers_group(&hello, 0x11ec));
	assert_true(hello_offers_group(&hello, 0x0200));
	assert_true(hello_offers_group(&hello, 256));
	assert_true(hello_offers_group(&hello, 0x6399));
	assert_false(hello_offers_group(&hello, 0x0001));
	assert_false(hello_offers_group(&hello, 0x2f3a));
	assert_false(hello_offers_group(&hello, 0x0a0a));
	assert_true(offers_scheme(&hello, 0x0804));
}

UNIT(key_share_is_one_of_x25519_on_demand)
{
	struct hello_spec spec = spec_of(VERSION_TLS13, STYLE_SHARE);
	struct hello hello;
	struct slice body;
	uint8_t first[32];

	make(&hello, &spec);
	body = hello_find(&hello, 51)->body;
	assert_int_equal(body.len, 38);
	assert_memory_equal(body.data, "\x00\x24\x00\x1d\x00\x20", 6);
	memcpy(first, body.data + 6, 32);
	spec.seed[0] ^= 1;
	make(&hello, &spec);
	assert_memory_not_equal(
		hello_find(&hello, 51)->body.data + 6, first, 32);
}

UNIT(ssl3_hello_has_the_signal_instead_of_extensions)
{
	struct hello_spec spec = spec_of(VERSION_SSL3, STYLE_STANDARD);
	struct hello hello;

	make(&hello, &spec);
	assert_int_equal(hello.record_version, 0x0300);
	assert_int_equal(hello.version, 0x0300);
	assert_false(hello.has_extensions);
	assert_int_equal(hello_n_suites(&hello), 4);
	assert_int_equal(hello_suite(&hello, 3), 0x00ff);
	spec.standard = hello_standard(VERSION_SSL3, STYLE_EXTENDED);
	make(&hello, &spec);
	assert_int_equal(hello_n_suites(&hello), 3);
	assert_true(hello_offers_extension(&hello, 10));
	assert_false(hello_offers_extension(&hello, 13));
}

UNIT(other_form_of_tls_is_bare)
{
	struct hello_spec spec = spec_of(VERSION_TLS12, STYLE_BARE);
	static const uint32_t signalled[] = { 0x00ff, 0x0039 };
	struct hello hello;

	spec.compression = slice_of("\1\0", 2);
	make(&hello, &spec);
	assert_false(hello.has_extensions);
	assert_int_equal(hello_suite(&hello, 3), 0x00ff);
	assert_int_equal(hello.compression.len, 2);
	assert_memory_equal(hello.compression.data, "\x01\x00", 2);
	spec.suites = (struct hello_suites){ signalled, 2 };
	make(&hello, &spec);
	assert_int_equal(hello_n_suites(&hello), 2);
}

UNIT(ssl2_hello_has_a_challenge_and_no_session)
{
	static const uint32_t kinds[] = { 0x010080, 0x0700c0, 0x0039 };
	struct hello_spec spec = spec_of(VERSION_SSL2, STYLE_STANDARD);
	struct hello hello;

	spec.suites.codes = kinds;
	make(&hello, &spec);
	assert_int_equal(hello.form, HELLO_SSL2);
	assert_int_equal(hello.version, 0x0002);
	assert_int_equal(hello.random.len, 16);
	assert_int_equal(hello.session_id.len, 0);
	assert_int_equal(hello_n_suites(&hello), 3);
	assert_int_equal(hello_suite(&hello, 0), 0x010080);
	assert_int_equal(hello_suite(&hello, 2), 0x000039);
}

UNIT(groups_and_schemes_can_be_chosen)
{
	static const uint16_t groups[] = { 0x0018, 0x0017 };
	static const uint16_t schemes[] = { 0x0401 };
	struct hello_spec spec = spec_of(VERSION_TLS12, STYLE_STANDARD);
	struct hello hello;

	spec.groups = (struct hello_codes){ groups, 2 };
	spec.schemes = (struct hello_codes){ schemes, 1 };
	spec.server_name = NULL;
	make(&hello, &spec);
	assert_memory_equal(hello_find(&hello, 10)->body.data,
		"\x00\x04\x00\x18\x00\x17", 6);
	assert_memory_equal(
		hello_find(&hello, 13)->body.data, "\x00\x02\x04\x01", 4);
	assert_false(hello_offers_extension(&hello, 0));
	spec.groups.n = 0;
	make(&hello, &spec);
	assert_false(hello_offers_extension(&hello, 10));
}

UNIT(longest_hello_fits_and_a_longer_one_fails)
{
	static uint32_t many[32768];
	struct hello_spec spec = spec_of(VERSION_TLS12, STYLE_STANDARD);
	struct writer w = writer_of(out, sizeof(out));
	struct hello hello;
	size_t len;

	for (uint32_t i = 0; i < 32768; i++)
		many[i] = i;
	spec.suites = (struct hello_suites){ many, 32767 };
	len = make(&hello, &spec);
	assert_int_equal(hello_n_suites(&hello), 32767);
	/* four full records and a rest */
	assert_int_equal(slice_number(slice_of(out, len), 3, 2), 16384);
	assert_int_equal(out[4 * (16384 + 5)], 22);
	spec.suites.n = 32768;
	assert_false(hello_build(&w, &draft, &spec));
}

UNIT(same_seed_makes_the_same_hello)
{
	static uint8_t again[2048];
	struct hello_spec spec = spec_of(VERSION_TLS13, STYLE_STANDARD);
	struct writer w = writer_of(again, sizeof(again));
	struct hello hello;
	size_t len = make(&hello, &spec);

	assert_true(hello_build(&w, &draft, &spec));
	assert_int_equal(w.len, len);
	assert_memory_equal(again, out, len);
	spec.seed[31] ^= 0x80;
	make(&hello, &spec);
	assert_memory_not_equal(again + 11, hello.random.data, 32);
}

static void write_spec(struct writer *w, void *ctx)
{
	if (!hello_build(w, &draft, ctx))
		w->failed = true;
}

UNIT(every_smaller_room_fails)
{
	for (size_t i = 0; i < hello_standards_len; i++) {
		struct hello_spec spec = { .standard = &hello_standards[i],
			.suites = { story, 3 } };

		every_capacity_fails(write_spec, &spec);
	}
}

UNIT(a_lean_hello_of_tls13_is_short_and_nameless)
{
	struct hello_spec spec = spec_of(VERSION_TLS13, STYLE_LEAN);
	struct hello hello;
	size_t len = make(&hello, &spec);

	assert_true(len < 256);
	assert_false(hello_offers_extension(&hello, 0));
	assert_false(hello_offers_extension(&hello, 21));
	assert_int_equal(hello_code_list(&hello, 10, NULL, 0), 3);
	assert_int_equal(hello_find(&hello, 51)->body.len, 38);
}

/* RFC 8446 4.2.8: a share is of a group on offer. */
UNIT(a_share_that_is_not_on_offer_is_left_out)
{
	static const uint16_t groups[] = { 0x0018 };
	struct hello_spec spec = spec_of(VERSION_TLS13, STYLE_SHARE);
	struct hello hello;

	spec.groups = (struct hello_codes){ groups, 1 };
	make(&hello, &spec);
	assert_int_equal(hello_find(&hello, 51)->body.len, 2);
}

UNIT(a_style_that_a_version_has_not_is_its_standard_one)
{
	assert_ptr_equal(hello_standard(VERSION_TLS13, STYLE_BARE),
		hello_standard(VERSION_TLS13, STYLE_STANDARD));
	assert_ptr_equal(hello_standard(VERSION_SSL2, STYLE_LEAN),
		hello_standard(VERSION_SSL2, STYLE_STANDARD));
	assert_null(hello_standard(0x7f1c, STYLE_STANDARD));
	assert_int_equal(hello_usual->style, STYLE_USUAL);
}

UNIT(standard_groups_are_counted_beyond_the_room)
{
	uint16_t two[2];
	size_t n = standard_groups(two, 2, VERSION_TLS12, DHE_PLAIN);

	assert_int_equal(two[0], 0x001d);
	assert_int_equal(two[1], 0x0017);
	assert_int_equal(
		standard_groups(NULL, 0, VERSION_TLS12, DHE_RFC7919), n + 5);
	assert_int_equal(standard_groups(NULL, 0, VERSION_TLS13, DHE_PLAIN),
		standard_groups(NULL, 0, VERSION_TLS13, DHE_RFC7919));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls12_hello_is_the_standard_one),
		cmocka_unit_test(all_schemes_but_the_senseless_are_offered),
		cmocka_unit_test(rfc7919_shape_adds_its_groups),
		cmocka_unit_test(tls13_hello_asks_for_a_retry),
		cmocka_unit_test(key_share_is_one_of_x25519_on_demand),
		cmocka_unit_test(
			ssl3_hello_has_the_signal_instead_of_extensions),
		cmocka_unit_test(other_form_of_tls_is_bare),
		cmocka_unit_test(ssl2_hello_has_a_challenge_and_no_session),
		cmocka_unit_test(groups_and_schemes_can_be_chosen),
		cmocka_unit_test(longest_hello_fits_and_a_longer_one_fails),
		cmocka_unit_test(same_seed_makes_the_same_hello),
		cmocka_unit_test(every_smaller_room_fails),
		cmocka_unit_test(a_lean_hello_of_tls13_is_short_and_nameless),
		cmocka_unit_test(a_share_that_is_not_on_offer_is_left_out),
		cmocka_unit_test(
			a_style_that_a_version_has_not_is_its_standard_one),
		cmocka_unit_test(standard_groups_are_counted_beyond_the_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
