/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the reader of one event of a transcript: what was read must be the
 * same after it was written and read again; a mistake must be told. What is
 * good is told to an audit, which must hold out whatever the line says.
 */
#include "analysis/report/transcript.h"

#include <assert.h>
#include <stdlib.h>

#include "analysis/machines/machines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void learn(const struct transcript_event *event)
{
	struct audit_options options = { .server_name = "mx.test" };
	struct machines *machines = machines_new(&options);

	transcript_event_tell(event, machines);
	(void)machines_portrait(machines, "replayed");
	machines_tell_end(machines);
	machines_go_on(machines);
	(void)machines_driver.wanted(machines);
	(void)machines_portrait(machines, "replayed");
	machines_free(machines);
}

static json_t *line_of(const struct transcript_event *event)
{
	struct machines_asked asked = event->asked;

	asked.question = &event->question;
	if (event->kind == TRANSCRIPT_ASKED)
		return transcript_asked_json(event->endpoint, &asked);
	if (event->kind == TRANSCRIPT_DECIDED)
		return transcript_decided_json(
			event->endpoint, event->decisions, event->n_decisions);
	return transcript_exchange_json(event->endpoint,
		event->has_probe ? &event->probe : NULL, &event->outcome);
}

static void again(const struct transcript_event *event)
{
	struct transcript_event other;
	char message[TRANSCRIPT_MESSAGE];
	json_t *line = line_of(event);

	assert(line && transcript_event_read(&other, line, message));
	assert(other.outcome.heard.len == event->outcome.heard.len);
	assert(other.probe.hello.len == event->probe.hello.len);
	assert(other.question.form == event->question.form);
	assert(other.question.guess == event->question.guess);
	assert(other.n_decisions == event->n_decisions);
	for (size_t i = 0; i < other.n_decisions; i++)
		assert(other.decisions[i].span == event->decisions[i].span);
	transcript_event_clear(&other);
	json_decref(line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *line = json_loadb((const char *)data, size, 0, NULL);
	struct transcript_event event;
	char message[TRANSCRIPT_MESSAGE] = "";

	if (transcript_event_read(&event, line, message)) {
		again(&event);
		learn(&event);
	} else {
		assert(message[0]);
	}
	transcript_event_clear(&event);
	json_decref(line);
	return 0;
}
