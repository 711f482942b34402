/* SPDX-License-Identifier: ISC */
/*
 * Facts about smtp/overhear.c: dialogs of two others, told as
 *
 *	"S220 mx", "CEHLO x", …	a line of a side; CR LF is added
 *	"c\x16\x03…"		bytes of a side, none added
 */
#include "smtp/overhear.h"
#include "tests/lib/unit.h"

#define HELLO "\x16\x03\x01\x00\x02hi"
#define ANSWER "\x16\x03\x03\x00\x02ok"

static uint8_t bytes[2][20000];
static struct conversation_turn turns[100];
static struct overheard o;

static void hear_joined(const char *const *said, size_t n, bool joined)
{
	struct overhear_stream streams[2];
	size_t len[2] = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		int side = said[i][0] == 'S' || said[i][0] == 's';
		bool line = said[i][0] == 'S' || said[i][0] == 'C';
		const char *text = said[i] + 1;
		/* records of the tests hold one zero, in their length */
		size_t size = strlen(text);

		if (!line)
			size = text[0] & 0x80 ? (size_t)5 : sizeof(HELLO) - 1;
		memcpy(bytes[side] + len[side], text, size);
		len[side] += size;
		if (line) {
			memcpy(bytes[side] + len[side], "\r\n", 2);
			len[side] += 2;
		}
		turns[i] = (struct conversation_turn){
			(enum conversation_side)side, len[side]
		};
	}
	for (int i = 0; i < 2; i++)
		streams[i] =
			(struct overhear_stream){ slice_of(bytes[i], len[i]),
				joined };
	overhear(&o, streams, turns, n);
}

#define HEAR(...)                                                              \
	do {                                                                   \
		const char *said[] = { __VA_ARGS__ };                          \
		hear_joined(said, sizeof(said) / sizeof(*said), false);        \
	} while (0)
#define JOIN(...)                                                              \
	do {                                                                   \
		const char *said[] = { __VA_ARGS__ };                          \
		hear_joined(said, sizeof(said) / sizeof(*said), true);         \
	} while (0)

static void tls_begins_at(size_t client, size_t server)
{
	assert_true(o.tls[SIDE_CLIENT].seen);
	assert_int_equal(o.tls[SIDE_CLIENT].at, client);
	assert_true(o.tls[SIDE_SERVER].seen);
	assert_int_equal(o.tls[SIDE_SERVER].at, server);
}

static void line_is(size_t i, enum conversation_side side, const char *text)
{
	assert_true(i < o.n_lines);
	assert_int_equal(o.lines[i].side, side);
	if (!slice_equal(o.lines[i].text, slice_of(text, strlen(text))))
		fail_msg("line %zu is '%.*s', not '%s'", i,
			(int)o.lines[i].text.len, o.lines[i].text.data, text);
}

UNIT(smtp_goes_to_tls)
{
	HEAR("S220 mx ESMTP", "CEHLO x", "S250-mx", "S250-SIZE",
		"S250 STARTTLS", "CSTARTTLS", "S220 go", "c" HELLO, "s" ANSWER);
	assert_int_equal(o.protocol, OVERHEARD_SMTP);
	assert_true(o.offered && o.asked);
	assert_int_equal(o.answer, OVERHEARD_GO);
	assert_int_equal(o.code, 220);
	tls_begins_at(18, 54);
	assert_int_equal(o.n_lines, 7);
	line_is(0, SIDE_SERVER, "220 mx ESMTP");
	line_is(1, SIDE_CLIENT, "EHLO x");
	line_is(5, SIDE_CLIENT, "STARTTLS");
	assert_int_equal(o.lines[5].end, 18);
}

UNIT(the_other_dialogs_go_to_tls)
{
	HEAR("S220 mx", "CLHLO x", "S250-mx", "S250 STARTTLS", "CSTARTTLS",
		"S220 go", "c" HELLO, "s" ANSWER);
	assert_int_equal(o.protocol, OVERHEARD_LMTP);
	assert_int_equal(o.answer, OVERHEARD_GO);
	HEAR("S* OK [CAPABILITY IMAP4rev1 STARTTLS] hi", "CA1 STARTTLS",
		"S* BYE?", "SA1 OK go", "c" HELLO, "s" ANSWER);
	assert_int_equal(o.protocol, OVERHEARD_IMAP);
	assert_true(o.offered);
	assert_int_equal(o.answer, OVERHEARD_GO);
	HEAR("S+OK hi", "CCAPA", "S+OK", "SUSER", "SSTLS", "S.", "CSTLS",
		"S+OK go", "c" HELLO, "s" ANSWER);
	assert_int_equal(o.protocol, OVERHEARD_POP3);
	assert_true(o.offered);
	assert_int_equal(o.answer, OVERHEARD_GO);
	assert_string_equal(overheard_protocol_name(o.protocol), "pop3");
}

