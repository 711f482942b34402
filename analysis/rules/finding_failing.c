/* SPDX-License-Identifier: ISC */
/* Suites that the server chooses and then fails with (log/failing.h). */
#include <stdio.h>

#include "analysis/rules/finding_parts.h"

static void add_suite(
	struct wordlist *suites, const struct failing_fact *failing)
{
	const struct suite *suite = suite_find(failing->code);
	char code[16];

	snprintf(code, sizeof(code), "0x%04X", (unsigned)failing->code);
	wordlist_add(suites, suite ? suite->name : code, SIZE_MAX);
}

static void add_victims(
	const struct scene *scene, uint32_t code, struct wordlist *victims)
{
	for (size_t i = 0; i < sender_table_len; i++)
		if (sender_comes(&sender_table[i], scene->context->dialog) &&
			sender_offers_suite(&sender_table[i], code))
			wordlist_add(victims, sender_table[i].name,
				sender_table_len);
}

bool rule_suite_fails(const struct scene *scene, struct finding *f)
{
	struct wordlist suites = { 0 }, versions = { 0 }, victims = { 0 };
	const char *how = "";

	for (int v = 0; v < PORTRAIT_VERSIONS; v++) {
		const struct version_fact *fact = &scene->portrait->versions[v];
		for (size_t i = 0; i < fact->n_failing; i++) {
			add_suite(&suites, &fact->failing[i]);
			add_victims(scene, fact->failing[i].code, &victims);
			wordlist_add(&versions, version_name(fact->version),
				PORTRAIT_VERSIONS);
			add_proof(f, &fact->failing[i].proof);
			how = fact->failing[i].how;
		}
	}
	if (!suites.n)
		return false;
	wordlist_end(&suites);
	wordlist_end(&victims);
	f->severity = victims.n ? SEVERITY_MEDIUM : SEVERITY_INFO;
	say_title(f, "Fails with %s", suites.text);
	say_detail(f,
		"In %s a hello that offers it beside a suite that the server "
		"has is not answered (%s), without it it is: the server seems "
		"to choose it and then to break on it. ",
		versions.text, how);
	if (victims.n)
		say_detail(f,
			"Senders that offer it, and fail where the server "
			"prefers it: %s.",
			victims.text);
	else
		say_detail(f, "No sender that we know offers it.");
	say_fix(f,
		"Take the suite out of the server's list, or give it what it "
		"needs (certificate, parameters, a database of passwords).");
	return true;
}
