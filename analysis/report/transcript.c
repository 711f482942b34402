/* SPDX-License-Identifier: ISC */
/*
 * See transcript.h. Bytes are hex: they stay what they were, whatever a server
 * says. Enumerations are the words of wire/probe/probe.h.
 */
#include "analysis/report/transcript.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/json/json.h"
#include "analysis/json/strict.h"
#include "wire/hello/hello.h"
#include "wire/tables/names.h"

#define SIGNALLING_RENEGOTIATION 0x00ff

static json_t *number(uint64_t value)
{
	return json_integer((json_int_t)value);
}

static json_t *probe_json(const struct probe *probe)
{
	return json_pack("{s:o, s:s, s:o, s:s, s:o, s:o, s:o}", "id",
		number(probe->id), "purpose",
		probe_purpose_name(probe->purpose), "version",
		number(probe->version), "shape",
		probe->shape == DHE_RFC7919 ? "rfc7919" : "plain", "n_suites",
		number(probe->n_suites), "seed",
		report_bytes(slice_of(probe->seed, SEED_SIZE)), "hello",
		report_bytes(probe->hello));
}

static json_t *outcome_json(const struct outcome *o)
{
	return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, "
			 "s:o, s:o, s:o, s:o}",
		"kind", outcome_kind_name(o->kind), "stage",
		stage_name(o->stage), "errnum", number((unsigned)o->errnum),
		"reply", report_bytes(o->reply), "dialog",
		report_bytes(o->dialog), "early", report_bytes(o->early),
		"heard", report_bytes(o->heard), "unannounced", o->unannounced,
		"local_port", number(o->local_port), "started_ms",
		number(o->started_ms), "ready_ms", number(o->ready_ms),
		"answer_ms", number(o->answer_ms), "bytes_out",
		number(o->bytes_out), "bytes_in", number(o->bytes_in));
}

json_t *transcript_exchange_json(size_t endpoint, const struct probe *probe,
	const struct outcome *outcome)
{
	return json_pack("{s:o, s:o, s:o}", "endpoint", number(endpoint),
		"probe", probe ? probe_json(probe) : json_null(), "outcome",
		outcome_json(outcome));
}

static json_t *form_json(unsigned form)
{
	json_t *words = json_array();

	for (size_t i = 0; i < form_table_len; i++)
		if (form & form_table[i].bit)
			json_array_append_new(
				words, json_string(form_table[i].word));
	return words;
}

json_t *transcript_asked_json(
	size_t endpoint, const struct machines_asked *asked)
{
	const struct question *q = asked->question;

	return json_pack("{s:o, s:{s:o, s:o, s:s, s:s, s:o, s:o, s:o, s:b, "
			 "s:o}}",
		"endpoint", number(endpoint), "asked", "id", number(asked->id),
		"audit", number(asked->audit), "purpose",
		probe_purpose_name(q->purpose), "topic",
		question_topic_name(q->topic), "about", number(q->about),
		"version", number(q->version), "form", form_json(q->form),
		"in_chain", q->in_chain, "guess", number(q->guess));
}

static json_t *decision_json(const struct decision *decision)
{
	return json_pack("{s:o, s:s, s:o, s:o, s:o}", "audit",
		number(decision->audit), "what", decision_name(decision->kind),
		"version", number(decision->version), "refusal",
		number(decision->span), "n", number(decision->n));
}

json_t *transcript_decided_json(
	size_t endpoint, const struct decision *decisions, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(array, decision_json(&decisions[i]));
	return json_pack(
		"{s:o, s:o}", "endpoint", number(endpoint), "decided", array);
}

bool transcript_event_is(const json_t *line)
{
	return json_object_get(line, "outcome") ||
		json_object_get(line, "asked") ||
		json_object_get(line, "decided");
}

/* After the first mistake nothing more is read. */
struct reading {
	struct strict s;
	uint8_t *at; /* where the next bytes go */
};

static struct slice get_bytes(
	struct reading *r, const json_t *object, const char *key, size_t most)
{
	uint8_t *begin = r->at;

	r->at += strict_bytes(&r->s, object, key, begin, most);
	return slice_of(begin, (size_t)(r->at - begin));
}

static const char *purpose_word(unsigned i)
{
	return probe_purpose_name((enum probe_purpose)i);
}

