/* SPDX-License-Identifier: ISC */
/*
 * Writes packets and pcap files (nanosecond form, our own byte order).
 */
#include "tests/lib/made_capture.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>

static void put(struct made_capture *c, const void *bytes, size_t len)
{
	if (c->len + len > c->room) {
		c->room = (c->len + len) * 2;
		c->bytes = realloc(c->bytes, c->room);
		assert_non_null(c->bytes);
	}
	if (len > 0)
		memcpy(c->bytes + c->len, bytes, len);
	c->len += len;
}

static void put32(struct made_capture *c, uint32_t number)
{
	put(c, &number, sizeof(number));
}

void made_begin(struct made_capture *c, int link)
{
	static const uint16_t version[2] = { 2, 4 };

	*c = (struct made_capture){
		.link = link, .ns = 1700000000000000000, .step = 1000000
	};
	put32(c, 0xa1b23c4d);
	put(c, version, sizeof(version));
	put32(c, 0);
	put32(c, 0);
	put32(c, 262144);
	put32(c, (uint32_t)link);
}

void made_packet(struct made_capture *c, const void *bytes, size_t len)
{
	size_t kept = c->snaplen && len > c->snaplen ? c->snaplen : len;

	put32(c, (uint32_t)(c->ns / 1000000000));
	put32(c, (uint32_t)(c->ns % 1000000000));
	put32(c, (uint32_t)kept);
	put32(c, (uint32_t)len);
	put(c, bytes, kept);
	c->ns += c->step;
	c->n_packets++;
}

static void put_block(struct made_capture *c, uint32_t type,
	const uint32_t *words, size_t n, struct slice bytes)
{
	static const uint8_t padding[4];
	size_t odd = (4 - bytes.len % 4) % 4;
	uint32_t size = (uint32_t)(12 + 4 * n + bytes.len + odd);

	put32(c, type);
	put32(c, size);
	for (size_t i = 0; i < n; i++)
		put32(c, words[i]);
	put(c, bytes.data, bytes.len);
	put(c, padding, odd);
	put32(c, size);
}

void made_to_pcapng(struct made_capture *c)
{
	static const uint32_t section[] = { 0x1A2B3C4D, 1, ~0U, ~0U };
	/* the link type; if_tsresol 9: nanoseconds */
	const uint32_t interface[] = { (uint32_t)c->link, 0, 0x00010009, 9, 0 };
	struct made_capture ng = { .link = c->link };
	uint32_t header[4];

	put_block(&ng, 0x0A0D0D0A, section, 4, slice_of(NULL, 0));
	put_block(&ng, 1, interface, 5, slice_of(NULL, 0));
	for (size_t at = 24; at < c->len; at += 16 + header[2]) {
		uint64_t ns;

		memcpy(header, c->bytes + at, sizeof(header));
		ns = (uint64_t)header[0] * 1000000000 + header[1];
		put_block(&ng, 6,
			(uint32_t[]){ 0, (uint32_t)(ns >> 32), (uint32_t)ns,
				header[2], header[3] },
			5, slice_of(c->bytes + at + 16, header[2]));
	}
	free(c->bytes);
	c->bytes = ng.bytes;
	c->len = ng.len;
	c->room = ng.room;
}

void made_save(const struct made_capture *c, const char *path)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(c->bytes, 1, c->len, file), c->len);
	assert_int_equal(fclose(file), 0);
}

void made_clear(struct made_capture *c)
{
	free(c->bytes);
	c->bytes = NULL;
}

void talk_begin(struct talk *talk, struct made_capture *c, uint16_t client_port,
	uint16_t server_port)
{
	*talk = (struct talk){ c, 4, { client_port, server_port },
		{ 1000, 5000 } };
}

static void zeros(struct writer *w, size_t n)
{
	while (n-- > 0)
		writer_put(w, 1, 0, "zero");
}

