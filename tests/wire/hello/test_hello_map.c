/* SPDX-License-Identifier: ISC */
/*
 * The field map of a built hello: its fields are all of its bytes, one behind
 * the other, by the names that annotated bytes have; for each standard, each
 * recorded client and any cut of the records.
 */
#include <stdio.h>
#include <string.h>

#include "tests/wire/hello/building.h"
#include "tests/wire/hello/recorded.h"
#include "wire/hello/hello_standard.h"

#define FIELDS 20000

static struct field fields[FIELDS];
static struct field_map map;
static uint8_t bytes[200000];
static size_t n_bytes;

static void write_it(const struct hello_spec *spec)
{
	struct writer w = writer_of(bytes, sizeof(bytes));

	map = (struct field_map){ fields, FIELDS, 0 };
	w.map = &map;
	assert_true(hello_build(&w, &draft, spec));
	assert_ptr_equal(w.map, &map);
	n_bytes = w.len;
}

static void expect_tiles(void)
{
	size_t at = 0;

	assert_true(map.n > 5 && map.n <= FIELDS);
	for (size_t i = 0; i < map.n; i++) {
		assert_int_equal(fields[i].at, at);
		assert_true(fields[i].len > 0);
		at += fields[i].len;
	}
	assert_int_equal(at, n_bytes);
}

static size_t count(const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < map.n; i++)
		n += !strcmp(fields[i].name, name);
	return n;
}

static const struct field *find(const char *name)
{
	for (size_t i = 0; i < map.n; i++)
		if (!strcmp(fields[i].name, name))
			return &fields[i];
	fail_msg("no field %s", name);
	return NULL;
}

static void tile_in_cuts(struct hello_spec spec)
{
	static const size_t one[] = { 7 }, list[] = { 1, 0, 3, 90 };

	spec.cuts.n = 0;
	write_it(&spec);
	expect_tiles();
	spec.cuts = (struct record_cuts){ 1, one };
	write_it(&spec);
	expect_tiles();
	spec.cuts = (struct record_cuts){ 4, list };
	write_it(&spec);
	expect_tiles();
}

UNIT(fields_of_each_standard_are_all_of_its_bytes)
{
	static const uint32_t suites[] = { 0x0039, 0xc02f };

	for (size_t i = 0; i < hello_standards_len; i++) {
		struct hello_spec spec = { .standard = &hello_standards[i],
			.suites = { suites, 2 },
			.server_name = "mx.example" };

		tile_in_cuts(spec);
	}
}

UNIT(fields_of_each_recorded_client_are_all_of_its_bytes)
{
	static const char *const clients[] = {
#define CLIENT(name, ...) name,
#include "analysis/senders/clients/clients.def"
#undef CLIENT
	};

	for (size_t i = 0; i < sizeof(clients) / sizeof(clients[0]); i++) {
		struct hello_spec spec = { .verbatim = recorded_client(
						   &from, clients[i]) };

		write_it(&spec);
		expect_tiles();
		assert_int_equal(n_bytes, spec.verbatim.len);
		spec = (struct hello_spec){ .from = &from, .keep = true };
		tile_in_cuts(spec);
		assert_true(count("key_share.key_exchange") >= 1);
		assert_true(count("supported_groups.group") >= 3);
	}
}

UNIT(fields_stand_where_their_name_says)
{
	static const uint16_t versions[] = { 0x0304 };
	struct hello_spec spec = { .versions = { versions, 1 },
		.groups = { two_groups, 2 },
		.server_name = "mx.example",
		.share = share };
	const struct field *field;

	write_it(&spec);
	field = find("server_name.host");
	assert_int_equal(field->len, 10);
	assert_memory_equal(bytes + field->at, "mx.example", 10);
	field = find("key_share.key_exchange.length");
	assert_memory_equal(bytes + field->at, "\0\5", 2);
	field = find("key_share.key_exchange");
	assert_int_equal(field->len, 5);
	field = find("supported_groups.group");
	assert_memory_equal(bytes + field->at, "\x00\x17", 2);
	field = find("hello.suites.length");
	assert_int_equal(slice_number(slice_of(bytes + field->at, 2), 0, 2),
		2 * count("hello.suite"));
	assert_int_equal(count("extension.type"), draft.hello.n_extensions);
	assert_int_equal(count("supported_groups.group"), 2);
	assert_int_equal(count("supported_versions.version"), 1);
	assert_int_equal(count("psk_key_exchange_modes.mode"), 1);
	assert_int_equal(count("signature_algorithms.scheme"), 18);
	assert_int_equal(count("ec_point_formats.format"), 1);
	assert_int_equal(count("renegotiation_info.length"), 1);
}

/* A lie about any length is one write into the bytes at hand. */
UNIT(each_length_field_says_what_follows)
{
	struct hello_spec spec = { .share = share, .server_name = "a.b" };
	size_t n = 0;

	write_it(&spec);
	for (size_t i = 0; i + 1 < map.n; i++) {
		const char *dot = strrchr(fields[i].name, '.');

		if (!dot || strcmp(dot, ".length") || fields[i].len > 3)
			continue;
		n++;
		assert_true(slice_number(slice_of(bytes, n_bytes), fields[i].at,
				    fields[i].len) <= n_bytes - fields[i].at);
	}
	assert_true(n >= 20);
}

UNIT(bytes_that_are_no_hello_have_a_map_too)
{
	struct hello_spec spec = { .verbatim = {
					   (const uint8_t *)"GET /", 5 } };

	map = (struct field_map){ fields, FIELDS, 0 };
	write_it(&spec);
	assert_int_equal(map.n, 1);
	assert_string_equal(fields[0].name, "not_tls");
}

UNIT(a_small_map_counts_what_it_does_not_keep)
{
	struct hello_spec spec = { .share = share };
	struct writer w = writer_of(bytes, sizeof(bytes));
	struct field two[2];
	struct field_map small = { two, 2, 0 };

	write_it(&spec);
	w.map = &small;
	assert_true(hello_build(&w, &draft, &spec));
	assert_int_equal(small.n, map.n);
	assert_string_equal(two[1].name, "record.version");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_of_each_standard_are_all_of_its_bytes),
		cmocka_unit_test(
			fields_of_each_recorded_client_are_all_of_its_bytes),
		cmocka_unit_test(fields_stand_where_their_name_says),
		cmocka_unit_test(each_length_field_says_what_follows),
		cmocka_unit_test(bytes_that_are_no_hello_have_a_map_too),
		cmocka_unit_test(a_small_map_counts_what_it_does_not_keep),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
