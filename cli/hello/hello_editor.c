/* SPDX-License-Identifier: ISC */
/*
 * `hallo hello edit FILE` without options: the text form in $VISUAL or $EDITOR.
 * A file that is in the text form keeps its comments. What cannot be read
 * afterwards is kept where it is, and nothing is written back.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/hello/hello_work.h"

static const char *editor(void)
{
	const char *name = getenv("VISUAL");

	if (!name || !*name)
		name = getenv("EDITOR");
	return name && *name ? name : "vi";
}

static void handle_keys(void (*handler)(int))
{
	signal(SIGINT, handler);
	signal(SIGQUIT, handler);
}

/* The variable may hold options, and so it is for the shell. What is typed,
 * Ctrl-C too, is for the editor. */
static bool run_editor(const char *path)
{
	char *command = words_join("trap : INT QUIT; %s \"$1\"", editor());
	int status = -1;
	pid_t pid;

	fflush(NULL);
	handle_keys(SIG_IGN);
	pid = fork();
	if (pid == 0) {
		handle_keys(SIG_DFL);
		execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	handle_keys(SIG_DFL);
	free(command);
	if (pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	complain("hello: the editor '%s' failed; VISUAL or EDITOR names one",
		editor());
	return false;
}

static bool write_text(int fd, const char *text, size_t len)
{
	FILE *out = fdopen(fd, "w");

	if (!out)
		return false;
	fwrite(text, 1, len, out);
	return fclose(out) == 0;
}

/* Makes the file for the editor; "" when that failed, which was told. */
static void make_draft(char path[300], const struct hello_file *file)
{
	const char *folder = getenv("TMPDIR");
	char *text = NULL;
	bool good;
	int fd;

	snprintf(path, 300, "%.250s/hallo-XXXXXX.hello",
		folder && *folder ? folder : "/tmp");
	if (file->kind != HELLO_FILE_TEXT_FORM)
		text = hello_text_of(slice_of(file->bytes, file->len));
	fd = mkstemps(path, 6);
	good = fd >= 0 &&
		(text ? write_text(fd, text, strlen(text))
		      : write_text(fd, file->text, file->n_text));
	free(text);
	if (good)
		return;
	complain("hello: %s: %s", path, strerror(errno));
	path[0] = '\0';
}

/* A text goes back as it was typed, comments and all. */
static int put_back(const struct options *options, const char *place,
	const struct hello_file *file, const struct hello_file *draft)
{
	enum hello_given_form form = options->hello.form;

	if (form == HELLO_AS_IT_IS)
		form = file->kind == HELLO_FILE_RAW    ? HELLO_AS_RAW
			: file->kind == HELLO_FILE_HEX ? HELLO_AS_HEX
						       : HELLO_AS_TEXT;
	if (form != HELLO_AS_TEXT || !strcmp(place, "-"))
		return hello_write_file(options, place, form,
			slice_of(draft->bytes, draft->len));
	return hello_write_text(place, draft->text, draft->n_text);
}

int hello_edit_by_hand(const struct options *options, struct hello_file *file)
{
	const char *place =
		options->hello.output ? options->hello.output : file->name;
	struct hello_file draft;
	struct error error = { 0 };
	int status = EXIT_USAGE;
	char path[300];

	make_draft(path, file);
	if (!*path)
		return EXIT_USAGE;
	if (!run_editor(path)) {
		unlink(path);
		return EXIT_USAGE;
	}
	if (hello_file_load(&draft, path, &error))
		status = put_back(options, place, file, &draft);
	else
		complain("hello: %s; mend it there, then: hallo hello convert "
			 "%s -o %s",
			error.message, path, place);
	if (status == EXIT_AUDITED)
		unlink(path);
	hello_file_clear(&draft);
	return status;
}
