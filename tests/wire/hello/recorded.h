/* SPDX-License-Identifier: ISC */
/*
 * The hellos of real programs (analysis/senders/clients/), for the tests of
 * what is made of them.
 */
#ifndef HALLO_TESTS_WIRE_HELLO_RECORDED_H
#define HALLO_TESTS_WIRE_HELLO_RECORDED_H

#include "wire/hello/hello.h"

/* Reads the client @name from its text form: its bytes, and the hello in them.
 * Both are borrowed until the next call. */
struct slice recorded_client(struct hello *hello, const char *name);

#endif
