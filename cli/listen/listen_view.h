/* SPDX-License-Identifier: ISC */
/*
 * One connection of `hallo listen` as it is shown. It grows: begun with the
 * first hello (or in the end, when there was none), then each hello, its
 * answer, and what came of it. The page (listen_page.h) and the JSON
 * (listen_value.h) are made from this struct.
 *
 * Text is never NULL; "" is none. What the client wrote is harmless
 * (analysis/base/escape.h).
 */
#ifndef HALLO_CLI_LISTEN_LISTEN_VIEW_H
#define HALLO_CLI_LISTEN_LISTEN_VIEW_H

#include <time.h>

#include "analysis/json/hello_view.h"
#include "analysis/json/sequel_value.h"
#include "net/listen/listen.h"

enum listen_answer {
	LISTEN_ANSWER_NONE,
	LISTEN_ANSWER_RETRY,
	LISTEN_ANSWER_SSL2,
	LISTEN_ANSWER_REFUSAL,
	LISTEN_ANSWER_SERVER_HELLO, /* of TLS 1.3: the rest would be sealed */
	LISTEN_ANSWER_FLIGHT,
	LISTEN_ANSWER_MANNERS, /* what the profile does instead of it */
};
/* "none" "retry" "ssl2" "refusal" "server-hello" "flight" "manners" */
const char *listen_answer_name(enum listen_answer answer);

struct listen_hello_view {
	struct listen_hello_view *next;
	const char *words; /* "offers TLSv1.3, TLSv1.2, 31 suites; 2 remarks" */
	uint32_t at_ms;
	size_t bytes;
	const char *hex, *file; /* where it was saved */
	struct hello_view hello;
	enum listen_answer answer;
	const char *answer_words;
	size_t answer_bytes;
};

/* How it ended when no hello came. */
struct listen_no_hello {
	const char *words, *last_line;
	size_t bytes;		/* of what was no hello, or the part of one */
	const char *hex, *text; /* their beginning */
	uint32_t go_ahead_ms;	/* 0: it did not come to that */
	uint32_t parted_ms;
};

struct listen_view {
	struct arena arena; /* all it owns */
	unsigned number;
	const char *time; /* "2026-11-27T20:35:12.345Z" */
	const char *peer, *dialog, *name;
	size_t n_hellos;
	struct listen_hello_view *first, *last;
	const char *parting;		 /* "fin" …; "": it is still there */
	struct sequel_view then;	 /* with hellos, once it parted */
	struct listen_no_hello no_hello; /* without */
};

struct listen_view *listen_view_new(const struct listen_visit *visit,
	const struct timespec *time, const char *dialog);
void listen_view_free(struct listen_view *view);

/* @file: where it was saved, or NULL. */
void listen_view_hello(struct listen_view *view,
	const struct listen_visit *visit, const struct hello *hello,
	struct slice bytes, const char *file);

/* What was answered, from its very bytes; to the hello that came last. */
void listen_view_answer(struct listen_view *view, struct slice answer,
	enum listen_end end, bool ssl2);

/* The profile's manners had something else in store for it. */
void listen_view_fated(struct listen_view *view);

/* How it ended. */
void listen_view_parted(
	struct listen_view *view, const struct listen_visit *visit);

/* All of it in a sentence, once it parted. */
const char *listen_view_verdict(const struct listen_view *view);

#endif
