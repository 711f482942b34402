/* SPDX-License-Identifier: ISC */
/*
 * What `hallo say` tells a human, of a report made by hand.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/say/say_page.h"

static struct say_report report;
static struct say_endpoint endpoint;
static struct say_answer answers[2];
static struct say_exchange exchange;
static struct say_difference difference;
static uint32_t ids[3] = { 1, 2, 3 };

/* One refusal of one endpoint. */
FIXTURE(begin)
{
	memset(&report, 0, sizeof(report));
	report_begin(&report.found, "example.org", 0);
	strcpy(report.time, "2026-11-27T20:35:12Z");
	report.file = report.file_form = "";
	difference = (struct say_difference){ "suite", "0x0039", "" };
	for (int i = 0; i < 2; i++)
		answers[i] = (struct say_answer){ .verdict = "refused",
			.ja3s = "",
			.raw = "",
			.no_second = "",
			.early = "",
			.n_ids = 1,
			.ids = ids + i };
	exchange = (struct say_exchange){ .id = 1,
		.verdict = "refused",
		.unasked = "",
		.stage = STAGE_HELLO,
		.reply = "220 go",
		.local_port = 4711 };
	endpoint = (struct say_endpoint){ .host = "mx.example",
		.address = "2001:db8::1",
		.port = 25,
		.dialog = "smtp",
		.ended = "" };
	endpoint.view = (struct say_view){ .verdict = "refused: alert 40",
		.status = SAY_REFUSED,
		.times = 1,
		.wanted = 1,
		.alike = 1,
		.n_answers = 1,
		.answers = answers,
		.n_exchanges = 1,
		.exchanges = &exchange };
	report.n_endpoints = 1;
	report.endpoints = &endpoint;
	return 0;
}

FIXTURE(end)
{
	report_clear(&report.found);
	return 0;
}

static void says(const char *words, bool there)
{
	struct page_style style = { .width = 80 };
	struct page page;
	char *text;

	page_init(&page, &style);
	say_page(&page, &report);
	text = page_take(&page);
	if (!strstr(text, words) == there)
		fail_msg("%s'%s' in:\n%s", there ? "no " : "", words, text);
	free(text);
}

UNIT(place_verdict_and_proof_stand_there)
{
	says("mx.example at [2001:db8::1]:25, smtp\n  refused: alert 40\n",
		true);
	says("Proof, begun 2026-11-27T20:35:12Z\n  1: local port 4711;", true);
	says("last reply", false);
	says("Answer", false); /* the verdict has said it */
}

UNIT(a_reply_before_the_hello_is_shown)
{
	exchange.stage = STAGE_CONNECT;
	says("last reply: 220 go", true);
}

UNIT(what_was_not_offered_is_told)
{
	exchange.unasked = "suite";
	exchange.unasked_code = 0x2f;
	says("the answer has what was not offered: suite 0x002F", true);
}

UNIT(unlike_answers_are_told_by_their_differences)
{
	endpoint.view.times = endpoint.view.wanted = 3;
	endpoint.view.alike = 2;
	endpoint.view.n_answers = 2;
	answers[1].n_ids = 2;
	answers[1].n_differences = 1;
	answers[1].differences = &difference;
	says("2 of 3 answers were alike", true);
	says("Answer 2, 2 of 3 times (2, 3): refused\n", true);
	says("suite                 0x0039; in the first answer: none", true);
}

UNIT(an_early_end_has_its_reason)
{
	endpoint.view.wanted = 5;
	says("only 1 of 5 times: it ended early", true);
	endpoint.ended = "interrupted";
	says("only 1 of 5 times: interrupted", true);
}

UNIT(the_second_hello_tells_its_news)
{
	struct content_item share = { .coded = { .name = "secp256r1" },
		.has_length = true,
		.length = 65 };
	struct extension_view extensions[] = {
		{ .type = { .name = "cookie" }, .length = 10 },
		{ .type = { .name = "key_share" },
			.content = { .known = true,
				.n = 1,
				.members = { { .kind = MEMBER_LIST,
					.n_items = 1,
					.items = &share } } } },
	};
	struct hello_view hello = { .n_extensions = 2,
		.extensions = extensions };

	answers[0].early = "250 early"; /* so that the answer is shown */
	answers[0].second = (struct say_hello){
		.sent = true, .bytes = 500, .hello = &hello
	};
	answers[0].second_ms = 11;
	says("11 ms after the first hello", true);
	says("Cookie                8 bytes", true);
	says("Key share             secp256r1, 65 bytes", true);
	says("in the clear, behind the go-ahead: 250 early", true);
}

UNIT(nobody_to_ask_is_told)
{
	const char *missing[] = { "mx.example leads home" };

	report.found.missing = missing;
	report.found.n_missing = 1;
	says("mx.example leads home", true);
	report.n_endpoints = 0;
	report.file = "a.hello";
	report.file_form = "text form";
	says("no address to ask", true);
	says("the hello of a.hello (text form)", true);
}

#define SAID(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAID(place_verdict_and_proof_stand_there),
		SAID(a_reply_before_the_hello_is_shown),
		SAID(what_was_not_offered_is_told),
		SAID(unlike_answers_are_told_by_their_differences),
		SAID(an_early_end_has_its_reason),
		SAID(the_second_hello_tells_its_news),
		SAID(nobody_to_ask_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
