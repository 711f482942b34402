/* SPDX-License-Identifier: ISC */
/*
 * The reader of wire/bytes/reader.h. Every getter goes through take(), the only
 * place that moves a position and the only place that can find bytes missing.
 */
#include "wire/bytes/reader.h"

#include <assert.h>
#include <stdio.h>

const char *fault_kind_name(enum fault_kind kind)
{
	static const char *const names[] = {
		[FAULT_NONE] = "none",
		[FAULT_SHORT] = "short",
		[FAULT_TRAILING] = "trailing",
		[FAULT_VALUE] = "value",
		[FAULT_CAP] = "cap",
	};

	return names[kind];
}

void fault_text(const struct fault *fault, char *out, size_t size)
{
	const char *what = fault->what ? fault->what : "?";

	switch (fault->kind) {
	case FAULT_NONE:
		snprintf(out, size, "no fault");
		return;
	case FAULT_SHORT:
		snprintf(out, size, "%s at offset %zu wants %zu byte%s", what,
			fault->at, fault->need, fault->need == 1 ? "" : "s");
		return;
	case FAULT_TRAILING:
		snprintf(out, size, "%zu byte%s behind %s at offset %zu",
			fault->need, fault->need == 1 ? "" : "s", what,
			fault->at);
		return;
	case FAULT_VALUE:
		snprintf(out, size, "%s at offset %zu has a forbidden value",
			what, fault->at);
		return;
	case FAULT_CAP:
		snprintf(out, size, "%s at offset %zu is larger than we keep",
			what, fault->at);
		return;
	}
	snprintf(out, size, "%s at offset %zu", what, fault->at);
}

struct reader reader_of(struct fault *fault, const uint8_t *data, size_t len)
{
	/* pointer arithmetic on NULL is undefined, even by 0 */
	static const uint8_t nothing[1];

	assert(data || len == 0);
	if (!data)
		data = nothing;
	return (struct reader){ data, data, data + len, fault };
}

static void set_fault(
	struct reader *r, enum fault_kind kind, const char *what, size_t need)
{
	if (r->fault->kind != FAULT_NONE)
		return;
	*r->fault = (struct fault){ kind, what, reader_at(r), need };
}

/* The next @n bytes, or NULL after setting the fault. */
static const uint8_t *take(struct reader *r, size_t n, const char *what)
{
	const uint8_t *bytes = r->pos;

	if (r->fault->kind != FAULT_NONE)
		return NULL;
	if (n > (size_t)(r->end - r->pos)) {
		set_fault(r, FAULT_SHORT, what, n);
		return NULL;
	}
	r->pos += n;
	return bytes;
}

static uint32_t number(struct reader *r, size_t width, const char *what)
{
	const uint8_t *bytes = take(r, width, what);

	return bytes ? slice_number(slice_of(bytes, width), 0, width) : 0;
}

uint8_t reader_u8(struct reader *r, const char *what)
{
	return (uint8_t)number(r, 1, what);
}

uint16_t reader_u16(struct reader *r, const char *what)
{
	return (uint16_t)number(r, 2, what);
}

uint32_t reader_u24(struct reader *r, const char *what)
{
	return number(r, 3, what);
}

uint32_t reader_u32(struct reader *r, const char *what)
{
	return number(r, 4, what);
}

struct slice reader_bytes(struct reader *r, size_t n, const char *what)
{
	const uint8_t *bytes = take(r, n, what);

	return bytes ? slice_of(bytes, n) : slice_of(r->pos, 0);
}

struct reader reader_vec(struct reader *r, size_t width, const char *what)
{
	struct reader child = *r;
	size_t len;

	assert(width >= 1 && width <= 3);
	len = number(r, width, what);
	child.pos = r->pos;
	/* the fault points at the body that is not there, not at its length */
	child.end = take(r, len, what) ? r->pos : child.pos;
	return child;
}

struct slice reader_rest(struct reader *r)
{
	return reader_bytes(r, reader_left(r), "rest");
}

size_t reader_at(const struct reader *r)
{
	return (size_t)(r->pos - r->base);
}

size_t reader_left(const struct reader *r)
{
	return reader_ok(r) ? (size_t)(r->end - r->pos) : 0;
}

bool reader_more(const struct reader *r)
{
	return reader_left(r) > 0;
}

void reader_end(struct reader *r, const char *what)
{
	if (reader_more(r))
		set_fault(r, FAULT_TRAILING, what, reader_left(r));
}

void reader_fault(struct reader *r, enum fault_kind kind, const char *what)
{
	set_fault(r, kind, what, 0);
}

bool reader_ok(const struct reader *r)
{
	return r->fault->kind == FAULT_NONE;
}
