/* SPDX-License-Identifier: ISC */
/*
 * The walk leaves no byte out, in any cut of the stream, and names each field
 * where it stands.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"
#include "wire/bytes/record.h"
#include "wire/text/walk.h"
#include "wire/bytes/writer.h"

#define SEEN_MAX 4096

struct seen {
	size_t n, next;
	struct walk_field fields[SEEN_MAX];
};

/* Each piece begins where the last one ended. */
static void see(void *ctx, const struct walk_field *field)
{
	struct seen *seen = ctx;

	assert_int_equal(field->at, seen->next);
	assert_true(field->len > 0);
	seen->next += field->len;
	if (seen->n < SEEN_MAX)
		seen->fields[seen->n++] = *field;
}

static void walk_one(
	struct seen *seen, struct slice bytes, bool client, bool ssl2)
{
	memset(seen, 0, sizeof(*seen));
	if (client)
		walk_client(bytes, see, seen);
	else
		walk_server(bytes, ssl2, see, seen);
	assert_int_equal(seen->next, bytes.len);
}

static const struct walk_field *find(const struct seen *seen, const char *name)
{
	for (size_t i = 0; i < seen->n; i++)
		if (!strcmp(seen->fields[i].name, name))
			return &seen->fields[i];
	fail_msg("no field %s", name);
	return NULL;
}

static size_t count(const struct seen *seen, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < seen->n; i++)
		n += !strcmp(seen->fields[i].name, name);
	return n;
}

static void expect(const struct seen *seen, const char *name, size_t at,
	size_t len, uint32_t number)
{
	const struct walk_field *field = find(seen, name);

	if (field->at != at || field->len != len || field->number != number)
		print_error("%s: %zu+%zu, %x\n", name, field->at, field->len,
			field->number);
	assert_int_equal(field->at, at);
	assert_int_equal(field->len, len);
	assert_int_equal(field->number, number);
}

UNIT(a_flight_of_tls12_is_named_field_by_field)
{
	static struct seen seen;
	size_t len;
	uint8_t *bytes = golden_read("tls12_dhe_flight", &len);

	walk_one(&seen, slice_of(bytes, len), false, false);
	expect(&seen, "alert.description", 6, 1, 0x70);
	expect(&seen, "handshake.type", 12, 1, 2);
	expect(&seen, "server_hello.version", 16, 2, 0x0303);
	expect(&seen, "server_hello.suite", 51, 2, 0x0039);
	expect(&seen, "extension.type", 56, 2, 0xff01);
	expect(&seen, "renegotiation_info.length", 60, 1, 0);
	assert_int_equal(count(&seen, "certificate.der"), 2);
	assert_int_equal(count(&seen, "record.type"), 5);
	/* the prime is cut by a record header: two pieces, header between */
	assert_int_equal(count(&seen, "key_exchange.dh_p"), 2);
	expect(&seen, "key_exchange.signature_scheme", len - 17, 2, 0x0601);
	assert_int_equal(find(&seen, "record.type")->depth, 0);
	assert_int_equal(find(&seen, "handshake.type")->depth, 1);
	assert_int_equal(find(&seen, "server_hello.suite")->depth, 2);
	free(bytes);
}

UNIT(a_cut_field_says_which_piece_is_the_last)
{
	static struct seen seen;
	size_t len, i = 0;
	uint8_t *bytes = golden_read("tls12_dhe_flight", &len);

	walk_one(&seen, slice_of(bytes, len), false, false);
	while (strcmp(seen.fields[i].name, "key_exchange.dh_p") != 0)
		i++;
	assert_true(seen.fields[i].first && !seen.fields[i].last);
	assert_int_equal(seen.fields[i].len, 4);
	assert_string_equal(seen.fields[i + 1].name, "record.type");
	assert_string_equal(seen.fields[i + 4].name, "key_exchange.dh_p");
	assert_true(!seen.fields[i + 4].first && seen.fields[i + 4].last);
	assert_false(seen.fields[i + 4].cut);
	free(bytes);
}

