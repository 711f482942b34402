/* SPDX-License-Identifier: ISC */
/*
 * Facts about wire/flight/key_exchange.c: each form of a ServerKeyExchange,
 * each of its prefixes, and what is kept of a broken one.
 */
#include "wire/flight/flight_parts.h"
#include "tests/lib/hex.h"
#include "tests/lib/prefix.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

struct form {
	const char *hex;
	uint16_t suite, version;
	struct server_key_exchange want; /* numbers only */
	size_t n_signature;
};

#define POINT "03 04 aa bb"
#define CURVE_REST "01 0a 01 0b 03 04 01 02 02 00 07 01 01" POINT

static const struct form forms[] = {
	/* DHE-RSA-AES256-SHA, TLS 1.2 and 1.0, SSL 3 */
	{ "0003 00 8001 0001 02 0002 1234 0601 0002 5152", 0x0039, 0x0303,
		{ .kind = KEY_EXCHANGE_DH,
			.dh_bits = 16,
			.has_scheme = true,
			.signature_scheme = 0x0601 },
		2 },
	{ "0002 7fff 0001 02 0002 1234 0003 515253", 0x0039, 0x0301,
		{ .kind = KEY_EXCHANGE_DH, .dh_bits = 15 }, 3 },
	{ "0002 0100 0001 02 0002 1234 0003 515253", 0x0033, 0x0300,
		{ .kind = KEY_EXCHANGE_DH, .dh_bits = 9 }, 3 },
	/* ADH-RC4-MD5: nothing behind the numbers, TLS 1.2 or not */
	{ "0002 0001 0001 02 0002 1234", 0x0018, 0x0303,
		{ .kind = KEY_EXCHANGE_DH, .dh_bits = 1 }, 0 },
	/* DHE-PSK-AES128-CBC-SHA: a hint before the numbers, unsigned */
	{ "0003 70736b 0002 8000 0001 02 0001 12", 0x0090, 0x0303,
		{ .kind = KEY_EXCHANGE_DH, .dh_bits = 16 }, 0 },
	/* ECDHE-RSA-AES128-GCM-SHA256 on P-256 */
	{ "03 0017" POINT "0804 0001 51", 0xc02f, 0x0303,
		{ .kind = KEY_EXCHANGE_ECDH_NAMED,
			.group = 0x0017,
			.has_scheme = true,
			.signature_scheme = 0x0804 },
		1 },
	/* AECDH-AES128-SHA, ECDHE-PSK-AES128-CBC-SHA */
	{ "03 001d" POINT, 0xc018, 0x0302,
		{ .kind = KEY_EXCHANGE_ECDH_NAMED, .group = 0x001d }, 0 },
	{ "0000 03 001d" POINT, 0xc035, 0x0303,
		{ .kind = KEY_EXCHANGE_ECDH_NAMED, .group = 0x001d }, 0 },
	/* explicit_prime; explicit_char2 with a trinomial, a pentanomial */
	{ "01 02 00fb" CURVE_REST "0001 51", 0xc014, 0x0301,
		{ .kind = KEY_EXCHANGE_ECDH_EXPLICIT, .curve_bits = 8 }, 1 },
	{ "02 00a3 01 01 07" CURVE_REST "0001 51", 0xc014, 0x0301,
		{ .kind = KEY_EXCHANGE_ECDH_EXPLICIT, .curve_bits = 163 }, 1 },
	{ "02 011b 02 01 03 01 06 01 07" CURVE_REST "0001 51", 0xc014, 0x0301,
		{ .kind = KEY_EXCHANGE_ECDH_EXPLICIT, .curve_bits = 283 }, 1 },
	/* EXP-RC4-MD5, and the same keys where no export was agreed on */
	{ "0003 00ffff 0003 010001 0002 5152", 0x0003, 0x0301,
		{ .kind = KEY_EXCHANGE_RSA_EXPORT, .rsa_bits = 16 }, 2 },
	{ "0003 00ffff 0003 010001 0401 0002 5152", 0x002f, 0x0303,
		{ .kind = KEY_EXCHANGE_RSA_EXPORT,
			.rsa_bits = 16,
			.has_scheme = true,
			.signature_scheme = 0x0401 },
		2 },
};

