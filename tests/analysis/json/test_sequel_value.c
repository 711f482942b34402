/* SPDX-License-Identifier: ISC */
/* Facts about analysis/json/sequel_value.c: words of what was seen, no more. */
#include "analysis/json/sequel_value.h"
#include "tests/lib/unit.h"

#include <stdlib.h>

struct row {
	const char *said;
	size_t len;
	enum sequel_answer answer;
	const char *parting;
	uint32_t after_ms, parted_ms;
	const char *kind, *words;
};
#define SAID(text) text, sizeof(text) - 1

static const struct row rows[] = {
	{ SAID("\x16\x03\x03\x00\x04\x10\x00\x00\x00\x14\x03\x03\x00\x01\x01"
	       "\x16\x03\x03\x00\x01z"),
		SEQUEL_TO_FLIGHT, "timeout", 4, 300, "went-on",
		"it went on after 4 ms (client_key_exchange, ChangeCipherSpec, "
		"1 sealed record): it took the answer, as far as can be seen" },
	{ SAID("\x15\x03\x03\x00\x02\x02\x2a"), SEQUEL_TO_FLIGHT, "fin", 9, 9,
		"alert",
		"it refused the answer after 9 ms: alert 42 (bad_certificate), "
		"fatal" },
	{ SAID("\x15\x03\x03\x00\x02\x02\x2a"), SEQUEL_TO_REFUSAL, "fin", 9, 9,
		"alert",
		"it had an alert of its own after 9 ms: alert 42 "
		"(bad_certificate), fatal" },
	{ SAID("\x15\x03\x03\x00\x02\x01\x00"), SEQUEL_TO_REFUSAL, "fin", 9, 9,
		"alert", "it took its leave after 9 ms (close_notify)" },
	{ SAID("QUIT\r\n\x1b[2J"), SEQUEL_TO_FLIGHT, "fin", 2, 9, "not-tls",
		"it said something that is no TLS after 2 ms" },
	{ SAID(""), SEQUEL_TO_FLIGHT, "fin", 0, 12, "closed",
		"it closed the connection after 12 ms, without a word" },
	{ SAID("\x14\x03\x03\x00\x01\x01"), SEQUEL_TO_SERVER_HELLO, "reset", 1,
		12, "reset",
		"it reset the connection after 12 ms, having said "
		"ChangeCipherSpec" },
	{ SAID(""), SEQUEL_TO_SERVER_HELLO, "timeout", 0, 5000, "waited",
		"it waited 5000 ms for the sealed rest, which hallo cannot "
		"send: it did not refuse the ServerHello" },
	{ SAID(""), SEQUEL_TO_FLIGHT, "timeout", 0, 5000, "waited",
		"it said nothing to it in 5000 ms" },
	{ SAID(""), SEQUEL_TO_REFUSAL, "timeout", 0, 5000, "waited",
		"it kept the connection for 5000 ms" },
	{ SAID(""), SEQUEL_TO_FLIGHT, "stopped", 0, 50, "stopped",
		"hallo was stopped before it said more" },
};

static const char *text_of(const json_t *value, const char *key)
{
	return json_string_value(json_object_get(value, key));
}

UNIT(each_end_has_its_words)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row *row = &rows[i];
		struct sequel sequel;
		json_t *value;

		sequel_begin(&sequel);
		sequel_feed(&sequel, (const uint8_t *)row->said, row->len);
		value = sequel_value(
			&(struct sequel_story){ &sequel, row->answer,
				row->parting, row->after_ms, row->parted_ms });
		assert_string_equal(text_of(value, "kind"), row->kind);
		assert_string_equal(text_of(value, "words"), row->words);
		assert_int_equal(
			json_integer_value(json_object_get(value, "bytes")),
			row->len);
		json_decref(value);
	}
}

UNIT(bytes_of_the_peer_are_escaped)
{
	struct sequel sequel;
	json_t *value;
	char *text;

	sequel_begin(&sequel);
	sequel_feed(&sequel, (const uint8_t *)"\x1b[2J\xff", 5);
	value = sequel_value(&(struct sequel_story){
		&sequel, SEQUEL_TO_FLIGHT, "fin", 1, 1 });
	assert_string_equal(text_of(value, "text"), "\\x1b[2J\\xff");
	text = json_dumps(value, 0);
	assert_null(strchr(text, '\x1b'));
	free(text);
	json_decref(value);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_end_has_its_words),
		cmocka_unit_test(bytes_of_the_peer_are_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
