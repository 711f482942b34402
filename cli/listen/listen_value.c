/* SPDX-License-Identifier: ISC */
/*
 * See listen_value.h. All that a client said becomes text by report_text().
 */
#include "cli/listen/listen_value.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/json/flight_value.h"
#include "analysis/json/hello_value.h"
#include "analysis/json/json.h"
#include "analysis/json/sequel_value.h"
#include "cli/page/value.h"

#define SHOWN_UNREAD 64

static void put(json_t *object, const char *key, json_t *value)
{
	json_object_set_new(object, key, value);
}

static json_t *text_or_null(struct slice text)
{
	return text.len ? report_text(text.data, text.len) : json_null();
}

static json_t *ms_or_null(uint32_t ms)
{
	return ms ? json_integer(ms) : json_null();
}

static json_t *hex_of(struct slice bytes)
{
	char *text = malloc(bytes.len * 2 + 1);
	json_t *value;

	if (!text)
		abort();
	for (size_t i = 0; i < bytes.len; i++)
		snprintf(text + 2 * i, 3, "%02x", bytes.data[i]);
	value = json_stringn(text, bytes.len * 2);
	free(text);
	return value;
}

static json_t *time_value(const struct timespec *time)
{
	char stamp[40] = "";
	struct tm tm;

	if (gmtime_r(&time->tv_sec, &tm))
		strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &tm);
	return json_sprintf("%s.%03ldZ", stamp, time->tv_nsec / 1000000);
}

json_t *listen_value(const struct listen_visit *visit,
	const struct timespec *time, const char *dialog)
{
	json_t *value = json_object();

	put(value, "schema", json_string("hallo.listen/1"));
	put(value, "number", json_integer(visit->number));
	put(value, "time", time_value(time));
	put(value, "peer", json_string(visit->peer));
	put(value, "dialog", json_string(dialog));
	put(value, "name", text_or_null(visit->name));
	put(value, "verdict", json_null());
	put(value, "hellos", json_array());
	put(value, "no_hello", json_null());
	put(value, "then", json_null());
	return value;
}

static json_t *last_hello(const json_t *value)
{
	const json_t *hellos = value_of(value, "hellos");

	return json_array_get(hellos, json_array_size(hellos) - 1);
}

/* "offers TLSv1.3, TLSv1.2, 31 suites; 2 remarks". */
static json_t *offer_words(const json_t *hello)
{
	const json_t *versions = value_of(hello, "versions");
	size_t suites = json_array_size(value_of(hello, "suites"));
	size_t remarks = json_array_size(value_of(hello, "remarks"));
	char list[200] = "";
	size_t used = 0;

	for (size_t i = 0; i < json_array_size(versions) && used < 150; i++)
		used += (size_t)snprintf(list + used, sizeof(list) - used,
			"%s%.20s", i ? ", " : "",
			json_string_value(json_array_get(versions, i)));
	if (used == 0)
		snprintf(list, sizeof(list), "versions up to %.20s",
			*value_text(hello, "highest")
				? value_text(hello, "highest")
				: "none");
	return json_sprintf("offers %s, %zu suite%s; %zu remark%s", list,
		suites, suites == 1 ? "" : "s", remarks,
		remarks == 1 ? "" : "s");
}

void listen_value_hello(json_t *value, const struct listen_visit *visit,
	const struct hello *hello, struct slice bytes, const char *file)
{
	json_t *object = json_object(), *inner = hello_value(hello);

	put(object, "words", offer_words(inner));
	put(object, "at_ms", json_integer(visit->hello_ms));
	put(object, "bytes", json_integer((json_int_t)bytes.len));
	put(object, "hex", hex_of(bytes));
	put(object, "file",
		file ? report_text(file, strlen(file)) : json_null());
	put(object, "hello", inner);
	put(object, "answer", json_null());
	json_array_append_new(value_of(value, "hellos"), object);
}

static json_t *answer_words(const struct server_flight *flight,
	struct slice answer, enum listen_end end)
{
	static const char *const silent[] = {
		[LISTEN_WAIT] = "nothing was said",
		[LISTEN_CLOSE] = "the connection was closed",
		[LISTEN_RESET] = "the connection was reset",
		[LISTEN_SILENCE] = "nothing was said",
		[LISTEN_AGAIN] = "nothing was said",
	};
	json_t *words = answer.len ? flight_words(flight) : NULL;

	if (json_is_string(words))
		return words;
	json_decref(words);
	return json_string(silent[end]);
}

static const char *answer_kind(
	const struct server_flight *flight, struct slice answer)
{
	if (answer.len == 0)
		return "none";
	if (flight->end == FLIGHT_RETRY)
		return "retry";
	if (flight->end == FLIGHT_SSL2)
		return "ssl2";
	if (!flight->has_server_hello)
		return "refusal";
	return flight->end == FLIGHT_SEALED ? "server-hello" : "flight";
}

