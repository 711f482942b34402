/* SPDX-License-Identifier: ISC */
/*
 * fork, exec, and files without a name for what the program writes.
 */
#include "tests/lib/unit.h"

#include "tests/cli/program.h"

#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define ARGUMENTS_MAX 30

/* A test that hangs must not leave a program behind. */
#define LIFE_SECONDS 60

static void collect(
	const char *arguments[ARGUMENTS_MAX], const char *first, va_list list)
{
	size_t n = 0;

	arguments[n++] = getenv("HALLO");
	assert_non_null(arguments[0]);
	for (const char *a = first; a && n < ARGUMENTS_MAX - 1;
		a = va_arg(list, const char *))
		arguments[n++] = a;
	arguments[n] = NULL;
}

static pid_t spawn(const char *arguments[], int out, int err)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	setenv("LC_ALL", "C", 1);
	unsetenv("COLUMNS");
	alarm(LIFE_SECONDS);
	dup2(out, STDOUT_FILENO);
	dup2(err, STDERR_FILENO);
	execv(arguments[0], (char *const *)(uintptr_t)arguments);
	_exit(127);
}

static char *whole(FILE *file)
{
	size_t room = 4 * 1024 * 1024, n;
	char *text = malloc(room);

	assert_non_null(text);
	rewind(file);
	n = fread(text, 1, room - 1, file);
	text[n] = '\0';
	fclose(file);
	return text;
}

static int wait_for(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct ran run_hallo(const char *first, ...)
{
	const char *arguments[ARGUMENTS_MAX];
	FILE *out = tmpfile(), *err = tmpfile();
	struct ran ran;
	va_list list;

	assert_non_null(out);
	assert_non_null(err);
	va_start(list, first);
	collect(arguments, first, list);
	va_end(list);
	ran.status = wait_for(spawn(arguments, fileno(out), fileno(err)));
	ran.out = whole(out);
	ran.err = whole(err);
	return ran;
}

int run_hallo_onto(const char *path, const char *first, ...)
{
	const char *arguments[ARGUMENTS_MAX];
	FILE *out = fopen(path, "w"), *err = tmpfile();
	int status;
	va_list list;

	assert_non_null(out);
	assert_non_null(err);
	va_start(list, first);
	collect(arguments, first, list);
	va_end(list);
	status = wait_for(spawn(arguments, fileno(out), fileno(err)));
	fclose(out);
	fclose(err);
	return status;
}

void ran_clear(struct ran *ran)
{
	free(ran->out);
	free(ran->err);
}

void assert_usage(struct ran ran, const char *words)
{
	if (!strstr(ran.err, words))
		print_error("got: %s", ran.err);
	assert_non_null(strstr(ran.err, words));
	assert_int_equal(ran.status, 64);
	assert_string_equal(ran.out, "");
	ran_clear(&ran);
}

struct child start_hallo(const char *first, ...)
{
	const char *arguments[ARGUMENTS_MAX];
	struct child child;
	int ends[2];
	va_list list;

	va_start(list, first);
	collect(arguments, first, list);
	va_end(list);
	assert_int_equal(pipe(ends), 0);
	child.pid = spawn(arguments, ends[1], STDERR_FILENO);
	close(ends[1]);
	child.fd = ends[0];
	return child;
}

void child_line(struct child *child, char *line, size_t size)
{
	struct pollfd poll_fd = { .fd = child->fd, .events = POLLIN };
	size_t n = 0;

	while (n + 1 < size && poll(&poll_fd, 1, 10000) == 1 &&
		read(child->fd, line + n, 1) == 1 && line[n] != '\n')
		n++;
	line[n] = '\0';
}

struct ran child_end(struct child *child)
{
	FILE *file = tmpfile();
	struct ran ran = { 0 };
	char bytes[4096];
	ssize_t n;

	while ((n = read(child->fd, bytes, sizeof(bytes))) > 0)
		fwrite(bytes, 1, (size_t)n, file);
	close(child->fd);
	ran.status = wait_for(child->pid);
	ran.out = whole(file);
	return ran;
}

void child_signal(const struct child *child, int number)
{
	kill(child->pid, number);
}

struct child start_server(const char *profile, char address[64])
{
	static const char words[] = "listening on ";
	struct child child =
		start_hallo("serve", profile, "--listen", "127.0.0.1:0", NULL);
	char line[128];

	child_line(&child, line, sizeof(line));
	assert_memory_equal(line, words, strlen(words));
	snprintf(address, 64, "%.63s", line + strlen(words));
	return child;
}
