/* SPDX-License-Identifier: ISC */
/*
 * See capture.h. The kernel hands packets over in blocks, some 50 ms behind, so
 * a hello is expected before its packet is seen: what it begins with (its
 * random among it) finds the packet.
 */
#include "net/capture/capture.h"

#include <errno.h>
#include <event2/event.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "net/capture/pcap_library.h"
#include "net/capture/privilege.h"
#include "wire/capture/packet.h"
#include "wire/capture/pcapng.h"

#define SNAP_LENGTH 262144
#define BUFFER (8 * 1024 * 1024)
#define TIMEOUT_MS 50
#define QUIET_MS (3 * TIMEOUT_MS) /* nothing for so long: all is there */
#define FLUSH_MS 2000
#define EXPECTED_MAX 256
#define MARK 48 /* bytes of a hello that tell it from the others */
#define FILTER_ROOM 1024

struct expected {
	uint16_t port;
	uint32_t probe;
	size_t n;
	uint8_t mark[MARK];
	char comment[120];
};

struct capture {
	pcap_t *pcap;
	int link;
	char device[64];
	char path[512];
	FILE *file;	     /* pcapng */
	pcap_dumper_t *dump; /* classic */
	struct event *readable;
	char *filter; /* grows by each endpoint; owned */
	size_t n_filter;
	size_t n_expected, next_expected;
	struct expected expected[EXPECTED_MAX]; /* the oldest goes first */
	struct capture_counts counts;
	bool failed;
	uint8_t block[SNAP_LENGTH + 2 * PCAPNG_OVERHEAD];
};

static bool is_classic(const char *path)
{
	size_t n = strlen(path);

	return n >= 5 && !strcmp(path + n - 5, ".pcap");
}

static void no_right(struct error *error)
{
	char self[200];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);

	self[n > 0 ? n : 0] = '\0';
	error_set(error, ERROR_SYSTEM, EPERM,
		"--pcap: no right to capture. Run it by sudo, or give the "
		"program the right once: sudo setcap cap_net_raw=ep %s",
		n > 0 ? self : "hallo");
}

static void pcap_failed(
	const struct capture *capture, int status, struct error *error)
{
	const char *words = pcap_library()->geterr(capture->pcap);

	if (status == PCAP_ERROR_PERM_DENIED ||
		status == PCAP_ERROR_PROMISC_PERM_DENIED)
		no_right(error);
	else
		error_set(error, ERROR_SYSTEM, 0,
			"--pcap: cannot capture on %s: %s%s%s", capture->device,
			pcap_library()->statustostr(status),
			words[0] ? ": " : "", words);
}

/* Nothing passes before the endpoints are known. */
static bool close_filter(struct capture *capture)
{
	struct bpf_insn refuse = { BPF_RET | BPF_K, 0, 0, 0 };
	struct bpf_program program = { 1, &refuse };

	return pcap_library()->setfilter(capture->pcap, &program) == 0;
}

static bool open_device(struct capture *capture, struct error *error)
{
	char words[PCAP_ERRBUF_SIZE] = "";
	int status;

	if (!pcap_library_load(error))
		return false;
	capture->pcap = pcap_library()->create(capture->device, words);
	if (!capture->pcap) {
		error_set(error, ERROR_SYSTEM, 0, "--pcap: %s: %s",
			capture->device, words);
		return false;
	}
	pcap_library()->set_snaplen(capture->pcap, SNAP_LENGTH);
	pcap_library()->set_timeout(capture->pcap, TIMEOUT_MS);
	pcap_library()->set_buffer_size(capture->pcap, BUFFER);
	pcap_library()->set_tstamp_precision(
		capture->pcap, PCAP_TSTAMP_PRECISION_NANO);
	status = pcap_library()->activate(capture->pcap);
	if (status < 0) {
		pcap_failed(capture, status, error);
		return false;
	}
	capture->link = pcap_library()->datalink(capture->pcap);
	if (!packet_link_known(capture->link) || !close_filter(capture) ||
		pcap_library()->setnonblock(capture->pcap, 1, words)) {
		pcap_failed(capture, PCAP_ERROR, error);
		return false;
	}
	return true;
}

