/* SPDX-License-Identifier: ISC */
/*
 * A capture made by hand, read in this process: the values of its connections
 * and of its summary, as `hallo read --json` writes them.
 *
 *	json_t *values = read_made(&capture);	clears the capture
 */
#ifndef HALLO_TESTS_LIB_READ_MADE_H
#define HALLO_TESTS_LIB_READ_MADE_H

#include <jansson.h>

#include "tests/lib/made_capture.h"

/* An array, the summary last. */
json_t *read_made(struct made_capture *c);

/* Any bytes; NULL when they are no capture. */
json_t *read_made_bytes(struct slice bytes);

#endif
