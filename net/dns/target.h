/* SPDX-License-Identifier: ISC */
/*
 * What the user typed, and the endpoints it stands for.
 *
 *	example.org            mail domain: MX, then port 25
 *	smtp://mx.example.org  one host, all its addresses
 *	mx.example.org:587     dialog by port
 *	[::1]:25  127.0.0.1    literals
 */
#ifndef HALLO_NET_DNS_TARGET_H
#define HALLO_NET_DNS_TARGET_H

#include "net/base/error.h"
#include "smtp/dialog.h"

enum target_kind { TARGET_DOMAIN, TARGET_HOST, TARGET_LITERAL };

struct target {
	char text[512]; /* as typed */
	enum target_kind kind;
	char name[256]; /* A-labels, lower case, no final dot; or the address */
	uint16_t port;	/* never 0: of the dialog if not given */
	const struct dialog_kind *dialog; /* domain: smtp */
};

/* False with ERROR_USAGE: says what is wrong and how it should look. */
bool target_parse(struct target *target, const char *text, struct error *error);

/* One address and what to say there. */
struct endpoint {
	char host[256];	  /* MX or host name; the address for literals */
	char address[64]; /* numeric */
	uint16_t port;
	int family; /* AF_INET, AF_INET6 */
	const struct dialog_kind *dialog;
	char server_name[256]; /* SNI; "" for literals */
};

#endif
