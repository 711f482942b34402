/* SPDX-License-Identifier: ISC */
/* From targets to addresses, against a DNS server of our own on loopback. */
#include "net/dns/resolve.h"

#include "tests/lib/unit.h"
#include "tests/net/dns/dns_fixture.h"

#include <event2/event.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static const struct dns_row rows[] = {
	{ "mx.example", DNS_MX, 20, "b.mx.example", 0 },
	{ "mx.example", DNS_MX, 10, "z.mx.example", 0 },
	{ "mx.example", DNS_MX, 20, "a.mx.example", 0 },
	{ "a.mx.example", DNS_A, 0, "192.0.2.1", 0 },
	{ "a.mx.example", DNS_AAAA, 0, "2001:db8::1", 0 },
	{ "b.mx.example", DNS_A, 0, "192.0.2.2", 0 },
	{ "z.mx.example", DNS_CNAME, 0, "a.mx.example", 0 },
	{ "null.example", DNS_MX, 5, ".", 0 },
	{ "dot.example", DNS_MX, 0, ".", 0 },
	{ "dot.example", DNS_MX, 10, "a.mx.example", 0 },
	{ "plain.example", DNS_A, 0, "192.0.2.3", 0 },
	{ "empty.example", 0, 0, NULL, 0 },
	{ "broken.example", 0, 0, NULL, 2 },
	{ "refused.example", 0, 0, NULL, 5 },
	{ "silent.example", 0, 0, NULL, DNS_SILENT },
	{ "late.example", DNS_A, 0, "192.0.2.4", DNS_LATE },
	{ "alias.example", DNS_CNAME, 0, "mx.example", 0 },
	{ "odd.example", DNS_MX, 10, "192.0.2.9", 0 },
	{ "odd.example", DNS_MX, 20, "gone.example", 0 },
	{ "odd.example", DNS_MX, 30, "broken.example", 0 },
	{ "odd.example", DNS_MX, 40, "e\x1b[31m.example", 0 },
	{ "home.example", DNS_MX, 10, "in.home.example", 0 },
	{ "home.example", DNS_MX, 20, "a.mx.example", 0 },
	{ "in.home.example", DNS_A, 0, "127.0.0.1", 0 },
	{ "in.home.example", DNS_AAAA, 0, "fd00::1", 0 },
	{ "part.example", DNS_A, 0, "192.0.2.5", 0 },
	{ "part.example", DNS_AAAA, 0, NULL, 2 },
	{ "thrice.example", DNS_MX, 30, "a.mx.example", 0 },
	{ "thrice.example", DNS_MX, 10, "a.mx.example", 0 },
	{ "thrice.example", DNS_MX, 20, "b.mx.example", 0 },
	{ "thrice.example", DNS_MX, 20, "a.mx.example", 0 },
	{ "lab.test", DNS_MX, 10, "a.mx.example", 0 },
	{ NULL, 0, 0, NULL, 0 },
};

static struct event_base *base;
static struct resolver *resolver;
static struct resolution got;
static char server[40];

static struct resolver *new_resolver(int family)
{
	struct resolver_options options = {
		.server = server, .family = family, .timeout_ms = 300
	};
	struct error error = { 0 };
	struct resolver *r = resolver_new(base, &options, &error);

	if (r == NULL)
		fail_msg("%s", error.message);
	return r;
}

FIXTURE(start)
{
	base = event_base_new();
	snprintf(server, sizeof(server), "127.0.0.1:%u",
		dns_fixture_start(rows));
	resolver = new_resolver(AF_UNSPEC);
	return 0;
}

FIXTURE(end)
{
	resolver_free(resolver);
	event_base_free(base);
	dns_fixture_stop();
	return 0;
}

static void ask_with(
	struct resolver *r, enum target_kind kind, const char *name)
{
	struct target target = { .kind = kind };
	bool stop = false;

	snprintf(target.name, sizeof(target.name), "%s", name);
	resolve_target(r, &got, &target, &stop);
}

static void ask(const char *name)
{
	ask_with(resolver, TARGET_DOMAIN, name);
}

UNIT(exchangers_come_by_preference_then_name)
{
	ask("mx.example");
	assert_int_equal(got.state, RESOLUTION_OK);
	assert_int_equal(got.n_hosts, 3);
	assert_string_equal(got.hosts[0].name, "z.mx.example");
	assert_int_equal(got.hosts[0].preference, 10);
	assert_string_equal(got.hosts[1].name, "a.mx.example");
	assert_string_equal(got.hosts[2].name, "b.mx.example");
	assert_int_equal(got.hosts[1].n_addresses, 2);
	assert_string_equal(got.hosts[1].addresses[0].text, "192.0.2.1");
	assert_string_equal(got.hosts[1].addresses[1].text, "2001:db8::1");
	assert_int_equal(got.hosts[1].addresses[1].family, AF_INET6);
	assert_int_equal(got.hosts[0].n_addresses, 2);
	assert_int_equal(got.hosts[2].n_addresses, 1);
	assert_string_equal(got.hosts[2].reason, "");
	assert_true(got.local_resolver);
}

