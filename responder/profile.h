/* SPDX-License-Identifier: ISC */
/*
 * A profile: the table a responder is made of, read from a text file
 * (hallo-profile(5) in docs/; the built-in ones lie in responder/profiles/).
 *
 *	# kabelmail: the server of the story
 *	versions      TLSv1.0 TLSv1.1 TLSv1.2
 *	order         server
 *	suites        0039 0033 0035 002F 0016 000A
 *	dh            1024
 *	certificate   rsa4096
 *	signature     TLSv1.2 rsa_pkcs1_sha512
 *	secure-renegotiation yes
 *	refusal       alert 40
 *
 * One key a line, values separated by blanks, '#' starts a comment, a suite is
 * a code or a name; `suites TLSv1.2 …` (a version as first value) adds to one
 * version, `suites …` to all that are listed in `versions` and may have the
 * suite. '|' among the suites starts the next class of ORDER_CLASSES.
 *
 * The struct is usable without the text: profile_init(), then set what differs.
 * Only what responder_can() affirms will ever be chosen.
 */
#ifndef HALLO_RESPONDER_PROFILE_H
#define HALLO_RESPONDER_PROFILE_H

#include "wire/probe/manners.h"
#include "wire/tables/names.h"
#include "wire/bytes/seed.h"
#include "wire/tables/versions.h"

#define PROFILE_MAX_SUITES 512
#define PROFILE_MAX_GROUPS 64
#define PROFILE_MAX_CLASSES 64
#define PROFILE_MAX_DH 2048 /* bytes of an own DH prime */
#define PROFILE_MAX_RULES 8
#define PROFILE_MAX_CERTIFICATES 40 /* behind the first */
#define PROFILE_MIN_CHAIN_SIZE 4096 /* bytes of a padded certificate */
#define PROFILE_MAX_CHAIN (200 * 1024)

/* SSL 2, SSL 3, TLS 1.0 … 1.3 */
#define PROFILE_VERSIONS 6

enum order_policy {
	ORDER_SERVER,  /* first of its own list that was offered */
	ORDER_CLIENT,  /* first of the client's list that it has */
	ORDER_CLASSES, /* server order of classes, client order inside */
	ORDER_CHACHA,  /* server order, ChaCha20 first if the client's first */
	ORDER_TYPES,   /* server order, but first the suites for that type of
			* certificate that the client's first suite needs */
};

enum refusal_kind {
	REFUSAL_ALERT,
	REFUSAL_CLOSE,
	REFUSAL_RESET,
	REFUSAL_SILENCE
};

struct refusal {
	enum refusal_kind kind;
	uint8_t alert;
	bool half; /* behind the first half of a ServerHello */
};

struct profile_version {
	bool supported;
	size_t n_suites;
	uint32_t suites[PROFILE_MAX_SUITES]; /* in the server's order */
	uint8_t classes[PROFILE_MAX_SUITES]; /* ORDER_CLASSES: class of each */
	uint16_t signature_scheme; /* 0: the first offered that fits the key */
};

/* By its looks a hello is met by a refusal before anything is chosen. */
enum rule_kind {
	RULE_LENGTH,	  /* `low` to `high` bytes: message with its header */
	RULE_LENGTH_REST, /* that length mod 256 is `low` */
	RULE_ABOVE,	  /* a version above `low` is offered */
	RULE_EXTENSION,	  /* extension `low` was sent */
	RULE_NO_EXTENSION,
	RULE_SUITE,    /* suite `low` is offered */
	RULE_EXCHANGE, /* a suite is whose exchange contains `name` */
	RULE_NAME,     /* server_name says `name` */
	RULE_NOT_NAME, /* server_name is missing or says another name */
	RULE_CHOSEN,   /* suite `low` would be the answer */
};

struct rule {
	enum rule_kind kind;
	uint32_t low, high;
	char name[64];
	struct refusal refusal;
};

/* ServerKeyExchange with the curve spelled out (RFC 4492 5.4). */
enum explicit_curve { EXPLICIT_NEVER, EXPLICIT_PRIME, EXPLICIT_CHAR2 };

/* What stands where the first certificate should (up to TLS 1.2). */
enum certificate_form {
	CERTIFICATE_WHOLE,
	CERTIFICATE_GARBAGE, /* bytes that are no DER */
	CERTIFICATE_NONE,    /* an empty list */
};

