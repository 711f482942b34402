/* SPDX-License-Identifier: ISC */
/*
 * The state of reading a text form; private to hello_text_*.c.
 */
#ifndef HALLO_WIRE_TEXT_HELLO_TEXT_FORM_H
#define HALLO_WIRE_TEXT_HELLO_TEXT_FORM_H

#include "wire/text/hello_text.h"

#define FORM_WORD 96
#define FORM_DEPTH 12

/* Where a line stands. */
enum form_place {
	IN_FILE = 1,	/* in no block */
	IN_MESSAGE = 2, /* client_hello */
	IN_SUITES = 4,	/* two bytes each */
	IN_COMPRESSIONS = 8,
	IN_EXTENSIONS = 16,
	IN_EXTENSION = 32, /* and vectors in it */
	IN_BYTES = 64,	   /* session_id, share */
	IN_SSL2_RECORD = 128,
	IN_SSL2_HELLO = 256,
	IN_SSL2_BYTES = 512,   /* the length stands apart */
	IN_SSL2_SUITES = 1024, /* the same; three bytes each */
};

/* A length field and what it counts. */
struct span {
	size_t at, width;
	size_t line;
	bool stated;
	size_t length;
};

struct block {
	unsigned inside;
	size_t line;
	struct span span;
	bool list_open; /* the list that the items of an extension make */
	struct span list;
	size_t field_at; /* SSL 2: of the length, or where the hello begins */
};

struct assembly {
	struct writer *w;
	size_t start;	   /* of the bytes in @w */
	struct slice body; /* the text behind its head */
	size_t line, body_line;
	struct hello_text_mistake *mistake;
	bool good;
	const char *keyword; /* of this line */
	bool stated;	     /* "length N" of this line */
	size_t length;
	size_t field_at; /* for the next block */
	bool records;	 /* there are lines of them */
	size_t depth;
	struct block blocks[FORM_DEPTH];
};

/* The first mistake counts. */
void form_mistake(struct assembly *a, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The next line without its comment; the next word of it. False: none. */
bool form_line(struct slice *rest, struct slice *line);
bool form_word(struct slice *line, struct slice *word);
bool form_is(struct slice word, const char *text); /* case ignored */
bool form_copy(char out[FORM_WORD], struct slice word);
bool form_number(uint32_t *number, struct slice word);
void form_hex(struct assembly *a, struct slice word);
void form_stated(struct assembly *a, struct slice *line);

void form_open(struct assembly *a, size_t width, unsigned inside);
void form_close(struct assembly *a);
void form_list_open(struct assembly *a, size_t width);
void form_list_close(struct assembly *a);
void form_body(
	struct assembly *a, struct slice *line, size_t width, unsigned inside);

/* hello_text_statement.c */
void form_statement(struct assembly *a, struct slice word, struct slice *line);

/* hello_text_records.c: the lines "record" and "after". @cut false: they are
 * only looked at. */
void form_record(struct assembly *a, struct slice *line);
void form_after(struct assembly *a, struct slice *line);
void form_cut_records(struct assembly *a);

#endif
