/* SPDX-License-Identifier: ISC */
/*
 * A ClientHello as a value (RFC 8446 4.1.2, RFC 5246 7.4.1.2, RFC 6101 5.6.1.2
 * and the CLIENT-HELLO of SSL 2, draft-hickman-netscape-ssl-00 2.5): everything
 * public in it, order kept. Well-formed bytes -> hello -> bytes is exact; a
 * malformed hello keeps what could be typed and, from the first fault on, its
 * raw tail. All slices are borrowed.
 *
 * The suites stay as they are on the wire, two bytes each (three in the SSL 2
 * form), so that 32,767 of them need no memory of their own.
 */
#ifndef HALLO_WIRE_HELLO_HELLO_H
#define HALLO_WIRE_HELLO_HELLO_H

#include "wire/bytes/extension.h"
#include "wire/bytes/reader.h"
#include "wire/bytes/record.h"
#include "wire/bytes/writer.h"

#define HELLO_MAX_EXTENSIONS 128

enum hello_form {
	HELLO_TLS,  /* handshake message 1 in TLS or SSL 3 records */
	HELLO_SSL2, /* SSL 2 record, also as used for SSL 3 and up */
};

struct hello {
	enum hello_form form;
	uint16_t record_version; /* of the first record; 0 in the SSL 2 form */
	uint16_t version;	 /* legacy_version, client_version */
	struct slice random;	 /* 32 bytes; the challenge in the SSL 2 form */
	struct slice session_id;
	struct slice suites;	  /* wire form, see hello_suite() */
	struct slice compression; /* one byte each; empty in the SSL 2 form */
	bool has_extensions;	  /* an extensions block, even an empty one */
	size_t n_extensions;
	struct hello_extension extensions[HELLO_MAX_EXTENSIONS];
	struct fault fault; /* kind FAULT_NONE when well formed */
	size_t raw_from;    /* offset in the body of the first field at fault */
	struct slice raw_tail; /* all from there on, written back as it is */
};

size_t hello_n_suites(const struct hello *hello);

/* The @i-th code: 0x0039, or 0x010080 in the SSL 2 form. */
uint32_t hello_suite(const struct hello *hello, size_t i);
bool hello_offers_suite(const struct hello *hello, uint32_t code);

/* NULL when the extension was not sent. */
const struct hello_extension *hello_find(
	const struct hello *hello, uint16_t type);
bool hello_offers_extension(const struct hello *hello, uint16_t type);

/* Was @version offered: supported_versions if sent, else version <= client's */
bool hello_offers_version(const struct hello *hello, uint16_t version);

/* The highest of the six versions on offer; 0: none of them. */
uint16_t hello_highest_version(const struct hello *hello);

/* Is @group in supported_groups? (false when that extension was not sent) */
bool hello_offers_group(const struct hello *hello, uint16_t group);

/* The n-th entry of the 16-bit list in supported_groups (10) or
 * signature_algorithms (13); returns the number of entries. @codes may be NULL.
 */
size_t hello_code_list(
	const struct hello *hello, uint16_t type, uint16_t *codes, size_t room);

/* The host_name of server_name (0); empty when absent or malformed. */
struct slice hello_server_name(const struct hello *hello);

/* The codes of supported_versions (43); returns their number. */
size_t hello_version_list(
	const struct hello *hello, uint16_t *versions, size_t room);

/*
 * Reads the handshake body of a ClientHello (without its 4-byte header), or,
 * hello_read_ssl2(), an SSL 2 CLIENT-HELLO message (without its record header).
 * False when there was a fault: the hello then has a raw tail.
 */
bool hello_read(struct hello *hello, struct slice body);
bool hello_read_ssl2(struct hello *hello, struct slice message);

/*
 * Reads a whole first flight as a server meets it: TLS records of type 22 in
 * any cut, or one SSL 2 record. @scratch takes the joined handshake message and
 * must outlive @hello; a hello over its size is no hello, with FAULT_CAP.
 * *consumed is the number of bytes eaten, whole records. Returns
 * HELLO_NEEDS_MORE until all is there; a malformed hello is HELLO_READ and says
 * so in its fault.
 */
enum hello_progress { HELLO_NEEDS_MORE, HELLO_READ, HELLO_NOT_A_HELLO };
enum hello_progress hello_read_records(struct hello *hello, size_t *consumed,
	struct slice bytes, uint8_t *scratch, size_t scratch_size);

/* A ClientHello with its handshake header, but without records, as some tools
 * show it. False, and *consumed untouched: it is none, or not whole. */
bool hello_read_message(
	struct hello *hello, size_t *consumed, struct slice bytes);

/* Body only, as hello_read() takes it; and the whole with handshake header and
 * records of at most @cut bytes of payload (0: 16384), or an SSL 2 record. */
void hello_write_body(struct writer *w, const struct hello *hello);
void hello_write(struct writer *w, const struct hello *hello, size_t cut);

/* The same in records of these sizes; bytes that are at hand. These three note
 * each field in the map of the writer by the names of wire/walk/walk.h. */
void hello_write_as(struct writer *w, const struct hello *hello,
	const struct record_cuts *cuts);
void hello_write_bytes(struct writer *w, struct slice bytes);

#endif
