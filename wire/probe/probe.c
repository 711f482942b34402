/* SPDX-License-Identifier: ISC */
/*
 * The words for the enumerations of wire/probe/probe.h, as they stand in
 * reports and transcripts.
 */
#include "wire/probe/probe.h"

#include "wire/bytes/record.h"

const char *probe_purpose_name(enum probe_purpose purpose)
{
	static const char *const names[] = {
		[PURPOSE_SUITES] = "suites",
		[PURPOSE_CONTROL] = "control",
		[PURPOSE_OTHER_FORM] = "other-form",
		[PURPOSE_AGAIN] = "again",
		[PURPOSE_SHORTER] = "shorter",
		[PURPOSE_ORDER] = "order",
		[PURPOSE_DHE] = "dhe",
		[PURPOSE_GROUPS] = "groups",
		[PURPOSE_COMPRESSION] = "compression",
		[PURPOSE_PREFERRED] = "preferred",
		[PURPOSE_COVER] = "cover",
		[PURPOSE_PIECES] = "pieces",
		[PURPOSE_LIMIT] = "limit",
		[PURPOSE_INTOLERANCE] = "intolerance",
		[PURPOSE_SAID] = "said",
	};

	return names[purpose];
}

bool probe_is_ssl2(const struct probe *probe)
{
	return probe->hello.len > 0 &&
		probe->hello.data[0] != CONTENT_HANDSHAKE;
}

const char *outcome_kind_name(enum outcome_kind kind)
{
	static const char *const names[] = {
		[OUTCOME_SERVER_HELLO] = "server-hello",
		[OUTCOME_RETRY] = "retry",
		[OUTCOME_SSL2] = "ssl2",
		[OUTCOME_SSL2_ERROR] = "ssl2-error",
		[OUTCOME_ALERT] = "alert",
		[OUTCOME_CLOSED] = "closed",
		[OUTCOME_RESET] = "reset",
		[OUTCOME_SILENCE] = "silence",
		[OUTCOME_NOT_TLS] = "not-tls",
		[OUTCOME_MALFORMED] = "malformed",
		[OUTCOME_BROKEN_OFF] = "broken-off",
		[OUTCOME_REFUSED] = "refused",
		[OUTCOME_NO_STARTTLS] = "no-starttls",
		[OUTCOME_NO_ROUTE] = "no-route",
		[OUTCOME_UNREACHABLE] = "unreachable",
		[OUTCOME_CANCELLED] = "cancelled",
	};

	return names[kind];
}

enum outcome_kind outcome_kind_of_flight(
	const struct server_flight *flight, enum outcome_kind unanswered)
{
	switch (flight->end) {
	case FLIGHT_HELLO_DONE:
	case FLIGHT_SEALED:
		return OUTCOME_SERVER_HELLO;
	case FLIGHT_RETRY:
		return OUTCOME_RETRY;
	case FLIGHT_SSL2:
		return OUTCOME_SSL2;
	case FLIGHT_SSL2_ERROR:
		return OUTCOME_SSL2_ERROR;
	default:
		break;
	}
	if (flight->has_server_hello)
		return OUTCOME_SERVER_HELLO;
	switch (flight->end) {
	case FLIGHT_ALERT:
		return flight_has_begun(flight) ? OUTCOME_BROKEN_OFF
						: OUTCOME_ALERT;
	case FLIGHT_NOT_TLS:
		return OUTCOME_NOT_TLS;
	case FLIGHT_MALFORMED:
	case FLIGHT_TOO_LONG:
		return OUTCOME_MALFORMED;
	default:
		break;
	}
	return flight_has_begun(flight) &&
			(unanswered == OUTCOME_CLOSED ||
				unanswered == OUTCOME_RESET)
		? OUTCOME_BROKEN_OFF
		: unanswered;
}
