/* SPDX-License-Identifier: ISC */
/*
 * What is written must not be what is read: a report is written from the
 * begin of its file on, and would be the end of the capture, the transcript or
 * the hello that somebody named for both.
 */
#ifndef HALLO_CLI_OPTIONS_APART_H
#define HALLO_CLI_OPTIONS_APART_H

#include "cli/options/options.h"

/* Nothing was opened yet. False: the error names the file and both options. */
bool files_apart(const struct options *options, struct error *error)
	__attribute__((warn_unused_result));

#endif
