/* SPDX-License-Identifier: ISC */
/*
 * The program: picks the command and passes its exit status on. The only main
 * of the project; standard output and standard error are written in this room
 * only.
 */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/options/apart.h"
#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/page/page.h"

static int print_help(enum command command)
{
	struct page_style style;
	char *text;

	page_style_of(&style, STDOUT_FILENO, 0, COLOR_NEVER, 80);
	text = options_help(command, style.width);
	fputs(text, stdout);
	free(text);
	return EXIT_AUDITED;
}

static int command_help(const struct options *options)
{
	const struct command_row *row;

	if (options->n_words == 0)
		return print_help(COMMAND_HELP);
	row = command_find(options->words[0]);
	if (row)
		return print_help(row->command);
	complain("help: there is no command '%s'; `hallo help` lists them",
		options->words[0]);
	return EXIT_USAGE;
}

static int command_completion(const struct options *options)
{
	char *text;

	if (strcmp(options->words[0], "bash") != 0) {
		complain("completion: there is one for bash only, not for '%s'",
			options->words[0]);
		return EXIT_USAGE;
	}
	text = options_completion();
	fputs(text, stdout);
	free(text);
	return EXIT_AUDITED;
}

static int run(const struct options *options)
{
	if (options->help)
		return print_help(options->command);
	switch (options->command) {
	case COMMAND_AUDIT:
		return command_audit(options);
	case COMMAND_SAY:
		return command_say(options);
	case COMMAND_READ:
		return command_read(options);
	case COMMAND_HELLO:
		return command_hello(options);
	case COMMAND_SERVE:
		return command_serve(options);
	case COMMAND_LISTEN:
		return command_listen(options);
	case COMMAND_LIST:
		return command_list(options);
	case COMMAND_COMPLETION:
		return command_completion(options);
	case COMMAND_HELP:
		return command_help(options);
	case COMMAND_VERSION:
		puts("hallo " HALLO_VERSION);
		return EXIT_AUDITED;
	}
	return EXIT_USAGE;
}

/* Who was started without standard output shall not find the text in the file
 * or the connection that would get its number. Using them still fails. */
static void occupy_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int main(int argc, char **argv)
{
	struct options options;
	struct error error = { 0 };
	int status = EXIT_USAGE;

	occupy_standard_files();
	setlocale(LC_CTYPE, "");
	signal(SIGPIPE, SIG_IGN);
	if (options_parse(&options, argc, argv, &error) &&
		(options.help || files_apart(&options, &error)))
		status = run(&options);
	else
		complain("%s", error.message);
	options_clear(&options);
	/* A write that failed earlier leaves fflush nothing to fail with. */
	if (fflush(stdout) != 0 || ferror(stdout)) {
		complain("standard output: cannot write");
		if (status == EXIT_AUDITED)
			status = EXIT_INCOMPLETE;
	}
	return status;
}
