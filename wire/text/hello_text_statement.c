/* SPDX-License-Identifier: ISC */
/*
 * The statements of the text form: one function each, one row each. An item of
 * an extension brings its list with it: the first one opens it, with a length
 * field of the width that this kind of list has.
 */
#include "wire/bytes/record.h"
#include "wire/tables/extensions.h"
#include "wire/tables/names.h"
#include "wire/text/hello_text_form.h"
#include "wire/text/hello_text_item.h"

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))
#define ZEROS_MAX 0xffff

/* The only word of a line, as a text. */
static bool only_word(
	struct assembly *a, struct slice *line, char text[FORM_WORD])
{
	struct slice word, more;

	if (form_word(line, &word) && form_copy(text, word) &&
		!form_word(line, &more))
		return true;
	form_mistake(a,
		"exactly one word of at most %d letters is wanted "
		"here",
		FORM_WORD - 1);
	return false;
}

static void put_hex(struct assembly *a, struct slice *line)
{
	struct slice word;

	form_list_close(a);
	while (form_word(line, &word))
		form_hex(a, word);
}

static bool only_number(
	struct assembly *a, struct slice *line, uint32_t most, uint32_t *number)
{
	char text[FORM_WORD];

	if (only_word(a, line, text) &&
		form_number(number, slice_of(text, strlen(text))) &&
		*number <= most)
		return true;
	form_mistake(a, "a number from 0 to %u is wanted here", most);
	return false;
}

static void put_zeros(struct assembly *a, struct slice *line)
{
	uint32_t n;

	form_list_close(a);
	if (only_number(a, line, ZEROS_MAX, &n))
		for (uint32_t i = 0; writer_ok(a->w) && i < n; i++)
			writer_put(a->w, 1, 0, "zeros");
}

static void put_number(
	struct assembly *a, struct slice *line, size_t width, uint32_t most)
{
	uint32_t number;

	form_list_close(a);
	if (only_number(a, line, most, &number))
		writer_put(a->w, width, number, "number");
}

static void put_number8(struct assembly *a, struct slice *line)
{
	put_number(a, line, 1, 0xff);
}

static void put_number16(struct assembly *a, struct slice *line)
{
	put_number(a, line, 2, 0xffff);
}

static bool version_of(
	struct assembly *a, struct slice *line, uint16_t *version)
{
	char text[FORM_WORD];
	uint32_t number;

	if (!only_word(a, line, text))
		return false;
	*version = version_by_name(text);
	if (*version)
		return true;
	if (form_number(&number, slice_of(text, strlen(text))) &&
		number <= 0xffff) {
		*version = (uint16_t)number;
		return true;
	}
	form_mistake(a,
		"'%.40s' is no version: SSLv2, SSLv3, TLSv1.0, TLSv1.1, "
		"TLSv1.2, TLSv1.3 or a number like 0x0304 is one",
		text);
	return false;
}

/* In a message it is two bytes, in an extension an item, in a hello of SSL 2 it
 * has its place already. */
static void put_version(struct assembly *a, struct slice *line)
{
	const struct block *block = &a->blocks[a->depth - 1];
	uint16_t version;

	if (!version_of(a, line, &version))
		return;
	if (block->inside == IN_SSL2_HELLO) {
		if (!writer_ok(a->w))
			return;
		a->w->data[block->field_at + 1] = (uint8_t)(version >> 8);
		a->w->data[block->field_at + 2] = (uint8_t)version;
		return;
	}
	if (block->inside == IN_EXTENSION)
		form_list_open(a, 1);
	writer_put(a->w, 2, version, "version");
}

static void open_body(
	struct assembly *a, struct slice *line, size_t width, unsigned inside)
{
	form_stated(a, line);
	form_body(a, line, width, inside);
}

/* SSL 2: the length of the field stands in front, at @offset. */
static void open_field(
	struct assembly *a, struct slice *line, size_t offset, unsigned inside)
{
	a->field_at = a->blocks[a->depth - 1].field_at + offset;
	open_body(a, line, 0, inside);
}

static bool in_ssl2(const struct assembly *a)
{
	return a->blocks[a->depth - 1].inside == IN_SSL2_HELLO;
}

static void open_session_id(struct assembly *a, struct slice *line)
{
	if (in_ssl2(a))
		open_field(a, line, 5, IN_SSL2_BYTES);
	else
		open_body(a, line, 1, IN_BYTES);
}

static void open_challenge(struct assembly *a, struct slice *line)
{
	open_field(a, line, 7, IN_SSL2_BYTES);
}

static void open_suites(struct assembly *a, struct slice *line)
{
	if (in_ssl2(a))
		open_field(a, line, 3, IN_SSL2_SUITES);
	else
		open_body(a, line, 2, IN_SUITES);
}

static void open_compressions(struct assembly *a, struct slice *line)
{
	open_body(a, line, 1, IN_COMPRESSIONS);
}

static void open_extensions(struct assembly *a, struct slice *line)
{
	open_body(a, line, 2, IN_EXTENSIONS);
}