UNIT(a_client_hello_is_walked_to_its_last_share)
{
	static struct seen seen;
	size_t len;
	uint8_t *bytes = golden_read("rfc8448_client_hello", &len);

	walk_one(&seen, slice_of(bytes, len), true, false);
	expect(&seen, "hello.suites.length", 44, 2, 6);
	assert_int_equal(count(&seen, "hello.suite"), 3);
	assert_int_equal(count(&seen, "server_name.host"), 1);
	assert_int_equal(find(&seen, "key_share.group")->number, 0x1d);
	assert_int_equal(find(&seen, "key_share.key_exchange")->len, 32);
	assert_int_equal(
		find(&seen, "supported_versions.version")->number, 0x0304);
	free(bytes);
}

UNIT(a_retry_has_a_group_and_a_cookie_only)
{
	static struct seen seen;
	size_t len;
	uint8_t *bytes = golden_read("rfc8448_retry", &len);

	walk_one(&seen, slice_of(bytes, len), false, false);
	assert_int_equal(count(&seen, "key_share.selected_group"), 1);
	assert_int_equal(count(&seen, "key_share.group"), 0);
	assert_true(find(&seen, "cookie")->len > 2);
	free(bytes);
	bytes = golden_read("rfc8448_server_hello", &len);
	walk_one(&seen, slice_of(bytes, len), false, false);
	assert_int_equal(find(&seen, "key_share.group")->number, 0x1d);
	free(bytes);
}

UNIT(ssl2_is_walked_both_ways)
{
	static struct seen seen;
	size_t len;
	uint8_t *bytes = golden_read("ssl2_hello", &len);

	walk_one(&seen, slice_of(bytes, len), true, false);
	expect(&seen, "ssl2.type", 2, 1, 1);
	assert_true(count(&seen, "ssl2_hello.suite") > 0);
	free(bytes);
	bytes = golden_read("ssl2_server_hello", &len);
	walk_one(&seen, slice_of(bytes, len), false, true);
	expect(&seen, "ssl2_server_hello.version", 5, 2, 2);
	assert_int_equal(count(&seen, "ssl2_server_hello.cipher_kind"), 3);
	assert_int_equal(
		find(&seen, "ssl2_server_hello.connection_id")->len, 16);
	free(bytes);
}

UNIT(what_is_no_tls_is_one_field)
{
	static struct seen seen;
	static const char text[] = "\x15\x03\x03\x00\x02\x02\x28"
				   "454 4.7.0 TLS not available\r\n";

	walk_one(&seen, slice_of(text, sizeof(text) - 1), false, false);
	expect(&seen, "alert.description", 6, 1, 40);
	expect(&seen, "not_tls", 7, sizeof(text) - 8, 0);
}

/* The second record is an alert: the message is not whole, the alert is. */
UNIT(an_alert_inside_a_message_ends_it)
{
	static struct seen seen;
	static const uint8_t bytes[] = { 22, 3, 3, 0, 8, 2, 0, 0, 70, 3, 3, 1,
		2, 21, 3, 3, 0, 2, 2, 80, 22, 3, 3, 0, 4, 14, 0, 0, 0 };

	walk_one(&seen, slice_of(bytes, sizeof(bytes)), false, false);
	expect(&seen, "server_hello.random", 11, 2, 0);
	assert_false(find(&seen, "server_hello.random")->last);
	expect(&seen, "alert.description", 19, 1, 80);
	assert_int_equal(count(&seen, "handshake.type"), 2);
}

UNIT(a_length_that_lies_ends_with_its_vector)
{
	static struct seen seen;
	/* ServerHello whose session id claims 255 bytes */
	uint8_t bytes[5 + 4 + 38] = { 22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3 };

	bytes[43] = 255;
	walk_one(&seen, slice_of(bytes, sizeof(bytes)), false, false);
	expect(&seen, "server_hello.session_id", 44, 3, 0);
	assert_int_equal(count(&seen, "server_hello.suite"), 0);
}

