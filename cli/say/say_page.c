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

#define LABEL 22
#define SHOWN_RECORDS 20
#define SHOWN_EXCHANGES 20

static enum tint tint_of(enum say_status status)
{
	switch (status) {
	case SAY_ANSWERED:
		return TINT_GOOD;
	case SAY_REFUSED:
		return TINT_BAD;
	default:
		return TINT_NOTE;
	}
}

static void put_title(struct page *page, const struct say_endpoint *endpoint)
{
	const char *address = endpoint->address;
	bool six = strchr(address, ':') != NULL;
	char *place = words_join("%s%s%s:%u", six ? "[" : "", address,
		six ? "]" : "", endpoint->port);

	if (!strcmp(endpoint->host, address))
		page_paragraph(page, 0, 2, TINT_BOLD, "%s, %s", place,
			endpoint->dialog);
	else
		page_paragraph(page, 0, 2, TINT_BOLD, "%s at %s, %s",
			endpoint->host, place, endpoint->dialog);
	free(place);
}

static void put_verdict(struct page *page, const struct say_endpoint *endpoint)
{
	const struct say_view *view = &endpoint->view;

	page_paragraph(page, 2, 4, tint_of(view->status), "%s", view->verdict);
	if (view->wanted > 1)
		page_paragraph(page, 2, 4, TINT_NONE,
			"%zu of %zu answers were alike", view->alike,
			view->times);
	if (view->times < view->wanted)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"only %zu of %zu times: %s", view->times, view->wanted,
			*endpoint->ended ? endpoint->ended : "it ended early");
}

static void put_sizes(struct page *page, const struct say_sent *sent)
{
	size_t n = sent->n_records;
	char *list = words_join("%s", "");

	for (size_t i = 0; i < n && i < SHOWN_RECORDS; i++) {
		char *longer = words_join(
			"%s%s%zu", list, i ? ", " : "", sent->records[i]);

		free(list);
		list = longer;
	}
	page_fact(page, 2, 18, "Bytes", TINT_NONE, "%zu%s%s%s%s",
		sent->first.bytes, n ? ", records of " : "", list,
		n > SHOWN_RECORDS ? ", …" : "",
		sent->verbatim ? ", as in the file" : "");
	if (sent->segment)
		page_fact(page, 2, 18, "Segments", TINT_NONE,
			"of at most %zu bytes", sent->segment);
	free(list);
}

/* Under a heading, where they were asked for. */
static void put_hex(
	struct page *page, const char *heading, const struct bytes_view *hex)
{
	if (!hex)
		return;
	text_heading(page, "%s", heading);
	hex_page(page, 2, hex);
}

static void put_sent(struct page *page, const struct say_sent *sent)
{
	if (!sent->first.sent)
		return;
	text_heading(page, "Sent");
	put_sizes(page, sent);
	if (*sent->no_share)
		page_fact(page, 2, 18, "Key share", TINT_NOTE,
			"hallo cannot make one of %s", sent->no_share);
	if (sent->first.hello)
		hello_page(page, sent->first.hello, 2);
	else
		page_paragraph(page, 2, 2, TINT_NOTE,
			"These bytes are no ClientHello.");
	put_hex(page, "Sent, byte by byte", sent->first.hex);
}

/* The first share of a key_share; NULL: there is none. */
static const struct content_item *first_share(const struct extension_view *e)
{
	const struct content_member *shares = &e->content.members[0];

	return e->content.known && e->content.n > 0 && shares->n_items > 0
		? &shares->items[0]
		: NULL;
}

/* Of the second hello only what it has for the retry; the rest is the same. */
static void put_news(struct page *page, const struct hello_view *hello)
{
	for (size_t i = 0; hello && i < hello->n_extensions; i++) {
		const struct extension_view *one = &hello->extensions[i];
		const struct content_item *share = first_share(one);

		if (!strcmp(one->type.name, "cookie"))
			page_fact(page, 2, LABEL, "Cookie", TINT_NONE,
				"%lld bytes", (long long)one->length - 2);
		else if (!strcmp(one->type.name, "key_share"))
			page_fact(page, 2, LABEL, "Key share", TINT_NONE,
				"%s, %zu bytes", share ? share->coded.name : "",
				share ? share->length : 0);
	}
}

static void put_second(struct page *page, const struct say_answer *answer)
{
	const struct say_hello *second = &answer->second;

	if (*answer->no_second)
		page_paragraph(page, 2, 4, TINT_NOTE,
			"No second hello was sent: %s", answer->no_second);
	if (!second->sent)
		return;
	text_heading(page,
		"Sent between the two answers, %u ms after the first hello: "
		"the second, %zu bytes",
		answer->second_ms, second->bytes);
	put_news(page, second->hello);
	put_hex(page, "The second hello, byte by byte", second->hex);
}

static void put_differences(struct page *page, const struct say_answer *answer)
{
	for (size_t i = 0; i < answer->n_differences; i++) {
		const struct say_difference *one = &answer->differences[i];

		page_fact(page, 2, LABEL, one->what, TINT_NOTE,
			"%s; in the first answer: %s",
			*one->here ? one->here : "none",
			*one->first ? one->first : "none");
	}
}

