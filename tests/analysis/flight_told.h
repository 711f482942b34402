/* SPDX-License-Identifier: ISC */
/*
 * Flights of golden bytes, and of bytes by hand, for tests of their view.
 *
 *	flight_golden("tls12_dhe_flight", false);
 *	flight_view_of(&flight_arena, &view, &flight, flight_heard);
 */
#ifndef HALLO_TESTS_ANALYSIS_FLIGHT_TOLD_H
#define HALLO_TESTS_ANALYSIS_FLIGHT_TOLD_H

#include "analysis/json/flight_view.h"

extern struct server_flight flight;
extern struct slice flight_heard;
extern struct arena flight_arena;
extern struct flight_view flight_shown; /* of the last one */

void flight_golden(const char *name, bool ssl2);
void flight_hex(const char *hex, bool ssl2);

#endif
