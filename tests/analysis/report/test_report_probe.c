/* SPDX-License-Identifier: ISC */
/*
 * Filling the rows: those with a probe, and those that had no go-ahead.
 */
#include "tests/lib/unit.h"

#include <errno.h>
#include <string.h>

#include "tests/analysis/report_made.h"

UNIT(rows_without_a_probe_are_failures)
{
	struct made made;
	struct observation *o;
	struct report report;
	const struct report_endpoint *e;

	made_init(&made);
	o = made_row(&made, OUTCOME_UNREACHABLE);
	o->probe = 0;
	o->stage = STAGE_CONNECT;
	o->errnum = ECONNREFUSED;
	made_report(&report, &made.portrait);
	e = &report.endpoints[0];
	assert_int_equal(e->n_probes, 6);
	assert_int_equal(e->n_failures, 1);
	assert_int_equal(e->failures[0].stage, STAGE_CONNECT);
	assert_int_equal(e->failures[0].errnum, ECONNREFUSED);
	report_clear(&report);
	made_clear(&made);
}

UNIT(an_alert_counts_when_it_was_the_answer)
{
	struct made made;
	struct observation *o;
	struct report report;
	const struct report_probe *probes;

	made_init(&made);
	o = made_row(&made, OUTCOME_CLOSED);
	o->alert = 40;
	made_report(&report, &made.portrait);
	probes = report.endpoints[0].probes;
	assert_int_equal(probes[0].alert, 70);
	assert_string_equal(probes[0].alert_name, "protocol_version");
	assert_int_equal(probes[6].alert, -1);
	assert_string_equal(probes[6].alert_name, "");
	report_clear(&report);
	made_clear(&made);
}

UNIT(a_fault_is_told_of_malformed_answers_alone)
{
	struct made made;
	struct observation *o;
	struct report report;
	const struct report_probe *probes;

	made_init(&made);
	o = made_row(&made, OUTCOME_MALFORMED);
	o->fault = (struct fault){ .kind = FAULT_SHORT,
		.what = "server_hello.random",
		.at = 6,
		.need = 32 };
	o->unasked = "suite";
	o->unasked_code = 0x1234;
	made_report(&report, &made.portrait);
	probes = report.endpoints[0].probes;
	assert_non_null(strstr(probes[6].fault, "server_hello.random"));
	assert_string_equal(probes[6].unasked, "suite");
	assert_string_equal(probes[0].fault, "");
	assert_string_equal(probes[0].unasked, "");
	report_clear(&report);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_without_a_probe_are_failures),
		cmocka_unit_test(an_alert_counts_when_it_was_the_answer),
		cmocka_unit_test(a_fault_is_told_of_malformed_answers_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
