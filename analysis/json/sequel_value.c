/* SPDX-License-Identifier: ISC */
/*
 * The words say what was seen and no more: a client that goes on has taken the
 * flight as far as can be told without its keys.
 */
#include "analysis/json/sequel_value.h"

#include <stdio.h>
#include <string.h>

#include "analysis/json/flight_names.h"
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

static const char *went_on_words(
	struct arena *arena, const struct sequel_story *story)
{
	char said[400], alert[80];

	said_text(said, sizeof(said), story->sequel);
	alert_text(alert, story->sequel);
	return arena_printf(arena, "it went on after %u ms (%s)%s%s%s",
		story->after_ms, said,
		story->sequel->has_alert ? ", then " : "",
		story->sequel->has_alert ? alert : "",
		story->answer == SEQUEL_TO_REFUSAL
			? ", although it was refused"
			: ": it took the answer, as far as can be seen");
}

static const char *alert_words(
	struct arena *arena, const struct sequel_story *story)
{
	char alert[80];

	alert_text(alert, story->sequel);
	if (story->sequel->alert == 0)
		return arena_printf(arena,
			"it took its leave after %u ms (close_notify)",
			story->after_ms);
	return arena_printf(arena,
		story->answer == SEQUEL_TO_REFUSAL
			? "it had an alert of its own after %u ms: %s"
			: "it refused the answer after %u ms: %s",
		story->after_ms, alert);
}

static const char *waited_words(
	struct arena *arena, const struct sequel_story *story)
{
	unsigned ms = story->parted_ms;

	switch (story->answer) {
	case SEQUEL_TO_FLIGHT:
		return arena_printf(
			arena, "it said nothing to it in %u ms", ms);
	case SEQUEL_TO_SERVER_HELLO:
		return arena_printf(arena,
			"it waited %u ms for the sealed rest, which hallo "
			"cannot send: it did not refuse the ServerHello",
			ms);
	default:
		return arena_printf(
			arena, "it kept the connection for %u ms", ms);
	}
}

/* Nothing was said that tells; how it ended is all there is. */
static const char *end_words(
	struct arena *arena, const struct sequel_story *story, const char *kind)
{
	char said[400];

	said_text(said, sizeof(said), story->sequel);
	if (!strcmp(kind, "waited"))
		return waited_words(arena, story);
	if (!strcmp(kind, "stopped"))
		return "hallo was stopped before it said more";
	return arena_printf(arena, "it %s the connection after %u ms, %s%s",
		!strcmp(kind, "reset") ? "reset" : "closed", story->parted_ms,
		*said ? "having said " : "without a word", said);
}

static const char *words_of(
	struct arena *arena, const struct sequel_story *story, const char *kind)
{
	switch (story->sequel->kind) {
	case SEQUEL_WENT_ON:
		return went_on_words(arena, story);
	case SEQUEL_ALERT:
		return alert_words(arena, story);
	case SEQUEL_STRANGE_BYTES:
		return arena_printf(arena,
			"it said something that is no TLS after %u ms",
			story->after_ms);
	default:
		return end_words(arena, story, kind);
	}
}

static void view_messages(struct arena *arena, struct sequel_view *view,
	const struct sequel *sequel)
{
	view->n_messages = sequel->n_messages;
	view->messages =
		arena_zeroed(arena, view->n_messages, sizeof(*view->messages));
	for (size_t i = 0; i < view->n_messages; i++) {
		const char *name = handshake_name(sequel->messages[i]);

		view->messages[i] = name
			? name
			: arena_printf(arena, "%u", sequel->messages[i]);
	}
}

void sequel_view_of(struct arena *arena, struct sequel_view *view,
	const struct sequel_story *story)
{
	const struct sequel *sequel = story->sequel;
	const struct code_name *row = alert_find(sequel->alert);
	const char *kind = kind_of(story);

	*view = (struct sequel_view){
		.kind = kind,
		.words = words_of(arena, story, kind),
		.parting = story->parting,
		.after_ms = story->after_ms,
		.parted_ms = story->parted_ms,
		.bytes = sequel->n_bytes,
		.records = sequel->n_records,
		.sealed_records = sequel->n_sealed,
		.change_cipher_spec = sequel->change_cipher_spec,
		.has_alert = sequel->has_alert,
		.alert_level = sequel->alert_level,
		.alert = sequel->alert,
		.alert_name = row ? row->name : "",
		.text = arena_bytes(arena, sequel->strange, sequel->n_strange),
	};
	view_messages(arena, view, sequel);
}

static json_t *alert_value(const struct sequel_view *view)
{
	json_t *object;

	if (!view->has_alert)
		return json_null();
	object = json_object();
	report_put(object, "level", json_integer(view->alert_level));
	report_put(object, "description", json_integer(view->alert));
	report_put(object, "name", report_words(view->alert_name));
	return object;
}

static json_t *messages_value(const struct sequel_view *view)
{
	json_t *array = json_array();

	for (size_t i = 0; i < view->n_messages; i++)
		json_array_append_new(array, json_string(view->messages[i]));
	return array;
}

json_t *sequel_view_value(const struct sequel_view *view)
{
	json_t *value = json_object();

	report_put(value, "kind", json_string(view->kind));
	report_put(value, "words", json_string(view->words));
	report_put(value, "after_ms", report_number(view->after_ms));
	report_put(value, "parted_ms", report_count(view->parted_ms));
	report_put(value, "parting", json_string(view->parting));
	report_put(value, "bytes", report_count(view->bytes));
	report_put(value, "records", report_count(view->records));
	report_put(value, "messages", messages_value(view));
	report_put(value, "change_cipher_spec",
		json_boolean(view->change_cipher_spec));
	report_put(value, "sealed_records", report_count(view->sealed_records));
	report_put(value, "alert", alert_value(view));
	report_put(value, "text", report_words(view->text));
	return value;
}

json_t *sequel_value(const struct sequel_story *story)
{
	struct arena arena = { 0 };
	struct sequel_view view;
	json_t *value;

	sequel_view_of(&arena, &view, story);
	value = sequel_view_value(&view);
	arena_clear(&arena);
	return value;
}
