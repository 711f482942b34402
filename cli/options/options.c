/* SPDX-License-Identifier: ISC */
/*
 * Parses the command line by the table: long options as --name VALUE or
 * --name=VALUE, letters in clusters (-4q, -iFILE), "--" ends them, options and
 * words in any order. The first word may be a command; without one it is an
 * audit: `hallo example.org`.
 */
#include "cli/options/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "cli/options/option_setters.h"
#include "cli/options/spec_holder.h"
#include "cli/options/suggest.h"

/* clang-format off */
const struct option_row option_table[] = {
#define OPTION(commands, letter, name, value, setter, help) \
	{ commands, letter, name, value, setter, help },
#include "cli/options/options.def"
#undef OPTION
};
/* clang-format on */
const size_t option_table_len = sizeof(option_table) / sizeof(option_table[0]);

const struct command_row command_table[] = {
	{ COMMAND_AUDIT, "audit", "TARGET...",
		"ask mail servers for all that they accept (the usual "
		"command)" },
	{ COMMAND_SAY, "say", "TARGET",
		"send one ClientHello and tell exactly what it answers" },
	{ COMMAND_HELLO, "hello", "show|edit|diff|new|convert [FILE...]",
		"look at a ClientHello in a file, change it, compare two, "
		"make one" },
	{ COMMAND_READ, "read", "FILE.pcap",
		"tell what went wrong in each connection of a capture" },
	{ COMMAND_SERVE, "serve", "PROFILE|FILE",
		"play a mail server that is made of a table" },
	{ COMMAND_LISTEN, "listen", "",
		"play the server for other people's clients and tell what they "
		"offer" },
	{ COMMAND_LIST, "list",
		"suites|groups|versions|extensions|alerts|"
		"signature-schemes|dialogs|senders|profiles",
		"print the tables that hallo carries" },
	{ COMMAND_COMPLETION, "completion", "bash",
		"print the completion for a shell" },
	{ COMMAND_HELP, "help", "[COMMAND]", "tell how to use a command" },
	{ COMMAND_VERSION, "version", "", "tell the version" },
};
const size_t command_table_len =
	sizeof(command_table) / sizeof(command_table[0]);

const struct command_row *command_find(const char *name)
{
	for (size_t i = 0; i < command_table_len; i++)
		if (!strcmp(command_table[i].name, name))
			return &command_table[i];
	return NULL;
}

const struct command_row *command_of(enum command command)
{
	for (size_t i = 0; i < command_table_len; i++)
		if (command_table[i].command == command)
			return &command_table[i];
	return NULL;
}

/* What is left of the command line while it is read. */
struct arguments {
	int n, at;
	char **list;
};

static const char *next_argument(struct arguments *arguments)
{
	if (arguments->at >= arguments->n)
		return NULL;
	return arguments->list[arguments->at++];
}

static const struct option_row *find_long(
	enum command command, const char *name, size_t len)
{
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option_row *row = &option_table[i];

		if ((row->commands & command) && *row->name &&
			strlen(row->name) == len &&
			!strncmp(row->name, name, len))
			return row;
	}
	return NULL;
}

static const struct option_row *find_letter(enum command command, char letter)
{
	for (size_t i = 0; i < option_table_len; i++)
		if ((option_table[i].commands & command) &&
			option_table[i].letter == letter)
			return &option_table[i];
	return NULL;
}

/* An option of another command is worth a better answer than "unknown". */
static void unknown_option(
	enum command command, const char *text, size_t len, struct error *error)
{
	const char *of = command_of(command)->name;
	struct suggest suggest;
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)len, text);
	suggest_begin(&suggest, name);
	for (size_t i = 0; i < option_table_len; i++)
		if (option_table[i].commands & command)
			suggest_offer(&suggest, option_table[i].name);
	if (suggest.best)
		error_set(error, ERROR_USAGE, 0,
			"unknown option --%s; did you mean --%s?", name,
			suggest.best);
	else
		error_set(error, ERROR_USAGE, 0,
			"unknown option --%s; `hallo %s --help` lists those of "
			"%s",
			name, of, of);
}

static bool set_row(struct options *options, const struct option_row *row,
	const char *value, struct error *error)
{
	options->given[row - option_table] = value ? value : "";
	return row->set(options, value, error);
}

static bool needs_value(const struct option_row *row, struct error *error)
{
	if (*row->name)
		error_set(error, ERROR_USAGE, 0, "--%s needs a value: --%s %s",
			row->name, row->name, row->value);
	else
		error_set(error, ERROR_USAGE, 0, "-%c needs a value: -%c %s",
			row->letter, row->letter, row->value);
	return false;
}

static bool take_long(struct options *options, const char *text,
	struct arguments *arguments, struct error *error)
{
	size_t len = strcspn(text, "=");
	const struct option_row *row = find_long(options->command, text, len);
	const char *value = text[len] ? text + len + 1 : NULL;

	if (!row) {
		unknown_option(options->command, text, len, error);
		return false;
	}
	if (!*row->value && value) {
		error_set(error, ERROR_USAGE, 0,
			"--%s takes no value, but got '%s'", row->name, value);
		return false;
	}
	if (*row->value && !value)
		value = next_argument(arguments);
	if (*row->value && !value)
		return needs_value(row, error);
	return set_row(options, row, value, error);
}

