/* SPDX-License-Identifier: ISC */
/*
 * Built without libpcap (-Dpcap=disabled): no capture can be opened, and the
 * error says why.
 */
#include <stdlib.h>

#include "net/capture/capture_file.h"

bool capture_file_supported(void)
{
	return false;
}

struct capture_file *capture_file_open(const char *name, struct error *error)
{
	error_set(error, ERROR_FILE, 0,
		"%.200s: this hallo was built without libpcap and reads no "
		"captures; install libpcap-dev and build with -Dpcap=enabled",
		name);
	return NULL;
}

struct capture_file *capture_file_open_memory(
	const char *name, struct slice bytes, struct error *error)
{
	(void)bytes;
	return capture_file_open(name, error);
}

void capture_file_close(struct capture_file *file)
{
	(void)file;
}

int capture_file_link(const struct capture_file *file)
{
	(void)file;
	return -1;
}

enum capture_file_step capture_file_next(
	struct capture_file *file, struct captured *packet)
{
	(void)file;
	(void)packet;
	return CAPTURE_FILE_END;
}

const char *capture_file_trouble(struct capture_file *file)
{
	(void)file;
	return "";
}
