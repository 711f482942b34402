/* SPDX-License-Identifier: ISC */
/*
 * The six versions as they stand on the wire (client_version,
 * supported_versions, record headers); their names are in names.h.
 */
#ifndef HALLO_WIRE_TABLES_VERSIONS_H
#define HALLO_WIRE_TABLES_VERSIONS_H

#define VERSION_SSL2 0x0002
#define VERSION_SSL3 0x0300
#define VERSION_TLS10 0x0301
#define VERSION_TLS11 0x0302
#define VERSION_TLS12 0x0303
#define VERSION_TLS13 0x0304

#endif
