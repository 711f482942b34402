/* SPDX-License-Identifier: ISC */
/*
 * A hint is only given when every endpoint failed alike: one that answers shows
 * that the network is not to blame. What a single endpoint shows is a test of
 * it, and a row of advice[]; the first that holds is said.
 */
#include "cli/run/hints.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "smtp/dialogs.h"

#define HINT_ROOM 700
#define REPLY_SHOWN 300

typedef bool endpoint_test(const struct report_endpoint *endpoint);

static bool any_failure(const struct report_endpoint *endpoint,
	bool (*test)(const struct report_connection *failure))
{
	for (size_t i = 0; i < endpoint->n_failures; i++)
		if (test(&endpoint->failures[i]))
			return true;
	return false;
}

/* Did every connection of the endpoint end so, before a hello? */
static bool all_failures(const struct report_endpoint *endpoint,
	bool (*test)(const struct report_connection *failure))
{
	for (size_t i = 0; i < endpoint->n_failures; i++)
		if (!test(&endpoint->failures[i]))
			return false;
	return endpoint->n_failures > 0 && endpoint->n_probes == 0;
}

/* ---- nobody there ---- */

/* A connect that met ETIMEDOUT, or nothing at all. */
static bool is_late(const struct report_connection *failure)
{
	return failure->stage == STAGE_CONNECT &&
		(failure->outcome == OUTCOME_SILENCE ||
			failure->errnum == ETIMEDOUT);
}

static bool is_refused(const struct report_connection *failure)
{
	return failure->stage == STAGE_CONNECT &&
		failure->errnum == ECONNREFUSED;
}

static bool is_blocked_25(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, is_late) && endpoint->asked.port == 25;
}

static bool is_unheard(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, is_late);
}

static bool is_closed(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, is_refused);
}

/* ---- the wrong dialog ---- */

static bool is_wordless(const struct report_connection *failure)
{
	return failure->stage == STAGE_GREETING && !*failure->reply &&
		(failure->outcome == OUTCOME_SILENCE ||
			failure->outcome == OUTCOME_CLOSED ||
			failure->outcome == OUTCOME_RESET);
}

static bool is_silent(const struct report_connection *failure)
{
	return is_wordless(failure) && failure->outcome == OUTCOME_SILENCE;
}

/* Schemes with a dialog, and those of the same protocol without. */
static const struct {
	const char *dialog, *direct;
	uint16_t port;
} twins[] = {
	{ "smtp", "smtps", 465 },
	{ "submission", "smtps", 465 },
	{ "imap", "imaps", 993 },
	{ "pop3", "pop3s", 995 },
};
#define N_TWINS (sizeof(twins) / sizeof(twins[0]))

static bool is_port_of_tls(uint16_t port)
{
	for (size_t i = 0; i < N_TWINS; i++)
		if (twins[i].port == port)
			return true;
	return false;
}

static const char *direct_of(const char *dialog)
{
	for (size_t i = 0; i < N_TWINS; i++)
		if (!strcmp(twins[i].dialog, dialog))
			return twins[i].direct;
	return "tls";
}

static const char *dialog_of(const char *direct)
{
	for (size_t i = 0; i < N_TWINS; i++)
		if (!strcmp(twins[i].direct, direct))
			return twins[i].dialog;
	return "smtp";
}

/* TLS from the first byte? */
static bool is_direct(const char *scheme)
{
	const struct dialog_kind *kind = dialog_find(scheme);

	return kind && !kind->protocol;
}

static bool waits_for_tls(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, is_wordless) &&
		is_port_of_tls(endpoint->asked.port);
}

static bool is_mute(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, is_silent);
}

static bool is_cut_off(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, is_wordless);
}

/* A server that speaks first, in clear: not one probe met TLS. */
static bool speaks_in_clear(const struct report_endpoint *endpoint)
{
	for (size_t i = 0; i < endpoint->n_probes; i++)
		if (endpoint->probes[i].connection.outcome != OUTCOME_NOT_TLS)
			return false;
	return endpoint->n_probes > 0 && is_direct(endpoint->asked.dialog);
}

/* ---- what the dialog met ---- */

static bool is_ehlo_refused(const struct report_connection *failure)
{
	return failure->stage == STAGE_CAPABILITIES &&
		failure->outcome == OUTCOME_REFUSED && failure->reply[0] == '5';
}

static bool refuses_ehlo(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, is_ehlo_refused);
}

