/* SPDX-License-Identifier: ISC */
/*
 * Targets flight_value() and bytes_view_of(): whatever a server says becomes a
 * value that can be written as JSON. The first byte chooses whether SSL 2 was
 * asked for, and whether a flight goes on behind a retry.
 */
#include "analysis/json/bytes_value.h"
#include "analysis/json/flight_value.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_and_free(json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT);

	assert(text);
	free(text);
	json_decref(value);
}

static void annotate(struct slice bytes, enum bytes_side side)
{
	struct arena arena = { 0 };
	struct bytes_view view;

	bytes_view_of(&arena, &view, bytes, side);
	write_and_free(bytes_view_value(&view));
	arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint8_t buffer[8192];
	struct server_flight flight;
	struct slice heard;
	bool ssl2;

	if (size < 1)
		return 0;
	ssl2 = data[0] & 0x80;
	heard = slice_of(data + 1, size - 1);
	flight_begin(&flight, buffer, sizeof(buffer), ssl2);
	flight_feed(&flight, heard.data, heard.len);
	if (flight.end == FLIGHT_RETRY && (data[0] & 0x40)) {
		size_t eaten = flight.n_eaten;

		flight_go_on(&flight);
		flight_feed(&flight, heard.data + eaten, heard.len - eaten);
	}
	write_and_free(flight_value(&flight, heard));
	write_and_free(flight_value(&flight, slice_of(NULL, 0)));
	annotate(heard, ssl2 ? BYTES_OF_SSL2_SERVER : BYTES_OF_SERVER);
	annotate(heard, BYTES_OF_CLIENT);
	return 0;
}
