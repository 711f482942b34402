/* SPDX-License-Identifier: ISC */
/*
 * The driver of `hallo say` against the responder, as a pure function: verdict
 * and status of every kind of answer, second hellos, and which answers count as
 * alike.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/say/say_value.h"
#include "responder/responder.h"
#include "tests/lib/hex.h"

static struct server_flight flight;
static uint8_t buffer[FLIGHT_BUFFER], answer_bytes[FLIGHT_BUFFER];
static uint8_t scratch[100000], heard[2 * FLIGHT_BUFFER];
static size_t n_heard;
static struct hello asked; /* the last one that the server saw */
static struct profile profile;

static void load(const char *name)
{
	const char *text = profile_builtin(name);
	char message[200];

	profile_init(&profile);
	text = text ? text : name;
	if (!profile_read(&profile, text, strlen(text), message, 200))
		fail_msg("%s", message);
}

/* What the profile says to the hello; the flight reads it. */
static void answer(struct slice hello)
{
	static uint8_t seed[SEED_SIZE];
	struct writer w = writer_of(answer_bytes, sizeof(answer_bytes));
	struct answer said;
	struct slice bytes;
	size_t consumed;

	assert_int_equal(hello_read_records(&asked, &consumed, hello, scratch,
				 sizeof(scratch)),
		HELLO_READ);
	seed[0]++; /* another random each time */
	responder_answer(&said, &w, &profile, &asked, seed, NULL);
	bytes = writer_done(&w);
	memcpy(heard + n_heard, bytes.data, bytes.len);
	n_heard += bytes.len;
	flight_feed(&flight, bytes.data, bytes.len);
}

/* One exchange, as net/ carries it. */
static void exchange(struct say *say)
{
	struct probe probe = { 0 };
	struct outcome outcome = { .stage = STAGE_HELLO, .answer_ms = 23 };
	struct slice second;

	assert_true(say_driver.next(say, &probe));
	n_heard = 0;
	flight_begin(
		&flight, buffer, sizeof(buffer), probe.version == VERSION_SSL2);
	answer(probe.hello);
	if (flight.end == FLIGHT_RETRY) {
		second = probe.follow(probe.follow_ctx, &flight, 11);
		if (second.len) {
			flight_go_on(&flight);
			answer(second);
		}
	}
	outcome.flight = &flight;
	outcome.heard = slice_of(heard, n_heard);
	outcome.kind = outcome_kind_of_flight(&flight, OUTCOME_CLOSED);
	say_driver.learn(say, &probe, &outcome);
}

static struct say *begin(struct say_plan *plan)
{
	const char *trouble = NULL;
	struct say *say;

	if (!plan->times)
		plan->times = 1;
	say = say_new(plan, &trouble);
	if (!say)
		fail_msg("%s", trouble);
	return say;
}

static const char *text(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "";
}

static json_t *at(const json_t *value, const char *list, size_t i)
{
	json_t *one = json_array_get(json_object_get(value, list), i);

	assert_non_null(one);
	return one;
}

static void expect_verdict(const struct hello_spec *spec, const char *words,
	enum say_status status)
{
	struct say_plan plan = { .spec = spec };
	struct say *say = begin(&plan);
	json_t *value;

	exchange(say);
	assert_int_equal(say_driver.wanted(say), 0);
	value = say_value(say);
	if (!strstr(text(value, "verdict"), words))
		print_error("'%s', not '%s'\n", text(value, "verdict"), words);
	assert_non_null(strstr(text(value, "verdict"), words));
	assert_int_equal(say_status(say), status);
	json_decref(value);
	say_free(say);
}

UNIT(every_version_is_answered_in_its_words)
{
	static const struct {
		uint16_t version;
		const char *words;
	} rows[] = {
		{ 0x0002, "SSL 2 SERVER-HELLO: SSLv2, " },
		{ 0x0300, "chose SSLv3, " },
		{ 0x0301, "chose TLSv1.0, " },
		{ 0x0302, "chose TLSv1.1, " },
		{ 0x0303, "chose TLSv1.2, " },
		{ 0x0304, "chose TLSv1.3, 0x1302" },
	};

	load("museum");
	for (size_t i = 0; i < 6; i++) {
		struct hello_spec spec = { .versions = {
						   &rows[i].version, 1 } };

		expect_verdict(&spec, rows[i].words, SAY_ANSWERED);
	}
}

