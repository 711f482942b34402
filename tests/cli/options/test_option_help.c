/* SPDX-License-Identifier: ISC */
/*
 * Help, man page and completion name the same options: every row of the table
 * stands in each, and each names no other. The exit status is told in the same
 * words in help, man page and README.
 */
#include "tests/lib/unit.h"

#include "cli/options/options.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_text(const char *name)
{
	char *text = calloc(1, 1 << 20);
	FILE *file = fopen(name, "r");
	size_t n;

	assert_non_null(text);
	assert_non_null(file);
	n = fread(text, 1, (1 << 20) - 1, file);
	assert_true(n > 0);
	fclose(file);
	return text;
}

static bool known(const char *name, size_t len)
{
	for (size_t i = 0; i < option_table_len; i++)
		if (strlen(option_table[i].name) == len &&
			!strncmp(option_table[i].name, name, len))
			return true;
	return false;
}

/* Is --name in @text as a whole word? */
static bool names(const char *text, const char *name)
{
	size_t len = strlen(name);

	for (const char *p = text; (p = strstr(p, "--")); p += 2)
		if (!strncmp(p + 2, name, len) && p[2 + len] != '-' &&
			!isalnum((unsigned char)p[2 + len]))
			return true;
	return false;
}

/* Every --word in @text is one of ours (or --version, which is no option of a
 * command). */
static void assert_only_ours(const char *text)
{
	for (const char *p = text; (p = strstr(p, "--")); p += 2) {
		size_t len = strspn(p + 2, "abcdefghijklmnopqrstuvwxyz-");

		if (len == 0 || !strncmp(p + 2, "version", len))
			continue;
		if (!known(p + 2, len))
			print_error("unknown: %.*s\n", (int)len + 2, p);
		assert_true(known(p + 2, len));
	}
}

static void assert_all_in(const char *text, enum command command)
{
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option_row *row = &option_table[i];
		char letter[4] = { '-', row->letter, '\0' };

		if (!(row->commands & command))
			continue;
		if (*row->name && !names(text, row->name))
			print_error("missing: --%s\n", row->name);
		assert_true(!*row->name || names(text, row->name));
		assert_true(!row->letter || strstr(text, letter));
	}
}

UNIT(help_names_the_options_of_its_command)
{
	static const enum command commands[] = { COMMAND_AUDIT, COMMAND_SERVE,
		COMMAND_LIST, COMMAND_COMPLETION, COMMAND_SAY };

	for (size_t i = 0; i < 5; i++) {
		char *text = options_help(commands[i], 80);

		assert_all_in(text, commands[i]);
		assert_only_ours(text);
		free(text);
	}
}

UNIT(help_heeds_the_width)
{
	for (unsigned width = 40; width <= 120; width += 40) {
		char *text = options_help(COMMAND_AUDIT, width);

		for (char *line = text; *line; line++) {
			size_t len = strcspn(line, "\n");

			assert_true(len <= width);
			line += len;
		}
		free(text);
	}
}

UNIT(the_man_page_names_every_option_and_no_other)
{
	char *text = read_text(SOURCE_DIR "/docs/hallo.1.scd");

	assert_all_in(text, ~0U);
	assert_only_ours(text);
	free(text);
}

UNIT(the_man_page_shows_the_values_of_the_table)
{
	char *text = read_text(SOURCE_DIR "/docs/hallo.1.scd");

	for (size_t i = 0; i < option_table_len; i++) {
		const struct option_row *row = &option_table[i];
		char want[100];

		if (!*row->value)
			continue;
		snprintf(want, sizeof(want), "*--%s* _%s_", row->name,
			row->value);
		if (!strstr(text, want))
			print_error("missing: %s\n", want);
		assert_non_null(strstr(text, want));
	}
	free(text);
}

UNIT(the_completion_names_every_option_and_no_other)
{
	char *text = options_completion();

	assert_all_in(text, ~0U);
	assert_only_ours(text);
	free(text);
}

