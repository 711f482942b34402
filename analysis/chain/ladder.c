/* SPDX-License-Identifier: ISC */
/* See ladder.h. */
#include "analysis/chain/ladder.h"

bool ladder_has_other(const struct chain *chain)
{
	return chain->version > VERSION_SSL3;
}

/* Of TLS 1.3 alert 70 speaks whatever the form. */
static bool other_tells(const struct chain *chain, uint8_t alert)
{
	return chain->rung == RUNG_ALL && ladder_has_other(chain) &&
		chain->shape != SHAPE_OTHER &&
		(chain->version != VERSION_TLS13 ||
			alert != ALERT_PROTOCOL_VERSION);
}

static bool other_is_left(const struct chain *chain)
{
	return other_tells(chain, 0) && chain->n_found == 0;
}

static bool lean_is_left(const struct chain *chain)
{
	return chain->rung == RUNG_OTHER_FORM &&
		chain->version == VERSION_TLS13 && !chain->limits.now;
}

static bool lean_tells(const struct chain *chain, uint8_t alert)
{
	return lean_is_left(chain) && alert != ALERT_PROTOCOL_VERSION;
}

/* The standard form has been answered, or there is no other. */
static bool again_may_help(const struct chain *chain)
{
	return chain->rung == RUNG_ALL;
}

static bool always(const struct chain *chain)
{
	(void)chain;
	return true;
}

const struct rung ladder[RUNGS] = {
	[RUNG_ALL] = { PURPOSE_SUITES, SHAPE_STANDARD, NULL, NULL,
		"all that answer" },
	[RUNG_OTHER_FORM] = { PURPOSE_OTHER_FORM, SHAPE_OTHER, other_tells,
		other_is_left,
		"TLS <= 1.2: stacks before RFC 3546 that break on extensions; "
		"TLS 1.3: those that close on an empty key_share" },
	[RUNG_LEAN] = { PURPOSE_OTHER_FORM, SHAPE_LEAN, lean_tells,
		lean_is_left,
		"middleboxes that drop a hello of several segments" },
	[RUNG_AGAIN] = { PURPOSE_AGAIN, SHAPE_STANDARD, NULL, again_may_help,
		"any that is overloaded for a moment" },
	[RUNG_SLICES] = { PURPOSE_SHORTER, SHAPE_STANDARD, NULL, always,
		"wolfSSL (150 suites), appliances (43 to 128)" },
};

enum chain_rung ladder_refused(const struct chain *chain, uint8_t alert)
{
	enum chain_rung rung = RUNG_ALL;

	while (rung < RUNGS &&
		(!ladder[rung].on_refusal ||
			!ladder[rung].on_refusal(chain, alert)))
		rung++;
	return rung;
}

enum chain_rung ladder_unclear(const struct chain *chain)
{
	enum chain_rung rung = RUNG_ALL;

	while (rung < RUNG_SLICES &&
		(!ladder[rung].on_unclear || !ladder[rung].on_unclear(chain)))
		rung++;
	return rung;
}

enum chain_shape ladder_shape(const struct chain *chain)
{
	if (ladder[chain->rung].shape != SHAPE_STANDARD)
		return ladder[chain->rung].shape;
	return chain->rung == RUNG_SLICES && chain->cut_shape != SHAPE_STANDARD
		? chain->cut_shape
		: chain->shape;
}
