/* SPDX-License-Identifier: ISC */
/*
 * What a row shows of the server's certificate, what its suite demands of it
 * (RFC 5246 7.4.2, RFC 8446 4.4.2.2), and whether it allows that.
 */
#ifndef HALLO_ANALYSIS_LOG_SHOWN_H
#define HALLO_ANALYSIS_LOG_SHOWN_H

#include "analysis/log/observation.h"
#include "wire/tables/names.h"

enum shown {
	SHOWN_NOTHING,	/* encrypted (TLS 1.3), not kept, or no answer */
	SHOWN_MISSING,	/* a whole flight without one, for a suite of need */
	SHOWN_BROKEN,	/* nobody can read it */
	SHOWN_UNREAD,	/* hallo does not read it, others may */
	SHOWN_UNFIT,	/* of no use beside its suite, to nobody */
	SHOWN_READABLE, /* perhaps with trouble inside */
};

/* @facts: of all but NOTHING and MISSING, else NULL; the log's. */
enum shown certificate_shown(const struct observation_log *log,
	const struct observation *o, const struct certificate_facts **facts);

/* Does its key exchange need a certificate of the server? */
bool suite_needs_certificate(const struct suite *suite);

/* Why a readable one is of no use beside @suite, in words; NULL: it may be. */
const char *certificate_unfit(
	const struct certificate_facts *facts, const struct suite *suite);

/* One of these bits of keyUsage must be set; 0: none is asked for. */
unsigned suite_key_usage(const struct suite *suite);

/* Nothing said, or no bit set at all, forbids nothing. */
bool certificate_allows(const struct certificate_facts *facts, unsigned usage);

/* "keyCertSign, cRLSign" */
void certificate_uses(
	char *out, size_t size, const struct certificate_facts *facts);

#endif
