/* SPDX-License-Identifier: ISC */
/*
 * Detection, and the division of an audit by who greets. See backends.h.
 */
#include "analysis/machines/backends.h"

#include "analysis/state/audit_state.h"

void backends_clear(struct backends *backends)
{
	for (size_t i = 0; i < backends->n; i++)
		audit_free(backends->rows[i].audit);
	for (size_t i = 0; i < backends->n_retired; i++)
		audit_free(backends->retired[i]);
	memset(backends, 0, sizeof(*backends));
}

uint64_t backends_answer(const struct observation *o)
{
	uint64_t kinds = 0;

	if (!o->question || o->unasked)
		return 0;
	if (observation_refused(o))
		return 1;
	if (!observation_answered(o))
		return 0;
	for (size_t i = 0; i < o->n_kinds; i++)
		kinds = kinds * 31 + o->kinds[i];
	return (kinds << 48 | (uint64_t)o->version << 32 | o->suite) + 2;
}

/* The first row before @row that asked the same and was met differently; where
 * there are several, one of another face. -1: none. */
static long unequal_to(const struct observation_log *log, long row)
{
	const struct observation *o = &log->rows[row];
	uint64_t answer = backends_answer(o);
	long first = -1;

	for (long i = 0; answer && i < row; i++) {
		const struct observation *other = &log->rows[i];
		uint64_t it = backends_answer(other);
		if (!it || other->question != o->question || it == answer)
			continue;
		if (other->face != o->face)
			return i;
		if (first < 0)
			first = i;
	}
	return first;
}

/* What was said to be absent by a downgrade is there after all. */
static void forget_implied(struct audit *audit, const struct observation *o)
{
	const struct observation *rows = audit->log.rows;

	for (int v = SSL3; v <= TLS13; v++) {
		struct chain *chain = &audit->chains[v];
		if (chain->state != CHAIN_ABSENT || chain->implied_by < 0 ||
			audit_versions[v] > o->version ||
			rows[chain->implied_by].question != o->question)
			continue;
		chain->implied_by = -1;
		chain_reask(chain, chain->n_nos);
	}
}

/* Something was answered where no is the word of another machine. */
static void learn_anew(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct chain *chain = &audit->chains[version];

	if (!observation_answered(o) || o->unasked)
		return;
	forget_implied(audit, o);
	if (o->purpose != PURPOSE_CONTROL || o->version != chain->version ||
		chain_has_found(chain, o->suite))
		return;
	if (chain->state == CHAIN_ABSENT)
		chain_reask(chain, chain->n_nos);
	else
		chain_reopen_offered(chain, o);
	step_chain.learn(audit, version, o, row);
}

static void add_mark(struct backends *backends, uint64_t question)
{
	for (size_t i = 0; i < backends->n_marks; i++)
		if (backends->marks[i] == question)
			return;
	backends->marks[backends->n_marks++] = question;
}

/* How @face answered a mark; 0: it was not asked. */
static uint64_t answer_of(
	const struct observation_log *log, int face, uint64_t mark)
{
	for (size_t i = 0; i < log->n; i++) {
		const struct observation *o = &log->rows[i];
		uint64_t answer;
		if (o->face != face || o->question != mark)
			continue;
		answer = backends_answer(o);
		if (answer)
			return answer;
	}
	return 0;
}

/* The first mark that @face was not asked; n_marks: none. */
static size_t missing_mark(
	const struct audit *audit, int face, uint64_t *answers)
{
	const struct backends *backends = &audit->backends;

	for (size_t i = 0; i < backends->n_marks; i++) {
		answers[i] = answer_of(&audit->log, face, backends->marks[i]);
		if (!answers[i])
			return i;
	}
	return backends->n_marks;
}

static size_t part_for(struct audit *audit, const uint64_t *answers)
{
	struct backends *backends = &audit->backends;
	size_t size = backends->n_marks * sizeof(*answers);

	for (size_t i = 0; i < backends->n; i++)
		if (!memcmp(backends->rows[i].answers, answers, size))
			return i;
	if (backends->n == BACKENDS_MAX) {
		backends->crowded = true;
		return BACKENDS_MAX - 1;
	}
	struct backend *row = &backends->rows[backends->n++];
	*row = (struct backend){ .audit = audit_sister(audit) };
	row->audit->is_part = true;
	memcpy(row->answers, answers, size);
	return backends->n - 1;
}

/* Certificates and primes are the whole's; its arrays may have moved. */
static void share(struct audit *audit)
{
	for (size_t i = 0; i < audit->backends.n; i++) {
		struct observation_log *log =
			&audit->backends.rows[i].audit->log;
		log->certificates = audit->log.certificates;
		log->n_certificates = audit->log.n_certificates;
		log->primes = audit->log.primes;
		log->n_primes = audit->log.n_primes;
		log->is_part = true;
	}
}

/* Gives @face its part, when all marks are known; with its rows so far. */
static void place(struct audit *audit, int face)
{
	struct backends *backends = &audit->backends;
	uint64_t answers[BACKENDS_MARKS] = { 0 };
	struct audit *part;

	if (missing_mark(audit, face, answers) < backends->n_marks)
		return;
	backends->part_of[face] = (int)part_for(audit, answers);
	part = backends->rows[backends->part_of[face]].audit;
	share(audit);
	for (size_t i = 0; i < audit->log.n; i++)
		if (audit->log.rows[i].face == face)
			audit_feed(part, &audit->log, &audit->log.rows[i]);
	for (int v = SSL2; v <= TLS13; v++) {
		/* they were asked of a mixture: no fault of this one's */
		part->orders[v].tries = 0;
		part->orders[v].give_up = false;
	}
}

