/* SPDX-License-Identifier: ISC */
/*
 * What the key of a certificate is for: keyUsage and extendedKeyUsage, whole,
 * cut, and malformed.
 */
#include "tests/lib/unit.h"
#include "tests/trust/certificate_file.h"
#include "trust/usage.h"

#define BYTES(...)                                                             \
	slice_of((const uint8_t[]){ __VA_ARGS__ },                             \
		sizeof((const uint8_t[]){ __VA_ARGS__ }))
#define SERVER_AUTH 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1

static struct certificate_facts facts;

static const char *usage(struct slice value)
{
	memset(&facts, 0, sizeof(facts));
	return key_usage_read(&facts, value);
}

static const char *purposes(struct slice value)
{
	memset(&facts, 0, sizeof(facts));
	return purposes_read(&facts, value);
}

static void open_file(const char *name)
{
	struct slice der = certificate_file(name);

	assert_true(certificate_read(&facts, der));
	slice_free(der);
}

UNIT(uses_are_told_as_the_certificate_states_them)
{
	static const struct {
		const char *file;
		bool stated;
		unsigned usage;
		size_t n;
		const char *first;
	} rows[] = {
		{ "usage-signature", true, 1, 1, "serverAuth" },
		{ "usage-encipherment", true, 4, 1, "clientAuth" },
		{ "usage-certsign", true, 0x60, 0, "" },
		{ "usage-all", true, 0x1ff, 3, "serverAuth" },
		{ "version-1", false, 0, 0, "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		open_file(rows[i].file);
		assert_string_equal(facts.trouble, "");
		assert_int_equal(facts.has_key_usage, rows[i].stated);
		assert_int_equal(facts.key_usage, rows[i].usage);
		assert_int_equal(facts.n_purposes, rows[i].n);
		assert_string_equal(facts.purposes[0], rows[i].first);
	}
	open_file("usage-all");
	assert_string_equal(facts.purposes[2], "1.2.3.4");
}

UNIT(each_bit_has_its_name)
{
	assert_null(usage(BYTES(3, 2, 5, 0xa0)));
	assert_int_equal(facts.key_usage,
		KEY_USAGE_DIGITAL_SIGNATURE | KEY_USAGE_KEY_ENCIPHERMENT);
	assert_null(usage(BYTES(3, 3, 7, 0, 0x80)));
	assert_int_equal(facts.key_usage, 1 << 8);
	/* beyond the nine there is nothing to tell */
	assert_null(usage(BYTES(3, 4, 0, 0x80, 0x7f, 0xff)));
	assert_int_equal(facts.key_usage, KEY_USAGE_DIGITAL_SIGNATURE);
	assert_string_equal(key_usage_name(0), "digitalSignature");
	assert_string_equal(key_usage_name(8), "decipherOnly");
	assert_null(key_usage_name(KEY_USAGES));
}

UNIT(malformed_usage_is_told_and_states_nothing)
{
	assert_string_equal(usage(slice_of(NULL, 0)), "keyUsage is malformed");
	assert_string_equal(
		usage(BYTES(4, 2, 5, 0xa0)), "keyUsage is malformed");
	assert_string_equal(usage(BYTES(3, 0)), "keyUsage is malformed");
	assert_string_equal(
		usage(BYTES(3, 2, 8, 0xa0)), "keyUsage is malformed");
	assert_string_equal(usage(BYTES(3, 1, 1)), "keyUsage is malformed");
	assert_string_equal(
		usage(BYTES(3, 2, 5, 0xa0, 0)), "keyUsage is malformed");
	assert_false(facts.has_key_usage);
	assert_string_equal(usage(BYTES(3, 1, 0)), "keyUsage names no use");
	assert_true(facts.has_key_usage);
}

UNIT(malformed_purposes_leave_those_before)
{
	assert_string_equal(
		purposes(slice_of(NULL, 0)), "extendedKeyUsage is malformed");
	assert_string_equal(
		purposes(BYTES(0x30, 0)), "extendedKeyUsage names no purpose");
	assert_string_equal(purposes(BYTES(0x30, 12, SERVER_AUTH, 5, 0)),
		"extendedKeyUsage is malformed");
	assert_string_equal(facts.purposes[0], "serverAuth");
	assert_string_equal(purposes(BYTES(0x30, 10, SERVER_AUTH, 5, 0)),
		"extendedKeyUsage is malformed");
}

UNIT(number_of_purposes_is_capped)
{
	uint8_t many[3 + 10 * 20] = { 0x30, 0x81, 10 * 20 };
	static const uint8_t one[] = { SERVER_AUTH };

	for (size_t i = 3; i < sizeof(many); i += 10)
		memcpy(many + i, one, 10);
	assert_null(purposes(slice_of(many, sizeof(many))));
	assert_int_equal(facts.n_purposes, CERTIFICATE_PURPOSES);
	assert_int_equal(facts.n_purposes_left_out, 4);
}

/* Cut anywhere, and the outer length made to fit what is left of it. */
UNIT(no_prefix_is_a_usage)
{
	static const uint8_t bits[] = { 3, 3, 7, 0xff, 0x80 };
	static const uint8_t list[] = { 0x30, 20, SERVER_AUTH, SERVER_AUTH };

	for (size_t len = 0; len < sizeof(bits); len++) {
		struct slice part = exact_copy(slice_of(bits, len));

		assert_non_null(usage(part));
		assert_int_equal(facts.key_usage, 0);
		slice_free(part);
	}
	for (size_t len = 0; len < sizeof(list); len++) {
		uint8_t copy[sizeof(list)];
		struct slice part;

		part = exact_copy(slice_of(list, len));
		assert_non_null(purposes(part));
		slice_free(part);
		memcpy(copy, list, len);
		copy[1] = (uint8_t)(len - 2);
		part = exact_copy(slice_of(copy, len));
		if (len != 12)
			assert_non_null(purposes(part));
		assert_true(facts.n_purposes <= 1);
		slice_free(part);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uses_are_told_as_the_certificate_states_them),
		cmocka_unit_test(each_bit_has_its_name),
		cmocka_unit_test(malformed_usage_is_told_and_states_nothing),
		cmocka_unit_test(malformed_purposes_leave_those_before),
		cmocka_unit_test(number_of_purposes_is_capped),
		cmocka_unit_test(no_prefix_is_a_usage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
