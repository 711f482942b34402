/* SPDX-License-Identifier: ISC */
/* See decision.h. */
#include "analysis/log/decision.h"

const char *decision_name(enum decision_kind kind)
{
	static const char *const names[DECISION_KINDS] = {
		[DECISION_START] = "start",
		[DECISION_SHORTER] = "shorter",
		[DECISION_CHECK_SHORT] = "check-short",
		[DECISION_AGAIN] = "again",
		[DECISION_DHE] = "dhe",
		[DECISION_DHE_REST] = "dhe-rest-known",
		[DECISION_DHE_FOUND] = "dhe-found-known",
		[DECISION_DHE_AGAIN] = "dhe-again",
		[DECISION_GROUPS] = "groups",
		[DECISION_GROUPS_AGAIN] = "groups-again",
		[DECISION_PREFERRED] = "preferred-known",
		[DECISION_PASSED_OVER] = "passed-over",
	};

	return names[kind];
}
