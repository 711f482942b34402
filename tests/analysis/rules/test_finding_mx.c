/* SPDX-License-Identifier: ISC */
/*
 * What the mail exchangers of a domain are blamed for.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/rules/finding_mx.h"

static struct resolution resolution;
static struct findings findings;

static struct mail_host *add(const char *name, const char *address)
{
	struct mail_host *host = &resolution.hosts[resolution.n_hosts++];

	strcpy(host->name, name);
	host->n_addresses = 1;
	strcpy(host->addresses[0].text, address);
	return host;
}

FIXTURE(begin)
{
	memset(&resolution, 0, sizeof(resolution));
	add("mx1.example", "192.0.2.1");
	return 0;
}

static void lose(struct mail_host *host)
{
	host->n_addresses = 0;
	host->state = RESOLUTION_NXDOMAIN;
	strcpy(host->reason, "no address in the DNS");
}

static void assert_only(const char *id, enum severity severity)
{
	findings_of_mx(&findings, &resolution);
	assert_int_equal(findings.n, 1);
	assert_string_equal(findings.rows[0].id, id);
	assert_int_equal(findings.rows[0].severity, severity);
	assert_int_equal(findings.rows[0].proof.n, 0);
}

static void assert_says(const char *words)
{
	assert_non_null(strstr(findings.rows[0].detail, words));
}

UNIT(good_exchangers_are_not_blamed)
{
	findings_of_mx(&findings, &resolution);
	assert_int_equal(findings.n, 0);
}

UNIT(an_mx_that_leads_home_is_a_finding)
{
	add("home.example", "10.0.0.1")->addresses[0].scope = SCOPE_PRIVATE;
	assert_only("mx-private", SEVERITY_MEDIUM);
	assert_says("home.example has the private address 10.0.0.1");
}

UNIT(within_such_a_network_it_is_a_note)
{
	resolution.local_resolver = true;
	add("home.example", "::1")->addresses[0].scope = SCOPE_LOOPBACK;
	assert_only("mx-private", SEVERITY_INFO);
	assert_says("may be right");
}

UNIT(an_mx_that_is_an_alias_is_a_finding)
{
	strcpy(add("mx2.example", "192.0.2.2")->alias, "host.example");
	assert_only("mx-alias", SEVERITY_LOW);
	assert_says("mx2.example is an alias of host.example");
}

UNIT(an_mx_without_address_is_a_finding)
{
	lose(add("gone.example", ""));
	lose(add("lost.example", ""));
	assert_only("mx-without-address", SEVERITY_MEDIUM);
	assert_says("gone.example: no address in the DNS");
	assert_says("Such hosts: gone.example, lost.example.");
}

/* Unknown is never absent. */
UNIT(one_that_dns_failed_for_is_not_blamed)
{
	struct mail_host *host = add("broken.example", "");

	lose(host);
	host->state = RESOLUTION_FAILED;
	findings_of_mx(&findings, &resolution);
	assert_int_equal(findings.n, 0);
}

UNIT(the_most_severe_comes_first)
{
	struct mail_host *host = add("mx2.example", "127.0.0.1");

	host->addresses[0].scope = SCOPE_LOOPBACK;
	strcpy(host->alias, "host.example");
	lose(add("gone.example", ""));
	resolution.local_resolver = true;
	findings_of_mx(&findings, &resolution);
	assert_int_equal(findings.n, 3);
	assert_string_equal(findings.rows[0].id, "mx-without-address");
	assert_string_equal(findings.rows[1].id, "mx-alias");
	assert_string_equal(findings.rows[2].id, "mx-private");
}

#define PART(name) cmocka_unit_test_setup(name, begin)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(good_exchangers_are_not_blamed),
		PART(an_mx_that_leads_home_is_a_finding),
		PART(within_such_a_network_it_is_a_note),
		PART(an_mx_that_is_an_alias_is_a_finding),
		PART(an_mx_without_address_is_a_finding),
		PART(one_that_dns_failed_for_is_not_blamed),
		PART(the_most_severe_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
