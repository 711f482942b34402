/* SPDX-License-Identifier: ISC */
/*
 * What the parts of the text share; private to cli/report/.
 */
#ifndef HALLO_CLI_REPORT_TEXT_PARTS_H
#define HALLO_CLI_REPORT_TEXT_PARTS_H

#include "cli/report/text.h"

/* Versions that say the same. */
struct text_same {
	const char *name; /* "TLSv1.1 and TLSv1.2" */
	size_t n;
	const struct report_version
		*versions[PORTRAIT_VERSIONS]; /* old first */
};

/*
 * Versions that say the same are told once: @words makes a text of a version
 * (to be freed; "" leaves it out), equal texts make one set, newest first.
 */
void text_by_versions(struct page *page, const struct report_endpoint *endpoint,
	char *(*words)(const struct report_version *version),
	void (*tell)(struct page *page, const struct text_same *same));

/* " (probes 3, 7-9)", " (probe 3)" or "". free(). */
char *text_proof(const struct proof *proof);

/* The union of @more into @proof, which owns its probes. */
void text_join(struct proof *proof, const struct proof *more);

/* By its severity: a line, its detail, what to change. */
void text_finding(struct page *page, const struct report_finding *finding);

#endif
