/* SPDX-License-Identifier: ISC */
/*
 * The TCP connections of a capture: packets in, one finished conversation after
 * the other out. Memory is bounded, whatever the capture: so many at once, so
 * many bytes of all; when it is full, the one that was silent for longest is
 * handed out with what is known of it.
 *
 *	table = conversations_new(&limits, finished, ctx);
 *	conversations_add(table, &packet, ns);		one by one
 *	conversations_end(table);			those left, by number
 *	conversations_free(table);
 *
 * A conversation begins with a SYN, or in mid-stream with a payload. It is over
 * when both sides have sent FIN or one has sent RST; then it lingers for two
 * seconds, for packets that come late.
 */
#ifndef HALLO_NET_CAPTURE_CONVERSATION_H
#define HALLO_NET_CAPTURE_CONVERSATION_H

#include "wire/capture/packet.h"
#include "wire/capture/reassembly.h"

enum conversation_side { SIDE_CLIENT, SIDE_SERVER };

enum conversation_end {
	CONVERSATION_OPEN, /* the capture ended before it did */
	CONVERSATION_FIN,  /* both sides have said that they are done */
	CONVERSATION_RST,
	CONVERSATION_FULL,     /* the table was full */
	CONVERSATION_REPLACED, /* its ports were used for another one */
};
const char *conversation_end_name(enum conversation_end end);

struct conversation_event {
	bool seen;
	uint64_t packet; /* its number in the capture, from 1 */
	int64_t ns;
};

/* What one side has sent. */
struct conversation_half {
	struct packet_end end;
	struct reassembly stream;
	struct conversation_event syn, fin, rst; /* the first of each */
	struct conversation_event last_data;	 /* payload, repeated or not */
	uint64_t packets;
	uint64_t bytes; /* of payload on the wire, repeated ones too */
	unsigned syns;
	unsigned repeats;   /* retransmissions since the stream last grew */
	uint64_t confirmed; /* so much of it the other side has acknowledged */
};

/* Bytes that this side has sent and the capture has not: behind a hole, or
 * acknowledged by the other side without having been seen. Within the cap. */
uint64_t conversation_lost(const struct conversation_half *half);

struct conversation {
	uint64_t number; /* from 1, in the order of their first packets */
	uint8_t version; /* of IP */
	bool opened;	 /* a SYN was seen: it is known who is the client */
	struct conversation_half half[2];
	int64_t first_ns, last_ns;
	struct conversation_event established; /* the client's first ACK */
	enum conversation_end how;
	struct conversation_event over;	     /* FIN of the second, or RST */
	enum conversation_side first_to_end; /* who sent the first FIN or RST */
};

struct conversation_limits {
	size_t conversations; /* at once */
	size_t memory;	      /* bytes of all streams together */
	size_t stream;	      /* bytes kept of one direction */
};
extern const struct conversation_limits conversation_defaults;

typedef void conversation_finished(
	void *ctx, const struct conversation *conversation);

struct conversations;
struct conversations *conversations_new(
	const struct conversation_limits *limits,
	conversation_finished *finished, void *ctx);
void conversations_free(struct conversations *table);

/* @packet is PACKET_TCP. */
void conversations_add(struct conversations *table, const struct packet *packet,
	uint64_t number, int64_t ns);
void conversations_end(struct conversations *table);

#endif
