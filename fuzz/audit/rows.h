/* SPDX-License-Identifier: ISC */
/* Private to the oracle: what a row says, read without the code that derives.
 */
#ifndef HALLO_FUZZ_AUDIT_ROWS_H
#define HALLO_FUZZ_AUDIT_ROWS_H

#include "analysis/model/portrait.h"

/* A ServerHello, HelloRetryRequest or SERVER-HELLO. */
bool row_answers(const struct observation *o);

/* It chose @version, and one of the suites of its list. */
bool row_chose(const struct observation *o, uint16_t version);

bool row_offers(const struct observation *o, uint32_t suite);
bool row_offers_group(const struct observation *o, uint16_t group);

/* By alert 40, 70 or 71, by an ERROR of SSL 2. */
bool row_refuses_in_words(const struct observation *o);

/* May it be a refusal at all, when it comes again and again? */
bool row_may_refuse(const struct observation *o);

bool row_is_wordless(const struct observation *o); /* FIN, RST */
bool rows_end_alike(const struct observation *a, const struct observation *b);

/* Row of a probe; NULL: there is none. */
const struct observation *row_of(
	const struct observation_log *log, uint32_t probe);

/* Is there an answer before and after row @i, and nothing between that smells
 * of throttling? What ends as this row does is a refusal like it. */
bool row_is_between_answers(const struct observation_log *log, size_t i);

/* Has an equal hello been answered, and closed or reset as well? */
bool rows_show_weather(const struct observation_log *log);

/* Rows for the same version that end as this one does. */
size_t rows_alike(
	const struct observation_log *log, const struct observation *o);

#endif
