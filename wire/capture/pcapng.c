/* SPDX-License-Identifier: ISC */
/*
 * See pcapng.h. A block is its type, its length, a body of whole 32-bit words
 * and its length once more; the body ends with options.
 */
#include "wire/capture/pcapng.h"

#include <string.h>

#define BLOCK_SECTION 0x0a0d0d0a
#define BLOCK_INTERFACE 1
#define BLOCK_STATISTICS 5
#define BLOCK_PACKET 6
#define BYTE_ORDER_MAGIC 0x1a2b3c4d

#define OPTION_END 0
#define OPTION_COMMENT 1
#define OPTION_PROGRAM 4    /* shb_userappl */
#define OPTION_NAME 2	    /* if_name */
#define OPTION_RESOLUTION 9 /* if_tsresol */
#define OPTION_RECEIVED 4   /* isb_ifrecv */
#define OPTION_DROPPED 5    /* isb_ifdrop */

#define NANOSECONDS 9

static void put64(struct writer *w, uint64_t v, const char *name)
{
	writer_put(w, 4, (uint32_t)(v >> 32), name);
	writer_put(w, 4, (uint32_t)v, name);
}

static void pad(struct writer *w, size_t len)
{
	static const uint8_t zeros[3];

	writer_bytes(w, zeros, (4 - len % 4) % 4, "padding");
}

static void put_option(
	struct writer *w, uint16_t code, const void *data, size_t len)
{
	writer_put(w, 2, code, "option.code");
	writer_put(w, 2, (uint32_t)len, "option.length");
	writer_bytes(w, data, len, "option.value");
	pad(w, len);
}

static void put_text(struct writer *w, uint16_t code, const char *text)
{
	size_t len = strlen(text);

	if (len)
		put_option(w, code, text, len < UINT16_MAX ? len : UINT16_MAX);
}

static void put_count(struct writer *w, uint16_t code, uint64_t count)
{
	writer_put(w, 2, code, "option.code");
	writer_put(w, 2, 8, "option.length");
	put64(w, count, "option.value");
}

static size_t begin(struct writer *w, uint32_t type)
{
	size_t at = w->len;

	writer_put(w, 4, type, "block.type");
	writer_put(w, 4, 0, "block.length");
	return at;
}

static void end(struct writer *w, size_t at)
{
	uint32_t len;

	writer_put(w, 2, OPTION_END, "option.code");
	writer_put(w, 2, 0, "option.length");
	len = (uint32_t)(w->len - at + 4);
	writer_put(w, 4, len, "block.length");
	if (!writer_ok(w))
		return;
	for (size_t i = 0; i < 4; i++)
		w->data[at + 4 + i] = (uint8_t)(len >> (24 - 8 * i));
}

void pcapng_section(struct writer *w, const char *program, const char *comment)
{
	size_t at = begin(w, BLOCK_SECTION);

	writer_put(w, 4, BYTE_ORDER_MAGIC, "section.magic");
	writer_put(w, 2, 1, "section.major");
	writer_put(w, 2, 0, "section.minor");
	put64(w, UINT64_MAX, "section.length");
	put_text(w, OPTION_COMMENT, comment);
	put_text(w, OPTION_PROGRAM, program);
	end(w, at);
}

void pcapng_interface(struct writer *w, uint16_t link_type,
	uint32_t snap_length, const char *name)
{
	const uint8_t resolution = NANOSECONDS;
	size_t at = begin(w, BLOCK_INTERFACE);

	writer_put(w, 2, link_type, "interface.link_type");
	writer_put(w, 2, 0, "interface.reserved");
	writer_put(w, 4, snap_length, "interface.snap_length");
	put_text(w, OPTION_NAME, name);
	put_option(w, OPTION_RESOLUTION, &resolution, 1);
	end(w, at);
}

void pcapng_packet(struct writer *w, uint64_t ns, struct slice bytes,
	uint32_t wire_length, const char *comment)
{
	size_t at = begin(w, BLOCK_PACKET);

	writer_put(w, 4, 0, "packet.interface");
	put64(w, ns, "packet.time");
	writer_put(w, 4, (uint32_t)bytes.len, "packet.captured");
	writer_put(w, 4, wire_length, "packet.length");
	writer_slice(w, bytes, "packet.bytes");
	pad(w, bytes.len);
	put_text(w, OPTION_COMMENT, comment);
	end(w, at);
}

void pcapng_statistics(
	struct writer *w, uint64_t ns, uint64_t received, uint64_t dropped)
{
	size_t at = begin(w, BLOCK_STATISTICS);

	writer_put(w, 4, 0, "statistics.interface");
	put64(w, ns, "statistics.time");
	put_count(w, OPTION_RECEIVED, received);
	put_count(w, OPTION_DROPPED, dropped);
	end(w, at);
}
