/* SPDX-License-Identifier: ISC */
/*
 * The endpoint as JSON: each member that the schema demands.
 */
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/analysis/report_made.h"

UNIT(an_endpoint_has_every_member_of_the_schema)
{
	static const char *const keys[] = { "host", "address", "port", "dialog",
		"hello", "complete", "incomplete_reason", "cost", "limits",
		"versions", "preferred", "preferred_tls12", "certificates",
		"senders", "findings", "probes", "failures", "state",
		"reason" };
	struct made made;
	json_t *report;

	made_kabelmail(&made);
	report = made_report_json(&made.portrait);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		assert_non_null(json_object_get(report, keys[i]));
	expect_text(report, "host", "mx.example");
	expect_number(report, "port", 25);
	assert_true(json_is_true(json_object_get(report, "complete")));
	expect_text(report, "incomplete_reason", NULL);
	assert_int_equal(
		json_array_size(json_object_get(report, "versions")), 6);
	json_decref(report);
	made_clear(&made);
}

UNIT(cost_and_limits_are_integers)
{
	struct made made;
	json_t *report, *cost, *limits;

	made_kabelmail(&made);
	made.portrait.list_limit = 127;
	report = made_report_json(&made.portrait);
	cost = json_object_get(report, "cost");
	limits = json_object_get(report, "limits");
	expect_number(cost, "connections", 30);
	expect_number(cost, "seconds", 3);
	expect_number(cost, "milliseconds", 2600);
	expect_number(cost, "bytes_in", 90000);
	expect_number(limits, "list_limit", 127);
	expect_number(limits, "flight_ms", 60000);
	json_decref(report);
	made_clear(&made);
}

UNIT(senders_and_findings_come_along)
{
	struct made made;
	json_t *report, *sender, *finding;

	made_kabelmail(&made);
	report = made_report_json(&made.portrait);
	sender = find_object(
		json_object_get(report, "senders"), "id", "openssl-level-2");
	expect_text(sender, "verdict", "fails");
	expect_text(sender, "cause", "dh");
	assert_true(json_is_true(json_object_get(sender, "derived")));
	finding = find_object(
		json_object_get(report, "findings"), "id", "dh-weak");
	expect_text(finding, "severity", "medium");
	finding = find_object(json_object_get(report, "findings"), "id",
		"preferred-suite-older-generation");
	expect_text(finding, "fix", NULL);
	json_decref(report);
	made_clear(&made);
}

UNIT(an_endpoint_never_asked_is_still_whole)
{
	struct portrait portrait;
	json_t *report;

	portrait_init(&portrait);
	report = made_report_json(&portrait);
	expect_text(find_version(report, "SSLv2"), "state", "not-asked");
	assert_int_equal(json_array_size(json_object_get(report, "probes")), 0);
	expect_text(report, "preferred", NULL);
	json_decref(report);
	portrait_clear(&portrait);
}

/* The names and their order are those of hallo.report/1: readers know them. */
static const struct {
	const char *path; /* 0: the first element */
	const char *members;
} orders[] = {
	{ "",
		"host address port dialog started_ms state reason "
		"complete incomplete_reason hello findings versions "
		"backends unequal preferred preferred_tls12 certificates "
		"senders cost limits failures probes" },
	{ "hello", "sni compression helo" },
	{ "limits",
		"connections idle_ms dialog_ms flight_ms patience_ms "
		"unanswered_ms "
		"max_connections rate delay_ms deadline_s list_limit "
		"list_refused" },
	{ "versions/0",
		"version state reason refusal probes controls order "
		"order_classes suites suites_complete groups "
		"groups_order dhe compression" },
	{ "versions/4/suites/0",
		"code iana openssl gnutls kx auth strength generation "
		"openssl_generation aead forward_secret dh_bits "
		"dh_bits_rfc7919 shape group signature_scheme "
		"export_rsa_bits probes" },
	{ "versions/4/groups/0",
		"code name openssl bits post_quantum state reason probes" },
	{ "versions/4/dhe/plain",
		"state bits prime prime_sha256 group suite probes" },
	{ "preferred",
		"version protocol suite iana openssl strength generation "
		"openssl_generation group dh_bits server_temp_key "
		"signature_scheme peer_signing_digest server_public_key "
		"certificate client_certificate_requested "
		"secure_renegotiation compression alpn hidden bytes_in "
		"bytes_out probes" },
	{ "certificates/0",
		"sha256 size readable trouble subject issuer serial "
		"key_type key_bits curve signature names names_left_out "
		"not_before not_after self_issued is_ca key_usage "
		"extended_key_usage extended_key_usage_left_out probes" },
	{ "findings/0", "id severity title detail fix probes" },
	{ "senders/0",
		"id name verdict reason cause derived version suite "
		"origin probes unless kind common server_name" },
	{ "probes/0",
		"id version purpose shape extensions n_suites n_groups "
		"alert alert_name warning ssl2_error answer_version "
		"suite group dh_bits signature_scheme certificate "
		"unasked fault outcome stage error reply early "
		"local_port started_ms ready_ms answer_ms bytes_out "
		"bytes_in" },
	{ "failures/0",
		"outcome stage error reply early local_port started_ms "
		"ready_ms answer_ms bytes_out bytes_in" },
};

/* The value at @path, names and indices with slashes between. */
static const json_t *value_at(const json_t *value, const char *path)
{
	char name[40];

	while (*path) {
		size_t len = strcspn(path, "/");

		snprintf(name, sizeof(name), "%.*s", (int)len, path);
		value = json_is_array(value)
			? json_array_get(value, (size_t)atoi(name))
			: json_object_get(value, name);
		path += len + (path[len] == '/');
	}
	return value;
}

static void join_members(char *out, size_t size, const json_t *object)
{
	const char *key;
	json_t *value;
	size_t used = 0;

	out[0] = '\0';
	json_object_foreach((json_t *)(uintptr_t)object, key, value) used +=
		(size_t)snprintf(
			out + used, size - used, "%s%s", used ? " " : "", key);
}

UNIT(members_and_their_order_are_those_that_readers_know)
{
	struct made made;
	json_t *endpoint;
	char members[600];

	made_kabelmail(&made);
	made_group(&made, VERSION_TLS12, 0x001D, TRUTH_YES);
	made_row(&made, OUTCOME_REFUSED)->probe = 0;
	endpoint = made_report_json(&made.portrait);
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		join_members(members, sizeof(members),
			value_at(endpoint, orders[i].path));
		assert_string_equal(members, orders[i].members);
	}
	json_decref(endpoint);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_endpoint_has_every_member_of_the_schema),
		cmocka_unit_test(cost_and_limits_are_integers),
		cmocka_unit_test(senders_and_findings_come_along),
		cmocka_unit_test(an_endpoint_never_asked_is_still_whole),
		cmocka_unit_test(
			members_and_their_order_are_those_that_readers_know),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
