/* SPDX-License-Identifier: ISC */
/*
 * From a target to addresses: MX by preference (RFC 5321 5.1), null MX (RFC
 * 7505), the domain's own address where there is no MX, /etc/hosts before the
 * DNS. What failed and what does not exist stay apart, for each host.
 */
#include "net/dns/resolve.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "net/dns/hosts.h"
#include "net/dns/lookup.h"
#include "net/dns/scope.h"

static void add_address(struct mail_host *host, const char *text, int family)
{
	size_t n = host->n_addresses;

	for (size_t i = 0; i < n; i++)
		if (!strcmp(host->addresses[i].text, text))
			return;
	if (n == RESOLUTION_MAX_ADDRESSES) {
		host->left_out++;
		return;
	}
	snprintf(host->addresses[n].text, sizeof(host->addresses[n].text),
		"%.63s", text);
	host->addresses[n].family = family;
	host->addresses[n].scope = address_scope_of(text);
	host->n_addresses++;
}

static bool is_localhost(const char *name)
{
	size_t n = strlen(name), tail = strlen("localhost");

	return n >= tail && !strcasecmp(name + n - tail, "localhost") &&
		(n == tail || name[n - tail - 1] == '.');
}

/* From /etc/hosts, or localhost: no DNS needed. */
static bool find_at_home(
	const struct resolver *resolver, struct mail_host *host)
{
	struct host_address list[RESOLUTION_MAX_ADDRESSES];
	size_t n = hosts_find(list, RESOLUTION_MAX_ADDRESSES, resolver->hosts,
		host->name, resolver->family);

	for (size_t i = 0; i < n; i++)
		add_address(host, list[i].text, list[i].family);
	if (n == 0 && is_localhost(host->name)) {
		if (resolver->family != AF_INET6)
			add_address(host, "127.0.0.1", AF_INET);
		if (resolver->family != AF_INET)
			add_address(host, "::1", AF_INET6);
	}
	return host->n_addresses > 0;
}

static bool is_address(const char *name)
{
	uint8_t bytes[16];

	return inet_pton(AF_INET, name, bytes) == 1 ||
		inet_pton(AF_INET6, name, bytes) == 1;
}

static void take_addresses(struct mail_host *host, const struct lookup *lookup)
{
	int family = lookup->type == DNS_A ? AF_INET : AF_INET6;
	const struct dns_answer *answer = &lookup->answer;
	char words[180];

	if (lookup_is_nxdomain(lookup) && host->state == RESOLUTION_OK)
		host->state = RESOLUTION_NXDOMAIN;
	if (!lookup_is_ok(lookup) && !lookup_is_nxdomain(lookup)) {
		host->state = RESOLUTION_FAILED;
		lookup_words(lookup, words, sizeof(words));
		snprintf(host->reason, sizeof(host->reason), "%s: %s",
			lookup->type == DNS_A ? "A" : "AAAA", words);
	}
	if (!lookup_is_ok(lookup))
		return;
	if (answer->aliased)
		snprintf(host->alias, sizeof(host->alias), "%.255s",
			answer->name);
	host->left_out += answer->n_seen - answer->n_records;
	for (size_t i = 0; i < answer->n_records; i++)
		add_address(host, answer->records[i].text, family);
}

static void judge_host(struct mail_host *host)
{
	const char *why = "";

	if (host->n_addresses) {
		host->partial = host->state == RESOLUTION_FAILED;
		host->state = RESOLUTION_OK;
	} else if (host->state == RESOLUTION_OK) {
		host->state = RESOLUTION_NO_ADDRESS;
		why = "no address in the DNS";
	} else if (host->state == RESOLUTION_NXDOMAIN) {
		why = "no such name in the DNS";
	}
	if (host->left_out)
		snprintf(host->reason, sizeof(host->reason),
			"%zu of %zu addresses, the rest is left out",
			host->n_addresses, host->n_addresses + host->left_out);
	else if (!host->reason[0])
		snprintf(host->reason, sizeof(host->reason), "%s", why);
}

/* All hosts at once; those that /etc/hosts knows need no question. */
static void find_addresses(struct resolver *resolver,
	struct resolution *resolution, const volatile bool *stop)
{
	struct lookup *lookups =
		calloc(2 * resolution->n_hosts + 1, sizeof(*lookups));
	struct mail_host *of[2 * RESOLUTION_MAX_HOSTS];
	size_t n = 0;

	assert(lookups);
	for (size_t i = 0; i < resolution->n_hosts; i++) {
		struct mail_host *host = &resolution->hosts[i];
		host->state = RESOLUTION_OK;
		if (is_address(host->name)) {
			snprintf(host->reason, sizeof(host->reason),
				"the MX names an address; it must name a host "
				"(RFC 5321 5.1)");
			host->state = RESOLUTION_NXDOMAIN;
			continue;
		}
		if (find_at_home(resolver, host))
			continue;
		if (resolver->family != AF_INET6) {
			of[n] = host;
			lookup_begin(
				&lookups[n++], resolver, host->name, DNS_A);
		}
		if (resolver->family != AF_INET) {
			of[n] = host;
			lookup_begin(
				&lookups[n++], resolver, host->name, DNS_AAAA);
		}
	}
	lookup_wait(lookups, n, resolver->base, stop);
	for (size_t i = 0; i < n; i++) {
		take_addresses(of[i], &lookups[i]);
		lookup_end(&lookups[i]);
	}
	for (size_t i = 0; i < resolution->n_hosts; i++)
		judge_host(&resolution->hosts[i]);
	free(lookups);
}

static struct mail_host *add_host(
	struct resolution *resolution, const char *name, unsigned preference)
{
	struct mail_host *host;

