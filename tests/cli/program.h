/* SPDX-License-Identifier: ISC */
/*
 * Runs the program as a user does, with its exit status and what it wrote. The
 * environment HALLO says where it is.
 *
 *	struct ran ran = run_hallo("list", "suites", NULL);
 *	assert_int_equal(ran.status, 0);
 *	ran_clear(&ran);
 */
#ifndef HALLO_TESTS_CLI_PROGRAM_H
#define HALLO_TESTS_CLI_PROGRAM_H

#include <sys/types.h>

struct ran {
	int status; /* -1: ended by a signal */
	char *out, *err;
};

struct ran run_hallo(const char *first, ...) __attribute__((sentinel));

/* Standard output goes to the file @path; what is returned is the status. */
int run_hallo_onto(const char *path, const char *first, ...)
	__attribute__((sentinel));
void ran_clear(struct ran *ran);

/* Exit status 64, a word of the message, nothing on standard output; clears. */
void assert_usage(struct ran ran, const char *words);

/* A program that goes on; its standard output is @fd. */
struct child {
	pid_t pid;
	int fd;
};
struct child start_hallo(const char *first, ...) __attribute__((sentinel));

/* Reads up to the end of a line, at most 10 s. */
void child_line(struct child *child, char *line, size_t size);

/* Everything up to the end; waits for the exit status. */
struct ran child_end(struct child *child);
void child_signal(const struct child *child, int number);

/* `hallo serve @profile` on a free port: "127.0.0.1:4711" into @address. */
struct child start_server(const char *profile, char address[64]);

#endif
