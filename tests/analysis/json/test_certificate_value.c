/* SPDX-License-Identifier: ISC */
/*
 * A certificate as words and as JSON.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/json/certificate_value.h"

static struct certificate_facts *facts;

FIXTURE(begin)
{
	facts = calloc(1, sizeof(*facts));
	facts->readable = true;
	facts->size = 1200;
	facts->key_bits = 4096;
	facts->n_names = 2;
	facts->self_issued = true;
	memset(facts->sha256, 0x12, sizeof(facts->sha256));
	strcpy(facts->subject, "CN=mx,O=\\x1b \x1b");
	strcpy(facts->key_type, "RSA");
	strcpy(facts->names[0], "mx.example");
	strcpy(facts->names[1], "IP:192.0.2.1");
	return 0;
}

FIXTURE(end)
{
	free(facts);
	return 0;
}

UNIT(words_live_on_without_the_facts)
{
	struct arena arena = { 0 };
	struct certificate_words words;

	certificate_words_of(&arena, &words, facts);
	memset(facts, 'x', sizeof(*facts));
	assert_int_equal(strlen(words.sha256), 64);
	assert_memory_equal(words.sha256, "1212", 4);
	assert_string_equal(words.subject, "CN=mx,O=\\x1b \\x1b");
	assert_string_equal(words.issuer, "");
	assert_int_equal(words.n_names, 2);
	assert_string_equal(words.names[1], "IP:192.0.2.1");
	arena_clear(&arena);
}

UNIT(an_unreadable_one_has_nulls)
{
	json_t *value = certificate_value(facts);

	assert_string_equal(
		json_string_value(json_object_get(value, "issuer")), "");
	assert_true(json_is_true(json_object_get(value, "self_issued")));
	json_decref(value);
	facts->readable = false;
	strcpy(facts->trouble, "no DER");
	value = certificate_value(facts);
	assert_true(json_is_null(json_object_get(value, "subject")));
	assert_true(json_is_null(json_object_get(value, "issuer")));
	assert_true(json_is_null(json_object_get(value, "self_issued")));
	assert_true(json_is_null(json_object_get(value, "is_ca")));
	assert_string_equal(
		json_string_value(json_object_get(value, "trouble")), "no DER");
	json_decref(value);
}

static bool is_list(
	const json_t *value, const char *key, const char *first, size_t n)
{
	const json_t *list = json_object_get(value, key);

	return json_is_array(list) && json_array_size(list) == n &&
		!strcmp(json_string_value(json_array_get(list, 0)), first);
}

UNIT(what_is_said_of_its_use_is_a_list_and_silence_is_null)
{
	json_t *value = certificate_value(facts);

	assert_true(json_is_null(json_object_get(value, "key_usage")));
	assert_true(json_is_null(json_object_get(value, "extended_key_usage")));
	json_decref(value);
	facts->has_key_usage = true;
	facts->key_usage = 1 << 5 | 1 << 6;
	facts->n_purposes = 1;
	strcpy(facts->purposes[0], "client\x1b");
	value = certificate_value(facts);
	assert_true(is_list(value, "key_usage", "keyCertSign", 2));
	assert_true(is_list(value, "extended_key_usage", "client\\x1b", 1));
	json_decref(value);
	facts->key_usage = 0;
	value = certificate_value(facts);
	assert_int_equal(
		json_array_size(json_object_get(value, "key_usage")), 0);
	assert_true(json_is_array(json_object_get(value, "key_usage")));
	json_decref(value);
}

UNIT(more_names_than_there_is_room_for_are_not_read)
{
	struct arena arena = { 0 };
	struct certificate_words words;

	facts->n_names = CERTIFICATE_NAMES + 1;
	certificate_words_of(&arena, &words, facts);
	assert_int_equal(words.n_names, CERTIFICATE_NAMES);
	arena_clear(&arena);
}

#define PART(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(words_live_on_without_the_facts),
		PART(an_unreadable_one_has_nulls),
		PART(what_is_said_of_its_use_is_a_list_and_silence_is_null),
		PART(more_names_than_there_is_room_for_are_not_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
