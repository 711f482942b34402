/* SPDX-License-Identifier: ISC */
/*
 * The registries as tables: one row a code point, in *.def files that are
 * included once each. IANA names first; rows that IANA does not know carry the
 * name by which the field knows them and say so in their status.
 *
 * All look-ups return NULL for unknown codes; all strings are static ASCII and
 * "" where there is no name. The tables are sorted by code.
 */
#ifndef HALLO_WIRE_TABLES_NAMES_H
#define HALLO_WIRE_TABLES_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum suite_family {
	SUITE_SSL2,
	SUITE_TLS12,
	SUITE_TLS13,
	SUITE_TLCP,
	SUITE_ANY
};

enum code_status {
	CODE_IANA,
	CODE_RESERVED,	   /* blocked by IANA, the name is conventional */
	CODE_UNREGISTERED, /* drafts and vendors */
	CODE_PRIVATE,
	CODE_SIGNALLING, /* 0x00FF, 0x5600: never a candidate */
	CODE_GREASE,	 /* RFC 8701: never a candidate */
};
const char *code_status_name(enum code_status status);

/* What follows from the key exchange for the ServerKeyExchange message. */
enum suite_exchange {
	EXCHANGE_RSA,	     /* none */
	EXCHANGE_RSA_EXPORT, /* RSA params when the key is over the limit */
	EXCHANGE_DH,	     /* static: none */
	EXCHANGE_DHE,
	EXCHANGE_DH_ANON,
	EXCHANGE_ECDH, /* static: none */
	EXCHANGE_ECDHE,
	EXCHANGE_ECDH_ANON,
	EXCHANGE_PSK,
	EXCHANGE_DHE_PSK,
	EXCHANGE_ECDHE_PSK,
	EXCHANGE_RSA_PSK,
	EXCHANGE_SRP,
	EXCHANGE_KRB5,
	EXCHANGE_GOST,
	EXCHANGE_TLS13, /* key_share */
	EXCHANGE_OTHER,
};
const char *suite_exchange_name(enum suite_exchange exchange);

struct suite {
	uint32_t code;		    /* 0x0039; 0x010080 for SSL 2 kinds */
	const char *name;	    /* IANA, or conventional; never "" */
	const char *openssl;	    /* first of its OpenSSL names, or "" */
	const char *openssl_others; /* further ones, comma between, or "" */
	const char *gnutls;
	enum suite_family family;
	enum code_status status;
	enum suite_exchange exchange;
	bool export_grade;
	const char *kx;	    /* as in the registry's name: "ECDHE" */
	const char *auth;   /* "RSA", "ECDSA", "DSS", "anon" … */
	const char *cipher; /* "AES", "3DES", "RC4", "NULL" … */
	uint16_t key_bits;
	uint16_t strength;    /* effective bits: 3DES 112, export 40 or 56 */
	const char *mode;     /* "GCM", "CBC", "CCM", "stream", "none" … */
	const char *mac;      /* "SHA1", "MD5", "AEAD" … */
	uint16_t min_version; /* lowest the specification allows */
	char recommended;     /* 'Y' 'N' 'D', or '?' */
	const char *reference;
};

extern const struct suite suite_table[];
extern const size_t suite_table_len;
const struct suite *suite_find(uint32_t code);
bool suite_is_candidate(const struct suite *suite); /* not signalling, GREASE */
bool suite_is_aead(const struct suite *suite);
bool suite_is_chacha20(const struct suite *suite);
bool suite_is_forward_secret(const struct suite *suite);
bool suite_is_anonymous(const struct suite *suite);
bool suite_uses_dhe(const struct suite *suite); /* DHE, DH_anon, DHE_PSK */

/* The SSL or TLS generation that brought the suite: "SSL 3", "TLS 1.2" … */
const char *suite_generation(const struct suite *suite);

/* What OpenSSL prints as the generation of @suite ("New, SSLv3, Cipher is …");
 * NULL where it does not matter: TLS 1.3, SSL 2, TLCP. */
const char *suite_openssl_generation(const struct suite *suite);

enum group_type {
	GROUP_EC, /* prime, char2, montgomery, GOST, SM2 */
	GROUP_FFDH,
	GROUP_KEM,
	GROUP_HYBRID,
	GROUP_EXPLICIT, /* 0xFF01, 0xFF02 */
	GROUP_GREASE,
};

struct group {
	uint16_t code;
	const char *name;
	const char *openssl;
	const char *gnutls;
	enum group_type type;
	enum code_status status;
	uint16_t bits;
	uint16_t client_share, server_share; /* key_exchange bytes in TLS 1.3 */
	bool tls12, tls13;
	bool post_quantum; /* KEM or hybrid with one */
	bool experimental; /* reused or private-use numbers: never conclude */
	char recommended;
	const char *reference;
};

extern const struct group group_table[];
extern const size_t group_table_len;
const struct group *group_find(uint16_t code);

/* A plain code with a name and a few words: the small registries. */
struct code_name {
	uint16_t code;
	const char *name;
	const char *facts; /* alerts: OpenSSL's text; extensions: messages … */
	const char *reference;
	bool offered; /* signature schemes: part of the standard hello */
};

extern const struct code_name extension_table[], alert_table[],
	signature_scheme_table[], version_table[];
extern const size_t extension_table_len, alert_table_len,
	signature_scheme_table_len, version_table_len;
const struct code_name *extension_find(uint16_t code);
const struct code_name *alert_find(uint16_t code);
const struct code_name *signature_scheme_find(uint16_t code);
const struct code_name *version_find(uint16_t code);

/* "TLSv1.2" as used in reports; "0x7f1c" style never: NULL when not one of the
 * six. And back: 0 when unknown. Case is ignored. */
const char *version_name(uint16_t version);
uint16_t version_by_name(const char *name);

/* A code by any of its names (IANA, OpenSSL, GnuTLS; case ignored) or "0x0039",
 * "0039", "00,39". False when unknown and not a number. */
bool suite_by_name(uint32_t *code, const char *name);
bool group_by_name(uint16_t *code, const char *name);

/* The same for these; also "alpn" and "sni". */
bool extension_by_name(uint16_t *code, const char *name);
bool signature_scheme_by_name(uint16_t *code, const char *name);

#endif
