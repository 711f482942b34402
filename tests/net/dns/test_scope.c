/* SPDX-License-Identifier: ISC */
/* Which addresses lead home, and their neighbours that do not. */
#include "net/dns/scope.h"

#include "tests/lib/unit.h"

static void assert_scope(enum address_scope scope, const char *text)
{
	if (address_scope_of(text) != scope)
		fail_msg("%s is %s", text,
			address_scope_name(address_scope_of(text)));
}

UNIT(addresses_of_ipv4)
{
	assert_scope(SCOPE_LOOPBACK, "127.0.0.1");
	assert_scope(SCOPE_LOOPBACK, "127.255.0.9");
	assert_scope(SCOPE_PRIVATE, "10.1.2.3");
	assert_scope(SCOPE_PRIVATE, "172.16.0.1");
	assert_scope(SCOPE_PRIVATE, "172.31.255.255");
	assert_scope(SCOPE_PRIVATE, "192.168.0.1");
	assert_scope(SCOPE_LINK_LOCAL, "169.254.169.254");
	assert_scope(SCOPE_UNSPECIFIED, "0.0.0.0");
	assert_scope(SCOPE_MULTICAST, "224.0.0.1");
	assert_scope(SCOPE_MULTICAST, "255.255.255.255");
	assert_scope(SCOPE_GLOBAL, "172.15.255.255");
	assert_scope(SCOPE_GLOBAL, "172.32.0.0");
	assert_scope(SCOPE_GLOBAL, "192.169.0.1");
	assert_scope(SCOPE_GLOBAL, "192.0.2.1");
	assert_scope(SCOPE_GLOBAL, "11.0.0.1");
}

UNIT(addresses_of_ipv6)
{
	assert_scope(SCOPE_LOOPBACK, "::1");
	assert_scope(SCOPE_UNSPECIFIED, "::");
	assert_scope(SCOPE_LINK_LOCAL, "fe80::1");
	assert_scope(SCOPE_LINK_LOCAL, "febf::1%eth0");
	assert_scope(SCOPE_UNIQUE_LOCAL, "fd00::1");
	assert_scope(SCOPE_UNIQUE_LOCAL, "fc00::1");
	assert_scope(SCOPE_UNIQUE_LOCAL, "fec0::1");
	assert_scope(SCOPE_MULTICAST, "ff02::1");
	assert_scope(SCOPE_GLOBAL, "2001:db8::1");
	assert_scope(SCOPE_GLOBAL, "fe00::1");
}

UNIT(an_ipv4_address_within_counts_as_itself)
{
	assert_scope(SCOPE_LOOPBACK, "::ffff:127.0.0.1");
	assert_scope(SCOPE_PRIVATE, "::10.0.0.1");
	assert_scope(SCOPE_PRIVATE, "64:ff9b::192.168.1.1");
	assert_scope(SCOPE_LOOPBACK, "2002:7f00:1::");
	assert_scope(SCOPE_GLOBAL, "::ffff:192.0.2.1");
	assert_scope(SCOPE_GLOBAL, "64:ff9b::192.0.2.1");
}

UNIT(a_resolver_is_an_address_too)
{
	assert_scope(SCOPE_LOOPBACK, "127.0.0.53@53");
	assert_scope(SCOPE_GLOBAL, "192.0.2.53@53");
	assert_scope(SCOPE_LINK_LOCAL, "fe80::1%eth0@53");
	assert_scope(SCOPE_GLOBAL, "no address");
	assert_scope(SCOPE_GLOBAL, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_of_ipv4),
		cmocka_unit_test(addresses_of_ipv6),
		cmocka_unit_test(an_ipv4_address_within_counts_as_itself),
		cmocka_unit_test(a_resolver_is_an_address_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
