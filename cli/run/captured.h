/* SPDX-License-Identifier: ISC */
/*
 * The capture of a run (--pcap), in the order that keeps its rights short:
 *
 *	captured_open()		first of all: the device, the file
 *	... other files are opened, as the user ...
 *	captured_begin()	the rights are given back, the loop reads
 *	captured_watch()	each endpoint, before it is asked
 *	captured_tell()		what was written by now
 *	captured_close()
 *
 * Without --pcap all of it does nothing, but that rights which somebody gave to
 * the program are given back all the same.
 */
#ifndef HALLO_CLI_RUN_CAPTURED_H
#define HALLO_CLI_RUN_CAPTURED_H

#include "analysis/report/report.h"
#include "net/capture/capture.h"

struct run;
struct options;

/* False: error says what is missing and how to get it. */
bool captured_open(struct capture **capture, const struct options *options,
	struct error *error) __attribute__((warn_unused_result));
bool captured_begin(struct capture *capture, struct run *run,
	struct error *error) __attribute__((warn_unused_result));

/* What cannot be captured is told, and asked all the same. */
void captured_watch(struct run *run, const struct endpoint *endpoint);

/* What was written by now; the words go into @arena. */
void captured_tell(
	struct run *run, struct report_capture *told, struct arena *arena);

/* False, and told, when not all could be written. */
bool captured_close(struct capture *capture);

#endif
