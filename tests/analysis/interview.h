/* SPDX-License-Identifier: ISC */
/*
 * One audit whose steps are looked at one by one: what a step wants is asked of
 * it, and what came of the question is said in a word.
 *
 *	interview_begin(&i, ASK_ALL, LIST(0x39, 0x35, 0x2f));
 *	interview_chain(&i, TLS12, LIST(0x35, 0x39));    the chain, to its end
 *	assert_true(interview_wants(&i, &step_order, TLS12));
 *	interview_answer(&i, 0x35);
 *	interview_end(&i);
 */
#ifndef HALLO_TESTS_ANALYSIS_INTERVIEW_H
#define HALLO_TESTS_ANALYSIS_INTERVIEW_H

#include "analysis/audit/audit.h"
#include "analysis/steps/steps.h"

#define LIST(...)                                                              \
	(const uint32_t[]){ __VA_ARGS__ },                                     \
		sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t)

struct interview {
	struct observation_log log;
	struct audit *audit;
	struct plan plan; /* what the step that was looked at wants */
	uint32_t probes;
};

/* @suites: all candidates. */
void interview_begin(struct interview *interview, unsigned ask,
	const uint32_t *suites, size_t n);
void interview_end(struct interview *interview);

/* Does the step want anything of @version? Then the plan has it. */
bool interview_wants(
	struct interview *interview, const struct step *step, int version);

/* It is what was planned, and nothing else: one decision of that kind. */
bool interview_decides(
	const struct interview *interview, enum decision_kind kind);

/* Carries the planned decisions out. */
void interview_carry_out(struct interview *interview);

/* The planned question goes out, and that is what came of it. */
void interview_answer(struct interview *interview, uint32_t suite);
void interview_answer_group(
	struct interview *interview, uint32_t suite, uint16_t group);
void interview_end_by(
	struct interview *interview, enum outcome_kind kind, uint8_t alert);

/* A hello whose answer tells nothing but that there is one: a control. */
void interview_control(
	struct interview *interview, int version, uint32_t suite);

/* The chain of @version to its end, asked of a server that has @n suites in
 * that order and refuses the rest by alert 40. None: the version, by alert 70.
 */
void interview_chain(struct interview *interview, int version,
	const uint32_t *suites, size_t n);

/* Is @code in the planned list? */
bool interview_offers(const struct interview *interview, uint32_t code);

#endif
