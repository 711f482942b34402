/* SPDX-License-Identifier: ISC */
/*
 * A server on loopback that follows a script, for every connection anew:
 *
 *	S text	send text and CR LF
 *	s text	the same, byte by byte
 *	C	read a line
 *	H	read a ClientHello
 *	X hex	send bytes
 *	Z n	send n kB of ChangeCipherSpec, a record each
 *	W	wait until the peer ends
 *	F	close (FIN)
 *	R	close with RST
 *	D n	do nothing for n ms
 *
 * A line "=" begins the script of the next connection, the last one is for all
 * that follow; with "~" as the first line they go round. With "1" as the first
 * line it serves one after the other and has a queue for one more.
 */
#ifndef HALLO_TESTS_NET_DIAL_SCRIPT_SERVER_H
#define HALLO_TESTS_NET_DIAL_SCRIPT_SERVER_H

#include <stddef.h>
#include <stdint.h>

struct script_server;

/* @script: lines as above, the end of the script closes. Borrowed. */
struct script_server *script_server_new(const char *script);
uint16_t script_server_port(const struct script_server *server);

/* What the server saw of its peer. */
struct script_count {
	size_t resets;	  /* connections that W saw end in RST, not FIN */
	size_t most_open; /* at once, from accept() to close() */
};

/* Ends it; returns how many connections it accepted. @count may be NULL. */
size_t script_server_free(
	struct script_server *server, struct script_count *count);

#endif
