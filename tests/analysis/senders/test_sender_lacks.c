/* SPDX-License-Identifier: ISC */
/*
 * No suite comes out: what the two have not in common.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/judged.h"
#include "wire/tables/names.h"

static const uint16_t curves[] = { 0x0017, 0x0018, 0x0019, 0x001D, 0x001E };

UNIT(a_curve_is_what_is_missing)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC02F);
	made_group(&made, VERSION_TLS12, 0x001A, TRUTH_YES);
	for (size_t i = 0; i < 5; i++)
		made_group(&made, VERSION_TLS12, curves[i], TRUTH_NO);
	judged(&made, "openssl-level-2", SENDER_FAILS, SENDER_CAUSE_GROUP,
		"no common curve in TLSv1.2: the server takes brainpoolP256r1");
	made_clear(&made);
}

UNIT(a_certificate_of_another_type_is_what_is_missing)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x00A2);
	judged(&made, "openssl-level-2", SENDER_FAILS,
		SENDER_CAUSE_CERTIFICATE_TYPE,
		"no common certificate type in TLSv1.2: the server's suites "
		"want DSS, those of this sender ECDSA, RSA");
	judged(&made, "postfix-opportunistic", SENDER_UNKNOWN,
		SENDER_CAUSE_NONE, "DH prime is not known");
	made_clear(&made);
}

UNIT(dhe_in_the_other_shape_is_what_is_missing)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x009F)->shape = SHAPE_RFC7919;
	judged(&made, "postfix-opportunistic", SENDER_FAILS, SENDER_CAUSE_GROUP,
		"the server chooses DHE only beside RFC 7919 groups");
	made.portrait.versions[4].suites[0].shape = SHAPE_PLAIN;
	judged(&made, "openssl-level-2", SENDER_FAILS, SENDER_CAUSE_GROUP,
		"the server chooses DHE only without RFC 7919 groups");
	made_clear(&made);
}

UNIT(a_suite_is_what_is_missing)
{
	struct made made;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x000A);
	judged(&made, "openssl-level-2", SENDER_FAILS, SENDER_CAUSE_SUITE,
		"no common suite in TLSv1.2: none of the server's suites");
	judged(&made, "modern", SENDER_FAILS, SENDER_CAUSE_SUITE,
		"the server has no AEAD suite");
	made_clear(&made);
}

UNIT(a_refusal_is_told_as_it_came)
{
	struct made made;
	struct observation *o;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0x000A);
	o = made_row(&made, OUTCOME_ALERT);
	o->asked_version = VERSION_TLS12;
	o->alert = 71;
	judged(&made, "openssl-level-2", SENDER_FAILS, SENDER_CAUSE_SUITE,
		"the server answers alert 71 (insufficient_security)");
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_curve_is_what_is_missing),
		cmocka_unit_test(
			a_certificate_of_another_type_is_what_is_missing),
		cmocka_unit_test(dhe_in_the_other_shape_is_what_is_missing),
		cmocka_unit_test(a_suite_is_what_is_missing),
		cmocka_unit_test(a_refusal_is_told_as_it_came),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
