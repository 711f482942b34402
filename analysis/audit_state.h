/* SPDX-License-Identifier: ISC */
/*
 * Private to analysis/: the state of an audit and its steps. A step is one kind
 * of question about one version; the plan is the list of steps in audit.c, and
 * a further question is one file with next() and learn() and one row there.
 */
#ifndef HALLO_ANALYSIS_AUDIT_STATE_H
#define HALLO_ANALYSIS_AUDIT_STATE_H

#include "analysis/audit.h"
#include "analysis/chain.h"
#include "analysis/order.h"
#include "analysis/roll.h"
#include "analysis/span.h"
#include "wire/names.h"

#define N_VERSIONS PORTRAIT_VERSIONS
enum { SSL2, SSL3, TLS10, TLS11, TLS12, TLS13 };
extern const uint16_t audit_versions[N_VERSIONS];

#define RETRIES 3

/* The DHE suites of a version beside RFC 7919 groups. */
struct dhe_state {
	struct roll roll; /* marked: found in the plain shape */
	bool rest_done, found_done;
	bool disagrees;
};

struct group_state {
	struct roll roll;
	bool reversed_done;
	unsigned reversed_tries;
	enum suite_order order;
	uint32_t reversed_probe;
};

struct extra_state {
	enum truth deflate;
	unsigned deflate_tries;
	unsigned preferred_tries;
	bool preferred_done;
};

struct order_state {
	unsigned tries; /* probes that did not bring it further */
	bool give_up;
	size_t pairs_asked; /* places in the order whose pair was tried */
};

struct audit;

struct step {
	bool (*next)(struct audit *audit, int version, struct question *q);
	void (*learn)(struct audit *audit, int version,
		const struct observation *o, long row);
};

struct audit {
	unsigned ask, versions;
	bool ipv6;
	char server_name[256];
	uint8_t seed[SEED_SIZE];
	struct observation_log log;
	struct chain chains[N_VERSIONS];
	struct order_state orders[N_VERSIONS];
	struct dhe_state dhe[N_VERSIONS];
	struct group_state groups[N_VERSIONS];
	struct extra_state extras[N_VERSIONS];
	unsigned control_failures;

	/* the connection, before TLS */
	unsigned failures; /* in a row, without a go-ahead between */
	bool had_go_ahead;
	bool stopped;
	enum outcome_kind stop_kind;
	long stop_row;

	/* the one question under way */
	bool planned, in_flight;
	bool replan; /* a step opened something that was closed */
	const struct step *step;
	int step_version;
	struct question question;
	struct probe probe;
	uint8_t *buffer; /* of the hello */
	uint32_t n_probes;

	struct portrait portrait;
};

extern const struct step step_first, step_chain, step_order, step_dhe,
	step_groups, step_compression, step_preferred, step_control;

/* Suites only: the fewest connections; implications of the protocol serve. */
bool audit_is_frugal(const struct audit *audit);

/* The form in which the chain of a version was answered. */
void audit_use_form(const struct audit *audit, int version, struct question *q);

/* Appends the found suites of a version that @want (all: NULL), in the
 * direction that puts the likely winner last. */
void audit_offer_found(const struct audit *audit, int version,
	struct question *q, bool (*want)(const struct suite *suite));

/* ChaCha20 in front makes some servers prefer it for this one client: then a
 * refused suite goes before it. */
void audit_not_chacha_first(
	const struct audit *audit, int version, struct question *q);

/* The found suites in the order that is known; returns their number. The
 * array has room for all candidates. */
size_t audit_found(const struct audit *audit, int version, uint32_t *codes);

/* The highest version with something found, at most @from; -1: none. */
int audit_highest(const struct audit *audit, int from);

/* Did equal hellos meet unequal ends? Then a close proves nothing. */
bool audit_saw_weather(const struct audit *audit);

/* Fills audit->portrait. @unfinished: there is a question left. */
void audit_derive(struct audit *audit, bool unfinished, const char *cut_short);

#endif
