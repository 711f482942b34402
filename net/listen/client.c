/* SPDX-License-Identifier: ISC */
/*
 * The server's side of a connection: dialog, one ClientHello, one answer, as
 * far as the manners of the server let it come to that.
 *
 *	door ─► greeting ─► dialog ─► hello ─► answer ─► wait for the end
 *
 * Whatever it says goes out piece by piece (piece.h); between two pieces it
 * looks at nothing else.
 */
#include "net/listen/client.h"

#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/base/clock.h"
#include "net/dial/endless.h"
#include "net/dial/piece.h"
#include "wire/flight/flight.h"

#define SETTLE_MS 300		 /* for the rest, once it told how it goes on */
#define ENDLESS_MAX (64ul << 20) /* bytes: no client listens that long */

static void drive(struct client *client);

/* Since it came, at least 1. */
static uint32_t age(const struct client *client)
{
	uint64_t ms = clock_ms() - client->since;

	return ms ? (uint32_t)ms : 1;
}

static void tell_parting(struct client *client, enum listen_parting parting)
{
	const struct listen_options *options = &client->listener->options;
	const struct dialog_server *d = &client->dialog;
	struct listen_visit *visit = &client->visit;

	visit->parting = parting;
	visit->parted_ms = age(client);
	visit->name = slice_of(d->name, d->n_name);
	visit->last_line = slice_of(d->last, d->n_last);
	if (visit->go_ahead && !client->answered)
		visit->unread = slice_of(client->in, client->n_in);
	if (options->parted)
		options->parted(options->ctx, visit);
}

void client_part(struct client *client, enum listen_parting parting, bool reset)
{
	struct listener *listener = client->listener;
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	tell_parting(client, parting);
	for (struct client **at = &listener->clients; *at; at = &(*at)->next)
		if (*at == client) {
			*at = client->next;
			break;
		}
	listener->n--;
	listener->n_inside -= client->inside;
	if (reset)
		setsockopt(
			client->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	event_free(client->readable);
	event_free(client->writable);
	event_free(client->idle);
	event_free(client->pause);
	close(client->fd);
	free(client->out);
	free(client);
}

static const struct manners *manners_of(const struct client *client)
{
	return client->listener->options.manners;
}

/* Its time begins anew, @ms from now. */
static void rearm_after(struct client *client, unsigned ms)
{
	struct timeval after =
		timeval_of_ms(ms + client->listener->options.idle_ms);

	if (!client->watched && age(client) < client->listener->options.life_ms)
		evtimer_add(client->idle, &after);
}

static void pause_for(struct client *client, unsigned ms)
{
	struct timeval after = timeval_of_ms(ms);

	rearm_after(client, ms);
	evtimer_add(client->pause, &after);
}

enum sending { SENT, SENT_LATER, SENT_LOST };

/* One piece; how much of it went is added to *@sent. */
static enum sending send_piece(struct client *client,
	const struct pieces *pieces, struct slice all, size_t *sent)
{
	size_t piece = piece_length(pieces, all, *sent);
	ssize_t n = send(client->fd, all.data + *sent, piece, MSG_NOSIGNAL);

	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		event_add(client->writable, NULL);
		return SENT_LATER;
	}
	if (n < 0) {
		client_part(client, PARTING_RESET, true);
		return SENT_LOST;
	}
	*sent += (size_t)n;
	if (pieces->pauses && *sent < all.len) {
		pause_for(client, pieces->pause_ms);
		return SENT_LATER;
	}
	return SENT;
}

/* What is left behind the first hello belongs to the second. */
static void await_another(struct client *client)
{
	client->n_in -= client->n_eaten;
	memmove(client->in, client->in + client->n_eaten, client->n_in);
	client->n_eaten = 0;
	free(client->out);
	client->out = NULL;
	client->n_out = client->n_sent = 0;
	client->answered = false;
	client->again = true;
	event_add(client->readable, NULL);
}

/* What it says now, it says to the answer. */
static void begin_sequel(struct client *client)
{
	unsigned ms = client->listener->options.sequel_ms;
	struct timeval after = timeval_of_ms(ms);

	client->visit.answered = true;
	client->visit.answered_ms = age(client);
	client->visit.sequel_ms = 0;
	sequel_begin(&client->visit.sequel);
	if (client->end == LISTEN_AGAIN || !ms)
		return;
	client->watched = true;
	evtimer_add(client->idle, &after);
}

/* The answer is out: what now? Waiting lets the peer read before it closes. */
static void after_answer(struct client *client)
{
	begin_sequel(client);
	switch (client->end) {
	case LISTEN_CLOSE:
		shutdown(client->fd, SHUT_WR);
		event_add(client->readable, NULL);
		break;
	case LISTEN_RESET:
		client_part(client, PARTING_OURS, true);
		break;
	case LISTEN_AGAIN:
		await_another(client);
		break;
	case LISTEN_WAIT:
	case LISTEN_SILENCE:
		event_add(client->readable, NULL);
		break;
	}
}

