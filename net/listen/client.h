/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: one client of a listener, from accept() to the last byte of
 * its answer, and what it says to that. All buffers are bounded; a client has a
 * clock that each byte re-arms, for ten minutes at most. It frees itself.
 */
#ifndef HALLO_NET_LISTEN_CLIENT_H
#define HALLO_NET_LISTEN_CLIENT_H

#include <event2/event.h>

#include "net/dial/door.h"
#include "net/listen/listen.h"

#define CLIENT_HELLO_MAX (70 * 1024)

struct client;

struct listener {
	struct event_base *base;
	struct listen_options options; /* with manners, never NULL */
	int fd;
	struct event *acceptable, *rested;
	char address[80];
	uint16_t port;
	struct door door;
	size_t n;	   /* clients */
	unsigned n_inside; /* of them not turned away */
	unsigned n_accepted, n_hellos;
	unsigned n_visits, n_overflow;
	struct client *clients;
};

struct client {
	struct listener *listener;
	int fd;
	char peer[80];
	struct event *readable, *writable, *idle, *pause;
	uint64_t since;
	struct listen_visit visit;
	struct dialog_server dialog;
	bool inside;   /* it was let in */
	bool answered; /* no more is asked of it */
	bool again;    /* it has its second hello before it */
	bool endless;  /* out[] again and again */
	bool watched;  /* the answer is out, its clock is not re-armed */
	enum listen_end end;
	size_t n_in, n_eaten;	      /* the latter: by the hello */
	uint8_t in[CLIENT_HELLO_MAX]; /* of the dialog, then of the hello */
	size_t n_out, n_sent;
	uint64_t n_endless; /* bytes */
	uint8_t *out;	    /* the answer */
	struct client *next;
};

/* Takes over @fd. The client may be gone when this returns. */
void client_begin(struct listener *listener, int fd, const char *peer);

/* Tells who wants to know, closes (@reset: by RST) and frees. */
void client_part(
	struct client *client, enum listen_parting parting, bool reset);

#endif
