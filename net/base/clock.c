/* SPDX-License-Identifier: ISC */
/* See clock.h. */
#include "net/base/clock.h"

#include <time.h>

uint64_t clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

struct timeval timeval_of_ms(unsigned ms)
{
	return (struct timeval){ .tv_sec = ms / 1000,
		.tv_usec = ms % 1000 * 1000 };
}

uint64_t clock_wall_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
