/* SPDX-License-Identifier: ISC */
/*
 * cmocka wants five headers in this order before its own; include this instead.
 */
#ifndef HALLO_TESTS_LIB_UNIT_H
#define HALLO_TESTS_LIB_UNIT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#endif
