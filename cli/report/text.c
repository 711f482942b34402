/* SPDX-License-Identifier: ISC */
/*
 * The frame of the report: what was asked for, where it led, and the parts of
 * each endpoint in their order.
 */
#include "cli/report/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/page/value.h"

void text_heading(struct page *page, const char *fmt, ...)
{
	char *text = NULL;
	va_list list;

	va_start(list, fmt);
	if (vasprintf(&text, fmt, list) < 0)
		abort();
	va_end(list);
	page_blank(page);
	page_paragraph(page, 0, 0, TINT_BOLD, "%s", text);
	free(text);
}

static void put_host(struct page *page, const json_t *host)
{
	const json_t *addresses = value_of(host, "addresses");
	const char *reason = value_text(host, "reason");
	size_t n = json_array_size(addresses);
	struct page_style endless = { 0 };
	struct page list;
	char *text;

	page_init(&list, &endless);
	for (size_t i = 0; i < n; i++) {
		const char *a = json_string_value(json_array_get(addresses, i));

		page_put(&list, i ? ", " : "", i ? 2 : 0);
		page_put(&list, a, strlen(a));
	}
	if (*reason)
		page_put(&list, ": ", n ? 2 : 0);
	page_put(&list, reason, strlen(reason));
	text = page_take(&list);
	if (json_is_integer(value_of(host, "preference")))
		page_paragraph(page, 2, 6, TINT_NONE, "MX %lld %s: %s",
			value_number(host, "preference"),
			value_text(host, "host"), text);
	else
		page_paragraph(page, 2, 6, TINT_NONE, "%s: %s",
			value_text(host, "host"), text);
	free(text);
}

static void put_resolution(struct page *page, const json_t *report)
{
	const json_t *resolution = value_of(report, "resolution");
	const json_t *mx = value_of(report, "mx");
	const char *reason = value_text(resolution, "reason");
	bool good = value_is(resolution, "state", "ok") ||
		value_is(resolution, "state", "implicit") ||
		value_is(resolution, "state", "literal");

	page_paragraph(
		page, 0, 2, TINT_BOLD, "%s", value_text(report, "target"));
	if (!good)
		page_paragraph(page, 2, 2, TINT_BAD, "%s: %s",
			value_text(resolution, "state"), reason);
	else if (*reason)
		page_paragraph(page, 2, 2, TINT_NONE, "%s", reason);
	if (value_is(resolution, "state", "literal"))
		return;
	for (size_t i = 0; i < json_array_size(mx); i++)
		put_host(page, json_array_get(mx, i));
}

static void put_hints(struct page *page, const json_t *report)
{
	const json_t *hints = value_of(report, "hints");

	for (size_t i = 0; i < json_array_size(hints); i++)
		page_paragraph(page, 2, 2, TINT_NOTE, "%s",
			json_string_value(json_array_get(hints, i)));
}

/* "192.0.2.25:25", "[2001:db8::25]:25". */
static char *place_of(const json_t *endpoint)
{
	const char *address = value_text(endpoint, "address");
	bool six = strchr(address, ':') != NULL;

	return words_join("%s%s%s:%lld", six ? "[" : "", address,
		six ? "]" : "", value_number(endpoint, "port"));
}

static void put_title(struct page *page, const json_t *endpoint)
{
	const char *host = value_text(endpoint, "host");
	const char *sni = value_text(value_of(endpoint, "hello"), "sni");
	char *place = place_of(endpoint);

	page_blank(page);
	if (value_is(endpoint, "address", host))
		page_paragraph(page, 0, 2, TINT_BOLD, "%s, %s", place,
			value_text(endpoint, "dialog"));
	else
		page_paragraph(page, 0, 2, TINT_BOLD, "%s at %s, %s", host,
			place, value_text(endpoint, "dialog"));
	if (*sni && strcmp(sni, host) != 0)
		page_paragraph(
			page, 2, 2, TINT_NONE, "asked by the name %s", sni);
	free(place);
}

static bool answered(const json_t *endpoint)
{
	return value_is(endpoint, "state", "yes");
}

static void put_same(
	struct page *page, const json_t *endpoint, const json_t *same)
{
	char *place = place_of(same);

	put_title(page, endpoint);
	text_state(page, endpoint);
	page_paragraph(page, 2, 2, TINT_NONE,
		"All answers were the same as those of %s at %s.",
		value_text(same, "host"), place);
	text_cost(page, endpoint);
	free(place);
}

static void put_endpoint(struct page *page, const json_t *endpoint)
{
	put_title(page, endpoint);
	text_verdict(page, endpoint);
	text_backends(page, endpoint);
	if (answered(endpoint)) {
		text_versions(page, endpoint);
		text_suites(page, endpoint);
		text_dhe(page, endpoint);
		text_groups(page, endpoint);
		text_handshake(page, endpoint);
		text_certificates(page, endpoint);
		text_senders(page, endpoint);
	}
	text_cost(page, endpoint);
}

void text_report(struct page *page, const json_t *report)
{
	const json_t *endpoints = value_of(report, "endpoints");

	put_resolution(page, report);
	put_hints(page, report);
	for (size_t i = 0; i < json_array_size(endpoints); i++) {
		const json_t *endpoint = json_array_get(endpoints, i);
		const json_t *same =
			answered(endpoint) ? text_same_as(endpoints, i) : NULL;

		if (same)
			put_same(page, endpoint, same);
		else
			put_endpoint(page, endpoint);
	}
	text_capture(page, value_of(report, "capture"));
}

/* "TLSv1.0", "TLSv1.0 and TLSv1.1", "SSLv3, TLSv1.0 and TLSv1.1". */
static char *names_of(json_t *members)
{
	size_t n = json_array_size(members);
	char *name = words_join("%s", "");

	for (size_t i = 0; i < n; i++) {
		const char *link = i + 1 == n ? ""
			: i + 2 == n	      ? " and "
					      : ", ";
		const char *version =
			value_text(json_array_get(members, i), "version");
		char *longer = words_join("%s%s%s", name, version, link);

		free(name);
		name = longer;
	}
	return name;
}

/* Takes every version that says @text out of @texts into a new array. */
static json_t *take_same(const json_t *versions, char **texts, const char *text)
{
	json_t *members = json_array();

	for (size_t i = 0; i < json_array_size(versions); i++) {
		if (!texts[i] || strcmp(texts[i], text) != 0)
			continue;
		json_array_append(members, json_array_get(versions, i));
		if (texts[i] != text)
			free(texts[i]);
		texts[i] = NULL;
	}
	return members;
}

void text_by_versions(struct page *page, const json_t *endpoint,
	char *(*same)(const json_t *version),
	void (*tell)(struct page *page, const char *name, json_t *members))
{
	const json_t *versions = value_of(endpoint, "versions");
	size_t n = json_array_size(versions);
	char **texts = calloc(n + 1, sizeof(*texts));

	if (!texts)
		abort();
	for (size_t i = 0; i < n; i++)
		texts[i] = same(json_array_get(versions, i));
	for (size_t i = n; i-- > 0;) {
		char *text = texts[i], *name;
		json_t *members;

		if (!text)
			continue;
		members = take_same(versions, texts, text);
		name = names_of(members);
		if (*text)
			tell(page, name, members);
		json_decref(members);
		free(name);
		free(text);
	}
	free(texts);
}