static void write_link(struct writer *w, const struct talk *talk)
{
	const struct made_capture *c = talk->capture;
	uint32_t type = talk->version == 4 ? 0x0800 : 0x86DD;

	switch (c->link) {
	case MADE_NULL:
		/* the byte order of a little machine */
		writer_put(w, 4, talk->version == 4 ? 0x02000000 : 0x0A000000,
			"family");
		return;
	case MADE_COOKED:
		zeros(w, 14);
		break;
	case MADE_ETHERNET:
		zeros(w, 12);
		if (c->vlan) {
			writer_put(w, 4, 0x88A80007, "tag");
			writer_put(w, 4, 0x81000008, "tag");
		}
		break;
	case MADE_RAW:
		return;
	default:
		break;
	}
	writer_put(w, 2, type, "type");
	if (c->link == MADE_COOKED_2)
		zeros(w, 18);
}

static void write_address(
	struct writer *w, const struct talk *talk, enum talk_side side)
{
	if (talk->version == 6) {
		writer_put(w, 4, 0x20010db8, "address");
		zeros(w, 8);
	}
	writer_put(w, 4, 0xC0000201 + (uint32_t)side, "address");
}

static void write_ip(struct writer *w, const struct talk *talk,
	enum talk_side side, size_t len)
{
	if (talk->version == 4) {
		writer_put(w, 2, 0x4600, "version"); /* with an option */
		writer_put(w, 2, (uint32_t)(24 + 20 + len), "total");
		writer_put(w, 4, 0x00004000, "fragment");
		writer_put(w, 4, 0x40060000, "protocol");
	} else {
		writer_put(w, 4, 0x60000000, "version");
		writer_put(w, 2, (uint32_t)(8 + 20 + len), "length");
		writer_put(w, 2, 0x0040, "next");
	}
	write_address(w, talk, side);
	write_address(w, talk, !side);
	if (talk->version == 4) {
		writer_put(w, 4, 0x01010100, "option");
	} else {
		writer_put(w, 4, 0x06000104, "hop by hop");
		zeros(w, 4);
	}
}

size_t talk_packet(uint8_t *out, size_t room, const struct talk *talk,
	enum talk_side side, uint8_t flags, uint32_t seq, struct slice data)
{
	struct writer w = writer_of(out, room);

	write_link(&w, talk);
	write_ip(&w, talk, side, data.len);
	writer_put(&w, 2, talk->port[side], "from");
	writer_put(&w, 2, talk->port[!side], "to");
	writer_put(&w, 4, seq, "seq");
	writer_put(&w, 4, flags & PACKET_ACK ? talk->seq[!side] : 0, "ack");
	writer_put(&w, 1, 0x50, "header");
	writer_put(&w, 1, flags, "flags");
	writer_put(&w, 2, 65535, "window");
	zeros(&w, 4);
	writer_slice(&w, data, "data");
	assert_true(writer_ok(&w));
	return w.len;
}

void talk_segment(struct talk *talk, enum talk_side side, uint8_t flags,
	uint32_t seq, const void *data, size_t len)
{
	static uint8_t packet[70000];
	size_t n = talk_packet(packet, sizeof(packet), talk, side, flags, seq,
		slice_of(data, len));

	made_packet(talk->capture, packet, n);
}

void talk_open(struct talk *talk)
{
	talk_segment(talk, TALK_CLIENT, PACKET_SYN, talk->seq[0]++, NULL, 0);
	talk_segment(talk, TALK_SERVER, PACKET_SYN | PACKET_ACK, talk->seq[1]++,
		NULL, 0);
	talk_segment(talk, TALK_CLIENT, PACKET_ACK, talk->seq[0], NULL, 0);
}

void talk_say(
	struct talk *talk, enum talk_side side, const void *data, size_t len)
{
	const uint8_t *bytes = data;

	for (size_t at = 0; at < len; at += 1400) {
		size_t n = len - at < 1400 ? len - at : 1400;

		talk_segment(talk, side, PACKET_ACK | PACKET_PSH,
			talk->seq[side], bytes + at, n);
		talk->seq[side] += (uint32_t)n;
	}
}

void talk_end(struct talk *talk, enum talk_side side, uint8_t flags)
{
	talk_segment(talk, side, flags | PACKET_ACK, talk->seq[side], NULL, 0);
	talk->seq[side] += flags & PACKET_FIN;
}
