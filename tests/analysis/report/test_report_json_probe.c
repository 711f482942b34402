/* SPDX-License-Identifier: ISC */
/*
 * The rows of the log as JSON.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/report_made.h"

UNIT(probes_tell_what_was_asked_and_what_came)
{
	struct made made;
	struct observation *o;
	json_t *report, *probe;

	made_kabelmail(&made);
	o = made_row(&made, OUTCOME_SERVER_HELLO);
	o->asked_version = VERSION_TLS12;
	o->n_offered = 300;
	o->form = FORM_RFC7919;
	made.portrait.preferred = made.portrait.preferred_tls12 = NULL;
	report = made_report_json(&made.portrait);
	probe = json_array_get(json_object_get(report, "probes"), 0);
	expect_number(probe, "id", 1);
	expect_number(probe, "alert", 70);
	expect_text(probe, "alert_name", "protocol_version");
	expect_text(probe, "suite", NULL);
	expect_number(probe, "local_port", 40001);
	probe = json_array_get(
		json_object_get(report, "probes"), made.log.n - 1);
	expect_number(probe, "n_suites", 300);
	expect_text(probe, "shape", "rfc7919");
	expect_text(probe, "alert", NULL);
	expect_text(probe, "version", "TLSv1.2");
	expect_text(report, "preferred", NULL);
	json_decref(report);
	made_clear(&made);
}

UNIT(failures_are_rows_without_probe)
{
	struct made made;
	struct observation *o;
	json_t *report, *failure;
	size_t n;

	made_kabelmail(&made);
	made.portrait.preferred = made.portrait.preferred_tls12 = NULL;
	n = made.log.n;
	o = made_row(&made, OUTCOME_REFUSED);
	o->probe = 0;
	o->errnum = 111;
	o->n_reply = 9;
	memcpy(o->reply, "421 \x1b[m\r\n", 9);
	report = made_report_json(&made.portrait);
	assert_int_equal(json_array_size(json_object_get(report, "probes")), n);
	failure = json_array_get(json_object_get(report, "failures"), 0);
	expect_text(failure, "error", "Connection refused");
	expect_text(failure, "reply", "421 \\x1b[m\\x0d\\x0a");
	json_decref(report);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(probes_tell_what_was_asked_and_what_came),
		cmocka_unit_test(failures_are_rows_without_probe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
