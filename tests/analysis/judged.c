/* SPDX-License-Identifier: ISC */
/*
 * What tests of the senders share: see judged.h.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/judged.h"

const struct sender *judged_sender(const char *id)
{
	for (size_t i = 0; i < sender_table_len; i++)
		if (!strcmp(sender_table[i].id, id))
			return &sender_table[i];
	fail_msg("no sender %s", id);
	return NULL;
}

void judged_as(struct made *made, const struct sender_context *context,
	const char *id, enum sender_result result, enum sender_cause cause,
	const char *words, const char *unless)
{
	struct sender_verdict v;
	bool rests;

	sender_judge(&v, judged_sender(id), &made->portrait, context);
	rests = unless ? strstr(v.unless, unless) != NULL : !*v.unless;
	if (v.result != result || v.cause != cause ||
		!strstr(v.reason, words) || !rests)
		fail_msg("%s: %s: %s; unless: %s", id,
			sender_result_name(v.result), v.reason, v.unless);
	sender_verdict_clear(&v);
}

void judged(struct made *made, const char *id, enum sender_result result,
	enum sender_cause cause, const char *words)
{
	judged_as(made, &made_relay, id, result, cause, words, "");
}
