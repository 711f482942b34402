/* SPDX-License-Identifier: ISC */
/*
 * Reads one DNS message (RFC 1035 4.1) as far as a mail client needs it: the
 * CNAME chain from the question, then the MX, A or AAAA records at its end.
 * Names are shown in lower case; a byte of a label that is no letter, digit,
 * hyphen or underscore becomes \DDD (RFC 1035 5.1), so no byte of a stranger
 * reaches a terminal.
 */
#ifndef HALLO_NET_DNS_DNS_ANSWER_H
#define HALLO_NET_DNS_DNS_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DNS_NAME_TEXT 1024 /* 255 bytes, escaped, fit */
#define DNS_MAX_RECORDS 64

enum dns_type { DNS_A = 1, DNS_CNAME = 5, DNS_MX = 15, DNS_AAAA = 28 };

struct dns_record {
	unsigned preference;	  /* MX */
	char text[DNS_NAME_TEXT]; /* host or address; "." is the root */
};

struct dns_answer {
	unsigned rcode;
	bool aliased;
	char name[DNS_NAME_TEXT]; /* end of the CNAME chain */
	size_t n_seen;		  /* records there, kept or not */
	size_t n_repeats;	  /* … not counted: of a host kept already */
	size_t n_records;
	struct dns_record records[DNS_MAX_RECORDS]; /* MX: best first */
};

/* False: not a whole DNS message, or the CNAMEs never end. */
bool dns_answer_read(struct dns_answer *answer, const uint8_t *packet,
	size_t len, enum dns_type type);

/* "SERVFAIL"; "RCODE" for those without a name here (RFC 1035 4.1.1). */
const char *dns_rcode_name(unsigned rcode);

#endif
