/* SPDX-License-Identifier: ISC */
/*
 * See recording.h. The lines are those of a transcript, so that their writer
 * and reader are on the way, too.
 */
#include "tests/analysis/recording.h"

#include <assert.h>

#include "analysis/transcript.h"

static size_t wanted(void *ctx)
{
	const struct recording *recording = ctx;

	return audit_driver.wanted(recording->audit);
}

static bool next(void *ctx, struct probe *probe)
{
	const struct recording *recording = ctx;

	if (!audit_driver.next(recording->audit, probe))
		return false;
	json_array_append_new(
		recording->lines, transcript_asked_json(0, probe));
	return true;
}

static void learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	const struct recording *recording = ctx;

	json_array_append_new(
		recording->lines, transcript_exchange_json(0, probe, outcome));
	audit_driver.learn(recording->audit, probe, outcome);
}

const struct inquiry_driver recording_driver = { wanted, next, learn };

void recording_begin(struct recording *recording, struct audit *audit)
{
	*recording = (struct recording){ audit, json_array() };
}

void recording_clear(struct recording *recording)
{
	json_decref(recording->lines);
	*recording = (struct recording){ 0 };
}

size_t recording_size(const struct recording *recording)
{
	return json_array_size(recording->lines);
}

size_t recording_hellos(const struct recording *recording, size_t n)
{
	size_t hellos = 0;

	for (size_t i = 0; i < n; i++)
		hellos += json_object_get(json_array_get(recording->lines, i),
				  "asked") != NULL;
	return hellos;
}

void recording_retell(
	const struct recording *recording, size_t n, struct audit *audit)
{
	for (size_t i = 0; i < n; i++) {
		struct transcript_exchange exchange;
		char message[TRANSCRIPT_MESSAGE];
		bool good = transcript_exchange_read(&exchange,
			json_array_get(recording->lines, i), message);

		assert(good);
		transcript_exchange_retell(&exchange, audit);
		transcript_exchange_clear(&exchange);
	}
	audit_retell_end(audit);
}
