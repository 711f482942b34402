/* SPDX-License-Identifier: ISC */
/*
 * The limits of a part of a run as it goes into a transcript, and back: one row
 * a number. 0 is none, where there need be none.
 */
#include "cli/run/transcript_parts.h"

#define ONE(name, least, most)                                                 \
	{                                                                      \
#name, least, most,                                            \
			offsetof(struct transcript_limits, of_one.name)        \
	}
#define ADDRESS(key, name, most)                                               \
	{                                                                      \
		key, 0, most,                                                  \
			offsetof(struct transcript_limits, of_address.name)    \
	}

static const struct limit_row {
	const char *key;
	unsigned least, most;
	size_t at; /* in struct transcript_limits */
} rows[] = {
	ONE(connections, 1, 100),
	ONE(connect_ms, 1, UINT32_MAX),
	ONE(idle_ms, 1, UINT32_MAX),
	ONE(dialog_ms, 1, UINT32_MAX),
	ONE(flight_ms, 1, UINT32_MAX),
	ONE(unanswered_ms, 1, UINT32_MAX),
	ONE(patience_ms, 0, UINT32_MAX),
	ONE(deadline_s, 0, UINT32_MAX),
	ADDRESS("max_connections", connections, UINT32_MAX),
	ADDRESS("rate", rate, UINT32_MAX),
	ADDRESS("rate_ms", rate_ms, 3600000),
	ADDRESS("delay_ms", delay_ms, UINT32_MAX),
};
#define N_ROWS (sizeof(rows) / sizeof(rows[0]))

json_t *transcript_limits_json(const struct transcript_limits *limits)
{
	json_t *object = json_object();

	for (size_t i = 0; i < N_ROWS; i++) {
		const char *at = (const char *)limits + rows[i].at;

		json_object_set_new(object, rows[i].key,
			json_integer(*(const unsigned *)(const void *)at));
	}
	return object;
}

void transcript_limits_read(
	struct strict *s, struct transcript_limits *limits, const json_t *head)
{
	const json_t *object = strict_object(s, head, "limits");
	const char *keys[N_ROWS];

	for (size_t i = 0; i < N_ROWS; i++) {
		char *at = (char *)limits + rows[i].at;

		keys[i] = rows[i].key;
		*(unsigned *)(void *)at = (unsigned)strict_number(
			s, object, rows[i].key, rows[i].least, rows[i].most);
	}
	if (limits->of_address.rate && !limits->of_address.rate_ms)
		strict_fail(s, "rate_ms", " of a rate cannot be 0");
	strict_only(s, object, keys, N_ROWS);
	strict_leave(s);
}
