/* SPDX-License-Identifier: ISC */
/*
 * The text of an error of ours. It may quote what the user typed or a file
 * held, so the finished message is escaped as a whole: no caller can forget it.
 */
#include "net/base/error.h"
#include "net/base/text.h"

#include <stdarg.h>
#include <stdio.h>

void error_set(struct error *error, enum error_code code, int errnum,
	const char *fmt, ...)
{
	char raw[sizeof(error->message)];
	va_list ap;

	va_start(ap, fmt);
	if (vsnprintf(raw, sizeof(raw), fmt, ap) < 0)
		raw[0] = '\0';
	va_end(ap);
	error->code = code;
	error->errnum = errnum;
	text_escape(error->message, sizeof(error->message), raw);
}
