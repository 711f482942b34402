/* SPDX-License-Identifier: ISC */
/*
 * See roll.h. An unclear answer counts as a refusal when it came three times
 * alike; silence never does.
 */
#include "analysis/chain/roll.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"

#define ENOUGH 3

void roll_init(struct roll *roll, size_t room)
{
	memset(roll, 0, sizeof(*roll));
	roll->ready = true;
	roll->first_no = roll->last_no = -1;
	roll->rows = xcalloc(room, sizeof(*roll->rows));
	roll->found = xcalloc(room, sizeof(*roll->found));
}

void roll_clear(struct roll *roll)
{
	free(roll->rows);
	free(roll->found);
	memset(roll, 0, sizeof(*roll));
}

void roll_add(struct roll *roll, uint32_t code, bool marked)
{
	roll->rows[roll->n++] =
		(struct roll_row){ .code = code, .marked = marked };
	roll->n_open++;
}

static void settle_question(struct roll *roll)
{
	if (roll->negatives > 1 && !roll->same)
		roll->weather = true;
	roll->negatives = 0;
}

bool roll_answer(struct roll *roll, uint32_t code)
{
	for (size_t i = 0; i < roll->n; i++) {
		struct roll_row *row = &roll->rows[i];
		if (row->code != code || row->state != CANDIDATE_OPEN)
			continue;
		row->state = CANDIDATE_FOUND;
		roll->found[roll->n_found++] = code;
		roll->n_open--;
		roll->weather = roll->weather || roll->negatives > 0;
		settle_question(roll);
		return true;
	}
	return false;
}

bool roll_take_back(struct roll *roll, uint32_t code)
{
	for (size_t i = 0; i < roll->n; i++) {
		struct roll_row *row = &roll->rows[i];
		if (row->code != code || row->state != CANDIDATE_REFUSED)
			continue;
		row->state = CANDIDATE_FOUND;
		roll->found[roll->n_found++] = code;
		return true;
	}
	return false;
}

static void refuse(struct roll *roll, uint32_t code)
{
	for (size_t i = 0; i < roll->n; i++)
		if (roll->rows[i].code == code &&
			roll->rows[i].state == CANDIDATE_OPEN) {
			roll->rows[i].state = CANDIDATE_REFUSED;
			roll->n_open--;
		}
}

/* Counts it; have so many ends alike come together that they are an answer? */
static bool count_negative(struct roll *roll, const struct observation *o)
{
	unsigned sign = (unsigned)o->kind << 8 | o->alert;

	if (roll->negatives++ == 0) {
		roll->sign = sign;
		roll->same = true;
	}
	roll->same = roll->same && roll->sign == sign;
	return roll->negatives >= ENOUGH && roll->same &&
		observation_may_refuse(o);
}

bool roll_negative(struct roll *roll, const struct observation *o, long row,
	const uint32_t *offered, size_t n)
{
	bool in_words = observation_refused(o);
	bool refused = count_negative(roll, o) || in_words;

	if (!refused && roll->negatives < ENOUGH)
		return false;
	if (roll->first_no < 0)
		roll->first_no = row;
	roll->last_no = row;
	roll->stuck = roll->stuck || !refused;
	roll->soft = roll->soft || (refused && !in_words);
	for (size_t i = 0; refused && i < n; i++)
		refuse(roll, offered[i]);
	settle_question(roll);
	return true;
}

void roll_reask(struct roll *roll)
{
	for (size_t i = 0; i < roll->n; i++)
		if (roll->rows[i].state == CANDIDATE_REFUSED) {
			roll->rows[i].state = CANDIDATE_OPEN;
			roll->n_open++;
		}
	roll->first_no = roll->last_no = -1;
	roll->reasked++;
}

bool roll_reopen_offered(struct roll *roll, const uint32_t *offered, size_t n)
{
	for (size_t i = 0; i < roll->n; i++)
		for (size_t k = 0; k < n; k++)
			if (roll->rows[i].code == offered[k] &&
				roll->rows[i].state == CANDIDATE_REFUSED) {
				roll_reask(roll);
				return true;
			}
	return false;
}
