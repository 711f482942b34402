/* SPDX-License-Identifier: ISC */
/*
 * DHE suites are asked for twice: a server may choose its prime by whether the
 * groups of RFC 7919 (256 to 260) are offered beside them.
 */
#ifndef HALLO_WIRE_TABLES_DHE_SHAPE_H
#define HALLO_WIRE_TABLES_DHE_SHAPE_H

enum dhe_shape { DHE_PLAIN, DHE_RFC7919 };

#endif
