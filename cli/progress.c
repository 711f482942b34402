/* SPDX-License-Identifier: ISC */
/*
 * A timer of the event base ticks four times a second; a slow server may say
 * nothing for minutes, and the user must see that this is known.
 */
#include "cli/progress.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/page.h"

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

/* A line that wraps could not be taken away again. */
static size_t line_room(const struct progress *progress)
{
	struct winsize size;

	if (!progress->terminal)
		return 200;
	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) || size.ws_col < 20)
		return 79;
	return size.ws_col - 1U;
}

static char *line_of(
	const struct progress *progress, const struct progress_count *count)
{
	double seconds = since(&progress->began);
	char of[80] = "";

	if (count->endpoints == 0)
		return words_join("hallo: %.0f s, asking DNS for %s", seconds,
			count->target);
	if (count->endpoints > 1)
		snprintf(of, sizeof of, " at %zu of %zu addresses",
			count->finished + 1, count->endpoints);
	return words_join("hallo: %.0f s, %zu of about %zu probes%s, %s",
		seconds, count->probes, count->estimate, of, count->target);
}

static void show(struct progress *progress)
{
	static const struct page_style ascii;
	struct progress_count count = { 0 };
	char *line, *clean;

	progress->count(progress->ctx, &count);
	line = line_of(progress, &count);
	clean = page_clean(&ascii, line);
	progress_hide(progress);
	fprintf(stderr, "%.*s", (int)text_cut(clean, line_room(progress)),
		clean);
	if (progress->terminal)
		progress->shown = true;
	else
		fputc('\n', stderr);
	fflush(stderr);
	free(clean);
	free(line);
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
