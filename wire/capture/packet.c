/* SPDX-License-Identifier: ISC */
/*
 * Peels a packet: link layer, IP, TCP. Each layer cuts itself off the front and
 * hands on what is left, as bytes and as the length that stood on the wire:
 * behind a snaplen the two differ.
 */
#include "wire/capture/packet.h"

#define ETHERTYPE_IPV4 0x0800
#define ETHERTYPE_IPV6 0x86DD
#define ETHERTYPE_VLAN 0x8100
#define ETHERTYPE_QINQ 0x88A8
#define ETHERTYPE_QINQ_OLD 0x9100
#define VLAN_DEPTH 4
#define EXTENSION_DEPTH 8 /* of IPv6 headers in one packet */

#define PROTOCOL_TCP 6

/* LINKTYPE_… and the DLT_… that libpcap makes of them. */
enum link_type {
	LINK_NULL = 0,
	LINK_ETHERNET = 1,
	LINK_RAW_BSD = 12,
	LINK_RAW_OPENBSD = 14,
	LINK_RAW = 101,
	LINK_LOOP = 108,
	LINK_COOKED = 113,
	LINK_IPV4 = 228,
	LINK_IPV6 = 229,
	LINK_COOKED_2 = 276,
};

struct layer {
	struct slice bytes; /* captured */
	size_t wire;	    /* its length on the wire, >= bytes.len */
};

const char *packet_kind_name(enum packet_kind kind)
{
	static const char *const names[] = {
		[PACKET_TCP] = "tcp",
		[PACKET_OTHER] = "other",
		[PACKET_FRAGMENT] = "fragment",
		[PACKET_SHORT] = "short",
		[PACKET_ODD] = "odd",
		[PACKET_LINK] = "link",
	};

	return names[kind];
}

bool packet_link_known(int link)
{
	switch (link) {
	case LINK_NULL:
	case LINK_ETHERNET:
	case LINK_RAW_BSD:
	case LINK_RAW_OPENBSD:
	case LINK_RAW:
	case LINK_LOOP:
	case LINK_COOKED:
	case LINK_IPV4:
	case LINK_IPV6:
	case LINK_COOKED_2:
		return true;
	default:
		return false;
	}
}

static uint8_t byte_at(const struct layer *layer, size_t at)
{
	return layer->bytes.data[at];
}

static uint32_t number_at(const struct layer *layer, size_t at, size_t width)
{
	return slice_number(layer->bytes, at, width);
}

/* False when the capture ends before. */
static bool cut_front(struct layer *layer, size_t n)
{
	if (layer->bytes.len < n)
		return false;
	if (n > 0)
		layer->bytes =
			slice_of(layer->bytes.data + n, layer->bytes.len - n);
	layer->wire -= n;
	return true;
}

/* What is behind @len bytes is padding of the link. */
static void cut_end(struct layer *layer, size_t len)
{
	if (layer->wire > len)
		layer->wire = len;
	if (layer->bytes.len > len)
		layer->bytes.len = len;
}

static enum packet_kind done(struct packet *packet, enum packet_kind kind)
{
	return packet->kind = kind;
}

static enum packet_kind read_tcp(struct packet *packet, struct layer layer)
{
	size_t header;

	if (layer.bytes.len < 20)
		return done(packet, PACKET_SHORT);
	packet->from.port = (uint16_t)number_at(&layer, 0, 2);
	packet->to.port = (uint16_t)number_at(&layer, 2, 2);
	packet->seq = number_at(&layer, 4, 4);
	packet->ack = number_at(&layer, 8, 4);
	header = (size_t)(byte_at(&layer, 12) >> 4) * 4;
	packet->flags = byte_at(&layer, 13);
	packet->window = (uint16_t)number_at(&layer, 14, 2);
	if (header < 20 || header > layer.wire)
		return done(packet, PACKET_ODD);
	if (!cut_front(&layer, header)) {
		/* cut within its options: all of the payload is missing */
		layer.wire -= header;
		layer.bytes.len = 0;
	}
	packet->payload = layer.bytes;
	packet->len = layer.wire;
	return done(packet, PACKET_TCP);
}

static enum packet_kind read_ipv4(struct packet *packet, struct layer layer)
{
	size_t header, total;

	if (layer.bytes.len < 20)
		return done(packet, PACKET_SHORT);
	header = (size_t)(byte_at(&layer, 0) & 15) * 4;
	total = number_at(&layer, 2, 2);
	if (byte_at(&layer, 0) >> 4 != 4 || header < 20)
		return done(packet, PACKET_ODD);
	/* 0: the card was to cut it into segments (TSO), the length is ours */
	if (total > 0 && total < header)
		return done(packet, PACKET_ODD);
	if (total > 0)
		cut_end(&layer, total);
	packet->version = 4;
	memcpy(packet->from.address, layer.bytes.data + 12, 4);
	memcpy(packet->to.address, layer.bytes.data + 16, 4);
	if (number_at(&layer, 6, 2) & 0x3FFF) /* MF, or an offset */
		return done(packet, PACKET_FRAGMENT);
	if (byte_at(&layer, 9) != PROTOCOL_TCP)
		return done(packet, PACKET_OTHER);
	if (!cut_front(&layer, header))
		return done(packet, PACKET_SHORT);
	return read_tcp(packet, layer);
}

enum extension { EXTENSION_NONE, EXTENSION_SKIPPED, EXTENSION_SHORT };

/* Cuts one extension header off (RFC 8200 4); *next becomes what follows. */
static enum extension skip_extension(struct layer *layer, uint8_t *next)
{
	bool authentication = *next == 51;
	size_t len;

