/* SPDX-License-Identifier: ISC */
/*
 * What is it that a server cannot bear in a hello, or misses there? The ladder
 * finds a form that is answered, which is unlike the standard one in many ways;
 * this step goes back to the standard one with a single thing changed, in the
 * order of the tables below, until one of these is answered. It does so too
 * where nothing was answered yet, and at last in the words of a usual sender;
 * and once where a version was refused that others than the standard hello
 * might find. What made the difference is a fact (log/need.h), and the version
 * goes on in that shape.
 */
#include "analysis/steps/steps.h"

#include "analysis/chain/chain_parts.h"
#include "analysis/log/need.h"
#include "wire/hello/hello_standard.h"

static const unsigned below_tls13[] = { FORM_NAMELESS, FORM_FEW_GROUPS,
	FORM_FEW_SCHEMES, FORM_VERSIONS, FORM_NO_EMS, FORM_NO_SESSION_ID };
static const unsigned in_tls13[] = { FORM_KEY_SHARE, FORM_NAMELESS,
	FORM_FEW_GROUPS, FORM_FEW_SCHEMES };

/* A usual sender's, as far as one version has it. */
static unsigned usual_manner(int version)
{
	return FORM_FEW_GROUPS | FORM_FEW_SCHEMES |
		(version == TLS13 ? FORM_KEY_SHARE : FORM_VERSIONS);
}

static bool has_many(unsigned set)
{
	return set & (set - 1);
}

/* Is it answered in a form that has more than one thing changed? */
static bool is_reduced(const struct chain *chain)
{
	if (!chain->n_found)
		return false;
	if (chain->shape == SHAPE_LEAN || has_many(chain->manner))
		return true;
	return chain->shape == SHAPE_DOUBTED ||
		(chain->shape == SHAPE_OTHER &&
			chain->version != VERSION_TLS13);
}

/* Was the hello of @version asked for in that form, and met by an end that is
 * worth something? */
static bool is_settled(const struct audit *audit, int version, unsigned form)
{
	unsigned tries = 0;

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->purpose != PURPOSE_SHAPE || o->topic != TOPIC_NONE ||
			o->asked_version != log_versions[version] ||
			need_form(o) != form || o->kind == OUTCOME_CANCELLED)
			continue;
		if (!observation_congested(o) || ++tries == 2)
			return true;
	}
	return false;
}

/* What the changed hello is like: the first of @version that was answered as
 * @answered, else the first in the standard form. */
static const struct observation *example(
	const struct audit *audit, int version, bool answered)
{
	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->asked_version == log_versions[version] &&
			(answered ? observation_answered(o) &&
						o->version == o->asked_version
				  : o->probe && !need_form(o) &&
						o->kind != OUTCOME_CANCELLED))
			return o;
	}
	return NULL;
}

/* Its suites were chosen from hellos for versions above only: its own were all
 * refused, until row @end. */
static bool is_but_credited(const struct audit *audit, int version, size_t end)
{
	const struct chain *chain = &audit->chains[version];
	bool refused = false;

	for (size_t i = 0; i < end; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->asked_version != chain->version)
			continue;
		if (observation_answered(o))
			return false;
		refused = refused || observation_may_refuse(o);
	}
	return refused && chain->n_found;
}

static bool is_named(const struct observation_log *log)
{
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].named)
			return true;
	return false;
}

static bool ask_in(
	const struct observation *like, unsigned form, struct question *q)
{
	observation_ask_again(like, q);
	q->purpose = PURPOSE_SHAPE;
	q->about = like->probe;
	q->form = form;
	return true;
}

static bool offers(const struct question *q, uint32_t code)
{
	for (size_t i = 0; i < q->n_suites; i++)
		if (q->suites[i] == code)
			return true;
	return false;
}

/* The suites of a usual sender, and what else fits into a list that each server
 * takes: so that its length is not what is refused. */
static bool ask_short(const struct audit *audit, int version, unsigned form,
	struct question *q)
{
	const struct chain *chain = &audit->chains[version];
	struct hello_spec spec = { .versions = { &chain->version, 1 } };
	uint32_t usual[CHAIN_NARROWEST];
	size_t n = hello_usual->suites(usual, CHAIN_NARROWEST, &spec);

	q->n_suites = 0;
	if (chain->n_found)
		q->suites[q->n_suites++] = chain->found[0];
	for (size_t i = 0; i < n && q->n_suites < CHAIN_NARROWEST; i++)
		if (chain_candidate(chain, usual[i]) && !offers(q, usual[i]))
			q->suites[q->n_suites++] = usual[i];
	for (size_t i = 0; i < chain->n && q->n_suites < CHAIN_NARROWEST; i++)
		if (!offers(q, chain->rows[i].code))
			q->suites[q->n_suites++] = chain->rows[i].code;
	q->purpose = PURPOSE_SHAPE;
	q->version = chain->version;
	q->form = form;
	return q->n_suites;
}

/* The next property, alone: in a hello like that one, or (NULL) in one of a
 * short list. False: all were asked for. */
