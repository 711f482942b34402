/* SPDX-License-Identifier: ISC */
/*
 * One extension as text. A body of a known type is written item by item, but
 * only when that says every byte of it; else as hex, with what it means beside
 * it where that is short.
 */
#include "wire/text/hello_text_parts.h"
#include "wire/tables/names.h"
#include "wire/bytes/reader.h"

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))

/* RFC 3749, RFC 3943 */
const char *compression_name(uint8_t code)
{
	switch (code) {
	case 0:
		return "null";
	case 1:
		return "DEFLATE";
	case 64:
		return "LZS";
	default:
		return NULL;
	}
}

/* RFC 8422 5.1.2 */
const char *point_format_name(uint8_t code)
{
	static const char *const names[] = { "uncompressed",
		"ansiX962_compressed_prime", "ansiX962_compressed_char2" };

	return code < N_ELEMENTS(names) ? names[code] : NULL;
}

/* RFC 8446 4.2.9 */
const char *psk_mode_name(uint8_t code)
{
	static const char *const names[] = { "psk_ke", "psk_dhe_ke" };

	return code < N_ELEMENTS(names) ? names[code] : NULL;
}

/* RFC 8879 7.3 */
const char *certificate_compression_name(uint8_t code)
{
	static const char *const names[] = { NULL, "zlib", "brotli", "zstd" };

	return code < N_ELEMENTS(names) ? names[code] : NULL;
}

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

static void item(struct pen *pen, const char *keyword, const char *name,
	unsigned code, int digits)
{
	if (word_or_none(name)) {
		pen_begin(pen, "%s %s", keyword, name);
		pen_end(pen, "0x%0*X", digits, code);
	} else {
		pen_begin(pen, "%s 0x%0*X", keyword, digits, code);
		pen_end(pen, NO_COMMENT);
	}
}

/* Writers of one item; with a pen of NULL they only read it. */
static void write_group(struct pen *pen, struct reader *r)
{
	uint16_t code = reader_u16(r, "group");
	const struct group *group = group_find(code);

	if (pen)
		item(pen, "group", group ? group->name : NULL, code, 4);
}

static void write_scheme(struct pen *pen, struct reader *r)
{
	uint16_t code = reader_u16(r, "scheme");
	const struct code_name *scheme = signature_scheme_find(code);

	if (pen)
		item(pen, "scheme", scheme ? scheme->name : NULL, code, 4);
}

static void write_format(struct pen *pen, struct reader *r)
{
	uint8_t code = reader_u8(r, "format");

	if (pen)
		item(pen, "format", point_format_name(code), code, 2);
}

static void write_mode(struct pen *pen, struct reader *r)
{
	uint8_t code = reader_u8(r, "mode");

	if (pen)
		item(pen, "mode", psk_mode_name(code), code, 2);
}

static void write_algorithm(struct pen *pen, struct reader *r)
{
	uint16_t code = reader_u16(r, "algorithm");

	if (pen)
		item(pen, "algorithm",
			code < 256 ? certificate_compression_name((uint8_t)code)
				   : NULL,
			code, 4);
}

static void write_version(struct pen *pen, struct reader *r)
{
	uint16_t code = reader_u16(r, "version");

	if (pen)
		item(pen, "version", version_name(code), code, 4);
}

static void write_word(
	struct pen *pen, struct reader *r, size_t width, const char *keyword)
{
	struct reader vector = reader_vec(r, width, keyword);
	struct slice text = reader_rest(&vector);

	if (!is_word(text))
		reader_fault(r, FAULT_VALUE, keyword);
	if (!pen)
		return;
	pen_begin(pen, "%s ", keyword);
	pen_slice(pen, text);
	pen_end(pen, NO_COMMENT);
}

static void write_protocol(struct pen *pen, struct reader *r)
{
	write_word(pen, r, 1, "protocol");
}

static void write_host_name(struct pen *pen, struct reader *r)
{
	if (reader_u8(r, "name_type") != 0)
		reader_fault(r, FAULT_VALUE, "name_type");
	write_word(pen, r, 2, "host_name");
}

static void write_share(struct pen *pen, struct reader *r)
{
	uint16_t code = reader_u16(r, "group");
	const struct group *group = group_find(code);
	struct reader key = reader_vec(r, 2, "key_exchange");
	struct slice bytes = reader_rest(&key);

	if (!pen)
		return;
	if (group && word_or_none(group->name))
		pen_begin(pen, "share %s", group->name);
	else
		pen_begin(pen, "share 0x%04X", code);
	pen_vector(pen, bytes);
}

static const struct {
	uint16_t type;
	size_t width; /* of the list's length */
	void (*write)(struct pen *pen, struct reader *r);
} lists[] = {
	{ 0, 2, write_host_name },
	{ 10, 2, write_group },
	{ 11, 1, write_format },
	{ 13, 2, write_scheme },
	{ 16, 2, write_protocol },
	{ 27, 1, write_algorithm },
	{ 43, 1, write_version },
	{ 45, 1, write_mode },
	{ 50, 2, write_scheme },
	{ 51, 2, write_share },
};

/* Goes through the list. False: its items do not say every byte of the body. */
static bool go_through(struct pen *pen, struct slice body, size_t width,
	void (*write)(struct pen *pen, struct reader *r))
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, body.data, body.len);
	struct reader list = reader_vec(&r, width, "list");
	size_t n = 0;

	for (; reader_more(&list); n++)
		write(pen, &list);
	reader_end(&r, "extension");
	return reader_ok(&r) && n > 0;
}

static bool write_list(struct pen *pen, uint16_t type, struct slice body)
{
	for (size_t i = 0; i < N_ELEMENTS(lists); i++) {
		if (lists[i].type != type)
			continue;
		if (!go_through(NULL, body, lists[i].width, lists[i].write))
			return false;
		pen_open(pen);
		pen_end(pen, NO_COMMENT);
		go_through(pen, body, lists[i].width, lists[i].write);
		pen_close(pen);
		return true;
	}
	return false;
}

static bool is_zero(struct slice bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.data[i] != 0)
			return false;
	return true;
}

/* RFC 7685; RFC 8449; RFC 6066 4. */
static bool write_number(struct pen *pen, uint16_t type, struct slice body)
{
	if (type == 21 && body.len > 0 && is_zero(body)) {
		pen_open(pen);
		pen_end(pen, NO_COMMENT);
		pen_begin(pen, "zeros %zu", body.len);
	} else if (type == 28 && body.len == 2) {
		pen_open(pen);
		pen_end(pen, NO_COMMENT);
		pen_begin(pen, "number16 %u", slice_number(body, 0, 2));
	} else if (type == 1 && body.len == 1) {
		unsigned code = body.data[0];

		pen_open(pen);
		pen_end(pen, NO_COMMENT);
		pen_begin(pen, "number8 %u", code);
		if (code >= 1 && code <= 4) {
			pen_end(pen, "%u bytes", 256u << code);
			pen_close(pen);
			return true;
		}
	} else {
		return false;
	}
	pen_end(pen, NO_COMMENT);
	pen_close(pen);
	return true;
}

void pen_extension(struct pen *pen, uint16_t type, struct slice body)
{
	const struct code_name *row = extension_find(type);

	if (row && word_or_none(row->name))
		pen_begin(pen, "extension %s", row->name);
	else
		pen_begin(pen, "extension 0x%04X", type);
	if (!write_list(pen, type, body) && !write_number(pen, type, body))
		pen_vector(pen, body);
}
