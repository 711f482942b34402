/* SPDX-License-Identifier: ISC */
/*
 * The blocks of a pcapng file (draft-ietf-opsawg-pcapng), written big-endian as
 * its byte-order magic says. One section with one interface is all we need:
 *
 *	section, interface, packet *, statistics
 *
 * Each writes one block; a comment is UTF-8 and belongs to what it stands with.
 */
#ifndef HALLO_WIRE_CAPTURE_PCAPNG_H
#define HALLO_WIRE_CAPTURE_PCAPNG_H

#include "wire/bytes/writer.h"

/* What a block takes beside its data and texts. */
#define PCAPNG_OVERHEAD 128

/* @program wrote the file; @comment: "" for none. Of unstated length. */
void pcapng_section(struct writer *w, const char *program, const char *comment);

/* Interface 0; time stamps are nanoseconds. @name: of the device. */
void pcapng_interface(struct writer *w, uint16_t link_type,
	uint32_t snap_length, const char *name);

/* @ns: since 1970; @wire_length: of the packet before it was cut. */
void pcapng_packet(struct writer *w, uint64_t ns, struct slice bytes,
	uint32_t wire_length, const char *comment);

/* How many packets passed the filter, and how many of them were lost. */
void pcapng_statistics(
	struct writer *w, uint64_t ns, uint64_t received, uint64_t dropped);

#endif
