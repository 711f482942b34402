/* SPDX-License-Identifier: ISC */
/*
 * The parser: forms of options, values, and what is refused.
 */
#include "tests/lib/unit.h"

#include "cli/options/options.h"

#include <string.h>
#include <sys/socket.h>

#define ARGUMENTS(...)                                                         \
	(const char *[]){ "hallo", __VA_ARGS__ },                              \
		sizeof((const char *[]){ "hallo", __VA_ARGS__ }) /             \
		sizeof(const char *)

static struct options options;
static struct error error;

static bool parse(const char *list[], size_t n)
{
	options_clear(&options);
	memset(&error, 0, sizeof(error));
	return options_parse(
		&options, (int)n, (char **)(uintptr_t)list, &error);
}

FIXTURE(clear)
{
	options_clear(&options);
	return 0;
}

UNIT(without_a_command_it_is_an_audit)
{
	assert_true(parse(ARGUMENTS("example.org")));
	assert_int_equal(options.command, COMMAND_AUDIT);
	assert_int_equal(options.n_words, 1);
	assert_string_equal(options.words[0], "example.org");
	assert_true(parse(ARGUMENTS("--quiet", "a.example", "b.example")));
	assert_int_equal(options.command, COMMAND_AUDIT);
	assert_int_equal(options.n_words, 2);
}

UNIT(all_forms_of_an_option_are_taken)
{
	assert_true(parse(ARGUMENTS("--mx", "first", "x.example")));
	assert_int_equal(options.mx, 1);
	assert_true(parse(ARGUMENTS("--mx=3", "x.example")));
	assert_int_equal(options.mx, 3);
	assert_true(parse(ARGUMENTS("x.example", "--mx=all")));
	assert_int_equal(options.mx, 0);
	assert_true(parse(ARGUMENTS("-4qi", "list", "x.example")));
	assert_int_equal(options.family, AF_INET);
	assert_true(options.quiet);
	assert_string_equal(options.input, "list");
	assert_true(parse(ARGUMENTS("-ilist")));
	assert_string_equal(options.input, "list");
}

UNIT(two_dashes_end_the_options)
{
	assert_true(parse(ARGUMENTS("audit", "--", "--mx")));
	assert_string_equal(options.words[0], "--mx");
}

UNIT(a_single_dash_is_a_value)
{
	assert_true(parse(ARGUMENTS("--json", "-", "-i", "-")));
	assert_string_equal(options.json, "-");
	assert_string_equal(options.input, "-");
}

UNIT(the_same_name_means_what_the_command_says)
{
	assert_true(parse(ARGUMENTS("list", "--json", "suites")));
	assert_true(options.list_json);
	assert_null(options.json);
	assert_string_equal(options.words[0], "suites");
}

UNIT(families_exclude_each_other)
{
	assert_false(parse(ARGUMENTS("-4", "-6", "x.example")));
	assert_int_equal(error.code, ERROR_USAGE);
	assert_non_null(strstr(error.message, "exclude"));
}

UNIT(an_option_of_another_command_is_unknown)
{
	assert_false(parse(ARGUMENTS("serve", "--mx", "1", "kabelmail")));
	assert_non_null(strstr(error.message, "hallo serve --help"));
	assert_false(parse(ARGUMENTS("-z", "x.example")));
	assert_non_null(strstr(error.message, "-z"));
}

UNIT(a_flag_takes_no_value)
{
	assert_false(parse(ARGUMENTS("--no-sni=x", "x.example")));
	assert_non_null(strstr(error.message, "takes no value"));
}

UNIT(numbers_have_bounds)
{
	assert_false(parse(ARGUMENTS("--timeout", "0", "x.example")));
	assert_false(parse(ARGUMENTS("--timeout", "3601", "x.example")));
	assert_false(parse(ARGUMENTS("--timeout", "1e3", "x.example")));
	assert_false(parse(ARGUMENTS("--timeout", "", "x.example")));
	assert_false(parse(ARGUMENTS("--timeout", "99999999999", "x")));
	assert_true(parse(ARGUMENTS("--timeout", "3600", "x.example")));
	assert_int_equal(options.timeout_s, 3600);
	assert_false(parse(ARGUMENTS("--width", "39", "x.example")));
}

