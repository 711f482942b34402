/* SPDX-License-Identifier: ISC */
/*
 * Hints: only when every endpoint failed alike.
 */
#include "tests/lib/unit.h"

#include "cli/run/hints.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct report report;
static struct report_connection failures[2];
static struct report_probe probes[1];

FIXTURE(end)
{
	report_clear(&report);
	return 0;
}

static void begin(size_t n)
{
	report_begin(&report, "example.org", n);
}

/* The @i-th endpoint met one failure at connect. */
static void failed(
	size_t i, enum outcome_kind outcome, int errnum, uint16_t port)
{
	failures[i] = (struct report_connection){ .outcome = outcome,
		.stage = STAGE_CONNECT,
		.errnum = errnum,
		.reply = "" };
	report.endpoints[i] = (struct report_endpoint){
		.asked = { .host = "mx.example",
			.address = "192.0.2.1",
			.port = port,
			.dialog = "smtp",
			.server_name = "mx.example" },
		.state = TRUTH_INCONCLUSIVE,
		.reason = "",
		.n_failures = 1,
		.failures = &failures[i],
	};
}

/* It came to @stage, and got @reply. */
static void met(enum stage stage, enum outcome_kind outcome, const char *reply,
	const char *dialog, uint16_t port)
{
	report_clear(&report);
	begin(1);
	failed(0, outcome, 0, port);
	failures[0].stage = stage;
	failures[0].reply = reply;
	report.endpoints[0].asked.dialog = dialog;
	report.endpoints[0].asked.host = "mx.example";
}

static void unrouted(size_t i)
{
	report.endpoints[i] =
		(struct report_endpoint){ .state = TRUTH_NOT_APPLICABLE,
			.reason = "no-route-v6" };
}

/* Is @words in the only hint? NULL: is there none? */
static void assert_hint(const char *words)
{
	hints_give(&report);
	assert_int_equal(report.n_hints, words != NULL);
	if (words)
		assert_non_null(strstr(report.hints[0], words));
	if (words)
		assert_null(strstr(report.hints[0], "\\x0a"));
	report.n_hints = 0;
}

UNIT(port_25_that_times_out_everywhere_seems_blocked)
{
	begin(2);
	failed(0, OUTCOME_UNREACHABLE, ETIMEDOUT, 25);
	failed(1, OUTCOME_SILENCE, 0, 25);
	assert_hint("port 25 out of this network seems blocked");
}

UNIT(one_that_was_refused_shows_it_is_not_blocked)
{
	begin(2);
	failed(0, OUTCOME_UNREACHABLE, ETIMEDOUT, 25);
	failed(1, OUTCOME_UNREACHABLE, ECONNREFUSED, 25);
	assert_hint(NULL);
}

UNIT(a_family_without_a_route_does_not_count)
{
	begin(2);
	unrouted(0);
	failed(1, OUTCOME_SILENCE, 0, 25);
	assert_hint("port 25");
	unrouted(1);
	assert_hint(NULL);
}

UNIT(another_port_has_another_hint)
{
	begin(1);
	failed(0, OUTCOME_SILENCE, 0, 587);
	assert_hint("firewall");
	failed(0, OUTCOME_UNREACHABLE, ECONNREFUSED, 25);
	assert_hint("nothing listens");
}

UNIT(an_answered_endpoint_has_no_hint)
{
	begin(1);
	failed(0, OUTCOME_SILENCE, 0, 25);
	report.endpoints[0].n_probes = 1;
	report.endpoints[0].probes = &probes[0];
	assert_hint(NULL);
}

UNIT(a_port_of_tls_that_does_not_greet_is_asked_at_once)
{
	met(STAGE_GREETING, OUTCOME_SILENCE, "", "smtp", 465);
	assert_hint(
		"without a word before it; ask with smtps://mx.example:465");
	met(STAGE_GREETING, OUTCOME_CLOSED, "", "imap", 993);
	assert_hint("imaps://mx.example:993");
	met(STAGE_GREETING, OUTCOME_SILENCE, "", "pop3", 995);
	assert_hint("pop3s://mx.example:995");
}

UNIT(any_port_that_does_not_greet_may_be_one)
{
	met(STAGE_GREETING, OUTCOME_SILENCE, "", "submission", 2587);
	assert_hint("ask with smtps://mx.example:2587; a server that expects "
		    "the PROXY header");
	met(STAGE_GREETING, OUTCOME_CLOSED, "", "smtp", 25);
	assert_hint("ends without a greeting");
}

UNIT(clear_text_on_a_port_of_tls_is_a_dialog)
{
	met(STAGE_GREETING, OUTCOME_SILENCE, "", "imaps", 143);
	probes[0].connection.outcome = OUTCOME_NOT_TLS;
	report.endpoints[0].n_failures = 0;
	report.endpoints[0].n_probes = 1;
	report.endpoints[0].probes = probes;
	assert_hint("ask with imap://mx.example:143");
}

