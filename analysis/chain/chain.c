/* SPDX-License-Identifier: ISC */
/*
 * The state of one version's chain, and what it asks next. The ladder that the
 * answers climb is in chain_learn.c. See chain.h for the idea; what an answer
 * means is in docs/ARCHITECTURE.md.
 */
#include "analysis/chain/chain.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "analysis/chain/chain_parts.h"
#include "analysis/chain/ladder.h"
#include "wire/tables/names.h"

/* Where any suite may lead the list, several doubtful ones are tried at once; a
 * list goes on with each so-many-th of the likely ones, so that those beside
 * it find others when its guess was wrong. */
#define FLY_UNSURE 2
#define STRIDE 5

static int by_rank(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? 1 : -1;
	return x->code < y->code ? -1 : x->code > y->code;
}

void chain_init(
	struct chain *chain, uint16_t version, const uint32_t *codes, size_t n)
{
	memset(chain, 0, sizeof(*chain));
	chain->version = version;
	chain->implied_by = -1;
	chain->flying.window = 1;
	chain->rows = xcalloc(n, sizeof(*chain->rows));
	chain->places = xcalloc(0x10000, sizeof(*chain->places));
	chain->n = chain->n_open = n;
	for (size_t i = 0; i < n; i++) {
		chain->rows[i].code = codes[i];
		chain->rows[i].rank = rank_suite(codes[i]);
	}
	qsort(chain->rows, n, sizeof(*chain->rows), by_rank);
	for (size_t i = 0; i < n; i++)
		if (chain->rows[i].code <= 0xffff)
			chain->places[chain->rows[i].code] = (uint32_t)i + 1;
	if (n > CHAIN_LONGEST)
		chain->limits.now = chain->limits.given = CHAIN_LONGEST;
}

void chain_clear(struct chain *chain)
{
	free(chain->rows);
	free(chain->places);
	free(chain->found);
	free(chain->nos);
	memset(chain, 0, sizeof(*chain));
}

struct candidate *chain_candidate(const struct chain *chain, uint32_t code)
{
	if (code <= 0xffff) {
		uint32_t place = chain->places ? chain->places[code] : 0;
		return place ? &chain->rows[place - 1] : NULL;
	}
	for (size_t i = 0; i < chain->n; i++)
		if (chain->rows[i].code == code)
			return &chain->rows[i];
	return NULL;
}

bool chain_is_over(const struct chain *chain)
{
	return chain->state == CHAIN_COMPLETE || chain->state == CHAIN_ABSENT ||
		chain->state == CHAIN_STUCK;
}

bool chain_is_open(const struct chain *chain, uint32_t code)
{
	const struct candidate *row = chain_candidate(chain, code);

	return row && row->state == CANDIDATE_OPEN && !row->flying;
}

bool chain_has_found(const struct chain *chain, uint32_t code)
{
	const struct candidate *row = chain_candidate(chain, code);

	return row && row->state == CANDIDATE_FOUND;
}

/* The other form of a version: TLS without extensions, TLS 1.3 with a key share
 * instead of an empty list. SSL 2 and SSL 3 have only one. */
unsigned chain_form(uint16_t version, enum chain_shape shape)
{
	if (shape == SHAPE_LEAN)
		return FORM_LEAN;
	if (shape == SHAPE_OTHER && version == VERSION_TLS13)
		return FORM_KEY_SHARE;
	return shape == SHAPE_OTHER || version == VERSION_SSL3
		? FORM_WITHOUT_EXTENSIONS
		: 0;
}

/* Several at once only where every answer is clear so far, and never behind
 * one that will probably be refused. */
static bool may_fly(const struct chain *chain)
{
	const struct speculation *flying = &chain->flying;
	size_t most = flying->window;

	if (flying->n == 0)
		return true;
	if (flying->guesses[flying->n - 1] == CHAIN_NO_GUESS)
		return false;
	if (flying->unsure)
		most = !flying->client_first ? 1
			: most < FLY_UNSURE  ? most
					     : FLY_UNSURE;
	return chain->rung == RUNG_ALL && chain->n_found &&
		!chain->limits.now && chain->against.n == 0 && flying->n < most;
}

static bool is_ephemeral(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite &&
		(suite->exchange == EXCHANGE_DHE ||
			suite->exchange == EXCHANGE_ECDHE);
}

static bool is_newest(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite && suite->family == SUITE_TLS13;
}

static bool any_open(
	const struct chain *chain, bool (*test)(uint32_t code), bool wanted)
{
	for (size_t i = 0; i < chain->n; i++)
		if (chain->rows[i].state == CANDIDATE_OPEN &&
			test(chain->rows[i].code) == wanted)
			return true;
	return false;
}

/* What a list is made of, for now. */
enum part { PART_ANY, PART_STATIC, PART_NEWEST };

/* A server may break on what it chose itself (DHE without parameters, say): the
 * cut list after unclear ends leaves ephemeral keys out, if others are left.
 * And it may be allergic to one code: the last list before a version is given
 * up has others than those before. A lean hello of TLS 1.3 has the suites of
 * TLS 1.3 only, while some are open. */
static enum part part_of(const struct chain *chain)
{
	if (ladder_shape(chain) == SHAPE_LEAN &&
		any_open(chain, is_newest, true))
		return PART_NEWEST;
	if (chain->rung == RUNG_SLICES &&
		(chain->n_found ? chain->against.whole
				: chain->cut_shape != SHAPE_STANDARD ||
					chain->against.taken_up) &&
		any_open(chain, is_ephemeral, false))
		return PART_STATIC;
	return PART_ANY;
}

