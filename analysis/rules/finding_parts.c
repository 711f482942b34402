/* SPDX-License-Identifier: ISC */
/*
 * What the rules are written with: sentences, lists of words, the suites for
 * which something holds, and the senders that fail for it.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"

static void append(char *out, size_t size, const char *fmt, va_list ap)
{
	size_t used = strlen(out);

	vsnprintf(out + used, size - used, fmt, ap);
}

void say_title(struct finding *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	append(f->title, sizeof(f->title), fmt, ap);
	va_end(ap);
}

void say_detail(struct finding *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	append(f->detail, sizeof(f->detail), fmt, ap);
	va_end(ap);
}

void say_fix(struct finding *f, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	append(f->fix, sizeof(f->fix), fmt, ap);
	va_end(ap);
}

void add_proof(struct finding *f, const struct proof *proof)
{
	for (size_t i = 0; i < proof->n; i++)
		proof_add(&f->proof, proof->probes[i]);
}

static bool has_word(const struct wordlist *list, const char *word)
{
	size_t len = strlen(word);
	const char *at = list->text;

	while ((at = strstr(at, word))) {
		bool begins = at == list->text || at[-1] == ' ';
		bool ends = at[len] == '\0' || at[len] == ',';

		if (begins && ends)
			return true;
		at += len;
	}
	return false;
}

void wordlist_add(struct wordlist *list, const char *word, size_t cap)
{
	size_t used = strlen(list->text), room = sizeof(list->text) - 30;

	if (has_word(list, word))
		return;
	list->n++;
	if (list->shown == cap || used + strlen(word) + 2 > room)
		return;
	snprintf(list->text + used, sizeof(list->text) - used, "%s%s",
		used ? ", " : "", word);
	list->shown++;
}

void wordlist_end(struct wordlist *list)
{
	size_t used = strlen(list->text);

	if (list->n > list->shown)
		snprintf(list->text + used, sizeof(list->text) - used,
			" and %zu more", list->n - list->shown);
}

static void sight_suite(struct sightings *s, const struct version_fact *version,
	const struct suite *suite)
{
	const char *name = version_name(version->version);

	wordlist_add(
		&s->suites, *suite->openssl ? suite->openssl : suite->name, 6);
	wordlist_add(&s->versions, name ? name : "?", PORTRAIT_VERSIONS);
	if (!s->lowest)
		s->lowest = version->version;
	s->highest = version->version;
	if (suite->strength < s->weakest)
		s->weakest = suite->strength;
}

bool sight(struct sightings *sightings, struct finding *f,
	const struct portrait *portrait, suite_test *test)
{
	memset(sightings, 0, sizeof(*sightings));
	sightings->weakest = 9999;
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct version_fact *version = &portrait->versions[i];

		for (size_t k = 0; k < version->n_suites; k++) {
			const struct suite_fact *fact = &version->suites[k];
			const struct suite *suite = suite_find(fact->code);

			if (!suite || !test(suite, fact))
				continue;
			sight_suite(sightings, version, suite);
			add_proof(f, &fact->proof);
		}
	}
	wordlist_end(&sightings->suites);
	return sightings->suites.n > 0;
}

void sight_victims(struct victims *victims, const struct scene *scene,
	enum sender_cause cause)
{
	memset(victims, 0, sizeof(*victims));
	for (size_t i = 0; i < sender_table_len; i++) {
		const struct sender *sender = &sender_table[i];
		struct sender_verdict v;

		if (!sender_comes(sender, scene->context->dialog))
			continue;
		sender_judge(&v, sender, scene->portrait, scene->context);
		if (v.result == SENDER_FAILS && v.cause == cause)
			wordlist_add(
				&victims->sure, sender->name, sender_table_len);
		else if (v.result == SENDER_UNKNOWN && v.likely == cause)
			wordlist_add(&victims->likely, sender->name,
				sender_table_len);
		sender_verdict_clear(&v);
	}
	wordlist_end(&victims->sure);
	wordlist_end(&victims->likely);
}
