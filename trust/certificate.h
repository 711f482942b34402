/* SPDX-License-Identifier: ISC */
/*
 * What one certificate says of itself (RFC 5280), read with libtasn1: facts, no
 * validation. The peer is hostile: size, depth and number of DER elements are
 * checked before libtasn1 sees a byte; odd certificates (SSL 2 ones, GOST, SM2,
 * explicit curves, empty subjects) give what can be read, never a crash.
 */
#ifndef HALLO_TRUST_CERTIFICATE_H
#define HALLO_TRUST_CERTIFICATE_H

#include "wire/bytes/slice.h"

#define CERTIFICATE_MAX (64 * 1024)
#define CERTIFICATE_NAMES 100
#define CERTIFICATE_PURPOSES 16

/* Bits of keyUsage, counted as RFC 5280 4.2.1.3 numbers them. */
#define KEY_USAGES 9
enum key_usage {
	KEY_USAGE_DIGITAL_SIGNATURE = 1 << 0,
	KEY_USAGE_KEY_ENCIPHERMENT = 1 << 2,
	KEY_USAGE_KEY_AGREEMENT = 1 << 4,
};
/* "digitalSignature" … of bit 0 to 8; NULL beyond. */
const char *key_usage_name(unsigned bit);

struct certificate_facts {
	bool readable;	    /* false: only sha256 and size are valid */
	bool unread;	    /* not readable by a limit of ours, or by BER that
			     * is no DER: others may read it */
	char trouble[100];  /* why not readable, or what could not be read */
	uint8_t sha256[32]; /* of the DER */
	size_t size;
	size_t n_behind;   /* bytes behind its end; libraries refuse it then */
	char subject[512]; /* RFC 4514 string, escaped UTF-8; "" when empty */
	char issuer[512];
	char serial[80];     /* hex */
	char key_type[32];   /* "RSA" "EC" "Ed25519" "DSA" … or the OID */
	char curve[32];	     /* of an EC key: "secp256r1", or "explicit" */
	unsigned key_bits;   /* 0 when not known */
	char signature[64];  /* "sha256WithRSAEncryption" … or the OID */
	char not_before[24]; /* "2026-01-31T12:00:00Z" */
	char not_after[24];
	bool self_issued;   /* subject and issuer are the same bytes */
	bool is_ca;	    /* basicConstraints */
	bool has_key_usage; /* false: nothing is said, all is allowed */
	uint16_t key_usage; /* set of 1 << bit */
	size_t n_purposes;  /* extendedKeyUsage; 0: nothing is said */
	size_t n_purposes_left_out;
	char purposes[CERTIFICATE_PURPOSES][64]; /* "serverAuth" … or OID */
	size_t n_names; /* subjectAltName, dNSName and iPAddress */
	size_t n_names_left_out;
	char names[CERTIFICATE_NAMES][256]; /* escaped; "IP:192.0.2.1" */
};

/* Reads @der. False when it is not readable (sha256, size, trouble are set). */
bool certificate_read(struct certificate_facts *facts, struct slice der);

#endif
