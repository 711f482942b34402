/* SPDX-License-Identifier: ISC */
/*
 * A host drawn from a population: one list for all its versions is put into an
 * order, and each version takes its own suites out of that.
 */
#include <stdlib.h>

#include "tests/analysis/population.h"

struct master {
	size_t n;
	uint32_t codes[PROFILE_MAX_SUITES];
	uint8_t classes[PROFILE_MAX_SUITES];
};

const char *policy_name(enum policy policy)
{
	static const char *const names[] = { "library order", "locally changed",
		"random order", "client order", "equal classes",
		"ChaCha20 first", "mixed" };

	return names[policy];
}

static size_t place(const struct master *m, uint32_t code)
{
	size_t i = 0;

	while (i < m->n && m->codes[i] != code)
		i++;
	return i;
}

static void collect(struct master *m, const struct population *p,
	const struct population_host *host)
{
	for (int v = PROFILE_VERSIONS - 2; v > 0; v--) {
		const struct population_set *set;

		if (host->sets[v] < 0)
			continue;
		set = &p->sets[host->sets[v]];
		for (size_t i = 0; i < set->n; i++)
			if (place(m, set->codes[i]) == m->n)
				m->codes[m->n++] = set->codes[i];
	}
}

static int kx_rank(const struct suite *s)
{
	return s->exchange == EXCHANGE_ECDHE  ? 3
		: s->exchange == EXCHANGE_DHE ? 2
		: suite_is_anonymous(s)	      ? 1
					      : 0;
}

static int down(long x, long y)
{
	return x < y ? 1 : x > y ? -1 : 0;
}

/* OpenSSL's @STRENGTH: bits, then the table backwards. */
static int by_strength(const void *a, const void *b)
{
	const struct suite *x = suite_find(*(const uint32_t *)a);
	const struct suite *y = suite_find(*(const uint32_t *)b);
	int c = down(x->strength, y->strength);

	if (!c)
		c = down(kx_rank(x), kx_rank(y));
	return c ? c : down(x->code, y->code);
}

/* GnuTLS: the key exchange first, AEAD before the rest. */
static int by_exchange(const void *a, const void *b)
{
	const struct suite *x = suite_find(*(const uint32_t *)a);
	const struct suite *y = suite_find(*(const uint32_t *)b);
	int c = down(kx_rank(x), kx_rank(y));

	if (!c)
		c = down(suite_is_aead(x), suite_is_aead(y));
	if (!c)
		c = down(x->strength, y->strength);
	return c ? c : down(y->code, x->code);
}

/* Old OpenSSL's own table, newest last. */
static int by_code(const void *a, const void *b)
{
	return down(*(const uint32_t *)a, *(const uint32_t *)b);
}

static void shuffle(struct dice *dice, uint32_t *codes, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = dice_below(dice, i);
		uint32_t swap = codes[i - 1];
		codes[i - 1] = codes[k];
		codes[k] = swap;
	}
}

/* An admin's hand: one to four suites taken out and put in elsewhere. */
static void change(struct dice *dice, uint32_t *codes, size_t n)
{
	size_t times = n < 2 ? 0 : 1 + dice_below(dice, 4);

	while (times-- > 0) {
		size_t from = dice_below(dice, n), to = dice_below(dice, n);
		uint32_t code = codes[from];
		memmove(codes + from, codes + from + 1,
			(n - from - 1) * sizeof(*codes));
		memmove(codes + to + 1, codes + to,
			(n - to - 1) * sizeof(*codes));
		codes[to] = code;
	}
}

static void put_in_order(
	struct master *m, struct dice *dice, bool ordered, enum policy policy)
{
	static int (*const library[])(const void *, const void *) = {
		by_strength, by_strength, by_exchange, by_code
	};
	size_t taste = dice_below(dice, 4);

	if (!ordered)
		qsort(m->codes, m->n, sizeof(*m->codes), library[taste]);
	if (policy == POLICY_CHANGED)
		change(dice, m->codes, m->n);
	if (policy == POLICY_RANDOM)
		shuffle(dice, m->codes, m->n);
	for (size_t i = 1; i < m->n; i++)
		m->classes[i] = (uint8_t)(m->classes[i - 1] +
			(dice_below(dice, 2) ? 1 : 0));
}