UNIT(a_refusal_has_its_alert_and_its_time)
{
	static const uint32_t suite = 0xfefe;
	struct hello_spec spec = { .suites = { &suite, 1 } };

	load("kabelmail");
	expect_verdict(&spec,
		"refused: alert 40 (handshake_failure), fatal, after 23 ms",
		SAY_REFUSED);
}

UNIT(a_retry_gets_a_second_hello)
{
	static const uint16_t groups[] = { 0x0018, 0x001d };
	static const uint16_t none;
	struct hello_spec spec = { .groups = { groups, 2 },
		.shares = { &none, 0 } };
	struct say_plan plan = { .spec = &spec, .hex = true };
	struct say *say = begin(&plan);
	json_t *value, *one;

	load("versions TLSv1.3\nsuites 1301\ngroups secp384r1\n"
	     "certificate rsa2048\n");
	exchange(say);
	assert_int_equal(asked.record_version, 0x0303);
	value = say_value(say);
	assert_string_equal(text(value, "verdict"),
		"HelloRetryRequest, and to the second hello: chose TLSv1.3, "
		"0x1301 TLS_AES_128_GCM_SHA256 with secp384r1");
	one = json_object_get(at(value, "answers", 0), "second_hello");
	assert_true(json_is_object(one));
	assert_int_equal(
		json_integer_value(json_object_get(one, "after_ms")), 11);
	assert_true(json_is_object(json_object_get(one, "hex")));
	one = json_object_get(at(value, "answers", 0), "flight");
	assert_int_equal(json_array_size(json_object_get(one, "items")), 2);
	json_decref(value);
	say_free(say);
}

UNIT(a_group_that_nobody_can_make_ends_with_the_retry)
{
	static const uint16_t groups[] = { 0x001a }; /* brainpoolP256r1 */
	static const uint16_t none;
	struct hello_spec spec = { .groups = { groups, 1 },
		.shares = { &none, 0 } };
	struct say_plan plan = { .spec = &spec };
	struct say *say = begin(&plan);
	struct probe probe = { 0 };
	static struct server_flight retry;
	struct slice second;

	assert_true(say_driver.next(say, &probe));
	retry.hello = (struct server_hello){
		.retry = true, .has_key_share = true, .key_share_group = 0x001a
	};
	second = probe.follow(probe.follow_ctx, &retry, 3);
	assert_int_equal(second.len, 0);
	say_free(say);
}

/* Outcomes without a flight's answer. */
static void learn_kind(struct say *say, enum stage stage,
	enum outcome_kind kind, const char *bytes, int errnum)
{
	struct probe probe = { 0 };
	struct outcome outcome = { .stage = stage,
		.kind = kind,
		.errnum = errnum,
		.answer_ms = 30000,
		.reply = { (const uint8_t *)bytes, strlen(bytes) } };

	if (stage != STAGE_HELLO) {
		say_driver.learn(say, NULL, &outcome);
		return;
	}
	assert_true(say_driver.next(say, &probe));
	flight_begin(&flight, buffer, sizeof(buffer), false);
	flight_feed(&flight, (const uint8_t *)bytes, strlen(bytes));
	outcome.flight = &flight;
	outcome.heard = outcome.reply;
	outcome.kind = outcome_kind_of_flight(&flight, kind);
	say_driver.learn(say, &probe, &outcome);
}

