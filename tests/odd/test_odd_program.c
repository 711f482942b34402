/* SPDX-License-Identifier: ISC */
/*
 * What of odd servers needs the program itself: its options, several addresses
 * of a name, its exit status, and that nothing of the peer's bytes reaches a
 * terminal or a file raw.
 */
#include "tests/cli/answer.h"
#include "tests/lib/unit.h"
#include "tests/net/dns/dns_fixture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROFILE(name) ODD_DIR "/profiles/" name ".profile"

static char resolver[40];

/* Serves on @listen; where it listens goes to @address. */
static struct child serve(
	const char *profile, const char *listen, char address[64])
{
	static const char words[] = "listening on ";
	struct child child =
		start_hallo("serve", profile, "--listen", listen, NULL);
	char line[128];

	child_line(&child, line, sizeof(line));
	assert_memory_equal(line, words, strlen(words));
	snprintf(address, 64, "%.63s", line + strlen(words));
	return child;
}

static void stop(struct child *child)
{
	struct ran ran;

	child_signal(child, SIGTERM);
	ran = child_end(child);
	assert_int_equal(ran.status, 0);
	ran_clear(&ran);
}

/* The answer of `hallo --json - @option @target`, and its exit status. */
static json_t *ask(const char *option, const char *target, int *status)
{
	struct ran ran = run_hallo("--resolver", resolver, "--ask", "suites",
		"--json", "-", option, target, NULL);
	json_t *report = json_loads(ran.out, 0, NULL);

	*status = ran.status;
	if (!report)
		fail_msg("no JSON: %s%s", ran.out, ran.err);
	ran_clear(&ran);
	return report;
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static size_t tls12_suites(const json_t *endpoint_json)
{
	const json_t *versions = json_object_get(endpoint_json, "versions");

	return json_array_size(
		json_object_get(json_array_get(versions, 4), "suites"));
}

UNIT(force_starttls_goes_on_where_it_is_not_offered)
{
	char address[64], target[80];
	struct child server =
		serve(PROFILE("hidden-starttls"), "127.0.0.1:0", address);
	json_t *report;
	int status;

	snprintf(target, sizeof(target), "smtp://%s", address);
	report = ask("-q", target, &status);
	assert_int_equal(status, 0);
	assert_string_equal(
		text_of(answer_endpoint(report, 0), "state"), "not-applicable");
	assert_string_equal(text_of(answer_endpoint(report, 0), "reason"),
		"starttls-not-offered");
	json_decref(report);
	report = ask("--force-starttls", target, &status);
	assert_int_equal(status, 0);
	assert_string_equal(
		text_of(answer_endpoint(report, 0), "state"), "yes");
	assert_int_equal(tls12_suites(answer_endpoint(report, 0)), 3);
	assert_true(answer_finds(
		answer_endpoint(report, 0), "starttls-not-offered"));
	json_decref(report);
	stop(&server);
}

UNIT(a_greeting_where_tls_was_expected_is_told_at_once)
{
	char address[64], target[80];
	struct child server = serve(PROFILE("plain"), "127.0.0.1:0", address);
	const char *reason;
	json_t *report, *endpoint;
	int status;

	snprintf(target, sizeof(target), "tls://%s", address);
	report = ask("-q", target, &status);
	endpoint = answer_endpoint(report, 0);
	assert_int_equal(status, 2);
	assert_string_equal(text_of(endpoint, "state"), "inconclusive");
	reason = text_of(endpoint, "reason");
	assert_non_null(strstr(reason, "greets in clear text (220 "));
	assert_non_null(strstr(reason, "smtp://"));
	assert_false(answer_finds(
		answer_endpoint(report, 0), "starttls-early-bytes"));
	assert_in_range(answer_probes(endpoint), 1, 2);
	json_decref(report);
	stop(&server);
}

UNIT(force_starttls_shows_the_refusal)
{
	char address[64], target[80];
	struct child server =
		serve(PROFILE("without-starttls"), "127.0.0.1:0", address);
	json_t *report;
	int status;

	snprintf(target, sizeof(target), "smtp://%s", address);
	report = ask("--force-starttls", target, &status);
	assert_int_equal(status, 2);
	assert_string_equal(
		text_of(answer_endpoint(report, 0), "state"), "inconclusive");
	assert_non_null(strstr(text_of(answer_endpoint(report, 0), "reason"),
		"502 5.5.1 not offered"));
	assert_true(answer_finds(
		answer_endpoint(report, 0), "starttls-not-offered"));
	json_decref(report);
	stop(&server);
}

UNIT(a_host_may_have_ipv6_only)
{
	char address[64], target[80];
	struct child server = serve(PROFILE("plain"), "[::1]:0", address);
	json_t *report;
	int status;

	snprintf(target, sizeof(target), "smtp://six.test%s",
		strrchr(address, ':'));
	report = ask("-q", target, &status);
	assert_int_equal(status, 0);
	assert_int_equal(
		json_array_size(json_object_get(report, "endpoints")), 1);
	assert_string_equal(
		text_of(answer_endpoint(report, 0), "address"), "::1");
	assert_true(json_is_true(
		json_object_get(answer_endpoint(report, 0), "complete")));
	assert_int_equal(tls12_suites(answer_endpoint(report, 0)), 6);
	json_decref(report);
	stop(&server);
}

/* The dead one is inconclusive with its cause, the others are what they are. */
UNIT(one_address_of_three_may_be_dead)
{
	char one[64], other[64], listen[80], target[80];
	struct child first = serve(PROFILE("plain"), "127.0.0.2:0", one), third;
	size_t complete = 0, refused = 0;
	json_t *report;
	int status;

	snprintf(listen, sizeof(listen), "127.0.0.4%s", strrchr(one, ':'));
	third = serve(PROFILE("plain"), listen, other);
	snprintf(target, sizeof(target), "smtp://three.test%s",
		strrchr(one, ':'));
	report = ask("-q", target, &status);
	assert_int_equal(status, 2);
	assert_int_equal(
		json_array_size(json_object_get(report, "endpoints")), 3);
	for (size_t i = 0; i < 3; i++) {
		const json_t *e = answer_endpoint(report, i);
		bool dead = !strcmp(text_of(e, "address"), "127.0.0.3");

		complete += json_is_true(json_object_get(e, "complete"));
		assert_int_equal(tls12_suites(e), dead ? 0 : 6);
		refused += dead &&
			strstr(text_of(e, "reason"), "Connection refused");
	}
	assert_int_equal(complete, 2);
	assert_int_equal(refused, 1);
	json_decref(report);
	stop(&first);
	stop(&third);
}

/* One part of a run at all addresses of a name; @status as it comes. */
static json_t *part_of(const char *option, const char *file, const char *budget,
	const char *word, int *status)
{
	struct ran ran = run_hallo("--resolver", resolver, "-q", "--json", "-",
		"--connections", "2", option, file, "--max-connections", budget,
		word, NULL);

	*status = ran.status;
	return answer_of(&ran, ran.status);
}

/* As many parts as it takes; the report of the last one. */
static json_t *resume_to_the_end(const char *file, size_t *parts)
{
	json_t *report = NULL;
	int status = 2;

	for (*parts = 1; status == 2 && *parts < 20; ++*parts) {
		json_decref(report);
		report = part_of("--resume", file, "25", NULL, &status);
	}
	assert_int_equal(status, 0);
	return report;
}

/* What a cut may cost at each address: what was under way, and four. */
static void assert_same_pair(const json_t *whole, const json_t *parts, size_t n)
{
	size_t spare = n * (2 + 4);

	for (size_t i = 0; i < 2; i++) {
		const json_t *a = answer_endpoint(whole, i);
		const json_t *b = answer_endpoint(parts, i);

		assert_string_equal(
			text_of(a, "address"), text_of(b, "address"));
		assert_same_server(a, b);
		assert_in_range(answer_probes(b), 10, answer_probes(a) + spare);
	}
	assert_int_not_equal(tls12_suites(answer_endpoint(parts, 0)),
		tls12_suites(answer_endpoint(parts, 1)));
}

/* Two addresses of one name, another server on each: one transcript holds both,
 * and each is resumed where it was. */
UNIT(several_addresses_are_resumed)
{
	char file[] = "/tmp/hallo-odd-XXXXXX";
	char one[64], other[64], listen[80], target[80];
	struct child first = serve(PROFILE("plain"), "127.0.0.2:0", one),
		     second;
	json_t *whole, *again, *parts;
	size_t n;
	int status, fd = mkstemp(file);

	close(fd);
	snprintf(listen, sizeof(listen), "127.0.0.4%s", strrchr(one, ':'));
	second = serve(PROFILE("refusal-alert-47"), listen, other);
	snprintf(
		target, sizeof(target), "smtp://two.test%s", strrchr(one, ':'));
	whole = part_of("--transcript", file, "1000", target, &status);
	again = part_of("--resume", file, "1000", NULL, &status);
	for (size_t i = 0; i < 2; i++) {
		const json_t *e = answer_endpoint(again, i);

		assert_int_equal(answer_cost(e, "connections"),
			answer_cost(e, "resumed"));
		assert_true(json_equal(json_object_get(e, "versions"),
			json_object_get(
				answer_endpoint(whole, i), "versions")));
	}
	json_decref(again);
	json_decref(part_of("--transcript", file, "25", target, &status));
	assert_int_equal(status, 2);
	parts = resume_to_the_end(file, &n);
	assert_same_pair(whole, parts, n);
	json_decref(whole);
	json_decref(parts);
	unlink(file);
	stop(&first);
	stop(&second);
}

/* Valid UTF-8 without a control character but the end of a line. */
static void assert_clean(const char *text)
{
	json_t *valid = json_string(text);

	assert_non_null(valid);
	json_decref(valid);
	for (const char *c = text; *c; c++) {
		unsigned char first = (unsigned char)c[0];
		unsigned char second = (unsigned char)c[1];

		if (*c == '\n')
			continue;
		if (first < 0x20 || first == 0x7f ||
			(first == 0xc2 && second < 0xa0))
			fail_msg("byte 0x%02x in: %.60s", first, c);
	}
}

static void assert_all_clean(const char *profile, int status, const char *says)
{
	char address[64], target[80];
	struct child server = serve(profile, "127.0.0.1:0", address);
	struct ran ran;

	snprintf(target, sizeof(target), "smtp://%s", address);
	ran = run_hallo("--json", "-", target, NULL);
	assert_clean(ran.out);
	assert_clean(ran.err);
	ran_clear(&ran);
	ran = run_hallo("--width", "400", target, NULL);
	assert_clean(ran.out);
	assert_clean(ran.err);
	if (!strstr(ran.out, says))
		fail_msg("'%s' is not in: %s", says, ran.out);
	assert_int_equal(ran.status, status);
	ran_clear(&ran);
	stop(&server);
}

UNIT(no_byte_of_the_peer_gets_out_raw)
{
	assert_all_clean(PROFILE("noise"), 0, "Verdict: ");
	assert_all_clean(PROFILE("noise-454"), 2,
		"454 4.7.0 TLS not available for now \\x1b[31mred");
	assert_all_clean(PROFILE("421-now"), 2,
		"421 4.7.0 too many connections \\x1b[31mred");
	assert_all_clean(PROFILE("endless-greeting"), 2, "220-please wait");
}

FIXTURE(start_dns)
{
	static const struct dns_row rows[] = {
		{ "six.test", DNS_A, 0, NULL, 0 },
		{ "six.test", DNS_AAAA, 0, "::1", 0 },
		{ "two.test", DNS_A, 0, "127.0.0.2", 0 },
		{ "two.test", DNS_A, 0, "127.0.0.4", 0 },
		{ "three.test", DNS_A, 0, "127.0.0.2", 0 },
		{ "three.test", DNS_A, 0, "127.0.0.3", 0 },
		{ "three.test", DNS_A, 0, "127.0.0.4", 0 },
		{ NULL, DNS_A, 0, NULL, 0 },
	};

	snprintf(resolver, sizeof(resolver), "127.0.0.1:%u",
		dns_fixture_start(rows));
	return 0;
}

FIXTURE(stop_dns)
{
	dns_fixture_stop();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			force_starttls_goes_on_where_it_is_not_offered),
		cmocka_unit_test(force_starttls_shows_the_refusal),
		cmocka_unit_test(
			a_greeting_where_tls_was_expected_is_told_at_once),
		cmocka_unit_test(a_host_may_have_ipv6_only),
		cmocka_unit_test(one_address_of_three_may_be_dead),
		cmocka_unit_test(several_addresses_are_resumed),
		cmocka_unit_test(no_byte_of_the_peer_gets_out_raw),
	};

	return cmocka_run_group_tests(tests, start_dns, stop_dns);
}
