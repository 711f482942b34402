/* SPDX-License-Identifier: ISC */
/*
 * Short ways into the JSON value of a report. What is missing or null reads as
 * "" and 0: the printers then print nothing.
 */
#ifndef HALLO_CLI_PAGE_VALUE_H
#define HALLO_CLI_PAGE_VALUE_H

#include <jansson.h>
#include <stdbool.h>

const char *value_text(const json_t *object, const char *key);
long long value_number(const json_t *object, const char *key);
bool value_is(const json_t *object, const char *key, const char *text);
bool value_true(const json_t *object, const char *key);
json_t *value_of(const json_t *object, const char *key); /* borrowed */

/* "3, 7-9" of an array of ascending probe ids, long ones cut: "3, 5, 7, 9, 11,
 * 13 and 40 more"; "" when empty. free(). */
char *value_ids(const json_t *array);

#endif
