/* SPDX-License-Identifier: ISC */
/*
 * Annotated bytes on a page: every byte once, with its meaning.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "cli/page/hex_page.h"
#include "tests/lib/hex.h"

static struct arena arena;
static struct bytes_view view;

static void look(struct slice bytes, enum bytes_side side)
{
	arena_clear(&arena);
	bytes_view_of(&arena, &view, bytes, side);
}

static char *text_of(unsigned width)
{
	struct page_style style = { .width = width };
	struct page page;

	page_init(&page, &style);
	hex_page(&page, 2, &view);
	return page_take(&page);
}

static void golden(const char *name, enum bytes_side side)
{
	size_t len;
	uint8_t *bytes = golden_read(name, &len);

	look(slice_of(bytes, len), side);
	free(bytes);
}

static void says(const char *text, const char *words)
{
	if (!strstr(text, words))
		print_error("no '%s' in:\n%s", words, text);
	assert_non_null(strstr(text, words));
}

UNIT(each_field_has_a_line_and_words)
{
	char *text;

	golden("tls12_dhe_flight", BYTES_OF_SERVER);
	text = text_of(80);

	says(text, "  0      15                       record.type: alert\n");
	says(text, "  1      03 03                    record.version: TLSv1.2");
	says(text,
		"70                       alert.description: "
		"unrecognized_name");
	says(text,
		"  12     02                       handshake.type: "
		"server_hello");
	says(text, "server_hello.suite:");
	says(text, "TLS_DHE_RSA_WITH_AES_256_CBC_SHA");
	says(text, "extension.type: renegotiation_info");
	says(text, "key_exchange.dh_p, goes on");
	says(text, "key_exchange.signature_scheme:");
	free(text);
}

/* What stands between place and words, joined, is the stream. */
UNIT(the_lines_hold_every_byte_once)
{
	const char *hex;
	char *text, *line;
	size_t at = 0;

	golden("rfc8448_client_hello", BYTES_OF_CLIENT);
	hex = view.hex;
	line = text = text_of(120);
	while (*line) {
		size_t len = strcspn(line, "\n");

		for (size_t i = 9; i + 1 < len && i < 9 + 48; i += 3) {
			if (line[i] == ' ')
				break;
			assert_int_equal(line[i], hex[at]);
			assert_int_equal(line[i + 1], hex[at + 1]);
			at += 2;
		}
		line += len + 1;
	}
	assert_int_equal(at, strlen(hex));
	free(text);
}

UNIT(names_of_the_client_are_text)
{
	char *text;

	golden("rfc8448_client_hello", BYTES_OF_CLIENT);
	text = text_of(80);

	says(text, "server_name.host: server");
	says(text, "key_share.group: x25519");
	says(text, "supported_versions.version:");
	free(text);
}

UNIT(what_is_cut_off_is_told)
{
	static const uint8_t bytes[] = { 22, 3, 3, 0, 50, 2, 0, 0, 46, 3, 3, 9,
		27, '[', '2', 'J' };
	char *text;

	look(slice_of(bytes, sizeof(bytes)), BYTES_OF_SERVER);
	text = text_of(80);
	says(text, "server_hello.random, cut off");
	free(text);
	look(slice_of(bytes + 12, 4), BYTES_OF_SERVER);
	text = text_of(80);
	says(text, "not_tls: \\x1b[2J");
	free(text);
}

UNIT(records_without_end_are_bounded)
{
	size_t len = 240000;
	uint8_t *bytes = malloc(len);

	for (size_t i = 0; i < len; i += 6)
		memcpy(bytes + i, "\x16\x03\x03\x00\x01\x00", 6);
	look(slice_of(bytes, len), BYTES_OF_SERVER);
	assert_int_equal(view.n_fields, 20000);
	assert_true(view.fields_left_out > 100000);
	free(bytes);
	arena_clear(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_field_has_a_line_and_words),
		cmocka_unit_test(the_lines_hold_every_byte_once),
		cmocka_unit_test(names_of_the_client_are_text),
		cmocka_unit_test(what_is_cut_off_is_told),
		cmocka_unit_test(records_without_end_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
