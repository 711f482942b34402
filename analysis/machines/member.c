/* SPDX-License-Identifier: ISC */
/* A member: one audit with its rows. See machines.h. */
#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "analysis/machines/machines_parts.h"

void member_begin(struct machines *machines, struct member *member, uint32_t id)
{
	*member = (struct member){ .id = id, .a = -1, .b = -1 };
	member->log = &machines->log;
	if (id) {
		member->log = xcalloc(1, sizeof(*member->log));
		observation_log_init(member->log);
	}
	member->audit = audit_new(&machines->options, member->log);
	portrait_init(&member->portrait);
}

void member_end(struct member *member)
{
	audit_free(member->audit);
	portrait_clear(&member->portrait);
	if (!member->id)
		return;
	observation_log_clear(member->log);
	free(member->log);
}

struct member *machines_nth(struct machines *machines, size_t i)
{
	if (i == 0)
		return &machines->all;
	if (--i < machines->n)
		return machines->parts[i];
	i -= machines->n;
	return i < machines->n_retired ? machines->retired[i] : NULL;
}

struct member *machines_member(struct machines *machines, uint32_t id)
{
	struct member *member;

	for (size_t i = 0; (member = machines_nth(machines, i)); i++)
		if (member->id == id)
			break;
	return member;
}

bool machines_decide(struct machines *machines, struct member *member,
	const struct decision *decision)
{
	struct decision made = *decision;

	made.audit = member->id;
	if (made.kind == DECISION_PASSED_OVER)
		member->passed++;
	else if (!audit_decided(member->audit, member->log, &made))
		return false;
	observation_decide(&machines->log, &made);
	return true;
}
