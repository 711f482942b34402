/* SPDX-License-Identifier: ISC */
/*
 * The help and the bash completion, both made from the option table, so that
 * neither can name an option that is not there.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options/options.h"
#include "cli/page/page.h"

static const char *const exit_status_help[] = {
	"64 wrong usage",
	"3 no endpoint could be resolved or reached",
	"1 a finding at or above --fail-on LEVEL (only with that option)",
	"2 something is inconclusive or incomplete",
	"0 audited completely",
};

static const char *const read_status_help[] = {
	"64 wrong usage",
	"3 no capture, or it cannot be read",
	"2 it is cut, or something of it was lost or not put together",
	"0 read completely",
};

static const char *const say_status_help[] = {
	"64 wrong usage, or a hello that cannot be made",
	"3 not resolved or not reached",
	"0 answered by a ServerHello, HelloRetryRequest or SERVER-HELLO",
	"1 refused: an alert, or the end of the connection without an answer",
	"2 inconclusive: silence, no TLS, a refused dialog, unlike answers",
};

static void put_options(struct page *page, enum command command)
{
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option_row *row = &option_table[i];
		char label[80], letter[8] = "    ";

		if (!(row->commands & command))
			continue;
		if (row->letter)
			snprintf(letter, sizeof(letter), "-%c%s", row->letter,
				*row->name ? ", " : "");
		snprintf(label, sizeof(label), "%s%s%s%s%s", letter,
			*row->name ? "--" : "", row->name,
			*row->value ? " " : "", row->value);
		page_fact(page, 2, 30, label, TINT_NONE, "%s", row->help);
	}
}

static void put_status(struct page *page, const char *title,
	const char *const *lines, size_t n)
{
	page_blank(page);
	page_paragraph(page, 0, 0, TINT_NONE, "%s", title);
	for (size_t i = 0; i < n; i++)
		page_paragraph(page, 2, 5, TINT_NONE, "%s", lines[i]);
}

static void put_targets(struct page *page)
{
	page_blank(page);
	page_paragraph(page, 0, 0, TINT_NONE, "Targets:");
	page_fact(page, 2, 30, "example.org", TINT_NONE,
		"the mail exchangers of the domain, port 25");
	page_fact(page, 2, 30, "smtp://HOST[:PORT]", TINT_NONE,
		"one host; also submission, smtps, lmtp, imap, imaps, pop3, "
		"pop3s, tls, https");
	page_fact(
		page, 2, 30, "HOST:PORT", TINT_NONE, "the dialog by the port");
	page_fact(page, 2, 30, "[::1]:25, 192.0.2.1", TINT_NONE, "one address");
}

static void put_program(struct page *page)
{
	page_paragraph(page, 0, 0, TINT_NONE,
		"hallo says hello to mail servers in every way the wire allows "
		"and writes down what comes back.");
	page_blank(page);
	page_paragraph(page, 0, 0, TINT_NONE,
		"Usage: hallo example.org (short for hallo audit)");
	page_paragraph(page, 0, 0, TINT_NONE,
		"       hallo COMMAND [OPTION...] [WORD...]");
	page_blank(page);
	for (size_t i = 0; i < command_table_len; i++)
		page_fact(page, 2, 12, command_table[i].name, TINT_NONE, "%s",
			command_table[i].help);
	page_blank(page);
	page_paragraph(page, 0, 0, TINT_NONE,
		"The options of a command: hallo COMMAND --help. All in full: "
		"man hallo.");
}

char *options_help(enum command command, unsigned width)
{
	struct page_style style = { .width = width };
	const struct command_row *row = command_of(command);
	struct page page;

	page_init(&page, &style);
	if (command == COMMAND_HELP) {
		put_program(&page);
		return page_take(&page);
	}
	page_paragraph(&page, 0, 7, TINT_NONE, "Usage: hallo %s [OPTION...] %s",
		row->name, row->words);
	page_paragraph(&page, 0, 0, TINT_NONE, "%s", row->help);
	page_blank(&page);
	put_options(&page, command);
	if (command == COMMAND_AUDIT || command == COMMAND_SAY)
		put_targets(&page);
	if (command == COMMAND_AUDIT)
		put_status(&page,
			"Exit status, first that applies:", exit_status_help,
			sizeof(exit_status_help) / sizeof(exit_status_help[0]));
	if (command == COMMAND_READ)
		put_status(&page, "Exit status:", read_status_help,
			sizeof(read_status_help) / sizeof(read_status_help[0]));
	if (command == COMMAND_SAY)
		put_status(&page, "Exit status:", say_status_help,
			sizeof(say_status_help) / sizeof(say_status_help[0]));
	return page_take(&page);
}

/* The words of "auto|always|never"; nothing for a FILE or a NAME. */
static void put_choices(struct page *page, const char *values)
{
	char choices[200];
	char *state = NULL, *word;

	snprintf(choices, sizeof(choices), "%s", values);
	/* behind a blank come words of another kind, like [FILE...] */
	for (word = strtok_r(choices, "| ", &state); word;
		word = strtok_r(NULL, "| ", &state))
		if (word[0] >= 'a' && word[0] <= 'z') {
			page_put(page, " ", 1);
			page_put(page, word, strlen(word));
		}
}

static void put_text(struct page *page, const char *text)
{
	page_put(page, text, strlen(text));
}

static void complete_command(struct page *page, const struct command_row *row)
{
	put_text(page, "\t");
	put_text(page, row->name);
	put_text(page, ") words=\"");
	if (row->words[0] >= 'a' && row->words[0] <= 'z')
		put_choices(page, row->words);
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option_row *option = &option_table[i];
		char letter[4] = { '-', option->letter, ' ', 0 };

		if (!(option->commands & row->command))
			continue;
		put_text(page, " ");
		if (option->letter)
			put_text(page, letter);
		put_text(page, *option->name ? "--" : "");
		put_text(page, option->name);
	}
	put_text(page, "\" ;;\n");
}

static void complete_values(struct page *page)
{
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option_row *row = &option_table[i];

		if (!*row->value || !*row->name)
			continue;
		put_text(page, "\t--");
		put_text(page, row->name);
		put_text(page, ") ");
		if (!strcmp(row->value, "FILE") ||
			!strcmp(row->value, "TRANSCRIPT"))
			put_text(
				page, "COMPREPLY=($(compgen -f -- \"$word\"))");
		else if (!strcmp(row->value, "DIR"))
			put_text(
				page, "COMPREPLY=($(compgen -d -- \"$word\"))");
		else {
			put_text(page, "COMPREPLY=($(compgen -W \"");
			put_choices(page, row->value);
			put_text(page, "\" -- \"$word\"))");
		}
		put_text(page, "; return ;;\n");
	}
}

char *options_completion(void)
{
	struct page_style style = { 0 };
	struct page page;

	page_init(&page, &style);
	put_text(&page,
		"# bash completion of hallo, made by: hallo completion bash\n"
		"_hallo()\n{\n"
		"\tlocal word=${COMP_WORDS[COMP_CWORD]} words\n"
		"\tlocal before=${COMP_WORDS[COMP_CWORD-1]}\n"
		"\tcase $before in\n");
	complete_values(&page);
	put_text(&page, "\tesac\n\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < command_table_len; i++)
		complete_command(&page, &command_table[i]);
	put_text(&page, "\t*) words=\"--help --version");
	for (size_t i = 0; i < command_table_len; i++) {
		put_text(&page, " ");
		put_text(&page, command_table[i].name);
	}
	put_text(&page,
		"\" ;;\n\tesac\n"
		"\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
		"}\ncomplete -o default -F _hallo hallo\n");
	return page_take(&page);
}
