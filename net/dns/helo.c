/* SPDX-License-Identifier: ISC */
/*
 * What this host calls itself in EHLO (RFC 5321 4.1.4): its FQDN, and where it
 * has none an address literal. Nothing here asks the DNS: a host with a broken
 * resolver must not wait for its own name.
 */
#include "net/dns/hosts.h"
#include "net/dns/name.h"
#include "net/dns/resolve.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static bool fqdn_ok(const char *name)
{
	return strchr(name, '.') != NULL && name_fault(name) == NULL &&
		!name_is_numeric(name) && dialog_name_ok(name);
}

static bool host_fqdn(char out[NAME_TEXT])
{
	char host[NAME_TEXT] = "";
	char *text;
	bool found;

	if (gethostname(host, sizeof(host) - 1) != 0 || host[0] == '\0')
		return false;
	text = hosts_load(HOSTS_PATH);
	found = hosts_fqdn(out, NAME_TEXT, text, host) && fqdn_ok(out);
	free(text);
	if (found)
		return true;
	memcpy(out, host, sizeof(host));
	return fqdn_ok(out);
}

/* The address of the interface that leads outside: connecting a datagram socket
 * sends nothing (192.0.2.1 is for documentation, RFC 5737). */
static bool outgoing_address(char *out, socklen_t size)
{
	struct sockaddr_in far = { .sin_family = AF_INET,
		.sin_port = htons(9),
		.sin_addr = { htonl(0xc0000201) } };
	struct sockaddr_in near;
	socklen_t len = sizeof(near);
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool ok;

	if (fd < 0)
		return false;
	ok = connect(fd, (struct sockaddr *)&far, sizeof(far)) == 0 &&
		getsockname(fd, (struct sockaddr *)&near, &len) == 0 &&
		inet_ntop(AF_INET, &near.sin_addr, out, size) != NULL;
	close(fd);
	return ok;
}

void default_helo(char *out, size_t size)
{
	char name[NAME_TEXT];

	if (host_fqdn(name) && strlen(name) < size) {
		memcpy(out, name, strlen(name) + 1);
		return;
	}
	if (!outgoing_address(name, sizeof(name)))
		memcpy(name, "127.0.0.1", sizeof("127.0.0.1"));
	snprintf(out, size, "[%s]", name);
}
