/* SPDX-License-Identifier: ISC */
/*
 * See overheard.h.
 */
#include "wire/capture/overheard.h"

const char *overheard_protocol_name(enum overheard_protocol protocol)
{
	static const char *const names[] = {
		[OVERHEARD_NONE] = NULL,
		[OVERHEARD_UNKNOWN] = NULL,
		[OVERHEARD_SMTP] = "smtp",
		[OVERHEARD_LMTP] = "lmtp",
		[OVERHEARD_IMAP] = "imap",
		[OVERHEARD_POP3] = "pop3",
		[OVERHEARD_TLS] = NULL,
	};

	return names[protocol];
}

const char *overheard_answer_name(enum overheard_answer answer)
{
	static const char *const names[] = {
		[OVERHEARD_NO_ANSWER] = NULL,
		[OVERHEARD_GO] = "go-ahead",
		[OVERHEARD_REFUSED] = "refused",
	};

	return names[answer];
}