UNIT(what_follows_a_change_of_cipher_is_sealed)
{
	static struct seen seen;
	uint8_t bytes[5 + 42 + 6 + 9] = { 22, 3, 3, 0, 42, 2, 0, 0, 38, 3, 3 };

	memcpy(bytes + 47, "\x14\x03\x03\x00\x01\x01", 6);
	memcpy(bytes + 53, "\x16\x03\x03\x00\x04\x0e\x00\x00\x00", 9);
	walk_one(&seen, slice_of(bytes, sizeof(bytes)), false, false);
	expect(&seen, "sealed", 58, 4, 0x0e000000);
	assert_int_equal(count(&seen, "handshake.type"), 1);
}

static const struct {
	const char *name;
	bool client, ssl2;
} goldens[] = {
	{ "tls12_dhe_flight", false, false },
	{ "rfc8448_client_hello", true, false },
	{ "rfc8448_retry", false, false },
	{ "rfc8448_server_hello", false, false },
	{ "ssl2_hello", true, false },
	{ "ssl2_server_hello", false, true },
	{ "tls12_hello", true, false },
};
#define N_GOLDENS (sizeof(goldens) / sizeof(goldens[0]))

/* In a heap block of its very size, so that a step too far is seen. */
UNIT(every_prefix_is_covered)
{
	static struct seen seen;

	for (size_t i = 0; i < N_GOLDENS; i++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[i].name, &len);

		for (size_t n = 0; n < len; n++) {
			uint8_t *copy = malloc(n ? n : 1);

			memcpy(copy, bytes, n);
			walk_one(&seen, slice_of(copy, n), goldens[i].client,
				goldens[i].ssl2);
			free(copy);
		}
		free(bytes);
	}
}

UNIT(every_changed_byte_is_covered)
{
	static struct seen seen;

	for (size_t i = 0; i < N_GOLDENS; i++) {
		size_t len;
		uint8_t *bytes = golden_read(goldens[i].name, &len);

		for (size_t at = 0; at < len; at++)
			for (unsigned v = 1; v < 256; v += 7) {
				bytes[at] ^= (uint8_t)v;
				walk_one(&seen, slice_of(bytes, len),
					goldens[i].client, goldens[i].ssl2);
				bytes[at] ^= (uint8_t)v;
			}
		free(bytes);
	}
}

/* The same fields in records of one to twelve bytes. */
UNIT(any_cut_gives_the_same_fields)
{
	static struct seen whole, cut;
	static uint8_t room[8192];
	size_t len;
	uint8_t *bytes = golden_read("rfc8448_client_hello", &len);

	walk_one(&whole, slice_of(bytes, len), true, false);
	for (size_t n = 1; n <= 12; n++) {
		struct writer w = writer_of(room, sizeof(room));

		writer_bytes(&w, bytes + 5, len - 5, "hello");
		records_cut(&w, 0, CONTENT_HANDSHAKE, 0x0301, n);
		walk_one(&cut, writer_done(&w), true, false);
		for (size_t i = 3; i < whole.n; i++) {
			const struct walk_field *field = &whole.fields[i];
			size_t last = 0, k;

			if (field->len > 4)
				continue;
			for (k = 0; k < cut.n && !last; k++)
				if (!strcmp(cut.fields[k].name, field->name) &&
					cut.fields[k].last &&
					cut.fields[k].number == field->number)
					last = k;
			assert_true(last > 0);
		}
	}
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flight_of_tls12_is_named_field_by_field),
		cmocka_unit_test(a_cut_field_says_which_piece_is_the_last),
		cmocka_unit_test(a_client_hello_is_walked_to_its_last_share),
		cmocka_unit_test(a_retry_has_a_group_and_a_cookie_only),
		cmocka_unit_test(ssl2_is_walked_both_ways),
		cmocka_unit_test(what_is_no_tls_is_one_field),
		cmocka_unit_test(an_alert_inside_a_message_ends_it),
		cmocka_unit_test(a_length_that_lies_ends_with_its_vector),
		cmocka_unit_test(what_follows_a_change_of_cipher_is_sealed),
		cmocka_unit_test(every_prefix_is_covered),
		cmocka_unit_test(every_changed_byte_is_covered),
		cmocka_unit_test(any_cut_gives_the_same_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