UNIT(a_pace_has_units_and_decimals)
{
	static const char *const rates[] = { "30", "30/", "/min", "0/min",
		"30/day", "30/mins", "-1/s", "3.5/s", "1234567/s" };
	static const char *const delays[] = { "", ".", "1.", ".5", "1.2345",
		"-1", "1e3", "86401", "1,5" };

	assert_true(parse(ARGUMENTS("--rate", "30/min", "--delay", "0.25",
		"--max-connections", "40", "--deadline", "60", "--patience",
		"900", "x.example")));
	assert_int_equal(options.pace.rate, 30);
	assert_int_equal(options.pace.rate_ms, 60000);
	assert_int_equal(options.pace.delay_ms, 250);
	assert_int_equal(options.pace.connections, 40);
	assert_int_equal(options.deadline_s, 60);
	assert_int_equal(options.patience_s, 900);
	assert_true(parse(ARGUMENTS("--rate=2/s", "--delay=3", "x.example")));
	assert_int_equal(options.pace.rate_ms, 1000);
	assert_int_equal(options.pace.delay_ms, 3000);
	for (size_t i = 0; i < sizeof(rates) / sizeof(*rates); i++)
		assert_false(parse(ARGUMENTS("--rate", rates[i], "x.example")));
	for (size_t i = 0; i < sizeof(delays) / sizeof(*delays); i++)
		assert_false(
			parse(ARGUMENTS("--delay", delays[i], "x.example")));
	assert_false(parse(ARGUMENTS("--max-connections", "0", "x.example")));
	assert_false(parse(ARGUMENTS("--deadline", "1.5", "x.example")));
}

UNIT(a_seed_is_hex)
{
	assert_true(parse(ARGUMENTS("--seed", "0aFF", "x.example")));
	assert_true(options.has_seed);
	assert_int_equal(options.seed[0], 0x0A);
	assert_int_equal(options.seed[1], 0xFF);
	assert_int_equal(options.seed[2], 0);
	assert_false(parse(ARGUMENTS("--seed", "0aF", "x.example")));
	assert_false(parse(ARGUMENTS("--seed", "0g", "x.example")));
}

UNIT(a_helo_cannot_carry_a_line)
{
	assert_false(parse(ARGUMENTS("--helo", "a\r\nQUIT", "x.example")));
	assert_false(parse(ARGUMENTS("--helo", "a b", "x.example")));
	assert_false(parse(ARGUMENTS("--helo", "", "x.example")));
	assert_true(parse(ARGUMENTS("--helo", "[192.0.2.1]", "x.example")));
}

UNIT(help_needs_no_words)
{
	assert_true(parse(ARGUMENTS("serve", "--help")));
	assert_true(options.help);
	assert_false(parse(ARGUMENTS("serve")));
	assert_non_null(strstr(error.message, "PROFILE|FILE"));
	assert_false(parse(ARGUMENTS("serve", "a", "b")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_command_it_is_an_audit),
		cmocka_unit_test(all_forms_of_an_option_are_taken),
		cmocka_unit_test(two_dashes_end_the_options),
		cmocka_unit_test(a_single_dash_is_a_value),
		cmocka_unit_test(the_same_name_means_what_the_command_says),
		cmocka_unit_test(families_exclude_each_other),
		cmocka_unit_test(an_option_of_another_command_is_unknown),
		cmocka_unit_test(a_flag_takes_no_value),
		cmocka_unit_test(numbers_have_bounds),
		cmocka_unit_test(a_seed_is_hex),
		cmocka_unit_test_teardown(a_pace_has_units_and_decimals, clear),
		cmocka_unit_test(a_helo_cannot_carry_a_line),
		cmocka_unit_test(help_needs_no_words),
	};

	return cmocka_run_group_tests(tests, NULL, clear);
}
