/* SPDX-License-Identifier: ISC */
/*
 * Private to net/: how a connection ended, as an outcome (wire/probe/probe.h).
 * Facts only; what they mean is for analysis/.
 */
#ifndef HALLO_NET_DIAL_OUTCOME_H
#define HALLO_NET_DIAL_OUTCOME_H

#include "net/dial/connection.h"

enum ending {
	ENDED_WELL,   /* the flight is complete */
	ENDED_DIALOG, /* the dialog stopped */
	ENDED_CLOSED, /* FIN */
	ENDED_ERROR,  /* errno */
	ENDED_TIME,
	ENDED_CANCELLED,
};

/* The outcome borrows from @connection. */
void outcome_of(struct outcome *outcome, const struct connection *connection,
	enum ending ending, int errnum);

#endif
