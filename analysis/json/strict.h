/* SPDX-License-Identifier: ISC */
/*
 * JSON of a file, which may be anybody's, read strictly: what is missing, of
 * another type, out of range or not known is a mistake, told with the path of
 * its key and what was wanted. The first mistake stands; after it every read
 * gives 0, "" or NULL, so that a reader is a column of plain calls, and asks
 * once at its end.
 *
 *	struct strict s = { 0 };
 *	cost = strict_object(&s, line, "cost");		now inside of "cost"
 *	waits = strict_number(&s, cost, "waits", 0, MOST);
 *	strict_only(&s, cost, known, n_known);
 *	strict_leave(&s);
 *	if (strict_failed(&s)) … s.message: "cost.waits: wanted a number from
 *	0 to 99, not a string"
 *
 * json_unpack_ex() would be shorter, but names no key when a type is wrong.
 */
#ifndef HALLO_ANALYSIS_JSON_STRICT_H
#define HALLO_ANALYSIS_JSON_STRICT_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#define STRICT_MESSAGE 200

struct strict {
	char message[STRICT_MESSAGE]; /* printable; "": no mistake so far */
	char path[80];		      /* "mx[3]" or "", cut when it is long */
};

bool strict_failed(const struct strict *s);

/* A mistake at @key of the place at hand, in words. */
void strict_fail(struct strict *s, const char *key, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Members of an object. */
uint64_t strict_number(struct strict *s, const json_t *object, const char *key,
	uint64_t least, uint64_t most);
bool strict_bool(struct strict *s, const json_t *object, const char *key);

/* Of at most @most bytes, without NUL in it; never NULL. */
const char *strict_text(
	struct strict *s, const json_t *object, const char *key, size_t most);

/* The same; null is "". */
const char *strict_text_or_null(
	struct strict *s, const json_t *object, const char *key, size_t most);

/* The number of the word among the names of 0 to @last. */
unsigned strict_word(struct strict *s, const json_t *object, const char *key,
	const char *(*name)(unsigned), unsigned last);

/* Hex in small letters into @out, which has room for @most bytes; how many. */
size_t strict_bytes(struct strict *s, const json_t *object, const char *key,
	uint8_t *out, size_t most);

/* Of at most @most elements; NULL: a mistake. */
const json_t *strict_array(
	struct strict *s, const json_t *object, const char *key, size_t most);

/* The object at @key, and the @i-th of @array, which stands at @key; NULL: a
 * mistake. The place at hand is inside of it then, in either case. */
const json_t *strict_object(
	struct strict *s, const json_t *object, const char *key);
const json_t *strict_element(
	struct strict *s, const json_t *array, const char *key, size_t i);
void strict_leave(struct strict *s);

/* @object has no members but these. */
void strict_only(struct strict *s, const json_t *object,
	const char *const *keys, size_t n);

#define STRICT_ONLY(s, object, ...)                                            \
	strict_only(s, object, (const char *const[]){ __VA_ARGS__ },           \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

#endif