static bool ask_single(const struct audit *audit, int version,
	const struct observation *like, struct question *q)
{
	const unsigned *forms = version == TLS13 ? in_tls13 : below_tls13;
	size_t n = version == TLS13
		? sizeof(in_tls13) / sizeof(*in_tls13)
		: sizeof(below_tls13) / sizeof(*below_tls13);

	for (size_t i = 0; i < n; i++)
		if (!is_settled(audit, version, forms[i]) &&
			(forms[i] != FORM_NAMELESS || is_named(audit->log)))
			return like ? ask_in(like, forms[i], q)
				    : ask_short(audit, version, forms[i], q);
	return false;
}

static bool ask_usual(const struct audit *audit, struct question *q)
{
	struct hello_spec spec = { .versions = hello_usual->versions };

	if (is_settled(audit, TLS13, FORM_USUAL))
		return false;
	question_clear(q);
	q->n_suites = hello_usual->suites(q->suites, CHAIN_LONGEST, &spec);
	q->version = VERSION_TLS13;
	q->purpose = PURPOSE_SHAPE;
	q->form = FORM_USUAL;
	return true;
}

static bool is_asked_for(const struct audit *audit, int version)
{
	return audit->versions >> version & 1;
}

/* The row that its refusal ends with; NULL: it is not absent by one. */
static const struct observation *refusal_of(
	const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	if (!is_asked_for(audit, version) || chain->n_found ||
		chain->implied_by >= 0 || !chain->n_nos ||
		chain->state != CHAIN_ABSENT)
		return NULL;
	return &audit->log->rows[chain->nos[chain->n_nos - 1].last];
}

/* Refused with an end that need not speak of the version: by its own hello, or
 * (@implied) by one for a version above. */
static bool is_refused_for_its_looks(
	const struct audit *audit, int version, bool implied)
{
	const struct observation *last = refusal_of(audit, version);

	return last && last->alert != ALERT_PROTOCOL_VERSION &&
		(implied || last->asked_version == log_versions[version]);
}

static bool is_done(const struct audit *audit, int version)
{
	return !is_asked_for(audit, version) ||
		chain_is_over(&audit->chains[version]);
}

/* All was asked, and nothing is answered. */
static bool is_mute(const struct audit *audit)
{
	if (audit_highest(audit, TLS13) >= 0)
		return false;
	for (int v = TLS13; v >= SSL2; v--)
		if (!is_done(audit, v))
			return false;
	return true;
}

/* Something was said at all, beside silence and the like. */
static bool was_heard(const struct observation_log *log)
{
	for (size_t i = 0; i < log->n; i++)
		if (log->rows[i].probe && !observation_congested(&log->rows[i]))
			return true;
	return false;
}

static bool ask_the_mute(
	const struct audit *audit, int version, struct question *q)
{
	if (!was_heard(audit->log) || version < TLS10)
		return false;
	if (version == TLS13 && ask_usual(audit, q))
		return true;
	return is_settled(audit, TLS13, FORM_USUAL) &&
		is_refused_for_its_looks(audit, version, false) &&
		(version >= TLS12 || !is_asked_for(audit, TLS12)) &&
		ask_single(audit, version, NULL, q);
}

/* Was the standard hello met by an end with a list as short as that? */
static bool was_standard(
	const struct audit *audit, const struct observation *like)
{
	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->probe && o->asked_version == like->asked_version &&
			!need_form(o) && !observation_answered(o) &&
			o->n_offered <= like->n_offered)
			return true;
	}
	return false;
}

/* Where the standard hello was not refused in words it may have been the
 * weather, and where its list was longer, its length: it goes first. */
static bool ask_the_reduced(
	const struct audit *audit, int version, struct question *q)
{
	const struct observation *like = example(audit, version, true);

	if (!like)
		return false;
	if (!is_settled(audit, version, 0) &&
		(audit->chains[version].shape == SHAPE_DOUBTED ||
			!was_standard(audit, like)))
		return ask_in(like, 0, q);
	return ask_single(audit, version, like, q);
}

static const struct observation *own_refusal(
	const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];

	for (size_t i = 0; i < chain->n_nos; i++) {
		const struct observation *o =
			&audit->log->rows[chain->nos[i].first];
		if (o->asked_version == chain->version &&
			o->n_offered < CHAIN_LONGEST)
			return o;
	}
	return NULL;
}

/* Its suites were chosen from hellos for other versions. Was the rest refused,
 * as it should be, or its own hellos? Beside what it has that shows; then, is
 * it their length, or something else of them? */
static bool ask_the_credited(
	const struct audit *audit, int version, struct question *q)
{
	const struct observation *refused = own_refusal(audit, version);

	if (!refused)
		return false;
	if (!audit_was_asked_beside(audit, refused)) {
		audit_ask_beside(audit, version, refused, q);
		return true;
	}
	if (!is_settled(audit, version, 0))
		return ask_short(audit, version, 0, q);
	return ask_single(audit, version, NULL, q);
}

/* Others are there. The frugal audit asks for the version that senders want. */
static bool ask_as_usual(
	const struct audit *audit, int version, struct question *q)
{
	const struct observation *like = example(audit, version, false);

	return like && audit_highest(audit, TLS13) >= 0 &&
		(!audit_is_frugal(audit) || version == TLS12) &&
		is_refused_for_its_looks(audit, version, false) &&
		!is_settled(audit, version, usual_manner(version)) &&
		ask_in(like, usual_manner(version), q);
}

