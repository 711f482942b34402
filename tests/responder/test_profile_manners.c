/* SPDX-License-Identifier: ISC */
/* The manners of a profile: what each key sets, and how each can be wrong. */
#include "responder/profile.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <string.h>

static struct profile profile;
static char message[200];

/* One line behind a server that is well otherwise. */
static const struct manners *read_line(const char *line)
{
	char text[400];

	snprintf(text, sizeof(text), "versions TLSv1.2\nsuites 002F\n%s", line);
	message[0] = '\0';
	return profile_read(
		       &profile, text, strlen(text), message, sizeof(message))
		? &profile.manners
		: NULL;
}

static const struct manners *good(const char *line)
{
	const struct manners *manners = read_line(line);

	if (!manners)
		fail_msg("%s: %s", line, message);
	return manners;
}

UNIT(without_keys_there_is_nothing_odd)
{
	static const struct manners none;

	assert_memory_equal(good(""), &none, sizeof(none));
}

UNIT(waits_and_cuts)
{
	assert_int_equal(good("clock 50")->clock, 50);
	assert_int_equal(good("greeting-delay 20")->greeting_delay, 20);
	assert_int_equal(good("trickle 1000")->trickle, 1000);
	assert_int_equal(good("trickle-answer 7")->trickle_answer, 7);
	assert_int_equal(good("segments lines")->segments, SEGMENTS_LINES);
	assert_int_equal(good("segments halves")->segments, SEGMENTS_HALVES);
	assert_int_equal(good("segments bytes")->segments, SEGMENTS_BYTES);
	assert_int_equal(good("answer-segments halves")->answer_segments,
		SEGMENTS_HALVES);
	assert_int_equal(
		good("answer-segments bytes")->answer_segments, SEGMENTS_BYTES);
}

UNIT(words)
{
	assert_true(good("two-line-greeting yes")->two_line_greeting);
	assert_true(good("two-line-go-ahead yes")->two_line_go_ahead);
	assert_true(good("lower-case yes")->lower_case);
	assert_true(good("without-starttls yes")->without_starttls);
	assert_true(good("hides-starttls yes")->hides_starttls);
	assert_true(good("endless-greeting yes")->endless_greeting);
	assert_int_equal(good("noise nul")->noise, NOISE_NUL);
	assert_int_equal(
		good("noise utf8 escapes")->noise, NOISE_UTF8 | NOISE_ESCAPES);
	assert_int_equal(good("refuse-starttls 2")->refuse_starttls, 2);
}

UNIT(fates_of_a_hello)
{
	static const char *const words[] = { "answer", "silence", "reset",
		"close", "records", "warnings", "garbage" };
	char line[40];

	for (unsigned i = 0; i < 7; i++) {
		snprintf(line, sizeof(line), "after-hello %s", words[i]);
		assert_int_equal(good(line)->hello_fate, i);
		assert_int_equal(good(line)->hello_fate_after, 0);
	}
	assert_int_equal(good("after-hello reset 9")->hello_fate_after, 9);
}

UNIT(limits_on_connections)
{
	static const struct manners_limit wanted[] = {
		{ LIMIT_AFTER, 20, FAREWELL_REPLY, 0 },
		{ LIMIT_AFTER, 0, FAREWELL_SILENCE, 30 },
		{ LIMIT_UNTIL_PAUSE, 6, FAREWELL_RESET, 60 },
		{ LIMIT_AT_ONCE, 2, FAREWELL_CLOSE, 0 },
	};
	const struct manners *manners =
		good("turn-away after 20 421\n"
		     "turn-away after 0 silence 30\n"
		     "turn-away until-pause 6 reset 60\n"
		     "turn-away at-once 2 close");

	assert_int_equal(manners->n_limits, 4);
	assert_memory_equal(manners->limits, wanted, sizeof(wanted));
	manners = good("turn-away per-minute 30 421");
	assert_int_equal(manners->n_limits, 1);
	assert_int_equal(manners->limits[0].kind, LIMIT_PER_MINUTE);
}

UNIT(each_mistake_is_named)
{
	static const char *const bad[][2] = {
		{ "clock 0", "from 1 to 1000" },
		{ "clock 1001", "from 1 to 1000" },
		{ "greeting-delay", "from 1 to 600" },
		{ "greeting-delay 601", "from 1 to 600" },
		{ "trickle x", "from 1 to 60000" },
		{ "trickle-answer 60001", "from 1 to 60000" },
		{ "segments words", "unknown segments 'words'" },
		{ "answer-segments lines", "unknown answer-segments" },
		{ "noise", "noise wants a value" },
		{ "noise nul loud", "unknown noise 'loud'" },
		{ "refuse-starttls 0", "from 1 to 65535" },
		{ "after-hello tea", "unknown after-hello 'tea'" },
		{ "after-hello reset x", "'x' is no number" },
		{ "turn-away sometimes 2 421", "unknown turn-away" },
		{ "turn-away after x 421", "a number" },
		{ "turn-away after 2 422", "unknown turn-away '422'" },
		{ "turn-away until-pause 2 421", "from 1 to 600" },
		{ "turn-away after 2 421 601", "no number up to 600" },
		{ "turn-away at-once 2 421 5", "one value too many" },
		{ "turn-away at-once 1 421\nturn-away at-once 1 421\n"
		  "turn-away at-once 1 421\nturn-away at-once 1 421\n"
		  "turn-away at-once 1 421",
			"at most 4 times" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_null(read_line(bad[i][0]));
		if (!strstr(message, bad[i][1]))
			fail_msg("%s: %s", bad[i][0], message);
	}
	assert_string_equal(message, "line 7: turn-away at most 4 times");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_keys_there_is_nothing_odd),
		cmocka_unit_test(waits_and_cuts),
		cmocka_unit_test(words),
		cmocka_unit_test(fates_of_a_hello),
		cmocka_unit_test(limits_on_connections),
		cmocka_unit_test(each_mistake_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
