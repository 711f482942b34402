/* SPDX-License-Identifier: ISC */
/*
 * A capture file as readings, one connection after the other: file, packets,
 * connections, dialogs and TLS meet here.
 *
 *	file = capture_file_open(name, &error);
 *	read_capture(file, &summary, each, ctx);
 */
#ifndef HALLO_CLI_FILES_READ_CAPTURE_H
#define HALLO_CLI_FILES_READ_CAPTURE_H

#include "analysis/capture/read_value.h"
#include "net/capture/capture_file.h"

/* False: no more is wanted. The reading is gone when it returns. */
typedef bool read_each(void *ctx, const struct reading *reading);

/* Reads to the end, or until @each has enough. The counts of packets, the
 * trouble (valid while @file is open), connections, table_full and holes of
 * @summary are set; those of the outcomes are the caller's. */
void read_capture(struct capture_file *file, struct read_summary *summary,
	read_each *each, void *ctx);

#endif
