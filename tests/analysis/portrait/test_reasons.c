/* SPDX-License-Identifier: ISC */
/*
 * Reasons say what came, in words, counted, from the log alone.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "analysis/portrait/reasons.h"
#include "tests/analysis/made.h"

static struct observation *ended(
	struct made *made, uint16_t version, enum outcome_kind kind)
{
	struct observation *o = made_row(made, kind);

	o->asked_version = version;
	return o;
}

static const char *words(const struct made *made, uint16_t version)
{
	static char out[400];

	if (!words_of_version(&made->log, version, out, sizeof(out)))
		return "nothing";
	return out;
}

/* A log without the rows that made_init() puts there. */
static void begin(struct made *made)
{
	made_init(made);
	made->log.n = 0;
}

UNIT(ends_are_counted_most_frequent_first)
{
	struct made made;

	begin(&made);
	assert_string_equal(words(&made, VERSION_TLS12), "nothing");
	ended(&made, VERSION_TLS12, OUTCOME_CLOSED);
	for (int i = 0; i < 5; i++)
		ended(&made, VERSION_TLS12, OUTCOME_RESET);
	ended(&made, VERSION_TLS11, OUTCOME_SILENCE);
	assert_string_equal(words(&made, VERSION_TLS12),
		"reset after the hello (5 times); "
		"closed without an alert (once)");
	made_clear(&made);
}

UNIT(ends_as_frequent_are_each_told_once)
{
	struct made made;

	begin(&made);
	ended(&made, VERSION_TLS12, OUTCOME_CLOSED);
	ended(&made, VERSION_TLS12, OUTCOME_ALERT)->alert = 80;
	assert_string_equal(words(&made, VERSION_TLS12),
		"closed without an alert (once); "
		"alert 80 (internal_error) (once)");
	made_clear(&made);
}

UNIT(what_we_cancelled_is_no_end)
{
	struct made made;

	begin(&made);
	ended(&made, VERSION_TLS12, OUTCOME_CANCELLED);
	assert_string_equal(words(&made, VERSION_TLS12), "nothing");
	made_clear(&made);
}

UNIT(garbage_is_shown_and_records_without_end_are_named)
{
	struct made made;
	struct observation *o;

	begin(&made);
	o = ended(&made, VERSION_TLS12, OUTCOME_NOT_TLS);
	memcpy(o->reply, "HTTP\x1b", 5);
	o->n_reply = 5;
	assert_string_equal(words(&made, VERSION_TLS12),
		"answered with what is no TLS (HTTP\\x1b) (once)");
	o = ended(&made, VERSION_TLS11, OUTCOME_MALFORMED);
	o->bytes_in = FLIGHT_BUFFER;
	assert_string_equal(words(&made, VERSION_TLS11),
		"records without end (over 256 kB) (once)");
	o->bytes_in = 100;
	assert_string_equal(words(&made, VERSION_TLS11),
		"announces a message of over 256 kB (once)");
	o->fault = (struct fault){ .kind = FAULT_SHORT,
		.what = "server_hello.session_id" };
	assert_non_null(strstr(
		words(&made, VERSION_TLS11), "(server_hello.session_id at"));
	made_clear(&made);
}

UNIT(an_answer_that_was_not_asked_for_is_an_end)
{
	struct made made;

	begin(&made);
	for (int i = 0; i < 3; i++) {
		struct observation *o =
			ended(&made, VERSION_TLS12, OUTCOME_SERVER_HELLO);
		o->version = VERSION_TLS12;
		o->unasked = i < 2 ? "compression" : NULL;
	}
	assert_string_equal(words(&made, VERSION_TLS12),
		"answered with a compression that was not offered (2 times)");
	made_clear(&made);
}

UNIT(a_refused_name_says_what_to_try)
{
	struct made made;

	begin(&made);
	ended(&made, VERSION_TLS12, OUTCOME_ALERT)->alert = 112;
	assert_non_null(strstr(words(&made, VERSION_TLS12),
		"alert 112 (unrecognized_name) (once): the server refuses the "
		"server name; try --sni or --no-sni"));
	made_clear(&made);
}

/* Only where a lower version was answered, and nothing of this one was. */
UNIT(intolerance_is_asked_for_only_beside_an_answer)
{
	struct made made;
	struct observation *o;

	begin(&made);
	ended(&made, VERSION_TLS12, OUTCOME_SILENCE);
	ended(&made, VERSION_TLS12, OUTCOME_SILENCE);
	assert_string_equal(words(&made, VERSION_TLS12), "no answer (2 times)");
	o = ended(&made, VERSION_TLS10, OUTCOME_SERVER_HELLO);
	o->version = VERSION_TLS10;
	assert_string_equal(words(&made, VERSION_TLS12),
		"no answer (2 times), while TLSv1.0 is answered "
		"(version intolerance?)");
	ended(&made, VERSION_TLS12, OUTCOME_ALERT)->alert = 40;
	assert_null(strstr(words(&made, VERSION_TLS12), "intolerance"));
	made_clear(&made);
}

UNIT(only_what_is_not_settled_gets_its_cause)
{
	struct intolerance none = { 0 };
	struct made made;
	struct version_fact *fact;

	begin(&made);
	ended(&made, VERSION_TLS12, OUTCOME_RESET);
	fact = made_version(&made, VERSION_TLS12, TRUTH_NO);
	strcpy(fact->reason, "refused");
	reason_add_cause(&made.log, &none, fact);
	assert_string_equal(fact->reason, "refused");
	fact->state = TRUTH_INCONCLUSIVE;
	reason_add_cause(&made.log, &none, fact);
	assert_string_equal(
		fact->reason, "refused: reset after the hello (once)");
	memset(fact->reason, 'x', sizeof(fact->reason) - 2);
	fact->reason[sizeof(fact->reason) - 2] = '\0';
	reason_add_cause(&made.log, &none, fact);
	assert_int_equal(strlen(fact->reason), sizeof(fact->reason) - 1);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_are_counted_most_frequent_first),
		cmocka_unit_test(ends_as_frequent_are_each_told_once),
		cmocka_unit_test(what_we_cancelled_is_no_end),
		cmocka_unit_test(
			garbage_is_shown_and_records_without_end_are_named),
		cmocka_unit_test(an_answer_that_was_not_asked_for_is_an_end),
		cmocka_unit_test(a_refused_name_says_what_to_try),
		cmocka_unit_test(
			intolerance_is_asked_for_only_beside_an_answer),
		cmocka_unit_test(only_what_is_not_settled_gets_its_cause),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
