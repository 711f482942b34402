/* SPDX-License-Identifier: ISC */
/*
 * The portrait's own memory and names. What goes into it is derived in
 * derive.c and its neighbours.
 */
#include "analysis/model/portrait.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"

const char *truth_name(enum truth truth)
{
	switch (truth) {
	case TRUTH_NOT_ASKED:
		return "not-asked";
	case TRUTH_YES:
		return "yes";
	case TRUTH_NO:
		return "no";
	case TRUTH_INCONCLUSIVE:
		return "inconclusive";
	case TRUTH_NOT_APPLICABLE:
		return "not-applicable";
	}
	return "?";
}

const char *suite_shape_name(enum suite_shape shape)
{
	switch (shape) {
	case SHAPE_PLAIN:
		return "plain";
	case SHAPE_RFC7919:
		return "rfc7919";
	case SHAPE_BOTH:
		return "both";
	case SHAPE_UNPROVEN:
		return NULL;
	}
	return NULL;
}

void proof_add(struct proof *proof, uint32_t probe)
{
	size_t at = proof->n;

	if (probe == 0)
		return;
	while (at > 0 && proof->probes[at - 1] > probe)
		at--;
	if (at > 0 && proof->probes[at - 1] == probe)
		return;
	proof->probes = xgrow(
		proof->probes, proof->n, &proof->room, sizeof(*proof->probes));
	memmove(proof->probes + at + 1, proof->probes + at,
		(proof->n - at) * sizeof(*proof->probes));
	proof->probes[at] = probe;
	proof->n++;
}

void portrait_init(struct portrait *portrait)
{
	memset(portrait, 0, sizeof(*portrait));
}

void version_fact_clear(struct version_fact *fact)
{
	for (size_t i = 0; i < fact->n_suites; i++)
		free(fact->suites[i].proof.probes);
	for (size_t i = 0; i < fact->n_groups; i++)
		free(fact->groups[i].proof.probes);
	free(fact->suites);
	free(fact->groups);
	free(fact->classes);
	free(fact->proof.probes);
	free(fact->controls.probes);
	free(fact->plain.proof.probes);
	free(fact->rfc7919.proof.probes);
	free(fact->deflate_proof.probes);
}

void portrait_clear(struct portrait *portrait)
{
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		version_fact_clear(&portrait->versions[i]);
	portrait_init(portrait);
}

struct version_fact *portrait_version(
	struct portrait *portrait, uint16_t version)
{
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		if (portrait->versions[i].version == version)
			return &portrait->versions[i];
	return NULL;
}

const struct suite_fact *version_suite(
	const struct version_fact *fact, uint32_t code)
{
	for (size_t i = 0; i < fact->n_suites; i++)
		if (fact->suites[i].code == code)
			return &fact->suites[i];
	return NULL;
}