static bool is_starttls_refused(const struct report_connection *failure)
{
	return failure->stage == STAGE_STARTTLS &&
		failure->outcome == OUTCOME_REFUSED;
}

static bool refuses_starttls(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, is_starttls_refused);
}

static bool is_greeted_again(const struct report_connection *failure)
{
	return failure->stage == STAGE_CAPABILITIES &&
		!strncmp(failure->reply, "220", 3);
}

static bool greets_again(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, is_greeted_again);
}

static bool names_proxy(const struct report_connection *failure)
{
	return strstr(failure->reply, "PROXY") != NULL;
}

static bool speaks_of_proxy(const struct report_endpoint *endpoint)
{
	return any_failure(endpoint, names_proxy) && endpoint->n_probes == 0;
}

static bool needs_device(const struct report_connection *failure)
{
	return failure->stage == STAGE_CONNECT && failure->errnum == ENODEV;
}

static bool is_link_local(const struct report_endpoint *endpoint)
{
	return all_failures(endpoint, needs_device) &&
		!strncmp(endpoint->asked.address, "fe", 2);
}

/* ---- what the hellos met ---- */

static bool is_turned_down(const struct report_connection *connection)
{
	return connection->outcome == OUTCOME_ALERT ||
		connection->outcome == OUTCOME_CLOSED ||
		connection->outcome == OUTCOME_RESET;
}

/* No hello had a name, none was answered, and one at least was refused. */
static bool wants_a_name(const struct report_endpoint *endpoint)
{
	bool refused = false;

	if (*endpoint->asked.server_name || endpoint->state == TRUTH_YES)
		return false;
	for (size_t i = 0; i < endpoint->n_probes; i++)
		refused = refused ||
			is_turned_down(&endpoint->probes[i].connection);
	return refused;
}

/* No hello met a word, not even an alert, where TLS begins at once. */
static bool cuts_hellos_off(const struct report_endpoint *endpoint)
{
	for (size_t i = 0; i < endpoint->n_probes; i++) {
		enum outcome_kind outcome =
			endpoint->probes[i].connection.outcome;

		if (outcome != OUTCOME_CLOSED && outcome != OUTCOME_RESET)
			return false;
	}
	return endpoint->n_probes > 0 && is_direct(endpoint->asked.dialog);
}

/* ---- what is said ---- */

/* "imaps://[2001:db8::1]:993" */
static void write_target(char *out, size_t size, const char *scheme,
	const struct report_asked *asked)
{
	bool six = strchr(asked->host, ':') != NULL;

	snprintf(out, size, "%s://%s%s%s:%u", scheme, six ? "[" : "",
		asked->host, six ? "]" : "", asked->port);
}

/* What stands for %s in the words of a row. */
enum filling { FILL_NOTHING, FILL_DIRECT, FILL_DIALOG, FILL_REPLY };

static const struct {
	endpoint_test *test;
	enum filling filling;
	const char *before, *behind;
} advice[] = {
	{ is_blocked_25, FILL_NOTHING,
		"port 25 out of this network seems blocked; try from the mail "
		"server",
		"" },
	{ is_unheard, FILL_NOTHING,
		"nobody answers there; a firewall may be between, or the "
		"address is not in use",
		"" },
	{ is_closed, FILL_NOTHING,
		"nothing listens on that port; check the name and the port",
		"" },
	{ is_link_local, FILL_NOTHING,
		"a link-local address leads somewhere only with its device: "
		"[fe80::1%eth0]:25",
		"" },
	{ waits_for_tls, FILL_DIRECT,
		"on this port servers wait for TLS at once, without a word "
		"before it; ask with ",
		"" },
	{ speaks_of_proxy, FILL_REPLY,
		"it speaks of a PROXY header, which stands between a proxy "
		"(HAProxy, send-proxy) and the server behind it: ask the "
		"proxy, or let proxy and server agree on it; it said: ",
		"" },
	{ is_mute, FILL_DIRECT,
		"no greeting came. If the port speaks TLS at once, ask with ",
		"; a server that expects the PROXY header of a proxy before it "
		"is silent, too" },
	{ is_cut_off, FILL_NOTHING,
		"the connection ends without a greeting: the server or a "
		"firewall does not want this address, or it expects the PROXY "
		"header of a proxy before it",
		"" },
	{ speaks_in_clear, FILL_DIALOG,
		"it answers in clear text; if the port speaks STARTTLS, ask "
		"with ",
		"" },
	{ refuses_ehlo, FILL_REPLY,
		"EHLO is refused, and without it there is no STARTTLS (RFC "
		"3207): a server without extensions, or a firewall that "
		"inspects SMTP; compare with its answer on the spot. It "
		"said: ",
		"" },
	{ greets_again, FILL_REPLY,
		"the greeting comes a second time in place of the answer to "
		"EHLO: from there on each reply is one late, and senders see "
		"no STARTTLS. Something between seems to greet as well. It "
		"said: ",
		"" },
	{ refuses_starttls, FILL_REPLY,
		"STARTTLS is offered, and refused when it is asked for; the "
		"server's log says why (often its certificate or key cannot "
		"be read). It said: ",
		"" },
	{ cuts_hellos_off, FILL_NOTHING,
		"each hello is cut off without a word: the port may not speak "
		"TLS, or it expects the PROXY header of a proxy before it "
		"(HAProxy, accept-proxy); where the server wants a name, ask "
		"with --sni NAME",
		"" },
	{ wants_a_name, FILL_NOTHING,
		"the hello had no server name, as for an address, and was "
		"refused; if the server wants one, ask with --sni NAME",
		"" },
};
#define N_ADVICE (sizeof(advice) / sizeof(advice[0]))

