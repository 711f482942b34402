/* SPDX-License-Identifier: ISC */
/*
 * A log made by hand, with what was concluded from its rows: all that a
 * portrait is derived from.
 *
 *	concluded_begin(&c);
 *	concluded_answer(&c, VERSION_TLS12, LIST(0x35, 0x2f), 0x35);
 *	concluded_found(&c, 4, 0x35);
 *	assert_int_equal(concluded_version(&c, 4)->state, TRUTH_YES);
 *	concluded_end(&c);
 */
#ifndef HALLO_TESTS_ANALYSIS_CONCLUDED_H
#define HALLO_TESTS_ANALYSIS_CONCLUDED_H

#include "analysis/portrait/derive.h"
#include "tests/analysis/talk.h"

#define LIST(...)                                                              \
	(const uint32_t[]){ __VA_ARGS__ },                                     \
		sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t)

struct concluded {
	struct observation_log log;
	struct portrait_run run; /* all versions, two suites each */
	struct portrait portrait;
	uint32_t probes;
};

void concluded_begin(struct concluded *c);
void concluded_end(struct concluded *c);

/* Rows. */
struct observation *concluded_answer(struct concluded *c, uint16_t version,
	const uint32_t *offered, size_t n, uint32_t suite);
struct observation *concluded_alert(struct concluded *c, uint16_t version,
	const uint32_t *offered, size_t n, uint8_t alert);

/* What follows from them; @version is an index. */
void concluded_found(struct concluded *c, unsigned version, uint32_t code);
void concluded_code(struct concluded *c, enum conclusion_subject subject,
	unsigned version, uint32_t code, enum candidate_state state);
void concluded_refusal(
	struct concluded *c, unsigned version, long first, long last);
void concluded_dropped(struct concluded *c, unsigned version, long refusal);
void concluded_number(struct concluded *c, unsigned version,
	enum conclusion_kind kind, long value);
void concluded_number_of(struct concluded *c, enum conclusion_subject subject,
	unsigned version, enum conclusion_kind kind, long value);
void concluded_stop(struct concluded *c, long row);

/* Derived anew at each call. */
const struct portrait *concluded_portrait(struct concluded *c);
const struct version_fact *concluded_version(
	struct concluded *c, unsigned version);

#endif
