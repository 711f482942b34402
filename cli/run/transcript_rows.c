/* SPDX-License-Identifier: ISC */
/*
 * Do the lines of an endpoint go together? Hellos are numbered from 1 without a
 * gap, in all parts; each has its question before its outcome, and one outcome
 * at most; after its cost an endpoint is done in that part. A row that stood
 * there twice, or for another hello, would be taken for a proof.
 */
#include "cli/run/transcript_parts.h"

static void ask(struct strict *s, struct transcript_rows *rows,
	const struct transcript_event *event)
{
	struct transcript_row *row = &rows->under_way[rows->n];

	if (event->asked.id != rows->last + 1) {
		strict_fail(s, "asked.id", ": wanted %u, the next one, not %u",
			rows->last + 1, event->asked.id);
		return;
	}
	if (event->question.about > rows->last)
		strict_fail(s, "asked.about", ": %u was not asked before",
			event->question.about);
	if (rows->n == TRANSCRIPT_UNDER_WAY) {
		strict_fail(s, "asked", ": too many hellos are under way");
		return;
	}
	rows->n++;
	rows->last = event->asked.id;
	*row = (struct transcript_row){ .id = event->asked.id,
		.purpose = event->question.purpose,
		.version = event->question.version,
		.shape = event->question.form & FORM_RFC7919 ? DHE_RFC7919
							     : DHE_PLAIN };
}

static void answer(struct strict *s, struct transcript_rows *rows,
	const struct probe *probe)
{
	static const char other[] = " is not that of its question";
	struct transcript_row *row = rows->under_way;
	const struct transcript_row *end = row + rows->n;

	while (row < end && row->id != probe->id)
		row++;
	if (row == end) {
		strict_fail(s, "probe.id",
			": %u was not asked, or its outcome is known",
			probe->id);
		return;
	}
	if (row->purpose != probe->purpose)
		strict_fail(s, "probe.purpose", "%s", other);
	if (row->version != probe->version)
		strict_fail(s, "probe.version", "%s", other);
	if (row->shape != probe->shape)
		strict_fail(s, "probe.shape", "%s", other);
	*row = rows->under_way[--rows->n];
}

void transcript_rows_event(struct strict *s, struct transcript_rows *rows,
	const struct transcript_event *event)
{
	if (rows->over)
		strict_fail(s, "endpoint", " %zu: its part is over",
			event->endpoint);
	if (event->kind == TRANSCRIPT_ASKED)
		ask(s, rows, event);
	else if (event->has_probe)
		answer(s, rows, &event->probe);
}

void transcript_rows_cost(struct strict *s, struct transcript_rows *rows)
{
	if (rows->over)
		strict_fail(s, "", "a second cost of this part");
	rows->over = true;
	rows->n = 0;
}

void transcript_rows_part(struct transcript_rows *rows)
{
	rows->over = false;
	rows->n = 0;
}