static void open_client_hello(struct assembly *a, struct slice *line)
{
	writer_put(a->w, 1, HANDSHAKE_CLIENT_HELLO, "handshake.type");
	open_body(a, line, 3, IN_MESSAGE);
}

/* Any other message of a handshake: its type, then as above. */
static void open_message(struct assembly *a, struct slice *line)
{
	struct slice word;
	uint32_t type;

	if (!form_word(line, &word) || !form_number(&type, word) ||
		type > 0xff) {
		form_mistake(a, "'message' wants its type, like: message 2 {");
		return;
	}
	writer_put(a->w, 1, type, "handshake.type");
	open_body(a, line, 3, IN_MESSAGE);
}

/* Two bytes of header, or three when the padding is told. */
static void open_ssl2_record(struct assembly *a, struct slice *line)
{
	struct slice rest = *line, word;
	uint32_t padding = 0;
	size_t width = 2, at;

	if (form_word(&rest, &word) && form_is(word, "padding")) {
		width = 3;
		if (!form_word(&rest, &word) || !form_number(&padding, word) ||
			padding > 0xff) {
			form_mistake(a,
				"'padding' wants a number of bytes "
				"from 0 to 255, like: padding 3");
			return;
		}
		*line = rest;
	}
	at = a->w->len;
	open_body(a, line, width, IN_SSL2_RECORD);
	if (width == 3 && a->good && writer_ok(a->w))
		a->w->data[at + 2] = (uint8_t)padding;
}

static void open_ssl2_hello(struct assembly *a, struct slice *line)
{
	a->field_at = a->w->len;
	writer_put(a->w, 1, HANDSHAKE_CLIENT_HELLO, "ssl2_hello.type");
	for (size_t i = 0; i < 4; i++)
		writer_put(a->w, 2, 0, "ssl2_hello.lengths");
	open_body(a, line, 0, IN_SSL2_HELLO);
}

static void put_suite(struct assembly *a, struct slice *line)
{
	bool ssl2 = a->blocks[a->depth - 1].inside == IN_SSL2_SUITES;
	char text[FORM_WORD];
	uint32_t code;

	if (!only_word(a, line, text))
		return;
	if (!suite_by_name(&code, text))
		form_mistake(a,
			"'%.60s' is no suite: a name of `hallo list suites` "
			"or a code like 0x002F is one",
			text);
	else if (code > 0xffff && !ssl2)
		form_mistake(a,
			"'%.60s' is of SSL 2, three bytes long: here are "
			"suites of two bytes",
			text);
	else
		writer_put(a->w, ssl2 ? 3 : 2, code, "suite");
}

/* The code that the only word of the line says. */
static bool item_code(
	struct assembly *a, struct slice *line, size_t width, uint32_t *code)
{
	const struct text_item *item = text_item_find(a->keyword);
	char text[FORM_WORD];

	if (!only_word(a, line, text))
		return false;
	if (item->code(code, text) ||
		(item->numbers &&
			form_number(code, slice_of(text, strlen(text))) &&
			*code < 1u << 8 * width))
		return true;
	form_mistake(a, "'%.60s' is no %s: %s", text, item->kind, item->known);
	return false;
}

static void put_compression(struct assembly *a, struct slice *line)
{
	uint32_t code;

	if (item_code(a, line, 1, &code))
		writer_put(a->w, 1, code, a->keyword);
}

/* A group, a scheme …: its list has the widths of its extension. */
static void put_item(struct assembly *a, struct slice *line)
{
	const struct extension_body *body = text_item_body(a->keyword);
	size_t width = body->fields[0].width;
	uint32_t code;

	if (!item_code(a, line, width, &code))
		return;
	form_list_open(a, body->list_width);
	writer_put(a->w, width, code, a->keyword);
}

static bool group_of(struct assembly *a, const char *text, uint32_t *code)
{
	const struct text_item *item = text_item_find("group");

	if (item->code(code, text))
		return true;
	form_mistake(a, "'%.60s' is no %s: %s", text, item->kind, item->known);
	return false;
}

static void open_share(struct assembly *a, struct slice *line)
{
	struct slice word;
	char text[FORM_WORD];
	uint32_t code;

	if (!form_word(line, &word) || !form_copy(text, word)) {
		form_mistake(a, "'share' wants its group, like: share x25519");
		return;
	}
	if (!group_of(a, text, &code))
		return;
	form_list_open(a, 2);
	writer_put(a->w, 2, code, "share.group");
	open_body(a, line, 2, IN_BYTES);
}

static void put_text(
	struct assembly *a, struct slice *line, size_t width, const char *kind)
{
	struct slice word, more;

	if (!form_word(line, &word) || form_word(line, &more)) {
		form_mistake(a, "'%s' wants exactly one word", kind);
		return;
	}
	if (word.len >= (size_t)1 << 8 * width) {
		form_mistake(a, "%zu letters are too many for its length field",
			word.len);
		return;
	}
	writer_put(a->w, width, (uint32_t)word.len, kind);
	writer_slice(a->w, word, kind);
}

static void put_protocol(struct assembly *a, struct slice *line)
{
	form_list_open(a, 2);
	put_text(a, line, 1, "protocol");
}