static void retire(struct backends *backends)
{
	for (size_t i = 0; i < backends->n; i++)
		backends->retired[backends->n_retired++] =
			backends->rows[i].audit;
	backends->n = 0;
	backends->crowded = false;
}

/* A part whose machines are not equal after all; n: none. */
static size_t uneven(const struct backends *backends)
{
	size_t i = 0;

	while (i < backends->n && !backends->rows[i].audit->backends.split)
		i++;
	return i;
}

/* Until no part is found to be uneven: then its unequal hello is a mark. */
static void divide(struct audit *audit)
{
	struct backends *backends = &audit->backends;
	size_t i;

	for (;;) {
		retire(backends);
		for (int f = 0; f < OBSERVATION_FACES; f++)
			backends->part_of[f] = -1;
		for (int f = 0; f < (int)audit->log.n_faces; f++)
			place(audit, f);
		i = uneven(backends);
		if (i == backends->n || backends->n_marks == BACKENDS_MARKS)
			break;
		const struct audit *part = backends->rows[i].audit;
		add_mark(backends, part->log.rows[part->backends.a].question);
	}
}

void backends_watch(
	struct audit *audit, int version, const struct observation *o, long row)
{
	struct backends *backends = &audit->backends;
	long other = unequal_to(&audit->log, row);

	if (other >= 0 && !backends->seen) {
		backends->seen = true;
		backends->a = other;
		backends->b = row;
	}
	if (other >= 0) {
		const struct observation *it = &audit->log.rows[other];
		bool apart =
			it->face >= 0 && o->face >= 0 && it->face != o->face;
		if (apart && !backends->split) {
			backends->split = true;
			backends->a = other;
			backends->b = row;
		}
		backends->fickle = backends->fickle || !apart;
	}
	if (backends->split && !audit->is_part) {
		add_mark(backends, o->question);
		divide(audit);
		return;
	}
	if (backends->split)
		backends->fickle = true; /* unless the whole is divided anew */
	if (backends->fickle)
		learn_anew(audit, version, o, row);
}

size_t backends_wanted(struct audit *audit)
{
	size_t n = 0;

	for (size_t i = 0; i < audit->backends.n; i++) {
		const struct backend *row = &audit->backends.rows[i];
		if (row->passed < BACKENDS_PATIENCE)
			n += audit_driver.wanted(row->audit);
	}
	return n;
}

/* Another than @mine got this connection. */
static void pass_over(struct audit *audit, int mine)
{
	for (int i = 0; i < (int)audit->backends.n; i++) {
		struct backend *row = &audit->backends.rows[i];
		if (i == mine)
			row->passed = 0;
		else if (!row->audit->n_flying &&
			audit_driver.wanted(row->audit))
			row->passed++;
	}
}

static bool ask_mark(struct audit *audit, size_t mark, struct probe *probe)
{
	uint64_t question = audit->backends.marks[mark];
	size_t i = 0;

	if (audit->n_flying == FLYING_MAX)
		return false;
	while (audit->log.rows[i].question != question)
		i++;
	audit_ask_again(&audit->log.rows[i], &audit->question);
	audit_hand_out(audit, NULL, probe);
	return true;
}

bool backends_next(struct audit *audit, int face, struct probe *probe)
{
	struct backends *backends = &audit->backends;
	uint64_t answers[BACKENDS_MARKS];
	int mine = face >= 0 ? backends->part_of[face] : -1;
	struct audit *part = mine >= 0 ? backends->rows[mine].audit : NULL;

	if (part) {
		part->n_probes = audit->n_probes;
		part->at_hand = face;
		bool asks = audit_driver.next(part, probe);
		part->at_hand = -1;
		if (asks) {
			audit->n_probes = part->n_probes;
			pass_over(audit, mine);
			return true;
		}
	}
	for (size_t i = 0; i < backends->n; i++)
		if (part && backends->rows[i].audit->n_flying)
			return false; /* wait: it may want this one then */
	if (part && audit->n_flying)
		return false;
	pass_over(audit, mine);
	size_t mark =
		!part && face >= 0 ? missing_mark(audit, face, answers) : 0;
	return ask_mark(audit, mark < backends->n_marks ? mark : 0, probe);
}

void backends_learn(struct audit *audit, const struct observation *o)
{
	struct backends *backends = &audit->backends;
	int mine = o->face >= 0 ? backends->part_of[o->face] : -1;

	share(audit);
	audit_land(audit, o);
	for (size_t i = 0; i < backends->n_retired; i++)
		audit_land(backends->retired[i], o);
	for (int i = 0; i < (int)backends->n; i++)
		if (i == mine || o->probe == 0)
			audit_feed(backends->rows[i].audit, &audit->log, o);
		else
			audit_land(backends->rows[i].audit, o);
	if (o->probe && o->face >= 0 && mine < 0)
		place(audit, o->face);
	size_t i = uneven(backends);
	if (i == backends->n || backends->n_marks == BACKENDS_MARKS)
		return;
	const struct audit *part = backends->rows[i].audit;
	add_mark(backends, part->log.rows[part->backends.a].question);
	divide(audit);
}
