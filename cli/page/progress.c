/* SPDX-License-Identifier: ISC */
/*
 * A timer of the event base ticks four times a second; a slow server may say
 * nothing for minutes, and the user must see that this is known.
 */
#include "cli/page/progress.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/page/page.h"

#define LINE_FIRST_SECONDS 2
#define LINE_EVERY_SECONDS 10
#define PROBES_FOR_A_GUESS 5
#define LONG_SECONDS 60 /* then fewer will do */

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

/* "about 15 s left": as fast as until now, but no faster than allowed. */
static void guess(char *out, size_t size, const struct progress_count *count,
	double asking)
{
	double each = asking / (double)count->probes, left;

	out[0] = '\0';
	if ((count->probes < PROBES_FOR_A_GUESS && asking < LONG_SECONDS) ||
		count->probes == 0 || count->estimate <= count->probes)
		return;
	if (each * 1000 < (double)count->spacing_ms)
		each = (double)count->spacing_ms / 1000;
	left = each * (double)(count->estimate - count->probes) +
		(double)count->waiting_ms / 1000;
	snprintf(out, size, ", about %.0f s left", left < 1 ? 1 : left);
}

char *progress_line(
	const struct progress_count *count, double seconds, double first)
{
	char of[80] = "", left[60], waiting[120] = "";

	if (count->endpoints == 0)
		return words_join("hallo: %.0f s, asking DNS for %s", seconds,
			count->target);
	if (count->endpoints > 1)
		snprintf(of, sizeof(of), " at %zu of %zu addresses",
			count->finished + 1, count->endpoints);
	if (count->waiting_ms)
		snprintf(waiting, sizeof(waiting), ", waiting %.0f s for %s",
			(double)(count->waiting_ms + 999) / 1000,
			count->waiting_for);
	guess(left, sizeof(left), count, seconds - first);
	return words_join("hallo: %.0f s, %zu of about %zu probes%s%s%s, %s",
		seconds, count->probes, count->estimate, of, left, waiting,
		count->target);
}

static void show(struct progress *progress)
{
	static const struct page_style ascii;
	struct progress_count count = { 0 };
	char *line, *clean;

	progress->count(progress->ctx, &count);
	if (count.probes && progress->first_probe == 0)
		progress->first_probe = since(&progress->began);
	line = progress_line(
		&count, since(&progress->began), progress->first_probe);
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
	if (!progress->terminal &&
		since(&progress->last) < (progress->told ? LINE_EVERY_SECONDS
							 : LINE_FIRST_SECONDS))
		return;
	progress->told = true;
	clock_gettime(CLOCK_MONOTONIC, &progress->last);
	show(progress);
}

void progress_begin(struct progress *progress, struct event_base *base,
	bool quiet, void (*count)(void *ctx, struct progress_count *count),
	void *ctx)
{
	static const struct timeval quarter = { 0, 250000 };

	memset(progress, 0, sizeof(*progress));
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
