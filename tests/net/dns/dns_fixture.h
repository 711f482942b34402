/* SPDX-License-Identifier: ISC */
/*
 * A DNS server on 127.0.0.1 that knows a table and nothing else: a thread that
 * answers what it is asked. Names that no row owns do not exist.
 */
#ifndef HALLO_TESTS_NET_DNS_DNS_FIXTURE_H
#define HALLO_TESTS_NET_DNS_DNS_FIXTURE_H

#include "net/dns/dns_answer.h"

struct dns_row {
	const char *owner;
	enum dns_type type; /* 0: the rcode is all */
	unsigned preference;
	const char *data; /* name or address; NULL: no record, no error */
	unsigned rcode;	  /* DNS_SILENT: no answer at all */
};
#define DNS_SILENT 99
#define DNS_LATE 98 /* the record; the first time 600 ms later */

/* A name as labels; returns its length. */
size_t dns_put_name(unsigned char *out, const char *name);

/* Returns the port. @rows end with an owner of NULL. */
unsigned dns_fixture_start(const struct dns_row *rows);
void dns_fixture_stop(void);
unsigned dns_fixture_questions(void); /* asked so far */

#endif
