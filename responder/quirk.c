/* SPDX-License-Identifier: ISC */
/*
 * A hello met for its looks, before anything is chosen: too long, of a length
 * that somebody's parser trips over, with a version, extension, suite or name
 * that the server cannot stand (struct rule).
 */
#include "responder/job.h"

#include <strings.h>

/* The message with its header of four bytes, as those who met such servers
 * count it (RFC 7685; testssl.sh #1113). An SSL 2 record without its two. */
static size_t hello_length(const struct hello *hello)
{
	size_t len = hello->suites.len + hello->session_id.len;

	if (hello->form == HELLO_SSL2)
		return 9 + len + hello->random.len;
	len += 4 + 2 + 32 + 1 + 2 + 1 + hello->compression.len;
	if (hello->has_extensions)
		len += 2;
	for (size_t i = 0; i < hello->n_extensions; i++)
		len += 4 + hello->extensions[i].body.len;
	return len;
}

/* By the client's version, and by each version it lists; GREASE is none. */
static bool offers_above(const struct hello *hello, uint32_t version)
{
	uint16_t list[32];
	size_t n = hello_version_list(hello, list, 32);

	for (size_t i = 0; i < n && i < 32; i++) {
		if (list[i] > version && (list[i] & 0x0f0f) != 0x0a0a)
			return true;
	}
	return hello->version > version;
}

static bool offers_exchange(const struct hello *hello, const char *name)
{
	size_t n = hello_n_suites(hello);

	for (size_t i = 0; i < n; i++) {
		const struct suite *s = suite_find(hello_suite(hello, i));

		if (s && strstr(suite_exchange_name(s->exchange), name))
			return true;
	}
	return false;
}

static bool names(const struct hello *hello, const char *name)
{
	struct slice sent = hello_server_name(hello);

	return sent.len == strlen(name) &&
		!strncasecmp((const char *)sent.data, name, sent.len);
}

static bool rule_holds(const struct rule *rule, const struct hello *hello)
{
	size_t len = hello_length(hello);
	uint16_t code = (uint16_t)rule->low;

	switch (rule->kind) {
	case RULE_LENGTH:
		return len >= rule->low && len <= rule->high;
	case RULE_LENGTH_REST:
		return len % 256 == rule->low;
	case RULE_ABOVE:
		return offers_above(hello, rule->low);
	case RULE_EXTENSION:
		return hello_offers_extension(hello, code);
	case RULE_NO_EXTENSION:
		return !hello_offers_extension(hello, code);
	case RULE_SUITE:
		return hello_offers_suite(hello, code);
	case RULE_EXCHANGE:
		return offers_exchange(hello, rule->name);
	case RULE_NAME:
		return names(hello, rule->name);
	case RULE_NOT_NAME:
		return !names(hello, rule->name);
	case RULE_CHOSEN:
		break;
	}
	return false;
}

void refuse_choice(struct job *job, size_t written)
{
	const struct profile_quirks *quirks = &job->profile->quirks;

	for (size_t i = 0; job->answer->accepted && i < quirks->n_rules; i++) {
		const struct rule *rule = &quirks->rules[i];
		if (rule->kind != RULE_CHOSEN ||
			rule->low != job->answer->suite)
			continue;
		*job->answer = (struct answer){ .end = ANSWER_CLOSE };
		job->w->len = written;
		refuse(job, rule->refusal);
	}
}

bool refused_by_quirk(struct job *job)
{
	const struct profile_quirks *quirks = &job->profile->quirks;
	const struct hello *hello = job->hello;

	if (quirks->max_suites && hello_n_suites(hello) > quirks->max_suites) {
		refuse(job, quirks->long_refusal);
		return true;
	}
	for (size_t i = 0; i < quirks->n_rules; i++) {
		if (!rule_holds(&quirks->rules[i], hello))
			continue;
		refuse(job, quirks->rules[i].refusal);
		return true;
	}
	if (hello->version == VERSION_SSL2)
		return false;
	if ((quirks->needs_extensions && !hello->n_extensions) ||
		(quirks->refuses_extensions && hello->n_extensions)) {
		refuse(job, job->profile->refusal);
		return true;
	}
	return false;
}
