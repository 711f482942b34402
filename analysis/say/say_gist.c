/* SPDX-License-Identifier: ISC */
/*
 * Are two answers alike? All that a server chooses is put into texts; what is
 * new each time (random, shares, signatures, ids, times) is left out.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/json/json.h"
#include "analysis/say/say_parts.h"

/* Adds to the text under @key, a comma between. */
static void add(json_t *gist, const char *key, const char *text)
{
	const char *old = json_string_value(json_object_get(gist, key));

	report_put(gist, key,
		old ? json_sprintf("%s, %s", old, text) : json_string(text));
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static void add_of(
	json_t *gist, const char *to, const json_t *object, const char *key)
{
	if (*text_of(object, key))
		add(gist, to, text_of(object, key));
}

/* A value of unknown meaning counts by its length. */
static void add_extension(json_t *gist, const json_t *extension)
{
	const char *name = text_of(extension, "name");
	const char *words = text_of(extension, "words");
	json_t *text = *words
		? json_sprintf("%s (%s)",
			  *name ? name : text_of(extension, "code"), words)
		: json_sprintf("%s (%lld bytes)",
			  *name ? name : text_of(extension, "code"),
			  (long long)json_integer_value(
				  json_object_get(extension, "length")));

	add(gist, "extensions", json_string_value(text));
	json_decref(text);
}

static void add_hello(json_t *gist, const json_t *hello)
{
	const json_t *extensions = json_object_get(hello, "extensions");
	json_t *id;

	if (!json_is_object(hello))
		return;
	id = json_sprintf(
		"%zu bytes", strlen(text_of(hello, "session_id")) / 2);
	add(gist, "session id", json_string_value(id));
	json_decref(id);
	add_of(gist, "version", hello, "negotiated");
	add_of(gist, "version field", hello, "version");
	add_of(gist, "downgrade mark", hello, "downgrade");
	add_of(gist, "suite", json_object_get(hello, "suite"), "code");
	add_of(gist, "compression", hello, "compression");
	for (size_t i = 0; i < json_array_size(extensions); i++)
		add_extension(gist, json_array_get(extensions, i));
}

static void add_certificates(json_t *gist, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		add_of(gist, "certificates", json_array_get(list, i), "sha256");
}

static void add_all_of(json_t *gist, const char *to, const json_t *texts)
{
	for (size_t i = 0; i < json_array_size(texts); i++)
		add(gist, to, json_string_value(json_array_get(texts, i)));
}

static void add_kinds(json_t *gist, const json_t *kinds)
{
	for (size_t i = 0; i < json_array_size(kinds); i++)
		add_of(gist, "cipher kinds", json_array_get(kinds, i), "code");
}

static void add_item(json_t *gist, const json_t *item)
{
	const json_t *exchange = json_object_get(item, "key_exchange");
	const json_t *request = json_object_get(item, "certificate_request");
	const json_t *ssl2 = json_object_get(item, "ssl2");
	const char *name = text_of(item, "name");

	if (!strcmp(text_of(item, "what"), "alert"))
		add(gist, "alerts", *name ? name : "no name");
	else
		add(gist, "messages", *name ? name : text_of(item, "what"));
	add_hello(gist, json_object_get(item, "server_hello"));
	add_certificates(gist, json_object_get(item, "certificates"));
	add_of(gist, "key exchange", exchange, "words");
	add_of(gist, "prime", json_object_get(exchange, "prime"), "sha256");
	add_of(gist, "signature scheme", exchange, "signature_scheme");
	add_all_of(
		gist, "certificate types", json_object_get(request, "types"));
	add_all_of(gist, "client's schemes",
		json_object_get(request, "signature_schemes"));
	add_certificates(gist, json_object_get(ssl2, "certificates"));
	add_kinds(gist, json_object_get(ssl2, "cipher_kinds"));
	add_of(gist, "SSL 2 error", ssl2, "name");
}

/* Of a refused dialog the code counts, not the words behind it. */
static void add_reply(json_t *gist, struct slice reply)
{
	json_t *text = report_text(reply.data, reply.len < 3 ? reply.len : 3);

	if (reply.len > 0 && json_is_string(text))
		add(gist, "reply", json_string_value(text));
	json_decref(text);
}

json_t *say_gist(const struct outcome *outcome, const json_t *flight)
{
	const json_t *items = json_object_get(flight, "items");
	json_t *gist = json_object();

	add(gist, "outcome", outcome_kind_name(outcome->kind));
	if (outcome->stage != STAGE_HELLO) {
		add(gist, "stage", stage_name(outcome->stage));
		add_reply(gist, outcome->reply);
	}
	for (size_t i = 0; i < json_array_size(items); i++)
		add_item(gist, json_array_get(items, i));
	return gist;
}

static void add_difference(json_t *array, const char *what, const json_t *gist,
	const json_t *first)
{
	json_t *object = json_object();

	report_put(object, "what", json_string(what));
	report_put(object, "here", report_words(text_of(gist, what)));
	report_put(object, "first", report_words(text_of(first, what)));
	json_array_append_new(array, object);
}

json_t *say_differences(const json_t *gist, const json_t *first)
{
	json_t *array = json_array();
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)gist, key, value)
	{
		if (strcmp(json_string_value(value), text_of(first, key)) != 0)
			add_difference(array, key, gist, first);
	}
	json_object_foreach((json_t *)(uintptr_t)first, key, value)
	{
		if (!json_object_get(gist, key))
			add_difference(array, key, gist, first);
	}
	return array;
}
