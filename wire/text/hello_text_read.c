/* SPDX-License-Identifier: ISC */
/*
 * From the text form (wire/text/hello_text.h) to bytes. A line begins with a
 * word that says what is written; statements[] tells where each may stand and
 * which function writes it. At the end the records cut what is there
 * (hello_text_records.c).
 */
#include "wire/text/hello_text_form.h"

static void run_line(struct assembly *a, struct slice line)
{
	struct slice word;

	if (!form_word(&line, &word))
		return;
	if (form_is(word, "}")) {
		if (form_word(&line, &word))
			form_mistake(a, "nothing may follow '}' on its line");
		else if (a->depth == 1)
			form_mistake(a, "there is no open block to close here");
		else
			form_close(a);
		return;
	}
	a->stated = false;
	form_statement(a, word, &line);
}

static bool read_head(struct slice *rest, size_t *line_number)
{
	struct slice line, word, head = *rest;

	while (form_line(&head, &line)) {
		++*line_number;
		if (!form_word(&line, &word))
			continue;
		*rest = head;
		return form_is(word, "hallo") && form_word(&line, &word) &&
			form_is(word, "hello") && form_word(&line, &word) &&
			form_is(word, "1") && !form_word(&line, &word);
	}
	return false;
}

bool hello_text_is(struct slice text)
{
	size_t number = 0;

	return read_head(&text, &number);
}

bool hello_text_read(
	struct writer *w, struct slice text, struct hello_text_mistake *mistake)
{
	struct assembly a = { .w = w, .mistake = mistake, .good = true };
	struct slice rest = text, line;

	*mistake = (struct hello_text_mistake){ 0 };
	a.start = w->len;
	if (!read_head(&rest, &a.line))
		form_mistake(&a,
			"the first line of a hello file is '" HELLO_TEXT_HEAD
			"'");
	a.body = rest;
	a.body_line = a.line;
	form_open(&a, 0, IN_FILE);
	while (a.good && writer_ok(w) && form_line(&rest, &line)) {
		a.line++;
		run_line(&a, line);
	}
	if (a.good && a.depth > 1) {
		a.line = a.blocks[a.depth - 1].line;
		form_mistake(&a,
			"this block is not closed: a line '}' is "
			"missing");
	}
	if (a.good)
		form_cut_records(&a);
	if (!writer_ok(w))
		form_mistake(&a, "these are more than %zu bytes", w->room);
	return a.good;
}
