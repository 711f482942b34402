/* SPDX-License-Identifier: ISC */
/*
 * A ClientHello as a JSON value, for `hallo hello show`, `read`, `say` and
 * `listen` alike; its shape is "hello" in docs/hello.schema.json:
 *
 *	form		"tls" or "ssl2"
 *	record_version	{ code, name } of the first record; null: SSL 2 form
 *	version		{ code, name }: legacy_version
 *	highest		"TLSv1.3": the highest version on offer, GREASE aside
 *	versions	["TLSv1.3", "TLSv1.2"]: those of supported_versions in
 *			their order, GREASE aside; null without that extension:
 *			then all up to the highest may be meant
 *	random, session_id	hex
 *	suites		[{ code, iana, openssl, kind }], kind one of suite,
 *			signalling, grease, unknown
 *	compression	[{ code, name }]
 *	has_extensions	a block of them, even an empty one
 *	extensions	[{ code, name, length, content, hex }]: content is null
 *			where the body is unknown or not as its RFC says; else
 *			an object whose members are numbers, texts, or arrays
 *			of texts or of { code, name, length }
 *	fault, raw_tail	where the hello breaks off, in words, and the bytes from
 *			there on as hex; both null when it is well formed
 *	ja3, ja3_string, ja4	null in the SSL 2 form; ja3_string also when
 *			it is longer than 4 kB
 *	remarks		[{ id, text }]: what is weak, odd or missing
 *
 * Codes are "0x0039". All text of the peer is escaped as in reports.
 */
#ifndef HALLO_ANALYSIS_JSON_HELLO_VALUE_H
#define HALLO_ANALYSIS_JSON_HELLO_VALUE_H

#include <jansson.h>

#include "analysis/json/hello_view.h"

/* New references. */
json_t *hello_view_value(const struct hello_view *view);
json_t *hello_value(const struct hello *hello);

/* The content of one extension as above, or null. */
json_t *hello_content_value(const struct content *content);

#endif
