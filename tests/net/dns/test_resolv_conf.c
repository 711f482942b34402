/* SPDX-License-Identifier: ISC */
/* Which resolvers: from resolv.conf and from --resolver. */
#include "net/dns/resolv_conf.h"

#include "tests/lib/unit.h"

UNIT(nameserver_lines_are_taken)
{
	char s[RESOLV_CONF_MAX][RESOLV_SERVER];

	assert_int_equal(resolv_conf_servers(s,
				 "search example\n"
				 "; nameserver 192.0.2.9\n"
				 " nameserver 192.0.2.9\n"
				 "nameserver\t192.0.2.1\r\n"
				 "nameservers 192.0.2.9\n"
				 "nameserver example\n"
				 "nameserver   2001:db8::1 # second\n"
				 "nameserver fe80::1%eth0"),
		3);
	assert_string_equal(s[0], "192.0.2.1@53");
	assert_string_equal(s[1], "2001:db8::1@53");
	assert_string_equal(s[2], "fe80::1%eth0@53");
}

UNIT(only_the_first_three_are_asked)
{
	char s[RESOLV_CONF_MAX][RESOLV_SERVER];

	assert_int_equal(resolv_conf_servers(s,
				 "nameserver 192.0.2.1\nnameserver 192.0.2.2\n"
				 "nameserver 192.0.2.3\nnameserver 192.0.2.4"),
		3);
	assert_string_equal(s[2], "192.0.2.3@53");
}

UNIT(without_any_it_is_this_host)
{
	char s[RESOLV_CONF_MAX][RESOLV_SERVER];

	assert_int_equal(resolv_conf_servers(s, ""), 1);
	assert_string_equal(s[0], "127.0.0.1@53");
	assert_int_equal(resolv_conf_servers(s, "nameserver\nnameserver "), 1);
	assert_string_equal(s[0], "127.0.0.1@53");
}

UNIT(addresses_may_have_a_port)
{
	char s[RESOLV_SERVER];

	assert_true(resolv_server(s, "192.0.2.1"));
	assert_string_equal(s, "192.0.2.1@53");
	assert_true(resolv_server(s, "192.0.2.1:5353"));
	assert_string_equal(s, "192.0.2.1@5353");
	assert_true(resolv_server(s, "2001:db8::1"));
	assert_string_equal(s, "2001:db8::1@53");
	assert_true(resolv_server(s, "[2001:db8::1]:54"));
	assert_string_equal(s, "2001:db8::1@54");
	assert_true(resolv_server(s, "[::1]"));
	assert_string_equal(s, "::1@53");
}

UNIT(anything_else_is_refused)
{
	static const char *const bad[] = { "", "example",
		"192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:53x",
		"[::1", "[::1]53", "[192.0.2.1]", "[]", "::1%",
		"192.0.2.1%eth0", "::1%eth0@53", "192.0.2.1@53",
		("1111111111111111111111111111111111111111111111111111111111111"
		 "111111111111111111111111111111111111111111111111111111111") };
	char s[RESOLV_SERVER];

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(resolv_server(s, bad[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nameserver_lines_are_taken),
		cmocka_unit_test(only_the_first_three_are_asked),
		cmocka_unit_test(without_any_it_is_this_host),
		cmocka_unit_test(addresses_may_have_a_port),
		cmocka_unit_test(anything_else_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