UNIT(an_exchanger_that_is_an_alias_is_noted)
{
	ask("mx.example");
	assert_string_equal(got.hosts[0].alias, "a.mx.example");
	assert_string_equal(got.hosts[1].alias, "");
}

UNIT(an_exchanger_that_leads_home_is_noted)
{
	ask("home.example");
	assert_int_equal(got.hosts[0].addresses[0].scope, SCOPE_LOOPBACK);
	assert_int_equal(got.hosts[0].addresses[1].scope, SCOPE_UNIQUE_LOCAL);
	assert_int_equal(got.hosts[1].addresses[0].scope, SCOPE_GLOBAL);
}

UNIT(a_single_dot_is_the_null_mx)
{
	ask("null.example");
	assert_int_equal(got.state, RESOLUTION_NULL_MX);
	assert_int_equal(got.n_hosts, 0);
}

UNIT(a_dot_beside_others_is_ignored)
{
	ask("dot.example");
	assert_int_equal(got.state, RESOLUTION_OK);
	assert_int_equal(got.n_hosts, 1);
	assert_string_equal(got.hosts[0].name, "a.mx.example");
}

UNIT(without_mx_the_domain_is_the_host)
{
	ask("plain.example");
	assert_int_equal(got.state, RESOLUTION_IMPLICIT);
	assert_int_equal(got.n_hosts, 1);
	assert_string_equal(got.hosts[0].name, "plain.example");
	assert_string_equal(got.hosts[0].addresses[0].text, "192.0.2.3");
}

UNIT(what_does_not_exist_is_nxdomain)
{
	ask("missing.example");
	assert_int_equal(got.state, RESOLUTION_NXDOMAIN);
	assert_string_equal(got.reason, "the domain does not exist");
	ask("empty.example");
	assert_int_equal(got.state, RESOLUTION_NO_ADDRESS);
	assert_string_equal(
		got.reason, "the domain has neither MX nor address records");
}

UNIT(servfail_and_refused_are_failures)
{
	ask("broken.example");
	assert_int_equal(got.state, RESOLUTION_FAILED);
	assert_non_null(strstr(got.reason, "the resolver 127.0.0.1@"));
	assert_non_null(strstr(got.reason, "SERVFAIL"));
	ask("refused.example");
	assert_int_equal(got.state, RESOLUTION_FAILED);
	assert_non_null(strstr(got.reason, "REFUSED"));
	assert_null(strstr(got.reason, "SERVFAIL"));
}

/* A part of the addresses is not known; the rest can be asked. */
UNIT(a_failure_beside_an_address_is_kept)
{
	ask_with(resolver, TARGET_HOST, "part.example");
	assert_int_equal(got.state, RESOLUTION_OK);
	assert_int_equal(got.hosts[0].n_addresses, 1);
	assert_true(got.hosts[0].partial);
	assert_non_null(strstr(got.hosts[0].reason, "AAAA: SERVFAIL"));
}

UNIT(a_host_that_is_listed_thrice_is_one)
{
	ask("thrice.example");
	assert_int_equal(got.n_hosts, 2);
	assert_string_equal(got.hosts[0].name, "a.mx.example");
	assert_int_equal(got.hosts[0].preference, 10);
	assert_int_equal(got.left_out, 0);
	assert_non_null(strstr(got.reason, "2 MX records name a host once"));
}

UNIT(a_domain_typed_as_a_host_is_told)
{
	ask_with(resolver, TARGET_HOST, "mx.example");
	assert_int_equal(got.state, RESOLUTION_NO_ADDRESS);
	assert_non_null(strstr(got.reason,
		"but MX records (z.mx.example): a mail domain; write it "
		"without scheme and port"));
	ask_with(resolver, TARGET_HOST, "empty.example");
	assert_int_equal(got.state, RESOLUTION_NO_ADDRESS);
	assert_string_equal(got.reason, "no address in the DNS");
}

UNIT(silence_is_a_failure_with_its_seconds)
{
	ask("silent.example");
	assert_int_equal(got.state, RESOLUTION_FAILED);
	assert_non_null(strstr(got.reason, "did not answer within 300 ms"));
}

/* Given up after 300 ms; the answer comes at 600 ms, when nobody waits. */
UNIT(an_answer_after_the_end_harms_nobody)
{
	struct timeval wait = { 0, 900000 };

	ask_with(resolver, TARGET_HOST, "late.example");
	assert_int_equal(got.state, RESOLUTION_FAILED);
	event_base_loopexit(base, &wait);
	event_base_dispatch(base);
	ask("mx.example");
	assert_int_equal(got.state, RESOLUTION_OK);
}

UNIT(stop_ends_the_wait)
{
	struct target target = { .kind = TARGET_DOMAIN,
		.name = "silent.example" };
	bool stop = true;

	resolve_target(resolver, &got, &target, &stop);
	assert_int_equal(got.state, RESOLUTION_FAILED);
	assert_string_equal(got.reason, "interrupted");
}

