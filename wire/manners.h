/* SPDX-License-Identifier: ISC */
/*
 * How a server behaves before and around TLS, as data: a profile (responder/)
 * carries it, the listener (net/) acts it out. Both meet here, in the lowest
 * room, because neither may know the other. All zero: a server like others.
 */
#ifndef HALLO_WIRE_MANNERS_H
#define HALLO_WIRE_MANNERS_H

struct manners {
	unsigned clock; /* all waits are that many times shorter; 0: 1 */
};

#endif
