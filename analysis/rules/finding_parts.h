/* SPDX-License-Identifier: ISC */
/*
 * What the files of the findings share; private to finding*.c. A rule looks at
 * the facts and, when it has something to say, fills the finding and returns
 * true. Its row stands in finding.c, the helpers below in finding_parts.c.
 */
#ifndef HALLO_ANALYSIS_RULES_FINDING_PARTS_H
#define HALLO_ANALYSIS_RULES_FINDING_PARTS_H

#include "analysis/rules/finding.h"
#include "analysis/senders/sender.h"
#include "wire/tables/names.h"

struct scene {
	const struct portrait *portrait;
	const struct sender_context *context;
	bool relay; /* mail between servers */
};

typedef bool finding_rule(const struct scene *scene, struct finding *f);

finding_rule rule_senders_fail;
finding_rule rule_dh_weak, rule_dh_known_prime;
finding_rule rule_certificate_broken, rule_certificate_unusable,
	rule_certificate_missing, rule_certificate_usage,
	rule_certificate_purpose, rule_certificate_ecdsa_only;
finding_rule rule_no_aead, rule_no_forward_secrecy, rule_export, rule_null,
	rule_anonymous, rule_rc4, rule_des, rule_3des, rule_older_generation;
finding_rule rule_ssl2, rule_ssl3, rule_tls10, rule_tls11,
	rule_no_secure_renegotiation, rule_compression, rule_no_starttls,
	rule_unasked;
finding_rule rule_dh_oversized, rule_explicit_curve, rule_early_bytes,
	rule_name_refused, rule_intolerance, rule_list_limit,
	rule_suite_intolerance, rule_several_backends;

void say_title(struct finding *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Appends; each call ends a thought. */
void say_detail(struct finding *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void say_fix(struct finding *f, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void add_proof(struct finding *f, const struct proof *proof);

/* A list of words, each once, that says how many it had no room for. */
struct wordlist {
	size_t n, shown;
	char text[400];
};
void wordlist_add(struct wordlist *list, const char *word, size_t cap);
void wordlist_end(struct wordlist *list);

/* The suites of all versions for which @test holds, as words with proof. */
typedef bool suite_test(
	const struct suite *suite, const struct suite_fact *fact);
struct sightings {
	struct wordlist suites, versions;
	uint16_t lowest, highest; /* versions */
	unsigned weakest;	  /* strength in bits */
};
bool sight(struct sightings *sightings, struct finding *f,
	const struct portrait *portrait, suite_test *test);

/* The senders that come to such a server and fail for @cause, "" when none;
 * and those that are likely to, but what would show it was not asked. */
struct victims {
	struct wordlist sure, likely;
};
void sight_victims(struct victims *victims, const struct scene *scene,
	enum sender_cause cause);

#endif