UNIT(all_other_ends_have_words_and_a_status)
{
	static const struct {
		enum stage stage;
		enum outcome_kind kind;
		const char *bytes;
		int errnum;
		const char *words;
		enum say_status status;
	} rows[] = {
		{ STAGE_HELLO, OUTCOME_CLOSED, "", 0,
			"closed without a word, after 30000 ms", SAY_REFUSED },
		{ STAGE_HELLO, OUTCOME_RESET, "", 0, "reset without a word",
			SAY_REFUSED },
		{ STAGE_HELLO, OUTCOME_CLOSED, "\x16\x03\x03", 0,
			"broke off in the middle of its answer, after",
			SAY_INCONCLUSIVE },
		{ STAGE_HELLO, OUTCOME_SILENCE, "", 0, "silence for 30 s",
			SAY_INCONCLUSIVE },
		{ STAGE_HELLO, OUTCOME_SILENCE, "\x16", 0,
			"1 bytes of an answer, then silence",
			SAY_INCONCLUSIVE },
		{ STAGE_HELLO, OUTCOME_CLOSED, "454 no \x1b[1mTLS\r\nx", 0,
			"answered, but not in TLS: 454 no \\x1b[1mTLS",
			SAY_INCONCLUSIVE },
		{ STAGE_GREETING, OUTCOME_REFUSED, "421 4.7.0 go away\r\n", 0,
			"the dialog was refused: 421 4.7.0 go away",
			SAY_INCONCLUSIVE },
		{ STAGE_CAPABILITIES, OUTCOME_NO_STARTTLS, "250 mx", 0,
			"STARTTLS is not on offer", SAY_INCONCLUSIVE },
		{ STAGE_STARTTLS, OUTCOME_CLOSED, "", 0,
			"no hello was sent, the server closed (starttls)",
			SAY_INCONCLUSIVE },
		{ STAGE_CONNECT, OUTCOME_UNREACHABLE, "", 111,
			"not reached: Connection refused", SAY_UNREACHED },
		{ STAGE_HELLO, OUTCOME_CANCELLED, "", 0, "interrupted",
			SAY_INCONCLUSIVE },
	};
	struct hello_spec spec = { 0 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct say_plan plan = { .spec = &spec };
		struct say *say = begin(&plan);
		json_t *value;

		learn_kind(say, rows[i].stage, rows[i].kind, rows[i].bytes,
			rows[i].errnum);
		value = say_value(say);
		if (!strstr(text(value, "verdict"), rows[i].words))
			print_error("%zu: %s\n", i, text(value, "verdict"));
		assert_non_null(strstr(text(value, "verdict"), rows[i].words));
		assert_int_equal(say_status(say), rows[i].status);
		assert_int_equal(say_driver.wanted(say), 0);
		json_decref(value);
		say_free(say);
	}
}

UNIT(each_hello_is_fresh_and_follows_from_the_seed)
{
	struct hello_spec spec = { 0 };
	struct say_plan plan = { .spec = &spec, .times = 2, .seed = { 9 } };
	struct say *say = begin(&plan), *again = begin(&plan);
	struct probe one = { 0 }, two = { 0 }, three = { 0 };

	assert_true(say_driver.next(say, &one));
	assert_true(say_driver.next(say, &two));
	assert_false(say_driver.next(say, &three));
	assert_int_equal(one.hello.len, two.hello.len);
	assert_memory_not_equal(one.hello.data + 11, two.hello.data + 11, 32);
	assert_true(say_driver.next(again, &three));
	assert_true(slice_equal(one.hello, three.hello));
	say_free(say);
	say_free(again);
}

UNIT(equal_answers_are_alike_whatever_is_random)
{
	struct hello_spec spec = { 0 };
	struct say_plan plan = { .spec = &spec, .times = 3 };
	struct say *say = begin(&plan);
	json_t *value;

	load("modern");
	for (size_t i = 0; i < 3; i++)
		exchange(say);
	value = say_value(say);
	assert_int_equal(
		json_integer_value(json_object_get(value, "alike")), 3);
	assert_int_equal(json_array_size(json_object_get(value, "answers")), 1);
	assert_int_equal(
		json_array_size(json_object_get(value, "exchanges")), 3);
	assert_int_equal(strlen(text(at(value, "answers", 0), "ja3s")), 32);
	assert_int_equal(say_status(say), SAY_ANSWERED);
	json_decref(value);
	say_free(say);
}

