/* SPDX-License-Identifier: ISC */
/*
 * See outcome.h. Once a ServerHello was read the answer counts, however the
 * connection ended after it: the choice is made there (RFC 5246 7.4.1.3).
 */
#include "net/dial/outcome.h"

#include <errno.h>

#include "net/base/clock.h"

/* "No route" means not applicable, so it must be this host's own word:
 * connect() failed at once. Later EHOSTUNREACH is about one dead host (nobody
 * answers ARP); a router's ENETUNREACH still is about the network (RFC
 * 4443 3.1). */
static enum outcome_kind kind_of_error(const struct connection *c, int errnum)
{
	if (c->state != CONNECTION_CONNECTING)
		return OUTCOME_RESET;
	switch (errnum) {
	case EHOSTUNREACH:
		return c->failed ? OUTCOME_NO_ROUTE : OUTCOME_UNREACHABLE;
	case ENETUNREACH:
	case EAFNOSUPPORT:
	case EADDRNOTAVAIL:
		return OUTCOME_NO_ROUTE;
	default:
		return OUTCOME_UNREACHABLE;
	}
}

static enum outcome_kind kind_of_stop(enum dialog_stop stop)
{
	switch (stop) {
	case DIALOG_STOP_NO_STARTTLS:
		return OUTCOME_NO_STARTTLS;
	case DIALOG_STOP_REFUSED:
		return OUTCOME_REFUSED;
	default:
		return OUTCOME_MALFORMED;
	}
}

static enum outcome_kind kind_of_ending(
	const struct connection *c, enum ending ending, int errnum)
{
	switch (ending) {
	case ENDED_DIALOG:
		return kind_of_stop(c->dialog.stop);
	case ENDED_ERROR:
		return kind_of_error(c, errnum);
	case ENDED_TIME:
		return c->state == CONNECTION_CONNECTING ? OUTCOME_UNREACHABLE
							 : OUTCOME_SILENCE;
	case ENDED_CANCELLED:
		return OUTCOME_CANCELLED;
	case ENDED_WELL:
	case ENDED_CLOSED:
		return OUTCOME_CLOSED;
	}
	return OUTCOME_CLOSED;
}

static enum stage stage_of(const struct connection *c)
{
	switch (c->state) {
	case CONNECTION_CONNECTING:
		return STAGE_CONNECT;
	case CONNECTION_DIALOG:
		return c->dialog.stage;
	case CONNECTION_READY:
		return STAGE_STARTTLS;
	default:
		return STAGE_HELLO;
	}
}

static bool asked_unannounced(const struct connection *c)
{
	return c->dialog.force_starttls && c->dialog.kind->protocol &&
		!c->dialog.offered && c->dialog.stage >= STAGE_STARTTLS;
}

void outcome_of(struct outcome *outcome, const struct connection *c,
	enum ending ending, int errnum)
{
	bool sent = c->state == CONNECTION_FLIGHT;

	*outcome = (struct outcome){ .stage = stage_of(c),
		.errnum = errnum,
		.flight = sent ? &c->flight : NULL,
		.reply = dialog_reply(&c->dialog),
		.dialog = slice_of(c->dialog.said, c->dialog.n_said),
		.early = slice_of(c->early, c->n_early),
		.heard = slice_of(c->heard, c->n_heard),
		.unannounced = asked_unannounced(c),
		.local_port = c->local_port,
		.started_ms = (uint32_t)(c->started - c->epoch),
		.bytes_out = c->bytes_out,
		.bytes_in = c->bytes_in };
	if (c->ready_at)
		outcome->ready_ms = (uint32_t)(c->ready_at - c->started);
	if (sent)
		outcome->answer_ms = (uint32_t)(clock_ms() - c->sent_at);
	if (ending == ENDED_CANCELLED)
		outcome->kind = OUTCOME_CANCELLED;
	else if (sent)
		outcome->kind = outcome_kind_of_flight(
			&c->flight, kind_of_ending(c, ending, errnum));
	else
		outcome->kind = kind_of_ending(c, ending, errnum);
}
