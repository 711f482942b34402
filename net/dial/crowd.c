/* SPDX-License-Identifier: ISC */
/* See crowd.h. */
#include "net/dial/crowd.h"

#define STALL_LEAST 1500 /* ms */
#define TRY_LEAST 4000	 /* a segment that is sent again comes by then */
#define TIMES_SLOWEST 4

static uint64_t patience(const struct crowd *crowd, uint64_t least)
{
	uint64_t long_ago = (uint64_t)crowd->slowest * TIMES_SLOWEST;

	return long_ago > least ? long_ago : least;
}

/* Since when it has waited for a word of the server; 0: it does not. */
static uint64_t waits_since(
	const struct crowd *crowd, const struct connection *c)
{
	switch (c->state) {
	case CONNECTION_CONNECTING:
		return c->started;
	case CONNECTION_DIALOG:
		return c->bytes_in ? 0 : c->started;
	case CONNECTION_FLIGHT:
		return crowd->has_dialog || c->n_heard ? 0 : c->sent_at;
	case CONNECTION_READY:
	case CONNECTION_OVER:
		break;
	}
	return 0;
}

bool crowd_stalls(const struct crowd *crowd,
	struct connection *const *connections, size_t n, uint64_t now)
{
	if (!crowd->moved || crowd->in_vain || crowd->since)
		return false;
	for (size_t i = 0; i < n; i++) {
		uint64_t since = waits_since(crowd, connections[i]);

		if (since && connections[i]->in_company &&
			now - since > patience(crowd, STALL_LEAST))
			return true;
	}
	return false;
}

void crowd_begin(struct crowd *crowd, uint64_t now, unsigned before)
{
	crowd->since = now;
	crowd->before = before;
}

bool crowd_is_ahead(const struct crowd *crowd, const struct connection *c)
{
	if (c->state == CONNECTION_READY)
		return !crowd->has_dialog;
	return c->state != CONNECTION_FLIGHT && waits_since(crowd, c) != 0;
}

/* Where there is a dialog a new one shows it, when it is much faster; else the
 * hello that has waited. */
static bool shows_it(
	const struct crowd *crowd, const struct connection *c, unsigned ms)
{
	if (!crowd->since)
		return false;
	if (crowd->has_dialog)
		return c->started >= crowd->since &&
			ms < patience(crowd, STALL_LEAST) / 4;
	return c->sent_at && c->sent_at < crowd->since;
}

bool crowd_moves(struct crowd *crowd, const struct connection *c, unsigned ms)
{
	crowd->moved = true;
	if (shows_it(crowd, c, ms)) {
		crowd->since = 0;
		return true;
	}
	if (!crowd->since && ms > crowd->slowest)
		crowd->slowest = ms;
	return false;
}

bool crowd_gives_up(struct crowd *crowd, uint64_t now)
{
	if (!crowd->since || now - crowd->since <= patience(crowd, TRY_LEAST))
		return false;
	crowd->since = 0;
	crowd->in_vain = true;
	return true;
}
