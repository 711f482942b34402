/* SPDX-License-Identifier: ISC */
/*
 * Targets packet_read() and all of reassembly.c: the input is a sequence of
 * packets of one link type, each behind two bytes of length; those with TCP go
 * into two streams by the parity of their port. What is delivered in order must
 * never change again, and the caps must hold.
 */
#include "wire/capture/packet.h"
#include "wire/capture/reassembly.h"

#include <assert.h>
#include <stdlib.h>

#define CAP 8192

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const int links[] = { 0, 1, 12, 101, 108, 113, 228, 229, 276, 147 };

struct side {
	struct reassembly r;
	struct reassembly_mark marks[REASSEMBLY_MARKS];
	uint8_t before[CAP];
};

static volatile unsigned sink;

static void add(struct side *side, const struct packet *packet, uint64_t n)
{
	struct reassembly *r = &side->r;
	struct reassembly_segment segment = { packet->seq,
		packet->flags & PACKET_SYN, packet->flags & PACKET_FIN,
		packet->payload, packet->len, n, (int64_t)n };
	size_t need = reassembly_need(r, &segment), had = r->n;
	uint32_t base = r->base;

	assert(need <= CAP);
	/* the exact size, so that a sanitizer sees each byte too many */
	if (need > r->room) {
		r->bytes = realloc(r->bytes, need);
		r->room = need;
	}
	if (had > 0)
		memcpy(side->before, r->bytes, had);
	reassembly_add(r, &segment);
	assert(r->n <= CAP && r->n_ranges <= REASSEMBLY_RANGES);
	assert(reassembly_missing(r) <= CAP);
	if (base == r->base && had > 0) {
		assert(r->n >= had);
		assert(!memcmp(side->before, r->bytes, had));
	}
	for (size_t i = 0; i < r->n; i++)
		sink += r->bytes[i];
	for (size_t i = 0; i + 1 < r->n_ranges; i++)
		assert(r->ranges[i].to < r->ranges[i + 1].from);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct side sides[2];
	struct packet packet;
	uint64_t n = 0;
	int link;

	if (size < 1)
		return 0;
	link = links[data[0] % (sizeof(links) / sizeof(*links))];
	for (int i = 0; i < 2; i++) {
		reassembly_begin(&sides[i].r, CAP);
		sides[i].r.marks = sides[i].marks;
	}
	for (size_t at = 1; at + 2 <= size;) {
		size_t len = (size_t)data[at] << 8 | data[at + 1];

		at += 2;
		len = len < size - at ? len : size - at;
		packet_read(&packet, link, slice_of(data + at, len),
			len + (len & 7));
		at += len;
		if (packet.kind == PACKET_TCP)
			add(&sides[packet.from.port & 1], &packet, ++n);
	}
	for (int i = 0; i < 2; i++)
		free(sides[i].r.bytes);
	return 0;
}
