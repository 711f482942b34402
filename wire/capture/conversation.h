/* SPDX-License-Identifier: ISC */
/*
 * A captured TCP connection as a value: what each side has sent, when it began
 * and how it ended. net/capture/ makes them out of packets, the dialog
 * (smtp/overhear.h) and the verdict (analysis/capture/) read them.
 */
#ifndef HALLO_WIRE_CAPTURE_CONVERSATION_H
#define HALLO_WIRE_CAPTURE_CONVERSATION_H

#include "wire/capture/packet.h"
#include "wire/capture/reassembly.h"
#include "wire/capture/side.h"

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

/* Has one side sent FIN or RST? */
bool conversation_ended(const struct conversation *c);

/* Client and server change places. */
void conversation_turn_round(struct conversation *c);

/* SYN to SYN+ACK and on to ACK: a whole round trip wherever it was captured;
 * 0: not known. */
int64_t conversation_round_trip(const struct conversation *c);

#define CONVERSATION_TURNS (2 * REASSEMBLY_MARKS)

/* The marks of both streams in the order of time; returns their number. */
size_t conversation_turns(struct conversation_turn turns[CONVERSATION_TURNS],
	const struct conversation *c);

#endif