static const char *shape_word(unsigned i)
{
	return i == DHE_RFC7919 ? "rfc7919" : "plain";
}

static const char *kind_word(unsigned i)
{
	return outcome_kind_name((enum outcome_kind)i);
}

static const char *stage_word(unsigned i)
{
	return stage_name((enum stage)i);
}

/* In either form a hello has the suites that were asked for, and perhaps the
 * signalling one of RFC 5746. */
static void check_offer(
	struct strict *s, const struct probe *probe, const struct hello *hello)
{
	size_t n = hello_n_suites(hello);

	if (hello_highest_version(hello) != probe->version)
		strict_fail(
			s, "version", " is not the one that the hello offers");
	if (n != probe->n_suites &&
		!(n == probe->n_suites + 1 &&
			hello_offers_suite(hello, SIGNALLING_RENEGOTIATION)))
		strict_fail(s, "n_suites", " is not what the hello holds");
}

static void check_hello(struct strict *s, const struct probe *probe)
{
	uint8_t *scratch = xcalloc(probe->hello.len + 1, 1);
	struct hello hello;
	size_t consumed;

	if (hello_read_records(&hello, &consumed, probe->hello, scratch,
		    probe->hello.len) != HELLO_READ ||
		hello.fault.kind != FAULT_NONE || consumed != probe->hello.len)
		strict_fail(s, "hello", " is no whole ClientHello");
	else
		check_offer(s, probe, &hello);
	free(scratch);
}

static void read_probe(
	struct reading *r, struct probe *probe, const json_t *object)
{
	struct strict *s = &r->s;
	struct slice seed = get_bytes(r, object, "seed", SEED_SIZE);

	if (seed.len == SEED_SIZE)
		memcpy(probe->seed, seed.data, SEED_SIZE);
	else
		strict_fail(s, "seed", " is too short");
	probe->id = (uint32_t)strict_number(
		s, object, "id", 1, TRANSCRIPT_PROBES_MAX);
	probe->purpose = (enum probe_purpose)strict_word(
		s, object, "purpose", purpose_word, PURPOSE_INTOLERANCE);
	probe->version =
		(uint16_t)strict_number(s, object, "version", 1, UINT16_MAX);
	probe->shape =
		(enum dhe_shape)strict_word(s, object, "shape", shape_word, 1);
	probe->n_suites = strict_number(s, object, "n_suites", 0, UINT16_MAX);
	probe->hello = get_bytes(r, object, "hello", TRANSCRIPT_HELLO_MAX);
	STRICT_ONLY(s, object, "id", "purpose", "version", "shape", "n_suites",
		"seed", "hello");
	if (!strict_failed(s))
		check_hello(s, probe);
}

static const char *topic_word(unsigned i)
{
	return question_topic_name((enum question_topic)i);
}

static const char *decision_word(unsigned i)
{
	return decision_name((enum decision_kind)i);
}

static unsigned form_of_word(struct strict *s, const char *word)
{
	for (size_t i = 0; word && i < form_table_len; i++)
		if (!strcmp(form_table[i].word, word))
			return form_table[i].bit;
	strict_fail(s, "form", " has an unknown word");
	return 0;
}

static unsigned get_form(struct strict *s, const json_t *object)
{
	const json_t *words = strict_array(s, object, "form", form_table_len);
	unsigned form = 0;

	for (size_t i = 0; i < json_array_size(words); i++) {
		unsigned bit = form_of_word(
			s, json_string_value(json_array_get(words, i)));

		if (form & bit)
			strict_fail(s, "form", " has a word twice");
		form |= bit;
	}
	return form;
}

static void read_asked(
	struct strict *s, struct transcript_event *event, const json_t *line)
{
	const json_t *object = strict_object(s, line, "asked");
	struct question *q = &event->question;

