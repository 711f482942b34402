/* SPDX-License-Identifier: ISC */
/*
 * One direction of a TCP connection, put together from captured segments in
 * any order (RFC 9293): the bytes from the start of the stream on, up to a cap.
 *
 *	bytes   |████████████████|        |█████|      |██|
 *	        0                n        ranges[0]    ranges[1]
 *	         in order: final  a hole
 *
 * A segment goes at once to its place in the caller's buffer, so what waits
 * behind a hole takes no other memory; what is known is a list of at most
 * REASSEMBLY_RANGES ranges. Of bytes that come twice the first stay; when the
 * others are not the same that is counted. What is over the cap is counted
 * only. Marks tell when the stream had grown how far.
 *
 *	need = reassembly_need(r, seq, len);
 *	if (need > r->room)
 *		give it a buffer of at least @need bytes: r->bytes, r->room
 *	reassembly_add(r, &segment);
 */
#ifndef HALLO_WIRE_CAPTURE_REASSEMBLY_H
#define HALLO_WIRE_CAPTURE_REASSEMBLY_H

#include "wire/bytes/slice.h"

#define REASSEMBLY_RANGES 32
#define REASSEMBLY_MARKS 256
/* A sequence number so far from what was seen belongs to something else. */
#define REASSEMBLY_WINDOW (1u << 30)

/* The stream had grown to @end bytes when packet @packet came. */
struct reassembly_mark {
	uint64_t packet;
	int64_t ns;
	uint32_t end;
};

struct reassembly_range {
	uint32_t from, to; /* offsets */
};

struct reassembly_segment {
	uint32_t seq;
	bool syn, fin;
	struct slice payload; /* what the capture has */
	size_t len;	      /* on the wire */
	uint64_t packet;
	int64_t ns;
};

struct reassembly {
	uint8_t *bytes; /* the caller's, of @room bytes */
	size_t room;
	size_t cap;    /* never more than this is asked for */
	bool started;  /* base is known */
	bool joined;   /* no SYN: the capture begins in mid-stream */
	uint32_t base; /* sequence number of the first byte */
	size_t n;      /* bytes in order from the first on */
	size_t n_ranges;
	struct reassembly_range ranges[REASSEMBLY_RANGES];
	uint64_t top; /* offset behind the last byte that was seen */
	bool has_fin;
	uint64_t fin_at; /* the offset of the end, if has_fin */

	uint64_t retransmitted; /* segments with nothing new, within the cap */
	uint64_t out_of_order;	/* segments behind a hole */
	uint64_t conflicts;	/* segments that contradict an earlier one */
	uint64_t dropped;	/* payload segments left out: no range free */
	uint64_t stray;		/* before the first byte, or far away */
	bool cut;		/* a segment lacked bytes (snaplen) */

	size_t n_marks;
	bool overrun; /* the last mark has taken the place of others */
	struct reassembly_mark *marks; /* the caller's, REASSEMBLY_MARKS */
};

/* @marks may be NULL: then there are none. */
void reassembly_begin(struct reassembly *r, size_t cap);

/* How large the buffer must be for these bytes, at most the cap. */
size_t reassembly_need(
	const struct reassembly *r, const struct reassembly_segment *segment);

/* What a segment was. */
enum reassembly_news {
	REASSEMBLY_NEW,	  /* brought bytes in order, or brought nothing */
	REASSEMBLY_AHEAD, /* bytes behind a hole */
	REASSEMBLY_OLD,	  /* a retransmission */
	REASSEMBLY_OVER,  /* over the cap: not kept */
	REASSEMBLY_STRAY,
};
enum reassembly_news reassembly_add(
	struct reassembly *r, const struct reassembly_segment *segment);

/* When the byte before @end had come in order: false when that is not known
 * (too many segments between, or it has not come). */
bool reassembly_when(
	const struct reassembly *r, size_t end, struct reassembly_mark *mark);

/* Bytes known to be missing before @top, within the cap. */
uint64_t reassembly_missing(const struct reassembly *r);

#endif
