/* SPDX-License-Identifier: ISC */
/*
 * Bytes as hex digits, two each, nothing between.
 */
#ifndef HALLO_ANALYSIS_JSON_HEX_H
#define HALLO_ANALYSIS_JSON_HEX_H

#include "analysis/base/arena.h"
#include "wire/bytes/slice.h"

const char *arena_hex(struct arena *arena, struct slice bytes);

#endif
