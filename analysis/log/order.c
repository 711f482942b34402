/* SPDX-License-Identifier: ISC */
/*
 * Order from answers. A server with an order of its own never contradicts
 * itself; one that follows the client contradicts itself as soon as two of our
 * lists run in different directions, and always takes the first it has. What
 * is neither is mixed: equal-preference classes, several backends.
 *
 * Some have an order of their own that depends on the client's first suite
 * (OpenSSL with SSL_OP_PRIORITIZE_CHACHA, Go crypto/tls): what such a hello
 * shows counts among the suites that it moves, and not against the others. So
 * the rows are read in up to three ways, the plainest that fits counts.
 */
#include "analysis/log/order.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "wire/tables/names.h"

#define BEATS 1	 /* chosen while the other was offered */
#define STRICT 2 /* and the other stood before it in the list */

/* How the rows are read. */
enum reading {
	READ_PLAIN,
	READ_FRONT, /* suites before the first that it has are not known to it
		     */
	READ_GCM,   /* AES-GCM in front puts ChaCha20 behind it */
	READINGS,
};

struct contest {
	size_t n;
	uint16_t *places; /* code -> index + 1, for 16-bit codes */
	uint8_t *won;	  /* n x n */
	const uint32_t *suites;
	bool always_first;
	bool inverted; /* some answer was not the first it has */
	size_t listed;
	size_t *list; /* indexes of the suites of one hello, in its order */
	enum reading reading;
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
		o->topic != TOPIC_COVER_GROUPS && o->purpose != PURPOSE_SHAPE &&
		o->purpose != PURPOSE_COMPRESSION &&
		o->purpose != PURPOSE_PREFERRED;
}

static bool is_chacha(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite && suite_is_chacha20(suite);
}

bool order_is_gcm_front(uint32_t code)
{
	return code == 0x1301 || code == 0x1302 || code == 0xc02b ||
		code == 0xc02c || code == 0xc02f || code == 0xc030;
}

/* The suite by which such servers tell the client's liking. */
static uint32_t front_of(const struct contest *c, const struct observation *o)
{
	if (c->reading == READ_PLAIN && o->n_offered)
		return o->offered[0];
	return c->listed ? c->suites[c->list[0]] : 0;
}

/* May the other have been passed over for the client's first suite? */
static bool was_moved(const struct contest *c, const struct observation *o,
	uint32_t winner, uint32_t other)
{
	uint32_t front = front_of(c, o);

	if (is_chacha(front))
		return is_chacha(winner) && !is_chacha(other);
	return c->reading == READ_GCM && order_is_gcm_front(o->offered[0]) &&
		!is_chacha(winner) && is_chacha(other);
}

static void list_of(struct contest *c, const struct observation *o)
{
	c->listed = 0;
	for (size_t i = 0; i < o->n_offered; i++) {
		size_t other = index_of(c, o->offered[i]);
		if (other < c->n && c->listed < c->n)
			c->list[c->listed++] = other;
	}
}

static void note_contest(struct contest *c, const struct observation *o)
{
	size_t winner = index_of(c, o->suite);
	bool before = true;

	list_of(c, o);
	if (winner == c->n || c->listed < 2)
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
		if (was_moved(c, o, o->suite, c->suites[c->list[i]]))
			continue;
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

/* All rows anew, in one way. */
static bool read_rows(struct contest *c, const struct observation_log *log,
	uint16_t version, enum reading reading)
{
	memset(c->won, 0, c->n * c->n);
	c->always_first = true;
	c->inverted = false;
	c->reading = reading;
	for (size_t i = 0; i < log->n; i++)
		if (tells_order(&log->rows[i], version))
			note_contest(c, &log->rows[i]);
	return contradicts(c);
}

/* Of two suites in one list: did what is moved for this client go before what
 * stands before it for others, and that for certain? */
static bool shows_moved(
	const struct contest *c, const struct observation *o, uint8_t how)
{
	size_t winner = index_of(c, o->suite);

	for (size_t i = 0; winner < c->n && i < c->listed; i++) {
		size_t other = c->list[i];
		if (was_moved(c, o, o->suite, c->suites[other]) &&
			c->won[other * c->n + winner] & how)
			return true;
	}
	return false;
}

static bool is_moved(struct contest *c, const struct observation_log *log,
	uint16_t version, uint8_t how)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (!tells_order(o, version))
			continue;
		list_of(c, o);
		if (c->listed > 1 && shows_moved(c, o, how))
			return true;
	}
	return false;
}

/* ChaCha20 in front, or in the last reading AES-GCM, and yet the server kept to
 * its order. */
static bool shows_kept(
	const struct contest *c, const struct observation *o, bool chacha)
{
	bool front = c->listed && o->n_offered &&
		c->suites[c->list[0]] == o->offered[0];

	if (!front || is_chacha(o->suite) == chacha)
		return false;
	return chacha ? is_chacha(o->offered[0])
		      : order_is_gcm_front(o->offered[0]);
}

