/* SPDX-License-Identifier: ISC */
/*
 * What to try when nothing could be asked: short sentences for the report, from
 * the report alone.
 */
#ifndef HALLO_CLI_RUN_HINTS_H
#define HALLO_CLI_RUN_HINTS_H

#include "analysis/report/report.h"

/* None when all went well. */
void hints_give(struct report *report);

#endif
