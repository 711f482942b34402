/* SPDX-License-Identifier: ISC */
/*
 * Plays talks: feeds the server's words in pieces, keeps what the dialog does
 * not eat and feeds it again, as the net does, and compares all that came.
 */
#include "tests/smtp/talk.h"
#include "tests/lib/unit.h"
#include "smtp/dialogs.h"

#include <stdio.h>
#include <stdlib.h>

struct player {
	struct dialog d;
	char client[1024];
	size_t n_client;
	size_t eaten;
};

static void write_out(struct player *p)
{
	struct slice out;

	while (p->d.status == DIALOG_WRITE) {
		out = dialog_out(&p->d);
		assert_true(out.len > 0);
		assert_true(p->n_client < sizeof(p->client) - 1);
		p->client[p->n_client++] = (char)out.data[0];
		p->client[p->n_client] = '\0';
		dialog_sent(&p->d, 1);
	}
}

/* The bytes up to @end have come; an exact copy lets ASan see an over-read. */
static void come(struct player *p, const char *server, size_t end)
{
	size_t before;

	do {
		size_t len = end - p->eaten;
		uint8_t *copy = malloc(len ? len : 1);

		assert_non_null(copy);
		memcpy(copy, server + p->eaten, len);
		before = p->eaten;
		p->eaten += dialog_feed(&p->d, copy, len);
		free(copy);
		assert_true(p->eaten <= end);
		write_out(p);
	} while (p->eaten > before);
}

static void compare(const struct player *p, const struct talk *talk)
{
	struct slice reply = dialog_reply(&p->d);
	const char *left = talk->left ? talk->left : "";

	assert_string_equal(p->client, talk->client);
	assert_int_equal(p->d.status, talk->end);
	assert_int_equal(p->d.stop, talk->stop);
	assert_int_equal(p->d.stage, talk->stage);
	assert_int_equal(p->d.code, talk->code);
	assert_string_equal(talk->server + p->eaten, left);
	assert_int_equal(p->d.n_said, p->eaten);
	assert_memory_equal(p->d.said, talk->server, p->eaten);
	if (!talk->reply)
		return;
	assert_int_equal(reply.len, strlen(talk->reply));
	assert_memory_equal(reply.data, talk->reply, reply.len);
}

static void begin(struct player *p, const struct talk *talk)
{
	const struct dialog_kind *kind = dialog_find(talk->scheme);

	assert_non_null(kind);
	memset(p, 0, sizeof(*p));
	dialog_begin(&p->d, kind, "probe.example", talk->force);
	write_out(p);
}

void talk_check(const struct talk *talk)
{
	size_t len = strlen(talk->server);
	struct player p;

	begin(&p, talk);
	for (size_t i = 1; i <= len; i++)
		come(&p, talk->server, i);
	compare(&p, talk);
	for (size_t cut = 0; cut <= len; cut++) {
		begin(&p, talk);
		come(&p, talk->server, cut);
		come(&p, talk->server, len);
		compare(&p, talk);
	}
}

void talk_check_all(const struct talk *talks, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		print_message("# %s, row %zu\n", talks[i].scheme, i);
		talk_check(&talks[i]);
	}
}