static void put_host_name(struct assembly *a, struct slice *line)
{
	form_list_open(a, 2);
	writer_put(a->w, 1, 0, "server_name.type");
	put_text(a, line, 2, "host_name");
}

/* "list length 7": of the list that the next item opens. */
static void put_list(struct assembly *a, struct slice *line)
{
	struct block *block = &a->blocks[a->depth - 1];

	form_stated(a, line);
	if (!a->stated) {
		form_mistake(a,
			"'list' wants the length that it shall state, "
			"like: list length 7");
		return;
	}
	form_list_close(a);
	block->list.stated = true;
	block->list.length = a->length;
}

static void open_extension(struct assembly *a, struct slice *line)
{
	struct slice word;
	char text[FORM_WORD];
	uint16_t type;

	if (!form_word(line, &word) || !form_copy(text, word) ||
		!extension_by_name(&type, text)) {
		form_mistake(a,
			"'%.*s' is no extension: a name of `hallo list "
			"extensions` or a code like 0x000A is one",
			(int)(word.len < 60 ? word.len : 60), word.data);
		return;
	}
	writer_put(a->w, 2, type, "extension.type");
	open_body(a, line, 2, IN_EXTENSION);
}

static void open_vector8(struct assembly *a, struct slice *line)
{
	form_list_close(a);
	open_body(a, line, 1, IN_EXTENSION);
}

static void open_vector16(struct assembly *a, struct slice *line)
{
	form_list_close(a);
	open_body(a, line, 2, IN_EXTENSION);
}

#define ANYWHERE (~0u)

static const struct {
	const char *keyword;
	unsigned places;
	void (*run)(struct assembly *a, struct slice *line);
	const char *where; /* words for who put it elsewhere */
} statements[] = {
	{ "record", IN_FILE, form_record, "outside of all blocks" },
	{ "after", IN_FILE, form_after, "outside of all blocks" },
	{ "client_hello", IN_FILE, open_client_hello, "outside of all blocks" },
	{ "message", IN_FILE, open_message, "outside of all blocks" },
	{ "ssl2_record", IN_FILE, open_ssl2_record, "outside of all blocks" },
	{ "ssl2_client_hello", IN_FILE | IN_SSL2_RECORD, open_ssl2_hello,
		"in ssl2_record" },
	{ "version", IN_MESSAGE | IN_EXTENSION | IN_SSL2_HELLO, put_version,
		"in client_hello or in an extension" },
	{ "random", IN_MESSAGE, put_hex, "in client_hello" },
	{ "session_id", IN_MESSAGE | IN_SSL2_HELLO, open_session_id,
		"in client_hello" },
	{ "challenge", IN_SSL2_HELLO, open_challenge, "in ssl2_client_hello" },
	{ "suites", IN_MESSAGE | IN_SSL2_HELLO, open_suites,
		"in client_hello" },
	{ "suite", IN_SUITES | IN_SSL2_SUITES, put_suite, "in suites" },
	{ "compressions", IN_MESSAGE, open_compressions, "in client_hello" },
	{ "compression", IN_COMPRESSIONS, put_compression, "in compressions" },
	{ "extensions", IN_MESSAGE, open_extensions, "in client_hello" },
	{ "extension", IN_EXTENSIONS, open_extension, "in extensions" },
	{ "list", IN_EXTENSION, put_list, "in an extension" },
	{ "group", IN_EXTENSION, put_item, "in an extension" },
	{ "scheme", IN_EXTENSION, put_item, "in an extension" },
	{ "format", IN_EXTENSION, put_item, "in an extension" },
	{ "mode", IN_EXTENSION, put_item, "in an extension" },
	{ "algorithm", IN_EXTENSION, put_item, "in an extension" },
	{ "protocol", IN_EXTENSION, put_protocol, "in an extension" },
	{ "host_name", IN_EXTENSION, put_host_name, "in an extension" },
	{ "share", IN_EXTENSION, open_share, "in an extension" },
	{ "vector8", IN_EXTENSION | IN_MESSAGE, open_vector8,
		"in an extension" },
	{ "vector16", IN_EXTENSION | IN_MESSAGE, open_vector16,
		"in an extension" },
	{ "number8", ANYWHERE, put_number8, "" },
	{ "number16", ANYWHERE, put_number16, "" },
	{ "zeros", ANYWHERE, put_zeros, "" },
	{ "hex", ANYWHERE, put_hex, "" },
};

void form_statement(struct assembly *a, struct slice word, struct slice *line)
{
	for (size_t i = 0; i < N_ELEMENTS(statements); i++) {
		if (!form_is(word, statements[i].keyword))
			continue;
		a->keyword = statements[i].keyword;
		if (statements[i].places & a->blocks[a->depth - 1].inside)
			statements[i].run(a, line);
		else
			form_mistake(a, "'%s' has its place %s",
				statements[i].keyword, statements[i].where);
		return;
	}
	form_mistake(a,
		"'%.*s' begins no line of a hello file; see hallo-hello(5)",
		(int)(word.len < 40 ? word.len : 40), word.data);
}
