/* SPDX-License-Identifier: ISC */
/*
 * Each segment is turned into a stretch of offsets first; sequence numbers wrap
 * around after 4 GB, so the offset nearest to what was seen last is meant.
 * Known stretches are [0, n) and the ranges, sorted and never touching.
 */
#include "wire/capture/reassembly.h"

/* How far before its first byte a joined stream may still grow. */
#define LATE_START 65536

struct stretch {
	size_t from, to;
};

void reassembly_begin(struct reassembly *r, size_t cap)
{
	*r = (struct reassembly){ .cap = cap };
}

/* Where the first payload byte belongs; negative: before the first one. False:
 * too far away to belong to this stream. */
static bool offset_of(const struct reassembly *r,
	const struct reassembly_segment *segment, int64_t *offset)
{
	uint32_t seq = segment->seq + segment->syn;
	int32_t step;

	if (!r->started) {
		*offset = 0;
		return true;
	}
	step = (int32_t)(seq - (r->base + (uint32_t)r->top));
	*offset = (int64_t)r->top + step;
	return step < (int32_t)REASSEMBLY_WINDOW &&
		step > -(int32_t)REASSEMBLY_WINDOW;
}

/* By how much a joined stream moves for a segment from before its start. */
static size_t late_start(const struct reassembly *r, int64_t offset)
{
	if (offset >= 0 || !r->joined || offset < -LATE_START ||
		(size_t)-offset + r->top > r->cap)
		return 0;
	return (size_t)-offset;
}

size_t reassembly_need(
	const struct reassembly *r, const struct reassembly_segment *segment)
{
	size_t need, late;
	int64_t offset;

	if (!offset_of(r, segment, &offset))
		return 0;
	late = late_start(r, offset);
	if (offset < 0 && late == 0)
		return 0;
	if (offset >= 0 && (uint64_t)offset >= r->cap)
		return 0;
	need = (size_t)(offset + (int64_t)late) + segment->payload.len;
	if (late > 0 && need < r->top + late)
		need = (size_t)r->top + late;
	return need < r->cap ? need : r->cap;
}

/* The bytes move up by @late; what was in order waits behind a hole now. */
static bool move_start(struct reassembly *r, size_t late)
{
	size_t kept = r->n_ranges ? r->ranges[r->n_ranges - 1].to : r->n;
	bool prefix = r->n > 0;

	if (kept + late > r->room || r->n_ranges + prefix > REASSEMBLY_RANGES)
		return false;
	if (kept > 0)
		memmove(r->bytes + late, r->bytes, kept);
	if (prefix)
		memmove(r->ranges + 1, r->ranges,
			r->n_ranges * sizeof(r->ranges[0]));
	r->n_ranges += prefix;
	if (prefix)
		r->ranges[0] = (struct reassembly_range){ 0, (uint32_t)r->n };
	for (size_t i = 0; i < r->n_ranges; i++) {
		r->ranges[i].from += (uint32_t)late;
		r->ranges[i].to += (uint32_t)late;
	}
	r->n = 0;
	r->n_marks = 0;
	r->base -= (uint32_t)late;
	r->top += late;
	r->fin_at += late;
	return true;
}

/* Range 0 is the part that is in order; the others follow. */
static struct stretch known(const struct reassembly *r, size_t i)
{
	if (i == 0)
		return (struct stretch){ 0, r->n };
	return (struct stretch){ r->ranges[i - 1].from, r->ranges[i - 1].to };
}

/* Ranges [first, last) touch @s, the part in order left out. */
static void touched(const struct reassembly *r, struct stretch s, size_t *first,
	size_t *last)
{
	size_t i = 0;

	while (i < r->n_ranges && r->ranges[i].to < s.from)
		i++;
	*first = i;
	while (i < r->n_ranges && r->ranges[i].from <= s.to)
		i++;
	*last = i;
}

static void note(struct reassembly *r, struct stretch s)
{
	size_t first, last;

	touched(r, s, &first, &last);
	if (first < last && r->ranges[first].from < s.from)
		s.from = r->ranges[first].from;
	if (first < last && r->ranges[last - 1].to > s.to)
		s.to = r->ranges[last - 1].to;
	if (s.from <= r->n) {
		r->n = s.to > r->n ? s.to : r->n;
		memmove(r->ranges, r->ranges + last,
			(r->n_ranges - last) * sizeof(r->ranges[0]));
		r->n_ranges -= last;
		return;
	}
	memmove(r->ranges + first + 1, r->ranges + last,
		(r->n_ranges - last) * sizeof(r->ranges[0]));
	r->ranges[first] =
		(struct reassembly_range){ (uint32_t)s.from, (uint32_t)s.to };
	r->n_ranges = r->n_ranges - (last - first) + 1;
}

static bool has_room(const struct reassembly *r, struct stretch s)
{
	size_t first, last;

	touched(r, s, &first, &last);
	return s.to <= r->room &&
		(s.from <= r->n || first < last ||
			r->n_ranges < REASSEMBLY_RANGES);
}

