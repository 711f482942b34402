/* SPDX-License-Identifier: ISC */
/*
 * The ladder and the bookkeeping of one version's chain. See chain.h for the
 * idea; DESIGN: what an answer means is in docs/ARCHITECTURE.md.
 */
#include "analysis/chain.h"

#include <stdio.h>
#include <stdlib.h>

#include "analysis/alloc.h"
#include "wire/names.h"

/* Codes in a cut list: 127 with signalling values is what the most narrow
 * servers take; 100 also keeps the hello without extensions under 256 bytes. */
#define SHORT_LIST 100
#define LONG_LIST 4096 /* above: first cut to this */
#define ENOUGH 3       /* the same answer so many times is an answer */
#define TOO_MANY 6     /* unlike negatives before the chain gives up */

#define ALERT_PROTOCOL_VERSION 70

static int by_rank(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? 1 : -1;
	return x->code < y->code ? -1 : x->code > y->code;
}

static void sort_candidates(struct chain *chain)
{
	qsort(chain->rows, chain->n, sizeof(*chain->rows), by_rank);
	for (size_t i = 0; i < chain->n; i++)
		if (chain->rows[i].code <= 0xffff)
			chain->places[chain->rows[i].code] = (uint32_t)i + 1;
}

void chain_init(
	struct chain *chain, uint16_t version, const uint32_t *codes, size_t n)
{
	memset(chain, 0, sizeof(*chain));
	chain->version = version;
	chain->first_no = chain->last_no = chain->implied_by = -1;
	chain->rows = xcalloc(n, sizeof(*chain->rows));
	chain->places = xcalloc(0x10000, sizeof(*chain->places));
	chain->n = chain->n_open = n;
	for (size_t i = 0; i < n; i++) {
		chain->rows[i].code = codes[i];
		chain->rows[i].rank = rank_suite(codes[i]);
	}
	sort_candidates(chain);
	if (n > CHAIN_LONGEST)
		chain->limit = CHAIN_LONGEST;
}

void chain_clear(struct chain *chain)
{
	free(chain->rows);
	free(chain->places);
	chain->rows = NULL;
	chain->places = NULL;
	chain->n = 0;
}

static struct candidate *candidate(struct chain *chain, uint32_t code)
{
	if (code <= 0xffff) {
		uint32_t place = chain->places[code];
		return place ? &chain->rows[place - 1] : NULL;
	}
	for (size_t i = 0; i < chain->n; i++)
		if (chain->rows[i].code == code)
			return &chain->rows[i];
	return NULL;
}

void chain_expect(struct chain *chain, const uint32_t *codes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct candidate *row = candidate(chain, codes[i]);
		if (row)
			row->rank = 100000000 - (long)i;
	}
	sort_candidates(chain);
}

bool chain_is_over(const struct chain *chain)
{
	return chain->state == CHAIN_COMPLETE || chain->state == CHAIN_ABSENT ||
		chain->state == CHAIN_STUCK;
}

static enum probe_purpose purpose_of(const struct chain *chain)
{
	switch (chain->rung) {
	case RUNG_OTHER_FORM:
		return PURPOSE_OTHER_FORM;
	case RUNG_AGAIN:
		return PURPOSE_AGAIN;
	case RUNG_SLICES:
		return PURPOSE_SHORTER;
	default:
		return PURPOSE_SUITES;
	}
}

/* The other form of a version: TLS without extensions, SSL 3 with them, TLS
 * 1.3 with a key share instead of an empty list. SSL 2 has only one. */
static void set_form(struct hello_recipe *recipe, bool other)
{
	recipe->without_extensions = recipe->version == VERSION_SSL3 ||
		(other && recipe->version != VERSION_TLS13);
	recipe->with_key_share = other && recipe->version == VERSION_TLS13;
}

bool chain_next(const struct chain *chain, struct question *question)
{
	size_t limit = chain->limit ? chain->limit : chain->n;
	size_t n = 0;

	if (chain_is_over(chain) || chain->n_open == 0)
		return false;
	question->purpose = purpose_of(chain);
	question->recipe.version = chain->version;
	question->recipe.shape = DHE_PLAIN;
	set_form(&question->recipe,
		chain->other_form || chain->rung == RUNG_OTHER_FORM);
	for (size_t i = 0; i < chain->n && n < limit; i++)
		if (chain->rows[i].state == CANDIDATE_OPEN)
			question->suites[n++] = chain->rows[i].code;
	/* the likeliest winner last */
	for (size_t i = 0; i < n / 2; i++) {
		uint32_t swap = question->suites[i];
		question->suites[i] = question->suites[n - 1 - i];
		question->suites[n - 1 - i] = swap;
	}
	question->n_suites = n;
	question->n_groups = 0;
	return true;
}