/* Which groups an ECDSA certificate goes with (RFC 8422 5.1). */
enum ecdsa_curve {
	ECDSA_CURVE_OWN, /* only where its own curve is on offer, too */
	ECDSA_CURVE_ANY,
};

/* What a server does wrong or otherwise: each a key of the format. */
struct profile_quirks {
	uint16_t max_suites; /* hellos with more are met by `long` */
	struct refusal long_refusal;
	size_t n_rules;
	struct rule rules[PROFILE_MAX_RULES];
	bool warning_112;	     /* unrecognized_name as a warning first */
	bool split_records;	     /* every record one byte of payload */
	uint16_t first_record;	     /* payload of the first record; 0: all */
	bool coalesce;		     /* all handshake messages in one record */
	uint16_t unasked_suite;	     /* answer with this one always; 0: no */
	uint16_t last_resort_suite;  /* answer with it instead of a refusal */
	uint16_t unasked_version;    /* answer in this one always; 0: no */
	uint16_t unasked_group;	     /* use this one always; 0: no */
	uint16_t unasked_extension;  /* 0: no (server_name is written as 0xFFFF)
				      */
	uint8_t unasked_compression; /* this method always; 0: no */
	bool last_byte_only;	     /* compares only the last byte of suites */
	bool deflate;		     /* picks DEFLATE when offered */
	bool resumes;		     /* takes the session id for its own */
	bool foreign_session_id;     /* TLS 1.3: does not echo the client's */
	bool supported_versions;     /* reads supported_versions without TLS 1.3
				      */
	bool needs_extensions;	     /* refuses a hello without any */
	bool refuses_extensions;     /* refuses a hello with any */
	enum explicit_curve explicit_curve;
	char psk_hint[32];     /* "": no hint for plain PSK */
	char refusal_text[80]; /* said behind every refusal; "": nothing */
	uint8_t chain_length;  /* certificates behind the first */
	uint16_t chain_size;   /* bytes that each of them has */
	enum certificate_form certificate_form;
	uint8_t key_usage; /* first octet of keyUsage; 0: it is not there */
	enum ecdsa_curve ecdsa_curve;
};

struct profile {
	char name[32];
	char title[100];
	struct profile_version versions[PROFILE_VERSIONS];
	enum order_policy order;
	unsigned dh_bits;		  /* 0: no DHE */
	size_t dh_prime_len;		  /* 0: the built-in prime of dh_bits */
	uint8_t dh_prime[PROFILE_MAX_DH]; /* generator 2 */
	bool dh_rfc7919; /* prefers an RFC 7919 group the client offers */
	bool dhe_needs_no_rfc7919; /* refuses DHE when 256-260 are offered
				    * and none is its own (RFC 7919 section 4)
				    */
	size_t n_groups; /* EC groups, FFDHE in TLS 1.3, hybrids: its order */
	uint16_t groups[PROFILE_MAX_GROUPS];
	bool groups_client_order;
	size_t n_certificates;
	char certificates[4][32]; /* built-in keys: rsa4096, ecdsa256 … */
	bool secure_renegotiation;
	bool request_client_certificate;
	bool extended_master_secret; /* RFC 7627, when offered */
	bool server_name;	     /* acknowledges SNI, RFC 6066 section 3 */
	bool fallback_scsv;	     /* alert 86 to 0x5600, RFC 7507 */
	char alpn[4][16];
	size_t n_alpn;
	struct refusal refusal;		/* no shared suite */
	struct refusal version_refusal; /* no shared version */
	struct profile_quirks quirks;
	struct manners manners;
};

/* Index into profile.versions of a wire version, or -1. */
int profile_version_index(uint16_t version);
extern const uint16_t profile_version_codes[PROFILE_VERSIONS];

/* A sane empty profile: server order, alert 40 / 70, secure renegotiation. */
void profile_init(struct profile *profile);

/* Reads the text. False: message says "line 7: unknown suite 'xyz'". */
bool profile_read(struct profile *profile, const char *text, size_t len,
	char *message, size_t message_size);

/* The text of a built-in profile, NULL when unknown; and their names. */
const char *profile_builtin(const char *name);
extern const char *const profile_builtin_names[]; /* ends with NULL */

#endif
