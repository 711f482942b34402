/* SPDX-License-Identifier: ISC */
/*
 * What two hellos have and have not in common.
 */
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/hello/hello_work.h"

static struct arena arena;
static struct suite_view suites[2][4];
static struct hello_file_view views[2];
static struct hello_diff diff;

/* Two hellos that are alike, of two suites each. */
FIXTURE(begin)
{
	arena = (struct arena){ 0 };
	diff = (struct hello_diff){ .arena = &arena };
	for (int i = 0; i < 2; i++) {
		suites[i][0] =
			(struct suite_view){ "0x002F", "AES", "", "suite" };
		suites[i][1] =
			(struct suite_view){ "0x0035", "", "", "unknown" };
		views[i] = (struct hello_file_view){ .understood = true };
		views[i].hello = (struct hello_view){ .suites = suites[i],
			.n_suites = 2,
			.version = { "0x0303", "TLSv1.2" },
			.session_id = "",
			.fault = "",
			.raw_tail = "" };
	}
	return 0;
}

FIXTURE(end)
{
	arena_clear(&arena);
	return 0;
}

/* The n-th difference, from 0. */
static void differs(size_t n, const char *what, const char *text)
{
	const struct hello_difference *d = diff.first;

	while (d && n-- > 0)
		d = d->next;
	assert_non_null(d);
	assert_string_equal(d->what, what);
	assert_string_equal(d->text, text);
}

static void compare(void)
{
	hello_compare(&diff, &views[0], &views[1]);
}

UNIT(equal_hellos_do_not_differ)
{
	compare();
	assert_null(diff.first);
}

UNIT(what_only_one_has_is_told_once_for_each)
{
	suites[0][1] = suites[0][0]; /* twice in the first */
	compare();
	differs(0, "suites", "only in the first: AES");
	differs(1, "suites", "only in the second: 0x0035");
	assert_null(diff.last->next);
}

UNIT(an_order_is_told_by_its_first_place)
{
	suites[0][0] = suites[1][1];
	suites[0][1] = suites[1][0];
	compare();
	differs(0, "suites",
		"in another order: where the first has 0x0035, the second has "
		"AES");
}

/* RFC 8701 */
UNIT(one_grease_is_as_good_as_another)
{
	suites[0][0] =
		(struct suite_view){ "0x0A0A", "TLS_GREASE_0", "", "grease" };
	suites[1][0] =
		(struct suite_view){ "0x1A1A", "TLS_GREASE_1", "", "grease" };
	compare();
	assert_null(diff.first);
}

UNIT(versions_faults_and_lengths_are_told)
{
	views[1].hello.version =
		(struct coded){ .code = "0x0302", .name = "TLSv1.1" };
	views[1].hello.fault = "it ends";
	views[1].hello.raw_tail = "";
	views[1].hello.session_id = "abcd";
	views[1].behind = 6;
	compare();
	differs(0, "version", "TLSv1.2 in the first, TLSv1.1 in the second");
	differs(1, "fault", "none in the first, it ends in the second");
	differs(2, "raw_tail", "none in the first, empty in the second");
	differs(3, "session id", "0 bytes in the first, 2 in the second");
	differs(4, "bytes behind it", "0 in the first, 6 in the second");
}

UNIT(json_tells_the_same)
{
	json_t *value;
	char *dump;

	views[1].behind = 6;
	compare();
	value = hello_diff_value(&diff);
	dump = json_dumps(value, JSON_COMPACT);
	assert_string_equal(dump,
		"{\"differences\":[{\"what\":\"bytes behind it\",\"text\":"
		"\"0 in the first, 6 in the second\"}],\"same\":false,"
		"\"identical\":false}");
	free(dump);
	json_decref(value);
}

/* 32,767 suites a side: not each with each. */
UNIT(long_lists_are_compared_in_no_time)
{
	size_t n = 32767;
	struct suite_view *many = calloc(2 * n, sizeof(*many));

	for (size_t i = 0; i < 2 * n; i++) {
		many[i].iana = many[i].openssl = "";
		many[i].kind = "unknown";
		snprintf(many[i].code, sizeof(many[i].code), "0x%04zX",
			i < n ? i : 2 * n - i);
	}
	for (int i = 0; i < 2; i++) {
		views[i].hello.suites = many + (i ? n : 0);
		views[i].hello.n_suites = n;
	}
	compare();
	differs(0, "suites", "only in the first: 0x0000");
	differs(1, "suites", "only in the second: 0x7FFF");
	free(many);
}

#define DIFF(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		DIFF(equal_hellos_do_not_differ),
		DIFF(what_only_one_has_is_told_once_for_each),
		DIFF(an_order_is_told_by_its_first_place),
		DIFF(one_grease_is_as_good_as_another),
		DIFF(versions_faults_and_lengths_are_told),
		DIFF(json_tells_the_same),
		DIFF(long_lists_are_compared_in_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
