/* SPDX-License-Identifier: ISC */
/*
 * What is known of one endpoint, derived from its log of observations:
 * every claim with the probes that prove it. Arrays are owned by the portrait.
 */
#ifndef HALLO_ANALYSIS_MODEL_PORTRAIT_H
#define HALLO_ANALYSIS_MODEL_PORTRAIT_H

#include "analysis/log/intolerance.h"
#include "analysis/log/order.h"

enum truth {
	TRUTH_NOT_ASKED,
	TRUTH_YES,
	TRUTH_NO,
	TRUTH_INCONCLUSIVE,
	TRUTH_NOT_APPLICABLE,
};
/* "not-asked" "yes" "no" "inconclusive" "not-applicable" */
const char *truth_name(enum truth truth);

struct proof {
	size_t n, room;
	uint32_t *probes; /* ids, ascending, each once */
};
void proof_add(struct proof *proof, uint32_t probe);

enum suite_shape {
	SHAPE_UNPROVEN,
	SHAPE_PLAIN,   /* proven absent beside RFC 7919 groups, or not DHE: see
			* below */
	SHAPE_RFC7919, /* only beside RFC 7919 groups */
	SHAPE_BOTH,
};
/* "plain" "rfc7919" "both"; NULL where not proven. Suites that do not use DHE
 * are SHAPE_UNPROVEN: the question does not arise. */
const char *suite_shape_name(enum suite_shape shape);

struct suite_fact {
	uint32_t code;
	unsigned dh_bits;	  /* in the plain shape; 0: none */
	unsigned dh_bits_rfc7919; /* in the other; 0: none */
	enum suite_shape shape;
	uint16_t group;		   /* 0: none */
	uint16_t signature_scheme; /* 0: none */
	unsigned export_rsa_bits;  /* 0: none */
	struct proof proof;
};

struct group_fact {
	uint16_t code;
	enum truth state;
	const char *reason; /* static words, or NULL */
	struct proof proof;
};

struct dhe_fact {
	enum truth state;
	unsigned bits;	/* 0: none */
	int prime;	/* index into log->primes, or -1 */
	uint16_t group; /* RFC 7919 group when that is what it is, or 0 */
	uint32_t suite; /* with which it was seen */
	struct proof proof;
};

struct version_fact {
	uint16_t version;
	enum truth state;
	char reason[400]; /* in words; "" when yes */
	char refusal[64]; /* "alert 70 (protocol_version)", "closed" … */
	struct proof proof;
	struct proof controls; /* answered before and after */
	enum suite_order order;
	size_t n_suites;
	struct suite_fact *suites; /* server order, else by code */
	size_t n_classes;	   /* when mixed: sizes of the classes */
	size_t *classes;	   /* in the order of suites[] */
	bool suites_complete;	   /* the rest of the list was refused */
	size_t n_groups;
	struct group_fact *groups; /* yes first in order seen, then the rest */
	enum suite_order groups_order;
	struct dhe_fact plain, rfc7919;
	enum truth same_set; /* YES, NO, else null */
	enum truth deflate;  /* picks compression 1 */
	struct proof deflate_proof;
};

/* The six versions, oldest first: SSL 2, SSL 3, TLS 1.0 … TLS 1.3. */
#define PORTRAIT_VERSIONS LOG_VERSIONS

/* One machine, or several that answer alike. */
#define PORTRAIT_BACKENDS 4
struct portrait;
struct backend_fact {
	char name[100];			 /* as it greets */
	size_t n_faces;			 /* ways to greet */
	size_t met, of;			 /* connections: so many of so many */
	const struct portrait *portrait; /* borrowed */
};

struct portrait {
	const struct observation_log *log; /* borrowed */
	enum truth state; /* YES: spoke TLS; NO never; NOT_APPLICABLE: no route
			   * or no STARTTLS; INCONCLUSIVE: never reached */
	char state_reason[500]; /* "no-route-v6", "starttls-not-offered", words
				 */
	bool reached;		/* a TCP connection was made */
	bool complete;
	char incomplete_reason[500];
	struct version_fact versions[PORTRAIT_VERSIONS];
	/* The observation that shows what a usual sender would get, or NULL. */
	const struct observation *preferred;
	const struct observation *preferred_tls12; /* best of <= TLS 1.2 */
	size_t list_limit; /* most suites it takes in one hello; 0: no limit
			    * found */
	struct intolerance intolerance; /* counts where it is certain */
	size_t list_refused; /* the fewest that failed by their number alone;
			      * list_limit + 1: it is exact; 0: not tried */

	/* Several machines answer here: the facts above are of them all. */
	size_t n_backends; /* 0: one, as far as was seen, or not told apart */
	struct backend_fact backends[PORTRAIT_BACKENDS];
	bool unequal; /* equal hellos were answered unequally; the last: */
	uint32_t unequal_probes[2];
	unsigned unequal_met[2]; /* so many such hellos, each answered so */
	unsigned unequal_asked;	 /* of so many that were answered at all */
};

void portrait_init(struct portrait *portrait);
void portrait_clear(struct portrait *portrait);
void version_fact_clear(struct version_fact *fact);

struct version_fact *portrait_version(
	struct portrait *portrait, uint16_t version);
const struct suite_fact *version_suite(
	const struct version_fact *fact, uint32_t code);

#endif
