/* SPDX-License-Identifier: ISC */
/*
 * The known order is a line; each suite is put into it where the answers beside
 * RFC 7919 groups say. Where they do not say, the pair in the middle of what is
 * left is asked for. Such suites mostly stand together: the first is followed
 * by the last, and what is between them by their own order needs no question.
 */
#include "analysis/log/placing.h"

#include <stdlib.h>

#include "analysis/base/alloc.h"
#include "wire/tables/names.h"

struct placed_line {
	const struct order *order;
	const uint32_t *beside;
	size_t n_beside;
	size_t n; /* order->n, then those that are to be placed */
	uint32_t *suites;
	uint8_t *won; /* n x n */
	bool inverted;
	size_t n_line; /* indexes: what answers there, in order */
	size_t *line;
};

static bool is_among(const uint32_t *codes, size_t n, uint32_t code)
{
	for (size_t i = 0; i < n; i++)
		if (codes[i] == code)
			return true;
	return false;
}

static bool is_chacha(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return suite && suite_is_chacha20(suite);
}

/* Does it answer beside these groups? */
static bool is_usable(const struct placed_line *f, uint32_t code)
{
	const struct suite *suite = suite_find(code);

	return !suite || !suite_uses_dhe(suite) ||
		is_among(f->beside, f->n_beside, code);
}

static size_t index_of(const struct placed_line *f, uint32_t code)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->suites[i] == code && is_usable(f, code))
			return i;
	return f->n;
}

bool placing_counts(const struct observation *o, uint16_t version)
{
	return o->probe && o->has_suite && o->version == version &&
		version < VERSION_TLS13 && o->form & FORM_RFC7919 &&
		(o->purpose == PURPOSE_DHE || o->purpose == PURPOSE_ORDER) &&
		observation_chose_from_list(o);
}

static void note_row(struct placed_line *f, const struct observation *o)
{
	size_t winner = index_of(f, o->suite), listed = 0;
	bool front = is_chacha(o->offered[0]) && is_chacha(o->suite);

	for (size_t i = 0; winner < f->n && i < o->n_offered; i++) {
		size_t other = index_of(f, o->offered[i]);
		if (other == f->n)
			continue;
		f->inverted |= listed++ == 0 && other != winner;
		if (other != winner && !(front && !is_chacha(o->offered[i])))
			f->won[winner * f->n + other] = 1;
	}
}

/* What beats one beats also what that one beats. */
static void close_over(struct placed_line *f)
{
	for (size_t k = 0; k < f->n; k++)
		for (size_t a = 0; a < f->n; a++)
			for (size_t b = 0; f->won[a * f->n + k] && b < f->n;
				b++)
				f->won[a * f->n + b] |= f->won[k * f->n + b];
}

static bool contradicts(const struct placed_line *f)
{
	for (size_t a = 0; a < f->n; a++)
		if (f->won[a * f->n + a])
			return true;
	return false;
}

static void read_log(struct placed_line *f, const struct observation_log *log,
	uint16_t version)
{
	for (size_t a = 0; a < f->order->n; a++)
		for (size_t b = a + 1; b < f->order->n; b++)
			f->won[a * f->n + b] = 1;
	for (size_t i = 0; i < log->n; i++)
		if (placing_counts(&log->rows[i], version) &&
			log->rows[i].n_offered)
			note_row(f, &log->rows[i]);
	close_over(f);
}

static void put(struct placed_line *f, size_t at, size_t index)
{
	memmove(f->line + at + 1, f->line + at,
		(f->n_line++ - at) * sizeof(*f->line));
	f->line[at] = index;
}

/* One into the line; false: @pair is to be asked first. @from: where the first
 * of them stands, and those that follow are likely. */
static bool insert(
	struct placed_line *f, size_t x, size_t *from, struct placing *placing)
{
	size_t low = 0, high = f->n_line, step, other;

