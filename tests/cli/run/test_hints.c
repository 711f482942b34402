/* SPDX-License-Identifier: ISC */
/*
 * Hints: only when every endpoint failed alike.
 */
#include "tests/lib/unit.h"

#include "cli/run/hints.h"

#include <string.h>

static const struct resolution fine = { .state = RESOLUTION_OK };

static json_t *endpoint(const char *outcome, const char *error, int port)
{
	return json_pack("{s:s, s:i, s:[], s:[{s:s, s:s, s:s?}]}", "state",
		"inconclusive", "port", port, "probes", "failures", "stage",
		"connect", "outcome", outcome, "error", error);
}

/* Is @words in the only hint? NULL: is there none? */
static void assert_hint(json_t *endpoints, const struct resolution *resolution,
	const char *words)
{
	json_t *hints = hints_json(endpoints, resolution);

	assert_int_equal(json_array_size(hints), words != NULL);
	if (words)
		assert_non_null(strstr(
			json_string_value(json_array_get(hints, 0)), words));
	json_decref(hints);
	json_decref(endpoints);
}

UNIT(port_25_that_times_out_everywhere_seems_blocked)
{
	assert_hint(json_pack("[o,o]",
			    endpoint("unreachable", "Connection timed out", 25),
			    endpoint("silence", NULL, 25)),
		&fine, "port 25 out of this network seems blocked");
}

UNIT(one_that_was_refused_shows_it_is_not_blocked)
{
	assert_hint(json_pack("[o,o]",
			    endpoint("unreachable", "Connection timed out", 25),
			    endpoint("unreachable", "Connection refused", 25)),
		&fine, NULL);
}

UNIT(a_family_without_a_route_does_not_count)
{
	json_t *none = json_pack("{s:s, s:s}", "state", "not-applicable",
		"reason", "no-route-v6");

	assert_hint(json_pack("[o,o]", none, endpoint("silence", NULL, 25)),
		&fine, "port 25");
	none = json_pack("{s:s, s:s}", "state", "not-applicable", "reason",
		"no-route-v6");
	assert_hint(json_pack("[o]", none), &fine, NULL);
}

UNIT(another_port_has_another_hint)
{
	assert_hint(json_pack("[o]", endpoint("silence", NULL, 587)), &fine,
		"firewall");
	assert_hint(json_pack("[o]",
			    endpoint("unreachable", "Connection refused", 25)),
		&fine, "nothing listens");
}

UNIT(an_answered_endpoint_has_no_hint)
{
	json_t *one = endpoint("silence", NULL, 25);

	json_object_set_new(one, "probes", json_pack("[{}]"));
	assert_hint(json_pack("[o]", one), &fine, NULL);
}

UNIT(a_name_that_leads_nowhere_has_a_hint)
{
	struct resolution resolution = { .state = RESOLUTION_NXDOMAIN };

	assert_hint(json_array(), &resolution, "spelling");
	resolution.state = RESOLUTION_FAILED;
	assert_hint(json_array(), &resolution, "--resolver");
	resolution.state = RESOLUTION_NULL_MX;
	assert_hint(json_array(), &resolution, "RFC 7505");
}

UNIT(addresses_of_the_other_family_only_have_a_hint)
{
	struct resolution resolution = { .state = RESOLUTION_LITERAL,
		.n_hosts = 1 };

	resolution.hosts[0].n_addresses = 1;
	assert_hint(json_array(), &resolution, "-4 or -6");
	assert_hint(json_pack("[o]", json_object()), &resolution, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			port_25_that_times_out_everywhere_seems_blocked),
		cmocka_unit_test(one_that_was_refused_shows_it_is_not_blocked),
		cmocka_unit_test(a_family_without_a_route_does_not_count),
		cmocka_unit_test(another_port_has_another_hint),
		cmocka_unit_test(an_answered_endpoint_has_no_hint),
		cmocka_unit_test(a_name_that_leads_nowhere_has_a_hint),
		cmocka_unit_test(
			addresses_of_the_other_family_only_have_a_hint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
