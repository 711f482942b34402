/* SPDX-License-Identifier: ISC */
/*
 * An extension as it stands on the wire, of a client or of a server (RFC 8446
 * 4.2). The body is borrowed.
 */
#ifndef HALLO_WIRE_BYTES_EXTENSION_H
#define HALLO_WIRE_BYTES_EXTENSION_H

#include "wire/bytes/slice.h"

struct hello_extension {
	uint16_t type;
	struct slice body;
};

#endif
