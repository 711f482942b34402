/* SPDX-License-Identifier: ISC */
/*
 * What the tests of the text form share. Whatever the bytes are, bytes -> text
 * -> bytes is exact; and a text that somebody wrote gives what he meant, or
 * words that tell him what to change.
 */
#ifndef HALLO_TESTS_WIRE_TEXT_TEXTING_H
#define HALLO_TESTS_WIRE_TEXT_TEXTING_H

#include "tests/lib/unit.h"
#include "wire/text/hello_text.h"

/* free() it. */
char *text_of(struct slice bytes);

/* What @text says, in a block of exactly @room bytes. */
bool read_text(uint8_t *out, size_t room, const char *text, size_t *len,
	struct hello_text_mistake *mistake);

/* Bytes come back from their text. */
void exact(struct slice bytes);

/* A probe of @version with all suites, in records of @cut bytes; free(). */
uint8_t *standard(uint16_t version, size_t cut, size_t *len);

/* What the text says must be these bytes. The head is added. */
void says(const char *body, const char *hex);

/* @words is in what is said of line @line. */
void mistaken(const char *body, size_t line, const char *words);

extern const char small_text[]; /* a hello, without its head */

#endif
