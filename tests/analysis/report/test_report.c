/* SPDX-License-Identifier: ISC */
/*
 * The report of an endpoint: each member that the schema demands, with the very
 * values of a portrait made by hand, and null for what does not apply.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/report/report.h"
#include "tests/analysis/made.h"

static const struct report_endpoint endpoint = { .host = "mx.example",
	.address = "192.0.2.1",
	.port = 25,
	.dialog = "smtp",
	.server_name = "mx.example",
	.connections = 30,
	.established = 29,
	.unused = 1,
	.bytes_out = 12000,
	.bytes_in = 90000,
	.seconds = 2.6,
	.limit_connections = 5,
	.idle_ms = 30000,
	.dialog_ms = 300000,
	.flight_ms = 60000,
	.helo = "client.example" };

static json_t *report_of(struct made *made)
{
	return report_endpoint_json(&endpoint, &made->portrait);
}

static json_t *find(json_t *array, const char *key, const char *value)
{
	json_t *object;
	size_t i;

	json_array_foreach(array, i, object)
	{
		const char *text =
			json_string_value(json_object_get(object, key));

		if (text && !strcmp(text, value))
			return object;
	}
	fail_msg("no %s %s", key, value);
	return NULL;
}

static json_t *version_of(json_t *report, const char *name)
{
	return find(json_object_get(report, "versions"), "version", name);
}

static json_t *suite_of(json_t *report, const char *version, const char *code)
{
	return find(json_object_get(version_of(report, version), "suites"),
		"code", code);
}

static void expect_text(json_t *object, const char *key, const char *value)
{
	const char *text = json_string_value(json_object_get(object, key));

	if (!value)
		assert_true(json_is_null(json_object_get(object, key)));
	else if (!text || strcmp(text, value))
		fail_msg("%s is '%s', not '%s'", key, text ? text : "-", value);
}

static void expect_number(json_t *object, const char *key, json_int_t value)
{
	json_t *number = json_object_get(object, key);

	assert_true(json_is_integer(number));
	assert_int_equal(json_integer_value(number), value);
}

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
	report = report_of(&made);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
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
	report = report_of(&made);
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

UNIT(suites_stand_in_the_servers_order_with_dh_bits)
{
	static const char *const codes[] = { "0x0039", "0x0033", "0x0035",
		"0x002F", "0x0016", "0x000A" };
	struct made made;
	json_t *report, *suites, *suite;

	made_kabelmail(&made);
	report = report_of(&made);
	suites = json_object_get(version_of(report, "TLSv1.2"), "suites");
	assert_int_equal(json_array_size(suites), 6);
	for (size_t i = 0; i < 6; i++)
		expect_text(json_array_get(suites, i), "code", codes[i]);
	suite = json_array_get(suites, 0);
	expect_text(suite, "iana", "TLS_DHE_RSA_WITH_AES_256_CBC_SHA");
	expect_text(suite, "openssl", "DHE-RSA-AES256-SHA");
	expect_number(suite, "dh_bits", 1024);
	expect_number(suite, "dh_bits_rfc7919", 1024);
	expect_text(suite, "shape", "both");
	expect_text(suite, "signature_scheme", "rsa_pkcs1_sha512");
	expect_number(suite, "strength", 256);
	expect_text(suite, "group", NULL);
	assert_int_equal(json_array_size(json_object_get(suite, "probes")), 1);
	expect_text(suite_of(report, "TLSv1.2", "0x0035"), "shape", NULL);
	json_decref(report);
	made_clear(&made);
}

UNIT(ssl2_kinds_have_six_digits)
{
	struct made made;
	json_t *report;

	made_kabelmail(&made);
	made_suite(&made, VERSION_SSL2, 0x010080);
	report = report_of(&made);
	expect_text(suite_of(report, "SSLv2", "0x010080"), "iana",
		"SSL_CK_RC4_128_WITH_MD5");
	json_decref(report);
	made_clear(&made);
}

static void dhe_names_the_prime_and_says_null_when_same_set_is_open(
	void **state)
{
	struct made made;
	json_t *report, *dhe, *plain;

	(void)state;
	made_kabelmail(&made);
	made_version(&made, VERSION_TLS11, TRUTH_YES)->same_set =
		TRUTH_INCONCLUSIVE;
	made_version(&made, VERSION_TLS10, TRUTH_YES)->same_set = TRUTH_NO;
	report = report_of(&made);
	dhe = json_object_get(version_of(report, "TLSv1.2"), "dhe");
	plain = json_object_get(dhe, "plain");
	expect_text(plain, "state", "yes");
	expect_number(plain, "bits", 1024);
	expect_text(plain, "prime", "RFC 2409 Oakley Group 2");
	assert_true(json_is_true(json_object_get(dhe, "same_set")));
	dhe = json_object_get(version_of(report, "TLSv1.1"), "dhe");
	assert_true(json_is_null(json_object_get(dhe, "same_set")));
	dhe = json_object_get(version_of(report, "TLSv1.0"), "dhe");
	assert_true(json_is_false(json_object_get(dhe, "same_set")));
	json_decref(report);
	made_clear(&made);
}

UNIT(a_refused_version_has_no_order_and_its_refusal)
{
	struct made made;
	json_t *report, *version;

	made_kabelmail(&made);
	report = report_of(&made);
	version = version_of(report, "TLSv1.3");
	expect_text(version, "state", "no");
	expect_text(version, "order", NULL);
	expect_text(version, "refusal", "alert 70 (protocol_version)");
	expect_text(version, "reason", NULL);
	assert_int_equal(
		json_array_size(json_object_get(version, "suites")), 0);
	expect_text(version_of(report, "TLSv1.2"), "order", "server");
	expect_text(version_of(report, "TLSv1.2"), "order_classes", NULL);
	json_decref(report);
	made_clear(&made);
}

UNIT(mixed_order_lists_its_classes)
{
	struct made made;
	struct version_fact *fact;
	json_t *report, *classes;

	made_kabelmail(&made);
	fact = made_version(&made, VERSION_TLS12, TRUTH_YES);
	fact->order = SUITE_ORDER_MIXED;
	fact->n_classes = 2;
	fact->classes = calloc(2, sizeof *fact->classes);
	fact->classes[0] = 2;
	fact->classes[1] = 4;
	report = report_of(&made);
	classes =
		json_object_get(version_of(report, "TLSv1.2"), "order_classes");
	assert_int_equal(json_array_size(classes), 2);
	assert_int_equal(json_array_size(json_array_get(classes, 1)), 4);
	assert_string_equal(json_string_value(json_array_get(
				    json_array_get(classes, 1), 0)),
		"0x0035");
	json_decref(report);
	made_clear(&made);
}

UNIT(groups_carry_code_name_and_state)
{
	struct made made;
	json_t *report, *groups;

	made_kabelmail(&made);
	made_group(&made, VERSION_TLS12, 0x001D, TRUTH_YES);
	made_group(&made, VERSION_TLS12, 0x6A6B, TRUTH_NO);
	report = report_of(&made);
	groups = json_object_get(version_of(report, "TLSv1.2"), "groups");
	expect_text(json_array_get(groups, 0), "name", "x25519");
	expect_text(json_array_get(groups, 0), "code", "0x001D");
	expect_text(json_array_get(groups, 0), "state", "yes");
	expect_text(json_array_get(groups, 1), "name", "0x6A6B");
	expect_text(json_array_get(groups, 1), "state", "no");
	json_decref(report);
	made_clear(&made);
}

UNIT(probes_tell_what_was_asked_and_what_came)
{
	struct made made;
	struct observation *o;
	json_t *report, *probe;

	made_kabelmail(&made);
	o = made_row(&made, OUTCOME_SERVER_HELLO);
	o->asked_version = VERSION_TLS12;
	o->n_offered = 300;
	o->form = FORM_RFC7919;
	made.portrait.preferred = made.portrait.preferred_tls12 = NULL;
	report = report_of(&made);
	probe = json_array_get(json_object_get(report, "probes"), 0);
	expect_number(probe, "id", 1);
	expect_number(probe, "alert", 70);
	expect_text(probe, "alert_name", "protocol_version");
	expect_text(probe, "suite", NULL);
	expect_number(probe, "local_port", 40001);
	probe = json_array_get(
		json_object_get(report, "probes"), made.log.n - 1);
	expect_number(probe, "n_suites", 300);
	expect_text(probe, "shape", "rfc7919");
	expect_text(probe, "alert", NULL);
	expect_text(probe, "version", "TLSv1.2");
	expect_text(report, "preferred", NULL);
	json_decref(report);
	made_clear(&made);
}

UNIT(failures_are_rows_without_probe)
{
	struct made made;
	struct observation *o;
	json_t *report, *failure;
	size_t n;

	made_kabelmail(&made);
	made.portrait.preferred = made.portrait.preferred_tls12 = NULL;
	n = made.log.n;
	o = made_row(&made, OUTCOME_REFUSED);
	o->probe = 0;
	o->errnum = 111;
	o->n_reply = 9;
	memcpy(o->reply, "421 \x1b[m\r\n", 9);
	report = report_of(&made);
	assert_int_equal(json_array_size(json_object_get(report, "probes")), n);
	failure = json_array_get(json_object_get(report, "failures"), 0);
	expect_text(failure, "error", "Connection refused");
	expect_text(failure, "reply", "421 \\x1b[m\\x0d\\x0a");
	json_decref(report);
	made_clear(&made);
}

UNIT(senders_and_findings_come_along)
{
	struct made made;
	json_t *report, *sender, *finding;

	made_kabelmail(&made);
	report = report_of(&made);
	sender = find(
		json_object_get(report, "senders"), "id", "openssl-level-2");
	expect_text(sender, "verdict", "fails");
	expect_text(sender, "cause", "dh");
	assert_true(json_is_true(json_object_get(sender, "derived")));
	finding = find(json_object_get(report, "findings"), "id", "dh-weak");
	expect_text(finding, "severity", "medium");
	finding = find(json_object_get(report, "findings"), "id",
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
	report = report_endpoint_json(&endpoint, &portrait);
	expect_text(version_of(report, "SSLv2"), "state", "not-asked");
	assert_int_equal(json_array_size(json_object_get(report, "probes")), 0);
	expect_text(report, "preferred", NULL);
	json_decref(report);
	portrait_clear(&portrait);
}

UNIT(the_report_keeps_the_order_of_its_members)
{
	json_t *report = report_json("example.org",
		json_pack("{s:s,s:n}", "state", "ok", "reason"), json_array(),
		json_array());
	char *text = json_dumps(report, JSON_COMPACT);

	assert_string_equal(text,
		"{\"schema\":\"hallo.report/"
		"1\",\"generator\":\"hallo " HALLO_VERSION
		"\",\"target\":\"example.org\",\"resolution\":"
		"{\"state\":\"ok\",\"reason\":null},\"mx\":[],"
		"\"endpoints\":[]}");
	free(text);
	json_decref(report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_endpoint_has_every_member_of_the_schema),
		cmocka_unit_test(cost_and_limits_are_integers),
		cmocka_unit_test(
			suites_stand_in_the_servers_order_with_dh_bits),
		cmocka_unit_test(ssl2_kinds_have_six_digits),
		cmocka_unit_test(
			dhe_names_the_prime_and_says_null_when_same_set_is_open),
		cmocka_unit_test(
			a_refused_version_has_no_order_and_its_refusal),
		cmocka_unit_test(mixed_order_lists_its_classes),
		cmocka_unit_test(groups_carry_code_name_and_state),
		cmocka_unit_test(probes_tell_what_was_asked_and_what_came),
		cmocka_unit_test(failures_are_rows_without_probe),
		cmocka_unit_test(senders_and_findings_come_along),
		cmocka_unit_test(an_endpoint_never_asked_is_still_whole),
		cmocka_unit_test(the_report_keeps_the_order_of_its_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
