/* SPDX-License-Identifier: ISC */
/*
 * cmocka wants five headers in this order before its own; include this instead.
 *
 *	UNIT(a_name_that_says_the_fact)
 *	{
 *		assert_true(...);
 *	}
 *
 * FIXTURE(name) is the same for what sets up or tears down (0: well). A test
 * that uses its fixture's state is written out, with its `void **state`.
 */
#ifndef HALLO_TESTS_LIB_UNIT_H
#define HALLO_TESTS_LIB_UNIT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#define UNIT(name) static void name(__attribute__((unused)) void **state)
#define FIXTURE(name) static int name(__attribute__((unused)) void **state)

#endif
