/* SPDX-License-Identifier: ISC */
/*
 * See cost.h.
 */
#include "wire/probe/cost.h"

#define PLACE(name) offsetof(struct cost, name)

const struct cost_row cost_rows[] = {
#define COST_SUM(name) { #name, COST_KIND_SUM, PLACE(name) },
#define COST_LAST(name) { #name, COST_KIND_LAST, PLACE(name) },
#define COST_REPORT(name) { #name, COST_KIND_REPORT, PLACE(name) },
#define COST_SECONDS(name, of) { #name, COST_KIND_SECONDS, PLACE(of) },
#define COST_WORDS(name, size) { #name, COST_KIND_WORDS, PLACE(name) },
#include "wire/probe/cost.def"
};
const size_t cost_rows_len = sizeof(cost_rows) / sizeof(cost_rows[0]);

uint64_t *cost_place(struct cost *cost, const struct cost_row *row)
{
	return (uint64_t *)(void *)((char *)cost + row->at);
}

uint64_t cost_number(const struct cost *cost, const struct cost_row *row)
{
	const char *at = (const char *)cost + row->at;
	uint64_t number = *(const uint64_t *)(const void *)at;

	return row->kind == COST_KIND_SECONDS ? (number + 500) / 1000 : number;
}

const char *cost_words(const struct cost *cost, const struct cost_row *row)
{
	return (const char *)cost + row->at;
}

void cost_add(struct cost *cost, const struct cost *part)
{
	for (size_t i = 0; i < cost_rows_len; i++)
		if (cost_rows[i].kind == COST_KIND_SUM)
			*cost_place(cost, &cost_rows[i]) +=
				cost_number(part, &cost_rows[i]);
}

void cost_take_last(struct cost *cost, const struct cost *last)
{
	for (size_t i = 0; i < cost_rows_len; i++)
		if (cost_rows[i].kind == COST_KIND_LAST)
			*cost_place(cost, &cost_rows[i]) =
				cost_number(last, &cost_rows[i]);
}
