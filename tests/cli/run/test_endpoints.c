/* SPDX-License-Identifier: ISC */
/*
 * Which endpoints a resolution leads to, and what the report says of it.
 */
#include "tests/lib/unit.h"
#include "smtp/dialogs.h"

#include "cli/run/endpoints.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static struct resolution resolution;
static struct target target;
static struct options options;

static void add_host(const char *name, unsigned preference)
{
	struct mail_host *host = &resolution.hosts[resolution.n_hosts++];

	snprintf(host->name, sizeof(host->name), "%s", name);
	host->preference = preference;
	host->n_addresses = 2;
	strcpy(host->addresses[0].text, "192.0.2.1");
	host->addresses[0].family = AF_INET;
	strcpy(host->addresses[1].text, "2001:db8::1");
	host->addresses[1].family = AF_INET6;
}

FIXTURE(load)
{
	memset(&resolution, 0, sizeof(resolution));
	memset(&options, 0, sizeof(options));
	memset(&target, 0, sizeof(target));
	resolution.local_resolver = false;
	target.kind = TARGET_DOMAIN;
	target.port = 25;
	target.dialog = dialog_find("smtp");
	resolution.state = RESOLUTION_OK;
	add_host("mx1.example", 10);
	add_host("mx2.example", 20);
	return 0;
}

static size_t count(struct endpoint **list)
{
	return endpoints_of(list, &target, &resolution, &options);
}

UNIT(every_address_of_every_host_is_asked)
{
	struct endpoint *list;

	assert_int_equal(count(&list), 4);
	assert_string_equal(list[0].host, "mx1.example");
	assert_string_equal(list[1].address, "2001:db8::1");
	assert_int_equal(list[1].family, AF_INET6);
	assert_string_equal(list[2].server_name, "mx2.example");
	assert_int_equal(list[3].port, 25);
	free(list);
}

UNIT(mx_and_family_leave_fewer)
{
	struct endpoint *list;

	options.mx = 1;
	assert_int_equal(count(&list), 2);
	free(list);
	options.family = AF_INET6;
	assert_int_equal(count(&list), 1);
	assert_string_equal(list[0].address, "2001:db8::1");
	free(list);
	options.mx = 5;
	assert_int_equal(count(&list), 2);
	free(list);
}

UNIT(the_server_name_can_be_set_or_left_out)
{
	struct endpoint *list;

	options.sni = "other.example";
	count(&list);
	assert_string_equal(list[0].server_name, "other.example");
	free(list);
	options.no_sni = true;
	count(&list);
	assert_string_equal(list[0].server_name, "");
	free(list);
	options = (struct options){ 0 };
	target.kind = TARGET_LITERAL;
	count(&list);
	assert_string_equal(list[0].server_name, "");
	free(list);
}

/* The first exchanger leads home with one of its two addresses. */
static size_t count_home(void)
{
	struct endpoint *list;
	size_t n;

	strcpy(resolution.hosts[0].addresses[0].text, "127.0.0.1");
	resolution.hosts[0].addresses[0].scope = SCOPE_LOOPBACK;
	n = count(&list);
	free(list);
	return n;
}

UNIT(an_mx_that_leads_home_is_not_asked)
{
	assert_int_equal(count_home(), 3);
	assert_true(resolution.hosts[0].addresses[0].withheld);
	assert_false(resolution.hosts[0].addresses[1].withheld);
}

UNIT(it_is_asked_where_it_is_allowed)
{
	options.allow_private = true;
	assert_int_equal(count_home(), 4);
	assert_false(resolution.hosts[0].addresses[0].withheld);
	options.allow_private = false;
	resolution.local_resolver = true;
	assert_int_equal(count_home(), 4);
	assert_false(resolution.hosts[0].addresses[0].withheld);
}

UNIT(what_was_typed_is_asked_wherever_it_points)
{
	target.kind = TARGET_HOST;
	assert_int_equal(count_home(), 4);
	target.kind = TARGET_LITERAL;
	resolution.state = RESOLUTION_LITERAL;
	assert_int_equal(count_home(), 4);
	target.kind = TARGET_DOMAIN;
	resolution.state = RESOLUTION_IMPLICIT;
	assert_int_equal(count_home(), 4);
}

UNIT(hosts_that_mx_leaves_out_are_marked)
{
	struct endpoint *list;

	options.mx = 1;
	count(&list);
	free(list);
	assert_false(resolution.hosts[0].skipped);
	assert_true(resolution.hosts[1].skipped);
}

UNIT(only_mx_records_have_a_preference)
{
	assert_true(has_preferences(&target, &resolution));
	resolution.state = RESOLUTION_IMPLICIT;
	assert_false(has_preferences(&target, &resolution));
	resolution.state = RESOLUTION_OK;
	target.kind = TARGET_HOST;
	assert_false(has_preferences(&target, &resolution));
}

#define PART(name) cmocka_unit_test_setup(name, load)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(every_address_of_every_host_is_asked),
		PART(mx_and_family_leave_fewer),
		PART(the_server_name_can_be_set_or_left_out),
		PART(an_mx_that_leads_home_is_not_asked),
		PART(it_is_asked_where_it_is_allowed),
		PART(what_was_typed_is_asked_wherever_it_points),
		PART(hosts_that_mx_leaves_out_are_marked),
		PART(only_mx_records_have_a_preference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
