/* SPDX-License-Identifier: ISC */
/*
 * The words say what was seen and no more: a client that goes on has taken the
 * flight as far as can be told without its keys.
 */
#include "analysis/json/sequel_value.h"

#include <stdio.h>

#include "analysis/json/flight_value.h"
#include "analysis/json/json.h"
#include "wire/tables/names.h"

static bool parted_by(const struct sequel_story *story, const char *parting)
{
	return !strcmp(story->parting, parting);
}

static const char *kind_of(const struct sequel_story *story)
{
	switch (story->sequel->kind) {
	case SEQUEL_WENT_ON:
		return "went-on";
	case SEQUEL_ALERT:
		return "alert";
	case SEQUEL_STRANGE_BYTES:
		return "not-tls";
	default:
		break;
	}
	if (parted_by(story, "fin"))
		return "closed";
	if (parted_by(story, "reset"))
		return "reset";
	return parted_by(story, "stopped") ? "stopped" : "waited";
}

static void alert_text(char out[80], const struct sequel *sequel)
{
	const struct code_name *row = alert_find(sequel->alert);

	snprintf(out, 80, "alert %u (%s)%s", sequel->alert,
		row ? row->name : "unknown",
		sequel->alert_level == 2	   ? ", fatal"
			: sequel->alert_level == 1 ? ", warning"
						   : "");
}

/* "client_key_exchange, ChangeCipherSpec, 1 sealed record". */
static void said_text(char *out, size_t room, const struct sequel *sequel)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < sequel->n_messages; i++) {
		const char *name = handshake_name(sequel->messages[i]);

		used += (size_t)snprintf(out + used, room - used, "%s%.30s",
			used ? ", " : "", name ? name : "a message");
	}
	if (sequel->change_cipher_spec)
		used += (size_t)snprintf(out + used, room - used,
			"%sChangeCipherSpec", used ? ", " : "");
	if (sequel->n_sealed > 0)
		snprintf(out + used, room - used, "%s%u sealed record%s",
			used ? ", " : "", sequel->n_sealed,
			sequel->n_sealed == 1 ? "" : "s");
}

static json_t *went_on_words(const struct sequel_story *story)
{
	char said[400], alert[80];

	said_text(said, sizeof(said), story->sequel);
	alert_text(alert, story->sequel);
	return json_sprintf("it went on after %u ms (%s)%s%s%s",
		story->after_ms, said,
		story->sequel->has_alert ? ", then " : "",
		story->sequel->has_alert ? alert : "",
		story->answer == SEQUEL_TO_REFUSAL
			? ", although it was refused"
			: ": it took the answer, as far as can be seen");
}

static json_t *alert_words(const struct sequel_story *story)
{
	char alert[80];

	alert_text(alert, story->sequel);
	if (story->sequel->alert == 0)
		return json_sprintf(
			"it took its leave after %u ms (close_notify)",
			story->after_ms);
	return json_sprintf(story->answer == SEQUEL_TO_REFUSAL
			? "it had an alert of its own after %u ms: %s"
			: "it refused the answer after %u ms: %s",
		story->after_ms, alert);
}

static json_t *waited_words(const struct sequel_story *story)
{
	unsigned ms = story->parted_ms;

	switch (story->answer) {
	case SEQUEL_TO_FLIGHT:
		return json_sprintf("it said nothing to it in %u ms", ms);
	case SEQUEL_TO_SERVER_HELLO:
		return json_sprintf(
			"it waited %u ms for the sealed rest, which hallo "
			"cannot send: it did not refuse the ServerHello",
			ms);
	default:
		return json_sprintf("it kept the connection for %u ms", ms);
	}
}

/* Nothing was said that tells; how it ended is all there is. */
static json_t *end_words(const struct sequel_story *story, const char *kind)
{
	char said[400];

	said_text(said, sizeof(said), story->sequel);
	if (!strcmp(kind, "waited"))
		return waited_words(story);
	if (!strcmp(kind, "stopped"))
		return json_string("hallo was stopped before it said more");
	return json_sprintf("it %s the connection after %u ms, %s%s",
		!strcmp(kind, "reset") ? "reset" : "closed", story->parted_ms,
		*said ? "having said " : "without a word", said);
}

static json_t *words_of(const struct sequel_story *story, const char *kind)
{
	switch (story->sequel->kind) {
	case SEQUEL_WENT_ON:
		return went_on_words(story);
	case SEQUEL_ALERT:
		return alert_words(story);
	case SEQUEL_STRANGE_BYTES:
		return json_sprintf(
			"it said something that is no TLS after %u ms",
			story->after_ms);
	default:
		return end_words(story, kind);
	}
}

static json_t *alert_value(const struct sequel *sequel)
{
	const struct code_name *row = alert_find(sequel->alert);
	json_t *object;

	if (!sequel->has_alert)
		return json_null();
	object = json_object();
	report_put(object, "level", json_integer(sequel->alert_level));
	report_put(object, "description", json_integer(sequel->alert));
	report_put(object, "name", report_words(row ? row->name : NULL));
	return object;
}

static json_t *messages_value(const struct sequel *sequel)
{
	json_t *array = json_array();

	for (size_t i = 0; i < sequel->n_messages; i++) {
		const char *name = handshake_name(sequel->messages[i]);

		json_array_append_new(array,
			name ? json_string(name)
			     : json_sprintf("%u", sequel->messages[i]));
	}
	return array;
}

json_t *sequel_value(const struct sequel_story *story)
{
	const struct sequel *sequel = story->sequel;
	const char *kind = kind_of(story);
	json_t *value = json_object();

	report_put(value, "kind", json_string(kind));
	report_put(value, "words", words_of(story, kind));
	report_put(value, "after_ms", report_number(story->after_ms));
	report_put(value, "parted_ms", report_count(story->parted_ms));
	report_put(value, "parting", json_string(story->parting));
	report_put(value, "bytes", report_count(sequel->n_bytes));
	report_put(value, "records", report_count(sequel->n_records));
	report_put(value, "messages", messages_value(sequel));
	report_put(value, "change_cipher_spec",
		json_boolean(sequel->change_cipher_spec));
	report_put(value, "sealed_records", report_count(sequel->n_sealed));
	report_put(value, "alert", alert_value(sequel));
	report_put(value, "text",
		sequel->n_strange > 0
			? report_text(sequel->strange, sequel->n_strange)
			: json_null());
	return value;
}
