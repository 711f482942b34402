/* SPDX-License-Identifier: ISC */
/*
 * What --pcap has written, in a sentence.
 */
#include "tests/cli/report/says.h"

static void put(struct page *page, const struct report_endpoint *endpoint)
{
	(void)endpoint;
	text_capture(page, &says.report.capture);
}

UNIT(without_a_capture_nothing_is_said)
{
	assert_silent(put, "Capture");
}

UNIT(a_capture_is_told_with_its_losses)
{
	says.report.capture = (struct report_capture){ .present = true,
		.file = "run.pcapng",
		.format = "pcapng",
		.device = "lo",
		.packets = 100,
		.probes = 1,
		.whole = true };
	assert_says(put,
		"run.pcapng (pcapng, lo): 100 packets, among them the "
		"ClientHello of 1 probe; 0");
	assert_says(put, "lost.");
	says.report.capture.dropped = 3;
	says.report.capture.whole = false;
	assert_says(put, "3\n  lost; not all of it could be written.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SAYS(without_a_capture_nothing_is_said),
		SAYS(a_capture_is_told_with_its_losses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
