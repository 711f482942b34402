/* SPDX-License-Identifier: ISC */
/*
 * One extension as text. A body of a known type is written item by item, but
 * only when that says every byte of it; else as hex, with what it means beside
 * it where that is short.
 */
#include "wire/bytes/reader.h"
#include "wire/tables/extensions.h"
#include "wire/tables/names.h"
#include "wire/text/hello_text_item.h"
#include "wire/text/hello_text_parts.h"

/* A name as one word of the text: no blanks, nothing that ends or comments. */
static bool is_word(struct slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] <= ' ' || text.data[i] > '~' ||
			text.data[i] == '#')
			return false;
	return text.len > 0 && !(text.len == 1 && text.data[0] == '{');
}

/* NULL where the name is no word: then the code stands for it. */
static const char *word_or_none(const char *name)
{
	return name && is_word(slice_of(name, strlen(name))) ? name : NULL;
}

/* Writers of one item; with a pen of NULL they only read it. */
typedef void item_write(
	struct pen *pen, struct reader *r, const struct extension_body *body);

static void write_code(
	struct pen *pen, struct reader *r, const struct extension_body *body)
{
	size_t width = body->fields[0].width;
	uint32_t code = width == 1 ? reader_u8(r, body->item)
				   : reader_u16(r, body->item);
	const char *name = word_or_none(text_item_name(body->item, code));
	int digits = (int)(2 * width);

	if (!pen)
		return;
	if (name) {
		pen_begin(pen, "%s %s", body->item, name);
		pen_end(pen, "0x%0*X", digits, code);
	} else {
		pen_begin(pen, "%s 0x%0*X", body->item, digits, code);
		pen_end(pen, NO_COMMENT);
	}
}

/* A protocol, or a host name, whose type is 0. */
static void write_word(
	struct pen *pen, struct reader *r, const struct extension_body *body)
{
	const struct extension_field *last = &body->fields[body->n_fields - 1];
	struct reader vector;
	struct slice text;

	if (body->n_fields > 1 && reader_u8(r, body->fields[0].name) != 0)
		reader_fault(r, FAULT_VALUE, body->fields[0].name);
	vector = reader_vec(r, last->width, last->name);
	text = reader_rest(&vector);
	if (!is_word(text))
		reader_fault(r, FAULT_VALUE, last->name);
	if (!pen)
		return;
	pen_begin(pen, "%s ", body->item);
	pen_slice(pen, text);
	pen_end(pen, NO_COMMENT);
}

static void write_share(
	struct pen *pen, struct reader *r, const struct extension_body *body)
{
	uint16_t code = reader_u16(r, body->fields[0].name);
	const char *name = word_or_none(text_item_name("group", code));
	struct reader key = reader_vec(r, 2, body->fields[1].name);
	struct slice bytes = reader_rest(&key);

	if (!pen)
		return;
	if (name)
		pen_begin(pen, "share %s", name);
	else
		pen_begin(pen, "share 0x%04X", code);
	pen_vector(pen, bytes);
}

static item_write *writer_of_items(const struct extension_body *body)
{
	if (extension_is_codes(body))
		return write_code;
	return strcmp(body->item, "share") ? write_word : write_share;
}

/* Goes through the list. False: its items do not say every byte of the body. */
static bool go_through(
	struct pen *pen, struct slice bytes, const struct extension_body *body)
{
	item_write *write = writer_of_items(body);
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, bytes.data, bytes.len);
	struct reader list = reader_vec(&r, body->list_width, "list");
	size_t n = 0;

	for (; reader_more(&list); n++)
		write(pen, &list, body);
	reader_end(&r, "extension");
	return reader_ok(&r) && n > 0;
}

static bool write_list(
	struct pen *pen, const struct extension_body *body, struct slice bytes)
{
	if (!body || !body->item || !go_through(NULL, bytes, body))
		return false;
	pen_open(pen);
	pen_end(pen, NO_COMMENT);
	go_through(pen, bytes, body);
	pen_close(pen);
	return true;
}

/* RFC 6066 4: a max_fragment_length of 1 to 4 is a power of two. */
static void comment(struct pen *pen, uint16_t type, unsigned number)
{
	if (type == EXTENSION_MAX_FRAGMENT_LENGTH && number >= 1 && number <= 4)
		pen_end(pen, "%u bytes", 256u << number);
	else
		pen_end(pen, NO_COMMENT);
}

/* A body that is one number. */
static bool write_number(struct pen *pen, uint16_t type,
	const struct extension_body *body, struct slice bytes)
{
	unsigned number;

	if (!body || body->list_width > 0 || body->n_fields != 1 ||
		body->fields[0].length_name ||
		bytes.len != body->fields[0].width)
		return false;
	number = slice_number(bytes, 0, bytes.len);
	pen_open(pen);
	pen_end(pen, NO_COMMENT);
	pen_begin(pen, "number%zu %u", 8 * bytes.len, number);
	comment(pen, type, number);
	pen_close(pen);
	return true;
}

static bool is_zero(struct slice bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.data[i] != 0)
			return false;
	return true;
}

/* RFC 7685 */
static bool write_padding(struct pen *pen, uint16_t type, struct slice bytes)
{
	if (type != EXTENSION_PADDING || bytes.len == 0 || !is_zero(bytes))
		return false;
	pen_open(pen);
	pen_end(pen, NO_COMMENT);
	pen_begin(pen, "zeros %zu", bytes.len);
	pen_end(pen, NO_COMMENT);
	pen_close(pen);
	return true;
}

void pen_extension(struct pen *pen, uint16_t type, struct slice bytes)
{
	const struct extension_body *body =
		extension_body(type, IN_CLIENT_HELLO);
	const struct code_name *row = extension_find(type);

	if (row && word_or_none(row->name))
		pen_begin(pen, "extension %s", row->name);
	else
		pen_begin(pen, "extension 0x%04X", type);
	if (!write_list(pen, body, bytes) &&
		!write_number(pen, type, body, bytes) &&
		!write_padding(pen, type, bytes))
		pen_vector(pen, bytes);
}
