/* SPDX-License-Identifier: ISC */
/*
 * SMTP, submission and LMTP before TLS: what each reply means, in any cut.
 */
#include "tests/smtp/talk.h"
#include "tests/lib/unit.h"

#include <stdio.h>
#include <stdlib.h>

#define EHLO "EHLO probe.example\r\n"
#define LHLO "LHLO probe.example\r\n"
#define OFFER "250-mx\r\n250-SIZE 9\r\n250-STARTTLS\r\n250 8BITMIME\r\n"
#define CHECK(talks) talk_check_all(talks, sizeof(talks) / sizeof(*talks))

UNIT(go_ahead_comes_with_220_and_nothing_else)
{
	static const struct talk talks[] = {
		{ "smtp", "220 mx\r\n" OFFER "220 go\r\n", EHLO "STARTTLS\r\n",
			DIALOG_GO, DIALOG_STOP_NONE, STAGE_STARTTLS, 220,
			"220 go\r\n", NULL, false },
		{ "submission", "220 mx\r\n" OFFER "220 go\r\n",
			EHLO "STARTTLS\r\n", DIALOG_GO, DIALOG_STOP_NONE,
			STAGE_STARTTLS, 220, "220 go\r\n", NULL, false },
		{ "lmtp", "220 mx\r\n" OFFER "220 go\r\n", LHLO "STARTTLS\r\n",
			DIALOG_GO, DIALOG_STOP_NONE, STAGE_STARTTLS, 220,
			"220 go\r\n", NULL, false },
		/* greeting and go-ahead in two lines, bare code, LF alone */
		{ "smtp",
			"220-teaser\r\n220\n" OFFER "220-really\r\n220 go\r\n",
			EHLO "STARTTLS\r\n", DIALOG_GO, DIALOG_STOP_NONE,
			STAGE_STARTTLS, 220, "220-really\r\n220 go\r\n", NULL,
			false },
		/* 8-bit bytes in the banner */
		{ "smtp", "220 \xff\x80\xfc\r\n" OFFER "220\n",
			EHLO "STARTTLS\r\n", DIALOG_GO, DIALOG_STOP_NONE,
			STAGE_STARTTLS, 220, "220\n", NULL, false },
		/* what comes behind the go-ahead is left to the caller */
		{ "smtp", "220 mx\r\n" OFFER "220 go\r\n250 injected\r\n",
			EHLO "STARTTLS\r\n", DIALOG_GO, DIALOG_STOP_NONE,
			STAGE_STARTTLS, 220, "220 go\r\n", "250 injected\r\n",
			false },
	};

	CHECK(talks);
}

UNIT(keyword_is_a_whole_first_word_in_any_case)
{
	static const struct talk talks[] = {
		{ "smtp", "220 mx\r\n250-mx\r\n250 starttls\r\n220 go\r\n",
			EHLO "STARTTLS\r\n", DIALOG_GO, DIALOG_STOP_NONE,
			STAGE_STARTTLS, 220, NULL, NULL, false },
		{ "smtp", "220 mx\r\n250-mx\r\n250-StartTLS x\r\n250 A\r\n",
			EHLO "STARTTLS\r\n", DIALOG_READ, DIALOG_STOP_NONE,
			STAGE_STARTTLS, 250, NULL, NULL, false },
		{ "smtp", "220 mx\r\n250-mx\r\n250 XSTARTTLS\r\n", EHLO,
			DIALOG_STOPPED, DIALOG_STOP_NO_STARTTLS,
			STAGE_CAPABILITIES, 250, "250-mx\r\n250 XSTARTTLS\r\n",
			NULL, false },
		{ "smtp", "220 mx\r\n250-mx\r\n250 STARTTLSX\r\n", EHLO,
			DIALOG_STOPPED, DIALOG_STOP_NO_STARTTLS,
			STAGE_CAPABILITIES, 250, NULL, NULL, false },
		{ "smtp", "220 mx\r\n250-mx\r\n250-X STARTTLS\r\n250 A\r\n",
			EHLO, DIALOG_STOPPED, DIALOG_STOP_NO_STARTTLS,
			STAGE_CAPABILITIES, 250, NULL, NULL, false },
		/* the first line is the name of the server */
		{ "smtp", "220 mx\r\n250-STARTTLS here\r\n250 A\r\n", EHLO,
			DIALOG_STOPPED, DIALOG_STOP_NO_STARTTLS,
			STAGE_CAPABILITIES, 250, NULL, NULL, false },
		/* overwritten by a middlebox */
		{ "smtp", "220 mx\r\n250-mx\r\n250 XXXXXXXA\r\n", EHLO,
			DIALOG_STOPPED, DIALOG_STOP_NO_STARTTLS,
			STAGE_CAPABILITIES, 250, NULL, NULL, false },
		{ "smtp", "220 STARTTLS\r\n250 mx\r\n", EHLO, DIALOG_STOPPED,
			DIALOG_STOP_NO_STARTTLS, STAGE_CAPABILITIES, 250,
			"250 mx\r\n", NULL, false },
		/* asked for all the same */
		{ "smtp", "220 mx\r\n250 mx\r\n502 no\r\n", EHLO "STARTTLS\r\n",
			DIALOG_STOPPED, DIALOG_STOP_REFUSED, STAGE_STARTTLS,
			502, "502 no\r\n", NULL, true },
	};

	CHECK(talks);
}

