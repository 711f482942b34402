/* SPDX-License-Identifier: ISC */
/*
 * See finding_mx.h. What makes senders wait, bounce or deliver elsewhere before
 * any of them speaks TLS.
 */
#include "analysis/rules/finding_mx.h"

#include <string.h>

#include "analysis/rules/finding_parts.h"

typedef bool mx_rule(const struct resolution *resolution, struct finding *f);

typedef bool host_test(const struct mail_host *host);

/* The hosts for which @test holds, as words. */
static struct wordlist hosts_that(
	const struct resolution *resolution, host_test *test)
{
	struct wordlist list = { 0 };

	for (size_t i = 0; i < resolution->n_hosts; i++)
		if (test(&resolution->hosts[i]))
			wordlist_add(&list, resolution->hosts[i].name,
				RESOLUTION_MAX_HOSTS);
	wordlist_end(&list);
	return list;
}

static bool is_local(const struct mail_host *host)
{
	for (size_t i = 0; i < host->n_addresses; i++)
		if (host->addresses[i].scope != SCOPE_GLOBAL)
			return true;
	return false;
}

static void say_local(struct finding *f, const struct mail_host *host)
{
	for (size_t i = 0; i < host->n_addresses && !*f->detail; i++)
		if (host->addresses[i].scope != SCOPE_GLOBAL)
			say_detail(f, "%s has the %s address %s. ", host->name,
				address_scope_name(host->addresses[i].scope),
				host->addresses[i].text);
}

static bool rule_mx_private(
	const struct resolution *resolution, struct finding *f)
{
	struct wordlist hosts = hosts_that(resolution, is_local);

	if (!hosts.n)
		return false;
	f->severity =
		resolution->local_resolver ? SEVERITY_INFO : SEVERITY_MEDIUM;
	say_title(f, "An MX leads to an address that is not of the Internet");
	for (size_t i = 0; i < resolution->n_hosts; i++)
		say_local(f, &resolution->hosts[i]);
	say_detail(f,
		"A sender elsewhere cannot reach it, or meets a machine of its "
		"own there and hands it the mail, or bounces it as a loop.");
	if (resolution->local_resolver)
		say_detail(f,
			" The resolver is of such a network too, where this "
			"may "
			"be right.");
	if (hosts.n > 1)
		say_detail(f, " Such hosts: %s.", hosts.text);
	say_fix(f,
		"Give the host an address that senders can reach, or take the "
		"MX record out; a domain that takes no mail has the one record "
		"\"MX 0 .\" (RFC 7505).");
	return true;
}

static bool is_alias(const struct mail_host *host)
{
	return *host->alias != '\0';
}

static bool rule_mx_alias(
	const struct resolution *resolution, struct finding *f)
{
	struct wordlist hosts = hosts_that(resolution, is_alias);

	if (!hosts.n)
		return false;
	f->severity = SEVERITY_LOW;
	say_title(f, "An MX names an alias (CNAME)");
	for (size_t i = 0; i < resolution->n_hosts; i++)
		if (is_alias(&resolution->hosts[i])) {
			say_detail(f, "%s is an alias of %s. ",
				resolution->hosts[i].name,
				resolution->hosts[i].alias);
			break;
		}
	if (hosts.n > 1)
		say_detail(f, "Such hosts: %s. ", hosts.text);
	say_detail(f,
		"RFC 5321 section 5.1 and RFC 2181 section 10.3 forbid that. "
		"Most senders follow it, some refuse to deliver, and the name "
		"that is looked for in the certificate is not agreed.");
	say_fix(f, "Let the MX record name the host itself.");
	return true;
}

static bool is_nowhere(const struct mail_host *host)
{
	return host->n_addresses == 0 && host->state != RESOLUTION_FAILED;
}

static bool rule_mx_without_address(
	const struct resolution *resolution, struct finding *f)
{
	struct wordlist hosts = hosts_that(resolution, is_nowhere);

	if (!hosts.n)
		return false;
	f->severity = SEVERITY_MEDIUM;
	say_title(f, "%s MX leads nowhere",
		hosts.n == resolution->n_hosts ? "Each" : "An");
	for (size_t i = 0; i < resolution->n_hosts; i++)
		if (is_nowhere(&resolution->hosts[i])) {
			say_detail(f, "%s: %s. ", resolution->hosts[i].name,
				resolution->hosts[i].reason);
			break;
		}
	if (hosts.n > 1)
		say_detail(f, "Such hosts: %s. ", hosts.text);
	say_detail(f,
		"Senders try it by its preference and pass over it; some "
		"bounce the mail (RFC 5321 section 5.1).");
	say_fix(f,
		"Give the host an address record, or take the MX record out.");
	return true;
}

static const struct {
	const char *id;
	mx_rule *rule;
} rules[] = {
	{ "mx-private", rule_mx_private },
	{ "mx-without-address", rule_mx_without_address },
	{ "mx-alias", rule_mx_alias },
};

void findings_of_mx(
	struct findings *findings, const struct resolution *resolution)
{
	memset(findings, 0, sizeof(*findings));
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		struct finding f = { .id = rules[i].id };

		if (rules[i].rule(resolution, &f))
			findings_insert(findings, &f);
	}
}
