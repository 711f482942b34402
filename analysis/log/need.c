/* SPDX-License-Identifier: ISC */
/* See need.h. */
#include "analysis/log/need.h"

static bool same_list(const struct observation *a, const struct observation *b)
{
	return a->n_offered == b->n_offered &&
		(!a->n_offered ||
			!memcmp(a->offered, b->offered,
				a->n_offered * sizeof(*a->offered)));
}

unsigned need_form(const struct observation *o)
{
	return o->form & FORM_USUAL ? FORM_USUAL : o->form & NEED_FORMS;
}

static bool is_answer(const struct observation *o, uint16_t version)
{
	return observation_answered(o) && o->version == version &&
		o->asked_version == version && observation_chose_from_list(o);
}

static bool is_end(const struct observation *o, uint16_t version)
{
	return o->probe && o->asked_version == version &&
		(o->kind == OUTCOME_ALERT || observation_may_refuse(o)) &&
		!observation_answered(o);
}

/* Has that hello the property, as far as its bytes go? */
static bool has(const struct observation *o, unsigned property)
{
	if (property == FORM_NAMELESS)
		return !o->named;
	return o->form & property;
}

/* Is there an answer to a hello of @version that @need would say cannot be? */
static bool is_contradicted(
	const struct need *need, const struct observation_log *log)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		bool other = has(o, need->property) == need->harmful;
		if (is_answer(o, need->version) && other &&
			!(o->form & FORM_WITHOUT_EXTENSIONS))
			return true;
	}
	return false;
}

static bool is_pair(const struct observation *answered,
	const struct observation *refused, struct need *need)
{
	unsigned differ = need_form(answered) ^ need_form(refused);

	if (!differ || differ & (differ - 1) || !same_list(answered, refused) ||
		differ & (FORM_LEAN | FORM_USUAL | FORM_WITHOUT_EXTENSIONS))
		return false;
	need->property = differ;
	need->harmful = need_form(refused) & differ;
	need->answered = answered;
	need->refused = refused;
	return true;
}

/* Refused twice at least, one of them behind an answer in the other form: not a
 * moment's mood. */
static bool is_confirmed(
	const struct need *need, const struct observation_log *log)
{
	size_t n = 0;
	bool after = false;

	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (!is_end(o, need->version) ||
			need_form(o) != need_form(need->refused))
			continue;
		n++;
		after = after || o > need->answered;
	}
	return n > 1 && after;
}

bool need_next(struct need *need, size_t *at, const struct observation_log *log)
{
	for (; *at < log->n * log->n; ++*at) {
		const struct observation *answered = &log->rows[*at / log->n];
		const struct observation *refused = &log->rows[*at % log->n];
		if (answered->purpose != PURPOSE_SHAPE &&
			refused->purpose != PURPOSE_SHAPE)
			continue;
		need->version = answered->version;
		if (!is_answer(answered, answered->version) ||
			answered->version < VERSION_TLS10 ||
			!is_end(refused, answered->version) ||
			!is_pair(answered, refused, need) ||
			is_contradicted(need, log) || !is_confirmed(need, log))
			continue;
		++*at;
		return true;
	}
	return false;
}
