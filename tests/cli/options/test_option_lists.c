/* SPDX-License-Identifier: ISC */
/*
 * --versions, --ask and --suites.
 */
#include "tests/lib/unit.h"

#include "cli/options/option_setters.h"

#include <stdlib.h>
#include <string.h>

static struct options options;
static struct error error;

FIXTURE(fresh)
{
	free(options.suites);
	memset(&options, 0, sizeof(options));
	memset(&error, 0, sizeof(error));
	return 0;
}

UNIT(versions_are_known_by_many_names)
{
	assert_true(set_versions(&options, "SSLv2,sslv3,TLSv1.0", &error));
	assert_int_equal(options.versions, 1 | 2 | 4);
	assert_true(set_versions(&options, "1.3", &error));
	assert_int_equal(options.versions, 32);
	assert_true(set_versions(&options, "tls1.2, TLS 1, ssl3", &error));
	assert_int_equal(options.versions, 16 | 4 | 2);
}

UNIT(unknown_versions_are_named)
{
	assert_false(set_versions(&options, "TLSv1.2,TLSv1.4", &error));
	assert_non_null(strstr(error.message, "'TLSv1.4'"));
	assert_false(set_versions(&options, "", &error));
	assert_false(set_versions(&options, ",,", &error));
}

UNIT(unknown_questions_are_named)
{
	assert_true(set_ask(&options, "suites,dhe", &error));
	assert_int_equal(options.ask, ASK_SUITES | ASK_DHE);
	assert_false(set_ask(&options, "suites,dh", &error));
	assert_non_null(strstr(error.message, "'dh'"));
}

UNIT(suites_come_as_names_and_codes_in_their_order)
{
	static const uint32_t want[] = { 0x0039, 0x000A, 0x1301, 0xCC14,
		0x010080 };

	assert_true(set_suites(&options,
		"0x0039,DES-CBC3-SHA, TLS_AES_128_GCM_SHA256,cc14,0x010080,"
		"DHE-RSA-AES256-SHA",
		&error));
	assert_true(options.chosen_suites);
	assert_int_equal(options.n_suites, 5);
	assert_memory_equal(options.suites, want, sizeof(want));
}

UNIT(a_range_leaves_signalling_and_grease_out)
{
	assert_true(set_suites(&options, "0x0000-0xFFFF", &error));
	/* 0x00FF, 0x5600 and the sixteen of RFC 8701 */
	assert_int_equal(options.n_suites, 0x10000 - 18);
	for (size_t i = 0; i < options.n_suites; i++) {
		assert_int_not_equal(options.suites[i], 0x00FF);
		assert_int_not_equal(options.suites[i], 0x5600);
		assert_int_not_equal(options.suites[i], 0x0A0A);
	}
}

UNIT(known_is_the_default)
{
	assert_true(set_suites(&options, "known", &error));
	assert_false(options.chosen_suites);
}

UNIT(bad_suites_are_refused_with_a_word_of_help)
{
	assert_false(set_suites(&options, "DES-CBC3-SHB", &error));
	assert_non_null(strstr(error.message, "DES-CBC3-SHA"));
	assert_false(set_suites(&options, "0x0035-0x0010", &error));
	assert_false(set_suites(&options, "0x0-0xFFFFFF", &error));
	assert_false(set_suites(&options, "0x0A0A", &error));
	assert_false(set_suites(&options, "", &error));
	assert_false(set_suites(&options, "0x1234567", &error));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(versions_are_known_by_many_names, fresh),
		cmocka_unit_test_setup(unknown_versions_are_named, fresh),
		cmocka_unit_test_setup(unknown_questions_are_named, fresh),
		cmocka_unit_test_setup(
			suites_come_as_names_and_codes_in_their_order, fresh),
		cmocka_unit_test_setup(
			a_range_leaves_signalling_and_grease_out, fresh),
		cmocka_unit_test_setup(known_is_the_default, fresh),
		cmocka_unit_test_setup(
			bad_suites_are_refused_with_a_word_of_help, fresh),
	};
	int status = cmocka_run_group_tests(tests, NULL, NULL);

	fresh(NULL);
	return status;
}