/* One property made the difference: does the standard hello still meet the same
 * end? */
static bool ask_standard(
	const struct audit *audit, int version, struct question *q)
{
	const struct chain *chain = &audit->chains[version];
	unsigned form = chain_form(chain, chain->shape) & NEED_FORMS;
	const struct observation *like = example(audit, version, true);

	return like && chain->n_found && form && !has_many(form) &&
		!is_settled(audit, version, 0) && ask_in(like, 0, q);
}

/* Nameless hellos so far, an answer ends it. */
static size_t count_nameless(const struct audit *audit, uint16_t version)
{
	size_t n = 0;

	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *o = &audit->log->rows[i];
		if (o->purpose == PURPOSE_SHAPE && o->form & FORM_NAMELESS &&
			o->asked_version == version &&
			o->kind != OUTCOME_CANCELLED)
			n += observation_answered(o) ? 2 : 1;
	}
	return n;
}

/* Most mail servers send no name: does the server answer them? A refusal is
 * asked for once more. */
static bool ask_nameless(
	const struct audit *audit, int version, struct question *q)
{
	const struct observation *like = example(audit, version, true);

	return like && !audit_is_frugal(audit) &&
		audit_is_quiet(audit, version) &&
		version == audit_highest(audit, TLS13) && like->named &&
		!need_form(like) &&
		count_nameless(audit, like->asked_version) < 2 &&
		ask_in(like, FORM_NAMELESS, q);
}

static bool next_shape(
	const struct audit *audit, int version, struct plan *plan)
{
	const struct chain *chain = &audit->chains[version];
	struct question *q = &plan->question;

	if (version < TLS10 || chain->flying.n || chain->n > CHAIN_LONGEST)
		return false;
	if (is_mute(audit))
		return ask_the_mute(audit, version, q);
	if (is_reduced(chain))
		return ask_the_reduced(audit, version, q);
	if (is_but_credited(audit, version, audit->log->n))
		return ask_the_credited(audit, version, q);
	return ask_standard(audit, version, q) ||
		ask_as_usual(audit, version, q) ||
		ask_nameless(audit, version, q);
}

/* Versions of which nothing is known yet may need the same. */
static void spread(struct audit *audit, int version, unsigned manner)
{
	for (int v = TLS10; v <= TLS13; v++) {
		struct chain *chain = &audit->chains[v];
		bool fits = (manner & FORM_KEY_SHARE) == 0 &&
			(v != TLS13 || !(manner & FORM_VERSIONS));
		if (v == version || chain->n_found || !fits ||
			(chain->state != CHAIN_UNTOUCHED &&
				!is_refused_for_its_looks(audit, v, true)))
			continue;
		chain_take_manner(chain, manner);
	}
}

static void go_on_in(struct audit *audit, int version, unsigned manner,
	const struct observation *o)
{
	struct chain *chain = &audit->chains[version];

	spread(audit, version, manner);
	chain_take_manner(chain, manner);
	chain_credit(chain, o);
}

/* One suite more is there, and what stood beside it is open again. */
static void show(struct chain *chain, const struct observation *o)
{
	if (chain_has_found(chain, o->suite))
		return;
	chain_reopen_piece(chain, o);
	chain_credit(chain, o);
}

/* The same hello, but another end. */
static bool was_met_otherwise(
	const struct audit *audit, const struct observation *o)
{
	for (size_t i = 0; i < audit->log->n; i++) {
		const struct observation *other = &audit->log->rows[i];
		if (other->probe && other->question == o->question &&
			other->kind != OUTCOME_CANCELLED &&
			!observation_answered(other))
			return true;
	}
	return false;
}

/* Is it an answer that tells of a shape, of a version that has any? */
static bool tells_shape(const struct observation *o)
{
	return observation_answered(o) && !o->unasked &&
		o->version >= VERSION_TLS10 && o->topic == TOPIC_NONE;
}

/* Its own hello was answered: does its chain go on in that shape? */
static void learn_own(struct audit *audit, int version,
	const struct observation *o, size_t row)
{
	struct chain *chain = &audit->chains[version];
	bool credited = is_but_credited(audit, version, row);

	if (!chain->n_found || is_reduced(chain) ||
		(!need_form(o) && chain->manner)) {
		if (was_met_otherwise(audit, o))
			chain->evidence |= EVIDENCE_WEATHER;
		go_on_in(audit, version, need_form(o), o);
	} else if (credited && need_form(o)) {
		go_on_in(audit, version, need_form(o), o);
	} else if (credited) {
		show(chain, o);
	}
}

void learn_shape(
	struct audit *audit, int version, const struct observation *o, long row)
{
	int answered = audit_version_index(o->version);

	if (!tells_shape(o) || answered < 0)
		return;
	if (o->form & FORM_USUAL || answered != version)
		show(&audit->chains[answered], o);
	else
		learn_own(audit, version, o, (size_t)row);
}

const struct step step_shape = { next_shape };
