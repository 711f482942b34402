/* SPDX-License-Identifier: ISC */
/*
 * One question at a time goes to libunbound's event interface; our own clock
 * ends it, since libunbound itself retries for long.
 */
#include "net/dns/lookup.h"

#include <assert.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unbound.h>
#include <unbound-event.h>

#include "net/base/clock.h"
#include "net/dns/hosts.h"
#include "net/dns/recheck.h"

#define TIMEOUT_MS 8000
#define CLASS_IN 1
#define RCODE_SERVFAIL 2
#define RCODE_NXDOMAIN 3

/* A name that libunbound answers from zones built into it, and that a private
 * DNS may well serve. */
static const char *const built_in[] = { "test.", "home.arpa.", "local." };

static bool set_up(struct ub_ctx *ctx, const struct resolver_options *options,
	struct resolver *resolver)
{
	char servers[RESOLV_CONF_MAX][RESOLV_SERVER];
	char *conf;
	size_t n = 1;

	if (options->server) {
		if (!resolv_server(servers[0], options->server))
			return false;
	} else {
		conf = hosts_load(RESOLV_CONF_PATH);
		n = resolv_conf_servers(servers, conf);
		free(conf);
	}
	memcpy(resolver->server, servers[0], sizeof(resolver->server));
	if (ub_ctx_set_option(ctx, "do-not-query-localhost:", "no") ||
		ub_ctx_set_option(ctx, "module-config:", "iterator") ||
		ub_ctx_set_option(ctx, "unblock-lan-zones:", "yes") ||
		ub_ctx_set_option(ctx, "insecure-lan-zones:", "yes"))
		return false;
	for (size_t i = 0; i < n; i++)
		if (ub_ctx_set_fwd(ctx, servers[i]))
			return false;
	/* from here on the context is final */
	for (size_t i = 0; i < sizeof(built_in) / sizeof(*built_in); i++)
		(void)ub_ctx_zone_remove(ctx, built_in[i]);
	return true;
}

struct resolver *resolver_new(struct event_base *base,
	const struct resolver_options *options, struct error *error)
{
	struct resolver *resolver = calloc(1, sizeof(*resolver));

	assert(resolver);
	resolver->base = base;
	resolver->family = options->family;
	resolver->timeout_ms =
		options->timeout_ms ? options->timeout_ms : TIMEOUT_MS;
	resolver->hosts = hosts_load(HOSTS_PATH);
	resolver->ctx = ub_ctx_create_event(base);
	if (resolver->ctx && set_up(resolver->ctx, options, resolver))
		return resolver;
	error_set(error, options->server ? ERROR_USAGE : ERROR_RESOLVE, 0,
		"%s: cannot be used as DNS server; write --resolver ADDRESS or "
		"ADDRESS:PORT",
		options->server ? options->server : RESOLV_CONF_PATH);
	resolver_free(resolver);
	return NULL;
}

void resolver_free(struct resolver *resolver)
{
	if (!resolver)
		return;
	if (resolver->ctx)
		ub_ctx_delete(resolver->ctx);
	free(resolver->hosts);
	free(resolver);
}

static void over(struct lookup *lookup, enum lookup_state state)
{
	lookup->state = state;
	event_del(lookup->timer);
}

/* What the resolver says of its own; an answer that comes now after all is not
 * taken: the next try will have it. */
static void on_recheck(void *arg, int rcode)
{
	struct lookup *lookup = arg;

	if (rcode > 0 && rcode != RCODE_NXDOMAIN)
		lookup->answer.rcode = (unsigned)rcode;
	over(lookup, LOOKUP_ANSWERED);
}

static bool asks_again(struct lookup *lookup)
{
	const struct resolver *resolver = lookup->resolver;

	lookup->recheck = recheck_new(resolver->base, resolver->server,
		lookup->name, lookup->type, on_recheck, lookup);
	return lookup->recheck != NULL;
}

static void on_answer(void *arg, int rcode, void *packet, int len, int sec,
	char *why_bogus, int was_ratelimited)
{
	struct lookup *lookup = arg;

	(void)sec;
	(void)why_bogus;
	(void)was_ratelimited;
	lookup->answer.rcode = (unsigned)rcode;
	if (rcode == RCODE_SERVFAIL && asks_again(lookup))
		return;
	if (rcode != 0 || len <= 0)
		over(lookup, LOOKUP_ANSWERED);
	else if (dns_answer_read(
			 &lookup->answer, packet, (size_t)len, lookup->type))
		over(lookup, LOOKUP_ANSWERED);
	else
		over(lookup, LOOKUP_BROKEN);
}

static void on_time(evutil_socket_t fd, short what, void *arg)
{
	struct lookup *lookup = arg;

	(void)fd;
	(void)what;
	if (lookup->recheck) {
		on_recheck(lookup, -1);
		return;
	}
	ub_cancel(lookup->resolver->ctx, lookup->id);
	lookup->state = LOOKUP_TIME;
}

void lookup_begin(struct lookup *lookup, struct resolver *resolver,
	const char *name, enum dns_type type)
{
	struct timeval after = timeval_of_ms(resolver->timeout_ms);

	memset(lookup, 0, sizeof(*lookup));
	lookup->resolver = resolver;
	lookup->name = name;
	lookup->type = type;
	lookup->timer = evtimer_new(resolver->base, on_time, lookup);
	assert(lookup->timer);
	evtimer_add(lookup->timer, &after);
	if (ub_resolve_event(resolver->ctx, name, (int)type, CLASS_IN, lookup,
		    on_answer, &lookup->id))
		over(lookup, LOOKUP_BROKEN);
}

static bool any_runs(const struct lookup *lookups, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lookups[i].state == LOOKUP_RUNS)
			return true;
	return false;
}

void lookup_wait(struct lookup *lookups, size_t n, struct event_base *base,
	const volatile bool *stop)
{
	while (!(stop && *stop) && any_runs(lookups, n))
		if (event_base_loop(base, EVLOOP_ONCE) != 0)
			return;
}

void lookup_end(struct lookup *lookup)
{
	if (lookup->state == LOOKUP_RUNS && !lookup->recheck)
		ub_cancel(lookup->resolver->ctx, lookup->id);
	recheck_free(lookup->recheck);
	event_free(lookup->timer);
}

bool lookup_is_ok(const struct lookup *lookup)
{
	return lookup->state == LOOKUP_ANSWERED && lookup->answer.rcode == 0;
}

bool lookup_is_nxdomain(const struct lookup *lookup)
{
	return lookup->state == LOOKUP_ANSWERED &&
		lookup->answer.rcode == RCODE_NXDOMAIN;
}

void lookup_words(const struct lookup *lookup, char *out, size_t size)
{
	const char *server = lookup->resolver->server;

	switch (lookup->state) {
	case LOOKUP_RUNS:
		snprintf(out, size, "interrupted");
		break;
	case LOOKUP_TIME:
		snprintf(out, size,
			"the resolver %s did not answer within %u ms", server,
			lookup->resolver->timeout_ms);
		break;
	case LOOKUP_BROKEN:
		snprintf(out, size, "the resolver %s gave a broken answer",
			server);
		break;
	case LOOKUP_ANSWERED:
		snprintf(out, size, "%s by way of the resolver %s",
			dns_rcode_name(lookup->answer.rcode), server);
		break;
	}
}
