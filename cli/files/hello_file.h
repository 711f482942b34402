/* SPDX-License-Identifier: ISC */
/*
 * A ClientHello from a file, in whatever form it lies there; the form is
 * recognised by the content:
 *
 *	text		hallo-hello(5)
 *	raw		the bytes as they go over the wire, records included
 *	hex dump	xxd, hexdump -C, tcpdump -x, openssl s_client -msg, or
 *			nothing but digits
 *	transcript	JSON Lines of `hallo audit --transcript`
 *	capture		pcap or pcapng; N is the connection of `hallo read`
 *
 *	struct hello_file file;
 *	if (!hello_file_load(&file, "mx.hello", &error))
 *		say error.message
 *	… file.bytes, file.hello …
 *	hello_file_clear(&file);		in either case
 *
 * "-" is standard input. What holds several hellos takes "FILE:N", the N-th,
 * from 1; without it the first.
 */
#ifndef HALLO_CLI_FILES_HELLO_FILE_H
#define HALLO_CLI_FILES_HELLO_FILE_H

#include "net/base/error.h"
#include "wire/hello/hello.h"

#define HELLO_FILE_BYTES (256 * 1024)
#define HELLO_FILE_TEXT (16 * 1024 * 1024) /* that any hello fits into */

enum hello_file_kind {
	HELLO_FILE_TEXT_FORM,
	HELLO_FILE_RAW,
	HELLO_FILE_HEX,
	HELLO_FILE_TRANSCRIPT,
	HELLO_FILE_CAPTURE,
};
const char *hello_file_kind_name(enum hello_file_kind kind);

struct hello_file {
	enum hello_file_kind kind;
	char *name;    /* as opened, without ":N"; owned */
	size_t number; /* from 1; 0: none was named */
	size_t n;      /* hellos met in the file; at least @number */
	char *text;    /* what was read of the file, NUL behind it; owned */
	size_t n_text;
	uint8_t *bytes; /* the hello as it goes over the wire; owned */
	size_t len;
	bool understood; /* @hello was read, malformed or not, from bytes */
	bool bare;	 /* a message without records */
	size_t consumed; /* of the bytes; what is behind is not the hello's */
	struct hello hello; /* borrows from @bytes and @joined */
	uint8_t *joined;    /* owned */
};

/* Clear in either case. */
bool hello_file_load(struct hello_file *file, const char *name,
	struct error *error) __attribute__((warn_unused_result));
void hello_file_clear(struct hello_file *file);

/* Takes @bytes as the hello of @file, copied; false: too many. For importers
 * and for hellos that come from elsewhere. */
bool hello_file_take(struct hello_file *file, struct slice bytes)
	__attribute__((warn_unused_result));

#endif
