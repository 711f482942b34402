/* SPDX-License-Identifier: ISC */
/*
 * The words of a profile, one after the other, and what each kind of key takes
 * from them.
 */
#include "responder/profile_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool text_complain(struct text *t, const char *format, ...)
{
	char what[160];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	snprintf(t->message, t->message_size, "line %u: %s", t->line, what);
	return false;
}

bool text_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

bool next_word(struct text *t)
{
	size_t len = 0;

	while (t->pos < t->end && text_is_blank(*t->pos))
		t->pos++;
	while (t->pos < t->end && !text_is_blank(*t->pos) &&
		len < WORD_SIZE - 1)
		t->word[len++] = *t->pos++;
	t->word[len] = '\0';
	return len > 0;
}

bool text_at_end(struct text *t)
{
	while (t->pos < t->end && text_is_blank(*t->pos))
		t->pos++;
	return t->pos == t->end;
}

bool number(uint32_t *value, const char *word, uint32_t max)
{
	char *end;
	unsigned long v = strtoul(word, &end, 0);

	*value = (uint32_t)v;
	return word[0] >= '0' && word[0] <= '9' && !*end && v <= max;
}

bool read_text(struct text *t, char *out, size_t size)
{
	while (t->pos < t->end && text_is_blank(*t->pos))
		t->pos++;
	if ((size_t)(t->end - t->pos) >= size)
		return text_complain(t, "at most %zu characters", size - 1);
	memcpy(out, t->pos, (size_t)(t->end - t->pos));
	out[t->end - t->pos] = '\0';
	t->pos = t->end;
	return true;
}

bool read_choice(struct text *t, unsigned *choice, const char *const *words,
	unsigned n, const char *what)
{
	if (!next_word(t))
		return text_complain(t, "%s wants a value", what);
	for (*choice = 0; *choice < n; ++*choice) {
		if (!strcmp(words[*choice], t->word))
			return true;
	}
	return text_complain(t, "unknown %s '%.40s'", what, t->word);
}

bool take_refusal(struct text *t, struct refusal *refusal)
{
	static const char *const words[] = { "alert", "close", "reset",
		"silence", "half" };
	unsigned choice;
	uint32_t alert = 0;
	bool half;

	if (!read_choice(t, &choice, words, 5, "refusal"))
		return false;
	half = choice > REFUSAL_SILENCE;
	if (half && !read_choice(t, &choice, words, 4, "half"))
		return false;
	if (choice == REFUSAL_ALERT &&
		(!next_word(t) || !number(&alert, t->word, 255)))
		return text_complain(t, "alert wants a number up to 255");
	*refusal = (struct refusal){ (enum refusal_kind)choice, (uint8_t)alert,
		half };
	return true;
}
