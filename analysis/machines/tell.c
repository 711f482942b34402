/* SPDX-License-Identifier: ISC */
/*
 * A recorded run is told again: the same events in the same order lead to the
 * same audits. See machines.h.
 */
#include "analysis/machines/machines_parts.h"

void machines_tell_asked(
	struct machines *machines, const struct machines_asked *asked)
{
	struct member *member = machines_member(machines, asked->audit);

	if (member)
		machines_send(
			machines, member, asked->id, NULL, asked->question);
	else if (asked->id > machines->n_probes)
		machines->n_probes = asked->id;
}

void machines_tell_decided(
	struct machines *machines, const struct decision *decision)
{
	struct member *member = machines_member(machines, decision->audit);

	if (member)
		(void)machines_decide(machines, member, decision);
}

void machines_tell_learnt(struct machines *machines, const struct probe *probe,
	const struct outcome *outcome)
{
	machines_learn(machines, probe, outcome);
}

void machines_tell_end(struct machines *machines)
{
	struct member *member;

	for (size_t i = 0; (member = machines_nth(machines, i)); i++)
		audit_part_ends(member->audit, member->log);
}
