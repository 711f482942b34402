/* SPDX-License-Identifier: ISC */
/*
 * What asking one endpoint has cost, and within which limits: counted by net/,
 * kept by a transcript, told by the report. The rows of cost.def describe it
 * once for all three.
 */
#ifndef HALLO_WIRE_PROBE_COST_H
#define HALLO_WIRE_PROBE_COST_H

#include <stddef.h>
#include <stdint.h>

struct cost {
#define COST_SUM(name) uint64_t name;
#define COST_LAST(name) uint64_t name;
#define COST_REPORT(name) uint64_t name;
#define COST_SECONDS(name, of)
#define COST_WORDS(name, size) char name[size];
#include "wire/probe/cost.def"
#undef COST_SUM
#undef COST_LAST
#undef COST_REPORT
#undef COST_SECONDS
#undef COST_WORDS
};

enum cost_kind {
	COST_KIND_SUM,
	COST_KIND_LAST,
	COST_KIND_REPORT,
	COST_KIND_SECONDS, /* its milliseconds stand at the place */
	COST_KIND_WORDS,
};

struct cost_row {
	const char *name;
	enum cost_kind kind;
	size_t at; /* in struct cost */
};
extern const struct cost_row cost_rows[];
extern const size_t cost_rows_len;

/* The number of a row that is not COST_KIND_WORDS. */
uint64_t cost_number(const struct cost *cost, const struct cost_row *row);

/* The place of it; not of COST_KIND_SECONDS. */
uint64_t *cost_place(struct cost *cost, const struct cost_row *row);

/* The words of a row of COST_KIND_WORDS. */
const char *cost_words(const struct cost *cost, const struct cost_row *row);

/* Adds the sums of another part of the run. */
void cost_add(struct cost *cost, const struct cost *part);

/* Takes over what the last part says. */
void cost_take_last(struct cost *cost, const struct cost *last);

/* How long things may take, and how many at once. */
struct limits {
	unsigned connections;	/* at once, per address; default 5 */
	unsigned connect_ms;	/* default 15,000 */
	unsigned idle_ms;	/* re-armed by each byte; 30,000 */
	unsigned dialog_ms;	/* deadline of a dialog; 600,000 */
	unsigned flight_ms;	/* deadline of a flight; 60,000 */
	unsigned patience_ms;	/* without a go-ahead, then give up; 180,000 */
	unsigned unanswered_ms; /* until the first hello is answered; 300,000 */
	unsigned deadline_s;	/* of the target; 0: none */
};

/* What the user allows to be opened to one address; 0: no such limit. */
struct budget_limits {
	unsigned connections; /* --max-connections */
	unsigned rate;	      /* --rate: so many … */
	unsigned rate_ms;     /* … in so long */
	unsigned delay_ms;    /* --delay */
};

#endif
