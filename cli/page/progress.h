/* SPDX-License-Identifier: ISC */
/*
 * How far it is, on standard error: one line that is written over on a
 * terminal; elsewhere a line after two seconds, then one every ten; nothing
 * with --quiet.
 *
 *	hallo: 12 s, 40 of about 90 probes, about 15 s left, mx.example.org
 *	hallo: 12 s, 40 of about 90 probes, about 29 s left, waiting 14 s for
 *	192.0.2.1, mx.example.org
 */
#ifndef HALLO_CLI_PAGE_PROGRESS_H
#define HALLO_CLI_PAGE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct event_base;
struct event;

/* What there is to tell, asked for at each tick. */
struct progress_count {
	const char *target;
	size_t endpoints, finished;
	size_t probes;		 /* so far */
	size_t estimate;	 /* in all */
	uint64_t waiting_ms;	 /* for a server that turned us away; 0: not */
	const char *waiting_for; /* its address */
	uint64_t spacing_ms;	 /* least time from probe to probe */
};

struct progress {
	bool quiet, terminal, shown, told;
	struct event *timer;
	struct timespec began, last;
	double first_probe; /* seconds after the beginning; 0: none yet */
	void (*count)(void *ctx, struct progress_count *count);
	void *ctx;
};

void progress_begin(struct progress *progress, struct event_base *base,
	bool quiet, void (*count)(void *ctx, struct progress_count *count),
	void *ctx);
void progress_end(struct progress *progress);

/* The line without its end; free(). @first: when the first probe was seen. */
char *progress_line(
	const struct progress_count *count, double seconds, double first);

/* Takes the line away, so that something else can be written. */
void progress_hide(struct progress *progress);

#endif