static void check_form(const struct form *form,
	const struct server_key_exchange *got, struct slice body)
{
	const struct server_key_exchange *want = &form->want;

	assert_int_equal(got->fault.kind, FAULT_NONE);
	assert_int_equal(got->kind, want->kind);
	assert_int_equal(got->dh_bits, want->dh_bits);
	assert_int_equal(got->group, want->group);
	assert_int_equal(got->curve_bits, want->curve_bits);
	assert_int_equal(got->rsa_bits, want->rsa_bits);
	assert_int_equal(got->has_scheme, want->has_scheme);
	assert_int_equal(got->signature_scheme, want->signature_scheme);
	assert_int_equal(got->signature.len, form->n_signature);
	assert_true(slice_equal(got->body, body));
	if (got->kind == KEY_EXCHANGE_ECDH_NAMED ||
		got->kind == KEY_EXCHANGE_ECDH_EXPLICIT) {
		assert_int_equal(got->point.len, 3);
		assert_memory_equal(got->point.data, "\x04\xaa\xbb", 3);
	}
}

static bool reads(void *ctx, struct slice body)
{
	const struct form *form = ctx;
	struct server_key_exchange got;

	key_exchange_read(&got, body, form->suite, form->version);
	assert_true(got.kind != KEY_EXCHANGE_NONE);
	return got.fault.kind == FAULT_NONE;
}

UNIT(every_form_is_read_and_its_prefixes_fault)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct server_key_exchange got;
		struct form form = forms[i];
		size_t len;
		uint8_t *bytes = hex_read(form.hex, &len);
		struct slice body = slice_of(bytes, len);

		key_exchange_read(&got, body, form.suite, form.version);
		check_form(&form, &got, body);
		every_prefix_faults(body, reads, &form);
		free(bytes);
	}
}

UNIT(numbers_survive_a_broken_signature)
{
	static const uint8_t body[] = { 0, 2, 0x80, 0, 0, 1, 2, 0, 1, 9, 4, 1,
		0, 9, 1 };
	struct server_key_exchange got;

	key_exchange_read(&got, slice_of(body, sizeof(body)), 0x0039, 0x0303);
	assert_int_equal(got.kind, KEY_EXCHANGE_DH);
	assert_int_equal(got.dh_bits, 16);
	assert_true(got.has_scheme);
	assert_int_equal(got.fault.kind, FAULT_SHORT);
	assert_string_equal(got.fault.what, "key_exchange.signature");
	key_exchange_read(&got, slice_of(body, 5), 0x0039, 0x0303);
	assert_int_equal(got.kind, KEY_EXCHANGE_OPAQUE);
	assert_int_equal(got.body.len, 5);
}

UNIT(bytes_behind_are_a_fault)
{
	static const uint8_t body[] = { 0, 1, 5, 0, 1, 2, 0, 1, 3, 7 };
	struct server_key_exchange got;

	key_exchange_read(&got, slice_of(body, sizeof(body)), 0x0018, 0x0301);
	assert_int_equal(got.kind, KEY_EXCHANGE_DH);
	assert_int_equal(got.fault.kind, FAULT_TRAILING);
}

UNIT(odd_curves_are_faults)
{
	struct server_key_exchange got;

	key_exchange_read(
		&got, slice_of("\x04\x00\x17\x01\x04", 5), 0xc02f, 0x0303);
	assert_int_equal(got.kind, KEY_EXCHANGE_OPAQUE);
	assert_int_equal(got.fault.kind, FAULT_VALUE);
	assert_string_equal(got.fault.what, "key_exchange.curve_type");
	key_exchange_read(
		&got, slice_of("\x02\x00\xa3\x03\x04", 5), 0xc02f, 0x0303);
	assert_string_equal(got.fault.what, "key_exchange.curve.basis");
}

UNIT(unknown_forms_are_kept)
{
	static const uint16_t suites[] = { 0x008c, 0xc01d, 0x0081, 0xe013,
		0xeffe, 0x0000, 0x1301 };

	for (size_t i = 0; i < sizeof(suites) / sizeof(suites[0]); i++) {
		struct server_key_exchange got;

		key_exchange_read(
			&got, slice_of("\x00\x01x", 3), suites[i], 0x0303);
		assert_int_equal(got.kind, KEY_EXCHANGE_OPAQUE);
		assert_int_equal(got.body.len, 3);
		assert_int_equal(got.fault.kind, FAULT_NONE);
	}
}

