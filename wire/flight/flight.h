/* SPDX-License-Identifier: ISC */
/*
 * What the server said: its first flight, from the records up, in any cut.
 *
 *	bytes ──► records ──► handshake messages ──► ServerHello, Certificate …
 *	                └──► alerts                (RFC 5246 7.4, RFC 8446 4)
 *	      └─► SSL 2 record ──► SERVER-HELLO or ERROR
 *	      └─► not TLS: kept as data
 *
 * Feed bytes as they come; flight_feed() tells when the flight is over. The
 * peer is hostile: odd bytes are data (struct fault, kept slices), never an
 * error of ours. Nothing is allocated: the caller's buffer takes the handshake
 * messages joined across records, and all slices point into it.
 */
#ifndef HALLO_WIRE_FLIGHT_FLIGHT_H
#define HALLO_WIRE_FLIGHT_FLIGHT_H

#include "wire/bytes/extension.h"
#include "wire/bytes/reader.h"
#include "wire/bytes/writer.h"

#define FLIGHT_BUFFER (256 * 1024) /* cap on one flight */
#define FLIGHT_MAX_CERTIFICATES 32
#define FLIGHT_MAX_ALERTS 8
#define FLIGHT_MAX_MESSAGES 64
#define FLIGHT_MAX_EXTENSIONS 64

enum flight_end {
	FLIGHT_OPEN,	   /* wants more */
	FLIGHT_HELLO_DONE, /* ServerHelloDone of SSL 3 - TLS 1.2 */
	FLIGHT_RETRY,	   /* HelloRetryRequest */
	FLIGHT_SEALED,	   /* TLS 1.3 ServerHello; the rest is encrypted */
	FLIGHT_ALERT,	   /* a fatal alert (or close_notify) */
	FLIGHT_SSL2,	   /* SERVER-HELLO of SSL 2 */
	FLIGHT_SSL2_ERROR, /* ERROR message of SSL 2 */
	FLIGHT_NOT_TLS, /* first bytes, or bytes after a record, are not TLS */
	FLIGHT_MALFORMED, /* see fault */
	FLIGHT_TOO_LONG,  /* over the buffer */
};
const char *flight_end_name(enum flight_end end);

struct alert {
	uint8_t level; /* 1 warning, 2 fatal, or what the peer wrote */
	uint8_t description;
	bool before_server_hello;
};

struct server_hello {
	bool retry;	     /* HelloRetryRequest, told by its random */
	uint16_t version;    /* the field on the wire */
	uint16_t negotiated; /* supported_versions if sent, else version */
	struct slice random;
	struct slice session_id;
	uint16_t suite;
	uint8_t compression;
	bool has_extensions;
	size_t n_extensions;
	struct hello_extension extensions[FLIGHT_MAX_EXTENSIONS];
	bool secure_renegotiation; /* renegotiation_info was sent */
	bool has_supported_versions;
	bool has_key_share;
	uint16_t key_share_group; /* also the selected_group of a retry */
	struct slice key_share;	  /* empty in a retry */
	struct slice alpn;	  /* selected protocol, or empty */
};

enum key_exchange_kind {
	KEY_EXCHANGE_NONE, /* no ServerKeyExchange seen */
	KEY_EXCHANGE_DH,
	KEY_EXCHANGE_ECDH_NAMED,
	KEY_EXCHANGE_ECDH_EXPLICIT, /* explicit_prime or explicit_char2 */
	KEY_EXCHANGE_RSA_EXPORT,
	KEY_EXCHANGE_OPAQUE, /* PSK hint, SRP, GOST, TLCP …: body kept */
};

/* Bit lengths are of the number as received, leading zeros not counted. */
struct server_key_exchange {
	enum key_exchange_kind kind;
	struct slice body;
	unsigned dh_bits;
	struct slice dh_p, dh_g, dh_ys;
	uint16_t group;	     /* named */
	unsigned curve_bits; /* explicit */
	struct slice point;
	unsigned rsa_bits;
	struct slice rsa_modulus, rsa_exponent;
	bool has_scheme; /* TLS 1.2 and signed */
	uint16_t signature_scheme;
	struct slice signature; /* empty when anonymous */
	struct fault fault;	/* kind FAULT_NONE when well formed */
};

struct certificate_request {
	bool seen;
	struct slice types;
	struct slice signature_schemes;
	struct slice authorities; /* the raw list */
};

struct ssl2_server_hello {
	bool session_id_hit;
	uint8_t certificate_type;
	uint16_t version;
	struct slice certificate;
	struct slice cipher_kinds; /* three bytes each */
	struct slice connection_id;
	uint16_t error; /* code of an ERROR message */
};

/* One handshake message, known or not, as data. */
struct flight_message {
	uint8_t type;
	struct slice body;
};