/* Something was answered: does it tell of the form, or of the weather? An
 * explicit refusal of the standard form settles for the other one; a close or
 * a silence may have been bad luck, so the standard form is tried again. */
static void note_form(struct chain *chain)
{
	if (chain->rung == RUNG_OTHER_FORM) {
		chain->other_form = chain->refusals == chain->negatives;
		chain->doubt = !chain->other_form;
	} else if (chain->doubt) {
		chain->doubt = false;
		chain->weather = true;
	}
	if (chain->rung == RUNG_AGAIN)
		chain->weather = true;
}

static void found(struct chain *chain, struct candidate *row)
{
	row->state = CANDIDATE_FOUND;
	chain->n_open--;
	chain->n_found++;
	note_form(chain);
	chain->negatives = chain->silences = chain->refusals = 0;
	chain->first_no = chain->last_no = -1;
	chain->rung = RUNG_ALL;
	if (chain->state == CHAIN_UNTOUCHED || chain->n_open)
		chain->state = CHAIN_RUNNING;
	if (chain->n_open == 0)
		chain->state = CHAIN_COMPLETE;
}

static void refuse_offered(struct chain *chain, const struct observation *o)
{
	for (size_t i = 0; i < o->n_offered; i++) {
		struct candidate *row = candidate(chain, o->offered[i]);
		if (row && row->state == CANDIDATE_OPEN) {
			row->state = CANDIDATE_REFUSED;
			chain->n_open--;
		}
	}
}

static void refuse_all(struct chain *chain)
{
	for (size_t i = 0; i < chain->n; i++)
		if (chain->rows[i].state == CANDIDATE_OPEN)
			chain->rows[i].state = CANDIDATE_REFUSED;
	chain->n_open = 0;
}

static void stuck(struct chain *chain, const char *why)
{
	chain->state = CHAIN_STUCK;
	snprintf(chain->trouble, sizeof(chain->trouble), "%s", why);
}

/* Nothing is open any more: the version is absent or its set is known. */
static void settle(struct chain *chain)
{
	if (chain->n_open)
		return;
	if (chain->n_found)
		chain->state = CHAIN_COMPLETE;
	else if (chain->silences)
		stuck(chain, "no answer to some of the lists");
	else
		chain->state = CHAIN_ABSENT;
}

/* SSL 2 has one form, and the form of SSL 3 is the one without extensions. */
static bool has_other_form(const struct chain *chain)
{
	return chain->version > VERSION_SSL3;
}

static void cut_list(struct chain *chain)
{
	size_t limit = chain->limit ? chain->limit : chain->n_open;

	chain->limit = limit > 2 * LONG_LIST ? LONG_LIST : SHORT_LIST;
	if (chain->version == VERSION_SSL2)
		chain->limit = 1;
	chain->rung = RUNG_SLICES;
}

/* One change a rung. */
static void climb(struct chain *chain)
{
	switch (chain->rung) {
	case RUNG_ALL:
		if (chain->n_found == 0 && has_other_form(chain) &&
			!chain->other_form)
			chain->rung = RUNG_OTHER_FORM;
		else
			chain->rung = RUNG_AGAIN;
		break;
	case RUNG_OTHER_FORM:
	case RUNG_AGAIN:
	case RUNG_SLICES:
		cut_list(chain);
		break;
	}
}

static void count_negative(
	struct chain *chain, const struct observation *o, long row)
{
	unsigned sign = (unsigned)o->kind << 8 | o->alert;

	if (chain->negatives == 0) {
		chain->sign = sign;
		chain->same = true;
		chain->first_no = row;
	}
	chain->same = chain->same && sign == chain->sign;
	chain->last_no = row;
	chain->negatives++;
	chain->silences += o->kind == OUTCOME_SILENCE;
	chain->refusals += observation_refused(o);
}

/* An explicit refusal of the version as a whole. */
static void learn_version_refused(
	struct chain *chain, const struct observation *o)
{
	bool other_form_tells = has_other_form(chain) &&
		!(chain->version == VERSION_TLS13 &&
			o->alert == ALERT_PROTOCOL_VERSION);

	if (chain->rung == RUNG_SLICES) {
		refuse_offered(chain, o);
		settle(chain);
	} else if (chain->rung == RUNG_ALL && other_form_tells &&
		!chain->other_form) {
		chain->rung = RUNG_OTHER_FORM;
	} else if (chain->refusals == chain->negatives) {
		refuse_all(chain);
		settle(chain);
	} else {
		climb(chain);
	}
}

