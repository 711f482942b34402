/* SPDX-License-Identifier: ISC */
/*
 * What was said to one endpoint and what it answered, as it is shown: the page
 * (cli/say/say_page.h) and the JSON (say_value.h) are made from this struct.
 *
 * Text is never NULL but where it says so; "" is none. It belongs to the arena
 * of the struct say or is static, and what the peer wrote is harmless
 * (analysis/base/escape.h).
 */
#ifndef HALLO_ANALYSIS_SAY_SAY_VIEW_H
#define HALLO_ANALYSIS_SAY_SAY_VIEW_H

#include "analysis/json/bytes_value.h"
#include "analysis/json/flight_view.h"
#include "analysis/json/hello_view.h"
#include "analysis/say/say.h"

/* A hello as it went out. */
struct say_hello {
	bool sent; /* false: nothing below counts */
	size_t bytes;
	const char *raw;		/* hex */
	const struct hello_view *hello; /* NULL: the bytes are none */
	const struct bytes_view *hex;	/* NULL: not asked for */
};

struct say_sent {
	struct say_hello first;
	bool verbatim; /* as it stands in the file */
	size_t n_records;
	size_t *records;      /* the payload of each, in bytes */
	size_t segment;	      /* at most so many bytes a send(); 0: all */
	const char *no_share; /* the group that no share could be made of */
};

struct say_difference {
	const char *what, *here, *first; /* in the first answer */
};

/* Equal answers, told once. */
struct say_answer {
	const char *verdict;
	enum say_status status;
	const char *ja3s;
	bool in_full;			  /* flight, raw and hex may be there */
	const struct flight_view *flight; /* NULL: there was none */
	const char *raw;		  /* hex of what was heard */
	const struct bytes_view *hex;	  /* NULL: not asked for, or nothing */
	struct say_hello second;
	uint32_t second_ms;    /* it went out so long after the first */
	const char *no_second; /* why none was sent to a retry */
	const char *early;     /* in the clear, behind the go-ahead */
	size_t n_ids;
	uint32_t *ids; /* of the exchanges, ascending */
	size_t n_differences;
	struct say_difference *differences; /* from the first answer */
};

struct say_exchange {
	uint32_t id;
	size_t answer; /* index */
	const char *verdict;
	enum say_status status;
	const char *unasked; /* what was not offered: "suite" …, or "" */
	uint32_t unasked_code;
	bool retried;
	uint32_t retry_ms;

	/* what the connection tells */
	enum outcome_kind outcome;
	enum stage stage;
	int errnum;	   /* 0: none */
	const char *reply; /* of the server, the last one */
	bool early;	   /* clear bytes stood behind the go-ahead */
	uint16_t local_port;
	uint32_t started_ms, ready_ms, answer_ms;
	uint64_t bytes_out, bytes_in;
};

struct say_view {
	const char *verdict; /* of the answer that came most often */
	enum say_status status;
	size_t times, wanted, alike;
	struct say_sent sent;
	size_t n_answers;
	struct say_answer *answers;
	size_t n_exchanges; /* that are over */
	struct say_exchange *exchanges;
};

/* Of what has been learnt so far; valid until @say is freed. */
void say_view_of(struct say_view *view, struct say *say);

#endif
