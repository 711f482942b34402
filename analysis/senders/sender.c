/* SPDX-License-Identifier: ISC */
/*
 * What would become of a sender's connection, played through on the facts:
 *
 *	highest common version ──► suite by the server's or the sender's order
 *		──► what the sender does not put up with in the answer
 *		──► the server name that it sends, beside the one asked with
 *
 * Where a needed fact is missing or inconclusive the verdict is "unknown" and
 * says which. Where several suites may come out (order unknown) each is played
 * through, and only one common end is a verdict.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/senders/sender_parts.h"
#include "wire/tables/names.h"

/* ---- version ---- */

static void no_version(struct judgement *j)
{
	struct names spoken = { 0 };

	for (size_t i = PORTRAIT_VERSIONS; i-- > 0;)
		if (j->portrait->versions[i].state == TRUTH_YES)
			names_add(&spoken,
				version_name(j->portrait->versions[i].version));
	judgement_fail(j, SENDER_CAUSE_VERSION,
		"no common version: it speaks %s to %s, the server %s; the "
		"answer is alert 70 (protocol_version) or 40",
		version_name(j->sender->min_version),
		version_name(j->sender->max_version),
		spoken.n ? spoken.text : "none of these");
}

/* Alert 70 names the version; else the refusal may be of the suites alone. */
static bool speaks_of_version(
	const struct judgement *j, const struct version_fact *fact)
{
	static const char alert[] = "alert 70";

	if (!strncmp(fact->refusal, alert, strlen(alert)))
		return true;
	for (size_t i = 0; i < j->sender->n_suites; i++) {
		uint32_t code = j->sender->suites[i];

		if (sender_suite_counts(suite_find(code), fact->version) &&
			!sender_suite_refused(
				j->portrait->log, fact->version, code))
			return false;
	}
	return true;
}

static bool pick_version(struct judgement *j)
{
	for (size_t i = PORTRAIT_VERSIONS; i-- > 0;) {
		const struct version_fact *fact = &j->portrait->versions[i];

		if (fact->version < j->sender->min_version ||
			fact->version > j->sender->max_version)
			continue;
		if (fact->state == TRUTH_YES) {
			j->version = fact;
			return true;
		}
		if (fact->state == TRUTH_NO && !speaks_of_version(j, fact)) {
			judgement_conclude(j, SENDER_UNKNOWN,
				"%s was not asked for with the suites that it "
				"offers",
				version_name(fact->version));
			return false;
		}
		if (fact->state == TRUTH_NO)
			judgement_prove(j, &fact->proof);
		if (fact->state == TRUTH_INCONCLUSIVE ||
			fact->state == TRUTH_NOT_ASKED) {
			judgement_conclude(j, SENDER_UNKNOWN, "%s is %s%s%s",
				version_name(fact->version),
				truth_name(fact->state),
				*fact->reason ? ": " : "", fact->reason);
			return false;
		}
	}
	no_version(j);
	return false;
}

/* ---- all together ---- */

static void judge_suites(struct judgement *j)
{
	struct choice choice = { 0 };
	enum sender_result first = SENDER_UNKNOWN;
	bool agree = true;

	sender_choose(j, &choice);
	if (choice.n == 0 && !choice.open) {
		sender_lacks(j);
		return;
	}
	for (size_t i = choice.n; i-- > 0;) {
		sender_bears(j, choice.suites[i]);
		agree &= i + 1 == choice.n || j->verdict->result == first;
		first = j->verdict->result;
	}
	if (choice.open) {
		j->verdict->version = 0;
		j->verdict->unless[0] = '\0';
		judgement_conclude(j, SENDER_UNKNOWN, "%s: %s",
			version_name(j->version->version), choice.open_reason);
	} else if (!agree) {
		j->verdict->version = 0;
		j->verdict->unless[0] = '\0';
		judgement_conclude(j, SENDER_UNKNOWN,
			"%s: it depends on which of %zu suites the server "
			"chooses, its order is not known",
			version_name(j->version->version), choice.n);
	}
}

