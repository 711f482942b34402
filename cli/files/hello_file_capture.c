/* SPDX-License-Identifier: ISC */
/*
 * A hello from a capture: FILE.pcap:N is that of connection N, as `hallo read`
 * counts them; without N the first that there is. What was read of the file is
 * handed to libpcap from memory; only what is longer is opened again,
 * or begun again on standard input.
 */
#include "cli/files/hello_file_parts.h"
#include "cli/files/read_capture.h"

struct search {
	struct hello_file *file;
	bool found, met; /* the hello; the connection */
	bool good;
};

/* The magic numbers of pcap (micro- and nanoseconds, both byte orders) and the
 * first block of pcapng. */
bool hello_file_is_capture(struct slice head)
{
	static const uint32_t magics[] = { 0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d,
		0x4d3cb2a1, 0x0a0d0d0a };

	for (size_t i = 0; i < sizeof(magics) / sizeof(*magics); i++)
		if (head.len >= 24 && slice_number(head, 0, 4) == magics[i])
			return true;
	return false;
}

static bool each(void *ctx, const struct reading *r)
{
	struct search *search = ctx;
	struct hello_file *file = search->file;
	struct slice bytes = reading_hello_bytes(r);

	if (file->number && r->connection.number != file->number)
		return true;
	search->met = true;
	if (bytes.len == 0)
		return file->number == 0;
	search->found = true;
	search->good = hello_file_take(file, bytes);
	return false;
}

static struct capture_file *open_again(
	struct hello_file *file, FILE *stream, struct error *error)
{
	if (file->n_text <= HELLO_FILE_TEXT)
		return capture_file_open_memory(
			file->name, slice_of(file->text, file->n_text), error);
	if (fseek(stream, 0, SEEK_SET) != 0) {
		hello_file_fail(file, error,
			"it is too long: of a capture from a pipe at most %d "
			"bytes are read",
			HELLO_FILE_TEXT);
		return NULL;
	}
	return capture_file_open(file->name, error);
}

bool hello_file_from_capture(
	struct hello_file *file, FILE *stream, struct error *error)
{
	struct read_summary summary = { .file = file->name, .trouble = "" };
	struct search search = { .file = file };
	struct capture_file *capture = open_again(file, stream, error);

	if (!capture)
		return false;
	read_capture(capture, &summary, each, &search);
	capture_file_close(capture);
	file->n = summary.connections;
	if (search.found)
		return search.good ||
			hello_file_fail(file, error, "that hello is too long");
	if (search.met && file->number)
		return hello_file_fail(file, error,
			"connection %zu of it has no whole ClientHello; `hallo "
			"read` shows what it has",
			file->number);
	if (file->number)
		return hello_file_fail(file, error,
			"there is no connection %zu in it, it has %zu; `hallo "
			"read` shows them",
			file->number, file->n);
	return hello_file_fail(file, error,
		"no connection in it has a whole ClientHello; `hallo read` "
		"shows what they have");
}
