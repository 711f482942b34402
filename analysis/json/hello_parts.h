/* SPDX-License-Identifier: ISC */
/*
 * What the files of the hello's view share; private to hello_*.c.
 */
#ifndef HALLO_ANALYSIS_JSON_HELLO_PARTS_H
#define HALLO_ANALYSIS_JSON_HELLO_PARTS_H

#include "analysis/json/hello_view.h"

/* @digits of the code at least; @name may be NULL. */
struct coded coded_of(uint32_t code, unsigned digits, const char *name);
struct coded coded_version(uint16_t version);

#endif
