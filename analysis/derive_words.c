/* SPDX-License-Identifier: ISC */
/*
 * Outcomes in words, for reasons and refusals. Bytes of the peer are shown as
 * printable ASCII; all else as \xNN, so these strings are safe anywhere.
 */
#include "analysis/derive.h"

#include <stdio.h>

#include "wire/names.h"

static void escape(const uint8_t *data, size_t n, char *out, size_t size)
{
	size_t at = 0;

	while (n && (data[n - 1] == '\r' || data[n - 1] == '\n'))
		n--;
	for (size_t i = 0; i < n && at + 5 < size; i++) {
		if (data[i] >= 0x20 && data[i] < 0x7f && data[i] != '\\')
			out[at++] = (char)data[i];
		else
			at += (size_t)snprintf(
				out + at, size - at, "\\x%02x", data[i]);
	}
	out[at] = '\0';
}

void words_of_refusal(const struct observation *o, char *out, size_t size)
{
	const struct code_name *alert;

	if (o->kind == OUTCOME_ALERT) {
		alert = alert_find(o->alert);
		snprintf(out, size, "alert %u (%s)", o->alert,
			alert ? alert->name : "unassigned");
	} else if (o->kind == OUTCOME_SSL2_ERROR) {
		snprintf(out, size, "SSL 2 error %u", o->ssl2_error);
	} else if (observation_answered(o) && o->unasked) {
		snprintf(out, size, "answered with a %s that was not offered",
			o->unasked);
	} else if (observation_answered(o)) {
		const char *name = version_name(o->version);
		snprintf(out, size, "answered %s", name ? name : "otherwise");
	} else {
		snprintf(out, size, "%s", outcome_kind_name(o->kind));
	}
}

void words_of_failure(const struct observation *o, char *out, size_t size)
{
	char reply[200] = "";

	escape(o->reply, o->n_reply, reply, sizeof(reply));
	if (o->errnum)
		snprintf(out, size, "%s: %s", stage_name(o->stage),
			strerror(o->errnum));
	else if (reply[0])
		snprintf(out, size, "%s: %s: %s", stage_name(o->stage),
			outcome_kind_name(o->kind), reply);
	else
		snprintf(out, size, "%s: %s", stage_name(o->stage),
			outcome_kind_name(o->kind));
}
