/* SPDX-License-Identifier: ISC */
/*
 * How a server behaves before and around TLS, as data: a profile (responder/)
 * carries it, the server's dialog (smtp/) and the listener (net/) act it out.
 * They meet here, in the lowest room, because they may not know each other.
 * All zero: a server like others. Each key of hallo-profile(5), MANNERS, is one
 * field.
 */
#ifndef HALLO_WIRE_PROBE_MANNERS_H
#define HALLO_WIRE_PROBE_MANNERS_H

#include <stdbool.h>
#include <stddef.h>

#define MANNERS_MAX_LIMITS 4
#define MANNERS_MAX_CLOCK 1000
#define MANNERS_MAX_SECONDS 600

/* How what is said becomes TCP segments. */
enum segments {
	SEGMENTS_WHOLE,
	SEGMENTS_LINES,	 /* each line is one */
	SEGMENTS_HALVES, /* each reply is two; of an answer, its first record */
	SEGMENTS_BYTES,
};

/* Bits: what ends each line of a reply. */
#define NOISE_ESCAPES 1u /* ESC, OSC, CSI of 8 bits, BEL, DEL */
#define NOISE_NUL 2u
#define NOISE_UTF8 4u /* bytes that are none, and an overlong one */

/* What a client meets that is not let in. */
enum farewell {
	FAREWELL_REPLY, /* 421, * BYE, -ERR; where TLS is first, a close */
	FAREWELL_RESET,
	FAREWELL_CLOSE,
	FAREWELL_SILENCE, /* it waits in vain */
};

enum limit_kind {
	LIMIT_AFTER,	   /* n in all; `seconds` later (if any) n anew */
	LIMIT_UNTIL_PAUSE, /* n, and n anew after `seconds` without any */
	LIMIT_PER_MINUTE,  /* n in a minute that begins with the first */
	LIMIT_AT_ONCE,	   /* n at the same time */
};

struct manners_limit {
	enum limit_kind kind;
	unsigned n;
	enum farewell farewell;
	unsigned seconds; /* 0: for ever */
};

/* What a hello meets instead of its answer. */
enum hello_fate {
	FATE_ANSWER,
	FATE_SILENCE,
	FATE_RESET,
	FATE_CLOSE,
	FATE_RECORDS,  /* a handshake message without an end */
	FATE_WARNINGS, /* warning alerts without an end */
	FATE_GARBAGE,  /* text without an end */
};

struct manners {
	unsigned clock; /* all waits are that many times shorter; 0: 1 */
	unsigned greeting_delay; /* seconds */
	unsigned trickle;	 /* milliseconds from byte to byte; 0: none */
	unsigned trickle_answer; /* likewise, of what follows the hello */
	enum segments segments;	 /* of replies */
	enum segments answer_segments;
	bool two_line_greeting; /* SMTP, LMTP */
	bool two_line_go_ahead; /* likewise */
	bool lower_case;	/* keywords in the list of capabilities */
	bool without_starttls;
	bool hides_starttls; /* takes it, but does not list it */
	bool endless_greeting;
	unsigned noise;		  /* bits */
	unsigned refuse_starttls; /* on each connection divisible by it; 0: on
				   * none */
	enum hello_fate hello_fate;
	unsigned hello_fate_after; /* so many hellos are answered first */
	size_t n_limits;
	struct manners_limit limits[MANNERS_MAX_LIMITS];
};

/* @ms of the profile on its own clock, at least one. */
static inline unsigned manners_ms(const struct manners *manners, unsigned ms)
{
	unsigned scaled = manners->clock ? ms / manners->clock : ms;

	return scaled ? scaled : 1;
}

#endif