static void fill(struct profile_version *v, const struct master *m,
	const struct population_set *set)
{
	for (size_t i = 0; i < m->n; i++) {
		bool has = false;

		for (size_t k = 0; k < set->n; k++)
			has = has || set->codes[k] == m->codes[i];
		if (!has)
			continue;
		v->classes[v->n_suites] = m->classes[i];
		v->suites[v->n_suites++] = m->codes[i];
	}
}

/* SSL 2 and TLS 1.3 have suites of their own. */
static void fill_alone(struct profile_version *v, struct dice *dice,
	enum policy policy, const struct population_set *set)
{
	struct master m = { .n = set->n };

	memcpy(m.codes, set->codes, set->n * sizeof(*set->codes));
	put_in_order(&m, dice, true, policy);
	fill(v, &m, set);
}

static const struct population_host *draw_host(
	const struct population *p, struct dice *dice)
{
	size_t at = dice_below(dice, p->weight), i = 0;

	while (at >= p->hosts[i].weight)
		at -= p->hosts[i++].weight;
	return &p->hosts[i];
}

static enum policy draw_policy(struct dice *dice)
{
	static const enum policy often[] = { POLICY_CLIENT, POLICY_CLIENT,
		POLICY_CLIENT, POLICY_CLIENT, POLICY_CLIENT, POLICY_CLIENT,
		POLICY_CLIENT, POLICY_CLIENT, POLICY_CLIENT, POLICY_CANONICAL,
		POLICY_CANONICAL, POLICY_CANONICAL, POLICY_CANONICAL,
		POLICY_CANONICAL, POLICY_CHANGED, POLICY_CHANGED, POLICY_RANDOM,
		POLICY_RANDOM, POLICY_CLASSES, POLICY_CHACHA };

	return often[dice_below(dice, sizeof(often) / sizeof(*often))];
}

enum policy population_draw(const struct population *population,
	struct profile *profile, struct dice *dice, enum policy policy)
{
	const struct population_host *host = draw_host(population, dice);
	struct master master = { 0 };

	if (policy == POLICY_MIX)
		policy = draw_policy(dice);
	profile_init(profile);
	profile->order = policy == POLICY_CLIENT ? ORDER_CLIENT
		: policy == POLICY_CLASSES	 ? ORDER_CLASSES
		: policy == POLICY_CHACHA	 ? ORDER_CHACHA
						 : ORDER_SERVER;
	profile->n_certificates = 1;
	strcpy(profile->certificates[0], "rsa2048"); /* SSL 2 sends one */
	profile->groups[0] = 29;
	profile->groups[1] = 23;
	profile->n_groups = 2;
	profile->version_refusal.alert = dice_below(dice, 3) ? 70 : 40;
	collect(&master, population, host);
	put_in_order(&master, dice, population->ordered, policy);
	for (int v = 0; v < PROFILE_VERSIONS; v++) {
		struct profile_version *version = &profile->versions[v];
		const struct population_set *set;

		version->supported = host->sets[v] >= 0;
		if (!version->supported)
			continue;
		set = &population->sets[host->sets[v]];
		if (v > 0 && v < PROFILE_VERSIONS - 1)
			fill(version, &master, set);
		else
			fill_alone(version, dice, policy, set);
	}
	return policy;
}

void population_limit(struct profile *profile, struct dice *dice, size_t way)
{
	static const uint16_t limits[] = { 43, 64, 86, 127, 128, 150, 255 };
	static const struct refusal ways[LIMIT_WAYS] = { { REFUSAL_SILENCE, 0,
								 false },
		{ REFUSAL_RESET, 0, false }, { REFUSAL_CLOSE, 0, false },
		{ REFUSAL_ALERT, 47, false }, { REFUSAL_ALERT, 40, false } };

	profile->quirks.max_suites =
		limits[dice_below(dice, sizeof(limits) / sizeof(*limits))];
	profile->quirks.long_refusal = ways[way];
}