/* Open, not under way, and not left out. */
static bool may_ask(const struct candidate *row, enum part part)
{
	if (!row || row->state != CANDIDATE_OPEN || row->flying)
		return false;
	return part == PART_NEWEST    ? is_newest(row->code)
		: part == PART_STATIC ? !is_ephemeral(row->code)
				      : true;
}

static size_t keep_open(const struct chain *chain, const uint32_t *guesses,
	size_t n_guesses, uint32_t *kept, size_t room)
{
	enum part part = part_of(chain);
	size_t n = 0;

	for (size_t i = 0; i < n_guesses && n < room; i++)
		if (may_ask(chain_candidate(chain, guesses[i]), part))
			kept[n++] = guesses[i];
	return n;
}

bool chain_is_among(const uint32_t *codes, size_t n, uint32_t code)
{
	for (size_t i = 0; i < n; i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* ChaCha20 in front makes some servers prefer it for this one client. */
static void not_chacha_first(struct question *q)
{
	for (size_t i = 0; i < q->n_suites; i++) {
		const struct suite *suite = suite_find(q->suites[i]);
		uint32_t first = q->suites[0];
		if (suite && suite_is_chacha20(suite))
			continue;
		q->suites[0] = q->suites[i];
		q->suites[i] = first;
		return;
	}
}

static void turn_round(uint32_t *codes, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		uint32_t swap = codes[i];
		codes[i] = codes[n - 1 - i];
		codes[n - 1 - i] = swap;
	}
}

static void copy_strided(uint32_t *to, const uint32_t *from, size_t n)
{
	size_t at = 0;

	for (size_t first = 0; first < STRIDE; first++)
		for (size_t i = first; i < n; i += STRIDE)
			to[at++] = from[i];
}

/* The guesses, the rest by rank, and all that turned round: the likeliest
 * winner last. Where the server takes the first it knows the likeliest winner
 * is the one that stands first. */
static void arrange(const struct chain *chain, const uint32_t *guesses,
	size_t n_guesses, size_t skip, struct question *q)
{
	size_t limit = chain->limits.now ? chain->limits.now : chain->n;
	enum part part = part_of(chain);
	size_t n = n_guesses < limit ? n_guesses : limit;

	if (chain->flying.client_first)
		copy_strided(q->suites, guesses, n);
	else
		memcpy(q->suites, guesses, n * sizeof(*guesses));
	n_guesses = n;
	for (size_t i = 0; i < chain->n && n < limit; i++) {
		const struct candidate *row = &chain->rows[i];
		if (!may_ask(row, part) ||
			chain_is_among(guesses, n_guesses, row->code))
			continue;
		if (skip)
			skip--;
		else
			q->suites[n++] = row->code;
	}
	q->n_suites = n;
	if (chain->flying.client_first)
		return;
	turn_round(q->suites, n);
	not_chacha_first(q);
}

bool chain_next(const struct chain *chain, const uint32_t *guesses,
	size_t n_guesses, struct question *q)
{
	uint32_t kept[CHAIN_GUESSES];
	size_t n;

	if (chain_is_over(chain) || chain->n_open == 0 || !may_fly(chain))
		return false;
	if (chain->rung == RUNG_SLICES)
		n_guesses = 0; /* by rank alone: parts must not overlap */
	n = keep_open(chain, guesses, n_guesses, kept, CHAIN_GUESSES);
	q->purpose = ladder[chain->rung].purpose;
	q->version = chain->version;
	q->form = chain_form(chain->version, ladder_shape(chain));
	arrange(chain, kept, n, chain->limits.skip, q);
	if (q->n_suites == 0) /* the first half was all that is left */
		arrange(chain, kept, n, 0, q);
	q->n_groups = 0;
	q->guess = n ? kept[0] : CHAIN_NO_GUESS;
	return q->n_suites > 0;
}

/* Nothing was lost by a wrong guess where another lead found something new. */
static bool was_worth_it(
	const struct chain *chain, uint32_t guess, uint32_t answer)
{
	const struct candidate *row = chain_candidate(chain, answer);

	if (!chain->flying.client_first || answer == CHAIN_NO_GUESS)
		return guess == answer;
	return row && row->state != CANDIDATE_FOUND;
}

static void mark_flying(struct chain *chain, uint32_t guess, bool flying)
{
	struct candidate *row = chain_candidate(chain, guess);

	if (row && guess != CHAIN_NO_GUESS)
		row->flying = flying;
}

void chain_sent(struct chain *chain, uint32_t guess, bool sure)
{
	struct speculation *flying = &chain->flying;

	flying->unsure = !sure;
	if (flying->n < CHAIN_WINDOW)
		flying->guesses[flying->n++] = guess;
	mark_flying(chain, guess, true);
}

void chain_landed(struct chain *chain, uint32_t guess, uint32_t answer)
{
	struct speculation *flying = &chain->flying;

	for (size_t i = 0; i < flying->n; i++)
		if (flying->guesses[i] == guess) {
			memmove(flying->guesses + i, flying->guesses + i + 1,
				(flying->n - i - 1) * sizeof(*flying->guesses));
			flying->n--;
			break;
		}
	mark_flying(chain, guess, false);
	if (was_worth_it(chain, guess, answer))
		flying->window += flying->window < CHAIN_WINDOW;
	else if (guess != CHAIN_NO_GUESS)
		flying->window = flying->window > 1 ? flying->window / 2 : 1;
}
