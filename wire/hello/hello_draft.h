/* SPDX-License-Identifier: ISC */
/*
 * What the files of the builder share; private to wire/hello. Extensions keep
 * their place; what is new comes behind them, but before pre_shared_key, which
 * is last (RFC 8446 4.2.11).
 */
#ifndef HALLO_WIRE_HELLO_HELLO_DRAFT_H
#define HALLO_WIRE_HELLO_HELLO_DRAFT_H

#include "wire/hello/hello_build.h"

/* The first trouble counts. Returns false. */
bool draft_fails(struct hello_draft *draft, const char *trouble);

/* Of the first extension of that type; their number where there is none. */
size_t draft_place(const struct hello_draft *draft, uint16_t type);

/* @body (borrowed) instead of the first one of that type, or behind all. */
void draft_put(struct hello_draft *draft, uint16_t type, struct slice body);
void draft_append(struct hello_draft *draft, uint16_t type, struct slice body);
void draft_drop(struct hello_draft *draft, uint16_t type);

/* The changes of the spec, then its order. */
void draft_change(struct hello_draft *draft);

/* The extensions that the spec speaks of, each by its own row. */
void draft_extensions(struct hello_draft *draft);

/* What was written of an extension since @start. */
struct slice draft_written(const struct hello_draft *draft, size_t start);

/* Shares of these groups, each that one can be made for; of the first one. The
 * body of key_share. */
void draft_shares(struct hello_draft *draft, struct hello_codes groups);
void draft_first_share(struct hello_draft *draft, struct hello_codes groups);

/* Each share of the hello it comes from anew; one that cannot be made stays. */
void draft_freshen_shares(struct hello_draft *draft);

/* The padding extension, where the length calls for it. */
void draft_pad(struct hello_draft *draft, enum hello_padding padding);

#endif
