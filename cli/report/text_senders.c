/* SPDX-License-Identifier: ISC */
/*
 * What would become of each kind of sender.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/report/text_parts.h"

static enum tint sender_tint(enum sender_result result)
{
	if (result == SENDER_ENCRYPTS)
		return TINT_GOOD;
	return result == SENDER_FAILS ? TINT_BAD : TINT_NOTE;
}

static const char *known_name(const struct suite *known)
{
	if (!known)
		return "";
	return *known->openssl ? known->openssl : known->name;
}

/* The name of a suite as it stands in the versions; else its code. */
static const char *suite_name(const struct report_endpoint *endpoint,
	const struct report_sender *sender)
{
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct report_version *version = &endpoint->versions[i];

		for (size_t k = 0; k < version->n_suites; k++)
			if (version->suites[k].code == sender->suite)
				return known_name(version->suites[k].known);
	}
	return sender->suite_code;
}

static void put_sender(struct page *page,
	const struct report_endpoint *endpoint,
	const struct report_sender *sender)
{
	const char *result = sender_result_name(sender->result);
	const char *name = sender->sender->name;
	enum tint tint = sender_tint(sender->result);
	const char *rests = *sender->unless ? ", unless " : "";
	char *proof = text_proof(&sender->proof);

	if (sender->result == SENDER_ENCRYPTS)
		page_fact(page, 2, 10, result, tint,
			"%s: gets %s with %s%s%s%s", name, sender->version,
			suite_name(endpoint, sender), rests, sender->unless,
			proof);
	else if (sender->result == SENDER_FAILS)
		page_fact(page, 2, 10, result, tint, "%s: see above%s", name,
			proof);
	else
		page_fact(page, 2, 10, result, tint, "%s: %s%s", name,
			sender->reason, proof);
	free(proof);
}

void text_senders(struct page *page, const struct report_endpoint *endpoint)
{
	const char *who = sender_plural(endpoint->asked.dialog);

	if (endpoint->n_senders == 0)
		return;
	text_heading(page, "%s (derived from the facts, not tried)",
		!strcmp(who, "senders") ? "Senders" : "Mail clients");
	for (size_t i = 0; i < endpoint->n_senders; i++)
		put_sender(page, endpoint, &endpoint->senders[i]);
}
