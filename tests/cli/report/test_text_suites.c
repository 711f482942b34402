/* SPDX-License-Identifier: ISC */
/*
 * The suites: a table where there is room, else two lines each.
 */
#include "tests/cli/report/says.h"

#include <stdlib.h>
#include <string.h>

UNIT(equal_versions_are_told_once_with_all_probes)
{
	assert_says(text_suites,
		"Suites of TLSv1.0, TLSv1.1 and TLSv1.2, in the server's "
		"order");
	assert_says(text_suites, "1  0x0039  TLS_DHE_RSA_WITH_AES_256_CBC_SHA");
	assert_says(text_suites,
		"DHE-RSA-AES256-SHA; DHE 1024; 256 bits; suite of TLS 1.0; "
		"probes 7,");
	says.tls12->order = SUITE_ORDER_CLIENT;
	assert_says(text_suites, "Suites of TLSv1.0 and TLSv1.1, in the");
	assert_says(text_suites, "Suites of TLSv1.2, the client's order");
}

UNIT(a_wide_page_has_a_table_of_suites)
{
	char *text = sample_text(&says.report, 160, text_suites);

	assert_non_null(strstr(text, "IANA name"));
	assert_non_null(strstr(text, "key exchange"));
	assert_null(strstr(text, "suite of TLS"));
	free(text);
}

UNIT(classes_of_a_mixed_order_are_told)
{
	size_t classes[3] = { 2, 3, 1 };

	says.tls12->order = SUITE_ORDER_MIXED;
	says.tls12->classes = classes;
	says.tls12->n_classes = 3;
	assert_says(text_suites, "Suites of TLSv1.2, in classes");
	assert_says(text_suites, "Of 1 to 2 the client's first is taken.");
	assert_says(text_suites, "Of 3 to 5 the client's first is taken.");
	assert_says(text_suites, "6 stands alone.");
}

UNIT(a_code_without_a_name_is_told_by_its_number)
{
	says.tls12->n_suites = 1;
	says.tls12->suites[0].known = NULL;
	says.tls12->suites[0].code_text = "0xFEDC";
	says.tls12->suites[0].dh_bits_rfc7919 = 2048;
	assert_says(text_suites, " 0xFEDC  (no name) ");
	assert_says(text_suites, " 1024, RFC 7919: 2048  21");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(equal_versions_are_told_once_with_all_probes),
		SAYS(a_wide_page_has_a_table_of_suites),
		SAYS(classes_of_a_mixed_order_are_told),
		SAYS(a_code_without_a_name_is_told_by_its_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
