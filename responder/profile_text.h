/* SPDX-License-Identifier: ISC */
/*
 * The text of a profile while it is read: what profile_read.c,
 * profile_quirk.c and profile_manners.c share. Each false comes with the
 * message, which begins with the line.
 */
#ifndef HALLO_RESPONDER_PROFILE_TEXT_H
#define HALLO_RESPONDER_PROFILE_TEXT_H

#include "responder/profile.h"

/* the longest word is a DH prime */
#define WORD_SIZE (2 * PROFILE_MAX_DH + 100)

struct text {
	struct profile *profile;
	const char *pos, *end; /* what is left of the line */
	unsigned line;
	char *message;
	size_t message_size;
	char word[WORD_SIZE];
};

/* One key of the format and what takes its values. */
struct profile_key {
	const char *name;
	bool (*read)(struct text *t);
};
extern const struct profile_key profile_quirk_keys[];  /* ends with NULL */
extern const struct profile_key profile_manner_keys[]; /* likewise */

/* Always false. */
__attribute__((format(printf, 2, 3))) bool text_complain(
	struct text *t, const char *format, ...);

bool text_is_blank(char c);

/* The next word into t->word; false (and no message) at the end of the line. */
bool next_word(struct text *t);

/* No word is left on the line. */
bool text_at_end(struct text *t);

/* "12" or "0x0c" up to @max; says nothing when it is none. */
bool number(uint32_t *value, const char *word, uint32_t max);

/* The rest of the line. */
bool read_text(struct text *t, char *out, size_t size);

/* Which of @n @words is the next word; it sticks to the message if none. */
bool read_choice(struct text *t, unsigned *choice, const char *const *words,
	unsigned n, const char *what);

/* "alert 40", "close", "reset", "silence" */
bool take_refusal(struct text *t, struct refusal *refusal);

#endif
