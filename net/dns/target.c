/* SPDX-License-Identifier: ISC */
/*
 * Reads what the user typed. Every refusal says what is wrong and how it should
 * look; the text itself is untrusted (it may come from a file of targets) and
 * error_set() escapes it.
 *
 *	[scheme://]host[:port][/]
 */
#include "net/dns/target.h"
#include "net/dns/name.h"
#include "net/dns/scope.h"
#include "net/base/text.h"
#include "smtp/dialogs.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

#define HOW                                                                    \
	"; write a mail domain (example.org), HOST:PORT, [ADDRESS]:PORT "      \
	"or SCHEME://HOST"

static bool wrong(struct error *error, const struct target *target,
	const char *why, const char *how)
{
	error_set(error, ERROR_USAGE, 0, "%.60s%s: %s%s", target->text,
		strlen(target->text) > 60 ? "..." : "", why, how);
	return false;
}

static bool take_text(
	struct target *target, const char *text, struct error *error)
{
	size_t len = strlen(text);

	if (len == 0) {
		error_set(error, ERROR_USAGE, 0, "the target is empty" HOW);
		return false;
	}
	if (len >= sizeof(target->text)) {
		memcpy(target->text, text, sizeof(target->text) - 1);
		return wrong(error, target, "is too long for a target", "");
	}
	memcpy(target->text, text, len + 1);
	return true;
}

static bool unknown_scheme(struct error *error, const struct target *target)
{
	char how[200] = "; known are";
	size_t used = strlen(how);

	for (size_t i = 0; i < dialog_kinds_len; i++) {
		const char *scheme = dialog_kinds[i].scheme;

		if (used + strlen(scheme) + 2 >= sizeof(how))
			break;
		how[used++] = ' ';
		memcpy(how + used, scheme, strlen(scheme) + 1);
		used += strlen(scheme);
	}
	return wrong(error, target, "this scheme is not known", how);
}

/* Cuts "scheme://" off *rest; *kind stays NULL when there is none. */
static bool take_scheme(struct target *target, char **rest,
	const struct dialog_kind **kind, struct error *error)
{
	char *mark = strstr(*rest, "://");
	char scheme[32];
	size_t len;

	*kind = NULL;
	if (mark == NULL)
		return true;
	if (!text_lower(scheme, sizeof(scheme), *rest, (size_t)(mark - *rest)))
		return unknown_scheme(error, target);
	*kind = dialog_find(scheme);
	if (*kind == NULL)
		return unknown_scheme(error, target);
	*rest = mark + 3;
	len = strlen(*rest);
	if (len > 0 && (*rest)[len - 1] == '/')
		(*rest)[len - 1] = '\0';
	return true;
}

/* Splits @rest at its port. *port is NULL without one; *literal: brackets. */
static const char *split_port(
	char *rest, char **host, char **port, bool *literal)
{
	char *end;

	*host = rest;
	*port = NULL;
	*literal = rest[0] == '[';
	if (*literal) {
		end = strchr(rest, ']');
		if (end == NULL)
			return "the bracket is not closed";
		*end++ = '\0';
		*host = rest + 1;
		if (*end != '\0' && *end != ':')
			return "only a port may follow the bracket";
		*port = *end == ':' ? end + 1 : NULL;
		return NULL;
	}
	end = strchr(rest, ':');
	if (end == NULL || strchr(end + 1, ':') != NULL)
		return NULL; /* more than one colon: IPv6 or nonsense */
	*end = '\0';
	*port = end + 1;
	return NULL;
}

/* An IPv6 address may name its interface: fe80::1%eth0 (RFC 4007 11). */
static bool read_v6(char *out, size_t size, const char *text)
{
	char plain[INET6_ADDRSTRLEN], *zone;
	const char *mark = strchr(text, '%');
	size_t len = mark == NULL ? strlen(text) : (size_t)(mark - text);
	struct in6_addr v6;

	if (len >= sizeof(plain))
		return false;
	memcpy(plain, text, len);
	plain[len] = '\0';
	if (inet_pton(AF_INET6, plain, &v6) != 1)
		return false;
	inet_ntop(AF_INET6, &v6, out, (socklen_t)size);
	if (mark == NULL)
		return true;
	zone = out + strlen(out);
	if (strlen(mark) < 2 || strlen(mark) > IF_NAMESIZE ||
		strspn(mark + 1,
			"abcdefghijklmnopqrstuvwxyz"
			"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") !=
			strlen(mark + 1))
		return false;
	memcpy(zone, mark, strlen(mark) + 1);
	return true;
}

