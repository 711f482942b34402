/* SPDX-License-Identifier: ISC */
/*
 * See door.h. Every limit sees every knock, also those that another one turns
 * away: that is how mail servers count.
 */
#include "net/dial/door.h"

#define MINUTE_MS 60000

static bool after(struct door_count *count, const struct manners_limit *limit,
	uint64_t now, uint64_t ban)
{
	if (count->n < limit->n) {
		count->n++;
		return true;
	}
	if (!count->since)
		count->since = now;
	if (!ban || now - count->since < ban)
		return false;
	*count = (struct door_count){ .n = 1 };
	return limit->n > 0;
}

static bool until_pause(struct door_count *count,
	const struct manners_limit *limit, uint64_t now, uint64_t pause)
{
	if (now - count->last >= pause)
		count->n = 0;
	count->last = now;
	if (count->n >= limit->n)
		return false;
	count->n++;
	return true;
}

static bool per_minute(struct door_count *count,
	const struct manners_limit *limit, uint64_t now, uint64_t minute)
{
	if (count->n == 0 || now - count->since >= minute)
		*count = (struct door_count){ .since = now };
	if (count->n >= limit->n)
		return false;
	count->n++;
	return true;
}

static bool lets_in(const struct door *door, struct door_count *count,
	const struct manners_limit *limit, uint64_t now, unsigned inside)
{
	uint64_t ms = limit->seconds
		? manners_ms(door->manners, limit->seconds * 1000)
		: 0;

	switch (limit->kind) {
	case LIMIT_AFTER:
		return after(count, limit, now, ms);
	case LIMIT_UNTIL_PAUSE:
		return until_pause(count, limit, now, ms);
	case LIMIT_PER_MINUTE:
		return per_minute(count, limit, now,
			manners_ms(door->manners, MINUTE_MS));
	case LIMIT_AT_ONCE:
		break;
	}
	return inside < limit->n;
}

const struct manners_limit *door_knock(
	struct door *door, uint64_t now, unsigned inside)
{
	const struct manners *manners = door->manners;
	const struct manners_limit *shut = NULL;

	for (size_t i = 0; i < manners->n_limits; i++) {
		const struct manners_limit *limit = &manners->limits[i];

		if (!lets_in(door, &door->counts[i], limit, now, inside) &&
			!shut)
			shut = limit;
	}
	return shut;
}
