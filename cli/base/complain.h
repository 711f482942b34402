/* SPDX-License-Identifier: ISC */
/*
 * What went wrong, to the user, on standard error.
 *
 *	complain("%s: %s", path, strerror(errno));
 */
#ifndef HALLO_CLI_BASE_COMPLAIN_H
#define HALLO_CLI_BASE_COMPLAIN_H

/* "hallo: " and the words, as a line on standard error. */
void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
