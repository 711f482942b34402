/* SPDX-License-Identifier: ISC */
/*
 * Text that came from elsewhere (argv, files, the DNS), made safe to show:
 * control characters, bad UTF-8 and the marks that turn the direction of
 * writing become \xNN.
 */
#ifndef HALLO_NET_BASE_TEXT_H
#define HALLO_NET_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes @text escaped, cut at @size at a whole character; always ended. */
void text_escape(char *out, size_t size, const char *text);

/* Length of the well-formed UTF-8 sequence at @text (RFC 3629), 0 when it is
 * none; *code is the character. A NUL byte is never part of one. */
size_t text_char(const char *text, uint32_t *code);

/* Writes @text in lower case (ASCII letters only); false: no room. */
bool text_lower(char *out, size_t size, const char *text, size_t len);

/* A decimal number 0..@max without sign or blanks; false otherwise. */
bool text_number(unsigned long *number, const char *text, unsigned long max);

#endif
