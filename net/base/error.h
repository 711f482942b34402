/* SPDX-License-Identifier: ISC */
/*
 * Our world failed (DNS, EMFILE, an unreadable file): false and one of these.
 * The buffer is fixed, so the error path cannot fail; printed once, in cli/, as
 * "hallo: kabelmail.de: connect: Connection timed out".
 */
#ifndef HALLO_NET_BASE_ERROR_H
#define HALLO_NET_BASE_ERROR_H

enum error_code {
	ERROR_NONE,
	ERROR_USAGE,   /* the user's words */
	ERROR_RESOLVE, /* DNS failed (not: does not exist) */
	ERROR_SYSTEM,  /* errnum */
	ERROR_FILE,
};

struct error {
	enum error_code code;
	int errnum;
	char message[300]; /* what failed, with whom, what to try */
};

void error_set(struct error *error, enum error_code code, int errnum,
	const char *fmt, ...) __attribute__((format(printf, 4, 5)));

#endif