static void put_block(struct capture *capture, const struct writer *w)
{
	if (!writer_ok(w) ||
		fwrite(w->data, 1, w->len, capture->file) != w->len)
		capture->failed = true;
}

static void write_head(struct capture *capture)
{
	struct writer w = writer_of(capture->block, sizeof(capture->block));

	pcapng_section(&w, "hallo " HALLO_VERSION, "");
	pcapng_interface(
		&w, (uint16_t)capture->link, SNAP_LENGTH, capture->device);
	put_block(capture, &w);
}

static bool open_file(struct capture *capture, struct error *error)
{
	capture->file = fopen(capture->path, "wbe");
	if (!capture->file) {
		error_set(error, ERROR_FILE, errno, "--pcap %s: %s",
			capture->path, strerror(errno));
		return false;
	}
	if (!is_classic(capture->path)) {
		write_head(capture);
		return true;
	}
	capture->dump =
		pcap_library()->dump_fopen(capture->pcap, capture->file);
	if (!capture->dump)
		pcap_failed(capture, PCAP_ERROR, error);
	return capture->dump != NULL;
}

struct capture *capture_open(
	const char *path, const char *device, struct error *error)
{
	struct capture *capture = calloc(1, sizeof(*capture));
	struct error ignored;

	if (!capture)
		abort();
	snprintf(capture->device, sizeof(capture->device), "%s",
		device ? device : "any");
	snprintf(capture->path, sizeof(capture->path), "%s", path);
	if (open_device(capture, error) && privilege_lower(error) &&
		open_file(capture, error))
		return capture;
	if (!capture_close(capture, &ignored))
		return NULL; /* what failed first was told */
	return NULL;
}

/* Who sent it from where? Its port and its first bytes say it. */
static const struct expected *take_expected(
	struct capture *capture, const struct packet *packet)
{
	for (size_t i = 0; i < capture->n_expected; i++) {
		struct expected *one = &capture->expected[i];
		if (!one->n || one->port != packet->from.port ||
			packet->payload.len < one->n ||
			memcmp(packet->payload.data, one->mark, one->n) != 0)
			continue;
		one->n = 0; /* a retransmission is no further probe */
		return one;
	}
	return NULL;
}

static void write_packet(struct capture *capture,
	const struct pcap_pkthdr *header, const uint8_t *bytes)
{
	struct slice taken = slice_of(bytes, header->caplen);
	const struct expected *expected = NULL;
	struct packet packet;
	struct writer w = writer_of(capture->block, sizeof(capture->block));

	if (packet_read(&packet, capture->link, taken, header->len) ==
			PACKET_TCP &&
		packet.payload.len)
		expected = take_expected(capture, &packet);
	capture->counts.packets++;
	capture->counts.probes += expected != NULL;
	if (capture->dump) {
		pcap_library()->dump((u_char *)capture->dump, header, bytes);
		return;
	}
	pcapng_packet(&w,
		(uint64_t)header->ts.tv_sec * 1000000000 +
			(uint64_t)header->ts.tv_usec, /* nanoseconds, asked */
		taken, header->len, expected ? expected->comment : "");
	put_block(capture, &w);
}

static void on_packet(
	u_char *user, const struct pcap_pkthdr *header, const u_char *bytes)
{
	write_packet((struct capture *)(void *)user, header, bytes);
}

/* Returns how many came. */
static int read_packets(struct capture *capture)
{
	int n = pcap_library()->dispatch(
		capture->pcap, -1, on_packet, (u_char *)(void *)capture);

	if (n == PCAP_ERROR)
		capture->failed = true;
	return n;
}

static void on_readable(evutil_socket_t fd, short what, void *ctx)
{
	(void)fd;
	(void)what;
	read_packets(ctx);
}

void capture_start(struct capture *capture, struct event_base *base)
{
	capture->readable = event_new(base,
		pcap_library()->get_selectable_fd(capture->pcap),
		EV_READ | EV_PERSIST, on_readable, capture);
	if (!capture->readable)
		abort();
	event_add(capture->readable, NULL);
}

