/* SPDX-License-Identifier: ISC */
/*
 * The audit of one endpoint as a driver (wire/probe/probe.h). It owns the log,
 * and the audits that are fed from it: one, as long as one machine answers
 * behind the address, else one for each that can be told apart.
 *
 *	struct machines *machines = machines_new(&options);
 *	… run machines_driver with ctx = machines (net/dial/inquiry.h, or a
 *	simulator) …
 *	portrait = machines_portrait(machines, NULL);
 *
 * Equal hellos that met unequal answers show several machines; weather (FIN,
 * RST, silence) never does. Where they greet in several ways
 * (observation.face) there is a part for each:
 *
 *	face ──► answers to the marks ──► part: an audit of its own
 *	           (hellos that were answered in several ways)
 *
 * Where they cannot be told apart before the hello each refusal is asked again
 * and again, and nothing is ever said to be absent.
 */
#ifndef HALLO_ANALYSIS_MACHINES_MACHINES_H
#define HALLO_ANALYSIS_MACHINES_MACHINES_H

#include "analysis/model/portrait.h"
#include "analysis/state/ask.h"

struct machines;
struct machines *machines_new(const struct audit_options *options);
void machines_free(struct machines *machines);

extern const struct inquiry_driver machines_driver; /* ctx: machines */

/* Derived anew from the log at each call; valid until the next one. Call it at
 * any time: what is not proven yet says so. @cut_short: why the run ended
 * before all was done ("interrupted", a budget in words), or NULL; unless all
 * was done after all, it becomes the reason of an incomplete portrait. */
const struct portrait *machines_portrait(
	struct machines *machines, const char *cut_short);

/* All rows, and all decisions, in their order. */
const struct observation_log *machines_log(const struct machines *machines);

/* What another address of the same host showed: a better guess of its order,
 * nothing else. Copied. */
void machines_kin(struct machines *machines, const struct machines *kin);

/* A rough number of probes still to come, for progress. */
size_t machines_estimate(const struct machines *machines);

/* A hello that goes out: what a recorder writes down. */
struct machines_asked {
	uint32_t id;
	uint32_t audit; /* that asks it; 0: the one of all rows */
	const struct question *question; /* without its lists */
	size_t n_decisions;		 /* that were made before it */
};

/* The last one. */
struct machines_asked machines_asked(const struct machines *machines);

/* A recorded run is told by its events, in their order: a hello went out;
 * something was decided; an outcome came (@probe NULL: no go-ahead); a part of
 * the run was over. Nothing is planned and nothing asked. Whatever a hostile
 * file says is safe; what makes no sense is passed over. */
void machines_tell_asked(
	struct machines *machines, const struct machines_asked *asked);
void machines_tell_decided(
	struct machines *machines, const struct decision *decision);
void machines_tell_learnt(struct machines *machines, const struct probe *probe,
	const struct outcome *outcome);
void machines_tell_end(struct machines *machines);

/* Then it goes on from there, if anything is left to do. */
void machines_go_on(struct machines *machines);

#endif