/* All endpoints that have a route pass @test: the first of them, or NULL. */
static const struct report_endpoint *everywhere(
	const struct report *report, endpoint_test *test)
{
	const struct report_endpoint *first = NULL;

	for (size_t i = 0; i < report->n_endpoints; i++) {
		const struct report_endpoint *endpoint = &report->endpoints[i];

		if (report_unrouted(endpoint))
			continue;
		if (!test(endpoint))
			return NULL;
		if (!first)
			first = endpoint;
	}
	return first;
}

/* Verbatim, but for the end of its last line. */
static void write_reply(char *out, size_t size, const char *reply)
{
	static const char end[] = "\\x0d\\x0a";
	size_t n = strlen(reply), tail = sizeof(end) - 1;

	if (n >= tail && !strcmp(reply + n - tail, end))
		n -= tail;
	snprintf(out, size, "%.*s", n < REPLY_SHOWN ? (int)n : REPLY_SHOWN,
		reply);
}

static void fill(char *out, size_t size, enum filling filling,
	const struct report_endpoint *endpoint)
{
	const struct report_asked *asked = &endpoint->asked;

	out[0] = '\0';
	if (filling == FILL_DIRECT)
		write_target(out, size, direct_of(asked->dialog), asked);
	else if (filling == FILL_DIALOG)
		write_target(out, size, dialog_of(asked->dialog), asked);
	else if (filling == FILL_REPLY)
		write_reply(out, size,
			endpoint->failures[endpoint->n_failures - 1].reply);
}

static void advise(struct report *report)
{
	char room[400], hint[HINT_ROOM + sizeof(room)];

	for (size_t i = 0; i < N_ADVICE; i++) {
		const struct report_endpoint *endpoint =
			everywhere(report, advice[i].test);

		if (!endpoint)
			continue;
		fill(room, sizeof(room), advice[i].filling, endpoint);
		snprintf(hint, sizeof(hint), "%s%s%s", advice[i].before, room,
			advice[i].behind);
		report_hint(report, hint);
		return;
	}
}

/* The addresses are known, and -4 or -6 left none of them to ask. */
static bool family_left_none(const struct report *report)
{
	if (report->n_endpoints > 0 || report_withheld(report))
		return false;
	for (size_t i = 0; i < report->n_hosts; i++)
		if (report->hosts[i].n_addresses > 0)
			return true;
	return false;
}

static const char *resolution_hint(enum resolution_state state)
{
	switch (state) {
	case RESOLUTION_NXDOMAIN:
		return "check the spelling; a single host is asked with "
		       "smtp://HOST";
	case RESOLUTION_NO_ADDRESS:
		return "the name exists, but has no address; a mail domain is "
		       "written without scheme and port";
	case RESOLUTION_FAILED:
		return "DNS failed, so nothing is said about the name; try "
		       "again, or another server with --resolver ADDR";
	case RESOLUTION_NULL_MX:
		return "the domain takes no mail (RFC 7505), so there is "
		       "nothing to ask";
	default:
		return NULL;
	}
}

void hints_give(struct report *report)
{
	const char *hint = resolution_hint(report->resolution);

	if (hint)
		report_hint(report, hint);
	if (family_left_none(report))
		report_hint(report,
			"-4 or -6 leaves no address to ask; try without it");
	advise(report);
}
