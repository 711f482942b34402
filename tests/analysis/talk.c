/* SPDX-License-Identifier: ISC */
/* See talk.h. */
#include "tests/analysis/talk.h"

#include "analysis/base/alloc.h"

static struct observation talk(
	uint32_t probe, uint16_t version, const uint32_t *offered, size_t n)
{
	return (struct observation){ .probe = probe,
		.asked_version = version,
		.stage = STAGE_HELLO,
		.n_offered = n,
		.offered = xcopy(offered, n, sizeof(*offered)),
		.prime = -1,
		.certificate = -1 };
}

struct observation talk_answer(uint32_t probe, uint16_t version,
	const uint32_t *offered, size_t n, uint32_t suite)
{
	struct observation o = talk(probe, version, offered, n);

	o.kind = OUTCOME_SERVER_HELLO;
	o.version = version;
	o.suite = suite;
	o.has_suite = true;
	return o;
}

struct observation talk_alert(uint32_t probe, uint16_t version,
	const uint32_t *offered, size_t n, uint8_t alert)
{
	struct observation o = talk(probe, version, offered, n);

	o.kind = OUTCOME_ALERT;
	o.alert = alert;
	return o;
}

struct observation talk_silence(
	uint32_t probe, uint16_t version, const uint32_t *offered, size_t n)
{
	struct observation o = talk(probe, version, offered, n);

	o.kind = OUTCOME_SILENCE;
	return o;
}

void talk_log(struct observation_log *log, struct observation o)
{
	log->rows = xgrow(log->rows, log->n, &log->room, sizeof(*log->rows));
	log->rows[log->n++] = o;
}
