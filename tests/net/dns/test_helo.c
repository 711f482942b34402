/* SPDX-License-Identifier: ISC */
/* Whatever this host is called, it can be said in EHLO. */
#include "net/dns/resolve.h"

#include "tests/lib/unit.h"

#include <string.h>

UNIT(the_default_can_be_said)
{
	char out[256];
	size_t len;

	default_helo(out, sizeof(out));
	len = strlen(out);
	assert_true(dialog_name_ok(out));
	assert_non_null(strchr(out, '.'));
	assert_int_equal(out[0] == '[', out[len - 1] == ']');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_default_can_be_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
