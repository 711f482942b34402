/* SPDX-License-Identifier: ISC */
/*
 * SSL 2 hellos: for SSL 2 itself and, in that form, for the versions above.
 */
#include "responder/responder.h"
#include "tests/responder/talk.h"

static struct profile profile;

UNIT(the_common_kinds_are_listed)
{
	talk_profile(&profile, "museum");
	talk_suites(
		&profile, 0x0002, SUITES(0x0700c0, 0x010080, 0xff8010), NULL);
	assert_int_equal(talk.flight.end, FLIGHT_SSL2);
	assert_int_equal(talk.answer.version, 0x0002);
	assert_int_equal(talk.flight.ssl2.version, 0x0002);
	assert_int_equal(talk.flight.ssl2.cipher_kinds.len, 6);
	assert_int_equal(
		slice_number(talk.flight.ssl2.cipher_kinds, 0, 3), 0x010080);
	assert_int_equal(
		slice_number(talk.flight.ssl2.cipher_kinds, 3, 3), 0x0700c0);
	assert_true(slice_equal(
		talk.flight.ssl2.certificate, builtin_certificate("rsa1024")));
	assert_int_equal(talk.flight.ssl2.connection_id.len, 16);
}

UNIT(no_common_kind_is_an_ssl2_error)
{
	talk_profile(&profile, "museum");
	talk_suites(&profile, 0x0002, SUITES(0xff8010), NULL);
	assert_int_equal(talk.flight.end, FLIGHT_SSL2_ERROR);
	assert_int_equal(talk.flight.ssl2.error, 1);
	assert_false(talk.answer.accepted);
}

UNIT(a_server_without_ssl2_refuses_the_version)
{
	talk_profile(&profile, "kabelmail");
	talk_suites(&profile, 0x0002, SUITES(0x010080), NULL);
	assert_int_equal(talk.answer.alert, 70);
	assert_int_equal(talk.answer.end, ANSWER_CLOSE);
	assert_int_equal(slice_number(talk.bytes, 1, 2), 0x0300);
}

/* RFC 5246 E.2: a challenge of 16 bytes is the end of the client random. */
UNIT(the_old_form_asks_for_new_versions_too)
{
	static const uint8_t kinds[] = { 1, 0, 0x80, 0, 0, 0x0a, 0, 0, 0x39, 0,
		0, 0xff };
	static const uint8_t challenge[16] = { 7 };
	struct hello hello = { .form = HELLO_SSL2,
		.version = 0x0301,
		.suites = slice_of(kinds, sizeof(kinds)),
		.random = slice_of(challenge, sizeof(challenge)) };

	talk_profile(&profile, "kabelmail");
	talk_hello(&profile, &hello, NULL);
	assert_int_equal(talk.answer.version, 0x0301);
	assert_int_equal(talk.answer.suite, 0x0039);
	assert_int_equal(talk.flight.end, FLIGHT_HELLO_DONE);
	assert_true(talk.flight.hello.secure_renegotiation);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_common_kinds_are_listed),
		cmocka_unit_test(no_common_kind_is_an_ssl2_error),
		cmocka_unit_test(a_server_without_ssl2_refuses_the_version),
		cmocka_unit_test(the_old_form_asks_for_new_versions_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