/* From its beginning; in a later turn of the loop, so that others live, too. */
static void say_it_again(struct client *client)
{
	client->n_endless += client->n_sent;
	client->n_sent = 0;
	if (client->n_endless > ENDLESS_MAX)
		client_part(client, PARTING_OURS, true);
	else
		pause_for(client, 0);
}

static void send_answer(struct client *client)
{
	struct slice all = slice_of(client->out, client->n_out);
	struct pieces pieces = pieces_of_answer(manners_of(client), all);

	while (client->n_sent < client->n_out)
		if (send_piece(client, &pieces, all, &client->n_sent) != SENT)
			return;
	if (client->endless)
		say_it_again(client);
	else
		after_answer(client);
}

static void begin_answer(struct client *client, enum listen_end end)
{
	client->answered = true;
	client->end = end;
	send_answer(client);
}

static uint8_t *new_answer(struct client *client, size_t size)
{
	client->out = malloc(size);
	assert(client->out);
	return client->out;
}

/* What the manners have in store for this hello. */
static enum hello_fate fate_of_hello(struct listener *listener)
{
	const struct manners *manners = listener->options.manners;

	return listener->n_hellos++ < manners->hello_fate_after
		? FATE_ANSWER
		: manners->hello_fate;
}

static void meet_fate(struct client *client, enum hello_fate fate)
{
	static const enum listen_end ends[] = {
		[FATE_SILENCE] = LISTEN_SILENCE,
		[FATE_RESET] = LISTEN_RESET,
		[FATE_CLOSE] = LISTEN_CLOSE,
	};

	if (fate <= FATE_CLOSE) {
		begin_answer(client, ends[fate]);
		return;
	}
	client->n_out = endless_answer(new_answer(client, ENDLESS_BLOCK), fate);
	client->endless = true;
	begin_answer(client, LISTEN_CLOSE);
}

static void answer_hello(
	struct client *client, const struct hello *hello, size_t eaten)
{
	struct listen_options *options = &client->listener->options;
	enum hello_fate fate = fate_of_hello(client->listener);
	struct listen_visit *visit = &client->visit;
	struct writer w;
	enum listen_end end;

	visit->name = slice_of(client->dialog.name, client->dialog.n_name);
	visit->n_hellos++;
	visit->hello_ms = age(client);
	if (fate != FATE_ANSWER) {
		if (options->fated)
			options->fated(options->ctx, hello,
				slice_of(client->in, eaten), visit);
		meet_fate(client, fate);
		return;
	}
	w = writer_of(new_answer(client, FLIGHT_BUFFER), FLIGHT_BUFFER);
	end = options->answer(
		options->ctx, &w, hello, slice_of(client->in, eaten), visit);
	client->n_out = writer_ok(&w) ? writer_done(&w).len : 0;
	client->n_eaten = eaten;
	begin_answer(client, end);
}

/* Something that is no ClientHello: told so in TLS's words, then closed. */
static void answer_garbage(struct client *client)
{
	static const uint8_t decode_error[] = { 21, 3, 1, 0, 2, 2, 50 };

	client->visit.no_hello = true;
	client->visit.unread = slice_of(client->in, client->n_in);
	memcpy(new_answer(client, sizeof(decode_error)), decode_error,
		sizeof(decode_error));
	client->n_out = sizeof(decode_error);
	begin_answer(client, LISTEN_CLOSE);
}

/* Of a client that does as if this were TLS 1.2 (RFC 8446 D.4). False: only
 * its begin is there. */
static bool skip_change_cipher_spec(struct client *client)
{
	static const uint8_t record[] = { 20, 3, 3, 0, 1, 1 };
	size_t n =
		client->n_in < sizeof(record) ? client->n_in : sizeof(record);

	if (memcmp(client->in, record, n) != 0)
		return true;
	if (n < sizeof(record))
		return false;
	client->n_in -= n;
	memmove(client->in, client->in + n, client->n_in);
	return true;
}

static void read_hello(struct client *client)
{
	struct hello *hello;
	uint8_t *scratch;
	enum hello_progress progress;
	size_t eaten = 0;

	if (client->again && !skip_change_cipher_spec(client)) {
		event_add(client->readable, NULL);
		return;
	}
	hello = calloc(1, sizeof(*hello));
	scratch = malloc(CLIENT_HELLO_MAX);
	assert(hello && scratch);
	progress = hello_read_records(hello, &eaten,
		slice_of(client->in, client->n_in), scratch, CLIENT_HELLO_MAX);
	if (progress == HELLO_READ)
		answer_hello(client, hello, eaten);
	else if (progress == HELLO_NOT_A_HELLO ||
		client->n_in == CLIENT_HELLO_MAX)
		answer_garbage(client);
	else
		event_add(client->readable, NULL);
	free(scratch);
	free(hello);
}

/* False: later, or the client is gone. */
static bool say(struct client *client)
{
	struct dialog_server *d = &client->dialog;
	struct slice all = slice_of(d->out, d->n_out);
	struct pieces pieces = pieces_of_reply(manners_of(client), all.len);
	size_t sent = d->n_sent;
	enum sending sending = send_piece(client, &pieces, all, &sent);

	if (sending != SENT_LOST)
		dialog_server_sent(d, sent - d->n_sent);
	return sending == SENT;
}

