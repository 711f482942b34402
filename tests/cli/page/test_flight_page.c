/* SPDX-License-Identifier: ISC */
/*
 * A server's answer on a page: the facts stand there, whatever the
 * width, and no byte of the peer drives the terminal.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/page/flight_page.h"
#include "tests/lib/hex.h"

static struct server_flight flight;
static uint8_t buffer[FLIGHT_BUFFER];

static char *text_of(struct slice bytes, bool ssl2, unsigned width)
{
	struct page_style style = { .width = width };
	struct arena arena = { 0 };
	struct flight_view view;
	struct page page;
	char *text;

	flight_begin(&flight, buffer, sizeof(buffer), ssl2);
	flight_feed(&flight, bytes.data, bytes.len);
	flight_view_of(&arena, &view, &flight, bytes);
	page_init(&page, &style);
	flight_page(&page, 2, &view);
	text = page_take(&page);
	arena_clear(&arena);
	return text;
}

static char *golden_text(const char *name, bool ssl2, unsigned width)
{
	size_t len;
	uint8_t *bytes = golden_read(name, &len);
	char *text = text_of(slice_of(bytes, len), ssl2, width);

	free(bytes);
	return text;
}

static void says(const char *text, const char *words)
{
	if (!strstr(text, words))
		print_error("no '%s' in:\n%s", words, text);
	assert_non_null(strstr(text, words));
}

UNIT(tls12_stands_there_message_by_message)
{
	char *text = golden_text("tls12_dhe_flight", false, 100);

	says(text, "at 5: alert 112 (unrecognized_name), level 1, not fatal");
	says(text, "at 12: server_hello (2), 45 bytes");
	says(text,
		"0x0039 TLS_DHE_RSA_WITH_AES_256_CBC_SHA "
		"(DHE-RSA-AES256-SHA)");
	says(text, "renegotiation_info 0xFF01: secure renegotiation");
	says(text, "Session id            none");
	says(text, "Key exchange          DH 64 bits");
	says(text, "not one that hallo knows");
	says(text, "Signature scheme      rsa_pkcs1_sha512");
	says(text, "server_hello_done (14), 0 bytes");
	free(text);
}

UNIT(a_retry_and_ssl2_have_words_of_their_own)
{
	char *text = golden_text("rfc8448_retry", false, 100);

	says(text, "server_hello (2), 172 bytes: HelloRetryRequest");
	says(text, "TLSv1.3 (the field says TLSv1.2)");
	says(text, "key_share 0x0033: wants secp256r1");
	free(text);
	text = golden_text("ssl2_server_hello", true, 100);
	says(text, "at 2: SSL 2 message");
	says(text, "0x010080 SSL_CK_RC4_128_WITH_MD5");
	free(text);
}

UNIT(no_line_is_wider_than_asked_for)
{
	for (unsigned width = 60; width <= 120; width += 20) {
		char *text = golden_text("rfc8448_retry", false, width);

		for (char *line = text; *line; line++) {
			size_t len = strcspn(line, "\n");

			assert_true(len <= width);
			line += len;
		}
		free(text);
	}
}

UNIT(no_control_character_comes_through)
{
	static const char bytes[] = "220 \x1b[2J\x07 hello";
	char *text = text_of(slice_of(bytes, sizeof(bytes) - 1), false, 80);

	says(text, "at 0: no TLS");
	says(text, "220 \\x1b[2J\\x07 hello");
	assert_null(strchr(text, '\033'));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls12_stands_there_message_by_message),
		cmocka_unit_test(a_retry_and_ssl2_have_words_of_their_own),
		cmocka_unit_test(no_line_is_wider_than_asked_for),
		cmocka_unit_test(no_control_character_comes_through),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
