/* SPDX-License-Identifier: ISC */
/*
 * The rope of the walk (wire/walk/walk_parts.h): its pieces are the payloads of
 * records of one type. walk_take() is the only place that moves on, and it
 * tells of each record header that it crosses.
 */
#include "wire/walk/walk_parts.h"

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

void walk_rest(struct walk *walk, const char *name)
{
	struct walk_field field = { .first = true, .last = true };

	if (stream_left(walk) > 0)
		tell(walk, name, stream_left(walk), field);
	walk->over = true;
}

void walk_header(struct walk *walk, const char *name, size_t len)
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

bool walk_next_record(struct walk *walk)
{
	if (walk->over || stream_left(walk) == 0) {
		walk->over = true;
		return false;
	}
	if (stream_left(walk) < RECORD_HEADER || !is_record(walk)) {
		walk_rest(walk, "not_tls");
		return false;
	}
	walk->record_type = walk->stream.data[walk->at];
	walk->record_left = slice_number(walk->stream, walk->at + 3, 2);
	walk_header(walk, "record.type", 1);
	walk_header(walk, "record.version", 2);
	walk_header(walk, "record.length", 2);
	return true;
}

/* Bytes of the field that lie ahead without a header between; 0: it ends. */
static size_t piece_ahead(struct walk *walk, size_t n)
{
	uint8_t type = walk->record_type;
	size_t piece;

	while (walk->record_left == 0) {
		if (walk->abandoned || !walk_next_record(walk))
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
