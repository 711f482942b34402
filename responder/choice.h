/* SPDX-License-Identifier: ISC */
/*
 * What a profile makes of a ClientHello:
 *
 *	hello ──► offer_read ──► choose_version ──► choose_suite ──► plan
 *	                                      └──► choose_group (TLS 1.3)
 */
#ifndef HALLO_RESPONDER_CHOICE_H
#define HALLO_RESPONDER_CHOICE_H

#include "responder/usable.h"

/* False: nothing in common. Else offer->version and what hangs on it. */
bool choose_version(struct offer *offer);

/* By the order policy, among the suites that would work; false: none. */
bool choose_suite(const struct offer *offer, struct plan *plan);

#endif
