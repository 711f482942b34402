/* SPDX-License-Identifier: ISC */
/* See pace.h: a list; a run asks some addresses, not millions. */
#include "cli/run/pace.h"

#include <stdlib.h>
#include <string.h>

struct pace {
	struct pace *next;
	struct budget budget;
	char address[];
};

struct budget *pace_budget(struct pace **pace, const char *address,
	const struct budget_limits *limits)
{
	size_t size = strlen(address) + 1;
	struct pace *one = *pace;

	while (one && strcmp(one->address, address) != 0)
		one = one->next;
	if (one)
		return &one->budget;
	one = malloc(sizeof(*one) + size);
	if (!one)
		abort();
	budget_init(&one->budget, limits);
	memcpy(one->address, address, size);
	one->next = *pace;
	*pace = one;
	return &one->budget;
}

void pace_clear(struct pace **pace)
{
	while (*pace) {
		struct pace *next = (*pace)->next;

		free(*pace);
		*pace = next;
	}
}