UNIT(a_refusal_is_told)
{
	HEAR("S220 mx", "CEHLO x", "S250-mx", "S250 STARTTLS", "CSTARTTLS",
		"S454 4.7.0 not now", "CQUIT", "S221 bye");
	assert_int_equal(o.answer, OVERHEARD_REFUSED);
	assert_false(o.tls[0].seen || o.tls[1].seen);
	assert_int_equal(o.n_lines, 8);
	HEAR("S* OK hi", "Ca STARTTLS", "Sa NO not now");
	assert_int_equal(o.answer, OVERHEARD_REFUSED);
	assert_true(o.negative);
	HEAR("S+OK hi", "CSTLS", "S-ERR not now");
	assert_int_equal(o.answer, OVERHEARD_REFUSED);
	HEAR("S220 mx", "CEHLO x", "S250 mx", "CSTARTTLS", "S421 gone");
	assert_int_equal(o.answer, OVERHEARD_REFUSED);
	assert_int_equal(o.code, 421);
}

UNIT(pipelined_replies_are_counted)
{
	HEAR("S220 mx", "CEHLO x", "CRSET", "CSTARTTLS", "S250-mx",
		"S250 STARTTLS", "S220 not this one", "S454 but this");
	assert_int_equal(o.answer, OVERHEARD_REFUSED);
	assert_true(slice_equal(o.reply, slice_of("454 but this", 12)));
}

UNIT(tls_on_any_port)
{
	HEAR("c" HELLO, "s" ANSWER);
	assert_int_equal(o.protocol, OVERHEARD_TLS);
	tls_begins_at(0, 0);
	assert_false(o.tls[0].ssl2);
	HEAR("c" HELLO, "SHTTP/1.1 400 no");
	assert_int_equal(o.instead[SIDE_SERVER].len, 17);
	HEAR("c\x80\x2e\x01\x03\x01");
	assert_int_equal(o.protocol, OVERHEARD_TLS);
	assert_true(o.tls[0].ssl2);
}

UNIT(tls_against_clear_text_is_seen)
{
	HEAR("S220 mx", "c" HELLO, "S500 what?");
	assert_int_equal(o.protocol, OVERHEARD_SMTP);
	assert_true(o.tls[SIDE_CLIENT].seen);
	assert_false(o.tls[SIDE_SERVER].seen);
	assert_false(o.asked);
}

UNIT(clear_text_instead_of_tls_is_kept)
{
	HEAR("S220 mx", "CSTARTTLS", "S220 go", "CMAIL FROM:<>", "S220 again");
	assert_int_equal(o.answer, OVERHEARD_GO);
	assert_int_equal(o.instead[SIDE_CLIENT].len, 14);
	assert_int_equal(o.instead[SIDE_SERVER].len, 11);
	assert_false(o.tls[0].seen || o.tls[1].seen);
}

/* A hello that was sent before the go-ahead waits for it. */
UNIT(an_early_hello_is_found)
{
	HEAR("S220 mx", "CSTARTTLS", "c" HELLO, "S220 go", "s" ANSWER);
	assert_int_equal(o.answer, OVERHEARD_GO);
	tls_begins_at(10, 16);
	/* of the server nothing more was captured */
	HEAR("S220 mx", "CSTARTTLS", "c" HELLO);
	assert_true(o.tls[SIDE_CLIENT].seen);
	assert_int_equal(o.answer, OVERHEARD_NO_ANSWER);
}

UNIT(secrets_are_not_shown)
{
	HEAR("S220 mx", "CEHLO x", "S250 AUTH", "CAUTH LOGIN c2VjcmV0",
		"S334 go on", "CcGFzc3dvcmQ=", "S235 ok", "CMAIL FROM:<>");
	line_is(3, SIDE_CLIENT, "AUTH LOGIN ");
	assert_true(o.lines[3].hidden);
	line_is(5, SIDE_CLIENT, "");
	assert_true(o.lines[5].hidden);
	line_is(7, SIDE_CLIENT, "MAIL FROM:<>");
	assert_true(o.login);
	HEAR("S+OK", "CUSER u", "S+OK", "CPASS secret", "S+OK in");
	line_is(3, SIDE_CLIENT, "PASS ");
	assert_true(o.login);
	HEAR("S* OK", "Ca LOGIN u secret", "Sa OK in");
	line_is(1, SIDE_CLIENT, "a LOGIN ");
	HEAR("S220 ftp", "CUSER u", "S331 word?", "CPASS secret");
	line_is(3, SIDE_CLIENT, "PASS ");
}

