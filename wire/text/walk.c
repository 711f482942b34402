/* SPDX-License-Identifier: ISC */
/*
 * The walk (wire/text/walk.h) over records: a rope whose pieces are the
 * payloads of records of one type. walk_take() is the only place that moves on,
 * and it tells of each record header that it crosses. The messages:
 * walk_message.c.
 */
#include "wire/text/walk_parts.h"

#include "wire/bytes/record.h"

static void tell(struct walk *walk, const char *name, size_t len,
	struct walk_field field)
{
	field.name = name;
	field.at = walk->at;
	field.len = len;
	walk->at += len;
	walk->visit(walk->ctx, &field);
}

static size_t stream_left(const struct walk *walk)
{
	return walk->stream.len - walk->at;
}

static void tell_rest(struct walk *walk, const char *name)
{
	struct walk_field field = { .first = true, .last = true };

	if (stream_left(walk) > 0)
		tell(walk, name, stream_left(walk), field);
	walk->over = true;
}

static void tell_header(struct walk *walk, const char *name, size_t len)
{
	struct walk_field field = { .first = true,
		.last = true,
		.number = slice_number(walk->stream, walk->at, len) };

	tell(walk, name, len, field);
}

static bool is_record(const struct walk *walk)
{
	const uint8_t *p = walk->stream.data + walk->at;
	uint16_t version;

	if (p[0] < CONTENT_CHANGE_CIPHER_SPEC || p[0] > CONTENT_HEARTBEAT)
		return false;
	version = (uint16_t)slice_number(walk->stream, walk->at + 1, 2);
	return walk->client || record_version_known(version);
}

/* The next record header; false: there is none. */
static bool next_record(struct walk *walk)
{
	if (walk->over || stream_left(walk) == 0) {
		walk->over = true;
		return false;
	}
	if (stream_left(walk) < RECORD_HEADER || !is_record(walk)) {
		tell_rest(walk, "not_tls");
		return false;
	}
	walk->record_type = walk->stream.data[walk->at];
	walk->record_left = slice_number(walk->stream, walk->at + 3, 2);
	tell_header(walk, "record.type", 1);
	tell_header(walk, "record.version", 2);
	tell_header(walk, "record.length", 2);
	return true;
}

/* Bytes of the field that lie ahead without a header between; 0: it ends. */
static size_t piece_ahead(struct walk *walk, size_t n)
{
	uint8_t type = walk->record_type;
	size_t piece;

	while (walk->record_left == 0) {
		if (walk->abandoned || !next_record(walk))
			return 0;
		/* another protocol speaks up in the middle of a message */
		walk->abandoned = walk->record_type != type;
		if (walk->abandoned)
			return 0;
	}
	piece = n < walk->record_left ? n : walk->record_left;
	return piece < stream_left(walk) ? piece : stream_left(walk);
}

uint32_t walk_take(struct walk *walk, size_t n, const char *name)
{
	struct walk_field field = { .depth = walk->depth, .first = true };
	size_t todo = n < walk->left ? n : walk->left;
	bool small = n <= 4, whole = todo == n;

	walk->left -= todo;
	field.cut = !whole;
	while (todo > 0 && !walk->over && !walk->abandoned) {
		size_t piece = piece_ahead(walk, todo);

		if (piece == 0) {
			walk->over = walk->over || !walk->abandoned;
			walk->left = 0;
			return 0;
		}
		if (small)
			field.number = (uint32_t)((uint64_t)field.number
					       << (8 * piece)) |
				slice_number(walk->stream, walk->at, piece);
		todo -= piece;
		walk->record_left -= piece;
		field.last = todo == 0;
		field.cut = !whole || (todo > 0 && stream_left(walk) == piece);
		tell(walk, name, piece, field);
		field.first = false;
	}
	if (todo == 0)
		return small && whole ? field.number : 0;
	walk->left = 0;
	return 0;
}

size_t walk_open(struct walk *walk, size_t width, const char *name)
{
	size_t len = walk_take(walk, width, name);
	size_t inner = len < walk->left ? len : walk->left;
	size_t outer = walk->left - inner;

	walk->left = inner;
	return outer;
}

void walk_close(struct walk *walk, size_t outer, const char *name)
{
	if (walk->left > 0)
		walk_take(walk, walk->left, name);
	walk->left = walk->over || walk->abandoned ? 0 : outer;
}

