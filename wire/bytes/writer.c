/* SPDX-License-Identifier: ISC */
/*
 * The writer of wire/bytes/writer.h. Every write goes through claim(), the only
 * place that moves the length, tests the room and notes the field.
 */
#include "wire/bytes/writer.h"

#include <assert.h>

struct writer writer_of(uint8_t *data, size_t room)
{
	return (struct writer){ .data = data, .room = room };
}

/* Room for @len bytes under @name, or NULL for good. */
static uint8_t *claim(struct writer *w, size_t len, const char *name)
{
	uint8_t *place;

	if (w->failed || len > w->room - w->len) {
		w->failed = true;
		return NULL;
	}
	if (w->map && w->map->n < w->map->room)
		w->map->fields[w->map->n] = (struct field){ name, w->len, len };
	if (w->map)
		w->map->n++;
	place = w->data + w->len;
	w->len += len;
	return place;
}

static void put_number(uint8_t *place, size_t width, size_t v)
{
	while (width-- > 0) {
		place[width] = (uint8_t)(v & 0xff);
		v >>= 8;
	}
}

static bool fits(size_t width, size_t v)
{
	return v >> (8 * width) == 0;
}

void writer_put(struct writer *w, size_t width, uint32_t v, const char *name)
{
	uint8_t *place;

	assert(width >= 1 && width <= 4);
	if (!fits(width, v))
		w->failed = true;
	place = claim(w, width, name);
	if (place)
		put_number(place, width, v);
}

void writer_bytes(
	struct writer *w, const void *data, size_t len, const char *name)
{
	uint8_t *place = claim(w, len, name);

	if (place && len > 0)
		memcpy(place, data, len);
}

void writer_slice(struct writer *w, struct slice s, const char *name)
{
	writer_bytes(w, s.data, s.len, name);
}

size_t writer_open(struct writer *w, size_t width, const char *name)
{
	size_t at = w->len;

	assert(width >= 1 && width <= 3);
	writer_put(w, width, 0, name);
	if (w->failed)
		return 0;
	assert(w->depth < WRITER_DEPTH);
	w->open[w->depth].at = at;
	w->open[w->depth].width = width;
	return w->depth++;
}

void writer_close(struct writer *w, size_t scope)
{
	size_t at, width, body;

	if (w->failed)
		return;
	assert(w->depth > 0 && scope == w->depth - 1);
	w->depth--;
	at = w->open[scope].at;
	width = w->open[scope].width;
	body = w->len - at - width;
	if (!fits(width, body)) {
		w->failed = true;
		return;
	}
	put_number(w->data + at, width, body);
}

bool writer_ok(const struct writer *w)
{
	return !w->failed;
}

struct slice writer_done(const struct writer *w)
{
	return slice_of(w->data, w->failed ? 0 : w->len);
}
