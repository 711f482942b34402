/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: a connection that got no go-ahead, in the terms of the
 * breaker and in words.
 */
#ifndef HALLO_NET_DIAL_REBUFF_H
#define HALLO_NET_DIAL_REBUFF_H

#include <stddef.h>

#include "net/dial/breaker.h"
#include "wire/probe/probe.h"

/* 5xx and what no waiting mends are final; 4xx, an end before the greeting,
 * silence and the rest are temporary. */
enum rebuff rebuff_of(const struct outcome *outcome);

/* Is this how an SMTP server says no for now ("421 …")? A server of TLS at once
 * has no other way than to say it in clear. */
bool rebuff_is_said(struct slice text);

/* "421 4.7.0 too many connections", "greeting: closed"; escaped. */
void rebuff_words(char *out, size_t size, const struct outcome *outcome);

/* Why it is given up, @words being the last rebuff. */
void rebuff_gave_up(char *out, size_t size, const char *words,
	const struct breaker *breaker, uint64_t now);

/* Why it is given up: @silences hellos met nothing for @idle ms each. */
void rebuff_mute(char *out, size_t size, unsigned silences, unsigned idle);

/* The words for the user when connections are opened more slowly. */
void rebuff_tell(char *out, size_t size, const char *words,
	const struct breaker *breaker);

#endif
