/* SPDX-License-Identifier: ISC */
/*
 * What the files of the verdict share; private to analysis/read_*.c.
 */
#ifndef HALLO_ANALYSIS_CAPTURE_READ_PARTS_H
#define HALLO_ANALYSIS_CAPTURE_READ_PARTS_H

#include "analysis/capture/read_verdict.h"

void verdict_say(struct read_verdict *v, enum read_outcome outcome,
	const char *rule, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void verdict_hint(struct read_verdict *v, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The peer's text between quotes, escaped and cut. */
#define QUOTE_SIZE 200
const char *verdict_quote(char out[QUOTE_SIZE], struct slice text);

/* "the client", "the server" */
const char *side_name(enum conversation_side side);

/* ", then the server closed the connection (FIN)": how it ended. */
#define END_SIZE 120
const char *verdict_end(char out[END_SIZE], const struct reading *r);

/* "40 (handshake_failure)". */
#define ALERT_SIZE 60
const char *verdict_alert(char out[ALERT_SIZE], uint8_t description);

/* "12 ms", "3.4 s" from @from to @to. */
#define SPAN_SIZE 24
const char *verdict_span(char out[SPAN_SIZE], int64_t ns);

/* The hello that the server has answered last. */
const struct hello *verdict_hello(const struct reading *r);

/* "TLSv1.3, TLSv1.2": what a hello offers, GREASE left out. */
#define VERSIONS_SIZE 160
const char *verdict_versions(
	char out[VERSIONS_SIZE], const struct hello *hello);

/* "TLSv1.2, TLS_… with DH 1024 bits"; for a ServerHello that was read. */
#define CHOICE_SIZE 240
const char *verdict_choice(char out[CHOICE_SIZE], const struct reading *r);

/* The rules for what came once TLS had begun. */
void verdict_tls(struct read_verdict *v, const struct reading *r);

/* What an alert of that side may mean here, as hints. */
void verdict_server_alert(
	struct read_verdict *v, const struct reading *r, uint8_t description);
void verdict_client_alert(
	struct read_verdict *v, const struct reading *r, uint8_t description);

/* What a client may dislike in the server's answer, without an alert too. */
void verdict_dislikes(struct read_verdict *v, const struct reading *r);

#endif
