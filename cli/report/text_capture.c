/* SPDX-License-Identifier: ISC */
/*
 * What the capture of a run holds (cli/run/captured.h), of a report or an
 * answer.
 */
#include "cli/report/text_parts.h"

void text_capture(struct page *page, const struct report_capture *capture)
{
	unsigned long long lost = capture->dropped, probes = capture->probes;
	bool whole = capture->whole;

	if (!capture->present)
		return;
	text_heading(page, "Capture");
	page_paragraph(page, 2, 2, lost || !whole ? TINT_NOTE : TINT_NONE,
		"%s (%s, %s): %llu packets, among them the ClientHello of %llu "
		"probe%s; %llu lost%s.",
		capture->file, capture->format, capture->device,
		(unsigned long long)capture->packets, probes,
		probes == 1 ? "" : "s", lost,
		whole ? "" : "; not all of it could be written");
}