/* A close or a reset, which bad weather looks like too. */
static bool is_wordless(unsigned sign)
{
	return sign >> 8 == OUTCOME_CLOSED || sign >> 8 == OUTCOME_RESET;
}

static void learn_unclear(struct chain *chain)
{
	bool enough = chain->negatives >= ENOUGH && chain->same &&
		chain->rung == RUNG_SLICES;

	if (chain->doubt && !chain->other_form) {
		chain->doubt = false;
		chain->other_form = chain->soft = true;
		chain->negatives = chain->silences = chain->refusals = 0;
		chain->rung = RUNG_ALL;
	} else if (enough && chain->silences)
		stuck(chain, "no answer, three times");
	else if (enough && chain->loose)
		stuck(chain, "answers with what was not offered");
	else if (enough) {
		chain->soft = chain->soft || is_wordless(chain->sign);
		refuse_all(chain);
		settle(chain);
	} else if (chain->negatives >= TOO_MANY)
		stuck(chain, "unclear answers of several kinds");
	else
		climb(chain);
}

static void learn_negative(
	struct chain *chain, const struct observation *o, long row)
{
	chain->state = CHAIN_RUNNING;
	count_negative(chain, o, row);
	if (!observation_refused(o)) {
		learn_unclear(chain);
	} else if (chain->n_found) {
		chain->weather = chain->weather || chain->rung == RUNG_AGAIN;
		refuse_offered(chain, o);
		chain->rung = RUNG_ALL;
		settle(chain);
	} else {
		learn_version_refused(chain, o);
	}
}

static void learn_ssl2(struct chain *chain, const struct observation *o)
{
	for (size_t i = 0; i < o->n_kinds; i++) {
		struct candidate *row = candidate(chain, o->kinds[i]);
		if (row && row->state == CANDIDATE_OPEN)
			found(chain, row);
	}
	refuse_offered(chain, o);
	chain->rung = RUNG_ALL;
	chain->limit = 0; /* the cut was for want of an answer, not of room */
	chain->state = chain->n_open ? CHAIN_RUNNING : CHAIN_COMPLETE;
}

/* A whole answer below: no to this version, or to the rest of its list. */
static void learn_downgrade(
	struct chain *chain, const struct observation *o, long row)
{
	if (chain->n_found == 0) {
		chain_implied_absent(chain, row);
		return;
	}
	count_negative(chain, o, row);
	refuse_offered(chain, o);
	settle(chain);
}

void chain_learn(struct chain *chain, const struct observation *o, long row)
{
	struct candidate *chosen =
		o->has_suite ? candidate(chain, o->suite) : NULL;

	if (o->kind == OUTCOME_CANCELLED)
		return;
	if (o->kind == OUTCOME_SSL2 && chain->version == VERSION_SSL2) {
		learn_ssl2(chain, o);
	} else if (!observation_answered(o)) {
		learn_negative(chain, o, row);
	} else if (o->version < chain->version && !o->unasked) {
		learn_downgrade(chain, o, row);
	} else if (o->version == chain->version && chosen &&
		chosen->state == CANDIDATE_OPEN) {
		found(chain, chosen);
	} else {
		chain->loose = true;
		learn_negative(chain, o, row);
	}
}

void chain_credit(struct chain *chain, const struct observation *o)
{
	struct candidate *row = candidate(chain, o->suite);
	const struct suite *suite = suite_find(o->suite);

	/* beside RFC 7919 groups: for a DHE suite that is another question */
	if (o->shape == DHE_RFC7919 && suite && suite_uses_dhe(suite))
		return;
	if (!chain_is_over(chain) && row && row->state == CANDIDATE_OPEN)
		found(chain, row);
}

void chain_implied_absent(struct chain *chain, long row)
{
	if (chain_is_over(chain) || chain->n_found)
		return;
	refuse_all(chain);
	chain->state = CHAIN_ABSENT;
	chain->implied_by = row;
}

void chain_reask(struct chain *chain)
{
	for (size_t i = 0; i < chain->n; i++)
		if (chain->rows[i].state == CANDIDATE_REFUSED) {
			chain->rows[i].state = CANDIDATE_OPEN;
			chain->n_open++;
		}
	chain->state = CHAIN_RUNNING;
	chain->rung = RUNG_ALL;
	chain->negatives = chain->silences = chain->refusals = 0;
	chain->first_no = chain->last_no = -1;
	chain->reasked++;
}
