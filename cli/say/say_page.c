/* SPDX-License-Identifier: ISC */
/*
 * See say_page.h. Equal answers of several times are told once, the others by
 * where they differ.
 */
#include "cli/say/say_page.h"

#include <stdlib.h>
#include <string.h>

#include "cli/page/flight_page.h"
#include "cli/page/hello_page.h"
#include "cli/page/hex_page.h"
#include "cli/report/text.h"
#include "cli/page/value.h"

static const json_t *first_of(const json_t *endpoint, const char *key)
{
	return json_array_get(value_of(endpoint, key), 0);
}

static enum tint tint_of(const json_t *endpoint)
{
	switch (value_number(endpoint, "status")) {
	case 0:
		return TINT_GOOD;
	case 1:
		return TINT_BAD;
	default:
		return TINT_NOTE;
	}
}

static void put_title(struct page *page, const json_t *endpoint)
{
	const char *host = value_text(endpoint, "host");
	const char *address = value_text(endpoint, "address");
	bool six = strchr(address, ':') != NULL;
	char *place = words_join("%s%s%s:%lld", six ? "[" : "", address,
		six ? "]" : "", value_number(endpoint, "port"));

	if (!strcmp(host, address))
		page_paragraph(page, 0, 2, TINT_BOLD, "%s, %s", place,
			value_text(endpoint, "dialog"));
	else
		page_paragraph(page, 0, 2, TINT_BOLD, "%s at %s, %s", host,
			place, value_text(endpoint, "dialog"));
	free(place);
}

static void put_verdict(struct page *page, const json_t *endpoint)
{
	long long times = value_number(endpoint, "times");
	long long wanted = value_number(endpoint, "wanted");

	page_paragraph(page, 2, 4, tint_of(endpoint), "%s",
		value_text(endpoint, "verdict"));
	if (wanted > 1)
		page_paragraph(page, 2, 4, TINT_NONE,
			"%lld of %lld answers were alike",
			value_number(endpoint, "alike"), times);
	if (times < wanted)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"only %lld of %lld times: %s", times, wanted,
			*value_text(endpoint, "ended")
				? value_text(endpoint, "ended")
				: "it ended early");
}

static void put_sizes(struct page *page, const json_t *sent)
{
	const json_t *records = value_of(sent, "records");
	size_t n = json_array_size(records);
	char *list = words_join("%s", "");

	for (size_t i = 0; i < n && i < 20; i++) {
		char *longer = words_join("%s%s%lld", list, i ? ", " : "",
			(long long)json_integer_value(
				json_array_get(records, i)));

		free(list);
		list = longer;
	}
	page_fact(page, 2, 18, "Bytes", TINT_NONE, "%lld%s%s%s%s",
		value_number(sent, "bytes"), n ? ", records of " : "", list,
		n > 20 ? ", …" : "",
		value_true(sent, "verbatim") ? ", as in the file" : "");
	if (value_number(sent, "segment"))
		page_fact(page, 2, 18, "Segments", TINT_NONE,
			"of at most %lld bytes", value_number(sent, "segment"));
	free(list);
}

static void put_sent(struct page *page, const json_t *endpoint)
{
	const json_t *sent = value_of(endpoint, "sent");

	if (!json_is_object(sent))
		return;
	text_heading(page, "Sent");
	put_sizes(page, sent);
	if (*value_text(sent, "no_share"))
		page_fact(page, 2, 18, "Key share", TINT_NOTE,
			"hallo cannot make one of %s",
			value_text(sent, "no_share"));
	if (json_is_object(value_of(sent, "hello")))
		hello_page(page, value_of(sent, "hello"), 2);
	else
		page_paragraph(page, 2, 2, TINT_NOTE,
			"These bytes are no ClientHello.");
	if (json_is_object(value_of(sent, "hex"))) {
		text_heading(page, "Sent, byte by byte");
		hex_page(page, 2, value_of(sent, "hex"));
	}
}

