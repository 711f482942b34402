/* SPDX-License-Identifier: ISC */
/*
 * Private to analysis/: the state of an audit and its steps. A step is one kind
 * of question about one version; the plan is the list of steps in audit.c, and
 * a further question is one file with next() and learn() and one row there.
 */
#ifndef HALLO_ANALYSIS_STATE_AUDIT_STATE_H
#define HALLO_ANALYSIS_STATE_AUDIT_STATE_H

#include "analysis/audit/audit.h"
#include "analysis/machines/backends.h"
#include "analysis/chain/chain.h"
#include "analysis/log/order.h"
#include "analysis/chain/roll.h"
#include "analysis/log/span.h"
#include "analysis/chain/taste.h"
#include "wire/tables/names.h"

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
	size_t n_pairs, pairs_room; /* neighbours that were asked for */
	uint32_t (*pairs)[2];	    /* owned */
	bool asked_early;	    /* reversed, before the chain was over */
};

/* What order_derive() said when the log had so many rows. */
struct order_memory {
	size_t rows, n_found;
	struct order order;
};

struct audit;

/* A step asks one thing at a time of one version; only the chain has several
 * under way. learn() goes by the observation alone: a recorded run is fed to it
 * without next(). */
struct step {
	bool (*next)(struct audit *audit, int version, struct question *q);
	void (*learn)(struct audit *audit, int version,
		const struct observation *o, long row);
};

/* A hello under way. */
struct flying {
	uint32_t id;
	const struct step *step;
	int version;
	uint32_t guess;
	uint8_t *hello; /* owned: the probe borrows it */
	size_t n_hello;
};
#define FLYING_MAX 128

struct audit {
	unsigned ask, versions;
	bool ipv6;
	char server_name[256];
	uint8_t seed[SEED_SIZE];
	struct observation_log log;
	struct chain chains[N_VERSIONS];
	struct tasting tastings[N_VERSIONS];
	struct order_state orders[N_VERSIONS];
	struct order_memory order_memory[N_VERSIONS];
	size_t passed_rows[N_VERSIONS]; /* of the log, read for guesses */
	struct dhe_state dhe[N_VERSIONS];
	struct group_state groups[N_VERSIONS];
	struct extra_state extras[N_VERSIONS];
	unsigned control_failures;

	/* orders that other addresses of the same host showed; owned */
	uint32_t *kin[N_VERSIONS];
	size_t n_kin[N_VERSIONS];

	/* the connection, before TLS */
	bool had_go_ahead;
	bool heard; /* something came of a hello */
	bool stopped;
	enum outcome_kind stop_kind;
	long stop_row;

	/* the next question, kept until it is sent or something is learnt */
	bool planned;
	bool replan; /* a step opened something that was closed */
	const struct step *step;
	int step_version;
	struct question question;
	size_t n_flying;
	struct flying flying[FLYING_MAX];
	uint8_t *buffer; /* of the hello */
	uint32_t n_probes;

	/* machines behind the address */
	struct backends backends;
	bool is_part; /* of an audit that was divided */
	int at_hand;  /* face of the connection to be used, or -1 */
	size_t n_candidates;
	uint32_t *candidates; /* as asked for; NULL: all known; owned */

	struct portrait portrait;
};

extern const struct step step_first, step_chain, step_order, step_dhe,
	step_groups, step_compression, step_preferred, step_cover, step_limit,
	step_confirm, step_control, step_backends, step_intolerance;

extern const struct inquiry_driver audit_driver;

/* Hellos of @step for @version that are under way. */
size_t audit_flying(
	const struct audit *audit, const struct step *step, int version);

/* Fills @q with what row @o of the log asked. */
void audit_ask_again(const struct observation *o, struct question *q);

/* Hands out the hello of audit->question, for @step (NULL: of no step). */
void audit_hand_out(
	struct audit *audit, const struct step *step, struct probe *probe);

/* What is asked with @id comes back to another: it is not under way here. */
bool audit_land(struct audit *audit, const struct observation *o);

/* A row that was asked for by, or belongs to, another audit of the address. */
void audit_feed(struct audit *part, const struct observation_log *from,
	const struct observation *row);

