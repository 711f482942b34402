/* SPDX-License-Identifier: ISC */
/*
 * The server's side: alone against a script, and joined with the client's side
 * of the same protocol, the bytes cut everywhere on both ways.
 */
#include "tests/smtp/talk.h"
#include "tests/lib/unit.h"
#include "smtp/dialogs.h"

#include <stdio.h>
#include <stdlib.h>

/* What came in one direction and was not eaten yet. */
struct pipe {
	uint8_t bytes[8192];
	size_t n, eaten;
};

static void carry(struct pipe *pipe, struct slice bytes)
{
	assert_true(pipe->n + bytes.len <= sizeof(pipe->bytes));
	memcpy(pipe->bytes + pipe->n, bytes.data, bytes.len);
	pipe->n += bytes.len;
}

static struct slice part(const struct pipe *pipe, size_t most)
{
	size_t n = pipe->n - pipe->eaten;

	return slice_of(pipe->bytes + pipe->eaten, n < most ? n : most);
}

struct pair {
	struct dialog client;
	struct dialog_server server;
	struct pipe up, down;
};

/* Moves at most @most bytes a step each way; false when nothing moves. */
static bool step(struct pair *p, size_t most)
{
	struct slice out = dialog_out(&p->client), in;
	size_t moved = 0;

	if (out.len > most)
		out.len = most;
	carry(&p->up, out);
	dialog_sent(&p->client, out.len);
	moved += out.len;
	in = part(&p->up, most);
	in.len = dialog_server_feed(&p->server, in.data, in.len);
	p->up.eaten += in.len;
	moved += in.len;
	out = dialog_server_out(&p->server);
	if (out.len > most)
		out.len = most;
	carry(&p->down, out);
	dialog_server_sent(&p->server, out.len);
	moved += out.len;
	in = part(&p->down, most);
	in.len = dialog_feed(&p->client, in.data, in.len);
	p->down.eaten += in.len;
	return moved + in.len > 0;
}

static void join(struct pair *p, const struct dialog_kind *kind, size_t most,
	const struct manners *manners, bool force)
{
	memset(p, 0, sizeof(*p));
	dialog_begin(&p->client, kind, "probe.example", force);
	dialog_server_begin(&p->server, kind, "mx.example", manners);
	while (step(p, most))
		;
}

UNIT(both_sides_of_every_dialog_reach_the_go_ahead)
{
	static struct pair p;

	for (size_t i = 0; i < dialog_kinds_len; i++)
		for (size_t most = 1; most < 200; most++) {
			join(&p, &dialog_kinds[i], most, NULL, false);
			assert_int_equal(p.client.status, DIALOG_GO);
			assert_int_equal(p.server.status, DIALOG_GO);
			assert_int_equal(p.down.eaten, p.down.n);
			assert_int_equal(p.up.eaten, p.up.n);
		}
}

UNIT(odd_words_lead_to_the_go_ahead_as_well)
{
	static const struct manners odd[] = {
		{ .two_line_greeting = true, .two_line_go_ahead = true },
		{ .lower_case = true },
		{ .noise = NOISE_ESCAPES },
		{ .noise = NOISE_NUL | NOISE_UTF8, .lower_case = true },
	};
	static struct pair p;

	for (size_t i = 0; i < dialog_kinds_len; i++)
		for (size_t k = 0; k < sizeof(odd) / sizeof(*odd); k++)
			for (size_t most = 1; most < 90; most++) {
				join(&p, &dialog_kinds[i], most, &odd[k],
					false);
				assert_int_equal(p.client.status, DIALOG_GO);
				assert_int_equal(p.server.status, DIALOG_GO);
				assert_int_equal(p.down.eaten, p.down.n);
			}
}

UNIT(server_without_starttls_is_understood)
{
	static const struct manners without = { .without_starttls = true };
	static const struct manners hidden = { .hides_starttls = true };
	static struct pair p;

	for (size_t i = 0; i < dialog_kinds_len; i++) {
		if (!dialog_kinds[i].protocol)
			continue;
		join(&p, &dialog_kinds[i], 1, &without, false);
		assert_int_equal(p.client.stop, DIALOG_STOP_NO_STARTTLS);
		join(&p, &dialog_kinds[i], 1, &without, true);
		assert_int_equal(p.client.stop, DIALOG_STOP_REFUSED);
		assert_int_equal(p.client.stage, STAGE_STARTTLS);
		assert_int_equal(p.server.status, DIALOG_READ);
		join(&p, &dialog_kinds[i], 1, &hidden, false);
		assert_int_equal(p.client.stop, DIALOG_STOP_NO_STARTTLS);
		join(&p, &dialog_kinds[i], 1, &hidden, true);
		assert_int_equal(p.client.status, DIALOG_GO);
	}
}

struct script {
	const char *scheme;
	const char *client; /* all its lines at once */
	const char *server; /* all answers behind the greeting */
	enum dialog_status end;
	const char *left;
};

