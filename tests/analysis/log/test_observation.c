/* SPDX-License-Identifier: ISC */
/* What one row may be taken for. */
#include "analysis/log/observation.h"

#include "tests/lib/unit.h"

static bool may_refuse(enum outcome_kind kind, uint8_t alert, uint16_t version)
{
	struct observation o = {
		.kind = kind, .alert = alert, .asked_version = version
	};

	return observation_may_refuse(&o);
}

UNIT(plain_ends_and_whole_answers_may_say_no)
{
	static const enum outcome_kind kinds[] = { OUTCOME_CLOSED,
		OUTCOME_RESET, OUTCOME_SSL2_ERROR, OUTCOME_SERVER_HELLO,
		OUTCOME_RETRY };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		assert_true(may_refuse(kinds[i], 0, VERSION_TLS12));
	assert_true(may_refuse(OUTCOME_ALERT, 80, VERSION_TLS12));
}

UNIT(what_broke_off_or_never_came_says_no_to_nothing)
{
	static const enum outcome_kind kinds[] = { OUTCOME_SILENCE,
		OUTCOME_NOT_TLS, OUTCOME_MALFORMED, OUTCOME_BROKEN_OFF,
		OUTCOME_REFUSED, OUTCOME_UNREACHABLE };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		assert_false(may_refuse(kinds[i], 0, VERSION_TLS12));
}

UNIT(alerts_of_an_extension_say_no_to_nothing_but_below_tls10)
{
	static const uint8_t alerts[] = { 109, 110, 112, 116, 120 };

	for (size_t i = 0; i < sizeof(alerts); i++) {
		assert_false(
			may_refuse(OUTCOME_ALERT, alerts[i], VERSION_TLS12));
		assert_true(may_refuse(OUTCOME_ALERT, alerts[i], VERSION_SSL3));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_ends_and_whole_answers_may_say_no),
		cmocka_unit_test(
			what_broke_off_or_never_came_says_no_to_nothing),
		cmocka_unit_test(
			alerts_of_an_extension_say_no_to_nothing_but_below_tls10),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
