/* SPDX-License-Identifier: ISC */
/* What the capture of a run holds (cli/captured.h), of a report or an answer.
 */
#include "cli/text.h"

#include "cli/value.h"

void text_capture(struct page *page, const json_t *value)
{
	long long lost = value_number(value, "dropped");

	if (!json_is_object(value))
		return;
	text_heading(page, "Capture");
	page_paragraph(page, 2, 2, lost ? TINT_NOTE : TINT_NONE,
		"%s (%s, %s): %lld packets, the ClientHello of %lld probes "
		"among them; %lld lost.",
		value_text(value, "file"), value_text(value, "format"),
		value_text(value, "device"), value_number(value, "packets"),
		value_number(value, "probes"), lost);
}
