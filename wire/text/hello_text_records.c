/* SPDX-License-Identifier: ISC */
/*
 * Records in the text form. They are told before the message, and cut it when
 * it is whole: it moves to the end of the room and comes back piece by piece
 * behind the headers.
 */
#include "wire/text/hello_text_form.h"
#include "wire/tables/names.h"
#include "wire/bytes/record.h"

struct record_line {
	uint16_t version;
	uint8_t type;
	bool has_bytes, has_length;
	size_t bytes, length;
};

static bool read_version(struct record_line *record, struct slice word)
{
	char text[FORM_WORD];
	uint32_t number;

	if (!form_copy(text, word))
		return false;
	record->version = version_by_name(text);
	if (record->version)
		return true;
	if (!form_number(&number, word) || number > 0xffff)
		return false;
	record->version = (uint16_t)number;
	return true;
}

static bool read_member(
	struct record_line *record, struct slice key, uint32_t number)
{
	if (form_is(key, "type") && number <= 0xff)
		record->type = (uint8_t)number;
	else if (form_is(key, "bytes") && number <= 0xffff)
		record->has_bytes = true, record->bytes = number;
	else if (form_is(key, "length") && number <= 0xffff)
		record->has_length = true, record->length = number;
	else
		return false;
	return true;
}

static void read_record(
	struct assembly *a, struct record_line *record, struct slice *line)
{
	struct slice word, value;
	uint32_t number = 0;

	*record = (struct record_line){ .type = CONTENT_HANDSHAKE };
	if (!form_word(line, &word) || !read_version(record, word)) {
		form_mistake(
			a, "a record wants its version, like: record TLSv1.0");
		return;
	}
	while (form_word(line, &word))
		if (!form_word(line, &value) || !form_number(&number, value) ||
			!read_member(record, word, number))
			form_mistake(a,
				"behind the version of a record may stand: "
				"bytes N (of what follows; else all that is "
				"left), length N (a lie), type N");
}

void form_record(struct assembly *a, struct slice *line)
{
	struct record_line record;

	if (a->w->len != a->start)
		form_mistake(a, "the lines 'record' stand above what they cut");
	read_record(a, &record, line);
	a->records = true;
}

void form_after(struct assembly *a, struct slice *line)
{
	size_t at = a->w->len;
	struct slice word;

	while (form_word(line, &word))
		form_hex(a, word);
	if (a->records)
		a->w->len = at; /* form_cut_records() comes back to it */
}

/* The message while it is cut: @left bytes of it at the end of the room. */
struct cutting {
	struct assembly *a;
	size_t left;
};

static void cut_one(
	struct cutting *c, const struct record_line *record, size_t bytes)
{
	struct writer *w = c->a->w;
	size_t from = w->room - c->left;

	if (w->len + RECORD_HEADER > from) {
		w->failed = true;
		return;
	}
	writer_put(w, 1, record->type, "record.type");
	writer_put(w, 2, record->version, "record.version");
	writer_put(w, 2,
		(uint32_t)(record->has_length ? record->length : bytes),
		"record.length");
	memmove(w->data + w->len, w->data + from, bytes);
	w->len += bytes;
	c->left -= bytes;
}

static void cut_line(struct cutting *c, const struct record_line *record)
{
	if (record->has_bytes && record->bytes > c->left) {
		form_mistake(c->a,
			"this record wants %zu bytes of what follows, but only "
			"%zu are left for it; without 'bytes' it takes them",
			record->bytes, c->left);
		return;
	}
	if (record->has_bytes) {
		cut_one(c, record, record->bytes);
		return;
	}
	if (record->has_length && c->left > 0xffff)
		form_mistake(
			c->a, "%zu bytes are too many for one record", c->left);
	do {
		size_t bytes = c->left;

		if (!record->has_length && bytes > RECORD_PAYLOAD)
			bytes = RECORD_PAYLOAD;
		cut_one(c, record, bytes);
	} while (c->a->good && writer_ok(c->a->w) && c->left > 0);
}

/* Calls @each for the lines that begin with @keyword. */
static void for_lines(struct cutting *c, const char *keyword,
	void (*each)(struct cutting *c, struct slice *line))
{
	struct assembly *a = c->a;
	struct slice rest = a->body, line, word;

	a->line = a->body_line;
	while (a->good && writer_ok(a->w) && form_line(&rest, &line)) {
		a->line++;
		if (form_word(&line, &word) && form_is(word, keyword))
			each(c, &line);
	}
}

static void each_record(struct cutting *c, struct slice *line)
{
	struct record_line record;

	read_record(c->a, &record, line);
	cut_line(c, &record);
}

static void each_after(struct cutting *c, struct slice *line)
{
	c->a->records = false;
	form_after(c->a, line);
}

void form_cut_records(struct assembly *a)
{
	struct writer *w = a->w;
	struct cutting c = { a, w->len - a->start };

	if (!a->records || !writer_ok(w))
		return;
	memmove(w->data + w->room - c.left, w->data + a->start, c.left);
	w->len = a->start;
	for_lines(&c, "record", each_record);
	if (c.left > 0 && writer_ok(w))
		form_mistake(a,
			"%zu bytes of the message are in no record: let the "
			"last line 'record' have no 'bytes', then it takes "
			"them",
			c.left);
	for_lines(&c, "after", each_after);
}