static void write_dh(struct writer *w, void *ctx)
{
	(void)ctx;
	key_exchange_write_dh(w, slice_of("\x00\xff\xc5", 3),
		slice_of("\x02", 1), slice_of("\x12\x34", 2));
}

static void write_ecdh(struct writer *w, void *ctx)
{
	(void)ctx;
	key_exchange_write_ecdh(w, 0x0017, slice_of("\x04\xaa\xbb", 3));
}

static void write_rsa(struct writer *w, void *ctx)
{
	(void)ctx;
	key_exchange_write_rsa(
		w, slice_of("\x80\x01", 2), slice_of("\x01\x00\x01", 3));
}

static void write_prime(struct writer *w, void *ctx)
{
	(void)ctx;
	key_exchange_write_explicit(w, slice_of("\xfb", 1), slice_of("\x05", 1),
		slice_of("\x04\x01\x02", 3));
}

static void write_char2(struct writer *w, void *ctx)
{
	(void)ctx;
	key_exchange_write_explicit(w, slice_of(NULL, 0), slice_of("\x05", 1),
		slice_of("\x04\x01\x02", 3));
}

UNIT(written_params_are_read_back)
{
	uint8_t out[64];
	struct writer w = writer_of(out, sizeof(out));
	struct server_key_exchange got;

	write_dh(&w, NULL);
	key_exchange_read(&got, writer_done(&w), 0x0018, 0x0303);
	assert_int_equal(got.fault.kind, FAULT_NONE);
	assert_int_equal(got.dh_bits, 16);
	assert_true(slice_equal(got.dh_p, slice_of("\x00\xff\xc5", 3)));
	assert_true(slice_equal(got.dh_g, slice_of("\x02", 1)));
	assert_true(slice_equal(got.dh_ys, slice_of("\x12\x34", 2)));
	w = writer_of(out, sizeof(out));
	write_ecdh(&w, NULL);
	key_exchange_read(&got, writer_done(&w), 0xc018, 0x0303);
	assert_int_equal(got.fault.kind, FAULT_NONE);
	assert_int_equal(got.group, 0x0017);
	w = writer_of(out, sizeof(out));
	write_rsa(&w, NULL);
	writer_put(&w, 3, 0x000151, "signature");
	key_exchange_read(&got, writer_done(&w), 0x0003, 0x0301);
	assert_int_equal(got.fault.kind, FAULT_NONE);
	assert_int_equal(got.rsa_bits, 16);
	assert_true(slice_equal(got.rsa_exponent, slice_of("\x01\x00\x01", 3)));
	w = writer_of(out, sizeof(out));
	write_prime(&w, NULL);
	writer_put(&w, 3, 0x000151, "signature");
	key_exchange_read(&got, writer_done(&w), 0xc014, 0x0301);
	assert_int_equal(got.fault.kind, FAULT_NONE);
	assert_int_equal(got.kind, KEY_EXCHANGE_ECDH_EXPLICIT);
	assert_int_equal(got.curve_bits, 8);
	w = writer_of(out, sizeof(out));
	write_char2(&w, NULL);
	writer_put(&w, 3, 0x000151, "signature");
	key_exchange_read(&got, writer_done(&w), 0xc014, 0x0301);
	assert_int_equal(got.fault.kind, FAULT_NONE);
	assert_int_equal(got.curve_bits, 163);
	assert_int_equal(got.point.len, 3);
	every_capacity_fails(write_dh, NULL);
	every_capacity_fails(write_prime, NULL);
	every_capacity_fails(write_char2, NULL);
	every_capacity_fails(write_ecdh, NULL);
	every_capacity_fails(write_rsa, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form_is_read_and_its_prefixes_fault),
		cmocka_unit_test(numbers_survive_a_broken_signature),
		cmocka_unit_test(bytes_behind_are_a_fault),
		cmocka_unit_test(odd_curves_are_faults),
		cmocka_unit_test(unknown_forms_are_kept),
		cmocka_unit_test(written_params_are_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
