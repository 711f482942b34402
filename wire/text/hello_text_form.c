/* SPDX-License-Identifier: ISC */
/*
 * The words, blocks and lengths of a text form that is read
 * (hello_text_form.h). Blocks are a stack: each keeps the place of its length,
 * which is filled in where it closes.
 */
#include "wire/text/hello_text_form.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

void form_mistake(struct assembly *a, const char *fmt, ...)
{
	va_list list;

	if (!a->good)
		return;
	a->good = false;
	a->mistake->line = a->line > 0 ? a->line : 1;
	va_start(list, fmt);
	vsnprintf(a->mistake->words, sizeof(a->mistake->words), fmt, list);
	va_end(list);
}

static bool is_blank(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

bool form_line(struct slice *rest, struct slice *line)
{
	size_t end = 0, n;

	if (rest->len == 0)
		return false;
	while (end < rest->len && rest->data[end] != '\n')
		end++;
	n = end;
	*line = slice_of(rest->data, n);
	for (size_t i = 0; i < n; i++)
		if (line->data[i] == '#') {
			line->len = i;
			break;
		}
	n = end + (end < rest->len);
	*rest = slice_of(rest->data + n, rest->len - n);
	return true;
}

bool form_word(struct slice *line, struct slice *word)
{
	size_t i = 0, end;

	while (i < line->len && is_blank(line->data[i]))
		i++;
	end = i;
	while (end < line->len && !is_blank(line->data[end]))
		end++;
	*word = slice_of(line->data + i, end - i);
	*line = slice_of(line->data + end, line->len - end);
	return word->len > 0;
}

bool form_is(struct slice word, const char *text)
{
	return word.len == strlen(text) &&
		!strncasecmp((const char *)word.data, text, word.len);
}

bool form_copy(char out[FORM_WORD], struct slice word)
{
	if (word.len == 0 || word.len >= FORM_WORD)
		return false;
	memcpy(out, word.data, word.len);
	out[word.len] = '\0';
	return !memchr(out, '\0', word.len);
}

bool form_number(uint32_t *number, struct slice word)
{
	char text[FORM_WORD];
	bool hex;

	if (!form_copy(text, word) || word.len > 10)
		return false;
	hex = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
	if (hex ? strspn(text + 2, "0123456789abcdefABCDEF") != word.len - 2
		: strspn(text, "0123456789") != word.len)
		return false;
	*number = (uint32_t)strtoul(text, NULL, hex ? 16 : 10);
	return word.len > (hex ? 2 : 0) && word.len <= (hex ? 8 : 9);
}

static int digit_of(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "16 03 01", "160301": a word holds whole bytes. */
void form_hex(struct assembly *a, struct slice word)
{
	if (word.len % 2 != 0) {
		form_mistake(a,
			"'%.*s' has an odd number of hex digits, a byte has "
			"two",
			(int)(word.len < 40 ? word.len : 40), word.data);
		return;
	}
	for (size_t i = 0; a->good && i < word.len; i += 2) {
		int high = digit_of(word.data[i]);
		int low = digit_of(word.data[i + 1]);

		if (high < 0 || low < 0)
			form_mistake(a,
				"'%.*s' is no hex: bytes are pairs of digits "
				"like 16 03 01 or 160301",
				(int)(word.len < 40 ? word.len : 40),
				word.data);
		else
			writer_put(
				a->w, 1, (uint32_t)(high << 4 | low), "text");
	}
}

static struct block *top(struct assembly *a)
{
	return &a->blocks[a->depth - 1];
}

static void fill(struct assembly *a, size_t at, size_t width, size_t length)
{
	if (!writer_ok(a->w))
		return;
	for (size_t i = 0; i < width; i++)
		a->w->data[at + i] = (uint8_t)(length >> 8 * (width - 1 - i));
}

static bool fits(size_t length, size_t width)
{
	return width >= 4 || length < (size_t)1 << 8 * width;
}

/* Fills in a length, as counted or as stated. */
static void fill_length(struct assembly *a, struct span *span)
{
	size_t length = a->w->len - span->at - span->width;
	size_t line = a->line;

	if (span->stated)
		length = span->length;
	a->line = span->line;
	if (!fits(length, span->width))
		form_mistake(a,
			"%zu bytes stand here, but the length field of %zu "
			"byte%s ends at %zu; 'length N' states another one",
			length, span->width, span->width > 1 ? "s" : "",
			((size_t)1 << 8 * span->width) - 1);
	a->line = line;
	fill(a, span->at, span->width, length);
}

static void open_span(struct assembly *a, struct span *span, size_t width)
{
	span->at = a->w->len;
	span->width = width;
	span->line = a->line;
	if (width > 0)
		writer_put(a->w, width, 0, "text.length");
}

void form_list_close(struct assembly *a)
{
	struct block *block = top(a);

	if (block->list_open)
		fill_length(a, &block->list);
	else if (block->list.stated)
		form_mistake(a,
			"'list length' wants an item behind it (group, "
			"scheme, …): the list begins with the first one");
	block->list_open = false;
	block->list.stated = false;
}

void form_list_open(struct assembly *a, size_t width)
{
	struct block *block = top(a);

	if (block->list_open && block->list.width != width)
		form_mistake(a,
			"this item has no place in the list of the lines "
			"above: that is of another kind");
	if (block->list_open)
		return;
	block->list_open = true;
	open_span(a, &block->list, width);
}

void form_open(struct assembly *a, size_t width, unsigned inside)
{
	struct block *block;

	if (a->depth == FORM_DEPTH) {
		form_mistake(a, "blocks are nested too deep here");
		return;
	}
	block = &a->blocks[a->depth++];
	memset(block, 0, sizeof(*block));
	block->inside = inside;
	block->line = a->line;
	block->field_at = a->field_at;
	block->span.stated = a->stated;
	block->span.length = a->length;
	open_span(a, &block->span, width);
	if (a->stated && width > 0 && !fits(a->length, width))
		form_mistake(a,
			"a length of %zu does not fit into its field of %zu "
			"byte%s",
			a->length, width, width > 1 ? "s" : "");
}

static void close_ssl2(struct assembly *a, struct block *block)
{
	size_t length = a->w->len - block->span.at - block->span.width;
	bool wide = block->span.width == 3;

	if (block->span.stated)
		length = block->span.length;
	if (length > (wide ? 0x3fffu : 0x7fffu))
		form_mistake(a, "an SSL 2 record has at most %u bytes, not %zu",
			wide ? 0x3fffu : 0x7fffu, length);
	fill(a, block->span.at, 2, length | (wide ? 0 : 0x8000u));
}

/* The length stands at a place of its own. */
static void close_field(struct assembly *a, struct block *block)
{
	size_t length = a->w->len - block->span.at;

	if (block->span.stated)
		length = block->span.length;
	if (length > 0xffff)
		form_mistake(a, "a length of %zu does not fit into two bytes",
			length);
	fill(a, block->field_at, 2, length);
}

void form_close(struct assembly *a)
{
	struct block *block = top(a);

	form_list_close(a);
	if (block->inside == IN_SSL2_RECORD)
		close_ssl2(a, block);
	else if (block->inside & (IN_SSL2_BYTES | IN_SSL2_SUITES))
		close_field(a, block);
	else if (block->span.width > 0)
		fill_length(a, &block->span);
	a->depth--;
}

/* Where a block may be: "session_id length 5 {", "session_id dead beef",
 * "session_id". */
void form_body(
	struct assembly *a, struct slice *line, size_t width, unsigned inside)
{
	struct slice word;
	size_t depth = a->depth;

	form_open(a, width, inside);
	if (!a->good)
		return;
	while (form_word(line, &word)) {
		if (form_is(word, "{")) {
			if (form_word(line, &word))
				form_mistake(a,
					"nothing may follow '{': what is in "
					"the block stands on lines of its own");
			return;
		}
		form_hex(a, word);
	}
	if (a->depth > depth)
		form_close(a);
}

/* "length 300" in front of what else stands on the line. */
void form_stated(struct assembly *a, struct slice *line)
{
	struct slice rest = *line, word;
	uint32_t number;

	if (!form_word(&rest, &word) || !form_is(word, "length"))
		return;
	if (!form_word(&rest, &word) || !form_number(&number, word)) {
		form_mistake(a, "'length' wants a number, like: length 300");
		return;
	}
	a->stated = true;
	a->length = number;
	*line = rest;
}
