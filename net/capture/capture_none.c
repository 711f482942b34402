/* SPDX-License-Identifier: ISC */
/*
 * In place of capture.c where the program is built without libpcap
 * (-Dpcap=disabled): there never is a capture, and the option says why.
 */
#include "net/capture/capture.h"

#include <stdlib.h>

struct capture *capture_open(
	const char *path, const char *device, struct error *error)
{
	(void)path;
	(void)device;
	error_set(error, ERROR_USAGE, 0,
		"--pcap: this hallo was built without libpcap "
		"(-Dpcap=disabled); capture with tcpdump beside it");
	return NULL;
}

void capture_start(struct capture *capture, struct event_base *base)
{
	(void)capture;
	(void)base;
	abort();
}

bool capture_watch(struct capture *capture, const struct endpoint *endpoint,
	struct error *error)
{
	(void)capture;
	(void)endpoint;
	(void)error;
	abort();
}

void capture_expect(
	struct capture *capture, uint16_t local_port, const struct probe *probe)
{
	(void)capture;
	(void)local_port;
	(void)probe;
	abort();
}

void capture_flush(struct capture *capture, struct capture_counts *counts)
{
	(void)capture;
	(void)counts;
	abort();
}

const char *capture_format(const struct capture *capture)
{
	(void)capture;
	abort();
}

const char *capture_device(const struct capture *capture)
{
	(void)capture;
	abort();
}

bool capture_close(struct capture *capture, struct error *error)
{
	(void)error;
	return !capture;
}