static void go_ahead(struct client *client)
{
	if (client->visit.go_ahead)
		return;
	client->visit.go_ahead = true;
	client->visit.go_ahead_ms = age(client);
}

static void drive(struct client *client)
{
	for (;;) {
		size_t n;
		switch (client->dialog.status) {
		case DIALOG_WRITE:
			if (!say(client))
				return;
			break;
		case DIALOG_READ:
			n = dialog_server_feed(
				&client->dialog, client->in, client->n_in);
			client->n_in -= n;
			memmove(client->in, client->in + n, client->n_in);
			if (n)
				break;
			event_add(client->readable, NULL);
			return;
		case DIALOG_GO:
			go_ahead(client);
			if (client->n_in)
				read_hello(client);
			else
				event_add(client->readable, NULL);
			return;
		case DIALOG_STOPPED:
			client_part(client, PARTING_OURS, false);
			return;
		}
	}
}

/* Behind the answer: nothing is kept but what sequel.h counts. */
static void take_sequel(struct client *client, const uint8_t *data, size_t len)
{
	struct listen_visit *visit = &client->visit;
	struct timeval settle = timeval_of_ms(SETTLE_MS);
	bool told = sequel_told(&visit->sequel);

	event_add(client->readable, NULL);
	if (!visit->sequel_ms)
		visit->sequel_ms = age(client);
	sequel_feed(&visit->sequel, data, len);
	if (client->watched && !told && sequel_told(&visit->sequel))
		evtimer_add(client->idle, &settle);
}

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
	struct client *client = arg;
	uint8_t rest[4096];
	bool keeps = !client->answered;
	uint8_t *to = keeps ? client->in + client->n_in : rest;
	size_t room = keeps ? sizeof(client->in) - client->n_in : sizeof(rest);
	ssize_t n = recv(fd, to, room, 0);

	(void)what;
	if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
		event_add(client->readable, NULL);
		return;
	}
	if (n <= 0) {
		client_part(client, n ? PARTING_RESET : PARTING_FIN, false);
		return;
	}
	if (!keeps) {
		take_sequel(client, rest, (size_t)n);
		return;
	}
	rearm_after(client, 0);
	client->n_in += (size_t)n;
	drive(client);
}

/* Writable again, or the pause is over. */
static void go_on(evutil_socket_t fd, short what, void *arg)
{
	struct client *client = arg;

	(void)fd;
	(void)what;
	if (client->answered)
		send_answer(client);
	else
		drive(client);
}

static void on_idle(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	client_part(arg, PARTING_TIMEOUT, false);
}

static void turn_away(struct client *client, enum farewell farewell)
{
	switch (farewell) {
	case FAREWELL_REPLY:
		dialog_server_turn_away(&client->dialog);
		drive(client);
		break;
	case FAREWELL_RESET:
		client_part(client, PARTING_OURS, true);
		break;
	case FAREWELL_CLOSE:
		client_part(client, PARTING_OURS, false);
		break;
	case FAREWELL_SILENCE:
		begin_answer(client, LISTEN_SILENCE);
		break;
	}
}

static void greet(struct client *client)
{
	const struct manners *manners = manners_of(client);

	if (manners->endless_greeting) {
		client->n_out = endless_greeting(
			new_answer(client, ENDLESS_BLOCK), client->dialog.kind);
		client->endless = true;
		begin_answer(client, LISTEN_CLOSE);
	} else if (manners->greeting_delay) {
		pause_for(client,
			manners_ms(manners, manners->greeting_delay * 1000));
	} else {
		drive(client);
	}
}

static struct client *client_new(
	struct listener *listener, int fd, const char *peer)
{
	struct client *client = calloc(1, sizeof(*client));
	int one = 1;

	assert(client);
	client->listener = listener;
	client->fd = fd;
	client->since = clock_ms();
	memccpy(client->peer, peer, '\0', sizeof(client->peer) - 1);
	client->visit.number = ++listener->n_visits;
	client->visit.peer = client->peer;
	client->next = listener->clients;
	listener->clients = client;
	listener->n++;
	/* what is said in pieces must not be put together again */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	client->readable =
		event_new(listener->base, fd, EV_READ, on_readable, client);
	client->writable =
		event_new(listener->base, fd, EV_WRITE, go_on, client);
	client->idle = evtimer_new(listener->base, on_idle, client);
	client->pause = evtimer_new(listener->base, go_on, client);
	assert(client->readable && client->writable && client->idle &&
		client->pause);
	return client;
}

void client_begin(struct listener *listener, int fd, const char *peer)
{
	struct listen_options *options = &listener->options;
	const struct manners_limit *limit =
		door_knock(&listener->door, clock_ms(), listener->n_inside);
	struct client *client = client_new(listener, fd, peer);

	dialog_server_begin(&client->dialog, options->dialog, options->host,
		options->manners);
	rearm_after(client, 0);
	if (limit) {
		client->visit.turned_away = true;
		turn_away(client, limit->farewell);
		return;
	}
	client->dialog.number = ++listener->n_accepted;
	client->inside = true;
	listener->n_inside++;
	greet(client);
}
