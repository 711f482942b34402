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
	return chain->shape == SHAPE_OTHER && chain->version != VERSION_TLS13;
}

/* Which key share a usual sender's has is not asked for. */
static bool is_in_form(const struct observation *o, unsigned form)
{
	return form == FORM_USUAL ? o->form & FORM_USUAL
				  : (o->form & NEED_FORMS) == form;
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
			!is_in_form(o, form) || o->kind == OUTCOME_CANCELLED)
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
				  : o->probe && !(o->form & NEED_FORMS) &&
						o->kind != OUTCOME_CANCELLED))
			return o;
	}
	return NULL;
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

/* The next property, alone; false: all were asked for. */
static bool ask_single(const struct audit *audit, int version,
	const struct observation *like, struct question *q)
{
	const unsigned *forms = version == TLS13 ? in_tls13 : below_tls13;
	size_t n = version == TLS13
		? sizeof(in_tls13) / sizeof(*in_tls13)
		: sizeof(below_tls13) / sizeof(*below_tls13);

	for (size_t i = 0; like && i < n; i++)
		if (!is_settled(audit, version, forms[i]) &&
			(forms[i] != FORM_NAMELESS || is_named(audit->log)))
			return ask_in(like, forms[i], q);
	return false;
}

static bool ask_usual(const struct audit *audit, struct question *q)
{
	struct hello_spec spec = { .versions = hello_usual->versions };

	if (is_settled(audit, TLS13, FORM_USUAL))
		return false;
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

/* Refused with an end that need not speak of the version. */
static bool is_refused_for_its_looks(const struct audit *audit, int version)
{
	const struct chain *chain = &audit->chains[version];
	const struct observation *last;

	if (!is_asked_for(audit, version) || chain->n_found ||
		chain->implied_by >= 0 || !chain->n_nos ||
		chain->state != CHAIN_ABSENT)
		return false;
	last = &audit->log->rows[chain->nos[chain->n_nos - 1].last];
	return last->alert != ALERT_PROTOCOL_VERSION &&
		last->asked_version == chain->version;
}

static bool is_done(const struct audit *audit, int version)
{
	return !is_asked_for(audit, version) ||
		chain_is_over(&audit->chains[version]);
}

/* Nothing is answered: TLS 1.2 and 1.3 at least, or all that is asked for. */
static bool is_mute(const struct audit *audit)
{
	if (audit_highest(audit, TLS13) >= 0 || !is_done(audit, TLS12) ||
		!is_done(audit, TLS13))
		return false;
	if (is_refused_for_its_looks(audit, TLS12) ||
		is_refused_for_its_looks(audit, TLS13))
		return true;
	for (int v = TLS11; v >= SSL2; v--)
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
	if (is_refused_for_its_looks(audit, version) &&
		(version >= TLS12 || !is_asked_for(audit, TLS12)) &&
		ask_single(audit, version, example(audit, version, false), q))
		return true;
	return version == TLS12 && ask_usual(audit, q);
}

/* Others are there. The frugal audit asks for the version that senders want. */
static bool ask_as_usual(
	const struct audit *audit, int version, struct question *q)
{
	const struct observation *like = example(audit, version, false);

	return like && audit_highest(audit, TLS13) >= 0 &&
		(!audit_is_frugal(audit) || version == TLS12) &&
		is_refused_for_its_looks(audit, version) &&
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
		return ask_single(
			audit, version, example(audit, version, true), q);
	return ask_standard(audit, version, q) ||
		ask_as_usual(audit, version, q);
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
				!is_refused_for_its_looks(audit, v)))
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

void learn_shape(
	struct audit *audit, int version, const struct observation *o, long row)
{
	int answered = audit_version_index(o->version);
	struct chain *chain;

	(void)row;
	if (!observation_answered(o) || o->unasked || answered < TLS10 ||
		(o->topic != TOPIC_NONE))
		return;
	chain = &audit->chains[answered];
	if (o->form & FORM_USUAL) {
		if (!chain->n_found)
			go_on_in(audit, answered, usual_manner(answered), o);
		return;
	}
	if (answered != version)
		return;
	if (!chain->n_found || is_reduced(chain)) {
		go_on_in(audit, version, o->form & NEED_FORMS, o);
	} else if (!(o->form & NEED_FORMS) && chain->manner) {
		chain->evidence |= EVIDENCE_WEATHER;
		go_on_in(audit, version, 0, o);
	}
}

const struct step step_shape = { next_shape };