UNIT(the_readme_names_no_option_that_is_not_there)
{
	char *text = read_text(SOURCE_DIR "/README.md");

	for (char *p = text; (p = strstr(p, "`--")); p += 2) {
		size_t len = strspn(p + 3, "abcdefghijklmnopqrstuvwxyz-");

		/* --yes is of ./try and ./check */
		assert_true(known(p + 3, len) || !strncmp(p + 3, "yes", len));
	}
	free(text);
}

/* All white space and emphasis out, so that only the words count. */
static void words_only(char *text)
{
	char *out = text;

	for (const char *p = text; *p; p++)
		if (!strchr(" \t\n*_`|", *p))
			*out++ = *p;
	*out = '\0';
}

UNIT(the_exit_status_is_told_in_the_same_words)
{
	static const char *const words[] = { "64wrongusage",
		"3noendpointcouldberesolvedorreached",
		"1afindingatorabove--fail-onLEVEL(onlywiththatoption)",
		"2somethingisinconclusiveorincomplete", "0auditedcompletely" };
	char *texts[3] = { options_help(COMMAND_AUDIT, 80),
		read_text(SOURCE_DIR "/docs/hallo.1.scd"),
		read_text(SOURCE_DIR "/README.md") };

	for (size_t i = 0; i < 3; i++) {
		const char *at;

		words_only(texts[i]);
		at = texts[i];
		for (size_t k = 0; k < 5; k++) {
			at = strstr(at, words[k]);
			if (!at)
				print_error("text %zu: %s\n", i, words[k]);
			assert_non_null(at);
		}
		free(texts[i]);
	}
}

UNIT(the_exit_status_of_read_is_told_in_the_same_words)
{
	static const char *const words[] = { "64wrongusage",
		"3nocapture,oritcannotberead",
		"2itiscut,orsomethingofitwaslostornotputtogether",
		"0readcompletely" };
	char *texts[2] = { options_help(COMMAND_READ, 80),
		read_text(SOURCE_DIR "/docs/hallo.1.scd") };

	for (size_t i = 0; i < 2; i++) {
		const char *at;

		words_only(texts[i]);
		at = texts[i];
		for (size_t k = 0; k < 4; k++) {
			at = strstr(at, words[k]);
			assert_non_null(at);
		}
		free(texts[i]);
	}
}

UNIT(the_exit_status_of_say_is_told_in_the_same_words)
{
	static const char *const words[] = {
		"64wrongusage,orahellothatcannotbemade",
		"3notresolvedornotreached",
		"0answeredbyaServerHello,HelloRetryRequestorSERVER-HELLO",
		"1refused:analert,ortheendoftheconnectionwithoutananswer",
		"2inconclusive:silence,noTLS,arefuseddialog,unlikeanswers"
	};
	char *texts[2] = { options_help(COMMAND_SAY, 80),
		read_text(SOURCE_DIR "/docs/hallo.1.scd") };

	for (size_t i = 0; i < 2; i++) {
		const char *at;

		words_only(texts[i]);
		at = texts[i];
		for (size_t k = 0; k < 5; k++) {
			at = strstr(at, words[k]);
			assert_non_null(at);
		}
		free(texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_exit_status_of_read_is_told_in_the_same_words),
		cmocka_unit_test(
			the_exit_status_of_say_is_told_in_the_same_words),
		cmocka_unit_test(help_names_the_options_of_its_command),
		cmocka_unit_test(help_heeds_the_width),
		cmocka_unit_test(the_man_page_names_every_option_and_no_other),
		cmocka_unit_test(the_man_page_shows_the_values_of_the_table),
		cmocka_unit_test(
			the_completion_names_every_option_and_no_other),
		cmocka_unit_test(the_readme_names_no_option_that_is_not_there),
		cmocka_unit_test(the_exit_status_is_told_in_the_same_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
