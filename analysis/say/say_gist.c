/* SPDX-License-Identifier: ISC */
/*
 * Are two answers alike? All that a server chooses is put into words; what is
 * new each time (random, shares, signatures, ids, times) is left out.
 */
#include <assert.h>
#include <string.h>

#include "analysis/json/names.h"
#include "analysis/say/say_parts.h"

#define REPLY_CODE 3 /* digits */

struct making {
	struct arena *arena;
	struct gist *gist;
};

static struct gist_row *find(struct gist *gist, const char *what)
{
	for (size_t i = 0; i < gist->n; i++)
		if (!strcmp(gist->rows[i].what, what))
			return &gist->rows[i];
	return NULL;
}

/* "": there is no such row. */
static const char *text_of(const struct gist *gist, const char *what)
{
	for (size_t i = 0; i < gist->n; i++)
		if (!strcmp(gist->rows[i].what, what))
			return gist->rows[i].text;
	return "";
}

/* Adds to the words of @what, a comma between; "" adds nothing. */
static void add(const struct making *m, const char *what, const char *text)
{
	struct gist_row *row = find(m->gist, what);

	if (!*text)
		return;
	if (row) {
		row->text = arena_printf(m->arena, "%s, %s", row->text, text);
		return;
	}
	assert(m->gist->n < GIST_ROWS);
	m->gist->rows[m->gist->n++] = (struct gist_row){ what, text };
}

/* A value of unknown meaning counts by its length. */
static void add_extension(
	const struct making *m, const struct answer_extension *extension)
{
	const char *name = *extension->name ? extension->name : extension->code;

	add(m, "extensions",
		*extension->words ? arena_printf(m->arena, "%s (%s)", name,
					    extension->words)
				  : arena_printf(m->arena, "%s (%zu bytes)",
					    name, extension->length));
}

static void add_suite(const struct making *m, const char *what, uint32_t code)
{
	char room[CODE_ROOM];

	add(m, what, arena_words(m->arena, suite_code_text(room, code)));
}

static void add_hello(
	const struct making *m, const struct server_hello_view *hello)
{
	if (!hello)
		return;
	add(m, "session id",
		arena_printf(
			m->arena, "%zu bytes", strlen(hello->session_id) / 2));
	add(m, "version", hello->negotiated);
	add(m, "version field", hello->version);
	add(m, "downgrade mark", hello->downgrade);
	add_suite(m, "suite", hello->suite);
	add(m, "compression", hello->compression);
	for (size_t i = 0; i < hello->n_extensions; i++)
		add_extension(m, &hello->extensions[i]);
}

static void add_certificates(
	const struct making *m, const struct certificates_view *certificates)
{
	for (size_t i = 0; certificates && i < certificates->n; i++)
		add(m, "certificates", certificates->list[i].sha256);
}

static void add_exchange(
	const struct making *m, const struct key_exchange_view *exchange)
{
	if (!exchange)
		return;
	add(m, "key exchange", exchange->words);
	add(m, "prime", exchange->dh ? exchange->prime.sha256 : "");
	add(m, "signature scheme", exchange->signature_scheme);
}

static void add_request(
	const struct making *m, const struct certificate_request_view *request)
{
	for (size_t i = 0; request && i < request->n_types; i++)
		add(m, "certificate types", request->types[i]);
	for (size_t i = 0; request && i < request->n_schemes; i++)
		add(m, "client's schemes", request->schemes[i]);
}

static void add_ssl2(const struct making *m, const struct ssl2_view *ssl2)
{
	if (!ssl2)
		return;
	add_certificates(m, &ssl2->certificates);
	for (size_t i = 0; i < ssl2->n_kinds; i++)
		add_suite(m, "cipher kinds", ssl2->kinds[i]);
	add(m, "SSL 2 error", ssl2->error_name);
}

static void add_item(const struct making *m, const struct flight_item *item)
{
	if (item->kind == ITEM_ALERT)
		add(m, "alerts", *item->name ? item->name : "no name");
	else
		add(m, "messages",
			*item->name ? item->name : item_kind_name(item->kind));
	add_hello(m, item->server_hello);
	add_certificates(m, item->certificates);
	add_exchange(m, item->key_exchange);
	add_request(m, item->certificate_request);
	add_ssl2(m, item->ssl2);
}

/* Of a refused dialog the code counts, not the words behind it. */
static void add_reply(const struct making *m, struct slice reply)
{
	add(m, "reply",
		arena_bytes(m->arena, reply.data,
			reply.len < REPLY_CODE ? reply.len : REPLY_CODE));
}

void say_gist(struct arena *arena, struct gist *gist,
	const struct outcome *outcome, const struct flight_view *flight)
{
	struct making m = { arena, gist };

	gist->n = 0;
	add(&m, "outcome", outcome_kind_name(outcome->kind));
	if (outcome->stage != STAGE_HELLO) {
		add(&m, "stage", stage_name(outcome->stage));
		add_reply(&m, outcome->reply);
	}
	for (size_t i = 0; flight && i < flight->n_items; i++)
		add_item(&m, &flight->items[i]);
}

bool say_gist_equal(const struct gist *a, const struct gist *b)
{
	bool equal = a->n == b->n;

	for (size_t i = 0; equal && i < a->n; i++)
		equal = !strcmp(a->rows[i].text, text_of(b, a->rows[i].what));
	return equal;
}

struct say_difference *say_differences(struct arena *arena, size_t *n,
	const struct gist *gist, const struct gist *first)
{
	struct say_difference *list =
		arena_zeroed(arena, gist->n + first->n, sizeof(*list));

	*n = 0;
	for (size_t i = 0; i < gist->n; i++) {
		const struct gist_row *row = &gist->rows[i];
		const char *there = text_of(first, row->what);

		if (strcmp(row->text, there) != 0)
			list[(*n)++] = (struct say_difference){ row->what,
				row->text, there };
	}
	for (size_t i = 0; i < first->n; i++) {
		const struct gist_row *row = &first->rows[i];

		if (!*text_of(gist, row->what))
			list[(*n)++] = (struct say_difference){ row->what, "",
				row->text };
	}
	return list;
}
