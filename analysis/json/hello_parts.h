/* SPDX-License-Identifier: ISC */
/*
 * What the files of the hello's value share; private to hello_*.c.
 */
#ifndef HALLO_ANALYSIS_JSON_HELLO_PARTS_H
#define HALLO_ANALYSIS_JSON_HELLO_PARTS_H

#include "analysis/json/hello_value.h"

/* { code: "0x0017", name: … }; name null when there is none. */
json_t *hello_coded(uint32_t code, unsigned digits, const char *name);

json_t *hello_version_value(uint16_t version);

/* The highest version on offer, GREASE aside; 0: none. */
uint16_t hello_highest(const struct hello *hello);

#endif
