/* SPDX-License-Identifier: ISC */
/*
 * Reading golden bytes (tests/lib/hex.h). GOLDEN_DIR comes from the build.
 */
#include "tests/lib/hex.h"
#include "tests/lib/unit.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = strchr(digits, tolower((unsigned char)c));

	if (c == '\0' || !at)
		fail_msg("'%c' is no hex digit", c);
	return (unsigned)(at - digits);
}

/* The next byte's first digit, past blanks and comments. */
static const char *next_pair(const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '#')
			text += strcspn(text, "\n");
		if (*text == '\0')
			break;
		if (!isspace((unsigned char)*text))
			break;
	}
	return text;
}

uint8_t *hex_read(const char *text, size_t *len)
{
	uint8_t *bytes = malloc(strlen(text) / 2 + 1);
	uint8_t *exact;

	*len = 0;
	for (text = next_pair(text); *text != '\0'; text = next_pair(text)) {
		bytes[(*len)++] =
			(uint8_t)(digit(text[0]) << 4 | digit(text[1]));
		text += 2;
	}
	exact = malloc(*len);
	if (*len > 0)
		memcpy(exact, bytes, *len);
	free(bytes);
	return exact;
}

uint8_t *golden_read(const char *name, size_t *len)
{
	static char text[1 << 19];
	char path[512];
	FILE *file;
	size_t n;

	snprintf(path, sizeof(path), "%s/%s.hex", GOLDEN_DIR, name);
	file = fopen(path, "r");
	if (!file)
		fail_msg("cannot open %s", path);
	n = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	text[n] = '\0';
	return hex_read(text, len);
}
