/* SPDX-License-Identifier: ISC */
/* The monotonic clock, in milliseconds; only net/ knows the time. */
#ifndef HALLO_NET_CLOCK_H
#define HALLO_NET_CLOCK_H

#include <stdint.h>
#include <sys/time.h>

uint64_t clock_ms(void);
struct timeval timeval_of_ms(unsigned ms);

#endif
