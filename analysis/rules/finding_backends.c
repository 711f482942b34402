/* SPDX-License-Identifier: ISC */
/*
 * The rule about several machines behind one address: a name that stands for
 * several configurations fails for some, now and then.
 */
#include "analysis/rules/finding_parts.h"

/* Do all machines say the same of a version? */
static bool is_same(const struct portrait *p, size_t v)
{
	const struct version_fact *a = &p->backends[0].portrait->versions[v];

	for (size_t i = 1; i < p->n_backends; i++) {
		const struct version_fact *b =
			&p->backends[i].portrait->versions[v];
		if (a->state != b->state || a->n_suites != b->n_suites ||
			a->order != b->order)
			return false;
		for (size_t k = 0; k < a->n_suites; k++)
			if (a->suites[k].code != b->suites[k].code)
				return false;
	}
	return true;
}

static void say_machines(struct finding *f, const struct portrait *p)
{
	struct wordlist names = { 0 }, versions = { 0 };

	for (size_t i = 0; i < p->n_backends; i++)
		wordlist_add(&names, p->backends[i].name, PORTRAIT_BACKENDS);
	for (size_t v = 0; v < PORTRAIT_VERSIONS; v++)
		if (!is_same(p, v))
			wordlist_add(&versions,
				version_name(p->backends[0]
						     .portrait->versions[v]
						     .version),
				PORTRAIT_VERSIONS);
	say_title(
		f, "%zu unlike machines answer at this address", p->n_backends);
	say_detail(f, "They greet as %s. ", names.text);
	if (versions.n)
		say_detail(f, "They differ in %s. ", versions.text);
}

bool rule_several_backends(const struct scene *scene, struct finding *f)
{
	const struct portrait *p = scene->portrait;

	if (!p->unequal)
		return false;
	f->severity = SEVERITY_MEDIUM;
	proof_add(&f->proof, p->unequal_probes[0]);
	proof_add(&f->proof, p->unequal_probes[1]);
	if (p->n_backends > 1)
		say_machines(f, p);
	else
		say_title(f, "Equal hellos get unequal answers");
	say_detail(f,
		"The same hello was answered in one way %u times and in "
		"another %u times, of %u. A sender that suits only some of "
		"the machines delivers now and fails then, and a second try "
		"may hide it.",
		p->unequal_met[0], p->unequal_met[1], p->unequal_asked);
	say_fix(f,
		"Give all machines behind the address the same TLS "
		"configuration and the same version of the TLS library; the "
		"load balancer's own TLS counts as one of them.");
	return true;
}
