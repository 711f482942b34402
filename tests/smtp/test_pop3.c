/* SPDX-License-Identifier: ISC */
/*
 * POP3 before TLS: greeting, CAPA with or without an answer, STLS, in any cut.
 */
#include "tests/smtp/talk.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

#define CAPA "CAPA\r\n"
#define STLS "STLS\r\n"
#define LIST "+OK list\r\nUSER\r\nSTLS\r\n.\r\n"
#define ROW(server, client, end, stop, stage, reply)                           \
	{                                                                      \
		"pop3", server, client, end, stop, stage, 0, reply, NULL,      \
			false                                                  \
	}
#define CHECK(talks) talk_check_all(talks, sizeof(talks) / sizeof(*talks))

UNIT(go_ahead_is_ok_to_stls)
{
	static const struct talk talks[] = {
		ROW("+OK hi\r\n" LIST "+OK go\r\n", CAPA STLS, DIALOG_GO,
			DIALOG_STOP_NONE, STAGE_STARTTLS, "+OK go\r\n"),
		ROW("+OK\n+OK\nstls\n.\n+ok\n", CAPA STLS, DIALOG_GO,
			DIALOG_STOP_NONE, STAGE_STARTTLS, "+ok\n"),
		/* CAPA unknown: STLS is tried all the same */
		ROW("+OK hi\r\n-ERR what\r\n+OK go\r\n", CAPA STLS, DIALOG_GO,
			DIALOG_STOP_NONE, STAGE_STARTTLS, "+OK go\r\n"),
		{ "pop3", "+OK\r\n" LIST "+OK\r\n+OK injected\r\n", CAPA STLS,
			DIALOG_GO, DIALOG_STOP_NONE, STAGE_STARTTLS, 0,
			"+OK\r\n", "+OK injected\r\n", false },
	};

	CHECK(talks);
}

UNIT(keyword_is_a_whole_first_word_of_the_list)
{
	static const struct talk talks[] = {
		ROW("+OK\r\n+OK STLS\r\nXSTLS\r\nSASL STLS\r\n..\r\n.\r\n",
			CAPA, DIALOG_STOPPED, DIALOG_STOP_NO_STARTTLS,
			STAGE_CAPABILITIES, NULL),
		/* nothing is decided before the lone dot */
		ROW("+OK\r\n+OK\r\nSTLS\r\n", CAPA, DIALOG_READ,
			DIALOG_STOP_NONE, STAGE_CAPABILITIES, NULL),
		{ "pop3", "+OK\r\n+OK\r\n.\r\n-ERR no\r\n", CAPA STLS,
			DIALOG_STOPPED, DIALOG_STOP_REFUSED, STAGE_STARTTLS, 0,
			"-ERR no\r\n", NULL, true },
	};

	CHECK(talks);
}

UNIT(refusal_is_err)
{
	static const struct talk talks[] = {
		ROW("-ERR full\r\n", "", DIALOG_STOPPED, DIALOG_STOP_REFUSED,
			STAGE_GREETING, "-ERR full\r\n"),
		ROW("+OK\r\n" LIST "-ERR no\r\n", CAPA STLS, DIALOG_STOPPED,
			DIALOG_STOP_REFUSED, STAGE_STARTTLS, "-ERR no\r\n"),
		ROW("+OK\r\n-ERR\r\n-ERR no\r\n", CAPA STLS, DIALOG_STOPPED,
			DIALOG_STOP_REFUSED, STAGE_STARTTLS, "-ERR no\r\n"),
	};

	CHECK(talks);
}

UNIT(text_of_another_protocol_is_garbled)
{
	static const struct talk talks[] = {
		ROW("220 mx\r\n", "", DIALOG_STOPPED, DIALOG_STOP_GARBLED,
			STAGE_GREETING, "220 mx\r\n"),
		ROW("+OKAY\r\n", "", DIALOG_STOPPED, DIALOG_STOP_GARBLED,
			STAGE_GREETING, NULL),
		ROW("+OK\r\nSTLS\r\n", CAPA, DIALOG_STOPPED,
			DIALOG_STOP_GARBLED, STAGE_CAPABILITIES, NULL),
		ROW("+OK\r\n" LIST "OK\r\n", CAPA STLS, DIALOG_STOPPED,
			DIALOG_STOP_GARBLED, STAGE_STARTTLS, NULL),
	};

	CHECK(talks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(go_ahead_is_ok_to_stls),
		cmocka_unit_test(keyword_is_a_whole_first_word_of_the_list),
		cmocka_unit_test(refusal_is_err),
		cmocka_unit_test(text_of_another_protocol_is_garbled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
