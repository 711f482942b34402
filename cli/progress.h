/* SPDX-License-Identifier: ISC */
/*
 * How far it is, on standard error: one line that is written over on a
 * terminal, a line every ten seconds elsewhere, nothing with --quiet.
 */
#ifndef HALLO_CLI_PROGRESS_H
#define HALLO_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct event_base;
struct event;

/* What there is to tell, asked for at each tick. */
struct progress_count {
	const char *target;
	size_t endpoints, finished;
	size_t probes;	 /* so far */
	size_t estimate; /* in all */
};

struct progress {
	bool quiet, terminal, shown;
	struct event *timer;
	struct timespec began, last;
	void (*count)(void *ctx, struct progress_count *count);
	void *ctx;
};

void progress_begin(struct progress *progress, struct event_base *base,
	bool quiet, void (*count)(void *ctx, struct progress_count *count),
	void *ctx);
void progress_end(struct progress *progress);

/* Takes the line away, so that something else can be written. */
void progress_hide(struct progress *progress);

#endif
