/* SPDX-License-Identifier: ISC */
/*
 * What the tests of the walk share: all fields of a walk, which leave no byte
 * out.
 */
#ifndef HALLO_TESTS_WIRE_WALK_WALKING_H
#define HALLO_TESTS_WIRE_WALK_WALKING_H

#include "tests/lib/unit.h"
#include "wire/walk/walk.h"

#define SEEN_MAX 4096

struct seen {
	size_t n, next;
	struct walk_field fields[SEEN_MAX];
};

void walk_one(struct seen *seen, struct slice bytes, bool client, bool ssl2);

/* The first one of that name; how many there are. */
const struct walk_field *find(const struct seen *seen, const char *name);
size_t count(const struct seen *seen, const char *name);

void expect(const struct seen *seen, const char *name, size_t at, size_t len,
	uint32_t number);

#endif
