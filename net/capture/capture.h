/* SPDX-License-Identifier: ISC */
/*
 * A capture beside the probes, in this process, by libpcap. The order keeps the
 * rights short (DESIGN of the project, "hard rules"):
 *
 *	capture_open()		the device, with a filter that passes nothing;
 *				then the file, as the user
 *	privilege_drop()	for good
 *	capture_start()		the loop reads it
 *	capture_watch()		the real filter grows by each endpoint
 *	capture_expect()	this hello belongs to that probe
 *	capture_flush()		what the kernel still holds is written
 *	capture_close()
 *
 * A file whose name ends in .pcap is a classic one (libpcap's writer); any
 * other is pcapng, with the number of the probe as a comment on the packet that
 * brings its ClientHello, and what was lost at its end.
 */
#ifndef HALLO_NET_CAPTURE_CAPTURE_H
#define HALLO_NET_CAPTURE_CAPTURE_H

#include "net/base/error.h"
#include "net/dns/target.h"
#include "wire/probe/probe.h"

struct capture;
struct event_base;

struct capture_counts {
	uint64_t packets; /* written */
	uint64_t probes;  /* whose ClientHello is among them */
	uint64_t dropped; /* by the kernel, for want of room */
	bool whole;	  /* all that came could be written */
};

/* @device: NULL for all of them. NULL: error says what failed and what to do
 * about it. */
struct capture *capture_open(
	const char *path, const char *device, struct error *error);

void capture_start(struct capture *capture, struct event_base *base);

/* False: error says why this endpoint is not captured. */
bool capture_watch(struct capture *capture, const struct endpoint *endpoint,
	struct error *error) __attribute__((warn_unused_result));

/* @probe goes out now, from @local_port. @hello is what is sent. */
void capture_expect(struct capture *capture, uint16_t local_port,
	const struct probe *probe);

/* Takes a moment: waits until nothing more comes. */
void capture_flush(struct capture *capture, struct capture_counts *counts);

/* "pcapng" or "pcap"; the name of the device. */
const char *capture_format(const struct capture *capture);
const char *capture_device(const struct capture *capture);

/* False when something could not be written. NULL is fine. */
bool capture_close(struct capture *capture, struct error *error)
	__attribute__((warn_unused_result));

#endif
