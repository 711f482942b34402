/* SPDX-License-Identifier: ISC */
/*
 * The steps of an audit: what each asks, and what is learnt of a row that
 * answers it. Which row is whose its purpose tells (audit/audit.c).
 */
#ifndef HALLO_ANALYSIS_STEPS_STEPS_H
#define HALLO_ANALYSIS_STEPS_STEPS_H

#include "analysis/state/audit_state.h"

extern const struct step step_first, step_chain, step_order, step_dhe,
	step_groups, step_compression, step_preferred, step_cover, step_pieces,
	step_limit, step_confirm, step_control, step_intolerance;

/* @row: of @o in the log. */
typedef void learn_row(struct audit *audit, int version,
	const struct observation *o, long row);
learn_row learn_chain, learn_control, learn_order, learn_dhe, learn_groups,
	learn_compression, learn_preferred, learn_cover, learn_pieces;

/* Carries out a decision of the step; false: it makes no sense (of a recorded
 * run, that may be anybody's). */
typedef bool carry_out(struct audit *audit, const struct decision *decision);
carry_out decide_chain, decide_dhe, decide_groups, decide_preferred;

/* Row @o is of a hello that this audit has not sent: what it offers although it
 * is refused by now was asked again. */
typedef void reopen_row(
	struct audit *audit, int version, const struct observation *o);
reopen_row reopen_chain, reopen_dhe, reopen_groups;

/* Row @o contradicts what was concluded: somebody else answered, or the server
 * changed its mind. (step_chain.c) */
learn_row learn_chain_anew;

/* Must a control come before any other question? (step_control.c) */
bool audit_wants_control_now(const struct audit *audit);

#endif
