/* SPDX-License-Identifier: ISC */
/*
 * One connection of `hallo listen` as a JSON value, "hallo.listen/1"; its shape
 * is docs/listen.schema.json.
 */
#ifndef HALLO_CLI_LISTEN_LISTEN_VALUE_H
#define HALLO_CLI_LISTEN_LISTEN_VALUE_H

#include <jansson.h>

#include "cli/listen/listen_view.h"

/* Of one that has parted; a new reference. */
json_t *listen_value(const struct listen_view *view);

#endif