/* Of the second hello only what it has for the retry; the rest is the same. */
static void put_news(struct page *page, const json_t *hello)
{
	const json_t *extensions = value_of(hello, "extensions");

	for (size_t i = 0; i < json_array_size(extensions); i++) {
		const json_t *one = json_array_get(extensions, i);
		const json_t *share = json_array_get(
			value_of(value_of(one, "content"), "shares"), 0);

		if (value_is(one, "name", "cookie"))
			page_fact(page, 2, 22, "Cookie", TINT_NONE,
				"%lld bytes", value_number(one, "length") - 2);
		else if (value_is(one, "name", "key_share"))
			page_fact(page, 2, 22, "Key share", TINT_NONE,
				"%s, %lld bytes", value_text(share, "name"),
				value_number(share, "length"));
	}
}

static void put_second(struct page *page, const json_t *answer)
{
	const json_t *second = value_of(answer, "second_hello");

	if (*value_text(answer, "no_second"))
		page_paragraph(page, 2, 4, TINT_NOTE,
			"No second hello was sent: %s",
			value_text(answer, "no_second"));
	if (!json_is_object(second))
		return;
	text_heading(page,
		"Sent between the two answers, %lld ms after the first hello: "
		"the second, %lld bytes",
		value_number(second, "after_ms"),
		value_number(second, "bytes"));
	put_news(page, value_of(second, "hello"));
	if (json_is_object(value_of(second, "hex"))) {
		text_heading(page, "The second hello, byte by byte");
		hex_page(page, 2, value_of(second, "hex"));
	}
}

static void put_differences(struct page *page, const json_t *answer)
{
	const json_t *list = value_of(answer, "differs");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *one = json_array_get(list, i);
		const char *here = value_text(one, "here");
		const char *first = value_text(one, "first");

		page_fact(page, 2, 22, value_text(one, "what"), TINT_NOTE,
			"%s; in the first answer: %s", *here ? here : "none",
			*first ? first : "none");
	}
}

static bool has_content(const json_t *flight)
{
	return json_array_size(value_of(flight, "items")) > 0 ||
		*value_text(flight, "fault");
}

static void put_answer(struct page *page, const json_t *answer, size_t i,
	const json_t *endpoint)
{
	const json_t *flight = value_of(answer, "flight");
	bool several = json_array_size(value_of(endpoint, "answers")) > 1;
	char *ids;

	/* the verdict at the top has said it */
	if (!several && !has_content(flight) && !*value_text(answer, "early"))
		return;
	ids = value_ids(value_of(answer, "exchanges"));
	if (several)
		text_heading(page, "Answer %zu, %lld of %lld times (%s): %s",
			i + 1, value_number(answer, "times"),
			value_number(endpoint, "times"), ids,
			value_text(answer, "verdict"));
	else
		text_heading(page, "Answer");
	free(ids);
	put_differences(page, answer);
	if (has_content(flight))
		flight_page(page, 2, flight);
	if (*value_text(answer, "ja3s"))
		page_fact(page, 2, 24, "JA3S", TINT_NONE, "%s",
			value_text(answer, "ja3s"));
	if (*value_text(answer, "early"))
		page_fact(page, 2, 24, "Before the hello", TINT_NOTE,
			"in the clear, behind the go-ahead: %s",
			value_text(answer, "early"));
	put_second(page, answer);
	if (json_is_object(value_of(answer, "hex"))) {
		text_heading(page, "Received, byte by byte");
		hex_page(page, 2, value_of(answer, "hex"));
	}
}

static void put_unasked(struct page *page, const json_t *exchange)
{
	const json_t *unasked = value_of(exchange, "unasked");

	if (json_is_object(unasked))
		page_paragraph(page, 4, 6, TINT_BAD,
			"the answer has what was not offered: %s %s",
			value_text(unasked, "what"),
			value_text(unasked, "code"));
}

