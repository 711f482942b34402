/* SPDX-License-Identifier: ISC */
/*
 * Bytes from a hex dump, as people have them at hand. The forms are told apart
 * by their lines:
 *
 *	16 03 01 00 61 01 00	pairs in any spacing, also 0x16, 16:03 and # …
 *	00000000: 1603 0100 …	xxd; two blanks end the bytes
 *	00000000  16 03 …  |…|	hexdump -C; '*' stands for lines like the last
 *	>>> TLS 1.0, …		openssl s_client -msg: what stands below >>>
 *		0x0000:  4500 …	tcpdump -x: each packet, headers taken off
 *
 * Several packets whose TCP payload begins a handshake are several hellos; one
 * that goes over more than one packet is for a capture file.
 */
#ifndef HALLO_WIRE_TEXT_HEX_DUMP_H
#define HALLO_WIRE_TEXT_HEX_DUMP_H

#include "wire/bytes/writer.h"

struct hex_dump_mistake {
	size_t line;   /* from 1 */
	char word[24]; /* what is no pair of hex digits there */
};

/*
 * Writes the bytes of @text into @w: of the @number-th packet, from 1, where
 * the dump is of packets, else all. Returns how many there are (1 where the
 * dump is not of packets; nothing is written when it is below @number), or 0
 * with a mistake, or with none when no packet carries a handshake. Lack of room
 * shows in @w alone.
 */
size_t hex_dump_read(struct writer *w, struct slice text, size_t number,
	struct hex_dump_mistake *mistake);

#endif
