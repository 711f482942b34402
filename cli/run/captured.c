/* SPDX-License-Identifier: ISC */
/* See captured.h. */
#include "cli/run/captured.h"

#include <string.h>
#include <unistd.h>

#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/run/run.h"
#include "net/capture/privilege.h"

bool captured_open(struct capture **capture, const struct options *options,
	struct error *error)
{
	*capture = NULL;
	if (!options->pcap && options->pcap_device) {
		error_set(error, ERROR_USAGE, 0,
			"--pcap-device says where --pcap FILE captures; there "
			"is no --pcap");
		return false;
	}
	if (!options->pcap)
		return true;
	*capture = capture_open(options->pcap, options->pcap_device, error);
	return *capture != NULL;
}

/* Who is root without --pcap stays it: nothing was asked for. */
bool captured_begin(
	struct capture *capture, struct run *run, struct error *error)
{
	if ((capture || geteuid() != 0) && !privilege_drop(error))
		return false;
	if (capture)
		capture_start(capture, run->base);
	run->inquiry.capture = capture;
	return true;
}

void captured_watch(struct run *run, const struct endpoint *endpoint)
{
	struct error error = { 0 };

	if (run->inquiry.capture &&
		!capture_watch(run->inquiry.capture, endpoint, &error))
		complain("%s: %s", endpoint->address, error.message);
}

void captured_tell(
	struct run *run, struct report_capture *told, struct arena *arena)
{
	struct capture *capture = run->inquiry.capture;
	const char *file = run->options->pcap;
	struct capture_counts counts;

	*told = (struct report_capture){ .present = capture };
	if (!capture)
		return;
	capture_flush(capture, &counts);
	if (counts.dropped && !run->options->quiet)
		complain("--pcap %s: %llu packets were lost, the machine was "
			 "too busy",
			file, (unsigned long long)counts.dropped);
	*told = (struct report_capture){ .present = true,
		.file = arena_bytes(arena, file, strlen(file)),
		.format = arena_words(arena, capture_format(capture)),
		.device = arena_words(arena, capture_device(capture)),
		.packets = counts.packets,
		.probes = counts.probes,
		.dropped = counts.dropped,
		.whole = counts.whole };
}

bool captured_close(struct capture *capture)
{
	struct error error = { 0 };

	if (capture_close(capture, &error))
		return true;
	complain("%s", error.message);
	return false;
}
