/* SPDX-License-Identifier: ISC */
/*
 * The audit of one endpoint as a driver (wire/probe/probe.h): which versions,
 * which suites in which order, which groups, with as few connections as the
 * proof allows. Pure: no socket, no clock, no randomness but the seed.
 *
 *	struct audit *audit = audit_new(&options);
 *	… run audit_driver with ctx = audit (net/dial/inquiry.h or a simulator)
 *	… const struct portrait *portrait = audit_portrait(audit);
 */
#ifndef HALLO_ANALYSIS_AUDIT_AUDIT_H
#define HALLO_ANALYSIS_AUDIT_AUDIT_H

#include "analysis/model/portrait.h"

/* What to ask; `suites` is always part of it. */
enum audit_ask {
	ASK_SUITES = 1,
	ASK_DHE = 2, /* the second chain beside RFC 7919 groups */
	ASK_GROUPS = 4,
	ASK_COMPRESSION = 8,
	ASK_PREFERRED = 16, /* what a usual sender would get */
	ASK_ORDER = 32,	    /* each neighbour pair, for ties */
	ASK_ALL = 63,
};
/* "suites,dhe" -> bits; 0 when a word is unknown (*bad points at it). */
unsigned audit_ask_parse(const char *text, const char **bad);

struct audit_options {
	unsigned ask;		/* bits; 0: all */
	unsigned versions;	/* bit i: PORTRAIT_VERSIONS index i; 0: all */
	const uint32_t *suites; /* candidates; NULL: all known */
	size_t n_suites;
	bool ipv6; /* names the missing route: no-route-v6, else -v4 */
	const char *server_name; /* SNI, "" for none; copied */
	uint8_t seed[SEED_SIZE];
};

struct audit;
struct audit *audit_new(const struct audit_options *options);
void audit_free(struct audit *audit);

extern const struct inquiry_driver audit_driver; /* ctx: struct audit * */

/* What was recorded (transcript.h), in its order: a hello went out with @id on
 * a connection where the server had said @dialog; an outcome came (@probe NULL:
 * no go-ahead); a part of the run was over. Hellos under way are lost then, and
 * that this host had no route says nothing of the next part. */
void audit_retell_asked(struct audit *audit, uint32_t id, struct slice dialog);
void audit_retell(struct audit *audit, const struct probe *probe,
	const struct outcome *outcome);
void audit_retell_end(struct audit *audit);

/* Derived anew from the log at each call; valid until the next one. Call it at
 * any time: what is not proven yet says so. @cut_short: why the run ended
 * before all was done ("interrupted", a budget in words), or NULL; unless all
 * was done after all, it becomes the reason of an incomplete portrait. */
const struct portrait *audit_portrait(
	struct audit *audit, const char *cut_short);

const struct observation_log *audit_log(const struct audit *audit);

/* What another address of the same host showed: a better guess of its order,
 * nothing else. Copied. */
void audit_kin(struct audit *audit, const struct audit *kin);

/* A rough number of probes still to come, for progress. */
size_t audit_estimate(const struct audit *audit);

#endif
