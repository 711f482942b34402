/* SPDX-License-Identifier: ISC */
/*
 * How the files that make JSON values write them. Every function returns a new
 * reference. A missing value is JSON null and never absent, so that a reader
 * need not tell the two apart. All text is made harmless on its way in
 * (analysis/base/escape.h).
 */
#ifndef HALLO_ANALYSIS_JSON_JSON_H
#define HALLO_ANALYSIS_JSON_JSON_H

#include <jansson.h>
#include <stdint.h>

#include "wire/bytes/slice.h"

/* Takes @value over; NULL becomes null. */
void report_put(json_t *object, const char *key, json_t *value);

/* A JSON string of bytes from anywhere. */
json_t *report_text(const void *data, size_t len);

/* The same for text that is escaped already: a backslash stays what it is. */
json_t *report_escaped(const void *data, size_t len);

json_t *report_words(const char *text); /* escaped already; NULL, "": null */
json_t *report_number(uint64_t number); /* 0: null */
json_t *report_count(uint64_t number);	/* 0: 0 */
json_t *report_hex(const uint8_t *bytes, size_t len); /* 64 at most */
json_t *report_bytes(struct slice bytes);	      /* all, as hex */

#endif
