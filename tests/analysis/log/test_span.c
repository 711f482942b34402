/* SPDX-License-Identifier: ISC */
/* When is a "no" confirmed? Rows of the log as a row of letters: a answered,
 * n refused, s silence, f a connection that failed before its go-ahead. */
#include "analysis/log/span.h"

#include "tests/analysis/talk.h"
#include "tests/lib/unit.h"

static enum span judge(const char *rows, long first, long last)
{
	static const uint32_t suite[] = { 0x39 };
	struct observation_log log;
	long before, after;
	enum span span;

	observation_log_init(&log);
	for (uint32_t i = 0; rows[i]; i++) {
		uint32_t id = i + 1;
		uint16_t v = VERSION_TLS12;
		struct observation o = rows[i] == 'a'
			? talk_answer(id, v, suite, 1, 0x39)
			: rows[i] == 'n' ? talk_alert(id, v, suite, 1, 40)
					 : talk_silence(id, v, suite, 1);
		if (rows[i] == 'f')
			o.probe = 0;
		talk_log(&log, o);
	}
	span = span_judge(&log, first, last, &before, &after);
	observation_log_clear(&log);
	return span;
}

UNIT(between_two_answers_a_no_is_confirmed)
{
	assert_int_equal(judge("ana", 1, 1), SPAN_CONFIRMED);
	assert_int_equal(judge("annna", 1, 3), SPAN_CONFIRMED);
	assert_int_equal(judge("annna", 2, 2), SPAN_CONFIRMED);
}

UNIT(without_an_answer_after_it_waits)
{
	assert_int_equal(judge("an", 1, 1), SPAN_WAITS);
	assert_int_equal(judge("ann", 1, 1), SPAN_WAITS);
}

UNIT(without_an_answer_before_it_is_broken)
{
	assert_int_equal(judge("na", 0, 0), SPAN_BROKEN);
}

UNIT(bad_weather_between_breaks_it)
{
	assert_int_equal(judge("asna", 2, 2), SPAN_BROKEN);
	assert_int_equal(judge("ansa", 1, 1), SPAN_BROKEN);
	assert_int_equal(judge("anfa", 1, 1), SPAN_BROKEN);
	assert_int_equal(judge("anfna", 1, 3), SPAN_BROKEN);
	assert_int_equal(judge("ansna", 1, 3), SPAN_BROKEN);
}

UNIT(answers_between_two_rows_are_seen)
{
	static const uint32_t suite[] = { 0x39 };
	struct observation_log log;

	observation_log_init(&log);
	talk_log(&log, talk_alert(1, VERSION_TLS12, suite, 1, 40));
	talk_log(&log, talk_answer(2, VERSION_TLS12, suite, 1, 0x39));
	talk_log(&log, talk_alert(3, VERSION_TLS12, suite, 1, 40));
	assert_true(span_answered_between(&log, 0, 2));
	assert_false(span_answered_between(&log, 0, 1));
	assert_false(span_answered_between(&log, 1, 3));
	observation_log_clear(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(between_two_answers_a_no_is_confirmed),
		cmocka_unit_test(without_an_answer_after_it_waits),
		cmocka_unit_test(without_an_answer_before_it_is_broken),
		cmocka_unit_test(bad_weather_between_breaks_it),
		cmocka_unit_test(answers_between_two_rows_are_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
