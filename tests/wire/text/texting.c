/* SPDX-License-Identifier: ISC */
/* See texting.h. */
#include "tests/wire/text/texting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/hex.h"
#include "wire/hello/hello_build.h"
#include "wire/hello/hello_standard.h"
#include "wire/tables/names.h"
#include "wire/tables/versions.h"

const char small_text[] = "record TLSv1.0\n"
			  "client_hello {\n"
			  "  version TLSv1.2\n"
			  "  random 00 # short\n"
			  "  session_id dead beef\n"
			  "  suites {\n"
			  "    suite AES128-SHA\n"
			  "    suite 0x0039\n"
			  "  }\n"
			  "  compressions {\n"
			  "    compression null\n"
			  "  }\n"
			  "  extensions {\n"
			  "    extension supported_groups {\n"
			  "      group X25519\n"
			  "    }\n"
			  "    extension sni {\n"
			  "      host_name mx\n"
			  "    }\n"
			  "    extension renegotiation_info 00\n"
			  "  }\n"
			  "}\n";

char *text_of(struct slice bytes)
{
	uint8_t *scratch = malloc(bytes.len + 1);
	size_t len = hello_text_write(NULL, 0, bytes, scratch);
	char *text = malloc(len + 1);

	assert_non_null(scratch);
	assert_non_null(text);
	assert_int_equal(hello_text_write(text, len + 1, bytes, scratch), len);
	assert_int_equal(strlen(text), len);
	assert_true(len <= 400 + HELLO_TEXT_GROWTH * bytes.len);
	free(scratch);
	return text;
}

bool read_text(uint8_t *out, size_t room, const char *text, size_t *len,
	struct hello_text_mistake *mistake)
{
	struct writer w = writer_of(out, room);
	bool good = hello_text_read(&w, slice_of(text, strlen(text)), mistake);

	*len = w.len;
	return good;
}

void exact(struct slice bytes)
{
	char *text = text_of(bytes);
	uint8_t *again = malloc(bytes.len + 1);
	struct hello_text_mistake mistake;
	size_t len;

	if (!read_text(again, bytes.len, text, &len, &mistake) ||
		len != bytes.len || memcmp(again, bytes.data, len) != 0) {
		print_message("%s\nline %zu: %s\n", text, mistake.line,
			mistake.words);
		fail();
	}
	free(again);
	free(text);
}

uint8_t *standard(uint16_t version, size_t cut, size_t *len)
{
	static struct hello_draft draft;
	size_t room = 200 * 1024, n = 0;
	uint8_t *bytes = malloc(room);
	uint32_t *suites = calloc(suite_table_len, sizeof(*suites));
	struct hello_spec spec = { .standard =
					   hello_standard(version, STYLE_SHARE),
		.server_name = "mx.example.org",
		.cuts = { 1, &cut } };
	struct writer w = writer_of(bytes, room);

	assert_true(bytes && suites);
	for (size_t i = 0; i < suite_table_len; i++)
		if (suite_table[i].code <= 0xffff || version == VERSION_SSL2)
			suites[n++] = suite_table[i].code;
	spec.suites = (struct hello_suites){ suites, n };
	assert_true(hello_build(&w, &draft, &spec));
	*len = w.len;
	free(suites);
	return bytes;
}

void says(const char *body, const char *hex)
{
	char text[4000];
	uint8_t bytes[1000];
	struct hello_text_mistake mistake;
	size_t len, wanted_len;
	uint8_t *wanted = hex_read(hex, &wanted_len);

	snprintf(text, sizeof(text), "hallo hello 1\n%s", body);
	if (!read_text(bytes, sizeof(bytes), text, &len, &mistake)) {
		print_message("line %zu: %s\n", mistake.line, mistake.words);
		fail();
	}
	assert_int_equal(len, wanted_len);
	assert_memory_equal(bytes, wanted, len);
	free(wanted);
}

void mistaken(const char *body, size_t line, const char *words)
{
	char text[1000];
	uint8_t bytes[400];
	struct hello_text_mistake mistake;
	size_t len;

	snprintf(text, sizeof(text), "hallo hello 1\n%s", body);
	assert_false(read_text(bytes, sizeof(bytes), text, &len, &mistake));
	if (mistake.line != line || !strstr(mistake.words, words)) {
		print_message("%s\nline %zu: %s\n", body, mistake.line,
			mistake.words);
		fail();
	}
}
