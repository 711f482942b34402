/* SPDX-License-Identifier: ISC */
/*
 * From bytes to the text form (wire/text/hello_text.h). Each part of the hello
 * is read as far as it is what it should be; what is left of it becomes hex,
 * which writes the same bytes. So no part needs to know how another one ended.
 */
#include "wire/bytes/record.h"
#include "wire/tables/names.h"
#include "wire/text/hello_text_item.h"
#include "wire/text/hello_text_parts.h"

/* The slice behind a prefix of @width bytes at *at, which moves past it. False:
 * it is not all there, and nothing moves. */
static bool take_vector(
	struct slice *out, struct slice s, size_t *at, size_t width)
{
	size_t left = s.len - *at, len;

	if (left < width)
		return false;
	len = slice_number(s, *at, width);
	if (len > left - width)
		return false;
	*out = slice_of(s.data + *at + width, len);
	*at += width + len;
	return true;
}

static struct slice rest_of(struct slice s, size_t at)
{
	return slice_of(s.data + at, s.len - at);
}

static void write_suite(struct pen *pen, uint32_t code)
{
	const struct suite *suite = suite_find(code);
	bool other = suite && *suite->openssl &&
		strcmp(suite->openssl, suite->name) != 0;

	if (!suite) {
		pen_begin(pen, code > 0xffff ? "suite 0x%06X" : "suite 0x%04X",
			code);
		pen_end(pen, NO_COMMENT);
		return;
	}
	pen_begin(pen, "suite %s", suite->name);
	pen_end(pen, code > 0xffff ? "0x%06X%s%s" : "0x%04X%s%s", code,
		other ? ", " : "", other ? suite->openssl : "");
}

/* In SSL 2 they have three bytes. */
static void write_suites(struct pen *pen, struct slice suites, size_t width)
{
	size_t at = 0;

	pen_begin(pen, "suites");
	pen_open(pen);
	pen_end(pen, NO_COMMENT);
	for (; suites.len - at >= width; at += width)
		write_suite(pen, slice_number(suites, at, width));
	pen_hex(pen, rest_of(suites, at));
	pen_close(pen);
}

static void write_compressions(struct pen *pen, struct slice methods)
{
	pen_begin(pen, "compressions");
	pen_open(pen);
	pen_end(pen, NO_COMMENT);
	for (size_t i = 0; i < methods.len; i++) {
		const char *name =
			text_item_name("compression", methods.data[i]);

		if (name)
			pen_begin(pen, "compression %s", name);
		else
			pen_begin(pen, "compression 0x%02X", methods.data[i]);
		pen_end(pen, NO_COMMENT);
	}
	pen_close(pen);
}

static void write_extensions(struct pen *pen, struct slice list)
{
	struct slice body;
	size_t at = 0, next;

	pen_begin(pen, "extensions");
	pen_open(pen);
	pen_end(pen, NO_COMMENT);
	while (list.len - at >= 4) {
		next = at + 2;
		if (!take_vector(&body, list, &next, 2))
			break;
		pen_extension(pen, (uint16_t)slice_number(list, at, 2), body);
		at = next;
	}
	pen_hex(pen, rest_of(list, at));
	pen_close(pen);
}

static void write_fixed(struct pen *pen, struct slice body)
{
	pen_begin(pen, "version ");
	pen_version(pen, (uint16_t)slice_number(body, 0, 2));
	pen_end(pen, NO_COMMENT);
	pen_begin(pen, "random ");
	pen_digits(pen, slice_of(body.data + 2, 32));
	pen_end(pen, NO_COMMENT);
}

static void write_body(struct pen *pen, struct slice body)
{
	struct slice field;
	size_t at = 34;

	if (body.len < at) {
		pen_hex(pen, body);
		return;
	}
	write_fixed(pen, body);
	if (take_vector(&field, body, &at, 1)) {
		pen_begin(pen, "session_id");
		pen_vector(pen, field);
		if (take_vector(&field, body, &at, 2)) {
			write_suites(pen, field, 2);
			if (take_vector(&field, body, &at, 1)) {
				write_compressions(pen, field);
				if (take_vector(&field, body, &at, 2))
					write_extensions(pen, field);
			}
		}
	}
	if (at < body.len) {
		pen_begin(pen, NO_COMMENT);
		pen_end(pen, "from here on no well-formed hello");
	}
	pen_hex(pen, rest_of(body, at));
}

/* Messages of handshakes, one behind another; all but ClientHello as hex. */
static void write_stream(struct pen *pen, struct slice stream)
{
	size_t at = 0;

	while (stream.len - at >= 4 &&
		stream.data[at] == HANDSHAKE_CLIENT_HELLO) {
		size_t stated = slice_number(stream, at + 1, 3);
		size_t left = stream.len - at - 4;
		size_t len = stated < left ? stated : left;

		pen_begin(pen, "client_hello");
		if (stated != len)
			pen_put(pen, " length %zu", stated);
		pen_open(pen);
		pen_end(pen, NO_COMMENT);
		write_body(pen, slice_of(stream.data + at + 4, len));
		pen_close(pen);
		at += 4 + len;
	}
	pen_hex(pen, rest_of(stream, at));
}

