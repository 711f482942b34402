/* SPDX-License-Identifier: ISC */
/* The text of /etc/hosts: good, odd and hostile. */
#include "net/dns/hosts.h"

#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const char text[] = "# names of this house\n"
			   "127.0.0.1\tlocalhost\n"
			   "192.0.2.1  mail Mail.Example # main\r\n"
			   "2001:DB8::1 mail.example\n"
			   "192.0.2.1 mail.example\n"
			   "192.0.2.300 mail.example\n"
			   "mail.example 192.0.2.9\n"
			   "192.0.2.5\n"
			   "\n   \t\n"
			   "192.0.2.7 #mail.example\n"
			   "192.0.2.8 last";

UNIT(a_name_has_each_address_once)
{
	struct host_address list[8];

	assert_int_equal(
		hosts_find(list, 8, text, "MAIL.example", AF_UNSPEC), 2);
	assert_string_equal(list[0].text, "192.0.2.1");
	assert_int_equal(list[0].family, AF_INET);
	assert_string_equal(list[1].text, "2001:db8::1");
	assert_int_equal(list[1].family, AF_INET6);
	assert_int_equal(hosts_find(list, 8, text, "last", AF_UNSPEC), 1);
}

UNIT(family_and_room_limit_the_list)
{
	struct host_address list[8];

	assert_int_equal(
		hosts_find(list, 8, text, "mail.example", AF_INET6), 1);
	assert_int_equal(
		hosts_find(list, 1, text, "mail.example", AF_UNSPEC), 1);
}

UNIT(parts_of_names_do_not_match)
{
	struct host_address list[8];

	assert_int_equal(hosts_find(list, 8, text, "mail.exam", AF_UNSPEC), 0);
	assert_int_equal(hosts_find(list, 8, text, "example", AF_UNSPEC), 0);
	assert_int_equal(hosts_find(list, 8, "", "a", AF_UNSPEC), 0);
	assert_int_equal(hosts_find(list, 8, text, "", AF_UNSPEC), 0);
}

UNIT(the_first_dotted_name_is_the_fqdn)
{
	char out[64], small[8];

	assert_true(hosts_fqdn(out, sizeof(out), text, "mail"));
	assert_string_equal(out, "Mail.Example");
	assert_false(hosts_fqdn(out, sizeof(out), text, "localhost"));
	assert_false(hosts_fqdn(small, sizeof(small), text, "mail"));
}

UNIT(a_very_long_word_is_passed_over)
{
	size_t n = 100000;
	char *lines = malloc(n + 40);
	struct host_address list[2];

	assert_non_null(lines);
	memset(lines, '1', n);
	strcpy(lines + n, " a\n192.0.2.1 a\n");
	assert_int_equal(hosts_find(list, 2, lines, "a", AF_UNSPEC), 1);
	free(lines);
}

UNIT(a_missing_file_is_empty)
{
	char *loaded = hosts_load("/nonexistent/hosts");

	assert_string_equal(loaded, "");
	free(loaded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_has_each_address_once),
		cmocka_unit_test(family_and_room_limit_the_list),
		cmocka_unit_test(parts_of_names_do_not_match),
		cmocka_unit_test(the_first_dotted_name_is_the_fqdn),
		cmocka_unit_test(a_very_long_word_is_passed_over),
		cmocka_unit_test(a_missing_file_is_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
