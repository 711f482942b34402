/* SPDX-License-Identifier: ISC */
/*
 * Record headers (wire/bytes/record.h) and the cutting of messages into
 * records.
 */
#include "wire/bytes/record.h"

#include <assert.h>

/* SHA-256 of "HelloRetryRequest" */
const uint8_t hello_retry_random[32] = { 0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a,
	0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2,
	0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8,
	0x33, 0x9c };

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

size_t ssl2_record_open(struct writer *w)
{
	size_t at = w->len;

	writer_put(w, 2, 0, "ssl2_record.length");
	return at;
}

void ssl2_record_close(struct writer *w, size_t at)
{
	size_t len;

	if (w->failed)
		return;
	len = w->len - at - 2;
	if (len > 0x7fff) {
		w->failed = true;
		return;
	}
	w->data[at] = (uint8_t)(0x80 | len >> 8);
	w->data[at + 1] = (uint8_t)(len & 0xff);
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

static size_t size_of(const struct record_cuts *cuts, size_t i)
{
	if (cuts->n == 1)
		return cuts->sizes[0] > 0 ? cuts->sizes[0] : RECORD_PAYLOAD;
	return i < cuts->n ? cuts->sizes[i] : RECORD_PAYLOAD;
}

/* Sizes that are listed one by one; behind them all are alike. */
static size_t n_listed(const struct record_cuts *cuts)
{
	return cuts->n > 1 ? cuts->n : 0;
}

/* Where piece @i begins. */
static size_t begin_of(const struct record_cuts *cuts, size_t i)
{
	size_t listed = n_listed(cuts), at = 0;

	for (size_t k = 0; k < i && k < listed; k++)
		at += size_of(cuts, k);
	return i > listed ? at + (i - listed) * size_of(cuts, i) : at;
}

/* Pieces that begin before @end; the first one always does. */
static size_t pieces_before(const struct record_cuts *cuts, size_t end)
{
	size_t n = 0, at = 0, size;

	if (end == 0)
		return 1;
	while (n < n_listed(cuts) && at < end)
		at += size_of(cuts, n++);
	size = size_of(cuts, n);
	return at < end ? n + (end - at + size - 1) / size : n;
}

static void shift_fields(
	struct field_map *map, size_t start, const struct record_cuts *cuts)
{
	size_t n = map->n < map->room ? map->n : map->room;

	for (size_t i = 0; i < n; i++) {
		struct field *field = &map->fields[i];

		if (field->at >= start)
			field->at += RECORD_HEADER *
				pieces_before(cuts, field->at - start + 1);
	}
}

void records_cut_as(struct writer *w, size_t start, uint8_t type,
	uint16_t version, const struct record_cuts *cuts)
{
	size_t n, pieces;

	if (w->failed)
		return;
	assert(start <= w->len);
	n = w->len - start;
	pieces = pieces_before(cuts, n);
	if (pieces > (w->room - w->len) / RECORD_HEADER) {
		w->failed = true;
		return;
	}
	if (w->map)
		shift_fields(w->map, start, cuts);
	/* from the last to the first: each piece only moves to the right */
	for (size_t i = pieces; i-- > 0;) {
		size_t at = begin_of(cuts, i), size = size_of(cuts, i);
		size_t to = start + at + (i + 1) * RECORD_HEADER;
		size_t len = n - at < size ? n - at : size;

		assert(size <= 0xffff);
		memmove(w->data + to, w->data + start + at, len);
		put_header(w, to - RECORD_HEADER, type, version, len);
	}
	w->len += pieces * RECORD_HEADER;
}

void records_cut(struct writer *w, size_t start, uint8_t type, uint16_t version,
	size_t cut)
{
	records_cut_as(
		w, start, type, version, &(struct record_cuts){ 1, &cut });
}