/* An audit of the same questions that knows nothing yet; owned by the caller.
 */
struct audit *audit_sister(const struct audit *audit);

/* The longest list that any version answered. */
size_t audit_longest_list(const struct audit *audit);

/* Who will probably be chosen next (taste.h), by all that is known by now. */
size_t audit_guess(
	struct audit *audit, int version, uint32_t *guesses, size_t room);

/* The same where the server takes the first that it knows. */
size_t audit_guess_client(
	struct audit *audit, int version, uint32_t *guesses, size_t room);

/* The same where lists are cut: all that other versions have, in their order,
 * so that it stands in one list and its answers tell the order too. */
size_t audit_guess_cut(
	struct audit *audit, int version, uint32_t *guesses, size_t room);

/* Will step_order ask for the order of a version, or what its chain will find?
 */
bool audit_order_waits(struct audit *audit, int version);

/* Will probably be chosen, so that more can be built on it? */
bool audit_is_sure(const struct audit *audit, int version, uint32_t guess);

/* Was a list longer than @limit refused? Then its codes are open again, to be
 * asked for with at most so many: the length may be what was refused. */
bool audit_reask_shorter(struct audit *audit, int version, size_t limit);

/* The order of the found suites; borrowed until something is learnt. */
const struct order *audit_order(struct audit *audit, int version);

/* Row @o is of a hello that this audit has not sent: what it offers although it
 * is refused by now was asked again. */
void dhe_reopen_offered(
	struct audit *audit, int version, const struct observation *o);
void groups_reopen_offered(
	struct audit *audit, int version, const struct observation *o);

/* Must a control come before any other question? (step_control.c) */
bool audit_wants_control_now(const struct audit *audit);

/* SSL 2 answers with a list of its own; and where all code points are asked for
 * no suite fits beside what was refused. (step_cover.c) */
bool audit_can_cover(const struct chain *chain);

/* The first span of refusals that no answer covers, while their length is not
 * what explains them either; n_nos: none. */
size_t audit_uncovered(const struct audit *audit, const struct chain *chain);

/* Asks once more, beside a suite that the version has, for what was refused in
 * a list longer than @longest; false when there is none such, or it was. */
bool audit_ask_beside(
	struct audit *audit, int version, size_t longest, struct question *q);

/* Was a list refused even beside a suite that the version has? Then none of its
 * refusals is a proof, and none is worth asking again. (step_cover.c) */
bool audit_lacks_cover(const struct audit *audit, int version);

/* May a step ask that explains, when all else is done? Once for all versions,
 * alone, not of one of several machines and not in bad weather; at most @most
 * hellos for @purpose. What such hellos show is read from the log. */
bool audit_at_last(const struct audit *audit, int version,
	enum probe_purpose purpose, size_t most);
void audit_learn_nothing(struct audit *audit, int version,
	const struct observation *o, long row);

/* Suites only: the fewest connections; implications of the protocol serve. */
bool audit_is_frugal(const struct audit *audit);

/* The form in which the chain of a version was answered. */
void audit_use_form(const struct audit *audit, int version, struct question *q);

/* Appends the found suites of a version that @want (all: NULL), in the
 * direction that puts the likely winner last. */
void audit_offer_found(struct audit *audit, int version, struct question *q,
	bool (*want)(const struct suite *suite));

/* ChaCha20 in front makes some servers prefer it for this one client: then a
 * refused suite goes before it. */
void audit_not_chacha_first(
	const struct audit *audit, int version, struct question *q);

/* The found suites in the order that is known; returns their number. The
 * array has room for all candidates. */
size_t audit_found(struct audit *audit, int version, uint32_t *codes);

/* The highest version with something found, at most @from; -1: none. */
int audit_highest(const struct audit *audit, int from);

/* Did equal hellos meet unequal ends? Then a close proves nothing. */
bool audit_saw_weather(const struct audit *audit);

/* audit_saw_weather() and the rest of derive*.c look at one machine; this sets
 * the facts of several beside each other (derive_backends.c). */
void derive_backends(struct audit *audit, const char *cut_short);

/* Fills audit->portrait. @unfinished: there is a question left. */
void audit_derive(struct audit *audit, bool unfinished, const char *cut_short);

#endif