void walk_vector(struct walk *walk, size_t width, const char *length_name,
	const char *name)
{
	walk_close(walk, walk_open(walk, width, length_name), name);
}

void walk_list(struct walk *walk, size_t length_width, size_t width,
	const char *length_name, const char *name)
{
	size_t outer = walk_open(walk, length_width, length_name);

	while (walk->left >= width)
		walk_take(walk, width, name);
	walk_close(walk, outer, name);
}

static void alerts(struct walk *walk)
{
	while (walk->record_left > 0 && !walk->over && !walk->abandoned) {
		walk->left = 2;
		walk_take(walk, 1, "alert.level");
		walk_take(walk, 1, "alert.description");
	}
}

static void messages(struct walk *walk)
{
	while (walk->record_left > 0 && !walk->over && !walk->abandoned) {
		uint8_t type;
		size_t len;

		walk->depth = 1;
		walk->left = 4;
		type = (uint8_t)walk_take(walk, 1, "handshake.type");
		len = walk_take(walk, 3, "handshake.length");
		walk->left = walk->over || walk->abandoned ? 0 : len;
		walk->depth = 2;
		walk_message(walk, type);
	}
}

static void whole_payload(struct walk *walk, const char *name)
{
	walk->left = walk->record_left;
	if (walk->left > 0)
		walk_take(walk, walk->left, name);
}

/* Behind a ChangeCipherSpec of TLS 1.2 and below all is sealed; in TLS 1.3 it
 * means nothing (RFC 8446 D.4). */
static void change_cipher_spec(struct walk *walk)
{
	whole_payload(walk, "change_cipher_spec");
	if (walk->has_hello && walk->version <= 0x0303)
		walk->sealed = true;
}

static void payload(struct walk *walk)
{
	walk->abandoned = false;
	walk->depth = 1;
	if (walk->sealed) {
		whole_payload(walk, "sealed");
		return;
	}
	switch (walk->record_type) {
	case CONTENT_HANDSHAKE:
		messages(walk);
		return;
	case CONTENT_ALERT:
		alerts(walk);
		return;
	case CONTENT_CHANGE_CIPHER_SPEC:
		change_cipher_spec(walk);
		return;
	case CONTENT_APPLICATION_DATA:
		whole_payload(walk, "sealed");
		return;
	default:
		whole_payload(walk, "record.payload");
	}
}

static void tls(struct walk *walk)
{
	while (!walk->over) {
		/* an abandoned message leaves the header of the next record */
		if (!walk->abandoned && !next_record(walk))
			return;
		payload(walk);
	}
}

/* May the stream begin with an SSL 2 record? Its message has type 1 of a
 * client, 0 or 4 of a server. */
static bool looks_like_ssl2(
	struct slice stream, bool client, struct ssl2_header *header)
{
	uint8_t type;

	if (!ssl2_header_read(header, stream) || stream.len <= header->size ||
		header->len == 0)
		return false;
	type = stream.data[header->size];
	return client ? type == 1 : type == 0 || type == 4;
}

static void ssl2(struct walk *walk, const struct ssl2_header *header)
{
	tell_header(walk, "ssl2_record.length", 2);
	if (header->size == 3)
		tell_header(walk, "ssl2_record.padding_length", 1);
	walk->record_left = header->len;
	walk->left = header->len - header->padding;
	walk->depth = 1;
	walk_ssl2_message(walk);
	walk->left = walk->record_left;
	walk_take(walk, walk->left, "ssl2_record.padding");
	tell_rest(walk, "ssl2_record.behind");
}

void walk_server(
	struct slice stream, bool asked_ssl2, walk_visit *visit, void *ctx)
{
	struct walk walk = { .stream = stream, .visit = visit, .ctx = ctx };
	struct ssl2_header header;

	if (asked_ssl2 && looks_like_ssl2(stream, false, &header) &&
		!(stream.len >= 2 && stream.data[0] >= 20 &&
			stream.data[0] <= 24 && stream.data[1] == 3))
		ssl2(&walk, &header);
	else
		tls(&walk);
}

void walk_client(struct slice stream, walk_visit *visit, void *ctx)
{
	struct walk walk = {
		.stream = stream, .visit = visit, .ctx = ctx, .client = true
	};
	struct ssl2_header header;

	if (stream.len > 0 && stream.data[0] != CONTENT_HANDSHAKE &&
		looks_like_ssl2(stream, true, &header))
		ssl2(&walk, &header);
	else
		tls(&walk);
}