static bool is_kept(struct contest *c, const struct observation_log *log,
	uint16_t version, bool chacha)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		if (!tells_order(o, version))
			continue;
		list_of(c, o);
		if (c->listed > 1 && shows_kept(c, o, chacha))
			return true;
	}
	return false;
}

/* Something that moves neither: it loses, and stands in front. */
static void shield(struct order *order, uint32_t low, uint32_t high)
{
	for (size_t i = order->n; i-- > 0;)
		if (order->suites[i] != high && order->suites[i] != low &&
			!is_chacha(order->suites[i]) &&
			!order_is_gcm_front(order->suites[i])) {
			order->ask[order->n_ask++] = order->suites[i];
			return;
		}
}

/* Two suites, of which the lower goes before the better one for some: ChaCha20
 * below another, where there is such; else AES-GCM below ChaCha20. */
static bool pair_of(const struct order *order, const struct contest *c,
	bool chacha, uint32_t pair[2])
{
	bool found = false;

	for (size_t k = 1; k < order->n; k++)
		for (size_t i = 0; i < k; i++) {
			uint32_t high = order->suites[i];
			uint32_t low = order->suites[k];
			bool fits = chacha
				? is_chacha(low) && !is_chacha(high)
				: order_is_gcm_front(low) && is_chacha(high);
			bool strict = c->won[index_of(c, high) * c->n +
					      index_of(c, low)] &
				STRICT;
			if (!fits || (found && !strict))
				continue;
			pair[0] = low;
			pair[1] = high;
			found = true;
			if (strict)
				return true;
		}
	return found;
}

/* Asks for the lower one before the better one: as they are, and where the
 * lower one then goes first, behind a shield: it may be that the client's order
 * counts between them. */
static void ask_chacha(struct order *order, struct contest *c,
	const struct observation_log *log, uint16_t version)
{
	uint32_t pair[2];
	bool chacha = pair_of(order, c, true, pair);

	if ((!chacha && !pair_of(order, c, false, pair)) ||
		is_kept(c, log, version, chacha))
		return;
	order->asks = is_moved(c, log, version, BEATS) ? CHACHA_SHIELDED
						       : CHACHA_FIRST;
	order->n_ask = 0;
	if (order->asks == CHACHA_SHIELDED)
		shield(order, pair[0], pair[1]);
	order->ask[order->n_ask++] = pair[0];
	order->ask[order->n_ask++] = pair[1];
}

/* Whose order it is, where it is the server's: does it know exceptions? */
static void judge_chacha(struct order *order, struct contest *c,
	const struct observation_log *log, uint16_t version)
{
	if (order->order != SUITE_ORDER_SERVER)
		return;
	if (!is_moved(c, log, version, STRICT)) {
		ask_chacha(order, c, log, version);
		return;
	}
	order->order = SUITE_ORDER_CLIENT_CHACHA;
	order->unless_gcm = c->reading == READ_GCM;
}

static void forget_places(struct order *order)
{
	order->placed = 0;
	memset(order->tied, 0, order->n * sizeof(*order->tied));
	memset(order->loose, 0, order->n * sizeof(*order->loose));
	memset(order->heads, 0, order->n * sizeof(*order->heads));
}

/* Rows that contradict each other do not where something is moved for some
 * clients. That must be shown, or else is asked for. */
static bool read_as_moved(struct order *order, struct contest *c,
	const struct observation_log *log, uint16_t version)
{
	for (int r = READ_FRONT; r < READINGS; r++) {
		if (read_rows(c, log, version, (enum reading)r))
			continue;
		place(order, c, false);
		judge(order, c, false);
		judge_chacha(order, c, log, version);
		if (order->order == SUITE_ORDER_CLIENT_CHACHA)
			return true;
		forget_places(order);
		return false;
	}
	return false;
}

/* The plainest reading that fits; none: the first. */
static void read_order(struct order *order, struct contest *c,
	const struct observation_log *log, uint16_t version)
{
	bool contradiction = read_rows(c, log, version, READ_PLAIN);

	if (contradiction && !c->always_first) {
		if (read_as_moved(order, c, log, version))
			return;
		(void)read_rows(c, log, version, READ_PLAIN);
	}
	place(order, c, contradiction);
	judge(order, c, contradiction);
	judge_chacha(order, c, log, version);
}

void order_derive(struct order *order, const struct observation_log *log,
	uint16_t version, const uint32_t *found, size_t n)
{
	struct contest c = { .n = n, .suites = found };

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
	read_order(order, &c, log, version);
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
	case SUITE_ORDER_CLIENT_CHACHA:
		return "client-chacha";
	}
	return "?";
}

bool suite_order_is_own(enum suite_order order)
{
	return order == SUITE_ORDER_SERVER ||
		order == SUITE_ORDER_CLIENT_CHACHA;
}