/* All n_… count what is kept: beyond its cap the rest is passed over. */
struct server_flight {
	enum flight_end end;
	struct fault fault; /* the first; offsets count in its message's body */
	uint16_t record_version; /* of the first record */
	unsigned n_records;
	bool has_server_hello;
	struct server_hello hello;
	size_t n_certificates;
	struct slice
		certificates[FLIGHT_MAX_CERTIFICATES]; /* DER, peer first */
	struct slice ocsp;	 /* CertificateStatus body, or empty */
	bool change_cipher_spec; /* before ServerHelloDone: a resumption */
	struct server_key_exchange key_exchange;
	struct certificate_request certificate_request;
	struct ssl2_server_hello ssl2;
	size_t n_alerts;
	struct alert alerts[FLIGHT_MAX_ALERTS];
	size_t n_messages;
	struct flight_message messages[FLIGHT_MAX_MESSAGES];
	struct slice strange; /* the first bytes that were not TLS (<= 512) */
	size_t n_eaten;	      /* of all bytes that were fed */
	size_t n_retry;	      /* of messages, up to the HelloRetryRequest */
	size_t n_passed;      /* in records of other kinds, read over */

	/* state of reading; private to flight.c */
	uint8_t *buffer;
	size_t room, n_buffer, n_parsed, n_skipped;
	uint8_t header[5];
	size_t n_header, record_left;
	uint8_t record_type;
	uint8_t alert_byte[2];
	size_t n_alert_bytes;
	uint8_t strange_bytes[512];
	bool asked_ssl2, in_ssl2, has_strange;
	size_t ssl2_padding;
};

/* The flight borrows from itself (strange) and from @buffer: do not copy it by
 * value, and let both live as long as any slice of it. */

/* @buffer of FLIGHT_BUFFER bytes (or less: a smaller cap) must outlive the
 * flight. @asked_ssl2: an SSL 2 hello was sent, so SSL 2 records may come. */
void flight_begin(struct server_flight *flight, uint8_t *buffer, size_t room,
	bool asked_ssl2);

/* Feeds @len more bytes; returns flight->end. Once it is not FLIGHT_OPEN more
 * bytes change it only in one way: alert, then plain text (RFC-breaking mail
 * filters) fills flight->strange while end stays FLIGHT_ALERT. */
enum flight_end flight_feed(
	struct server_flight *flight, const uint8_t *data, size_t len);

/* Did anything come but whole alerts: a part of a message, or of an alert? */
bool flight_has_begun(const struct server_flight *flight);

/* Behind a HelloRetryRequest: the second hello went out, its answer is read on
 * from where the retry ended. hello is empty again, messages[] keeps the retry.
 * The caller feeds what it has fed beyond n_eaten once more. */
enum flight_end flight_go_on(struct server_flight *flight);

/* The body of a ServerHello or HelloRetryRequest alone. True: well formed. */
bool server_hello_read(
	struct server_hello *hello, struct slice body, struct fault *fault);

/* The server's side: writers for what flight_feed() reads. Each writes one
 * handshake message with its header into @w; records_write() then cuts the
 * messages into records of at most @cut payload bytes (0: 16384).
 *
 * server_hello_write() writes extensions[] in its order, and behind it those
 * that only the typed fields name (secure_renegotiation, supported_versions
 * from negotiated, key_share, alpn); a retry without a random gets its own. */
void server_hello_write(struct writer *w, const struct server_hello *hello);
void certificate_write(
	struct writer *w, const struct slice *certificates, size_t n);

/* ServerDHParams, ServerECDHParams, ServerRSAParams alone: what is signed. The
 * caller adds scheme and signature and wraps all with handshake_write(12). */
void key_exchange_write_dh(
	struct writer *w, struct slice p, struct slice g, struct slice ys);
void key_exchange_write_ecdh(
	struct writer *w, uint16_t group, struct slice point);
void key_exchange_write_rsa(
	struct writer *w, struct slice modulus, struct slice exponent);
/* A curve by its numbers (RFC 4492 5.4): explicit_prime, or, with an empty
 * @prime, explicit_char2 over the field of sect163k1. @number stands for a, b
 * and the order, @point for the base point and the public one. */
void key_exchange_write_explicit(struct writer *w, struct slice prime,
	struct slice number, struct slice point);
void certificate_request_write(struct writer *w, uint16_t version,
	struct slice types, struct slice signature_schemes);
void server_hello_done_write(struct writer *w);
void ssl2_server_hello_write(
	struct writer *w, const struct ssl2_server_hello *hello);
void ssl2_error_write(struct writer *w, uint16_t code);
void handshake_write(struct writer *w, uint8_t type, struct slice body);
void records_write(struct writer *w, uint8_t type, uint16_t version,
	struct slice payload, size_t cut);
void alert_write(
	struct writer *w, uint16_t version, uint8_t level, uint8_t description);

#endif
