/* SPDX-License-Identifier: ISC */
/*
 * One connection of `hallo listen` as a JSON value, "hallo.listen/1"; its shape
 * is docs/listen.schema.json. It grows: begun with the first hello (or in the
 * end, when there was none), then each hello, its answer, and what came of it.
 */
#ifndef HALLO_CLI_LISTEN_LISTEN_VALUE_H
#define HALLO_CLI_LISTEN_LISTEN_VALUE_H

#include <jansson.h>
#include <time.h>

#include "net/listen/listen.h"

json_t *listen_value(const struct listen_visit *visit,
	const struct timespec *time, const char *dialog);

/* @file: where it was saved, or NULL. */
void listen_value_hello(json_t *value, const struct listen_visit *visit,
	const struct hello *hello, struct slice bytes, const char *file);

/* What was answered, from its very bytes; to the hello that came last. */
void listen_value_answer(
	json_t *value, struct slice answer, enum listen_end end, bool ssl2);

/* The profile's manners had something else in store for it. */
void listen_value_fated(json_t *value);

/* How it ended. */
void listen_value_parted(json_t *value, const struct listen_visit *visit);

#endif