void listen_value_answer(
	json_t *value, struct slice answer, enum listen_end end, bool ssl2)
{
	struct server_flight *flight = calloc(1, sizeof(*flight));
	uint8_t *buffer = malloc(FLIGHT_BUFFER);
	json_t *object = json_object();

	if (!flight || !buffer)
		abort();
	flight_begin(flight, buffer, FLIGHT_BUFFER, ssl2);
	if (answer.len > 0)
		flight_feed(flight, answer.data, answer.len);
	put(object, "kind", json_string(answer_kind(flight, answer)));
	put(object, "words", answer_words(flight, answer, end));
	put(object, "bytes", json_integer((json_int_t)answer.len));
	put(last_hello(value), "answer", object);
	free(buffer);
	free(flight);
}

void listen_value_fated(json_t *value)
{
	put(last_hello(value), "answer",
		json_pack("{s:s, s:s, s:i}", "kind", "manners", "words",
			"none: the manners of the profile (after-hello)",
			"bytes", 0));
}

static const char *parting_name(enum listen_parting parting)
{
	static const char *const names[] = {
		[PARTING_OURS] = "ours",
		[PARTING_FIN] = "fin",
		[PARTING_RESET] = "reset",
		[PARTING_TIMEOUT] = "timeout",
		[PARTING_STOPPED] = "stopped",
	};

	return names[parting];
}

static enum sequel_answer answered_by(const json_t *value)
{
	const json_t *answer = value_of(last_hello(value), "answer");

	if (value_is(answer, "kind", "server-hello"))
		return SEQUEL_TO_SERVER_HELLO;
	if (value_is(answer, "kind", "flight") ||
		value_is(answer, "kind", "retry") ||
		value_is(answer, "kind", "ssl2"))
		return SEQUEL_TO_FLIGHT;
	return SEQUEL_TO_REFUSAL;
}

static uint32_t since(uint32_t ms, uint32_t from)
{
	return ms > from ? ms - from : 1;
}

static json_t *then_value(const json_t *value, const struct listen_visit *visit)
{
	struct sequel_story story = { .sequel = &visit->sequel,
		.answer = answered_by(value),
		.parting = parting_name(visit->parting),
		.parted_ms = since(visit->parted_ms, visit->answered_ms) };

	if (visit->sequel_ms)
		story.after_ms = since(visit->sequel_ms, visit->answered_ms);
	return sequel_value(&story);
}

static const char *how_parted(const struct listen_visit *visit)
{
	static const char *const words[] = {
		[PARTING_OURS] = "its dialog ended",
		[PARTING_FIN] = "it closed the connection",
		[PARTING_RESET] = "it reset the connection",
		[PARTING_TIMEOUT] = "it was given up",
		[PARTING_STOPPED] = "hallo was stopped",
	};

	return words[visit->parting];
}

/* Why there is no hello. */
static json_t *no_hello_words(const struct listen_visit *visit)
{
	const char *parted = how_parted(visit);
	unsigned ms = visit->parted_ms;

	if (visit->turned_away)
		return json_string("turned away, as the profile says");
	if (visit->no_hello)
		return json_string("what it sent is no ClientHello");
	if (visit->unread.len > 0)
		return json_sprintf("only %zu bytes of a ClientHello came; "
				    "%s after %u ms",
			visit->unread.len, parted, ms);
	if (visit->go_ahead)
		return json_sprintf("no ClientHello came, although TLS might "
				    "begin; %s after %u ms",
			parted, ms);
	if (visit->last_line.len > 0)
		return json_sprintf(
			"it did not ask for TLS; %s after %u ms", parted, ms);
	return json_sprintf("it said nothing; %s after %u ms", parted, ms);
}

static json_t *no_hello_value(const struct listen_visit *visit)
{
	struct slice shown = visit->unread;
	json_t *object = json_object();

	if (shown.len > SHOWN_UNREAD)
		shown.len = SHOWN_UNREAD;
	put(object, "words", no_hello_words(visit));
	put(object, "last_line", text_or_null(visit->last_line));
	put(object, "bytes", json_integer((json_int_t)visit->unread.len));
	put(object, "hex", shown.len ? hex_of(shown) : json_null());
	put(object, "text", text_or_null(shown));
	put(object, "parting", json_string(parting_name(visit->parting)));
	put(object, "go_ahead_ms", ms_or_null(visit->go_ahead_ms));
	put(object, "parted_ms", json_integer(visit->parted_ms));
	return object;
}

void listen_value_parted(json_t *value, const struct listen_visit *visit)
{
	json_t *object;
	const char *key = "then";

	put(value, "name", text_or_null(visit->name));
	if (json_array_size(value_of(value, "hellos")) > 0) {
		object = then_value(value, visit);
	} else {
		object = no_hello_value(visit);
		key = "no_hello";
	}
	put(value, "verdict", json_string(value_text(object, "words")));
	put(value, key, object);
}