struct odd_script {
	struct script script;
	struct manners manners;
	unsigned number;
};

static void play_oddly(const struct script *s, size_t most,
	const struct manners *manners, unsigned number)
{
	static struct dialog_server d;
	char said[8192] = "";
	size_t at = 0, n_said = 0, len = strlen(s->client), before;

	dialog_server_begin(&d, dialog_find(s->scheme), "mx.example", manners);
	d.number = number;
	dialog_server_sent(&d, dialog_server_out(&d).len);
	do {
		size_t n = len - at < most ? len - at : most;
		struct slice out;

		before = at;
		at += dialog_server_feed(
			&d, (const uint8_t *)s->client + at, n);
		out = dialog_server_out(&d);
		assert_true(n_said + out.len < sizeof(said));
		memcpy(said + n_said, out.data, out.len);
		n_said += out.len;
		said[n_said] = '\0';
		dialog_server_sent(&d, out.len);
	} while (at > before);
	assert_string_equal(said, s->server);
	assert_int_equal(d.status, s->end);
	assert_string_equal(s->client + at, s->left);
}

static void play(const struct script *s, size_t most)
{
	play_oddly(s, most, NULL, 0);
}

static void play_odd_ones(const struct odd_script *scripts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t most = 1; most < 100; most++)
			play_oddly(&scripts[i].script, most,
				&scripts[i].manners, scripts[i].number);
}

#define LIST                                                                   \
	"250-mx.example\r\n250-ENHANCEDSTATUSCODES\r\n"                        \
	"250-STARTTLS\r\n250 8BITMIME\r\n"
#define UNKNOWN "500 5.5.1 EHLO, STARTTLS, NOOP, RSET or QUIT please\r\n"
#define BAD "BAD CAPABILITY, STARTTLS, NOOP or LOGOUT please\r\n"
#define ERR "-ERR CAPA, STLS, NOOP or QUIT please\r\n"

UNIT(commands_get_the_answer_of_their_protocol)
{
	static const struct script scripts[] = {
		{ "smtp", "ehlo a\r\nSTARTTLS\r\nRSET\r\n",
			LIST "220 2.0.0 ready for TLS\r\n", DIALOG_GO,
			"RSET\r\n" },
		{ "smtp",
			"STARTTLS\nHELO a\nSTARTTLS\nEHLO\nEHLO a\n"
			"STARTTLS now\n",
			"503 5.5.1 EHLO first\r\n250 mx.example\r\n"
			"503 5.5.1 EHLO first\r\n501 5.5.4 name "
			"missing\r\n" LIST "501 5.5.4 no parameters\r\n",
			DIALOG_READ, "" },
		{ "smtp",
			"NOOP\r\nRSET\r\nMAIL FROM:<>\r\n\r\nLHLO a\r\n"
			"QUIT\r\nNOOP\r\n",
			"250 2.0.0 ok\r\n250 2.0.0 ok\r\n"
			"451 4.3.0 no mail is taken here\r\n" UNKNOWN UNKNOWN
			"221 2.0.0 bye\r\n",
			DIALOG_STOPPED, "NOOP\r\n" },
		{ "lmtp", "EHLO a\r\nHELO a\r\n",
			"500 5.5.1 LHLO, STARTTLS, NOOP, RSET or QUIT please"
			"\r\n500 5.5.1 LHLO, STARTTLS, NOOP, RSET or QUIT "
			"please\r\n",
			DIALOG_READ, "" },
		{ "imap", "x CAPABILITY\r\ny NOOP\r\nz starttls\r\nx NOOP\r\n",
			"* CAPABILITY IMAP4rev1 IMAP4rev2 STARTTLS "
			"LOGINDISABLED\r\nx OK done\r\ny OK done\r\n"
			"z OK begin TLS\r\n",
			DIALOG_GO, "x NOOP\r\n" },
		{ "imap",
			"x LOGIN a b\r\nx\r\n\r\n* OK\r\nx STARTTLS 1\r\n"
			"\xff OK\r\nx LOGOUT\r\n",
			"x " BAD "x " BAD "* BAD that is not a tag\r\n"
			"* BAD that is not a tag\r\nx " BAD
			"* BAD that is not a tag\r\n* BYE until then\r\n"
			"x OK bye\r\n",
			DIALOG_STOPPED, "" },
		{ "pop3", "capa\r\nNOOP\r\nUSER me\r\nSTLS x\r\nSTLS\r\n.",
			"+OK capabilities follow\r\nCAPA\r\nSTLS\r\n.\r\n"
			"+OK\r\n" ERR ERR "+OK begin TLS\r\n",
			DIALOG_GO, "." },
		{ "pop3", "QUIT\r\n", "+OK bye\r\n", DIALOG_STOPPED, "" },
	};

	for (size_t i = 0; i < sizeof(scripts) / sizeof(*scripts); i++)
		for (size_t most = 1; most < 100; most++)
			play(&scripts[i], most);
}