UNIT(hellos_cut_off_without_a_word_are_told)
{
	met(STAGE_GREETING, OUTCOME_SILENCE, "", "smtps", 465);
	probes[0].connection.outcome = OUTCOME_CLOSED;
	report.endpoints[0].n_failures = 0;
	report.endpoints[0].n_probes = 1;
	report.endpoints[0].probes = probes;
	assert_hint("PROXY header of a proxy before it (HAProxy, accept");
	report.endpoints[0].asked.dialog = "smtp";
	assert_hint(NULL);
}

UNIT(a_refused_ehlo_is_told_with_its_words)
{
	met(STAGE_CAPABILITIES, OUTCOME_REFUSED, "502 5.5.2 what?\\x0d\\x0a",
		"smtp", 25);
	assert_hint("said: 502 5.5.2 what?");
	met(STAGE_CAPABILITIES, OUTCOME_REFUSED, "450 later", "smtp", 25);
	assert_hint(NULL);
}

UNIT(a_refused_starttls_is_told_with_its_words)
{
	met(STAGE_STARTTLS, OUTCOME_REFUSED, "454 4.7.0 no", "smtp", 25);
	assert_hint("STARTTLS is offered, and refused when it is asked for");
	assert_hint("said: 454 4.7.0 no");
	met(STAGE_STARTTLS, OUTCOME_REFUSED, "554 no", "smtp", 25);
	assert_hint("said: 554 no");
}

UNIT(a_greeting_in_place_of_an_answer_is_told)
{
	met(STAGE_CAPABILITIES, OUTCOME_MALFORMED, "220 mx ESMTP", "smtp", 25);
	assert_hint("each reply is one late");
}

UNIT(a_proxy_header_is_told)
{
	met(STAGE_GREETING, OUTCOME_MALFORMED,
		"PROXY TCP4 192.0.2.1 192.0.2.2 1 25", "smtp", 25);
	assert_hint("said: PROXY TCP4 192.0.2.1");
	met(STAGE_CAPABILITIES, OUTCOME_REFUSED, "503 Invalid PROXY header",
		"smtp", 25);
	assert_hint("ask the proxy");
}

UNIT(a_link_local_address_needs_its_device)
{
	begin(1);
	failed(0, OUTCOME_UNREACHABLE, ENODEV, 25);
	report.endpoints[0].asked.address = "fe80::1";
	assert_hint("only with its device");
}

UNIT(a_refused_hello_without_a_name_may_want_one)
{
	met(STAGE_GREETING, OUTCOME_SILENCE, "", "smtp", 25);
	probes[0].connection.outcome = OUTCOME_ALERT;
	report.endpoints[0].n_failures = 0;
	report.endpoints[0].n_probes = 1;
	report.endpoints[0].probes = probes;
	assert_hint(NULL);
	report.endpoints[0].asked.server_name = "";
	assert_hint("ask with --sni NAME");
	report.endpoints[0].state = TRUTH_YES;
	assert_hint(NULL);
}

UNIT(a_name_that_leads_nowhere_has_a_hint)
{
	begin(0);
	report.resolution = RESOLUTION_NXDOMAIN;
	assert_hint("spelling");
	report.resolution = RESOLUTION_FAILED;
	assert_hint("--resolver");
	report.resolution = RESOLUTION_NO_ADDRESS;
	assert_hint("without scheme and port");
	report.resolution = RESOLUTION_NULL_MX;
	assert_hint("RFC 7505");
}

UNIT(addresses_of_the_other_family_only_have_a_hint)
{
	struct resolution *resolution = calloc(1, sizeof(*resolution));

	resolution->state = RESOLUTION_LITERAL;
	resolution->n_hosts = 1;
	resolution->hosts[0].n_addresses = 1;
	begin(0);
	report_resolve(&report, resolution, false);
	assert_hint("-4 or -6");
	report_clear(&report);
	begin(1);
	report.endpoints[0].reason = "";
	report.endpoints[0].asked.server_name = "";
	report_resolve(&report, resolution, false);
	assert_hint(NULL);
	free(resolution);
}

#define PART(name) cmocka_unit_test_teardown(name, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(port_25_that_times_out_everywhere_seems_blocked),
		PART(one_that_was_refused_shows_it_is_not_blocked),
		PART(a_family_without_a_route_does_not_count),
		PART(another_port_has_another_hint),
		PART(an_answered_endpoint_has_no_hint),
		PART(a_port_of_tls_that_does_not_greet_is_asked_at_once),
		PART(any_port_that_does_not_greet_may_be_one),
		PART(clear_text_on_a_port_of_tls_is_a_dialog),
		PART(hellos_cut_off_without_a_word_are_told),
		PART(a_refused_ehlo_is_told_with_its_words),
		PART(a_refused_starttls_is_told_with_its_words),
		PART(a_greeting_in_place_of_an_answer_is_told),
		PART(a_proxy_header_is_told),
		PART(a_link_local_address_needs_its_device),
		PART(a_refused_hello_without_a_name_may_want_one),
		PART(a_name_that_leads_nowhere_has_a_hint),
		PART(addresses_of_the_other_family_only_have_a_hint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
