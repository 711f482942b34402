/* SPDX-License-Identifier: ISC */
/*
 * Refusals, quirks and what else does not depend on the version.
 */
#include "responder/responder.h"
#include "tests/responder/talk.h"
#include "wire/hello/hello_standard.h"

static struct profile profile;

static void ask(uint16_t version, const uint32_t *suites)
{
	talk_suites(&profile, version, suites, NULL);
}

UNIT(the_story_ends_with_alert_40)
{
	static const uint8_t alert[] = { 0x15, 3, 3, 0, 2, 2, 40 };

	talk_profile(&profile, "kabelmail");
	ask(0x0303, SUITES(0xc02f, 0xc030, 0x1301));
	assert_false(talk.answer.accepted);
	assert_int_equal(talk.answer.end, ANSWER_CLOSE);
	assert_int_equal(talk.bytes.len, sizeof(alert));
	assert_memory_equal(talk.bytes.data, alert, sizeof(alert));
}

UNIT(refusals_end_as_told)
{
	static const enum answer_end ends[] = { ANSWER_CLOSE, ANSWER_CLOSE,
		ANSWER_RESET, ANSWER_SILENCE };

	talk_profile(&profile, "kabelmail");
	for (int kind = 0; kind < 4; kind++) {
		profile.refusal.kind = (enum refusal_kind)kind;
		ask(0x0303, SUITES(0xc02f));
		assert_int_equal(talk.answer.end, ends[kind]);
		assert_int_equal(talk.bytes.len, kind == REFUSAL_ALERT ? 7 : 0);
	}
}

UNIT(an_alert_is_in_a_version_the_client_reads)
{
	talk_profile(&profile, "modern");
	ask(0x0301, SUITES(0x0035));
	assert_int_equal(talk.answer.alert, 70);
	assert_int_equal(talk.flight.record_version, 0x0301);
	ask(0x0304, SUITES(0x1399));
	assert_int_equal(talk.flight.record_version, 0x0303);
}

UNIT(a_malformed_hello_gets_alert_50)
{
	struct hello hello;
	static const uint8_t short_list[] = { 0, 4, 0, 23 };

	talk_profile(&profile, "kabelmail");
	ask(0x0303, SUITES(0x0035));
	assert_true(talk.answer.accepted);
	hello = talk.hello;
	for (size_t i = 0; i < hello.n_extensions; i++) {
		if (hello.extensions[i].type == 10)
			hello.extensions[i].body = slice_of(short_list, 4);
	}
	talk_hello(&profile, &hello, NULL);
	assert_int_equal(talk.answer.alert, 50);
}

UNIT(long_lists_are_met_by_silence)
{
	talk_profile(&profile, "kabelmail");
	profile.quirks.max_suites = 2;
	ask(0x0303, SUITES(0x0035, 0x002f));
	assert_true(talk.answer.accepted);
	ask(0x0303, SUITES(0x0035, 0x002f, 0x000a));
	assert_int_equal(talk.answer.end, ANSWER_SILENCE);
	assert_int_equal(talk.bytes.len, 0);
}

UNIT(extensions_may_be_needed_or_refused)
{
	struct hello_spec bare = { .standard =
					   hello_standard(0x0301, STYLE_BARE),
		.suites = { SUITES(0x0035), 1 } };

	talk_profile(&profile, "kabelmail");
	profile.quirks.needs_extensions = true;
	talk_ask(&profile, &bare, NULL);
	assert_false(talk.answer.accepted);
	ask(0x0301, SUITES(0x0035));
	assert_true(talk.answer.accepted);
	profile.quirks.needs_extensions = false;
	profile.quirks.refuses_extensions = true;
	ask(0x0301, SUITES(0x0035));
	assert_false(talk.answer.accepted);
	talk_ask(&profile, &bare, NULL);
	assert_true(talk.answer.accepted);
}

UNIT(a_warning_comes_before_the_hello)
{
	talk_profile(&profile, "kabelmail");
	profile.quirks.warning_112 = true;
	ask(0x0303, SUITES(0x0039));
	assert_int_equal(talk.flight.n_alerts, 1);
	assert_int_equal(talk.flight.alerts[0].level, 1);
	assert_int_equal(talk.flight.alerts[0].description, 112);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
}

UNIT(records_are_cut_or_joined)
{
	unsigned usual;

	talk_profile(&profile, "kabelmail");
	ask(0x0303, SUITES(0x0039));
	usual = talk.flight.n_records;
	assert_int_equal(usual, 4);
	profile.quirks.coalesce = true;
	ask(0x0303, SUITES(0x0039));
	assert_int_equal(talk.flight.n_records, 1);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
	profile.quirks.coalesce = false;
	profile.quirks.split_records = true;
	ask(0x0303, SUITES(0x0039));
	assert_true(talk.flight.n_records > 1000);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
}

UNIT(falling_back_is_met_by_alert_86)
{
	talk_profile(&profile, "modern");
	ask(0x0303, SUITES(0xc02f, 0x5600));
	assert_int_equal(talk.answer.alert, 86);
	ask(0x0304, SUITES(0x1301, 0x5600));
	assert_true(talk.answer.accepted);
	profile.fallback_scsv = false;
	ask(0x0303, SUITES(0xc02f, 0x5600));
	assert_true(talk.answer.accepted);
}

UNIT(what_nobody_asked_for_is_sent)
{
	talk_profile(&profile, "kabelmail");
	profile.quirks.unasked_suite = 0x000a;
	profile.quirks.unasked_extension = 0x1234;
	ask(0x0303, SUITES(0x0039));
	assert_int_equal(talk.flight.hello.suite, 0x000a);
	assert_int_equal(
		talk.flight.hello.extensions[talk.flight.hello.n_extensions - 1]
			.type,
		0x1234);
}

/* The simulation asks a million times. */
UNIT(every_museum_suite_reads_in_every_version)
{
	talk_profile(&profile, "museum");
	for (int v = 1; v < PROFILE_VERSIONS; v++) {
		struct profile_version *t = &profile.versions[v];

		for (size_t i = 0; i < t->n_suites; i++) {
			ask(profile_version_codes[v], SUITES(t->suites[i]));
			assert_true(talk.answer.accepted);
			assert_int_equal(talk.flight.hello.suite, t->suites[i]);
			assert_int_equal(talk.flight.hello.negotiated,
				profile_version_codes[v]);
			assert_int_equal(talk.flight.end,
				v == 5 ? FLIGHT_RETRY : FLIGHT_HELLO_DONE);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_story_ends_with_alert_40),
		cmocka_unit_test(refusals_end_as_told),
		cmocka_unit_test(an_alert_is_in_a_version_the_client_reads),
		cmocka_unit_test(a_malformed_hello_gets_alert_50),
		cmocka_unit_test(long_lists_are_met_by_silence),
		cmocka_unit_test(extensions_may_be_needed_or_refused),
		cmocka_unit_test(a_warning_comes_before_the_hello),
		cmocka_unit_test(records_are_cut_or_joined),
		cmocka_unit_test(falling_back_is_met_by_alert_86),
		cmocka_unit_test(what_nobody_asked_for_is_sent),
		cmocka_unit_test(every_museum_suite_reads_in_every_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
