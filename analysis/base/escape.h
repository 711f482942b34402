/* SPDX-License-Identifier: ISC */
/*
 * Bytes from anywhere as text that no terminal, browser or log can be fooled
 * with: valid UTF-8 (RFC 3629) stays, everything else becomes \xNN, byte by
 * byte: control characters (C0, DEL, C1), broken sequences, surrogates, line
 * and paragraph separators, marks that turn the direction of writing, and
 * U+FEFF. A backslash before an x is written \x5c, so the text can be turned
 * back into the very bytes.
 *
 * Here, and only here, words of a peer become harmless: what enters a report
 * or a JSON value has passed one of these.
 */
#ifndef HALLO_ANALYSIS_BASE_ESCAPE_H
#define HALLO_ANALYSIS_BASE_ESCAPE_H

#include <stddef.h>

#define ESCAPE_MOST 4 /* bytes that one may become */

/* Writes at most ESCAPE_MOST * @len bytes to @out, no NUL; returns how many. */
size_t escape_bytes(char *out, const void *data, size_t len);

/* The same for words that hold escaped parts already: a backslash stays what it
 * is. All else is still checked. */
size_t escape_words(char *out, const void *data, size_t len);

/* The first of them as ASCII without a backslash of its own, for a sentence
 * that stays in one line: all else is \xNN, and what was cut ends in " ...".
 * Returns @out, which has @room bytes, more than ESCAPE_QUOTE. */
#define ESCAPE_QUOTE 16
const char *escape_quote(char *out, size_t room, const void *data, size_t len);

#endif
