/* SPDX-License-Identifier: ISC */
/*
 * Findings on the mail exchangers of a domain as the DNS tells them. They rest
 * on no probes.
 */
#ifndef HALLO_ANALYSIS_RULES_FINDING_MX_H
#define HALLO_ANALYSIS_RULES_FINDING_MX_H

#include "analysis/rules/finding.h"
#include "wire/probe/resolution.h"

/* @resolution: of a domain that has MX records. */
void findings_of_mx(
	struct findings *findings, const struct resolution *resolution);

#endif
