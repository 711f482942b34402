/* SPDX-License-Identifier: ISC */
/*
 * Findings: what the facts mean, as rules. One rule is one function and one row
 * in finding.c; it looks at the portrait only.
 */
#ifndef HALLO_ANALYSIS_RULES_FINDING_H
#define HALLO_ANALYSIS_RULES_FINDING_H

#include "analysis/model/portrait.h"
#include "analysis/senders/sender.h"

enum severity {
	SEVERITY_INFO,
	SEVERITY_LOW,
	SEVERITY_MEDIUM,
	SEVERITY_HIGH,
	SEVERITY_CRITICAL,
};
const char *severity_name(enum severity severity);
bool severity_by_name(enum severity *severity, const char *name);

struct finding {
	const char *id; /* "dh-weak" … static */
	enum severity severity;
	char title[120];
	char detail[1500]; /* what, with numbers, and who suffers */
	char fix[600];	   /* what to change; "" when nothing */
	struct proof proof;
};

#define FINDINGS_MAX 40
struct findings {
	size_t n;
	struct finding rows[FINDINGS_MAX]; /* most severe first */
};

/* Between mail servers (the dialog smtp, port 25) TLS is opportunistic and
 * certificates are mostly not verified: some things weigh less there. */
void findings_derive(struct findings *findings, const struct portrait *p,
	const struct sender_context *context);

/* Where it belongs by its severity; equals keep their order. */
void findings_insert(struct findings *findings, const struct finding *finding);
void findings_clear(struct findings *findings);

#endif