static void copy(
	struct reassembly *r, struct stretch s, size_t at, const uint8_t *data)
{
	if (s.to > s.from)
		memcpy(r->bytes + s.from, data + (s.from - at), s.to - s.from);
}

/* Copies what is not known yet. Returns the number of such bytes; *same is
 * false when a byte that is known has another value. */
static size_t fill(
	struct reassembly *r, struct stretch s, const uint8_t *data, bool *same)
{
	size_t at = s.from, fresh = 0;

	for (size_t i = 0; i <= r->n_ranges && at < s.to; i++) {
		struct stretch k = known(r, i);
		size_t end = k.to < s.to ? k.to : s.to;

		if (k.to <= at)
			continue;
		if (k.from >= s.to)
			break;
		if (k.from > at) {
			copy(r, (struct stretch){ at, k.from }, s.from, data);
			fresh += k.from - at;
			at = k.from;
		}
		*same = *same &&
			!memcmp(r->bytes + at, data + (at - s.from), end - at);
		at = end;
	}
	if (at < s.to) {
		copy(r, (struct stretch){ at, s.to }, s.from, data);
		fresh += s.to - at;
	}
	return fresh;
}

static void mark(struct reassembly *r, const struct reassembly_segment *segment)
{
	if (!r->marks)
		return;
	if (r->n_marks < REASSEMBLY_MARKS)
		r->n_marks++;
	else
		r->overrun = true;
	r->marks[r->n_marks - 1] = (struct reassembly_mark){ segment->packet,
		segment->ns, (uint32_t)r->n };
}

/* Clips the payload to the cap and puts it in its place. */
static enum reassembly_news take(struct reassembly *r,
	const struct reassembly_segment *segment, size_t offset)
{
	struct stretch s = { offset, offset + segment->payload.len };
	size_t before = r->n;
	bool same = true;

	if (s.to > r->cap)
		s.to = r->cap;
	if (!has_room(r, s)) {
		r->dropped++;
		return REASSEMBLY_AHEAD;
	}
	if (fill(r, s, segment->payload.data, &same) == 0) {
		r->conflicts += !same;
		r->retransmitted++;
		return REASSEMBLY_OLD;
	}
	r->conflicts += !same;
	note(r, s);
	if (r->n > before) {
		mark(r, segment);
		return REASSEMBLY_NEW;
	}
	r->out_of_order++;
	return REASSEMBLY_AHEAD;
}

static void see_end(struct reassembly *r,
	const struct reassembly_segment *segment, uint64_t offset)
{
	uint64_t end = offset + segment->len;

	if (segment->fin && !r->has_fin) {
		r->has_fin = true;
		r->fin_at = end;
	}
	/* an ACK behind the FIN stands one further and has no bytes */
	if (end > r->top && segment->len > 0)
		r->top = end;
}

static void start(
	struct reassembly *r, const struct reassembly_segment *segment)
{
	r->started = true;
	r->joined = !segment->syn;
	r->base = segment->seq + segment->syn;
}

/* A probe of an idle peer: a byte, or none, before what comes next. */
static bool is_keep_alive(const struct reassembly *r,
	const struct reassembly_segment *segment, int64_t offset)
{
	return !segment->fin && !segment->syn && segment->len <= 1 &&
		offset + 1 == (int64_t)r->top;
}

enum reassembly_news reassembly_add(
	struct reassembly *r, const struct reassembly_segment *segment)
{
	int64_t offset;
	size_t late;

	if (!r->started)
		start(r, segment);
	if (!offset_of(r, segment, &offset)) {
		r->stray++;
		return REASSEMBLY_STRAY;
	}
	if (is_keep_alive(r, segment, offset) && r->top > 0)
		return segment->len ? REASSEMBLY_OLD : REASSEMBLY_NEW;
	late = late_start(r, offset);
	if (late > 0 && move_start(r, late)) {
		r->joined = !segment->syn;
		offset = 0;
	}
	if (offset < 0) {
		r->stray++;
		return REASSEMBLY_STRAY;
	}
	see_end(r, segment, (uint64_t)offset);
	if (segment->payload.len < segment->len)
		r->cut = true;
	if (segment->payload.len == 0)
		return REASSEMBLY_NEW;
	if ((uint64_t)offset >= r->cap)
		return REASSEMBLY_OVER;
	return take(r, segment, (size_t)offset);
}

bool reassembly_when(
	const struct reassembly *r, size_t end, struct reassembly_mark *found)
{
	for (size_t i = 0; i < r->n_marks; i++) {
		if (r->marks[i].end < end)
			continue;
		*found = r->marks[i];
		/* the last one has taken the place of others */
		return !r->overrun || i + 1 < REASSEMBLY_MARKS ||
			r->marks[i].end == end;
	}
	return false;
}

uint64_t reassembly_missing(const struct reassembly *r)
{
	uint64_t missing = r->top < r->cap ? r->top : r->cap;

	missing -= r->n < missing ? r->n : missing;
	for (size_t i = 0; i < r->n_ranges; i++)
		missing -= r->ranges[i].to - r->ranges[i].from;
	return missing;
}
