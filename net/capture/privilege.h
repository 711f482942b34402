/* SPDX-License-Identifier: ISC */
/*
 * What a capture needs to be opened is not needed to be read: the right is
 * given back for good before the first byte of a peer is read (and before DNS).
 *
 * As root (or by sudo) the process becomes the user behind SUDO_UID, else
 * nobody; as a user with capabilities it stays that user. In both cases all
 * capabilities go, those to be inherited and the bounding set included, and no
 * program that it could start would bring them back (no_new_privs).
 */
#ifndef HALLO_NET_CAPTURE_PRIVILEGE_H
#define HALLO_NET_CAPTURE_PRIVILEGE_H

#include <stdbool.h>

#include "net/base/error.h"

/* Files that are to be written are opened as who it will be, while the right to
 * capture is still there: between these two calls. False: error says why. */
bool privilege_lower(struct error *error) __attribute__((warn_unused_result));

/* For good. False when something of it could be had back: then nothing may be
 * asked. Does nothing where there is nothing to give back. */
bool privilege_drop(struct error *error) __attribute__((warn_unused_result));

#endif