/* What is to be shown of the flight; NULL: nothing. */
static const struct flight_view *shown_flight(const struct say_answer *answer)
{
	const struct flight_view *flight = answer->flight;

	return answer->in_full && flight &&
			(flight->n_items > 0 || *flight->fault)
		? flight
		: NULL;
}

static void put_answer_title(struct page *page, const struct say_view *view,
	const struct say_answer *answer, size_t i)
{
	struct proof proof = { answer->n_ids, answer->n_ids, answer->ids };
	char *ids;

	if (view->n_answers == 1) {
		text_heading(page, "Answer");
		return;
	}
	ids = text_ids(&proof);
	text_heading(page, "Answer %zu, %zu of %zu times (%s): %s", i + 1,
		answer->n_ids, view->times, ids, answer->verdict);
	free(ids);
}

static void put_answer(struct page *page, const struct say_view *view, size_t i)
{
	const struct say_answer *answer = &view->answers[i];
	const struct flight_view *flight = shown_flight(answer);

	/* the verdict at the top has said it */
	if (view->n_answers == 1 && !flight && !*answer->early)
		return;
	put_answer_title(page, view, answer, i);
	put_differences(page, answer);
	if (flight)
		flight_page(page, 2, flight);
	if (*answer->ja3s)
		page_fact(page, 2, 24, "JA3S", TINT_NONE, "%s", answer->ja3s);
	if (*answer->early)
		page_fact(page, 2, 24, "Before the hello", TINT_NOTE,
			"in the clear, behind the go-ahead: %s", answer->early);
	put_second(page, answer);
	put_hex(page, "Received, byte by byte", answer->hex);
}

static void put_exchange(struct page *page, const struct say_exchange *exchange)
{
	page_paragraph(page, 2, 4, TINT_NONE,
		"%u: local port %u; began at %u ms, hello after %u ms, answer "
		"after %u ms; %llu bytes sent, %llu received (dialog included)",
		exchange->id, exchange->local_port, exchange->started_ms,
		exchange->ready_ms, exchange->answer_ms,
		(unsigned long long)exchange->bytes_out,
		(unsigned long long)exchange->bytes_in);
	if (*exchange->unasked)
		page_paragraph(page, 4, 6, TINT_BAD,
			"the answer has what was not offered: %s 0x%04X",
			exchange->unasked, exchange->unasked_code);
	if (*exchange->reply && exchange->stage != STAGE_HELLO)
		page_paragraph(page, 4, 6, TINT_NONE, "last reply: %s",
			exchange->reply);
}

static void put_proof(
	struct page *page, const struct say_view *view, const char *time)
{
	size_t n = view->n_exchanges;

	text_heading(page, "Proof, begun %s", time);
	for (size_t i = 0; i < n && i < SHOWN_EXCHANGES; i++)
		put_exchange(page, &view->exchanges[i]);
	if (n > SHOWN_EXCHANGES)
		page_paragraph(page, 2, 4, TINT_NONE,
			"and %zu more, see --json", n - SHOWN_EXCHANGES);
}

static void put_endpoint(struct page *page, const struct say_endpoint *endpoint,
	const char *time)
{
	const struct say_view *view = &endpoint->view;
	bool reached = view->status != SAY_UNREACHED || view->sent.first.sent;

	page_blank(page);
	put_title(page, endpoint);
	put_verdict(page, endpoint);
	if (!reached || view->n_exchanges == 0)
		return;
	put_sent(page, &view->sent);
	for (size_t i = 0; i < view->n_answers; i++)
		put_answer(page, view, i);
	put_proof(page, view, time);
}

static void put_head(struct page *page, const struct say_report *report)
{
	const struct report *found = &report->found;

	page_paragraph(page, 0, 2, TINT_BOLD, "%s", found->target);
	if (*found->resolution_reason)
		page_paragraph(page, 2, 2,
			report->n_endpoints ? TINT_NONE : TINT_BAD, "%s",
			found->resolution_reason);
	for (size_t i = 0; i < found->n_missing; i++)
		page_paragraph(page, 2, 2, TINT_NOTE, "%s", found->missing[i]);
	if (*report->file)
		page_paragraph(page, 2, 2, TINT_NONE, "the hello of %s (%s)",
			report->file, report->file_form);
	if (report->not_asked > 0)
		page_paragraph(page, 2, 2, TINT_NONE,
			"asked the first address that could be reached; %zu "
			"more (--mx all asks them too)",
			report->not_asked);
}

void say_page(struct page *page, const struct say_report *report)
{
	put_head(page, report);
	if (report->n_endpoints == 0)
		page_paragraph(page, 2, 2, TINT_BAD, "no address to ask");
	for (size_t i = 0; i < report->n_endpoints; i++)
		put_endpoint(page, &report->endpoints[i], report->time);
	text_capture(page, &report->found.capture);
}
