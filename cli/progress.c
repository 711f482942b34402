/* SPDX-License-Identifier: ISC */
/*
 * A timer of the event base ticks four times a second; a slow server may say
 * nothing for minutes, and the user must see that this is known.
 */
#include "cli/progress.h"

#include <event2/event.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_EVERY_SECONDS 10

static double since(const struct timespec *then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - then->tv_sec) +
		(double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

void progress_hide(struct progress *progress)
{
	if (progress->shown)
		fputs("\r\033[K", stderr);
	progress->shown = false;
}

static void show(struct progress *progress)
{
	struct progress_count count = { 0 };

	progress->count(progress->ctx, &count);
	progress_hide(progress);
	fprintf(stderr, "hallo: %.40s: ", count.target);
	if (count.endpoints > 1)
		fprintf(stderr, "%zu of %zu endpoints, ", count.finished,
			count.endpoints);
	if (count.endpoints == 0)
		fprintf(stderr, "asking DNS, ");
	else
		fprintf(stderr, "%zu of about %zu probes, ", count.probes,
			count.estimate);
	fprintf(stderr, "%.0f s", since(&progress->began));
	if (progress->terminal)
		progress->shown = true;
	else
		fputc('\n', stderr);
	fflush(stderr);
}

static void tick(evutil_socket_t fd, short what, void *ctx)
{
	struct progress *progress = ctx;

	(void)fd;
	(void)what;
	if (!progress->terminal && since(&progress->last) < LINE_EVERY_SECONDS)
		return;
	clock_gettime(CLOCK_MONOTONIC, &progress->last);
	show(progress);
}

void progress_begin(struct progress *progress, struct event_base *base,
	bool quiet, void (*count)(void *ctx, struct progress_count *count),
	void *ctx)
{
	static const struct timeval quarter = { 0, 250000 };

	memset(progress, 0, sizeof *progress);
	progress->quiet = quiet;
	progress->terminal = isatty(STDERR_FILENO);
	progress->count = count;
	progress->ctx = ctx;
	clock_gettime(CLOCK_MONOTONIC, &progress->began);
	progress->last = progress->began;
	if (quiet)
		return;
	progress->timer = event_new(base, -1, EV_PERSIST, tick, progress);
	if (progress->timer)
		event_add(progress->timer, &quarter);
}

void progress_end(struct progress *progress)
{
	progress_hide(progress);
	if (progress->timer)
		event_free(progress->timer);
	progress->timer = NULL;
}