static void write_ssl2_hello(struct pen *pen, struct slice message)
{
	size_t n[3], all = 9, at = 9;

	for (size_t i = 0; message.len >= 9 && i < 3; i++) {
		n[i] = slice_number(message, 3 + 2 * i, 2);
		all += n[i];
	}
	if (message.len < all || message.data[0] != HANDSHAKE_CLIENT_HELLO) {
		pen_hex(pen, message);
		return;
	}
	pen_begin(pen, "ssl2_client_hello");
	pen_open(pen);
	pen_end(pen, NO_COMMENT);
	pen_begin(pen, "version ");
	pen_version(pen, (uint16_t)slice_number(message, 1, 2));
	pen_end(pen, NO_COMMENT);
	write_suites(pen, slice_of(message.data + at, n[0]), 3);
	at += n[0];
	pen_begin(pen, "session_id");
	pen_vector(pen, slice_of(message.data + at, n[1]));
	at += n[1];
	pen_begin(pen, "challenge");
	pen_vector(pen, slice_of(message.data + at, n[2]));
	pen_close(pen);
	pen_hex(pen, rest_of(message, all));
}

/* False: not an SSL 2 record with a ClientHello in it. */
static bool write_ssl2(struct pen *pen, struct slice bytes)
{
	struct ssl2_header header;
	size_t len;

	if (!ssl2_header_read(&header, bytes) || bytes.len <= header.size ||
		bytes.data[header.size] != HANDSHAKE_CLIENT_HELLO)
		return false;
	len = bytes.len - header.size;
	len = header.len < len ? header.len : len;
	pen_begin(pen, "ssl2_record");
	if (header.size == 3)
		pen_put(pen, " padding %zu", header.padding);
	if (len != header.len)
		pen_put(pen, " length %zu", header.len);
	pen_open(pen);
	pen_end(pen, NO_COMMENT);
	write_ssl2_hello(pen, slice_of(bytes.data + header.size, len));
	pen_close(pen);
	pen_hex(pen, rest_of(bytes, header.size + len));
	return true;
}

static bool is_record(struct slice bytes, size_t at)
{
	return bytes.len - at >= RECORD_HEADER && bytes.data[at] >= 20 &&
		bytes.data[at] <= 24 &&
		record_version_known((uint16_t)slice_number(bytes, at + 1, 2));
}

static void write_record(
	struct pen *pen, struct slice header, size_t len, bool last)
{
	size_t stated = slice_number(header, 3, 2);

	pen_begin(pen, "record ");
	pen_version(pen, (uint16_t)slice_number(header, 1, 2));
	if (header.data[0] != CONTENT_HANDSHAKE)
		pen_put(pen, " type %u", header.data[0]);
	if (!last || len == 0 || len > RECORD_PAYLOAD)
		pen_put(pen, " bytes %zu", len);
	if (stated != len)
		pen_put(pen, " length %zu", stated);
	pen_end(pen, NO_COMMENT);
}

/* Joins the records in @scratch; returns where they end. */
static size_t write_records(struct pen *pen, struct slice bytes,
	uint8_t *scratch, struct slice *stream)
{
	size_t at = 0, joined = 0;

	while (is_record(bytes, at)) {
		size_t left = bytes.len - at - RECORD_HEADER;
		size_t len = slice_number(bytes, at + 3, 2);
		size_t next;

		len = len < left ? len : left;
		next = at + RECORD_HEADER + len;
		write_record(pen, slice_of(bytes.data + at, RECORD_HEADER), len,
			!is_record(bytes, next));
		memcpy(scratch + joined, bytes.data + at + RECORD_HEADER, len);
		joined += len;
		at = next;
	}
	*stream = slice_of(scratch, joined);
	return at;
}

size_t hello_text_write(
	char *out, size_t room, struct slice bytes, uint8_t *scratch)
{
	struct pen pen = { out, room, 0, 0, 0 };
	struct slice stream = bytes;
	size_t at = bytes.len;

	pen_begin(&pen, HELLO_TEXT_HEAD);
	pen_end(&pen, "what may stand here: man hallo-hello");
	if (is_record(bytes, 0))
		at = write_records(&pen, bytes, scratch, &stream);
	else if (write_ssl2(&pen, bytes))
		stream.len = 0;
	write_stream(&pen, stream);
	pen_lines(&pen, "after", rest_of(bytes, at), "behind the records");
	if (room > 0)
		out[pen.len < room ? pen.len : room - 1] = '\0';
	return pen.len;
}
