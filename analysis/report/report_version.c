/* SPDX-License-Identifier: ISC */
/*
 * The versions of a report: for each of the six its state with reason, proof
 * and controls, its suites in the server's order, its groups and what was seen
 * of DHE in either shape.
 */
#include <stdio.h>

#include "analysis/report/report_parts.h"

static void fill_suites(struct arena *arena, struct report_version *version,
	const struct version_fact *fact)
{
	char room[CODE_ROOM];

	version->n_suites = fact->n_suites;
	version->suites =
		arena_zeroed(arena, fact->n_suites, sizeof(*version->suites));
	for (size_t i = 0; i < fact->n_suites; i++) {
		const struct suite_fact *from = &fact->suites[i];

		version->suites[i] = (struct report_suite){
			.code = from->code,
			.code_text = arena_words(
				arena, suite_code_text(room, from->code)),
			.known = suite_find(from->code),
			.dh_bits = from->dh_bits,
			.dh_bits_rfc7919 = from->dh_bits_rfc7919,
			.shape = from->shape,
			.group = arena_words(
				arena, group_text(room, from->group)),
			.signature_scheme = arena_words(arena,
				scheme_text(room, from->signature_scheme)),
			.export_rsa_bits = from->export_rsa_bits,
			.proof = report_copy_proof(arena, &from->proof),
		};
	}
}

/* Sizes that go beyond the suites there are would mislead their readers. */
static void fill_classes(struct arena *arena, struct report_version *version,
	const struct version_fact *fact)
{
	size_t left = fact->n_suites;

	if (fact->order != SUITE_ORDER_MIXED)
		return;
	version->n_classes = fact->n_classes;
	version->classes =
		arena_zeroed(arena, fact->n_classes, sizeof(*version->classes));
	for (size_t i = 0; i < fact->n_classes; i++) {
		size_t n = fact->classes[i] < left ? fact->classes[i] : left;

		version->classes[i] = n;
		left -= n;
	}
}

static void fill_groups(struct arena *arena, struct report_version *version,
	const struct version_fact *fact)
{
	char room[CODE_ROOM];

	version->n_groups = fact->n_groups;
	version->groups =
		arena_zeroed(arena, fact->n_groups, sizeof(*version->groups));
	for (size_t i = 0; i < fact->n_groups; i++) {
		const struct group_fact *from = &fact->groups[i];

		version->groups[i] = (struct report_group){
			.code_text = arena_printf(arena, "0x%04X", from->code),
			.name = arena_words(
				arena, group_text(room, from->code)),
			.known = group_find(from->code),
			.state = from->state,
			.reason = arena_words(arena, from->reason),
			.proof = report_copy_proof(arena, &from->proof),
		};
	}
}

static const char *sha256_words(struct arena *arena, const uint8_t sha256[32])
{
	char *text = arena_zeroed(arena, 65, 1);

	for (size_t i = 0; i < 32; i++)
		snprintf(text + 2 * i, 3, "%02x", sha256[i]);
	return text;
}

static void fill_dhe(struct arena *arena, struct report_dhe *dhe,
	const struct dhe_fact *fact, const struct observation_log *log)
{
	bool known =
		log && fact->prime >= 0 && (size_t)fact->prime < log->n_primes;
	const struct observed_prime *prime =
		known ? &log->primes[fact->prime] : NULL;
	char room[CODE_ROOM];

	*dhe = (struct report_dhe){
		.state = fact->state,
		.bits = fact->bits,
		.prime = arena_words(arena, prime ? prime->name : ""),
		.prime_sha256 = prime ? sha256_words(arena, prime->sha256) : "",
		.group = arena_words(arena, group_text(room, fact->group)),
		.suite = fact->state == TRUTH_YES
			? arena_words(arena, suite_code_text(room, fact->suite))
			: "",
		.proof = report_copy_proof(arena, &fact->proof),
	};
}

static void fill_version(struct arena *arena, struct report_version *version,
	const struct version_fact *fact, const struct observation_log *log)
{
	bool yes = fact->state == TRUTH_YES;

	version->state = fact->state;
	version->reason = arena_words(arena, fact->reason);
	version->refusal = arena_words(arena, fact->refusal);
	version->proof = report_copy_proof(arena, &fact->proof);
	version->controls = report_copy_proof(arena, &fact->controls);
	version->has_order = yes;
	version->order = fact->order;
	fill_suites(arena, version, fact);
	fill_classes(arena, version, fact);
	version->suites_complete = fact->suites_complete;
	fill_groups(arena, version, fact);
	version->has_groups_order = yes && fact->n_groups > 0;
	version->groups_order = fact->groups_order;
	fill_dhe(arena, &version->dhe, &fact->plain, log);
	fill_dhe(arena, &version->dhe_rfc7919, &fact->rfc7919, log);
	version->same_set = fact->same_set;
	version->deflate = fact->deflate;
	version->deflate_proof = report_copy_proof(arena, &fact->deflate_proof);
}

void report_fill_versions(struct arena *arena, struct report_version *versions,
	const struct portrait *portrait)
{
	static const uint16_t six[PORTRAIT_VERSIONS] = { VERSION_SSL2,
		VERSION_SSL3, VERSION_TLS10, VERSION_TLS11, VERSION_TLS12,
		VERSION_TLS13 };

	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		versions[i].version = six[i];
		versions[i].name = version_name(six[i]);
		fill_version(arena, &versions[i], &portrait->versions[i],
			portrait->log);
	}
}
