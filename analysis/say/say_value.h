/* SPDX-License-Identifier: ISC */
/*
 * What was said and answered as a JSON value (docs/hallo.1, SAY):
 *
 *	verdict, status		of all of it, in words and as an exit status
 *	times, alike		so many answers; so many of them were alike
 *	sent	{ bytes, records, segment, verbatim, hello, no_share, raw, hex }
 *	answers	[{ verdict, status, times, exchanges, differs, ja3s, flight,
 *		   second_hello, no_second, early, raw, hex }]: each kind once
 *	exchanges [{ id, answer, verdict, outcome, local_port, answer_ms … }]
 */
#ifndef HALLO_ANALYSIS_SAY_SAY_VALUE_H
#define HALLO_ANALYSIS_SAY_SAY_VALUE_H

#include <jansson.h>

#include "analysis/say/say_view.h"

/* Adds the members to @object. */
void say_put_view(json_t *object, const struct say_view *view);

/* A new reference. */
json_t *say_value(struct say *say);

#endif
