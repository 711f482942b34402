/* SPDX-License-Identifier: ISC */
/*
 * See flight.h.
 */
#include "tests/analysis/flight_told.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"
#include "tests/lib/unit.h"

struct server_flight flight;
struct slice flight_heard;
struct arena flight_arena;
struct flight_view flight_shown;

static uint8_t buffer[FLIGHT_BUFFER], heard[8192];

static void hear(uint8_t *bytes, size_t len, bool ssl2)
{
	assert_true(len <= sizeof(heard));
	memcpy(heard, bytes, len);
	free(bytes);
	flight_heard = slice_of(heard, len);
	flight_begin(&flight, buffer, sizeof(buffer), ssl2);
	flight_feed(&flight, heard, len);
	arena_clear(&flight_arena);
	flight_view_of(&flight_arena, &flight_shown, &flight, flight_heard);
}

void flight_golden(const char *name, bool ssl2)
{
	size_t len;
	uint8_t *bytes = golden_read(name, &len);

	hear(bytes, len, ssl2);
}

void flight_hex(const char *hex, bool ssl2)
{
	size_t len;
	uint8_t *bytes = hex_read(hex, &len);

	hear(bytes, len, ssl2);
}
