/* SPDX-License-Identifier: ISC */
/*
 * What of a domain was not audited, in words.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/report/report.h"

static struct resolution resolution;
static struct report report;

FIXTURE(begin)
{
	struct mail_host *home = &resolution.hosts[0];
	struct mail_host *gone = &resolution.hosts[1];

	memset(&resolution, 0, sizeof(resolution));
	resolution.n_hosts = 2;
	strcpy(home->name, "home.example");
	home->n_addresses = 2;
	strcpy(home->addresses[0].text, "192.0.2.1");
	strcpy(home->addresses[1].text, "127.0.0.1");
	home->addresses[1].scope = SCOPE_LOOPBACK;
	strcpy(gone->name, "gone.example");
	gone->state = RESOLUTION_NXDOMAIN;
	strcpy(gone->reason, "no address in the DNS");
	report_begin(&report, "example.org", 0);
	return 0;
}

FIXTURE(end)
{
	report_clear(&report);
	return 0;
}

UNIT(a_withheld_address_is_missing)
{
	resolution.hosts[0].addresses[1].withheld = true;
	resolution.hosts[1].skipped = true;
	report_resolve(&report, &resolution, true);
	assert_int_equal(report.n_missing, 1);
	assert_string_equal(report.missing[0],
		"home.example leads to the loopback address 127.0.0.1, which "
		"was not asked (--allow-private asks it)");
	assert_true(report_withheld(&report));
}

UNIT(an_exchanger_without_address_is_missing)
{
	report_resolve(&report, &resolution, true);
	assert_int_equal(report.n_missing, 1);
	assert_string_equal(report.missing[0],
		"gone.example could not be asked: no address in the DNS");
	assert_false(report_withheld(&report));
}

UNIT(a_host_that_dns_failed_for_is_missing)
{
	resolution.hosts[1].state = RESOLUTION_FAILED;
	strcpy(resolution.hosts[1].reason, "SERVFAIL");
	report_resolve(&report, &resolution, false);
	assert_int_equal(report.n_missing, 1);
	assert_string_equal(
		report.missing[0], "gone.example could not be asked: SERVFAIL");
}

UNIT(what_had_no_room_is_missing)
{
	resolution.left_out = 136;
	resolution.hosts[0].left_out = 968;
	report_resolve(&report, &resolution, true);
	assert_int_equal(report.n_missing, 3);
	assert_string_equal(report.missing[0],
		"136 of 138 mail exchangers were left out, the first 2 asked");
	assert_string_equal(report.missing[1],
		"968 of the 970 addresses of home.example were left out, the "
		"first 2 asked");
}

UNIT(a_family_that_dns_failed_for_is_missing)
{
	resolution.hosts[1].skipped = true;
	resolution.hosts[0].partial = true;
	strcpy(resolution.hosts[0].reason, "AAAA: SERVFAIL");
	report_resolve(&report, &resolution, true);
	assert_int_equal(report.n_missing, 1);
	assert_string_equal(report.missing[0],
		"not all addresses of home.example are known, as the DNS "
		"failed for a part: AAAA: SERVFAIL");
}

UNIT(what_mx_leaves_out_is_not_missing)
{
	resolution.hosts[1].skipped = true;
	resolution.left_out = 5;
	report_resolve(&report, &resolution, true);
	assert_int_equal(report.n_missing, 0);
}

#define PART(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(a_withheld_address_is_missing),
		PART(an_exchanger_without_address_is_missing),
		PART(a_host_that_dns_failed_for_is_missing),
		PART(what_had_no_room_is_missing),
		PART(a_family_that_dns_failed_for_is_missing),
		PART(what_mx_leaves_out_is_not_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