UNIT(unlike_answers_are_told_apart)
{
	static const uint16_t tls12 = 0x0303;
	struct hello_spec spec = { .versions = { &tls12, 1 } };
	struct say_plan plan = { .spec = &spec, .times = 5 };
	struct say *say = begin(&plan);
	json_t *value, *differs;
	bool seen = false;

	for (size_t i = 0; i < 4; i++) {
		load(i == 2 ? "modern" : "kabelmail");
		exchange(say);
	}
	learn_kind(say, STAGE_HELLO, OUTCOME_RESET, "", 0);
	value = say_value(say);
	assert_int_equal(
		json_integer_value(json_object_get(value, "alike")), 3);
	assert_int_equal(
		json_integer_value(json_object_get(value, "times")), 5);
	assert_int_equal(json_array_size(json_object_get(value, "answers")), 3);
	differs = json_object_get(at(value, "answers", 1), "differs");
	for (size_t i = 0; i < json_array_size(differs); i++) {
		const json_t *one = json_array_get(differs, i);

		if (!strcmp(text(one, "what"), "suite")) {
			seen = true;
			assert_string_equal(text(one, "first"), "0x0039");
		}
	}
	assert_true(seen);
	assert_int_equal(json_array_size(json_object_get(
				 at(value, "answers", 0), "differs")),
		0);
	assert_int_equal(say_status(say), SAY_INCONCLUSIVE);
	json_decref(value);
	say_free(say);
}

UNIT(verbatim_is_byte_by_byte)
{
	size_t len;
	uint8_t *bytes = golden_read("tls12_hello", &len);
	struct hello_spec spec = { .verbatim = { bytes, len } };
	struct say_plan plan = { .spec = &spec };
	struct say *say = begin(&plan);
	struct probe probe = { 0 };

	assert_true(say_driver.next(say, &probe));
	assert_true(slice_equal(probe.hello, slice_of(bytes, len)));
	assert_int_equal(probe.purpose, PURPOSE_SAID);
	assert_int_equal(probe.version, 0x0303);
	say_free(say);
	free(bytes);
}

UNIT(a_host_that_is_not_there_is_not_tried_again)
{
	struct hello_spec spec = { 0 };
	struct say_plan plan = { .spec = &spec, .times = 7 };
	struct say *say = begin(&plan);

	learn_kind(say, STAGE_CONNECT, OUTCOME_UNREACHABLE, "", 111);
	assert_int_equal(say_driver.wanted(say), 0);
	assert_false(say_reached(say));
	assert_int_equal(say_done(say), 1);
	say_free(say);
}

/* More is learnt than was wanted, when dialogs were ahead. */
UNIT(too_many_failures_are_no_harm)
{
	struct hello_spec spec = { 0 };
	struct say_plan plan = { .spec = &spec, .times = 2 };
	struct say *say = begin(&plan);

	for (size_t i = 0; i < 5; i++)
		learn_kind(say, STAGE_GREETING, OUTCOME_REFUSED, "421 x", 0);
	assert_int_equal(say_done(say), 2);
	say_free(say);
}

UNIT(a_hello_that_cannot_be_made_says_why)
{
	static const uint32_t kind = 0x010080;
	struct hello_spec spec = { .suites = { &kind, 1 } };
	struct say_plan plan = { .spec = &spec, .times = 1 };
	const char *trouble = NULL;

	assert_null(say_new(&plan, &trouble));
	assert_non_null(strstr(trouble, "SSL 2"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_version_is_answered_in_its_words),
		cmocka_unit_test(a_refusal_has_its_alert_and_its_time),
		cmocka_unit_test(a_retry_gets_a_second_hello),
		cmocka_unit_test(
			a_group_that_nobody_can_make_ends_with_the_retry),
		cmocka_unit_test(all_other_ends_have_words_and_a_status),
		cmocka_unit_test(each_hello_is_fresh_and_follows_from_the_seed),
		cmocka_unit_test(equal_answers_are_alike_whatever_is_random),
		cmocka_unit_test(unlike_answers_are_told_apart),
		cmocka_unit_test(verbatim_is_byte_by_byte),
		cmocka_unit_test(a_host_that_is_not_there_is_not_tried_again),
		cmocka_unit_test(too_many_failures_are_no_harm),
		cmocka_unit_test(a_hello_that_cannot_be_made_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
