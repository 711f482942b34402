/* SPDX-License-Identifier: ISC */
/*
 * A driver that only counts, and a run of it against a server that follows a
 * script (script_server.h):
 *
 *	struct run r;
 *	run(&r, PREAMBLE ALERT_40, 7, 1, 0);     seven probes, one at once
 *	run_with(&r, script, 7, &options, "tls", 0);
 */
#ifndef HALLO_TESTS_NET_COUNTING_H
#define HALLO_TESTS_NET_COUNTING_H

#include "net/dial/inquiry.h"
#include "tests/net/dial/script_server.h"

#define GO                                                                     \
	"S 220 mx.test ESMTP\nC\nS 250-mx.test\nS 250 STARTTLS\nC\nS 220 "     \
	"go\n"
#define PREAMBLE GO "H\n"
#define ALERT_40 "X 15030300020228\n"

struct counter {
	size_t goal, sent, learnt, in_flight, most_in_flight;
	size_t kinds[OUTCOME_CANCELLED + 1];
	size_t failures; /* learnt without a probe */
	enum stage stage;
	int errnum;
	uint8_t alert;
	char reply[200];
	bool early;
	uint8_t heard[64]; /* the first bytes of the last one */
	size_t n_heard;
	uint8_t bytes[600];
};

/* Wants `goal` probes and asks them as fast as it may; ctx: struct counter. */
extern const struct inquiry_driver counting_driver;
size_t counting_wanted(void *ctx);
void counting_learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome);

/* Ends the loop; ctx: the event base. */
void counting_done(void *ctx, struct inquiry *inquiry);

struct run {
	struct counter counter;
	struct cost cost;
	struct script_count server;
	size_t accepted;
	char ended[400]; /* or "" */
	size_t n_told;
	char told[400]; /* the last one */
};

/* Silence is given up after 300 ms, turned away connections at once. */
void run(struct run *r, const char *script, size_t goal, unsigned connections,
	unsigned cancel_ms);
void run_limits(struct inquiry_options *options);
void run_with(struct run *r, const char *script, size_t goal,
	const struct inquiry_options *options, const char *dialog,
	unsigned cancel_ms);

#endif
