/* SPDX-License-Identifier: ISC */
/*
 * Order from answers. A server with an order of its own never contradicts
 * itself; one that follows the client contradicts itself as soon as two of our
 * lists run in different directions, and always takes the first it has. What
 * is neither is mixed: equal-preference classes, several backends.
 */
#include "analysis/log/order.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"

#define BEATS 1	 /* chosen while the other was offered */
#define STRICT 2 /* and the other stood before it in the list */

struct contest {
	size_t n;
	uint16_t *places; /* code -> index + 1, for 16-bit codes */
	uint8_t *won;	  /* n x n */
	const uint32_t *suites;
	bool always_first;
	bool inverted; /* some answer was not the first it has */
	size_t listed;
	size_t *list; /* indexes of the suites of one hello, in its order */
};

static size_t index_of(const struct contest *c, uint32_t code)
{
	if (code > 0xffff || c->places[code] == 0)
		return c->n;
	return c->places[code] - 1u;
}

/* Groups and compression probes offer something narrower than the server's
 * choice is made from; the rest tell of the order. */
static bool tells_order(const struct observation *o, uint16_t version)
{
	return o->probe && o->has_suite && o->version == version &&
		observation_chose_from_list(o) &&
		(!(o->form & FORM_RFC7919) || version == VERSION_TLS13) &&
		o->purpose != PURPOSE_GROUPS && o->purpose != PURPOSE_DHE &&
		o->purpose != PURPOSE_COMPRESSION &&
		o->purpose != PURPOSE_PREFERRED;
}

static void note_contest(struct contest *c, const struct observation *o)
{
	size_t winner = index_of(c, o->suite);
	bool before = true;

	if (winner == c->n)
		return;
	c->listed = 0;
	for (size_t i = 0; i < o->n_offered; i++) {
		size_t other = index_of(c, o->offered[i]);
		if (other < c->n && c->listed < c->n)
			c->list[c->listed++] = other;
	}
	if (c->listed < 2)
		return;
	if (c->list[0] != winner) {
		c->always_first = false;
		c->inverted = true;
	}
	for (size_t i = 0; i < c->listed; i++) {
		if (c->list[i] == winner) {
			before = false;
			continue;
		}
		c->won[winner * c->n + c->list[i]] |=
			before ? BEATS | STRICT : BEATS;
	}
}

static bool contradicts(const struct contest *c)
{
	for (size_t a = 0; a < c->n; a++)
		for (size_t b = a + 1; b < c->n; b++)
			if (c->won[a * c->n + b] && c->won[b * c->n + a])
				return true;
	return false;
}

/* One that beats all who are not placed yet (in a tie, either serves). */
static size_t champion(const struct contest *c, const bool *placed)
{
	for (size_t a = 0; a < c->n; a++) {
		bool best = !placed[a];
		for (size_t b = 0; best && b < c->n; b++)
			best = b == a || placed[b] || c->won[a * c->n + b];
		if (best)
			return a;
	}
	return c->n;
}

/* Where lists had to be cut no suite was seen beside all others: what beats one
 * beats also what that one beats. */
static void close_over(struct contest *c)
{
	for (size_t k = 0; k < c->n; k++)
		for (size_t a = 0; a < c->n; a++)
			for (size_t b = 0; c->won[a * c->n + k] && b < c->n;
				b++)
				if (c->won[k * c->n + b] && a != b)
					c->won[a * c->n + b] |= BEATS;
}

static void place_all(struct order *order, const struct contest *c,
	bool *placed, size_t *rank)
{
	size_t next;

	while (order->placed < c->n && (next = champion(c, placed)) < c->n) {
		placed[next] = true;
		rank[order->placed] = next;
		order->suites[order->placed++] = c->suites[next];
	}
}

static bool is_head(const struct contest *c, const bool *placed, size_t a)
{
	for (size_t b = 0; b < c->n; b++)
		if (b != a && !placed[b] && c->won[b * c->n + a] &&
			!c->won[a * c->n + b])
			return false;
	return true;
}

static void note_rest(
	struct order *order, const struct contest *c, const bool *placed)
{
	for (size_t i = 0, at = order->placed; i < c->n; i++)
		if (!placed[i]) {
			order->heads[at] = is_head(c, placed, i);
			order->suites[at++] = c->suites[i];
		}
}

static void place(struct order *order, struct contest *c, bool contradiction)
{
	bool *placed = xcalloc(c->n, sizeof(*placed));
	size_t *rank = xcalloc(c->n, sizeof(*rank));

	place_all(order, c, placed, rank);
	if (order->placed < c->n && !contradiction) {
		close_over(c);
		place_all(order, c, placed, rank);
	}
	for (size_t i = 0; i + 1 < order->placed; i++) {
		uint8_t ahead = c->won[rank[i] * c->n + rank[i + 1]];
		uint8_t behind = c->won[rank[i + 1] * c->n + rank[i]];
		order->tied[i] = ahead && behind;
		order->loose[i] = !(ahead & STRICT) && !order->tied[i];
	}
	note_rest(order, c, placed);
	free(rank);
	free(placed);
}

static int by_code(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static void judge(
	struct order *order, const struct contest *c, bool contradiction)
{
	if (order->n <= 1) {
		order->order = SUITE_ORDER_SINGLE;
	} else if (contradiction && c->always_first) {
		order->order = SUITE_ORDER_CLIENT;
		qsort(order->suites, order->n, sizeof(*order->suites), by_code);
	} else if (contradiction) {
		order->order = SUITE_ORDER_MIXED;
	} else if (c->inverted && order->placed == order->n) {
		order->order = SUITE_ORDER_SERVER;
	} else {
		order->order = SUITE_ORDER_UNKNOWN;
		order->ambiguous = order->placed == order->n;
	}
}

void order_derive(struct order *order, const struct observation_log *log,
	uint16_t version, const uint32_t *found, size_t n)
{
	struct contest c = { .n = n, .suites = found, .always_first = true };
	bool contradiction;

	memset(order, 0, sizeof(*order));
	order->n = n;
	order->suites = xcalloc(n, sizeof(*order->suites));
	order->tied = xcalloc(n, sizeof(*order->tied));
	order->loose = xcalloc(n, sizeof(*order->loose));
	order->heads = xcalloc(n, sizeof(*order->heads));
	c.won = xcalloc(n * n, 1);
	c.list = xcalloc(n, sizeof(*c.list));
	c.places = xcalloc(0x10000, sizeof(*c.places));
	for (size_t i = 0; i < n && n <= 0xfffe; i++)
		if (found[i] <= 0xffff)
			c.places[found[i]] = (uint16_t)(i + 1);
	for (size_t i = 0; i < log->n; i++)
		if (tells_order(&log->rows[i], version))
			note_contest(&c, &log->rows[i]);
	contradiction = contradicts(&c);
	place(order, &c, contradiction);
	judge(order, &c, contradiction);
	free(c.list);
	free(c.places);
	free(c.won);
}

void order_clear(struct order *order)
{
	free(order->suites);
	free(order->tied);
	free(order->loose);
	free(order->heads);
	memset(order, 0, sizeof(*order));
}

const char *suite_order_name(enum suite_order order)
{
	switch (order) {
	case SUITE_ORDER_UNKNOWN:
		return "unknown";
	case SUITE_ORDER_SERVER:
		return "server";
	case SUITE_ORDER_CLIENT:
		return "client";
	case SUITE_ORDER_SINGLE:
		return "single";
	case SUITE_ORDER_MIXED:
		return "mixed";
	}
	return "?";
}
