/* SPDX-License-Identifier: ISC */
/* What the capture of a run holds (cli/run/captured.h), of a report or an
 * answer.
 */
#include "cli/report/text.h"

#include "cli/page/value.h"

void text_capture(struct page *page, const json_t *value)
{
	long long lost = value_number(value, "dropped");
	long long probes = value_number(value, "probes");
	bool whole = json_is_true(json_object_get(value, "whole"));

	if (!json_is_object(value))
		return;
	text_heading(page, "Capture");
	page_paragraph(page, 2, 2, lost || !whole ? TINT_NOTE : TINT_NONE,
		"%s (%s, %s): %lld packets, among them the ClientHello of %lld "
		"probe%s; %lld lost%s.",
		value_text(value, "file"), value_text(value, "format"),
		value_text(value, "device"), value_number(value, "packets"),
		probes, probes == 1 ? "" : "s", lost,
		whole ? "" : "; not all of it could be written");
}
