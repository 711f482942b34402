/* SPDX-License-Identifier: ISC */
/*
 * Targets flight_feed() and all parsers below it: server_hello_read(),
 * key_exchange_read(), certificates_read(), certificate_request_read(),
 * ssl2_message_read(). The first byte chooses whether SSL 2 was asked for, how
 * small the buffer is and how the rest is cut; the flight must be the same as
 * when it comes at once.
 */
#include "wire/flight/flight.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void feed(struct server_flight *flight, const uint8_t *data, size_t size,
	size_t step)
{
	for (size_t at = 0; at < size; at += step)
		flight_feed(
			flight, data + at, size - at < step ? size - at : step);
}

static void check_same(
	const struct server_flight *a, const struct server_flight *b)
{
	assert(a->end == b->end);
	assert(a->fault.kind == b->fault.kind && a->fault.at == b->fault.at);
	assert(a->n_records == b->n_records);
	assert(a->has_server_hello == b->has_server_hello);
	assert(a->hello.suite == b->hello.suite);
	assert(a->n_certificates == b->n_certificates);
	assert(a->key_exchange.kind == b->key_exchange.kind);
	assert(a->n_alerts == b->n_alerts && a->n_messages == b->n_messages);
	assert(slice_equal(a->strange, b->strange));
}

static volatile unsigned sink;

/* Every kept slice must be readable to its end: let the sanitizer look. */
static void touch(struct slice s)
{
	for (size_t i = 0; i < s.len; i++)
		sink += s.data[i];
}

static void touch_all(const struct server_flight *flight)
{
	for (size_t i = 0; i < flight->n_messages; i++)
		touch(flight->messages[i].body);
	for (size_t i = 0; i < flight->n_certificates; i++)
		touch(flight->certificates[i]);
	for (size_t i = 0; i < flight->hello.n_extensions; i++)
		touch(flight->hello.extensions[i].body);
	touch(flight->key_exchange.dh_p);
	touch(flight->key_exchange.point);
	touch(flight->key_exchange.signature);
	touch(flight->certificate_request.authorities);
	touch(flight->ssl2.connection_id);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t first[4096], second[4096];
	struct server_flight whole, cut;
	size_t room;
	bool ssl2;

	if (size < 1)
		return 0;
	ssl2 = data[0] & 0x80;
	room = data[0] & 0x40 ? 100 : sizeof(first);
	flight_begin(&whole, first, room, ssl2);
	flight_begin(&cut, second, room, ssl2);
	feed(&whole, data + 1, size - 1, size);
	feed(&cut, data + 1, size - 1, 1 + (data[0] & 0x3f));
	check_same(&whole, &cut);
	touch_all(&whole);
	return 0;
}