	event->kind = TRANSCRIPT_ASKED;
	event->asked.id = (uint32_t)strict_number(
		s, object, "id", 1, TRANSCRIPT_PROBES_MAX);
	event->asked.audit =
		(uint32_t)strict_number(s, object, "audit", 0, UINT16_MAX);
	q->purpose = (enum probe_purpose)strict_word(
		s, object, "purpose", purpose_word, PURPOSE_INTOLERANCE);
	q->topic = (enum question_topic)strict_word(
		s, object, "topic", topic_word, TOPICS - 1);
	q->about = (uint32_t)strict_number(
		s, object, "about", 0, TRANSCRIPT_PROBES_MAX);
	q->version =
		(uint16_t)strict_number(s, object, "version", 1, UINT16_MAX);
	q->form = get_form(s, object);
	q->in_chain = strict_bool(s, object, "in_chain");
	q->guess = (uint32_t)strict_number(s, object, "guess", 0, UINT32_MAX);
	STRICT_ONLY(s, object, "id", "audit", "purpose", "topic", "about",
		"version", "form", "in_chain", "guess");
	strict_leave(s);
	STRICT_ONLY(s, line, "endpoint", "asked");
}

static void read_decision(
	struct strict *s, struct decision *decision, const json_t *object)
{
	decision->audit =
		(uint32_t)strict_number(s, object, "audit", 0, UINT16_MAX);
	decision->kind = (enum decision_kind)strict_word(
		s, object, "what", decision_word, DECISION_KINDS - 1);
	decision->version = (unsigned)strict_number(
		s, object, "version", 0, LOG_VERSIONS - 1);
	decision->span = strict_number(s, object, "refusal", 0, UINT32_MAX);
	decision->n = strict_number(s, object, "n", 0, UINT16_MAX);
	STRICT_ONLY(s, object, "audit", "what", "version", "refusal", "n");
}

static void read_decided(
	struct strict *s, struct transcript_event *event, const json_t *line)
{
	const json_t *array =
		strict_array(s, line, "decided", TRANSCRIPT_DECISIONS_MAX);
	size_t n = json_array_size(array);

	event->kind = TRANSCRIPT_DECIDED;
	event->decisions = xcalloc(n + 1, sizeof(*event->decisions));
	for (size_t i = 0; i < n && !strict_failed(s); i++) {
		read_decision(s, &event->decisions[event->n_decisions++],
			strict_element(s, array, "decided", i));
		strict_leave(s);
	}
	STRICT_ONLY(s, line, "endpoint", "decided");
}

static void read_outcome(
	struct reading *r, struct outcome *o, const json_t *object)
{
	const size_t most = FLIGHT_BUFFER;
	struct strict *s = &r->s;

	o->kind = (enum outcome_kind)strict_word(
		s, object, "kind", kind_word, OUTCOME_CANCELLED);
	o->stage = (enum stage)strict_word(
		s, object, "stage", stage_word, STAGE_HELLO);
	o->errnum = (int)strict_number(s, object, "errnum", 0, 4095);
	o->reply = get_bytes(r, object, "reply", most);
	o->dialog = get_bytes(r, object, "dialog", most);
	o->early = get_bytes(r, object, "early", most);
	o->heard = get_bytes(r, object, "heard", most);
	o->unannounced = strict_bool(s, object, "unannounced");
	o->local_port =
		(uint16_t)strict_number(s, object, "local_port", 0, UINT16_MAX);
	o->started_ms =
		(uint32_t)strict_number(s, object, "started_ms", 0, UINT32_MAX);
	o->ready_ms =
		(uint32_t)strict_number(s, object, "ready_ms", 0, UINT32_MAX);
	o->answer_ms =
		(uint32_t)strict_number(s, object, "answer_ms", 0, UINT32_MAX);
	o->bytes_out =
		strict_number(s, object, "bytes_out", 0, TRANSCRIPT_COUNT_MAX);
	o->bytes_in =
		strict_number(s, object, "bytes_in", 0, TRANSCRIPT_COUNT_MAX);
	STRICT_ONLY(s, object, "kind", "stage", "errnum", "reply", "dialog",
		"early", "heard", "unannounced", "local_port", "started_ms",
		"ready_ms", "answer_ms", "bytes_out", "bytes_in");
}

/* As net/dial/connection.c does it while the bytes come. */
static struct server_flight *flight_again(
	const struct probe *probe, struct slice heard)
{
	struct server_flight *flight =
		xcalloc(1, sizeof(*flight) + FLIGHT_BUFFER);

	flight_begin(flight, (uint8_t *)(flight + 1), FLIGHT_BUFFER,
		probe->version == VERSION_SSL2);
	flight_feed(flight, heard.data, heard.len);
	return flight;
}

