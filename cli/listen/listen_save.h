/* SPDX-License-Identifier: ISC */
/*
 * Hellos as files of the text form, one each: 20261127T203512.345Z-0003.hello,
 * by time and number of the connection (-2: its second hello). No byte of the
 * peer comes into a name, nothing that is there is overwritten, and there is an
 * end: 10,000 files, 256 MB.
 */
#ifndef HALLO_CLI_LISTEN_LISTEN_SAVE_H
#define HALLO_CLI_LISTEN_LISTEN_SAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "net/base/error.h"
#include "wire/hello/hello.h"

#define LISTEN_SAVE_FILES 10000
#define LISTEN_SAVE_BYTES (256u << 20)

struct listen_save {
	const char *directory;
	size_t n_files, n_bytes;
	bool failed; /* it was told; nothing more is written */
};

/* Makes the directory where it is not there. */
bool listen_save_begin(struct listen_save *save, const char *directory,
	struct error *error) __attribute__((warn_unused_result));

struct listen_saved {
	struct timespec time;
	unsigned number;		  /* of the connection */
	unsigned nth;			  /* hello on it, from 1 */
	const char *peer, *name, *dialog; /* for the comments; name may be NULL
					   */
	const struct hello *hello;
	struct slice bytes;
};

/* The path that was written, free(); NULL with an error, or (error untouched)
 * when it had failed before. */
char *listen_save(struct listen_save *save, const struct listen_saved *what,
	struct error *error);

#endif
