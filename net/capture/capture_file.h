/* SPDX-License-Identifier: ISC */
/*
 * Packets from a file: pcap or pcapng, read by libpcap (-Dpcap). "-" is
 * standard input.
 *
 *	file = capture_file_open("mx.pcapng", &error);
 *	while (capture_file_next(file, &packet) == CAPTURE_FILE_PACKET)
 *		packet_read(&p, capture_file_link(file), packet.bytes, …);
 *	capture_file_close(file);
 */
#ifndef HALLO_NET_CAPTURE_CAPTURE_FILE_H
#define HALLO_NET_CAPTURE_CAPTURE_FILE_H

#include "net/base/error.h"
#include "wire/bytes/slice.h"

struct captured {
	struct slice bytes; /* borrowed until the next one */
	size_t wire;	    /* how long it was before the capture cut it */
	int64_t ns;	    /* since 1970 */
};

enum capture_file_step {
	CAPTURE_FILE_PACKET,
	CAPTURE_FILE_END,
	CAPTURE_FILE_BROKEN, /* no more can be read: capture_file_trouble() */
};

struct capture_file;

/* Was hallo built with libpcap? */
bool capture_file_supported(void);

/* NULL: it cannot be opened, or is no capture, or there is no libpcap. */
struct capture_file *capture_file_open(const char *name, struct error *error)
	__attribute__((warn_unused_result));

/* From memory, which must outlive the file; @name is for the error. */
struct capture_file *capture_file_open_memory(
	const char *name, struct slice bytes, struct error *error)
	__attribute__((warn_unused_result));
void capture_file_close(struct capture_file *file);

/* The link type, as packet_read() takes it. */
int capture_file_link(const struct capture_file *file);
enum capture_file_step capture_file_next(
	struct capture_file *file, struct captured *packet);

/* libpcap's words for what broke off; "" when nothing did. */
const char *capture_file_trouble(struct capture_file *file);

#endif
