/* SPDX-License-Identifier: ISC */
/* See words.h. */
#include "analysis/log/words.h"

#include <stdio.h>

#include "wire/tables/names.h"

/* What one line of a dialog may have: it was cut at this or at more. */
#define DIALOG_ENDLESS 4096u

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

/* A flight without a fault is malformed for its length alone.
 * What a flight beyond every bound was cut at (FLIGHT_BUFFER). */
static bool is_endless(const struct observation *o)
{
	return o->fault.kind == FAULT_NONE && o->bytes_in >= FLIGHT_BUFFER;
}

static size_t line_length(const struct observation *o)
{
	size_t n = 0;

	while (n < o->n_reply && o->reply[n] != '\r' && o->reply[n] != '\n')
		n++;
	return n;
}

static void words_of_odd_bytes(
	const struct observation *o, char *out, size_t size)
{
	char bytes[80] = "", fault[100];

	escape(o->reply, o->n_reply, bytes, sizeof(bytes));
	if (observation_greeting(o)) {
		escape(o->reply, line_length(o), bytes, sizeof(bytes));
		snprintf(out, size,
			"greets in clear text (%s): no TLS from the first "
			"byte here; ask it with %s://HOST:PORT",
			bytes, observation_greeting(o));
	} else if (o->kind == OUTCOME_NOT_TLS) {
		snprintf(out, size, "answered with what is no TLS (%s%s)",
			bytes[0] ? "" : "no bytes kept", bytes);
	} else if (is_endless(o)) {
		snprintf(out, size, "records without end (over %u kB)",
			FLIGHT_BUFFER / 1024);
	} else if (o->fault.kind != FAULT_NONE) {
		fault_text(&o->fault, fault, sizeof(fault));
		snprintf(out, size, "malformed answer (%s)", fault);
	} else {
		snprintf(out, size, "announces a message of over %u kB",
			FLIGHT_BUFFER / 1024);
	}
}

void words_of_end(const struct observation *o, char *out, size_t size)
{
	if (o->kind == OUTCOME_SILENCE)
		snprintf(out, size, "no answer");
	else if (o->kind == OUTCOME_CLOSED)
		snprintf(out, size, "closed without an alert");
	else if (o->kind == OUTCOME_RESET)
		snprintf(out, size, "reset after the hello");
	else if (o->kind == OUTCOME_BROKEN_OFF)
		snprintf(out, size, "began to answer and broke off");
	else if (o->kind == OUTCOME_NOT_TLS || o->kind == OUTCOME_MALFORMED)
		words_of_odd_bytes(o, out, size);
	else
		words_of_refusal(o, out, size);
}

void words_of_failure(const struct observation *o, char *out, size_t size)
{
	char reply[200] = "";

	escape(o->reply, o->n_reply, reply, sizeof(reply));
	if (o->errnum)
		snprintf(out, size, "%s: %s", stage_name(o->stage),
			strerror(o->errnum));
	else if (o->stage == STAGE_HELLO)
		words_of_end(o, out, size);
	else if (o->kind == OUTCOME_MALFORMED && o->bytes_in >= DIALOG_ENDLESS)
		snprintf(out, size, "%s: too long (over %u kB): %.60s",
			stage_name(o->stage), (unsigned)(o->bytes_in / 1024),
			reply);
	else if (reply[0])
		snprintf(out, size, "%s: %s: %s", stage_name(o->stage),
			outcome_kind_name(o->kind), reply);
	else
		snprintf(out, size, "%s: %s", stage_name(o->stage),
			outcome_kind_name(o->kind));
}

void words_of_intolerance(
	const struct intolerance *found, char *out, size_t size)
{
	const struct suite *suite = suite_find(found->suspect);
	const struct suite *companion = suite_find(found->companion);
	bool of_kind = intolerance_is_of_kind(found) && companion;
	char end[100];

	words_of_end(found->failed, end, sizeof(end));
	snprintf(out, size, "lists with 0x%04X (%s) fail (%s)%s%s%s",
		found->suspect, suite ? suite->name : "unassigned", end,
		of_kind ? ", those with " : "", of_kind ? companion->name : "",
		of_kind ? " too" : "");
}
