/* SPDX-License-Identifier: ISC */
/* See budget.h. */
#include "net/dial/budget.h"

void budget_init(struct budget *budget, const struct budget_limits *limits)
{
	*budget = (struct budget){ .limits = *limits };
}

bool budget_spent(const struct budget *budget)
{
	return budget->limits.connections &&
		budget->n >= budget->limits.connections;
}

uint64_t budget_spacing(const struct budget *budget)
{
	const struct budget_limits *limits = &budget->limits;
	uint64_t share = 0;

	if (limits->rate)
		share = ((uint64_t)limits->rate_ms * 101 / 100 + limits->rate -
				1) /
			limits->rate;
	return share > limits->delay_ms ? share : limits->delay_ms;
}

uint64_t budget_wait(const struct budget *budget, uint64_t now)
{
	uint64_t next = budget->last + budget_spacing(budget);

	if (budget->n == 0 || now >= next)
		return 0;
	return next - now;
}

void budget_took(struct budget *budget, uint64_t now)
{
	budget->n++;
	budget->last = now;
}
