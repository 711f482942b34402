/* SPDX-License-Identifier: ISC */
/*
 * libpcap reads the file; times are asked for in nanoseconds, whatever the file
 * has. A packet is at most as long as libpcap allows for its link type (256
 * kB, less than 128 MB for USB and the like), so a lying length costs nothing.
 */
#include "net/capture/capture_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "net/capture/pcap_library.h"

struct capture_file {
	pcap_t *pcap;
};

bool capture_file_supported(void)
{
	return true;
}

static void words_of_open(
	const char *name, const char *words, struct error *error)
{
	error_set(error, ERROR_FILE, 0,
		"%.150s: %.100s; a capture is wanted, as tcpdump -w or tshark "
		"-w write it",
		name, words);
}

static pcap_t *open_stream(FILE *stream, const char *name, struct error *error)
{
	char words[PCAP_ERRBUF_SIZE] = "";
	pcap_t *pcap = NULL;

	if (pcap_library_load(error)) {
		pcap = pcap_library()->fopen_offline_with_tstamp_precision(
			stream, PCAP_TSTAMP_PRECISION_NANO, words);
		if (pcap)
			return pcap;
		words_of_open(name, words, error);
	}
	if (stream != stdin)
		fclose(stream);
	return NULL;
}

static struct capture_file *open_file(
	FILE *stream, const char *name, struct error *error)
{
	pcap_t *pcap = open_stream(stream, name, error);
	struct capture_file *file;

	if (!pcap)
		return NULL;
	file = malloc(sizeof(*file));
	if (!file)
		abort();
	file->pcap = pcap;
	return file;
}

struct capture_file *capture_file_open_memory(
	const char *name, struct slice bytes, struct error *error)
{
	/* it is only read from */
	FILE *stream = fmemopen((void *)(uintptr_t)bytes.data, bytes.len, "r");

	if (stream)
		return open_file(stream, name, error);
	error_set(
		error, ERROR_FILE, errno, "%.200s: %s", name, strerror(errno));
	return NULL;
}

struct capture_file *capture_file_open(const char *name, struct error *error)
{
	FILE *stream = stdin;

	if (strcmp(name, "-") != 0)
		stream = fopen(name, "r");
	if (!stream) {
		error_set(error, ERROR_FILE, errno, "%.200s: %s", name,
			strerror(errno));
		return NULL;
	}
	return open_file(stream, name, error);
}

void capture_file_close(struct capture_file *file)
{
	if (!file)
		return;
	pcap_library()->close(file->pcap);
	free(file);
}

int capture_file_link(const struct capture_file *file)
{
	return pcap_library()->datalink(file->pcap);
}

/* A file may say any time: beyond the year 2262 it would not fit. */
static int64_t nanoseconds(const struct timeval *time)
{
	int64_t s = time->tv_sec, ns = time->tv_usec;

	if (s < 0 || s > INT64_MAX / 1000000000 - 60 || ns < 0)
		return 0;
	return s * 1000000000 + ns % 1000000000;
}

enum capture_file_step capture_file_next(
	struct capture_file *file, struct captured *packet)
{
	struct pcap_pkthdr *header;
	const u_char *bytes;
	int got = pcap_library()->next_ex(file->pcap, &header, &bytes);

	if (got == PCAP_ERROR_BREAK)
		return CAPTURE_FILE_END;
	if (got != 1)
		return CAPTURE_FILE_BROKEN;
	packet->bytes = slice_of(bytes, header->caplen);
	packet->wire = header->len;
	packet->ns = nanoseconds(&header->ts);
	return CAPTURE_FILE_PACKET;
}

const char *capture_file_trouble(struct capture_file *file)
{
	return pcap_library()->geterr(file->pcap);
}
