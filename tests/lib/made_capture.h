/* SPDX-License-Identifier: ISC */
/*
 * Captures made by hand: packets of TCP conversations, written as a pcap file
 * into memory. A millisecond passes with each packet.
 *
 *	struct made_capture c;
 *	struct talk talk;
 *	made_begin(&c, MADE_ETHERNET);
 *	talk_begin(&talk, &c, 40000, 25);
 *	talk_open(&talk);				SYN, SYN+ACK, ACK
 *	talk_say(&talk, TALK_SERVER, "220 mx\r\n", 8);
 *	talk_end(&talk, TALK_CLIENT, PACKET_FIN);
 *	made_save(&c, path);
 *	made_clear(&c);
 */
#ifndef HALLO_TESTS_LIB_MADE_CAPTURE_H
#define HALLO_TESTS_LIB_MADE_CAPTURE_H

#include "wire/capture/packet.h"
#include "wire/bytes/writer.h"

#define MADE_NULL 0
#define MADE_ETHERNET 1
#define MADE_RAW 101
#define MADE_COOKED 113
#define MADE_COOKED_2 276

struct made_capture {
	int link;
	int64_t ns;
	int64_t step;	/* ns from one packet to the next */
	size_t snaplen; /* 0: none */
	bool vlan;	/* Ethernet: QinQ, two tags */
	uint8_t *bytes;
	size_t len, room;
	size_t n_packets;
};

void made_begin(struct made_capture *c, int link);
void made_packet(struct made_capture *c, const void *bytes, size_t len);

/* Turns the whole, which is finished then, into pcapng. */
void made_to_pcapng(struct made_capture *c);
void made_save(const struct made_capture *c, const char *path);
void made_clear(struct made_capture *c);

enum talk_side { TALK_CLIENT, TALK_SERVER };

struct talk {
	struct made_capture *capture;
	int version; /* 4 (as begun) or 6 */
	uint16_t port[2];
	uint32_t seq[2]; /* of the next byte of each side */
};

void talk_begin(struct talk *talk, struct made_capture *c, uint16_t client_port,
	uint16_t server_port);
void talk_open(struct talk *talk);

/* In order, in segments of at most 1400 bytes. */
void talk_say(
	struct talk *talk, enum talk_side side, const void *data, size_t len);

/* Any segment: @seq as it is, nothing is counted on. */
void talk_segment(struct talk *talk, enum talk_side side, uint8_t flags,
	uint32_t seq, const void *data, size_t len);

/* PACKET_FIN (with ACK, takes a sequence number) or PACKET_RST. */
void talk_end(struct talk *talk, enum talk_side side, uint8_t flags);

/* One TCP packet of @talk, from the link layer up; returns its length. */
size_t talk_packet(uint8_t *out, size_t room, const struct talk *talk,
	enum talk_side side, uint8_t flags, uint32_t seq, struct slice data);

#endif
