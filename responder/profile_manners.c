/* SPDX-License-Identifier: ISC */
/*
 * The keys of a profile that say how the server behaves before and around TLS
 * (hallo-profile(5), MANNERS); the switches among them stand in profile_read.c.
 * They are carried, not acted on: that is the part of dialog and listener.
 *
 *	greeting-delay 20
 *	turn-away after 20 421 60
 *	after-hello silence 10
 */
#include "responder/profile_text.h"

static bool take(struct text *t, unsigned *out, unsigned min, unsigned max)
{
	uint32_t n;

	if (!next_word(t) || !number(&n, t->word, max) || n < min)
		return text_complain(
			t, "a number from %u to %u is missing", min, max);
	*out = n;
	return true;
}

/* At the end of the line there may be one more. */
static bool take_optional(struct text *t, unsigned *out, unsigned max)
{
	uint32_t n = 0;

	*out = 0;
	if (next_word(t) && !number(&n, t->word, max))
		return text_complain(
			t, "'%.40s' is no number up to %u", t->word, max);
	*out = n;
	return true;
}

static bool read_clock(struct text *t)
{
	return take(t, &t->profile->manners.clock, 1, MANNERS_MAX_CLOCK);
}

static bool read_greeting_delay(struct text *t)
{
	return take(
		t, &t->profile->manners.greeting_delay, 1, MANNERS_MAX_SECONDS);
}

static bool read_trickle(struct text *t)
{
	return take(t, &t->profile->manners.trickle, 1, 60000);
}

static bool read_trickle_answer(struct text *t)
{
	return take(t, &t->profile->manners.trickle_answer, 1, 60000);
}

static bool read_segments(struct text *t)
{
	static const char *const words[] = { "whole", "lines", "halves",
		"bytes" };
	unsigned choice;

	if (!read_choice(t, &choice, words, 4, "segments"))
		return false;
	t->profile->manners.segments = (enum segments)choice;
	return true;
}

static bool read_answer_segments(struct text *t)
{
	static const char *const words[] = { "whole", "halves", "bytes" };
	static const enum segments segments[] = { SEGMENTS_WHOLE,
		SEGMENTS_HALVES, SEGMENTS_BYTES };
	unsigned choice;

	if (!read_choice(t, &choice, words, 3, "answer-segments"))
		return false;
	t->profile->manners.answer_segments = segments[choice];
	return true;
}

static bool read_noise(struct text *t)
{
	static const char *const words[] = { "escapes", "nul", "utf8" };
	unsigned choice;

	do {
		if (!read_choice(t, &choice, words, 3, "noise"))
			return false;
		t->profile->manners.noise |= 1u << choice;
	} while (!text_at_end(t));
	return true;
}

static bool read_refuse_starttls(struct text *t)
{
	return take(t, &t->profile->manners.refuse_starttls, 1, 0xffff);
}

static bool read_after_hello(struct text *t)
{
	static const char *const words[] = { "answer", "silence", "reset",
		"close", "records", "warnings", "garbage" };
	struct manners *manners = &t->profile->manners;
	unsigned choice;

	if (!read_choice(t, &choice, words, 7, "after-hello"))
		return false;
	manners->hello_fate = (enum hello_fate)choice;
	return take_optional(t, &manners->hello_fate_after, 0xffff);
}

static bool take_limit(struct text *t, struct manners_limit *limit)
{
	static const char *const kinds[] = { "after", "until-pause",
		"per-minute", "at-once" };
	static const char *const farewells[] = { "421", "reset", "close",
		"silence" };
	unsigned kind, farewell;

	if (!read_choice(t, &kind, kinds, 4, "turn-away") ||
		!take(t, &limit->n, 0, 0xffff) ||
		!read_choice(t, &farewell, farewells, 4, "turn-away"))
		return false;
	limit->kind = (enum limit_kind)kind;
	limit->farewell = (enum farewell)farewell;
	if (limit->kind == LIMIT_UNTIL_PAUSE)
		return take(t, &limit->seconds, 1, MANNERS_MAX_SECONDS);
	return limit->kind != LIMIT_AFTER ||
		take_optional(t, &limit->seconds, MANNERS_MAX_SECONDS);
}

static bool read_turn_away(struct text *t)
{
	struct manners *manners = &t->profile->manners;

	if (manners->n_limits == MANNERS_MAX_LIMITS)
		return text_complain(
			t, "turn-away at most %d times", MANNERS_MAX_LIMITS);
	return take_limit(t, &manners->limits[manners->n_limits++]);
}

const struct profile_key profile_manner_keys[] = {
	{ "clock", read_clock },
	{ "greeting-delay", read_greeting_delay },
	{ "trickle", read_trickle },
	{ "trickle-answer", read_trickle_answer },
	{ "segments", read_segments },
	{ "answer-segments", read_answer_segments },
	{ "noise", read_noise },
	{ "refuse-starttls", read_refuse_starttls },
	{ "after-hello", read_after_hello },
	{ "turn-away", read_turn_away },
	{ NULL, NULL },
};