static bool set_filter(struct capture *capture, struct error *error)
{
	struct bpf_program program;
	bool good;

	if (pcap_library()->compile(capture->pcap, &program, capture->filter, 1,
		    PCAP_NETMASK_UNKNOWN)) {
		pcap_failed(capture, PCAP_ERROR, error);
		return false;
	}
	good = pcap_library()->setfilter(capture->pcap, &program) == 0;
	pcap_library()->freecode(&program);
	if (!good)
		pcap_failed(capture, PCAP_ERROR, error);
	return good;
}

/* The zone of a link-local address is no part of what stands in a packet. */
static size_t without_zone(const char *address)
{
	return strcspn(address, "%");
}

bool capture_watch(struct capture *capture, const struct endpoint *endpoint,
	struct error *error)
{
	char term[160];
	size_t n;

	snprintf(term, sizeof(term), "(host %.*s and tcp port %u)",
		(int)without_zone(endpoint->address), endpoint->address,
		endpoint->port);
	if (capture->filter && strstr(capture->filter, term))
		return true;
	n = strlen(term) + sizeof(" or ");
	capture->filter =
		realloc(capture->filter, capture->n_filter + n + FILTER_ROOM);
	if (!capture->filter)
		abort();
	capture->n_filter +=
		(size_t)sprintf(capture->filter + capture->n_filter, "%s%s",
			capture->n_filter ? " or " : "", term);
	return set_filter(capture, error);
}

void capture_expect(
	struct capture *capture, uint16_t local_port, const struct probe *probe)
{
	struct expected *one = &capture->expected[capture->next_expected];

	capture->next_expected = (capture->next_expected + 1) % EXPECTED_MAX;
	if (capture->n_expected < EXPECTED_MAX)
		capture->n_expected++;
	one->port = local_port;
	one->probe = probe->id;
	one->n = probe->hello.len < MARK ? probe->hello.len : MARK;
	memcpy(one->mark, probe->hello.data, one->n);
	snprintf(one->comment, sizeof(one->comment),
		"hallo probe %u (%s, 0x%04X, %zu suites)", probe->id,
		probe_purpose_name(probe->purpose), probe->version,
		probe->n_suites);
}

void capture_flush(struct capture *capture, struct capture_counts *counts)
{
	struct pollfd ready = { .fd = pcap_library()->get_selectable_fd(
					capture->pcap),
		.events = POLLIN };
	struct pcap_stat stat;

	for (int waited = 0; waited < FLUSH_MS; waited += TIMEOUT_MS)
		if (poll(&ready, 1, QUIET_MS) <= 0 || read_packets(capture) < 0)
			break;
	if (!pcap_library()->stats(capture->pcap, &stat))
		capture->counts.dropped = stat.ps_drop;
	if (fflush(capture->file))
		capture->failed = true;
	*counts = capture->counts;
	counts->whole = !capture->failed;
}

const char *capture_format(const struct capture *capture)
{
	return capture->dump ? "pcap" : "pcapng";
}

const char *capture_device(const struct capture *capture)
{
	return capture->device;
}

static void write_statistics(struct capture *capture)
{
	struct writer w = writer_of(capture->block, sizeof(capture->block));
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	pcapng_statistics(&w,
		(uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec,
		capture->counts.packets + capture->counts.dropped,
		capture->counts.dropped);
	put_block(capture, &w);
}

static void close_file(struct capture *capture)
{
	if (!capture->file)
		return;
	if (!capture->dump)
		write_statistics(capture);
	if (fflush(capture->file) || ferror(capture->file))
		capture->failed = true;
	if (capture->dump)
		pcap_library()->dump_close(capture->dump); /* closes the file */
	else if (fclose(capture->file))
		capture->failed = true;
}

bool capture_close(struct capture *capture, struct error *error)
{
	bool good;

	if (!capture)
		return true;
	if (capture->readable)
		event_free(capture->readable);
	close_file(capture);
	if (capture->pcap)
		pcap_library()->close(capture->pcap);
	good = !capture->failed;
	if (!good)
		error_set(error, ERROR_FILE, 0,
			"--pcap %s: not all could be written", capture->path);
	free(capture->filter);
	free(capture);
	return good;
}
