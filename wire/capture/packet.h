/* SPDX-License-Identifier: ISC */
/*
 * One captured packet as a value: from the link layer down to the TCP segment.
 *
 *	Ethernet, VLAN ─┐
 *	Linux cooked 1/2 ├─► IPv4, IPv6 ──► TCP ──► payload
 *	loopback, raw IP ┘   (options, extension headers)
 *
 * Everything is hostile: a length in a header is believed only as far as bytes
 * are there. A packet that the capture has cut (snaplen) keeps what is left of
 * its payload and says how long it was. Checksums are not looked at: with
 * offload to the network card they are wrong in most captures made at home.
 * RFC 791, 8200, 9293; the link types are those of tcpdump.org/linktypes.html.
 */
#ifndef HALLO_WIRE_CAPTURE_PACKET_H
#define HALLO_WIRE_CAPTURE_PACKET_H

#include "wire/bytes/slice.h"

enum packet_kind {
	PACKET_TCP,
	PACKET_OTHER,	 /* ARP, UDP … */
	PACKET_FRAGMENT, /* a part of an IP packet: its TCP cannot be read */
	PACKET_SHORT,	 /* ends, or is cut, within the headers */
	PACKET_ODD,	 /* a header that cannot be */
	PACKET_LINK,	 /* a link layer that is not known here */
};
const char *packet_kind_name(enum packet_kind kind);

#define PACKET_FIN 0x01
#define PACKET_SYN 0x02
#define PACKET_RST 0x04
#define PACKET_PSH 0x08
#define PACKET_ACK 0x10

/* One end of a connection. IPv4 takes the first four bytes, the rest is 0. */
struct packet_end {
	uint8_t address[16];
	uint16_t port;
};

struct packet {
	enum packet_kind kind;
	uint8_t version; /* of IP: 4, 6; 0 when it was not reached */
	struct packet_end from, to;
	uint32_t seq, ack;
	uint16_t window;
	uint8_t flags;
	struct slice payload; /* what the capture has of it; borrowed */
	size_t len;	      /* of the payload on the wire */
};

/* Is @link one of the link types that packet_read() knows? */
bool packet_link_known(int link);

/* Reads @bytes, captured of a packet of @wire bytes; returns packet->kind. All
 * but the kind is valid for PACKET_TCP only. */
enum packet_kind packet_read(
	struct packet *packet, int link, struct slice bytes, size_t wire);

#endif
