/* SPDX-License-Identifier: ISC */
/*
 * The whole text: the order of its parts, its width, its bytes.
 */
#include "tests/cli/report/says.h"

#include <stdlib.h>
#include <string.h>

static char *whole(unsigned width, bool color)
{
	struct page_style style = { .width = width, .color = color };
	struct page page;

	page_init(&page, &style);
	text_report(&page, &says.report);
	return page_take(&page);
}

UNIT(parts_come_in_their_order)
{
	static const char *const parts[] = { "kabelmail.example", "MX 10",
		"192.0.2.25:25, smtp", "high", "Who suffers", "medium",
		"Versions", "Suites of TLSv1.0, TLSv1.1 and TLSv1.2",
		"Diffie-Hellman (DHE)", "Groups of TLSv1.2",
		"What a usual sender gets", "Certificate", "Senders", "Cost",
		"[2001:db8::25]:25", "no-route-v6" };
	char *text = whole(80, false), *at = text;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		char *found = strstr(at, parts[i]);

		if (!found)
			print_error("missing: %s\n", parts[i]);
		assert_non_null(found);
		at = found;
	}
	free(text);
}

UNIT(no_line_is_longer_than_the_width)
{
	static const unsigned widths[] = { 40, 60, 80, 120, 200 };

	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		char *text = whole(widths[i], false);

		for (char *line = text; *line; line++) {
			size_t len = strcspn(line, "\n");

			if (len > widths[i])
				print_error("%u: %.*s\n", widths[i], (int)len,
					line);
			assert_true(len <= widths[i]);
			line += len;
		}
		free(text);
	}
}

/* The sample has an escape sequence in a reply of the server. */
UNIT(no_control_character_comes_through)
{
	char *text = whole(80, false);

	for (char *p = text; *p; p++)
		assert_true(*p == '\n' || (*p >= ' ' && *p <= '~'));
	assert_non_null(strstr(text, "\\x1b[31mtoo many\\x07"));
	free(text);
}

UNIT(colour_changes_nothing_but_colour)
{
	char *plain = whole(80, false);
	char *color = whole(80, true), *out = color;

	assert_non_null(strstr(color, "\033["));
	for (char *p = color; *p; p++) {
		if (*p == '\033')
			p = strchr(p, 'm');
		else
			*out++ = *p;
	}
	*out = '\0';
	assert_string_equal(color, plain);
	free(plain);
	free(color);
}

UNIT(a_failed_resolution_says_why)
{
	char *text;

	report_clear(&says.report);
	report_begin(&says.report, "nowhere.example", 0);
	says.report.resolution = RESOLUTION_NXDOMAIN;
	says.report.resolution_reason = "there is no such name";
	text = whole(80, false);
	assert_string_equal(
		text, "nowhere.example\n  nxdomain: there is no such name\n");
	free(text);
}

UNIT(hints_stand_before_the_endpoints)
{
	char *text;

	report_hint(&says.report, "port 25 out of this network seems blocked");
	text = whole(80, false);
	assert_true(strstr(text, "seems blocked") < strstr(text, "Versions"));
	free(text);
}

UNIT(a_name_of_its_own_is_told)
{
	char *text;

	says.endpoint->asked.server_name = "other.example";
	text = whole(80, false);
	assert_non_null(strstr(text, "asked by the name other.example"));
	free(text);
}

UNIT(an_endpoint_that_answers_the_same_is_told_once)
{
	struct report_endpoint *twin = &says.report.endpoints[1];
	char *text;

	*twin = *says.endpoint;
	twin->asked.address = "192.0.2.26";
	twin->asked.started_ms = 7;
	text = whole(80, false);
	assert_non_null(strstr(text,
		"the same as those of mx.kabelmail.example at 192.0.2.25:25"));
	free(text);
	twin->versions[0].state = TRUTH_YES;
	text = whole(80, false);
	assert_null(strstr(text, "the same as those"));
	free(text);
}

/* Where no control was answered, alert 40 against 70 tells which are there. */
UNIT(what_each_version_met_is_shown_without_an_answer_too)
{
	struct report_version *tls12 = &says.endpoint->versions[4];
	char *text;

	says.endpoint->state = tls12->state = TRUTH_INCONCLUSIVE;
	tls12->reason = "alert 40 (handshake_failure) (3 times)";
	text = whole(80, false);
	assert_non_null(strstr(text, "Versions"));
	assert_non_null(strstr(text, "alert 40 (handshake_failure)"));
	assert_null(strstr(text, "Suites of"));
	free(text);
}

UNIT(what_is_missing_is_said_first)
{
	const char *lines[] = { "gone.example could not be asked: no" };
	char *text, *missing;

	says.report.missing = lines;
	says.report.n_missing = 1;
	text = whole(80, false);
	missing = strstr(text, "Incomplete: gone.example could not be asked");
	assert_non_null(missing);
	assert_true(missing < strstr(text, "MX 10"));
	free(text);
}

UNIT(an_empty_report_is_no_crash)
{
	struct portrait portrait;
	struct report_asked nobody = { .port = 25 };
	char *text;

	report_clear(&says.report);
	report_begin(&says.report, "", 1);
	portrait_init(&portrait);
	portrait.state = TRUTH_YES;
	report_fill(
		&says.report, &says.report.endpoints[0], &nobody, &portrait);
	text = whole(80, false);
	assert_non_null(strstr(text, "Cost"));
	free(text);
	portrait_clear(&portrait);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(parts_come_in_their_order),
		SAYS(no_line_is_longer_than_the_width),
		SAYS(no_control_character_comes_through),
		SAYS(colour_changes_nothing_but_colour),
		SAYS(a_failed_resolution_says_why),
		SAYS(hints_stand_before_the_endpoints),
		SAYS(a_name_of_its_own_is_told),
		SAYS(an_endpoint_that_answers_the_same_is_told_once),
		SAYS(what_each_version_met_is_shown_without_an_answer_too),
		SAYS(what_is_missing_is_said_first),
		SAYS(an_empty_report_is_no_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
