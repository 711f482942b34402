/* SPDX-License-Identifier: ISC */
/*
 * Where many cases are alike (servers drawn by dice), the plain build goes
 * through all of them. Under sanitizers, ten times slower, a few show what
 * these are for: a step over an end, a leak, an overflow.
 *
 *	for (uint64_t i = 0; i < SAMPLE(3000, 100); i++)
 */
#ifndef HALLO_TESTS_LIB_SAMPLE_H
#define HALLO_TESTS_LIB_SAMPLE_H

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#endif

#ifdef SANITIZED
#define SAMPLE(all, few) (few)
#else
#define SAMPLE(all, few) (all)
#endif

#endif
