/* SPDX-License-Identifier: ISC */
/*
 * A certificate with an EC key may be used only where its own curve is on offer
 * (RFC 8422 5.1): OpenSSL keeps to that, Go, rustls, BearSSL and Botan do not.
 * Where all suites need such a certificate, a refusal of groups without that
 * curve says nothing of them. It does where one of these rows is there:
 *
 *	answered   no own curve on offer        the server needs none
 *	refused    the group and an own curve   it was not for the curve
 *	answered   the group, then an own curve, which was chosen: beside it
 *	           the group is never taken, and without it neither
 */
#ifndef HALLO_ANALYSIS_LOG_OWN_CURVE_H
#define HALLO_ANALYSIS_LOG_OWN_CURVE_H

#include "analysis/log/observation.h"

#define OWN_CURVES 4

/* Does every suite with ECDHE among these need an ECDSA certificate? Anonymous
 * ones and those with PSK need none. */
bool own_curve_matters(const uint32_t *suites, size_t n);

/* The curves of the certificates that answers of @version showed; how many. 0:
 * there is none, or one of them is not known. */
size_t own_curves(const struct observation_log *log, uint16_t version,
	uint16_t curves[OWN_CURVES]);

/* Has the server answered where none of these was on offer? It needs none. */
bool own_curve_is_needless(const struct observation_log *log, uint16_t version,
	const uint16_t *curves, size_t n);

/* The row that makes the refusal of @group count; NULL: there is none. */
const struct observation *own_curve_settles(
	const struct observation_log *log, uint16_t version, uint16_t group);

#endif
