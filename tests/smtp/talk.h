/* SPDX-License-Identifier: ISC */
/*
 * A talk: what the server says, as one string, and what must come of it,
 * however the string is cut on its way. Each row is played whole, byte by byte
 * and in two pieces at every cut.
 */
#ifndef HALLO_TESTS_SMTP_TALK_H
#define HALLO_TESTS_SMTP_TALK_H

#include "smtp/dialog_server.h"

struct talk {
	const char *scheme;
	const char *server; /* all that it says */
	const char *client; /* all that the client must say */
	enum dialog_status end;
	enum dialog_stop stop;
	enum stage stage;
	int code;
	const char *reply; /* the last reply; NULL: not looked at */
	const char *left;  /* what must not be eaten; NULL: nothing is left */
	bool force;
};

void talk_check(const struct talk *talk);
void talk_check_all(const struct talk *talks, size_t n);

#endif
