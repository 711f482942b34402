/* SPDX-License-Identifier: ISC */
/*
 * No suite comes out: what is it that the sender and the server have not in
 * common? A suite, or where they have one the group that it needs, the shape of
 * hello in which DHE is chosen, or a certificate of a type that it takes.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/senders/sender_parts.h"
#include "wire/tables/names.h"

/* The refusal that ended the list of this version, for its own words. */
static const struct observation *refusal(const struct judgement *j)
{
	const struct observation_log *log = j->portrait->log;

	for (size_t i = log ? log->n : 0; i-- > 0;) {
		const struct observation *o = &log->rows[i];

		if (o->probe && o->asked_version == j->version->version &&
			o->kind == OUTCOME_ALERT)
			return o;
	}
	return NULL;
}

static bool server_has(
	const struct judgement *j, bool (*quality)(const struct suite *suite))
{
	for (size_t i = 0; i < j->version->n_suites; i++) {
		const struct suite *suite =
			suite_find(j->version->suites[i].code);

		if (suite && quality(suite))
			return true;
	}
	return false;
}

/* What all suites of the sender have in this version and none of the server's.
 */
static const char *missing_quality(const struct judgement *j)
{
	bool all_aead = true, all_secret = true;

	for (size_t i = 0; i < j->sender->n_suites; i++) {
		const struct suite *suite = suite_find(j->sender->suites[i]);

		if (!suite ||
			(suite->family == SUITE_TLS13) !=
				(j->version->version >= VERSION_TLS13))
			continue;
		all_aead &= suite_is_aead(suite);
		all_secret &= suite_is_forward_secret(suite);
	}
	if (all_aead && !server_has(j, suite_is_aead))
		return "the server has no AEAD suite (GCM, ChaCha20), this "
		       "sender has nothing else";
	if (all_secret && !server_has(j, suite_is_forward_secret))
		return "the server has no suite with forward secrecy, this "
		       "sender has nothing else";
	return "none of the server's suites is among those it offers";
}

/* What each suite lacks that both of them know. */
struct lack {
	size_t n_group; /* a common group */
	size_t n_shape; /* DHE: it is chosen in the other shape of hello */
	char words[400];
	enum sender_cause cause;
};

static void count_lack(const struct judgement *j, struct lack *lack)
{
	for (size_t i = 0; i < j->version->n_suites; i++) {
		uint32_t code = j->version->suites[i].code;
		const struct suite *suite = suite_find(code);

		if (!suite || !sender_offers_suite(j->sender, code))
			continue;
		if (suite_uses_dhe(suite))
			lack->n_shape++;
		else
			lack->n_group++;
	}
}

static void say_group(const struct judgement *j, struct lack *lack)
{
	struct names taken = { 0 };

	for (size_t i = 0; i < j->version->n_groups; i++) {
		const struct group_fact *fact = &j->version->groups[i];
		const struct group *group = group_find(fact->code);

		if (fact->state == TRUTH_YES && group &&
			group_counts(fact->code, j->version->version))
			names_add(&taken, group->name);
	}
	lack->cause = SENDER_CAUSE_GROUP;
	snprintf(lack->words, sizeof(lack->words),
		"no common %s in %s: the server takes %s, which this sender "
		"does not offer",
		j->version->version >= VERSION_TLS13 ? "group" : "curve",
		version_name(j->version->version),
		taken.n ? taken.text : "others");
}

static void say_shape(const struct judgement *j, struct lack *lack)
{
	bool rfc7919 = sender_offers_rfc7919(j->sender);
	size_t used = strlen(lack->words);

	lack->cause = SENDER_CAUSE_GROUP;
	snprintf(lack->words + used, sizeof(lack->words) - used,
		"%sthe server chooses DHE only %s RFC 7919 groups, this sender "
		"offers %s",
		used ? "; " : "no common group: ",
		rfc7919 ? "without" : "beside", rfc7919 ? "some" : "none");
}

/* The type of certificate that a suite wants; NULL: none of the three. */
static const char *type_of(uint32_t code)
{
	static const char *const types[] = { "RSA", "ECDSA", "DSS" };
	const struct suite *suite = suite_find(code);

	for (size_t i = 0; suite && i < sizeof(types) / sizeof(*types); i++)
		if (!strcmp(suite->auth, types[i]))
			return types[i];
	return NULL;
}

static void add_type(struct names *types, const char *type)
{
	if (type && !strstr(types->text, type))
		names_add(types, type);
}

static bool say_certificate(const struct judgement *j, struct lack *lack)
{
	struct names server = { 0 }, sender = { 0 };

	for (size_t i = 0; i < j->sender->n_suites; i++)
		add_type(&sender, type_of(j->sender->suites[i]));
	for (size_t i = 0; i < j->version->n_suites; i++) {
		const char *type = type_of(j->version->suites[i].code);

		if (!type || strstr(sender.text, type))
			return false;
		add_type(&server, type);
	}
	if (!server.n || !sender.n)
		return false;
	lack->cause = SENDER_CAUSE_CERTIFICATE_TYPE;
	snprintf(lack->words, sizeof(lack->words),
		"no common certificate type in %s: the server's suites want "
		"%s, those of this sender %s",
		version_name(j->version->version), server.text, sender.text);
	return true;
}

static void say_lack(const struct judgement *j, struct lack *lack)
{
	count_lack(j, lack);
	if (lack->n_group)
		say_group(j, lack);
	if (lack->n_shape)
		say_shape(j, lack);
	if (lack->n_group || lack->n_shape || say_certificate(j, lack))
		return;
	lack->cause = SENDER_CAUSE_SUITE;
	snprintf(lack->words, sizeof(lack->words), "no common suite in %s: %s",
		version_name(j->version->version), missing_quality(j));
}

void sender_lacks(struct judgement *j)
{
	const struct observation *o = refusal(j);
	const struct code_name *name = o ? alert_find(o->alert) : NULL;
	struct lack lack = { 0 };

	say_lack(j, &lack);
	j->verdict->version = 0;
	if (o)
		proof_add(&j->verdict->proof, o->probe);
	for (size_t i = 0; lack.n_group && i < j->version->n_groups; i++)
		judgement_prove(j, &j->version->groups[i].proof);
	if (o)
		judgement_fail(j, lack.cause,
			"%s; the server answers alert %u (%s)", lack.words,
			o->alert, name ? name->name : "unknown");
	else
		judgement_fail(
			j, lack.cause, "%s; the server refuses", lack.words);
}