UNIT(an_alias_is_followed_and_noted)
{
	ask("alias.example");
	assert_int_equal(got.state, RESOLUTION_OK);
	assert_string_equal(got.canonical, "mx.example");
	assert_int_equal(got.n_hosts, 3);
}

UNIT(each_host_has_a_state_of_its_own)
{
	ask("odd.example");
	assert_int_equal(got.state, RESOLUTION_OK);
	assert_int_equal(got.n_hosts, 4);
	assert_int_equal(got.hosts[0].state, RESOLUTION_NXDOMAIN);
	assert_string_equal(got.hosts[0].reason,
		"the MX names an address; it must name a host (RFC 5321 5.1)");
	assert_int_equal(got.hosts[1].state, RESOLUTION_NXDOMAIN);
	assert_string_equal(got.hosts[1].reason, "no such name in the DNS");
	assert_int_equal(got.hosts[2].state, RESOLUTION_FAILED);
	assert_int_equal(got.hosts[3].state, RESOLUTION_NXDOMAIN);
	assert_string_equal(got.hosts[3].name, "e\\027\\09131m.example");
}

UNIT(the_family_filters_addresses)
{
	struct resolver *only = new_resolver(AF_INET6);

	ask_with(only, TARGET_DOMAIN, "mx.example");
	assert_int_equal(got.hosts[1].n_addresses, 1);
	assert_string_equal(got.hosts[1].addresses[0].text, "2001:db8::1");
	assert_int_equal(got.hosts[2].state, RESOLUTION_NO_ADDRESS);
	assert_string_equal(got.hosts[2].reason, "no address in the DNS");
	resolver_free(only);
}

UNIT(a_host_has_no_mx)
{
	ask_with(resolver, TARGET_HOST, "a.mx.example");
	assert_int_equal(got.state, RESOLUTION_OK);
	assert_int_equal(got.n_hosts, 1);
	assert_int_equal(got.hosts[0].n_addresses, 2);
	ask_with(resolver, TARGET_HOST, "missing.example");
	assert_int_equal(got.state, RESOLUTION_NXDOMAIN);
	ask_with(resolver, TARGET_HOST, "broken.example");
	assert_int_equal(got.state, RESOLUTION_FAILED);
}

UNIT(literals_and_localhost_are_not_asked_for)
{
	unsigned before = dns_fixture_questions();

	ask_with(resolver, TARGET_LITERAL, "2001:db8::7");
	assert_int_equal(got.state, RESOLUTION_LITERAL);
	assert_int_equal(got.hosts[0].state, RESOLUTION_LITERAL);
	assert_string_equal(got.hosts[0].addresses[0].text, "2001:db8::7");
	assert_int_equal(got.hosts[0].addresses[0].family, AF_INET6);
	ask("mx.localhost");
	assert_int_equal(got.state, RESOLUTION_IMPLICIT);
	assert_string_equal(got.hosts[0].addresses[0].text, "127.0.0.1");
	assert_string_equal(got.hosts[0].addresses[1].text, "::1");
	assert_int_equal(dns_fixture_questions(), before);
}

UNIT(the_zone_test_is_not_shadowed)
{
	ask("lab.test");
	assert_int_equal(got.state, RESOLUTION_OK);
	assert_string_equal(got.hosts[0].addresses[0].text, "192.0.2.1");
}

UNIT(a_server_that_is_no_address_is_refused)
{
	struct resolver_options options = { .server = "dns.example" };
	struct error error = { 0 };

	assert_null(resolver_new(base, &options, &error));
	assert_int_equal(error.code, ERROR_USAGE);
	assert_non_null(strstr(error.message, "dns.example"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exchangers_come_by_preference_then_name),
		cmocka_unit_test(an_exchanger_that_is_an_alias_is_noted),
		cmocka_unit_test(an_exchanger_that_leads_home_is_noted),
		cmocka_unit_test(a_single_dot_is_the_null_mx),
		cmocka_unit_test(a_dot_beside_others_is_ignored),
		cmocka_unit_test(without_mx_the_domain_is_the_host),
		cmocka_unit_test(what_does_not_exist_is_nxdomain),
		cmocka_unit_test(servfail_and_refused_are_failures),
		cmocka_unit_test(a_failure_beside_an_address_is_kept),
		cmocka_unit_test(a_host_that_is_listed_thrice_is_one),
		cmocka_unit_test(a_domain_typed_as_a_host_is_told),
		cmocka_unit_test(an_alias_is_followed_and_noted),
		cmocka_unit_test(each_host_has_a_state_of_its_own),
		cmocka_unit_test(the_family_filters_addresses),
		cmocka_unit_test(a_host_has_no_mx),
		cmocka_unit_test(literals_and_localhost_are_not_asked_for),
		cmocka_unit_test(the_zone_test_is_not_shadowed),
		cmocka_unit_test(a_server_that_is_no_address_is_refused),
		cmocka_unit_test(silence_is_a_failure_with_its_seconds),
		cmocka_unit_test(an_answer_after_the_end_harms_nobody),
		cmocka_unit_test(stop_ends_the_wait),
	};

	return cmocka_run_group_tests(tests, start, end);
}