	while (low < f->n_line && f->won[f->line[low] * f->n + x])
		low++;
	for (size_t i = f->n_line; i-- > low;)
		if (f->won[x * f->n + f->line[i]])
			high = i;
	if (low == high) {
		put(f, low, x);
		if (*from == SIZE_MAX)
			*from = low + 1;
		return true;
	}
	step = (high - low) / 2;
	if (*from != SIZE_MAX && low >= *from && low - *from < step)
		step = low - *from;
	other = f->line[low + step];
	placing->n_ask = 2;
	placing->ask[is_chacha(f->suites[x]) ? 1 : 0] = f->suites[x];
	placing->ask[is_chacha(f->suites[x]) ? 0 : 1] = f->suites[other];
	return false;
}

/* The first in the order of their answers, the last, and the rest. */
static size_t turn_of(const struct placed_line *f, size_t i)
{
	size_t last = f->n - 1;

	if (i == 0)
		return f->order->n;
	return i == 1 ? last : f->order->n + i - 1;
}

static void place_all(struct placed_line *f, struct placing *placing)
{
	size_t from = SIZE_MAX, extra = f->n - f->order->n;

	for (size_t i = 0; i < f->order->n; i++)
		if (is_usable(f, f->suites[i]))
			put(f, f->n_line, i);
	for (size_t i = 0; i < extra; i++)
		if (!insert(f, turn_of(f, i), &from, placing))
			return;
}

/* The known one that stands next on the line; all, where none does. */
static size_t next_known(const struct placed_line *f, size_t i)
{
	while (i < f->n_line && f->line[i] >= f->order->n)
		i++;
	return i < f->n_line ? f->line[i] : f->order->n;
}

/* What does not answer there keeps its place: before the next that does, and
 * before what comes behind all that do. */
static void write_line(const struct placed_line *f, struct placing *placing)
{
	size_t known = f->order->n, at = 0;
	bool *written = xcalloc(f->n, sizeof(*written));

	for (size_t i = 0; i < f->n_line; i++) {
		size_t next = next_known(f, i);
		size_t end = f->line[i] < known || next == known ? next + 1 : 0;
		for (; at < end && at < known; at++) {
			placing->suites[placing->n++] = f->suites[at];
			written[at] = true;
		}
		if (f->line[i] >= known) {
			placing->suites[placing->n++] = f->suites[f->line[i]];
			written[f->line[i]] = true;
		}
	}
	for (size_t i = 0; i < f->n; i++)
		if (!written[i]) {
			placing->suites[placing->n++] = f->suites[i];
			placing->n_unplaced += i >= known;
		}
	free(written);
}

void order_place(struct placing *placing, const struct order *order,
	const struct observation_log *log, uint16_t version,
	const uint32_t *beside, size_t n_beside)
{
	struct placed_line f = {
		.order = order, .beside = beside, .n_beside = n_beside
	};
	size_t room = order->n + n_beside;

	memset(placing, 0, sizeof(*placing));
	placing->suites = xcalloc(room, sizeof(*placing->suites));
	f.suites = xcalloc(room, sizeof(*f.suites));
	f.line = xcalloc(room, sizeof(*f.line));
	for (size_t i = 0; i < order->n; i++)
		f.suites[f.n++] = order->suites[i];
	for (size_t i = 0; i < n_beside; i++)
		if (!is_among(order->suites, order->n, beside[i]))
			f.suites[f.n++] = beside[i];
	f.won = xcalloc(f.n * f.n, 1);
	read_log(&f, log, version);
	placing->inverted = f.inverted;
	if (f.n > order->n && !contradicts(&f) &&
		(suite_order_is_own(order->order) ||
			order->order == SUITE_ORDER_SINGLE))
		place_all(&f, placing);
	write_line(&f, placing);
	free(f.won);
	free(f.line);
	free(f.suites);
}

void placing_clear(struct placing *placing)
{
	free(placing->suites);
	memset(placing, 0, sizeof(*placing));
}
