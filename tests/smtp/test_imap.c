/* SPDX-License-Identifier: ISC */
/*
 * IMAP before TLS: greeting, capabilities, tagged answers, in any cut.
 */
#include "tests/smtp/talk.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

#define CAPA "a1 CAPABILITY\r\n"
#define STLS "a2 STARTTLS\r\n"
#define LIST "* CAPABILITY IMAP4rev1 STARTTLS\r\na1 OK done\r\n"
#define ROW(server, client, end, stop, stage, reply)                           \
	{                                                                      \
		"imap", server, client, end, stop, stage, 0, reply, NULL,      \
			false                                                  \
	}
#define CHECK(talks) talk_check_all(talks, sizeof(talks) / sizeof(*talks))

UNIT(go_ahead_is_the_tagged_ok)
{
	static const struct talk talks[] = {
		ROW("* OK hi\r\n" LIST "a2 OK now\r\n", CAPA STLS, DIALOG_GO,
			DIALOG_STOP_NONE, STAGE_STARTTLS, "a2 OK now\r\n"),
		/* untagged lines before it belong to the same reply */
		ROW("* OK hi\r\n" LIST "* 1 EXISTS\r\na2 ok\n", CAPA STLS,
			DIALOG_GO, DIALOG_STOP_NONE, STAGE_STARTTLS,
			"* 1 EXISTS\r\na2 ok\n"),
		/* an untagged OK, and the tag of the command before, are not */
		ROW("* OK hi\r\n" LIST "* OK go\r\n", CAPA STLS, DIALOG_READ,
			DIALOG_STOP_NONE, STAGE_STARTTLS, NULL),
		ROW("* OK hi\r\n" LIST "a1 OK go\r\n", CAPA STLS,
			DIALOG_STOPPED, DIALOG_STOP_GARBLED, STAGE_STARTTLS,
			"a1 OK go\r\n"),
		{ "imap", "* OK hi\r\n" LIST "a2 OK\r\n* BYE injected\r\n",
			CAPA STLS, DIALOG_GO, DIALOG_STOP_NONE, STAGE_STARTTLS,
			0, "a2 OK\r\n", "* BYE injected\r\n", false },
	};

	CHECK(talks);
}

UNIT(capabilities_in_the_greeting_are_not_asked_again)
{
	static const struct talk talks[] = {
		ROW("* OK [CAPABILITY IMAP4rev1 STARTTLS] hi\r\na2 OK\r\n",
			STLS, DIALOG_GO, DIALOG_STOP_NONE, STAGE_STARTTLS,
			"a2 OK\r\n"),
		ROW("* ok [capability starttls LOGINDISABLED]\r\n", STLS,
			DIALOG_READ, DIALOG_STOP_NONE, STAGE_STARTTLS, NULL),
		ROW("* OK [CAPABILITY IMAP4rev1] STARTTLS\r\n", "",
			DIALOG_STOPPED, DIALOG_STOP_NO_STARTTLS,
			STAGE_CAPABILITIES, NULL),
		ROW("* OK [ALERT] STARTTLS\r\n", CAPA, DIALOG_READ,
			DIALOG_STOP_NONE, STAGE_CAPABILITIES, NULL),
		{ "imap", "* OK [CAPABILITY IMAP4rev1]\r\na2 BAD\r\n", STLS,
			DIALOG_STOPPED, DIALOG_STOP_REFUSED, STAGE_STARTTLS, 0,
			"a2 BAD\r\n", NULL, true },
	};

	CHECK(talks);
}

UNIT(keyword_is_a_whole_word_of_the_list)
{
	static const struct talk talks[] = {
		ROW("* OK\r\n* CAPABILITY starttls\r\na1 OK\r\n", CAPA STLS,
			DIALOG_READ, DIALOG_STOP_NONE, STAGE_STARTTLS, NULL),
		ROW("* OK\r\n* CAPABILITY XSTARTTLS STARTTLS2\r\na1 OK\r\n",
			CAPA, DIALOG_STOPPED, DIALOG_STOP_NO_STARTTLS,
			STAGE_CAPABILITIES, NULL),
		ROW("* OK\r\n* NO STARTTLS\r\na1 OK STARTTLS\r\n", CAPA,
			DIALOG_STOPPED, DIALOG_STOP_NO_STARTTLS,
			STAGE_CAPABILITIES, NULL),
	};

	CHECK(talks);
}

UNIT(refusal_is_bye_no_bad_and_preauth)
{
	static const struct talk talks[] = {
		ROW("* BYE full\r\n", "", DIALOG_STOPPED, DIALOG_STOP_REFUSED,
			STAGE_GREETING, "* BYE full\r\n"),
		ROW("* PREAUTH hi\r\n", "", DIALOG_STOPPED, DIALOG_STOP_REFUSED,
			STAGE_GREETING, "* PREAUTH hi\r\n"),
		ROW("* OK\r\na1 BAD what\r\n", CAPA, DIALOG_STOPPED,
			DIALOG_STOP_REFUSED, STAGE_CAPABILITIES,
			"a1 BAD what\r\n"),
		ROW("* OK\r\n* BYE idle\r\n", CAPA, DIALOG_STOPPED,
			DIALOG_STOP_REFUSED, STAGE_CAPABILITIES, NULL),
		ROW("* OK\r\n" LIST "a2 NO not set up\r\n", CAPA STLS,
			DIALOG_STOPPED, DIALOG_STOP_REFUSED, STAGE_STARTTLS,
			"a2 NO not set up\r\n"),
		ROW("* OK\r\n" LIST "a2 BAD what\r\n", CAPA STLS,
			DIALOG_STOPPED, DIALOG_STOP_REFUSED, STAGE_STARTTLS,
			NULL),
		ROW("* OK\r\n" LIST "* BYE\r\n", CAPA STLS, DIALOG_STOPPED,
			DIALOG_STOP_REFUSED, STAGE_STARTTLS, NULL),
	};

	CHECK(talks);
}

UNIT(text_of_another_protocol_is_garbled)
{
	static const struct talk talks[] = {
		ROW("220 mx\r\n", "", DIALOG_STOPPED, DIALOG_STOP_GARBLED,
			STAGE_GREETING, "220 mx\r\n"),
		ROW("*OK hi\r\n", "", DIALOG_STOPPED, DIALOG_STOP_GARBLED,
			STAGE_GREETING, NULL),
		ROW("* NO hi\r\n", "", DIALOG_STOPPED, DIALOG_STOP_GARBLED,
			STAGE_GREETING, NULL),
		ROW("a2 OK\r\n", "", DIALOG_STOPPED, DIALOG_STOP_GARBLED,
			STAGE_GREETING, NULL),
		ROW("* OK\r\n+ go on\r\n", CAPA, DIALOG_STOPPED,
			DIALOG_STOP_GARBLED, STAGE_CAPABILITIES, NULL),
		ROW("* OK\r\na1 YES\r\n", CAPA, DIALOG_STOPPED,
			DIALOG_STOP_GARBLED, STAGE_CAPABILITIES, NULL),
		ROW("\r\n", "", DIALOG_STOPPED, DIALOG_STOP_GARBLED,
			STAGE_GREETING, NULL),
	};

	CHECK(talks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(go_ahead_is_the_tagged_ok),
		cmocka_unit_test(
			capabilities_in_the_greeting_are_not_asked_again),
		cmocka_unit_test(keyword_is_a_whole_word_of_the_list),
		cmocka_unit_test(refusal_is_bye_no_bad_and_preauth),
		cmocka_unit_test(text_of_another_protocol_is_garbled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
