/* SPDX-License-Identifier: ISC */
/*
 * Record headers (wire/bytes/record.h) and the cutting of messages into
 * records.
 */
#include "wire/bytes/record.h"

#include <assert.h>

bool record_version_known(uint16_t version)
{
	return version >> 8 == 3 || version == 0x0101;
}

bool record_header_read(
	struct record_header *header, struct slice bytes, size_t at)
{
	if (at > bytes.len || bytes.len - at < RECORD_HEADER)
		return false;
	header->type = bytes.data[at];
	header->version = (uint16_t)slice_number(bytes, at + 1, 2);
	header->len = slice_number(bytes, at + 3, 2);
	return true;
}

bool ssl2_header_read(struct ssl2_header *header, struct slice bytes)
{
	if (bytes.len < 2)
		return false;
	header->padding = 0;
	if (bytes.data[0] & 0x80) {
		header->size = 2;
		header->len = slice_number(bytes, 0, 2) & 0x7fff;
		return true;
	}
	if (bytes.len < 3 || (bytes.data[0] & 0x40))
		return false;
	header->size = 3;
	header->len = slice_number(bytes, 0, 2) & 0x3fff;
	header->padding = bytes.data[2];
	return header->padding < header->len;
}

static void note(struct field_map *map, const char *name, size_t at, size_t len)
{
	if (!map)
		return;
	if (map->n < map->room)
		map->fields[map->n] = (struct field){ name, at, len };
	map->n++;
}

static void put_header(
	struct writer *w, size_t at, uint8_t type, uint16_t version, size_t len)
{
	uint8_t *header = w->data + at;

	header[0] = type;
	header[1] = (uint8_t)(version >> 8);
	header[2] = (uint8_t)(version & 0xff);
	header[3] = (uint8_t)(len >> 8);
	header[4] = (uint8_t)(len & 0xff);
	note(w->map, "record.type", at, 1);
	note(w->map, "record.version", at + 1, 2);
	note(w->map, "record.length", at + 3, 2);
}

static void shift_fields(struct field_map *map, size_t start, size_t cut)
{
	size_t n = map->n < map->room ? map->n : map->room;

	for (size_t i = 0; i < n; i++) {
		struct field *field = &map->fields[i];

		if (field->at >= start)
			field->at +=
				RECORD_HEADER * ((field->at - start) / cut + 1);
	}
}

void records_cut(struct writer *w, size_t start, uint8_t type, uint16_t version,
	size_t cut)
{
	size_t n, pieces;

	if (w->failed)
		return;
	if (cut == 0)
		cut = RECORD_PAYLOAD;
	assert(cut <= 0xffff && start <= w->len);
	n = w->len - start;
	pieces = n == 0 ? 1 : (n + cut - 1) / cut;
	if (pieces > (w->room - w->len) / RECORD_HEADER) {
		w->failed = true;
		return;
	}
	if (w->map)
		shift_fields(w->map, start, cut);
	/* from the last to the first: each piece only moves to the right */
	for (size_t i = pieces; i-- > 0;) {
		size_t from = start + i * cut;
		size_t to = from + (i + 1) * RECORD_HEADER;
		size_t len = i + 1 < pieces ? cut : n - i * cut;

		memmove(w->data + to, w->data + from, len);
		put_header(w, to - RECORD_HEADER, type, version, len);
	}
	w->len += pieces * RECORD_HEADER;
}
