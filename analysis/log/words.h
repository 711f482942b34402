/* SPDX-License-Identifier: ISC */
/*
 * Outcomes in words, for reasons and refusals. Bytes of the peer are shown as
 * printable ASCII; all else as \xNN, so these strings are safe anywhere.
 */
#ifndef HALLO_ANALYSIS_LOG_WORDS_H
#define HALLO_ANALYSIS_LOG_WORDS_H

#include "analysis/log/intolerance.h"

/* "alert 70 (protocol_version)", "421 4.7.0 Too many …" */
void words_of_refusal(const struct observation *o, char *out, size_t size);
void words_of_failure(const struct observation *o, char *out, size_t size);

/* "reset after the hello", "closed without an alert", … of one hello. */
void words_of_end(const struct observation *o, char *out, size_t size);

/* "lists with 0x0089 (…) fail (no answer)" */
void words_of_intolerance(
	const struct intolerance *found, char *out, size_t size);

#endif
