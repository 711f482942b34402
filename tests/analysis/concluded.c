/* SPDX-License-Identifier: ISC */
/* See concluded.h. */
#include "tests/analysis/concluded.h"

#include <string.h>

void concluded_begin(struct concluded *c)
{
	memset(c, 0, sizeof(*c));
	observation_log_init(&c->log);
	portrait_init(&c->portrait);
	c->run.versions = 0x3f;
	for (size_t v = 0; v < LOG_VERSIONS; v++)
		c->run.n_suites[v] = 2;
}

void concluded_end(struct concluded *c)
{
	portrait_clear(&c->portrait);
	observation_log_clear(&c->log);
}

static struct observation *add(struct concluded *c, struct observation o)
{
	o.face = -1;
	talk_log(&c->log, o);
	return &c->log.rows[c->log.n - 1];
}

struct observation *concluded_answer(struct concluded *c, uint16_t version,
	const uint32_t *offered, size_t n, uint32_t suite)
{
	return add(c, talk_answer(++c->probes, version, offered, n, suite));
}

struct observation *concluded_alert(struct concluded *c, uint16_t version,
	const uint32_t *offered, size_t n, uint8_t alert)
{
	return add(c, talk_alert(++c->probes, version, offered, n, alert));
}

static void say(struct concluded *c, struct conclusion conclusion)
{
	observation_conclude(&c->log, &conclusion);
}

void concluded_code(struct concluded *c, enum conclusion_subject subject,
	unsigned version, uint32_t code, enum candidate_state state)
{
	say(c,
		(struct conclusion){ .kind = CONCLUDED_CODE,
			.subject = subject,
			.version = version,
			.code = code,
			.value = (long)state });
}

void concluded_found(struct concluded *c, unsigned version, uint32_t code)
{
	concluded_code(c, OF_SUITES, version, code, CANDIDATE_FOUND);
}

void concluded_refusal(
	struct concluded *c, unsigned version, long first, long last)
{
	say(c,
		(struct conclusion){ .kind = CONCLUDED_REFUSAL,
			.version = version,
			.first = first,
			.last = last });
}

void concluded_dropped(struct concluded *c, unsigned version, long refusal)
{
	say(c,
		(struct conclusion){ .kind = CONCLUDED_DROPPED,
			.version = version,
			.value = refusal });
}

void concluded_number_of(struct concluded *c, enum conclusion_subject subject,
	unsigned version, enum conclusion_kind kind, long value)
{
	say(c,
		(struct conclusion){ .kind = kind,
			.subject = subject,
			.version = version,
			.value = value });
}

void concluded_number(struct concluded *c, unsigned version,
	enum conclusion_kind kind, long value)
{
	concluded_number_of(c, OF_SUITES, version, kind, value);
}

void concluded_stop(struct concluded *c, long row)
{
	say(c, (struct conclusion){ .kind = CONCLUDED_STOP, .value = row });
}

const struct portrait *concluded_portrait(struct concluded *c)
{
	portrait_derive(&c->portrait, &c->log, &c->run);
	return &c->portrait;
}

const struct version_fact *concluded_version(
	struct concluded *c, unsigned version)
{
	return &concluded_portrait(c)->versions[version];
}
