/* SPDX-License-Identifier: ISC */
/*
 * Only addresses name a resolver: a name would need one to be looked up. An
 * IPv6 address may name its interface, fe80::1%eth0 (RFC 4007 11). As in
 * resolv.conf(5) the keyword begins in the first column.
 */
#include "net/dns/resolv_conf.h"
#include "net/base/text.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>

static bool zone_ok(const char *zone)
{
	size_t len = strlen(zone);

	if (len == 0 || len >= IF_NAMESIZE)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)zone[i]) &&
			strchr("._-", zone[i]) == NULL)
			return false;
	return true;
}

static bool address_ok(const char *text)
{
	const char *zone = strchr(text, '%');
	size_t len = zone == NULL ? strlen(text) : (size_t)(zone - text);
	char plain[INET6_ADDRSTRLEN];
	unsigned char binary[16];

	if (len >= sizeof(plain))
		return false;
	memcpy(plain, text, len);
	plain[len] = '\0';
	if (inet_pton(AF_INET6, plain, binary) == 1)
		return zone == NULL || zone_ok(zone + 1);
	return zone == NULL && inet_pton(AF_INET, plain, binary) == 1;
}

/* Parts @host from its port, in place. NULL: no port. */
static bool split(char **host, const char **port)
{
	char *end;

	*port = NULL;
	if (**host == '[') {
		end = strchr(++*host, ']');
		if (end == NULL || (end[1] != '\0' && end[1] != ':'))
			return false;
		*port = end[1] == ':' ? end + 2 : NULL;
		*end = '\0';
		return strchr(*host, ':') != NULL;
	}
	end = strchr(*host, ':');
	if (end == NULL || strchr(end + 1, ':') != NULL)
		return true; /* more than one colon: IPv6 without a port */
	*end = '\0';
	*port = end + 1;
	return true;
}

bool resolv_server(char out[RESOLV_SERVER], const char *text)
{
	char copy[RESOLV_SERVER], *host = copy;
	const char *port;
	unsigned long number = 53;

	if (strlen(text) >= sizeof(copy))
		return false;
	memcpy(copy, text, strlen(text) + 1);
	if (!split(&host, &port) || !address_ok(host))
		return false;
	if (port != NULL && (!text_number(&number, port, 65535) || number == 0))
		return false;
	return snprintf(out, RESOLV_SERVER, "%s@%lu", host, number) <
		RESOLV_SERVER;
}

/* The word behind "nameserver" in the line at @at; false: no such line. */
static bool nameserver(char out[RESOLV_SERVER], const char *at, size_t len)
{
	static const char keyword[] = "nameserver";
	size_t n = sizeof(keyword) - 1;
	char word[RESOLV_SERVER];

	if (len <= n || strncmp(at, keyword, n) != 0 ||
		(at[n] != ' ' && at[n] != '\t'))
		return false;
	n += strspn(at + n, " \t");
	at += n;
	len = strcspn(at, " \t\r\n#;");
	if (len >= sizeof(word))
		return false;
	memcpy(word, at, len);
	word[len] = '\0';
	return address_ok(word) &&
		snprintf(out, RESOLV_SERVER, "%s@53", word) < RESOLV_SERVER;
}

size_t resolv_conf_servers(
	char servers[RESOLV_CONF_MAX][RESOLV_SERVER], const char *text)
{
	size_t n = 0;

	while (*text != '\0' && n < RESOLV_CONF_MAX) {
		size_t len = strcspn(text, "\n");

		if (nameserver(servers[n], text, len))
			n++;
		text += len + (text[len] == '\n');
	}
	if (n == 0)
		snprintf(servers[n++], RESOLV_SERVER, "127.0.0.1@53");
	return n;
}