	if (*next != 0 && *next != 43 && *next != 60 && *next != 135 &&
		!authentication)
		return EXTENSION_NONE;
	if (layer->bytes.len < 8)
		return EXTENSION_SHORT;
	*next = byte_at(layer, 0);
	len = byte_at(layer, 1);
	len = authentication ? (len + 2) * 4 : (len + 1) * 8;
	return cut_front(layer, len) ? EXTENSION_SKIPPED : EXTENSION_SHORT;
}

static enum packet_kind read_ipv6_payload(
	struct packet *packet, struct layer layer, uint8_t next)
{
	enum extension extension = EXTENSION_SKIPPED;

	for (int i = 0; i < EXTENSION_DEPTH && extension == EXTENSION_SKIPPED;
		i++) {
		if (next == 44 && layer.bytes.len < 8)
			return done(packet, PACKET_SHORT);
		/* a lone fragment is a whole packet: RFC 6946 */
		if (next == 44 && number_at(&layer, 2, 2) & 0xFFF9)
			return done(packet, PACKET_FRAGMENT);
		if (next == 44) {
			next = byte_at(&layer, 0);
			cut_front(&layer, 8);
		}
		extension = skip_extension(&layer, &next);
	}
	if (extension != EXTENSION_NONE)
		return done(packet,
			extension == EXTENSION_SHORT ? PACKET_SHORT
						     : PACKET_ODD);
	if (next != PROTOCOL_TCP)
		return done(packet, PACKET_OTHER);
	return read_tcp(packet, layer);
}

static enum packet_kind read_ipv6(struct packet *packet, struct layer layer)
{
	size_t len;
	uint8_t next;

	if (layer.bytes.len < 40)
		return done(packet, PACKET_SHORT);
	if (byte_at(&layer, 0) >> 4 != 6)
		return done(packet, PACKET_ODD);
	len = number_at(&layer, 4, 2);
	next = byte_at(&layer, 6);
	packet->version = 6;
	memcpy(packet->from.address, layer.bytes.data + 8, 16);
	memcpy(packet->to.address, layer.bytes.data + 24, 16);
	cut_front(&layer, 40);
	if (len > 0) /* 0: TSO, as above */
		cut_end(&layer, len);
	return read_ipv6_payload(packet, layer, next);
}

static enum packet_kind read_ip(struct packet *packet, struct layer layer)
{
	if (layer.bytes.len < 1)
		return done(packet, PACKET_SHORT);
	switch (byte_at(&layer, 0) >> 4) {
	case 4:
		return read_ipv4(packet, layer);
	case 6:
		return read_ipv6(packet, layer);
	default:
		return done(packet, PACKET_ODD);
	}
}

static bool is_vlan(uint32_t type)
{
	return type == ETHERTYPE_VLAN || type == ETHERTYPE_QINQ ||
		type == ETHERTYPE_QINQ_OLD;
}

static enum packet_kind read_ethertype(
	struct packet *packet, struct layer layer, uint32_t type)
{
	for (int i = 0; i < VLAN_DEPTH && is_vlan(type); i++) {
		if (layer.bytes.len < 4)
			return done(packet, PACKET_SHORT);
		type = number_at(&layer, 2, 2);
		cut_front(&layer, 4);
	}
	if (type == ETHERTYPE_IPV4)
		return read_ipv4(packet, layer);
	if (type == ETHERTYPE_IPV6)
		return read_ipv6(packet, layer);
	return done(packet, PACKET_OTHER);
}

/* A header of @header bytes with the EtherType at @at. */
static enum packet_kind read_typed(
	struct packet *packet, struct layer layer, size_t at, size_t header)
{
	uint32_t type;

	if (layer.bytes.len < header)
		return done(packet, PACKET_SHORT);
	type = number_at(&layer, at, 2);
	cut_front(&layer, header);
	return read_ethertype(packet, layer, type);
}

/* The family of the address, in the byte order of the machine (or, LOOP, of the
 * network), differs from system to system; what follows tells for itself. */
static enum packet_kind read_loopback(struct packet *packet, struct layer layer)
{
	uint32_t family;

	if (layer.bytes.len < 4)
		return done(packet, PACKET_SHORT);
	family = number_at(&layer, 0, 4);
	if (family > 0xFFFFFF)
		family = family >> 24 | (family >> 8 & 0xFF00);
	cut_front(&layer, 4);
	/* AF_INET; AF_INET6 of Linux, NetBSD, FreeBSD, macOS */
	if (family != 2 && family != 10 && family != 24 && family != 28 &&
		family != 30)
		return done(packet, PACKET_OTHER);
	return read_ip(packet, layer);
}

enum packet_kind packet_read(
	struct packet *packet, int link, struct slice bytes, size_t wire)
{
	struct layer layer = { bytes, wire < bytes.len ? bytes.len : wire };

	*packet = (struct packet){ .kind = PACKET_LINK };
	switch (link) {
	case LINK_ETHERNET:
		return read_typed(packet, layer, 12, 14);
	case LINK_COOKED:
		return read_typed(packet, layer, 14, 16);
	case LINK_COOKED_2:
		return read_typed(packet, layer, 0, 20);
	case LINK_NULL:
	case LINK_LOOP:
		return read_loopback(packet, layer);
	case LINK_RAW:
	case LINK_RAW_BSD:
	case LINK_RAW_OPENBSD:
	case LINK_IPV4:
	case LINK_IPV6:
		return read_ip(packet, layer);
	default:
		return done(packet, PACKET_LINK);
	}
}