UNIT(a_mail_in_clear_is_not_read)
{
	HEAR("S220 mx", "CEHLO x", "S250 mx", "CDATA", "S354 go",
		"CSubject: private", "C.", "S250 ok");
	assert_true(o.mail);
	assert_int_equal(o.n_lines, 4);
}

UNIT(unknown_talk_is_shown_in_part)
{
	HEAR("CGET / HTTP/1.1", "CHost: x", "C", "SHTTP/1.1 200 OK", "Sa",
		"Sb");
	assert_int_equal(o.protocol, OVERHEARD_UNKNOWN);
	assert_int_equal(o.n_lines, 4);
	assert_int_equal(o.n_left_out, 2);
}

UNIT(a_joined_stream_finds_its_records)
{
	JOIN("c\x17\x03\x03\x00\x02xx", "c" HELLO, "c" HELLO);
	assert_true(o.tls[0].seen);
	assert_int_equal(o.tls[0].at, 0);
	/* from within a record on */
	JOIN("c\x02zzzzzz", "c" HELLO, "c" HELLO, "c" HELLO);
	assert_true(o.tls[0].seen && o.tls[0].joined);
	assert_int_equal(o.tls[0].at, 7);
	JOIN("Sing service", "CUIT", "S221 bye");
	assert_int_equal(o.n_lines, 1);
	line_is(0, SIDE_SERVER, "221 bye");
	JOIN("c\x02zzzzzz");
	assert_int_equal(o.protocol, OVERHEARD_UNKNOWN);
	assert_false(o.tls[0].seen);
}

UNIT(endless_lines_end)
{
	struct overhear_stream streams[2] = { { { bytes[0], 0 }, false },
		{ { bytes[1], sizeof(bytes[1]) }, false } };

	memset(bytes[1], '2', sizeof(bytes[1]));
	overhear(&o, streams, NULL, 0);
	assert_int_equal(o.n_lines, 0);
	memset(bytes[1], '\n', sizeof(bytes[1]));
	overhear(&o, streams, NULL, 0);
	assert_true(o.n_lines + o.n_left_out == sizeof(bytes[1]));
}

static bool is_turned(
	const char *client, size_t n, const char *server, size_t m)
{
	struct overhear_stream streams[2] = { { slice_of(client, n), true },
		{ slice_of(server, m), true } };

	return overhear_is_turned(streams);
}

#define TURNED(client, server)                                                 \
	is_turned(client, sizeof(client) - 1, server, sizeof(server) - 1)

UNIT(who_greets_or_gets_a_hello_is_the_server)
{
	assert_true(TURNED("220 mx", ""));
	assert_true(TURNED("* OK", "a CAPABILITY"));
	assert_true(TURNED("+OK hi", ""));
	assert_true(TURNED("", "\x16\x03\x01\x00\x02\x01"));
	assert_false(TURNED("22", "220 mx"));
	assert_false(TURNED("EHLO x", "250-mx"));
	assert_false(TURNED("", "\x16\x03\x01\x00\x02\x02"));
	assert_false(TURNED("", "\x16\x03\x01\x00\x02"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(smtp_goes_to_tls),
		cmocka_unit_test(the_other_dialogs_go_to_tls),
		cmocka_unit_test(a_refusal_is_told),
		cmocka_unit_test(pipelined_replies_are_counted),
		cmocka_unit_test(tls_on_any_port),
		cmocka_unit_test(tls_against_clear_text_is_seen),
		cmocka_unit_test(clear_text_instead_of_tls_is_kept),
		cmocka_unit_test(an_early_hello_is_found),
		cmocka_unit_test(secrets_are_not_shown),
		cmocka_unit_test(a_mail_in_clear_is_not_read),
		cmocka_unit_test(unknown_talk_is_shown_in_part),
		cmocka_unit_test(a_joined_stream_finds_its_records),
		cmocka_unit_test(endless_lines_end),
		cmocka_unit_test(who_greets_or_gets_a_hello_is_the_server),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
