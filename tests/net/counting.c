/* SPDX-License-Identifier: ISC */
/* See counting.h. */
#include "tests/net/counting.h"
#include "tests/lib/unit.h"
#include "wire/hello/hello_build.h"
#include "wire/hello/hello_standard.h"
#include "wire/tables/versions.h"
#include "smtp/dialogs.h"

#include <event2/event.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t counting_wanted(void *ctx)
{
	struct counter *c = ctx;

	return c->goal - c->sent;
}

static bool counting_next(void *ctx, struct probe *probe)
{
	struct counter *c = ctx;
	static const uint32_t suite[] = { 0x39 };
	static struct hello_draft draft;
	struct hello_spec spec = { .standard = hello_standard(
					   VERSION_TLS12, STYLE_STANDARD),
		.suites = { suite, 1 } };
	struct writer w = writer_of(c->bytes, sizeof(c->bytes));

	if (c->sent == c->goal)
		return false;
	assert_true(hello_build(&w, &draft, &spec));
	*probe = (struct probe){ .id = (uint32_t)++c->sent,
		.version = VERSION_TLS12,
		.hello = writer_done(&w) };
	c->in_flight++;
	if (c->in_flight > c->most_in_flight)
		c->most_in_flight = c->in_flight;
	return true;
}

void counting_learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	struct counter *c = ctx;

	c->learnt++;
	c->kinds[outcome->kind]++;
	c->stage = outcome->stage;
	c->errnum = outcome->errnum;
	c->early = c->early || outcome->early.len > 0;
	snprintf(c->reply, sizeof(c->reply), "%.*s", (int)outcome->reply.len,
		(const char *)outcome->reply.data);
	c->n_heard = outcome->heard.len;
	if (outcome->heard.len)
		memcpy(c->heard, outcome->heard.data,
			c->n_heard < sizeof(c->heard) ? c->n_heard
						      : sizeof(c->heard));
	if (outcome->flight && outcome->flight->n_alerts)
		c->alert = outcome->flight->alerts[0].description;
	if (probe)
		c->in_flight--;
	else
		c->failures++;
}

const struct inquiry_driver counting_driver = { counting_wanted, counting_next,
	counting_learn };

void counting_done(void *ctx, struct inquiry *inquiry)
{
	(void)inquiry;
	event_base_loopbreak(ctx);
}

static void cancel(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	inquiry_cancel(arg);
}

static void tell(void *ctx, const char *words)
{
	struct run *r = ctx;

	r->n_told++;
	snprintf(r->told, sizeof(r->told), "%s", words);
}

void run_limits(struct inquiry_options *options)
{
	inquiry_options_init(options);
	options->limits.idle_ms = 300;
	options->helo = "probe.test";
	options->limits.patience_ms = 1;
}

void run(struct run *r, const char *script, size_t goal, unsigned connections,
	unsigned cancel_ms)
{
	struct inquiry_options options;

	run_limits(&options);
	options.limits.connections = connections;
	run_with(r, script, goal, &options, "smtp", cancel_ms);
}

void run_with(struct run *r, const char *script, size_t goal,
	const struct inquiry_options *options, const char *dialog,
	unsigned cancel_ms)
{
	struct event_base *base = event_base_new();
	struct script_server *server = script_server_new(script);
	struct endpoint endpoint = { .address = "127.0.0.1",
		.family = AF_INET,
		.port = script_server_port(server),
		.dialog = dialog_find(dialog) };
	struct timeval after = { .tv_usec = (long)cancel_ms * 1000 };
	struct inquiry_options told = *options;

	memset(r, 0, sizeof(*r));
	r->counter.goal = goal;
	told.tell = tell;
	told.tell_ctx = r;
	struct inquiry *inquiry = inquiry_start(base, &endpoint, &told,
		&counting_driver, &r->counter, counting_done, base);
	if (cancel_ms)
		event_base_once(base, -1, EV_TIMEOUT, cancel, inquiry, &after);
	event_base_dispatch(base);
	r->cost = *inquiry_cost(inquiry);
	snprintf(r->ended, sizeof(r->ended), "%s",
		inquiry_ended(inquiry) ? inquiry_ended(inquiry) : "");
	inquiry_free(inquiry);
	r->accepted = script_server_free(server, &r->server);
	event_base_free(base);
}