/* "[IPv6:2001:db8::1]" is how SMTP writes it (RFC 5321 4.1.3). */
static bool read_literal(struct target *target, const char *host)
{
	struct in_addr v4;

	if (strncasecmp(host, "IPv6:", 5) == 0)
		return read_v6(target->name, 64, host + 5);
	if (inet_pton(AF_INET, host, &v4) == 1) {
		inet_ntop(AF_INET, &v4, target->name, sizeof(target->name));
		return true;
	}
	return read_v6(target->name, 64, host);
}

static bool needs_device(const char *address)
{
	return strchr(address, ':') && !strchr(address, '%') &&
		address_scope_of(address) == SCOPE_LINK_LOCAL;
}

static bool take_port(
	struct target *target, const char *port, struct error *error)
{
	unsigned long number;

	if (!text_number(&number, port, 65535) || number == 0)
		return wrong(error, target, "the port must be 1 to 65535",
			" (HOST:PORT)");
	target->port = (uint16_t)number;
	return true;
}

static bool take_name(
	struct target *target, const char *host, struct error *error)
{
	char rest[120], why[200];
	const char *fault;

	if (strchr(host, '@') != NULL)
		return wrong(error, target, "this is a mail address or a login",
			"; write the domain alone (what stands behind the @)");
	if (strchr(host, '/') != NULL)
		return wrong(error, target, "a target has no path", HOW);
	if (strchr(host, ':') != NULL)
		return wrong(error, target, "this is not an IPv6 address",
			"; an address with a port goes in brackets: "
			"[2001:db8::1]:25");
	if (name_is_numeric(host))
		return wrong(error, target, "this is not an IPv4 address",
			"; that is four numbers of 0 to 255: 192.0.2.1");
	fault = name_to_ascii(target->name, host, rest, sizeof(rest));
	if (fault == NULL && name_is_numeric(target->name))
		fault = "is not an IPv4 address";
	if (fault == NULL)
		return true;
	snprintf(why, sizeof(why), "the name %s%s", fault, rest);
	return wrong(error, target, why, HOW);
}

/* Scheme, port and kind follow from what was there and what was not. */
static bool complete(struct target *target, const struct dialog_kind *kind,
	const char *port, struct error *error)
{
	if (port != NULL && !take_port(target, port, error))
		return false;
	target->dialog = kind != NULL ? kind
		: port != NULL	      ? dialog_by_port(target->port)
				      : dialog_find("smtp");
	if (target->port == 0)
		target->port = target->dialog->port;
	if (target->port == 0) {
		char how[80];

		snprintf(how, sizeof(how), ": %s://HOST:PORT",
			target->dialog->scheme);
		return wrong(error, target, "this scheme needs a port", how);
	}
	if (target->kind == TARGET_DOMAIN && (kind != NULL || port != NULL))
		target->kind = TARGET_HOST;
	return true;
}

bool target_parse(struct target *target, const char *text, struct error *error)
{
	const struct dialog_kind *kind;
	char copy[sizeof(target->text)];
	char *rest = copy, *host, *port;
	const char *why;
	bool brackets;

	memset(target, 0, sizeof(*target));
	if (!take_text(target, text, error))
		return false;
	memcpy(copy, target->text, sizeof(copy));
	if (!take_scheme(target, &rest, &kind, error))
		return false;
	why = split_port(rest, &host, &port, &brackets);
	if (why != NULL)
		return wrong(error, target, why, " ([2001:db8::1]:25)");
	if (read_literal(target, host))
		target->kind = TARGET_LITERAL;
	if (target->kind == TARGET_LITERAL && needs_device(target->name))
		return wrong(error, target,
			"a link-local address wants the device it is reached "
			"by",
			": [fe80::1%eth0]:25");
	if (target->kind == TARGET_LITERAL)
		return complete(target, kind, port, error);
	if (brackets)
		return wrong(error, target,
			"there is no address in the brackets",
			" ([192.0.2.1]:25, [2001:db8::1]:25)");
	if (!take_name(target, host, error))
		return false;
	return complete(target, kind, port, error);
}
