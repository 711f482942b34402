/* SPDX-License-Identifier: ISC */
/*
 * One call of responder_answer() in the making, handed from file to file
 * (answer.c). The helpers that need no word on their file are answer_parts.c.
 */
#ifndef HALLO_RESPONDER_JOB_H
#define HALLO_RESPONDER_JOB_H

#include "responder/choice.h"

struct job {
	struct answer *answer;
	struct writer *w;
	const struct profile *profile;
	const struct hello *hello;
	const uint8_t *seed;
	struct signer *signer;
	struct offer offer;
	uint8_t client_random[32];
	uint8_t server_random[32];
};

/* The highest that is supported; at least SSL 3. */
uint16_t highest_version(const struct profile *profile);

/* Ends the talk as the profile says, or by a fatal alert. */
void refuse(struct job *job, struct refusal refusal);
void refuse_by_alert(struct job *job, uint8_t alert);

/* A ServerHello extension; more than FLIGHT_MAX_EXTENSIONS are dropped. */
void add_extension(struct server_hello *hello, uint16_t type, const void *body,
	size_t len);

/* The extension nobody asked for, if the profile has that quirk. */
void add_unasked_extension(struct job *job, struct server_hello *hello);

/* The number that stands in place of the version, or 0: an unasked version that
 * is none of ours changes only that field. */
uint16_t wrong_version(const struct job *job);

/* Sends the handshake messages in @messages, of which @ends are the @n ends:
 * each in a record of its own, or as the quirks say. */
void send_messages(struct job *job, const struct writer *messages,
	const size_t *ends, size_t n, uint16_t version);

/* quirk.c: true when the hello was refused for its looks. */
bool refused_by_quirk(struct job *job);

/* Takes an answer back, but for the @written bytes before it, where its suite
 * is one that the profile breaks on. */
void refuse_choice(struct job *job, size_t written);

void answer_ssl2(struct job *job);
void answer_tls12(struct job *job);
void answer_tls13(struct job *job);

/* key_exchange.c: ServerKeyExchange with its handshake header; nothing where
 * the suite has none. */
void server_key_exchange_write(
	struct job *job, struct writer *messages, const struct plan *plan);

/* chain.c: the certificates of the flight: @first, as the profile has it, and
 * behind it the same padded, made in @room of CHAIN_ROOM bytes. Returns how
 * many
 * @rows (at most 41) it filled. */
#define CHAIN_ROOM (68 * 1024)
size_t chain_write(const struct job *job, struct slice *rows, uint8_t *room,
	struct slice first);

#endif
