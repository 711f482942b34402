/* SPDX-License-Identifier: ISC */
/* The monotonic clock, in milliseconds, and that on the wall; only net/ knows
 * the time. */
#ifndef HALLO_NET_BASE_CLOCK_H
#define HALLO_NET_BASE_CLOCK_H

#include <stdint.h>
#include <sys/time.h>

uint64_t clock_ms(void);
uint64_t clock_wall_ms(void); /* since 1970 */
struct timeval timeval_of_ms(unsigned ms);

#endif
