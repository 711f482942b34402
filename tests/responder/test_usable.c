/* SPDX-License-Identifier: ISC */
/*
 * What can be answered at all, and what one hello offers (offer.c): malformed
 * lists are told, not guessed.
 */
#include "responder/usable.h"
#include "tests/lib/unit.h"
#include "wire/hello/hello.h"

static struct profile profile;

static bool offer_with_groups(const uint8_t *body, size_t len)
{
	static struct hello hello;
	struct offer offer;

	hello = (struct hello){ .n_extensions = 1 };
	hello.extensions[0] =
		(struct hello_extension){ 10, slice_of(body, len) };
	return offer_read(&offer, &profile, &hello);
}

UNIT(lists_must_fill_their_extension)
{
	assert_true(offer_with_groups((uint8_t[]){ 0, 2, 0, 23 }, 4));
	assert_true(offer_with_groups((uint8_t[]){ 0, 0 }, 2));
	assert_false(offer_with_groups((uint8_t[]){ 0, 3, 0, 23, 1 }, 5));
	assert_false(offer_with_groups((uint8_t[]){ 0, 2, 0, 23, 1 }, 5));
	assert_false(offer_with_groups((uint8_t[]){ 0, 4, 0, 23 }, 4));
	assert_false(offer_with_groups((uint8_t[]){ 0 }, 1));
}

static bool can(uint16_t version, uint32_t suite)
{
	return responder_can(&profile, version, suite);
}

static void set_all_up(void)
{
	profile_init(&profile);
	for (int i = 0; i < PROFILE_VERSIONS; i++)
		profile.versions[i].supported = true;
	profile.dh_bits = 1024;
	profile.groups[profile.n_groups++] = 29;
	strcpy(profile.certificates[profile.n_certificates++], "rsa2048");
	strcpy(profile.certificates[profile.n_certificates++], "ecdsa256");
}

UNIT(what_needs_foreign_keys_cannot_be_answered)
{
	set_all_up();
	assert_true(can(0x0303, 0x0035));  /* RSA */
	assert_true(can(0x0303, 0x0039));  /* DHE_RSA */
	assert_true(can(0x0303, 0xc02b));  /* ECDHE_ECDSA */
	assert_true(can(0x0303, 0xc004));  /* static ECDH, ECDSA key */
	assert_true(can(0x0301, 0x001e));  /* KRB5 */
	assert_true(can(0x0303, 0x008c));  /* PSK */
	assert_true(can(0x0303, 0x7777));  /* nobody's */
	assert_false(can(0x0303, 0x0032)); /* DSS */
	assert_false(can(0x0303, 0x0031)); /* static DH */
	assert_false(can(0x0303, 0x0081)); /* GOST */
	assert_false(can(0x0303, 0xc01d)); /* SRP */
}

UNIT(versions_keep_to_their_suites)
{
	set_all_up();
	assert_true(can(0x0304, 0x1301));
	assert_false(can(0x0303, 0x1301));
	assert_false(can(0x0304, 0x0035));
	assert_true(can(0x0002, 0x010080));
	assert_false(can(0x0303, 0x010080));
	assert_false(can(0x7f00, 0x0035));
	profile.versions[4].supported = false;
	assert_false(can(0x0303, 0x0035));
}

UNIT(groups_and_sizes_are_needed)
{
	set_all_up();
	profile.n_groups = 0;
	assert_false(can(0x0303, 0xc02f));
	profile.dh_bits = 0;
	assert_false(can(0x0303, 0x0039));
	profile.n_certificates = 0;
	assert_false(can(0x0303, 0x0035));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_must_fill_their_extension),
		cmocka_unit_test(what_needs_foreign_keys_cannot_be_answered),
		cmocka_unit_test(versions_keep_to_their_suites),
		cmocka_unit_test(groups_and_sizes_are_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
