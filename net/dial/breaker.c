/* SPDX-License-Identifier: ISC */
/* See breaker.h. */
#include "net/dial/breaker.h"

#define WAIT_FIRST 1000 /* ms */
#define WAIT_LEAST 250	/* where that has sufficed */
#define WAIT_MOST 64000
#define WAIT_FINAL 200 /* between two tries of what seems final */
#define SPACE_LEAST 100
#define SPACE_MOST 4000
#define CALM 20
#define NEAR 5 /* rows of rebuffs, before spaces are tried */
#define FEW 3  /* good ones between two rows of rebuffs */
#define UNANSWERED 3
#define FINAL_TRIES 2
#define STRANGER 20 /* this part of the patience before any go-ahead */

void breaker_init(
	struct breaker *breaker, unsigned connections, unsigned patience)
{
	*breaker = (struct breaker){ .most = connections,
		.patience = patience,
		.width = connections,
		.next_wait = WAIT_FIRST,
		.near_needed = NEAR };
}

uint64_t breaker_opened(struct breaker *breaker)
{
	return ++breaker->opened;
}

static void halve(struct breaker *breaker)
{
	if (breaker->width > 1)
		breaker->width /= 2;
	breaker->calm = 0;
}

/* A new row of rebuffs. Soon after the one before, again and again, at one
 * connection: either the server counts by time, then even spaces are as fast
 * and bother nobody; or it refuses every second one whatever the time, then
 * spaces do not help and are tried again only after twice as many rows. */
static void keep_space(struct breaker *breaker, uint64_t now)
{
	uint64_t space;

	if (breaker->space < breaker->proven) { /* it was less than enough */
		breaker->space = breaker->proven;
		breaker->settled = true;
		return;
	}
	if (breaker->width > 1 || breaker->good == 0 || breaker->good > FEW) {
		breaker->near = 0;
		return;
	}
	if (breaker->space) {
		breaker->space = breaker->proven = 0;
		breaker->settled = false;
		breaker->near_needed *= 2;
		breaker->near = 0;
	}
	if (breaker->near++ == 0) {
		breaker->near_since = now;
		breaker->near_good = 0;
		return;
	}
	breaker->near_good += breaker->good;
	if (breaker->near < breaker->near_needed)
		return;
	space = (now - breaker->near_since) / breaker->near_good * 11 / 10;
	breaker->space = space < SPACE_MOST ? (unsigned)space : SPACE_MOST;
	breaker->near = 0;
}

static unsigned next_wait(struct breaker *breaker, enum rebuff rebuff)
{
	unsigned wait =
		breaker->row == 1 ? breaker->next_wait : breaker->wait * 2;

	if (!breaker->ever && rebuff == REBUFF_FINAL)
		return WAIT_FINAL;
	if (!breaker->ever && breaker->row == 1)
		wait = 2 * WAIT_FIRST;
	return wait < WAIT_MOST ? wait : WAIT_MOST;
}

/* Would the next try come later than anybody waits? A second try is always
 * worth it: one greeting may take as long as that. */
static bool is_hopeless(const struct breaker *breaker, enum rebuff rebuff)
{
	unsigned patience = breaker->ever ? breaker->patience
					  : breaker->patience / STRANGER;

	if (!breaker->ever && rebuff == REBUFF_FINAL)
		return breaker->row >= FINAL_TRIES;
	return breaker->row > 1 &&
		breaker->not_before - breaker->since > patience;
}

bool breaker_refused(struct breaker *breaker, uint64_t serial,
	enum rebuff rebuff, uint64_t now)
{
	breaker->refused++;
	if (serial <= breaker->cut || breaker->given_up)
		return false;
	breaker->cut = breaker->opened;
	if (breaker->row++ == 0) {
		breaker->since = now;
		keep_space(breaker, now);
	}
	breaker->good = 0;
	breaker->wait = next_wait(breaker, rebuff);
	breaker->not_before = now + breaker->wait;
	breaker->given_up = is_hopeless(breaker, rebuff);
	if (breaker->given_up || (!breaker->ever && rebuff == REBUFF_FINAL))
		return false;
	halve(breaker);
	breaker->waits++;
	breaker->waited += breaker->wait;
	return true;
}

/* It has proven itself; a little less is tried, until that was too little. */
static void lessen_space(struct breaker *breaker)
{
	if (breaker->settled)
		return;
	breaker->proven = breaker->space;
	breaker->space =
		breaker->space > SPACE_LEAST ? breaker->space * 3 / 4 : 0;
}

/* One that was opened before the last rebuff shows that the server lives, but
 * not that the wait sufficed. */
void breaker_good(struct breaker *breaker, uint64_t serial)
{
	breaker->ever = true;
	if (breaker->row && serial > breaker->cut) {
		breaker->next_wait = breaker->wait / 2 > WAIT_LEAST
			? breaker->wait / 2
			: WAIT_LEAST;
		breaker->row = 0;
	}
	breaker->good++;
	if (++breaker->calm < CALM)
		return;
	breaker->calm = 0;
	if (breaker->space)
		lessen_space(breaker);
	else if (breaker->width < breaker->most)
		breaker->width++;
}

bool breaker_answered(struct breaker *breaker, bool answered)
{
	breaker->unanswered = answered ? 0 : breaker->unanswered + 1;
	if (breaker->unanswered < UNANSWERED || breaker->width == 1)
		return false;
	breaker->unanswered = 0;
	halve(breaker);
	return true;
}

void breaker_end(struct breaker *breaker, uint64_t now)
{
	if (now >= breaker->not_before || breaker->given_up || !breaker->waits)
		return;
	breaker->waited -= breaker->not_before - now;
	breaker->not_before = now;
}
