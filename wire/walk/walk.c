/* SPDX-License-Identifier: ISC */
/*
 * The walk (wire/walk/walk.h) over records and their kinds; the messages:
 * walk_message.c.
 */
#include "wire/walk/walk_parts.h"

#include "wire/bytes/record.h"

static void alerts(struct walk *walk)
{
	while (walk->record_left > 0 && !walk->over && !walk->abandoned) {
		walk->left = 2;
		walk_take(walk, 1, "alert.level");
		walk_take(walk, 1, "alert.description");
	}
}

static void messages(struct walk *walk)
{
	while (walk->record_left > 0 && !walk->over && !walk->abandoned) {
		uint8_t type;
		size_t len;

		walk->depth = 1;
		walk->left = 4;
		type = (uint8_t)walk_take(walk, 1, "handshake.type");
		len = walk_take(walk, 3, "handshake.length");
		walk->left = walk->over || walk->abandoned ? 0 : len;
		walk->depth = 2;
		walk_message(walk, type);
	}
}

static void whole_payload(struct walk *walk, const char *name)
{
	walk->left = walk->record_left;
	if (walk->left > 0)
		walk_take(walk, walk->left, name);
}

/* Behind a ChangeCipherSpec of TLS 1.2 and below all is sealed; in TLS 1.3 it
 * means nothing (RFC 8446 D.4). */
static void change_cipher_spec(struct walk *walk)
{
	whole_payload(walk, "change_cipher_spec");
	if (walk->has_hello && walk->version <= 0x0303)
		walk->sealed = true;
}

static void payload(struct walk *walk)
{
	walk->abandoned = false;
	walk->depth = 1;
	if (walk->sealed) {
		whole_payload(walk, "sealed");
		return;
	}
	switch (walk->record_type) {
	case CONTENT_HANDSHAKE:
		messages(walk);
		return;
	case CONTENT_ALERT:
		alerts(walk);
		return;
	case CONTENT_CHANGE_CIPHER_SPEC:
		change_cipher_spec(walk);
		return;
	case CONTENT_APPLICATION_DATA:
		whole_payload(walk, "sealed");
		return;
	default:
		whole_payload(walk, "record.payload");
	}
}

static void tls(struct walk *walk)
{
	while (!walk->over) {
		/* an abandoned message leaves the header of the next record */
		if (!walk->abandoned && !walk_next_record(walk))
			return;
		payload(walk);
	}
}

/* May the stream begin with an SSL 2 record? Its message has type 1 of a
 * client, 0 or 4 of a server. */
static bool looks_like_ssl2(
	struct slice stream, bool client, struct ssl2_header *header)
{
	uint8_t type;

	if (!ssl2_header_read(header, stream) || stream.len <= header->size ||
		header->len == 0)
		return false;
	type = stream.data[header->size];
	return client ? type == 1 : type == 0 || type == 4;
}

static void ssl2(struct walk *walk, const struct ssl2_header *header)
{
	walk_header(walk, "ssl2_record.length", 2);
	if (header->size == 3)
		walk_header(walk, "ssl2_record.padding_length", 1);
	walk->record_left = header->len;
	walk->left = header->len - header->padding;
	walk->depth = 1;
	walk_ssl2_message(walk);
	walk->left = walk->record_left;
	walk_take(walk, walk->left, "ssl2_record.padding");
	walk_rest(walk, "ssl2_record.behind");
}

void walk_server(
	struct slice stream, bool asked_ssl2, walk_visit *visit, void *ctx)
{
	struct walk walk = { .stream = stream, .visit = visit, .ctx = ctx };
	struct ssl2_header header;

	if (asked_ssl2 && looks_like_ssl2(stream, false, &header) &&
		!(stream.len >= 2 && stream.data[0] >= 20 &&
			stream.data[0] <= 24 && stream.data[1] == 3))
		ssl2(&walk, &header);
	else
		tls(&walk);
}

void walk_client(struct slice stream, walk_visit *visit, void *ctx)
{
	struct walk walk = {
		.stream = stream, .visit = visit, .ctx = ctx, .client = true
	};
	struct ssl2_header header;

	if (stream.len > 0 && stream.data[0] != CONTENT_HANDSHAKE &&
		looks_like_ssl2(stream, true, &header))
		ssl2(&walk, &header);
	else
		tls(&walk);
}
