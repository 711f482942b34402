/* SPDX-License-Identifier: ISC */
/*
 * Faces: what tells machines behind one address apart before a single byte of
 * TLS. The name in the greeting and the words of the capabilities count;
 * session ids, times and numbers do not (RFC 5321 4.3.1, RFC 1939 7).
 */
#include "analysis/log/observation.h"

struct line {
	const uint8_t *at;
	size_t len;
};

static struct line next_line(struct slice *rest)
{
	struct line line = { rest->data, 0 };

	while (line.len < rest->len && rest->data[line.len] != '\n')
		line.len++;
	rest->data += line.len + (line.len < rest->len);
	rest->len -= line.len + (line.len < rest->len);
	if (line.len && line.at[line.len - 1] == '\r')
		line.len--;
	return line;
}

static bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

/* "220-", "250 ": a reply code and what joins it to its text. */
static bool has_code(struct line line)
{
	return line.len > 4 && is_digit(line.at[0]) && is_digit(line.at[1]) &&
		is_digit(line.at[2]);
}

static size_t word_end(struct line line, size_t from)
{
	while (from < line.len && line.at[from] != ' ')
		from++;
	return from;
}

static uint64_t hash_byte(uint64_t hash, uint8_t byte)
{
	return (hash ^ byte) * 1099511628211u;
}

/* With a reply code: its first word. Else (IMAP, POP3) all but numbers and what
 * stands in angle brackets. */
static uint64_t hash_line(uint64_t hash, struct line line)
{
	bool coded = has_code(line), bracket = false;
	size_t end = coded ? word_end(line, 4) : line.len;

	for (size_t i = coded ? 4 : 0; i < end; i++) {
		bracket = (bracket || line.at[i] == '<') && line.at[i] != '>';
		if (coded || (!bracket && !is_digit(line.at[i])))
			hash = hash_byte(hash, line.at[i]);
	}
	return hash_byte(hash, '\n');
}

static void name_face(struct observed_face *face, struct line greeting)
{
	size_t end = has_code(greeting) ? word_end(greeting, 4) : 0;
	size_t n = 0;

	for (size_t i = 4; i < end && n + 1 < sizeof(face->name); i++) {
		uint8_t c = greeting.at[i];
		face->name[n++] =
			(char)(c > 0x20 && c < 0x7f && c != '\\' ? c : '?');
	}
	face->name[n] = '\0';
}

/* The last line is the go-ahead (or what came in its place): it says nothing of
 * who speaks. *greeting: the first. */
static uint64_t hash_dialog(struct slice dialog, struct line *greeting)
{
	uint64_t hash = 14695981039346656037u;
	struct slice rest = dialog;

	*greeting = (struct line){ NULL, 0 };
	while (rest.len) {
		struct line line = next_line(&rest);
		if (!greeting->at)
			*greeting = line;
		if (rest.len || line.at == greeting->at)
			hash = hash_line(hash, line);
	}
	return hash;
}

int observation_find_face(
	const struct observation_log *log, struct slice dialog)
{
	struct line greeting;
	uint64_t hash;

	if (dialog.len == 0)
		return -1;
	hash = hash_dialog(dialog, &greeting);
	for (size_t i = 0; i < log->n_faces; i++)
		if (log->faces[i].hash == hash)
			return (int)i;
	return OBSERVATION_FACES;
}

int observation_face(struct observation_log *log, struct slice dialog)
{
	int known = observation_find_face(log, dialog);
	struct line greeting;

	if (known < OBSERVATION_FACES)
		return known;
	if (log->n_faces == OBSERVATION_FACES)
		return -1;
	log->faces[log->n_faces] = (struct observed_face){
		.hash = hash_dialog(dialog, &greeting)
	};
	name_face(&log->faces[log->n_faces], greeting);
	return (int)log->n_faces++;
}
