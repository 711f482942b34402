/* SPDX-License-Identifier: ISC */
/*
 * Private to analysis/: the state of an audit, and what its steps share.
 *
 * The state is what three kinds of events have made of it: a hello goes out, a
 * row is learnt, something is decided (audit/audit.h). Steps look at it and
 * change nothing: what they want goes into a plan.
 */
#ifndef HALLO_ANALYSIS_STATE_AUDIT_STATE_H
#define HALLO_ANALYSIS_STATE_AUDIT_STATE_H

#include "analysis/chain/chain.h"
#include "analysis/chain/roll.h"
#include "analysis/chain/taste.h"
#include "analysis/log/order.h"
#include "analysis/state/ask.h"
#include "analysis/state/conclude.h"
#include "analysis/state/plan.h"
#include "wire/tables/names.h"

#define N_VERSIONS LOG_VERSIONS
enum { SSL2, SSL3, TLS10, TLS11, TLS12, TLS13 };

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
};

struct extra_state {
	bool deflate_done;
	unsigned deflate_tries;
	unsigned preferred_tries;
	bool preferred_done;
};

struct order_state {
	unsigned tries; /* probes that did not bring it further */
	bool give_up;
	size_t n_pairs, pairs_room; /* neighbours that were asked for */
	uint32_t (*pairs)[2];	    /* owned */
	bool asked_early;	    /* reversed, before the chain was over */
};

/* What order_derive() says, kept until a row of the version is learnt. */
struct order_memory {
	size_t rows, n_found;
	struct order order;
};

/* A hello under way. */
struct flying {
	uint32_t id;
	const struct step *step; /* NULL: of a recorded run */
	int version;
	struct question question; /* without its lists */
	uint8_t *hello;		  /* owned: the probe borrows it; or NULL */
};
#define FLYING_MAX 128

struct audit {
	unsigned ask, versions;
	const struct observation_log *log; /* borrowed; its driver writes it */
	struct chain chains[N_VERSIONS];
	struct order_state orders[N_VERSIONS];
	struct dhe_state dhe[N_VERSIONS];
	struct group_state groups[N_VERSIONS];
	struct extra_state extras[N_VERSIONS];
	unsigned control_failures;

	/* the connection, before TLS */
	bool had_go_ahead;
	bool heard;    /* something came of a hello */
	long stop_row; /* that ended the audit; -1: none */

	size_t n_flying;
	struct flying flying[FLYING_MAX];
	struct plan plan; /* what it wants now */

	/* guesses: what follows from the rest and is kept because it is asked
	 * for often (refresh.c) */
	struct tasting tastings[N_VERSIONS];
	struct order_memory order_memory[N_VERSIONS];
	size_t passed_rows[N_VERSIONS]; /* of the log, read for guesses */
	/* orders that other addresses of the same host showed; owned */
	uint32_t *kin[N_VERSIONS];
	size_t n_kin[N_VERSIONS];

	struct conclusion_memory concluded;
};

/* After each event: the guesses; what was concluded goes into @log, which is
 * the driver's: an audit only reads it. */
void audit_refresh(struct audit *audit);
void audit_conclude(struct audit *audit, struct observation_log *log);

/* Index of a version, -1 for none. */
int audit_version_index(uint16_t version);

/* Hellos of @step for @version that are under way. */
size_t audit_flying(
	const struct audit *audit, const struct step *step, int version);

/* The longest list that any version answered. */
size_t audit_longest_list(const struct audit *audit);

/* The highest version with something found, at most @from; -1: none. */
int audit_highest(const struct audit *audit, int from);

/* Suites only: the fewest connections; implications of the protocol serve. */
bool audit_is_frugal(const struct audit *audit);

/* The order of the found suites; borrowed until something is learnt. */
const struct order *audit_order(const struct audit *audit, int version);

/* Whose order it is in this version, or else in another, is a guess that the
 * arrangement may follow; what is stated of the order rests on answers. */
bool audit_takes_the_first(const struct audit *audit, int version);

/* Will step_order ask for the order of a version, or what its chain will find?
 */
bool audit_order_waits(const struct audit *audit, int version);

/* guess.c: who will probably be chosen next, by all that is known by now. */
size_t audit_guess(
	const struct audit *audit, int version, uint32_t *guesses, size_t room);

/* Will probably be chosen, so that more can be built on it? */
bool audit_is_sure(const struct audit *audit, int version, uint32_t guess);

/* guess_client.c: the same where the server takes the first that it knows. */
size_t audit_guess_client(
	const struct audit *audit, int version, uint32_t *guesses, size_t room);
bool audit_is_likely(const struct audit *audit, int version, uint32_t guess);
void audit_read_passed(struct audit *audit, int version);

/* asking.c: the form in which the chain of a version was answered. */
void audit_use_form(const struct audit *audit, int version, struct question *q);

/* Appends the found suites of a version that @want (all: NULL), in the
 * direction that puts the likely winner last. */
void audit_offer_found(const struct audit *audit, int version,
	struct question *q, bool (*want)(const struct suite *suite));

/* ChaCha20 in front makes some servers prefer it for this one client: then a
 * refused suite goes before it. */
void audit_not_chacha_first(
	const struct audit *audit, int version, struct question *q);

/* covering.c: all found, nothing under way, and a suite fits beside what was
 * refused. */
bool audit_is_quiet(const struct audit *audit, int version);

/* The first span of refusals that no answer covers, while their length is not
 * what explains them either; n_nos: none. */
size_t audit_uncovered(const struct audit *audit, const struct chain *chain);

/* Was a list refused even beside a suite that the version has? Then none of its
 * refusals is a proof, and none is worth asking again. */
bool audit_lacks_cover(const struct audit *audit, int version);

/* Asks a refused row once more, beside a suite of the version. */
void audit_ask_beside(const struct audit *audit, int version,
	const struct observation *refused, struct question *q);

/* Was it, and is there an answer of any kind? */
bool audit_was_asked_beside(
	const struct audit *audit, const struct observation *refused);

/* A span of refusals to lists longer than @limit, which may be what was
 * refused; n_nos: none. */
size_t audit_longer_refusal(
	const struct audit *audit, int version, size_t limit);

/* May a step ask that explains, when all else is done? Once for all versions,
 * alone and not in bad weather; at most @most hellos for @purpose. What such
 * hellos show is read from the log. */
bool audit_at_last(const struct audit *audit, int version,
	enum probe_purpose purpose, size_t most);

#endif
