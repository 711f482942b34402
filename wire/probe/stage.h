/* SPDX-License-Identifier: ISC */
/*
 * How far a connection came. The dialogs of smtp/ say it and an outcome keeps
 * it (wire/probe/probe.h): apart, so that smtp/ needs nothing of TLS.
 */
#ifndef HALLO_WIRE_PROBE_STAGE_H
#define HALLO_WIRE_PROBE_STAGE_H

enum stage {
	STAGE_RESOLVE,
	STAGE_CONNECT,
	STAGE_GREETING,
	STAGE_CAPABILITIES, /* EHLO, LHLO, CAPA, CAPABILITY */
	STAGE_STARTTLS,
	STAGE_HELLO, /* the ClientHello went out */
};
const char *stage_name(enum stage stage);

#endif
