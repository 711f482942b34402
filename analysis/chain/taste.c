/* SPDX-License-Identifier: ISC */
/* See taste.h. */
#include "analysis/chain/taste.h"

#include "wire/tables/names.h"

#define TASTE(id, name, origin, ...)                                           \
	static const uint16_t suites_##id[] = { __VA_ARGS__ };
#include "analysis/chain/tastes.def"
#undef TASTE

#define TASTE(id, name, origin, ...)                                           \
	{ name, origin, sizeof(suites_##id) / sizeof(*suites_##id),            \
		suites_##id },
const struct taste taste_table[] = {
#include "analysis/chain/tastes.def"
};
#undef TASTE
const size_t taste_table_len = sizeof(taste_table) / sizeof(*taste_table);

/* A hit is worth 100 and loses a third with each further answer, so that three
 * or four answers decide. */
#define HIT 100

void tasting_init(struct tasting *tasting, uint16_t version)
{
	memset(tasting, 0, sizeof(*tasting));
	tasting->version = version;
	tasting->n = TASTES_OWN;
	for (size_t i = 0; i < taste_table_len && tasting->n < TASTES_MAX; i++)
		tasting->followers[tasting->n++] =
			(struct follower){ .n = taste_table[i].n,
				.common = taste_table[i].suites };
}

void tasting_own(
	struct tasting *tasting, size_t slot, const uint32_t *suites, size_t n)
{
	struct follower *follower = &tasting->followers[slot];

	follower->own = suites;
	follower->n = n;
}

static uint32_t suite_at(const struct follower *follower, size_t i)
{
	return follower->own ? follower->own[i] : follower->common[i];
}

static uint64_t bit_of(const char *words)
{
	uint32_t hash = 2166136261u;

	while (*words)
		hash = (hash ^ (uint8_t)*words++) * 16777619u;
	return (uint64_t)1 << (hash >> 26);
}

static struct features features_of(const struct suite *suite)
{
	uint64_t auth = bit_of(suite->auth), mode = bit_of(suite->mode);
	unsigned by = (unsigned)suite->exchange;

	/* two words in one bit: turned against each other */
	return (struct features){ .exchanges = auth << by % 64 |
			(by % 64 ? auth >> (64 - by % 64) : 0),
		.ciphers = bit_of(suite->cipher) << 1 ^ mode ^
			bit_of(suite->cipher) >> 63,
		.macs = bit_of(suite->mac) };
}

static void add_features(struct tasting *tasting, const struct suite *suite)
{
	struct features more = features_of(suite);

	tasting->found.exchanges |= more.exchanges;
	tasting->found.ciphers |= more.ciphers;
	tasting->found.macs |= more.macs;
}

/* Key exchanges that few servers have: not guessed before one was found. */
static bool is_rare(const struct suite *suite)
{
	switch (suite->exchange) {
	case EXCHANGE_RSA:
	case EXCHANGE_DHE:
	case EXCHANGE_ECDHE:
	case EXCHANGE_TLS13:
		return !strcmp(suite->auth, "DSS") || suite->export_grade;
	default:
		return true;
	}
}

static bool fits_version(const struct suite *suite, uint16_t version)
{
	if ((suite->family == SUITE_TLS13) != (version == VERSION_TLS13))
		return false;
	return suite->min_version <= version ||
		suite->min_version <= VERSION_TLS10;
}

/* Can the version have it, and was nothing of its kind passed over in vain? */
static bool plausible(const struct tasting *tasting,
	const struct follower *follower, uint32_t code)
{
	const struct suite *suite = suite_find(code);
	struct features own, vain = follower->passed;

	if (!suite)
		return follower->own;
	if (!fits_version(suite, tasting->version))
		return false;
	own = features_of(suite);
	vain.exchanges &= ~tasting->found.exchanges;
	vain.ciphers &= ~tasting->found.ciphers;
	vain.macs &= ~tasting->found.macs;
	if (!follower->own && is_rare(suite) &&
		own.exchanges & ~tasting->found.exchanges)
		return false;
	return !(own.exchanges & vain.exchanges) &&
		!(own.ciphers & vain.ciphers) && !(own.macs & vain.macs);
}

static size_t place_of(const struct follower *follower, uint32_t code)
{
	for (size_t i = 0; i < follower->n; i++)
		if (suite_at(follower, i) == code)
			return i;
	return follower->n;
}

/* An answer passed over @suite. One thing is to blame: what was never found. */
static void blame(const struct tasting *tasting, struct follower *follower,
	const struct suite *suite)
{
	struct features own = features_of(suite);

	if (own.exchanges & ~tasting->found.exchanges)
		follower->passed.exchanges |= own.exchanges;
	else if (own.ciphers & ~tasting->found.ciphers)
		follower->passed.ciphers |= own.ciphers;
	else
		follower->passed.macs |= own.macs;
}

/* The answer @code came: was it the first plausible one behind the cursor? */
static void follow(
	const struct tasting *tasting, struct follower *follower, uint32_t code)
{
	size_t at = place_of(follower, code);
	bool hit = at < follower->n && at >= follower->cursor;

	for (size_t i = follower->cursor; hit && i < at; i++)
		hit = !plausible(tasting, follower, suite_at(follower, i));
	follower->score = follower->score * 2 / 3 + (hit ? HIT : 0);
	if (at == follower->n)
		return;
	for (size_t i = follower->cursor; i < at; i++) {
		uint32_t passed = suite_at(follower, i);
		if (suite_find(passed) && plausible(tasting, follower, passed))
			blame(tasting, follower, suite_find(passed));
	}
	follower->cursor = at + 1;
}

void tasting_note(struct tasting *tasting, const uint32_t *answers, size_t n)
{
	for (; tasting->noted < n; tasting->noted++) {
		uint32_t code = answers[tasting->noted];
		const struct suite *suite = suite_find(code);
		if (suite)
			add_features(tasting, suite);
		for (size_t i = 0; i < tasting->n; i++)
			follow(tasting, &tasting->followers[i], code);
	}
}

/* The one that was right most of late; before any answer the first that knows
 * anything. */
static const struct follower *best_of(const struct tasting *tasting)
{
	const struct follower *best = NULL;

	for (size_t i = 0; i < tasting->n; i++) {
		const struct follower *follower = &tasting->followers[i];
		if (follower->n && (!best || follower->score > best->score))
			best = follower;
	}
	return best;
}

/* What is under way was guessed already: the guesses go on behind it. */
static size_t go_past_flying(
	const struct follower *follower, const struct chain *chain)
{
	size_t from = follower->cursor;

	for (size_t i = 0; i < chain->flying.n; i++) {
		size_t at = place_of(follower, chain->flying.guesses[i]);
		if (at < follower->n && at >= from)
			from = at + 1;
	}
	return from;
}

bool tasting_is_sure(const struct tasting *tasting, uint32_t guess)
{
	const struct suite *suite = suite_find(guess);
	const struct follower *best = best_of(tasting);
	struct features own;

	if (!suite || !best || best->score < HIT / 2)
		return false;
	own = features_of(suite);
	return best->own ||
		(!(own.exchanges & ~tasting->found.exchanges) &&
			!(own.ciphers & ~tasting->found.ciphers));
}

bool tasting_fits(uint32_t code, uint16_t version)
{
	const struct suite *suite = suite_find(code);

	return suite && fits_version(suite, version);
}

bool tasting_is_like(const struct tasting *tasting, uint32_t code)
{
	const struct suite *suite = suite_find(code);
	struct features own;

	if (!suite || !fits_version(suite, tasting->version))
		return false;
	own = features_of(suite);
	return !(own.exchanges & ~tasting->found.exchanges) &&
		!(own.ciphers & ~tasting->found.ciphers) &&
		!(own.macs & ~tasting->found.macs);
}

size_t tasting_guess(const struct tasting *tasting, const struct chain *chain,
	uint32_t *guesses, size_t room)
{
	const struct follower *best = best_of(tasting);
	size_t n = 0;

	if (!best)
		return 0;
	for (size_t i = go_past_flying(best, chain); i < best->n && n < room;
		i++) {
		uint32_t code = suite_at(best, i);
		if (chain_is_open(chain, code) &&
			plausible(tasting, best, code))
			guesses[n++] = code;
	}
	return n;
}
