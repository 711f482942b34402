/* SPDX-License-Identifier: ISC */
/*
 * How the bytes of TLS look: a record header (RFC 8446 5.1) has a type from 20
 * to 24, a version and a length that are possible; SSL 2 begins with CLIENT-
 * HELLO, SERVER-HELLO or ERROR in a record of two bytes of length.
 */
#include "smtp/overhear_parts.h"
#include "wire/bytes/record.h"

/* A record has at most 18 kB; what is joined begins within one. */
#define JOIN_MAX (RECORD_LIMIT + RECORD_HEADER)
#define CHAIN 3 /* headers in a row are no accident */

static enum overhear_look look_ssl2(struct slice bytes)
{
	uint16_t version;

	if (!(bytes.data[0] & 0x80))
		return LOOK_OTHER;
	if (bytes.len < 5)
		return LOOK_MORE;
	version = (uint16_t)slice_number(bytes, 3, 2);
	switch (bytes.data[2]) {
	case 0: /* ERROR: three bytes */
		return slice_number(bytes, 0, 2) == 0x8003 ? LOOK_TLS
							   : LOOK_OTHER;
	case 1: /* CLIENT-HELLO, with its version */
		return version == 2 || version >> 8 == 3 ? LOOK_TLS
							 : LOOK_OTHER;
	case 4: /* SERVER-HELLO: session_id_hit, certificate_type */
		return bytes.data[3] <= 1 && bytes.data[4] <= 3 ? LOOK_TLS
								: LOOK_OTHER;
	default:
		return LOOK_OTHER;
	}
}

static enum overhear_look look_tls(struct slice bytes)
{
	size_t len;

	if (bytes.data[0] < CONTENT_CHANGE_CIPHER_SPEC ||
		bytes.data[0] > CONTENT_HEARTBEAT)
		return LOOK_OTHER;
	if (bytes.len >= 2 && bytes.data[1] != 3 && bytes.data[1] != 1)
		return LOOK_OTHER;
	if (bytes.len < RECORD_HEADER)
		return LOOK_MORE;
	len = slice_number(bytes, 3, 2);
	if (!record_version_known((uint16_t)slice_number(bytes, 1, 2)) ||
		len > RECORD_LIMIT)
		return LOOK_OTHER;
	return LOOK_TLS;
}

enum overhear_look overhear_look(struct slice bytes, bool *ssl2)
{
	enum overhear_look look;

	if (bytes.len == 0)
		return LOOK_MORE;
	look = look_tls(bytes);
	if (look != LOOK_OTHER)
		return look;
	look = look_ssl2(bytes);
	*ssl2 = look == LOOK_TLS;
	return look;
}

/* Headers that follow each other from @at on, up to CHAIN; the last may be cut
 * by the end, and an end right behind a record is worth a header. */
static unsigned chain(struct slice bytes, size_t at)
{
	unsigned n = 0;

	while (n < CHAIN && at + RECORD_HEADER <= bytes.len &&
		look_tls(slice_of(bytes.data + at, bytes.len - at)) ==
			LOOK_TLS) {
		at += RECORD_HEADER + slice_number(bytes, at + 3, 2);
		n++;
		if (at == bytes.len)
			return n + 1;
	}
	return n;
}

bool overhear_find_records(size_t *at, struct slice bytes)
{
	for (*at = 0; *at < bytes.len && *at < JOIN_MAX; (*at)++)
		if (chain(bytes, *at) >= CHAIN)
			return true;
	return false;
}

bool overhear_is_client_hello(struct slice bytes)
{
	return bytes.len > RECORD_HEADER &&
		bytes.data[0] == CONTENT_HANDSHAKE && bytes.data[1] == 3 &&
		bytes.data[RECORD_HEADER] == HANDSHAKE_CLIENT_HELLO;
}

bool overhear_is_text(struct slice bytes)
{
	size_t n = bytes.len < 64 ? bytes.len : 64;

	for (size_t i = 0; i < n; i++)
		if ((bytes.data[i] < 0x20 && bytes.data[i] != '\r' &&
			    bytes.data[i] != '\n' && bytes.data[i] != '\t') ||
			bytes.data[i] > 0x7E)
			return false;
	return n > 0;
}
