/* SPDX-License-Identifier: ISC */
/*
 * The TCP connections of a capture: packets in, one finished conversation after
 * the other out. Memory is bounded, whatever the capture: so many at once, so
 * many bytes of all; when it is full, the one that was silent for longest is
 * handed out with what is known of it.
 *
 *	table = conversations_new(&limits, finished, ctx);
 *	conversations_add(table, &packet, ns);		one by one
 *	conversations_end(table);			those left, by number
 *	conversations_free(table);
 *
 * A conversation begins with a SYN, or in mid-stream with a payload. It is over
 * when both sides have sent FIN or one has sent RST; then it lingers for two
 * seconds, for packets that come late.
 */
#ifndef HALLO_NET_CAPTURE_CONVERSATIONS_H
#define HALLO_NET_CAPTURE_CONVERSATIONS_H

#include "wire/capture/conversation.h"

struct conversation_limits {
	size_t conversations; /* at once */
	size_t memory;	      /* bytes of all streams together */
	size_t stream;	      /* bytes kept of one direction */
};
extern const struct conversation_limits conversation_defaults;

typedef void conversation_finished(
	void *ctx, const struct conversation *conversation);

struct conversations;
struct conversations *conversations_new(
	const struct conversation_limits *limits,
	conversation_finished *finished, void *ctx);
void conversations_free(struct conversations *table);

/* @packet is PACKET_TCP. */
void conversations_add(struct conversations *table, const struct packet *packet,
	uint64_t number, int64_t ns);
void conversations_end(struct conversations *table);

#endif
