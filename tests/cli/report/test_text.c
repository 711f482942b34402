/* SPDX-License-Identifier: ISC */
/*
 * The whole text: the order of its parts, its width, its bytes.
 */
#include "tests/lib/unit.h"

#include "cli/report/text.h"
#include "tests/cli/sample.h"

#include <string.h>

static char *whole(json_t *report, unsigned width, bool color)
{
	struct page_style style = { .width = width, .color = color };
	struct page page;

	page_init(&page, &style);
	text_report(&page, report);
	return page_take(&page);
}

UNIT(parts_come_in_their_order)
{
	static const char *const parts[] = { "kabelmail.example", "MX 10",
		"192.0.2.25:25, smtp", "high", "Who suffers", "Versions",
		"Suites of TLSv1.0, TLSv1.1 and TLSv1.2", "Groups of TLSv1.2",
		"What a usual sender gets", "Certificate", "Senders", "Cost",
		"[2001:db8::25]:25", "no-route-v6" };
	json_t *report = sample_report();
	char *text = whole(report, 80, false), *at = text;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		char *found = strstr(at, parts[i]);

		if (!found)
			print_error("missing: %s\n", parts[i]);
		assert_non_null(found);
		at = found;
	}
	free(text);
	json_decref(report);
}

UNIT(no_line_is_longer_than_the_width)
{
	static const unsigned widths[] = { 40, 60, 80, 120, 200 };
	json_t *report = sample_report();

	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++) {
		char *text = whole(report, widths[i], false);

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
	json_decref(report);
}

/* The sample has an escape sequence in a reply of the server. */
UNIT(no_control_character_comes_through)
{
	json_t *report = sample_report();
	char *text = whole(report, 80, false);

	for (char *p = text; *p; p++)
		assert_true(*p == '\n' || (*p >= ' ' && *p <= '~'));
	assert_non_null(strstr(text, "\\x1b[31mtoo many\\x07"));
	free(text);
	json_decref(report);
}

UNIT(colour_changes_nothing_but_colour)
{
	json_t *report = sample_report();
	char *plain = whole(report, 80, false);
	char *color = whole(report, 80, true), *out = color;

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
	json_decref(report);
}

UNIT(a_failed_resolution_says_why)
{
	json_t *report = json_pack("{s:s, s:{s:s, s:s}, s:[], s:[]}", "target",
		"nowhere.example", "resolution", "state", "nxdomain", "reason",
		"there is no such name", "mx", "endpoints");
	char *text = whole(report, 80, false);

	assert_string_equal(
		text, "nowhere.example\n  nxdomain: there is no such name\n");
	free(text);
	json_decref(report);
}

UNIT(hints_stand_before_the_endpoints)
{
	json_t *report = sample_report();
	char *text;

	json_array_append_new(json_object_get(report, "hints"),
		json_string("port 25 out of this network seems blocked"));
	text = whole(report, 80, false);
	assert_true(strstr(text, "seems blocked") < strstr(text, "Versions"));
	free(text);
	json_decref(report);
}

UNIT(an_endpoint_that_answers_the_same_is_told_once)
{
	json_t *report = sample_report();
	json_t *endpoints = json_object_get(report, "endpoints");
	json_t *twin = json_deep_copy(json_array_get(endpoints, 0));
	char *text;

	json_object_set_new(twin, "address", json_string("192.0.2.26"));
	json_object_del(
		json_array_get(json_object_get(twin, "findings"), 0), "probes");
	json_array_set_new(endpoints, 1, twin);
	text = whole(report, 80, false);
	assert_non_null(strstr(text,
		"the same as those of "
		"mx.kabelmail.example at 192.0.2.25:25"));
	free(text);
	json_object_set_new(
		json_array_get(json_object_get(twin, "versions"), 0), "state",
		json_string("yes"));
	text = whole(report, 80, false);
	assert_null(strstr(text, "the same as those"));
	free(text);
	json_decref(report);
}

UNIT(an_empty_report_is_no_crash)
{
	json_t *report = json_object();
	char *text = whole(report, 80, false);

	free(text);
	json_object_set_new(
		report, "endpoints", json_pack("[{s:s}]", "state", "yes"));
	text = whole(report, 80, false);
	assert_non_null(strstr(text, "Cost"));
	free(text);
	json_decref(report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_come_in_their_order),
		cmocka_unit_test(no_line_is_longer_than_the_width),
		cmocka_unit_test(no_control_character_comes_through),
		cmocka_unit_test(colour_changes_nothing_but_colour),
		cmocka_unit_test(a_failed_resolution_says_why),
		cmocka_unit_test(hints_stand_before_the_endpoints),
		cmocka_unit_test(
			an_endpoint_that_answers_the_same_is_told_once),
		cmocka_unit_test(an_empty_report_is_no_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