	if (resolution->n_hosts == RESOLUTION_MAX_HOSTS)
		return NULL;
	host = &resolution->hosts[resolution->n_hosts++];
	host->preference = preference;
	snprintf(host->name, sizeof(host->name), "%.255s", name);
	return host;
}

static void finish(struct resolution *resolution, enum resolution_state state,
	const char *reason)
{
	resolution->state = state;
	snprintf(resolution->reason, sizeof(resolution->reason), "%s", reason);
}

/* A single "." says that the domain takes no mail (RFC 7505 3). */
static void take_mx(struct resolution *resolution, const struct lookup *mx)
{
	const struct dns_answer *answer = &mx->answer;
	size_t dots = 0;

	for (size_t i = 0; i < answer->n_records; i++) {
		const struct dns_record *record = &answer->records[i];

		if (!strcmp(record->text, "."))
			dots++;
		else if (!add_host(
				 resolution, record->text, record->preference))
			break;
	}
	if (!resolution->n_hosts)
		return;
	resolution->left_out = answer->n_seen - dots - resolution->n_hosts;
	if (answer->n_seen > resolution->n_hosts)
		snprintf(resolution->reason, sizeof(resolution->reason),
			"%zu of %zu MX records can be used",
			resolution->n_hosts, answer->n_seen);
	else if (answer->n_repeats)
		snprintf(resolution->reason, sizeof(resolution->reason),
			"%zu MX records name a host once more; each host is "
			"asked once",
			answer->n_repeats);
}

static void implicit_mx(struct resolver *resolver,
	struct resolution *resolution, const char *domain,
	const volatile bool *stop)
{
	struct mail_host *host = add_host(resolution, domain, 0);

	find_addresses(resolver, resolution, stop);
	if (host->state == RESOLUTION_OK)
		finish(resolution, RESOLUTION_IMPLICIT,
			"no MX record; the domain's own address counts (RFC "
			"5321 5.1)");
	else if (host->state == RESOLUTION_FAILED)
		finish(resolution, RESOLUTION_FAILED, host->reason);
	else
		finish(resolution, host->state,
			"the domain has neither MX nor address records");
}

static void note_alias(struct resolution *resolution, const struct lookup *mx)
{
	if (mx->answer.aliased)
		snprintf(resolution->canonical, sizeof(resolution->canonical),
			"%.255s", mx->answer.name);
}

static void resolve_domain(struct resolver *resolver,
	struct resolution *resolution, const char *domain,
	const volatile bool *stop)
{
	struct mail_host at_home = { 0 };
	struct lookup mx;
	char words[200];

	snprintf(at_home.name, sizeof(at_home.name), "%.255s", domain);
	if (is_localhost(domain)) {
		implicit_mx(resolver, resolution, domain, stop);
		return;
	}
	lookup_begin(&mx, resolver, domain, DNS_MX);
	lookup_wait(&mx, 1, resolver->base, stop);
	note_alias(resolution, &mx);
	lookup_words(&mx, words, sizeof(words));
	if (lookup_is_ok(&mx))
		take_mx(resolution, &mx);
	if (resolution->n_hosts)
		find_addresses(resolver, resolution, stop);
	else if (lookup_is_ok(&mx) && mx.answer.n_seen)
		finish(resolution, RESOLUTION_NULL_MX,
			"the domain takes no mail: null MX (RFC 7505)");
	else if (lookup_is_ok(&mx) || find_at_home(resolver, &at_home))
		implicit_mx(resolver, resolution, domain, stop);
	else if (lookup_is_nxdomain(&mx))
		finish(resolution, RESOLUTION_NXDOMAIN,
			"the domain does not exist");
	else
		finish(resolution, RESOLUTION_FAILED, words);
	lookup_end(&mx);
}

/* A mail domain typed as if it were a host. */
static void find_its_mx(struct resolver *resolver, struct mail_host *host,
	const volatile bool *stop)
{
	struct lookup mx;

	lookup_begin(&mx, resolver, host->name, DNS_MX);
	lookup_wait(&mx, 1, resolver->base, stop);
	if (lookup_is_ok(&mx) && mx.answer.n_records &&
		strcmp(mx.answer.records[0].text, ".") != 0)
		snprintf(host->reason, sizeof(host->reason),
			"no address in the DNS, but MX records (%.80s): a mail "
			"domain; write it without scheme and port",
			mx.answer.records[0].text);
	lookup_end(&mx);
}

static void resolve_host(struct resolver *resolver,
	struct resolution *resolution, const char *name,
	const volatile bool *stop)
{
	struct mail_host *host = add_host(resolution, name, 0);

	find_addresses(resolver, resolution, stop);
	if (host->state == RESOLUTION_NO_ADDRESS)
		find_its_mx(resolver, host, stop);
	finish(resolution, host->state, host->reason);
}

void resolve_target(struct resolver *resolver, struct resolution *resolution,
	const struct target *target, const volatile bool *stop)
{
	struct mail_host *host;

	memset(resolution, 0, sizeof(*resolution));
	resolution->local_resolver =
		address_scope_of(resolver->server) != SCOPE_GLOBAL;
	switch (target->kind) {
	case TARGET_LITERAL:
		host = add_host(resolution, target->name, 0);
		add_address(host, target->name,
			strchr(target->name, ':') ? AF_INET6 : AF_INET);
		host->state = RESOLUTION_LITERAL;
		resolution->state = RESOLUTION_LITERAL;
		break;
	case TARGET_HOST:
		resolve_host(resolver, resolution, target->name, stop);
		break;
	case TARGET_DOMAIN:
		resolve_domain(resolver, resolution, target->name, stop);
		break;
	}
}