static void put_exchange(struct page *page, const json_t *exchange)
{
	const char *reply = value_text(exchange, "reply");

	page_paragraph(page, 2, 4, TINT_NONE,
		"%lld: local port %lld; began at %lld ms, hello after %lld ms, "
		"answer after %lld ms; %lld bytes sent, %lld received (dialog "
		"included)",
		value_number(exchange, "id"),
		value_number(exchange, "local_port"),
		value_number(exchange, "started_ms"),
		value_number(exchange, "ready_ms"),
		value_number(exchange, "answer_ms"),
		value_number(exchange, "bytes_out"),
		value_number(exchange, "bytes_in"));
	put_unasked(page, exchange);
	if (*reply && !value_is(exchange, "stage", "hello"))
		page_paragraph(page, 4, 6, TINT_NONE, "last reply: %s", reply);
}

static void put_proof(
	struct page *page, const json_t *endpoint, const char *time)
{
	const json_t *list = value_of(endpoint, "exchanges");
	size_t n = json_array_size(list);

	text_heading(page, "Proof, begun %s", time);
	for (size_t i = 0; i < n && i < 20; i++)
		put_exchange(page, json_array_get(list, i));
	if (n > 20)
		page_paragraph(page, 2, 4, TINT_NONE,
			"and %zu more, see --json", n - 20);
}

static bool was_reached(const json_t *endpoint)
{
	return value_number(endpoint, "status") != 3 ||
		json_is_object(value_of(endpoint, "sent"));
}

static void put_endpoint(
	struct page *page, const json_t *endpoint, const char *time)
{
	const json_t *answers = value_of(endpoint, "answers");

	page_blank(page);
	put_title(page, endpoint);
	put_verdict(page, endpoint);
	if (!was_reached(endpoint) || !first_of(endpoint, "exchanges"))
		return;
	put_sent(page, endpoint);
	for (size_t i = 0; i < json_array_size(answers); i++)
		put_answer(page, json_array_get(answers, i), i, endpoint);
	put_proof(page, endpoint, time);
}

static void put_head(struct page *page, const json_t *value)
{
	const json_t *resolution = value_of(value, "resolution");
	const json_t *file = value_of(value, "hello_file");
	size_t n = json_array_size(value_of(value, "endpoints"));

	page_paragraph(
		page, 0, 2, TINT_BOLD, "%s", value_text(value, "target"));
	if (*value_text(resolution, "reason"))
		page_paragraph(page, 2, 2, n ? TINT_NONE : TINT_BAD, "%s",
			value_text(resolution, "reason"));
	if (json_is_object(file))
		page_paragraph(page, 2, 2, TINT_NONE, "the hello of %s (%s)",
			value_text(file, "name"), value_text(file, "form"));
	if (value_number(value, "not_asked") > 0)
		page_paragraph(page, 2, 2, TINT_NONE,
			"asked the first address that could be reached; %lld "
			"more (--mx all asks them too)",
			value_number(value, "not_asked"));
}

static void put_capture(struct page *page, const json_t *value)
{
	const struct report_capture capture = {
		.present = json_is_object(value),
		.file = value_text(value, "file"),
		.format = value_text(value, "format"),
		.device = value_text(value, "device"),
		.packets = (uint64_t)value_number(value, "packets"),
		.probes = (uint64_t)value_number(value, "probes"),
		.dropped = (uint64_t)value_number(value, "dropped"),
		.whole = value_true(value, "whole"),
	};

	text_capture(page, &capture);
}

void say_page(struct page *page, const json_t *value)
{
	const json_t *endpoints = value_of(value, "endpoints");

	put_head(page, value);
	if (json_array_size(endpoints) == 0)
		page_paragraph(page, 2, 2, TINT_BAD, "no address to ask");
	for (size_t i = 0; i < json_array_size(endpoints); i++)
		put_endpoint(page, json_array_get(endpoints, i),
			value_text(value, "time"));
	put_capture(page, value_of(value, "capture"));
}
