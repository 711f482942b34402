/* SPDX-License-Identifier: ISC */
/*
 * The text form of a ClientHello, for eyes and editors; hallo-hello(5) tells it
 * in full. Any bytes at all -> text -> bytes is exact: what is no ClientHello,
 * or no more one, stands there as hex.
 *
 *	hallo hello 1
 *	record TLSv1.0 bytes 16
 *	record TLSv1.0
 *	client_hello {
 *	    version TLSv1.2
 *	    random 000102…
 *	    session_id deadbeef
 *	    suites {
 *	        suite TLS_RSA_WITH_AES_128_CBC_SHA      # 0x002F, AES128-SHA
 *	    }
 *	    compressions {
 *	        compression null
 *	    }
 *	    extensions length 300 {
 *	        extension supported_groups {
 *	            group x25519
 *	        }
 *	        extension renegotiation_info 00
 *	    }
 *	}
 *
 * The text is a program that writes bytes: each line writes what it says, where
 * it stands. The only thing that is added are lengths: a block computes its
 * own, unless it states another one. Records cut what all other lines have
 * written together.
 */
#ifndef HALLO_WIRE_TEXT_HELLO_TEXT_H
#define HALLO_WIRE_TEXT_HELLO_TEXT_H

#include "wire/bytes/writer.h"

#define HELLO_TEXT_HEAD "hallo hello 1"

/*
 * Writes @bytes (a first flight as it goes over the wire) as text, as much as
 * fits with a NUL; returns its whole length. @scratch of @bytes.len bytes is
 * for the joined records. At most HELLO_TEXT_GROWTH letters come of a byte.
 */
#define HELLO_TEXT_GROWTH 64
size_t hello_text_write(
	char *out, size_t room, struct slice bytes, uint8_t *scratch);

struct hello_text_mistake {
	size_t line; /* from 1 */
	char words[200];
};

/*
 * Reads @text into @w. False: @mistake says what is wrong there and what would
 * be right; lack of room is one, too (writer_ok() is false then).
 */
bool hello_text_read(struct writer *w, struct slice text,
	struct hello_text_mistake *mistake) __attribute__((warn_unused_result));

/* Is the first line that is neither empty nor a comment the head? */
bool hello_text_is(struct slice text);

#endif