static bool judge_state(struct judgement *j)
{
	const struct portrait *p = j->portrait;

	switch (p->state) {
	case TRUTH_YES:
		return true;
	case TRUTH_NOT_APPLICABLE:
		judgement_conclude(
			j, SENDER_NOT_APPLICABLE, "%s", p->state_reason);
		return false;
	case TRUTH_NO:
		judgement_fail(j, SENDER_CAUSE_NO_TLS,
			"the server never spoke TLS%s%s",
			*p->state_reason ? ": " : "", p->state_reason);
		return false;
	case TRUTH_NOT_ASKED:
	case TRUTH_INCONCLUSIVE:
		judgement_conclude(j, SENDER_UNKNOWN, "%s",
			*p->state_reason ? p->state_reason
					 : "the server was not reached");
		return false;
	}
	return false;
}

static bool is_nameless(const struct observation *o)
{
	return o->probe && (o->form & (FORM_WITHOUT_EXTENSIONS | FORM_LEAN));
}

/* The answer to a hello without any name that has shown this version. */
static bool seen_without_name(const struct judgement *j)
{
	const struct observation_log *log = j->portrait->log;

	for (size_t i = 0; log && j->version && i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (is_nameless(o) && o->version == j->version->version &&
			o->has_suite && !o->unasked)
			return true;
	}
	return false;
}

/* Alert 112 to a hello without a name speaks of that alone: a name is
 * demanded, unless another hello without one was answered. */
static const struct observation *name_demanded(const struct judgement *j)
{
	const struct observation_log *log = j->portrait->log;
	const struct observation *found = NULL;

	for (size_t i = 0; log && i < log->n; i++) {
		const struct observation *o = &log->rows[i];

		if (!is_nameless(o))
			continue;
		if (o->has_suite)
			return NULL;
		if (o->kind == OUTCOME_ALERT &&
			o->alert == ALERT_UNRECOGNIZED_NAME)
			found = o;
	}
	return found;
}

static void judge_without_name(struct judgement *j)
{
	const struct observation *demanded = name_demanded(j);

	if (demanded) {
		j->verdict->version = 0;
		proof_add(&j->verdict->proof, demanded->probe);
		judgement_fail(j, SENDER_CAUSE_SERVER_NAME,
			"the server answers alert 112 (unrecognized_name) to a "
			"hello without a server name, this sender sends none");
	} else if (!seen_without_name(j)) {
		judgement_unless(j,
			"the server answers otherwise without a server name");
	}
}

/* A server may answer otherwise to another name, or to none. */
static void mind_name(struct judgement *j)
{
	enum sender_server_name sends = j->sender->server_name;

	if (j->verdict->result != SENDER_ENCRYPTS &&
		j->verdict->result != SENDER_FAILS)
		return;
	if (sends == SENDER_NAME_NONE && j->context->named)
		judge_without_name(j);
	else if (sends == SENDER_NAME_HOST && !j->context->named)
		judgement_unless(
			j, "the server answers otherwise to a server name");
}

void sender_judge(struct sender_verdict *verdict, const struct sender *sender,
	const struct portrait *portrait, const struct sender_context *context)
{
	struct judgement j = { sender, portrait, context, NULL, verdict };

	memset(verdict, 0, sizeof(*verdict));
	verdict->sender = sender;
	if (!judge_state(&j))
		return;
	if (sender->server_name == SENDER_NAME_TLSA_BASE)
		judgement_conclude(&j, SENDER_UNKNOWN,
			"not looked at yet: it sends the name of the TLSA "
			"records (DANE, RFC 7672), and these say whom it "
			"trusts");
	else if (!pick_version(&j))
		mind_name(&j);
	else if (portrait->list_limit &&
		sender->n_suites > portrait->list_limit)
		judgement_conclude(&j, SENDER_UNKNOWN,
			"it offers %zu suites, the server may take only %zu in "
			"one hello",
			sender->n_suites, portrait->list_limit);
	else {
		judge_suites(&j);
		mind_name(&j);
	}
}

void sender_verdict_clear(struct sender_verdict *verdict)
{
	free(verdict->proof.probes);
	memset(verdict, 0, sizeof(*verdict));
}