UNIT(refusal_keeps_code_stage_and_words)
{
	static const char *const replies[] = { "421 4.7.0 too many\r\n",
		"450 later\r\n", "454 not now\r\n", "500\n", "501 what?\r\n",
		"502 no\r\n", "503 bad sequence\r\n", "504 need FQDN\r\n",
		"530-first\r\n530 then\r\n", "554 no service\r\n",
		"220-teaser\r\n521 go away\r\n" };
	static const struct {
		const char *before;
		const char *client;
		enum stage stage;
	} at[] = {
		{ "", "", STAGE_GREETING },
		{ "220 mx\r\n", EHLO, STAGE_CAPABILITIES },
		{ "220 mx\r\n" OFFER, EHLO "STARTTLS\r\n", STAGE_STARTTLS },
	};
	char server[200];

	for (size_t i = 0; i < sizeof(replies) / sizeof(*replies); i++)
		for (size_t j = 0; j < sizeof(at) / sizeof(*at); j++) {
			const char *last = strrchr(replies[i], '\n');
			struct talk talk = { .scheme = "smtp",
				.server = server,
				.client = at[j].client,
				.end = DIALOG_STOPPED,
				.stop = DIALOG_STOP_REFUSED,
				.stage = at[j].stage,
				.reply = replies[i] };

			while (last > replies[i] && last[-1] != '\n')
				last--;
			talk.code = atoi(last);
			snprintf(server, sizeof(server), "%s%s", at[j].before,
				replies[i]);
			talk_check(&talk);
		}
}

UNIT(text_of_another_protocol_is_garbled)
{
	static const char *const texts[] = { "* OK imap\r\n", "+OK pop\r\n",
		"HTTP/1.1 400 Bad Request\r\n", "\r\n", "22\r\n", "2200 x\r\n",
		"220_mx\r\n", "120 soon\r\n", "620 mx\r\n", "250 mx\r\n",
		"354 data\r\n", " 220 mx\r\n", "\x15\x03\x01\n" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct talk talk = { .scheme = "smtp",
			.server = texts[i],
			.client = "",
			.end = DIALOG_STOPPED,
			.stop = DIALOG_STOP_GARBLED,
			.stage = STAGE_GREETING,
			.code = atoi(texts[i]),
			.reply = texts[i] };

		if (talk.code != 250 && talk.code != 354)
			talk.code = 0;
		talk_check(&talk);
	}
}

UNIT(reply_of_another_success_is_no_go_ahead)
{
	static const struct talk talks[] = {
		{ "smtp", "220 mx\r\n" OFFER "250 go\r\n", EHLO "STARTTLS\r\n",
			DIALOG_STOPPED, DIALOG_STOP_GARBLED, STAGE_STARTTLS,
			250, "250 go\r\n", NULL, false },
		{ "smtp", "220 mx\r\n220 mx\r\n", EHLO, DIALOG_STOPPED,
			DIALOG_STOP_GARBLED, STAGE_CAPABILITIES, 220,
			"220 mx\r\n", NULL, false },
	};

	CHECK(talks);
}

UNIT(unfinished_reply_draws_no_word)
{
	static const struct talk talks[] = {
		{ "smtp", "220-teaser\r\n", "", DIALOG_READ, DIALOG_STOP_NONE,
			STAGE_GREETING, 220, "220-teaser\r\n", NULL, false },
		{ "smtp", "220 mx\r", "", DIALOG_READ, DIALOG_STOP_NONE,
			STAGE_GREETING, 0, "220 mx\r", NULL, false },
		{ "smtp", "220 mx\r\n" OFFER "220 go", EHLO "STARTTLS\r\n",
			DIALOG_READ, DIALOG_STOP_NONE, STAGE_STARTTLS, 250,
			"220 go", NULL, false },
	};

	CHECK(talks);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(go_ahead_comes_with_220_and_nothing_else),
		cmocka_unit_test(keyword_is_a_whole_first_word_in_any_case),
		cmocka_unit_test(refusal_keeps_code_stage_and_words),
		cmocka_unit_test(text_of_another_protocol_is_garbled),
		cmocka_unit_test(reply_of_another_success_is_no_go_ahead),
		cmocka_unit_test(unfinished_reply_draws_no_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