UNIT(line_over_the_cap_is_answered_once_and_forgotten)
{
	char client[3000];
	struct script s = { "smtp", client, UNKNOWN "250 2.0.0 ok\r\n",
		DIALOG_READ, "" };

	snprintf(client, sizeof(client), "NOOP %01100d\r\nNOOP\r\n", 0);
	play(&s, 1);
	play(&s, sizeof(client));
	snprintf(client, sizeof(client), "NOOP %01017d\r\nNOOP\r\n", 0);
	s.server = "250 2.0.0 ok\r\n250 2.0.0 ok\r\n";
	play(&s, 7);
}

UNIT(manners_change_the_words_of_the_protocol)
{
	static const struct odd_script scripts[] = {
		{ { "smtp", "EHLO a\r\nSTARTTLS\r\n",
			  LIST "220-2.0.0 a moment\r\n"
			       "220 2.0.0 ready for TLS\r\n",
			  DIALOG_GO, "" },
			{ .two_line_go_ahead = true }, 0 },
		{ { "smtp", "EHLO a\r\n",
			  "250-mx.example\r\n250-enhancedstatuscodes\r\n"
			  "250-starttls\r\n250 8bitmime\r\n",
			  DIALOG_READ, "" },
			{ .lower_case = true }, 0 },
		{ { "imap", "X1 CAPABILITY\r\n",
			  "* capability imap4rev1 imap4rev2 starttls "
			  "logindisabled\r\nX1 OK done\r\n",
			  DIALOG_READ, "" },
			{ .lower_case = true }, 0 },
		{ { "pop3", "CAPA\r\n",
			  "+ok capabilities follow\r\ncapa\r\nstls\r\n.\r\n",
			  DIALOG_READ, "" },
			{ .lower_case = true }, 0 },
		{ { "pop3", "CAPA\r\n",
			  "+OK capabilities follow \xff\xfe \xc0\xaf \xe2(\r\n"
			  "CAPA \xff\xfe \xc0\xaf \xe2(\r\n"
			  "STLS \xff\xfe \xc0\xaf \xe2(\r\n.\r\n",
			  DIALOG_READ, "" },
			{ .noise = NOISE_UTF8 }, 0 },
	};

	play_odd_ones(scripts, sizeof(scripts) / sizeof(*scripts));
}

UNIT(starttls_is_refused_on_each_second_connection)
{
	static const struct odd_script scripts[] = {
		{ { "smtp", "EHLO a\r\nSTARTTLS\r\nSTARTTLS\r\n",
			  LIST "454 4.7.0 TLS not available for now\r\n"
			       "454 4.7.0 TLS not available for now\r\n",
			  DIALOG_READ, "" },
			{ .refuse_starttls = 2 }, 2 },
		{ { "imap", "x STARTTLS\r\n", "x NO not for now\r\n",
			  DIALOG_READ, "" },
			{ .refuse_starttls = 2 }, 4 },
		{ { "pop3", "STLS\r\n", "-ERR not for now\r\n", DIALOG_READ,
			  "" },
			{ .refuse_starttls = 2 }, 2 },
		{ { "pop3", "STLS\r\n", "+OK begin TLS\r\n", DIALOG_GO, "" },
			{ .refuse_starttls = 2 }, 3 },
	};

	play_odd_ones(scripts, sizeof(scripts) / sizeof(*scripts));
}

UNIT(who_is_turned_away_hears_one_line)
{
	static const char *const words[][2] = {
		{ "smtp", "421 4.7.0 too many connections\r\n" },
		{ "lmtp", "421 4.7.0 too many connections\r\n" },
		{ "imap", "* BYE too many connections\r\n" },
		{ "pop3", "-ERR [SYS/TEMP] too many connections\r\n" },
		{ "tls", "" },
	};
	static struct dialog_server d;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		dialog_server_begin(
			&d, dialog_find(words[i][0]), "mx.example", NULL);
		dialog_server_turn_away(&d);
		struct slice out = dialog_server_out(&d);
		assert_int_equal(out.len, strlen(words[i][1]));
		assert_memory_equal(out.data, words[i][1], out.len);
		dialog_server_sent(&d, out.len);
		assert_int_equal(d.status, DIALOG_STOPPED);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_sides_of_every_dialog_reach_the_go_ahead),
		cmocka_unit_test(odd_words_lead_to_the_go_ahead_as_well),
		cmocka_unit_test(server_without_starttls_is_understood),
		cmocka_unit_test(commands_get_the_answer_of_their_protocol),
		cmocka_unit_test(
			line_over_the_cap_is_answered_once_and_forgotten),
		cmocka_unit_test(manners_change_the_words_of_the_protocol),
		cmocka_unit_test(starttls_is_refused_on_each_second_connection),
		cmocka_unit_test(who_is_turned_away_hears_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
