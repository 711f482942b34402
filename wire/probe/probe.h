/* SPDX-License-Identifier: ISC */
/*
 * A probe is a value: one ClientHello, what it is for, and what came back. The
 * driver (analysis/) decides, the exchange (net/, or a simulator in the tests)
 * carries; both meet here, in the lowest room, because neither may know the
 * other.
 *
 *	net: dialog has its go-ahead ──► driver.next ──► probe ──► send, collect
 *	driver.learn ◄── probe, outcome ◄─────────────────────────────────┘
 */
#ifndef HALLO_WIRE_PROBE_PROBE_H
#define HALLO_WIRE_PROBE_PROBE_H

#include "wire/flight/flight.h"
#include "wire/bytes/seed.h"
#include "wire/probe/stage.h"
#include "wire/tables/dhe_shape.h"
#include "wire/tables/versions.h"

enum probe_purpose {
	PURPOSE_SUITES,	     /* a step of the chain of a version */
	PURPOSE_CONTROL,     /* does it still answer what it answered? */
	PURPOSE_OTHER_FORM,  /* a refused version once more, other form */
	PURPOSE_AGAIN,	     /* an unclear answer once more */
	PURPOSE_SHORTER,     /* an unanswered list, cut */
	PURPOSE_ORDER,	     /* two or more found suites, reversed */
	PURPOSE_DHE,	     /* DHE suites beside RFC 7919 groups */
	PURPOSE_GROUPS,	     /* a step of the chain of groups */
	PURPOSE_COMPRESSION, /* 01 00 */
	PURPOSE_PREFERRED,   /* what a usual sender would get */
	PURPOSE_COVER,	     /* what was refused, beside what it has */
	PURPOSE_PIECES,	     /* what was refused, in pieces */
	PURPOSE_LIMIT,	     /* how long a list it takes */
	PURPOSE_INTOLERANCE, /* which code it cannot bear */
	PURPOSE_SAID,	     /* what the user wants to be said */
};
const char *probe_purpose_name(enum probe_purpose purpose);

/* Filled by the driver; @hello is borrowed from it until learn() returned. */
struct probe {
	uint32_t id; /* from 1, in the order of being handed out */
	enum probe_purpose purpose;
	uint16_t version; /* asked for; said: the highest on offer, or 0 */
	enum dhe_shape shape;
	size_t n_suites;
	uint8_t seed[SEED_SIZE];
	struct slice hello; /* the records to send, ready made */
	struct slice
		dialog; /* set before next(): what the server said on this
			 * connection. Machines behind one address differ */
	size_t segment; /* bytes of the hello in one send(); 0: all */

	/* Asked at a HelloRetryRequest: the second hello, for the same
	 * connection, borrowed until learn() returned; empty: none. NULL: the
	 * exchange ends there. @answer_ms: since the first hello went out. */
	struct slice (*follow)(void *ctx, const struct server_flight *retry,
		uint32_t answer_ms);
	void *follow_ctx;
};

/* Does an SSL 2 record go out, so that one may come back? */
bool probe_is_ssl2(const struct probe *probe);

enum outcome_kind {
	OUTCOME_SERVER_HELLO, /* SSL 3 - TLS 1.2 flight, or a TLS 1.3 one */
	OUTCOME_RETRY,	      /* HelloRetryRequest */
	OUTCOME_SSL2,	      /* SERVER-HELLO */
	OUTCOME_SSL2_ERROR,
	OUTCOME_ALERT,	 /* fatal, as the first answer */
	OUTCOME_CLOSED,	 /* FIN instead of an answer */
	OUTCOME_RESET,	 /* RST */
	OUTCOME_SILENCE, /* a time-out */
	OUTCOME_NOT_TLS, /* answered in something else */
	OUTCOME_MALFORMED,
	OUTCOME_BROKEN_OFF, /* an answer began, and FIN, RST or an alert came */
	OUTCOME_REFUSED, /* the dialog: a reply that says no (4xx, 5xx …) */
	OUTCOME_NO_STARTTLS, /* the dialog went well, STARTTLS not offered */
	OUTCOME_NO_ROUTE,    /* no route to that family: not applicable */
	OUTCOME_UNREACHABLE, /* connect failed: see errnum */
	OUTCOME_CANCELLED,   /* we stopped it (Ctrl-C, deadline of the run) */
};
const char *outcome_kind_name(enum outcome_kind kind);

/* What a flight says; @unanswered where it says nothing yet. Once a ServerHello
 * was read the answer counts, however the connection ended after it. What began
 * with anything but whole alerts is no refusal, and no plain end either. */
enum outcome_kind outcome_kind_of_flight(
	const struct server_flight *flight, enum outcome_kind unanswered);

/* All slices and the flight are borrowed and live until learn() returns. */
struct outcome {
	enum outcome_kind kind;
	enum stage stage;
	int errnum;			    /* errno of connect or read, or 0 */
	const struct server_flight *flight; /* NULL before STAGE_HELLO */
	struct slice reply;  /* the last reply of the dialog, verbatim */
	struct slice dialog; /* all that the server said before TLS */
	struct slice early;  /* clear bytes behind the go-ahead (injection?) */
	struct slice heard;  /* all that came after the hello, verbatim; after
			      * both hellos where there were two */
	bool unannounced;    /* the dialog went on although STARTTLS was not
			      * offered (--force-starttls) */
	uint16_t local_port;
	uint32_t started_ms;	      /* since the run began */
	uint32_t ready_ms;	      /* go-ahead, since started */
	uint32_t answer_ms;	      /* last byte, since the hello went out */
	uint64_t bytes_out, bytes_in; /* application bytes, dialog included */
};

/*
 * The driver is pulled. A runner keeps up to min(connections, wanted()) dialogs
 * ahead and asks next() only when one of them has its go-ahead.
 */
struct inquiry_driver {
	/* How many more probes would help now, those in flight not counted. 0
	 * with none in flight means: done. */
	size_t (*wanted)(void *ctx);

	/* Fills *probe; false: leave this connection (it is closed unused). */
	bool (*next)(void *ctx, struct probe *probe);

	/* What came of a probe. @probe is NULL when the connection failed
	 * before it had a go-ahead (dialog refused, connect failed …). */
	void (*learn)(void *ctx, const struct probe *probe,
		const struct outcome *outcome);
};

#endif