static bool take_letters(struct options *options, const char *letters,
	struct arguments *arguments, struct error *error)
{
	for (const char *p = letters; *p; p++) {
		const struct option_row *row =
			find_letter(options->command, *p);
		const char *value;

		if (!row) {
			error_set(error, ERROR_USAGE, 0,
				"unknown option -%c; `hallo %s --help` lists "
				"them",
				*p, command_of(options->command)->name);
			return false;
		}
		if (!*row->value) {
			if (!set_row(options, row, NULL, error))
				return false;
			continue;
		}
		value = p[1] ? p + 1 : next_argument(arguments);
		if (!value)
			return needs_value(row, error);
		return set_row(options, row, value, error);
	}
	return true;
}

static bool take_arguments(struct options *options, struct arguments *arguments,
	struct error *error)
{
	bool words_only = false, ok = true;
	const char *text;

	while (ok && (text = next_argument(arguments))) {
		if (words_only || text[0] != '-' || !text[1])
			options->words[options->n_words++] = text;
		else if (!strcmp(text, "--"))
			words_only = true;
		else if (text[1] == '-')
			ok = take_long(options, text + 2, arguments, error);
		else
			ok = take_letters(options, text + 1, arguments, error);
	}
	return ok;
}

/* `hallo serv kabelmail`: no dot, no colon, nearly a command. */
static bool check_first_word(const struct options *options, struct error *error)
{
	struct suggest suggest;

	if (options->command != COMMAND_AUDIT || options->n_words == 0 ||
		strpbrk(options->words[0], ".:[]"))
		return true;
	suggest_begin(&suggest, options->words[0]);
	for (size_t i = 0; i < command_table_len; i++)
		suggest_offer(&suggest, command_table[i].name);
	if (!suggest.best || suggest.distance > 2)
		return true;
	error_set(error, ERROR_USAGE, 0,
		"unknown command '%s'; did you mean '%s'? (a host of that "
		"name: "
		"hallo audit %s)",
		options->words[0], suggest.best, options->words[0]);
	return false;
}

/* A transcript is of one run at one target. */
static bool check_transcript(const struct options *options, struct error *error)
{
	const char *name = options->resume ? "resume" : "transcript";

	if ((!options->resume && !options->transcript) ||
		(!options->input && options->n_words <= 1))
		return true;
	error_set(error, ERROR_USAGE, 0,
		options->resume
			? "--%s knows its target: run hallo once for each "
			  "transcript"
			: "--%s goes with one target (and all its addresses): "
			  "run hallo once for each target, with another FILE",
		name);
	return false;
}

/* A command wants a word, but for targets that come from elsewhere. */
static bool wants_word(const struct options *options)
{
	if (options->command == COMMAND_AUDIT)
		return !options->input && !options->resume;
	return options->command != COMMAND_LISTEN;
}

static bool check_most(const struct options *options, struct error *error)
{
	size_t most = options->command != COMMAND_LISTEN;

	if (options->n_words <= most || options->command == COMMAND_AUDIT)
		return true;
	error_set(error, ERROR_USAGE, 0,
		"%s is enough for %s, '%s' is too many",
		most ? "one word" : "no word",
		command_of(options->command)->name, options->words[most]);
	return false;
}

static bool check_words(const struct options *options, struct error *error)
{
	const struct command_row *row = command_of(options->command);

	if (options->help || options->command == COMMAND_HELP ||
		options->command == COMMAND_VERSION)
		return true;
	if (!options->n_words && wants_word(options)) {
		error_set(error, ERROR_USAGE, 0,
			"nothing to %s; usage: hallo %s [OPTION...] %s",
			row->name, row->name, row->words);
		return false;
	}
	if (options->command == COMMAND_HELLO)
		return hello_given_check(options, error);
	if (options->command == COMMAND_READ)
		return read_given_check(options, error);
	return check_most(options, error);
}

/* The command, and how many arguments name it. */
static int choose_command(struct options *options, int argc, char **argv)
{
	const struct command_row *row;

	options->command = COMMAND_AUDIT;
	if (argc < 2)
		return 1;
	row = command_find(argv[1]);
	if (row)
		options->command = row->command;
	else if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		options->command = COMMAND_HELP;
	else if (!strcmp(argv[1], "--version"))
		options->command = COMMAND_VERSION;
	else
		return 1;
	return 2;
}

bool options_parse(
	struct options *options, int argc, char **argv, struct error *error)
{
	struct arguments arguments = { argc, 1, argv };
	bool named;

	memset(options, 0, sizeof(*options));
	options->words = xcalloc((size_t)argc + 1, sizeof(*options->words));
	options->given = xcalloc(option_table_len, sizeof(*options->given));
	options->listen = "127.0.0.1:2525";
	arguments.at = choose_command(options, argc, argv);
	if (options->command & (COMMAND_SAY | COMMAND_HELLO))
		options->spec = spec_holder_new();
	named = arguments.at == 2;
	if (argc < 2) {
		error_set(error, ERROR_USAGE, 0,
			"nothing to do; try: hallo example.org, or hallo "
			"--help");
		return false;
	}
	return take_arguments(options, &arguments, error) &&
		(named || check_first_word(options, error)) &&
		check_words(options, error) &&
		check_transcript(options, error) &&
		(!options->spec || say_options_check(options, error));
}

void options_clear(struct options *options)
{
	free(options->words);
	free(options->given);
	free(options->suites);
	spec_holder_free(options->spec);
	options->words = NULL;
	options->given = NULL;
	options->suites = NULL;
}
