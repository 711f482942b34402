/* SPDX-License-Identifier: ISC */
/*
 * What the tests of the builder share: a hello is built, written and read back.
 */
#ifndef HALLO_TESTS_WIRE_HELLO_BUILDING_H
#define HALLO_TESTS_WIRE_HELLO_BUILDING_H

#include "tests/lib/unit.h"
#include "wire/hello/hello_build.h"

extern struct hello_draft draft;
extern struct hello made; /* the last one that was read back */
extern struct hello from; /* read_golden() */

/* One byte of the seed, five bytes long: easy to see. None for 0x4242. */
size_t share(uint8_t *bytes, size_t room, uint16_t group, const uint8_t *seed);

/* The same, 32 bytes long. */
size_t share32(
	uint8_t *bytes, size_t room, uint16_t group, const uint8_t *seed);

/* @bytes lives until the next one. */
bool build(struct slice *bytes, const struct hello_spec *spec);

/* Built, and read back into @made. */
struct slice make(const struct hello_spec *spec);
void read_back(struct slice bytes);
bool fails_with(const struct hello_spec *spec, const char *words);

/* tests/golden/@name into @from. */
void read_golden(const char *name);

/* The first extension of @made of that type has this body. */
void expect_body(uint16_t type, const char *hex);

/* Lists that many tests take. */
extern const uint16_t only_tls12[1];  /* 0x0303 */
extern const uint32_t two_suites[2];  /* 0x0039, 0xfefe */
extern const uint16_t two_groups[2];  /* 0x0017, 0x0a0a */
extern const uint16_t two_schemes[2]; /* 0x0401, 0xfefe */

#endif