static bool answers(enum outcome_kind kind)
{
	return kind <= OUTCOME_ALERT || kind == OUTCOME_NOT_TLS ||
		kind == OUTCOME_BROKEN_OFF;
}

/* The kind must follow from the bytes. Only a flight over the cap is kept in
 * part: its end is not among the bytes. */
static void check_kind(struct strict *s, const struct transcript_event *event)
{
	const struct outcome *o = &event->outcome;
	enum outcome_kind kind = o->kind;
	struct server_flight *flight;

	if (kind == OUTCOME_CANCELLED)
		return;
	if (event->has_probe && o->heard.len < FLIGHT_BUFFER) {
		flight = flight_again(&event->probe, o->heard);
		kind = outcome_kind_of_flight(
			flight, answers(o->kind) ? OUTCOME_CLOSED : o->kind);
		free(flight);
	} else if (!event->has_probe && answers(kind)) {
		kind = OUTCOME_CLOSED;
	}
	if (kind != o->kind)
		strict_fail(s, "outcome.kind", " is not what the bytes say");
	if (event->has_probe != (o->stage == STAGE_HELLO))
		strict_fail(s, "outcome.stage", " does not go with the probe");
}

/* Room for all bytes of the line: half of the letters. */
static size_t bytes_of(const json_t *object)
{
	size_t n = 0;
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value) n +=
		json_string_length(value) / 2;
	return n;
}

static void read_exchange(
	struct reading *r, struct transcript_event *event, const json_t *line)
{
	struct strict *s = &r->s;

	event->kind = TRANSCRIPT_EXCHANGE;
	event->has_probe = !json_is_null(json_object_get(line, "probe"));
	if (event->has_probe) {
		read_probe(r, &event->probe, strict_object(s, line, "probe"));
		strict_leave(s);
	}
	read_outcome(r, &event->outcome, strict_object(s, line, "outcome"));
	strict_leave(s);
	STRICT_ONLY(s, line, "endpoint", "probe", "outcome");
	event->probe.dialog = event->outcome.dialog;
	if (!strict_failed(s))
		check_kind(s, event);
}

bool transcript_event_read(struct transcript_event *event, const json_t *line,
	char message[TRANSCRIPT_MESSAGE])
{
	struct reading r = { 0 };

	memset(event, 0, sizeof(*event));
	event->bytes = xcalloc(bytes_of(json_object_get(line, "probe")) +
			bytes_of(json_object_get(line, "outcome")) + 1,
		1);
	r.at = event->bytes;
	event->endpoint = strict_number(
		&r.s, line, "endpoint", 0, TRANSCRIPT_ENDPOINTS_MAX - 1);
	if (json_object_get(line, "asked"))
		read_asked(&r.s, event, line);
	else if (json_object_get(line, "decided"))
		read_decided(&r.s, event, line);
	else
		read_exchange(&r, event, line);
	memcpy(message, r.s.message, TRANSCRIPT_MESSAGE);
	return !strict_failed(&r.s);
}

void transcript_event_clear(struct transcript_event *event)
{
	free(event->bytes);
	free(event->decisions);
	memset(event, 0, sizeof(*event));
}

static void tell_exchange(
	const struct transcript_event *event, struct machines *machines)
{
	struct outcome outcome = event->outcome;
	struct server_flight *flight = NULL;

	if (outcome.kind == OUTCOME_CANCELLED)
		return;
	if (event->has_probe)
		flight = flight_again(&event->probe, outcome.heard);
	outcome.flight = flight;
	machines_tell_learnt(
		machines, event->has_probe ? &event->probe : NULL, &outcome);
	free(flight);
}

void transcript_event_tell(
	const struct transcript_event *event, struct machines *machines)
{
	struct machines_asked asked = event->asked;

	/* it may have moved since it was read */
	asked.question = &event->question;
	if (event->kind == TRANSCRIPT_ASKED)
		machines_tell_asked(machines, &asked);
	else if (event->kind == TRANSCRIPT_EXCHANGE)
		tell_exchange(event, machines);
	for (size_t i = 0; i < event->n_decisions; i++)
		machines_tell_decided(machines, &event->decisions[i]);
}
