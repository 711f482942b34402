/* SPDX-License-Identifier: ISC */
/*
 * See read_made.h.
 */
#include "tests/lib/read_made.h"
#include "cli/files/read_capture.h"
#include "tests/lib/unit.h"

static bool each(void *ctx, const struct reading *r)
{
	struct read_verdict verdict;

	read_verdict(&verdict, r);
	json_array_append_new(ctx, read_value(r, &verdict));
	return true;
}

json_t *read_made_bytes(struct slice bytes)
{
	struct read_summary summary = { .file = "made", .trouble = "" };
	struct error error = { 0 };
	struct capture_file *file =
		capture_file_open_memory("made", bytes, &error);
	json_t *values;

	if (!file)
		return NULL;
	values = json_array();
	read_capture(file, &summary, each, values);
	json_array_append_new(values, read_summary_value(&summary));
	capture_file_close(file);
	return values;
}

json_t *read_made(struct made_capture *c)
{
	json_t *values = read_made_bytes(slice_of(c->bytes, c->len));

	assert_non_null(values);
	made_clear(c);
	return values;
}
