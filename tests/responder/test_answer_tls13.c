/* SPDX-License-Identifier: ISC */
/*
 * TLS 1.3: HelloRetryRequest for the group of the server's choice, ServerHello
 * when the share is there, and the alerts of RFC 8446 9.2.
 */
#include "responder/responder.h"
#include "tests/responder/talk.h"
#include "wire/hello/hello_standard.h"

static struct profile profile;

static void ask_groups(const uint16_t *groups, size_t n, bool share)
{
	struct hello_spec spec = { .standard = hello_standard(0x0304,
					   share ? STYLE_SHARE
						 : STYLE_STANDARD),
		.suites = { SUITES(0x1301, 0x1302), 2 },
		.groups = { groups, n },
		.server_name = "mx.kabelmail.example" };

	talk_ask(&profile, &spec, NULL);
}

UNIT(an_empty_key_share_is_retried)
{
	talk_profile(&profile, "modern");
	ask_groups(NULL, 0, false);
	assert_int_equal(talk.flight.end, FLIGHT_RETRY);
	assert_int_equal(talk.answer.end, ANSWER_WAIT);
	assert_int_equal(talk.flight.hello.key_share_group, 0x11ec);
	assert_int_equal(talk.answer.group, 0x11ec);
	assert_int_equal(talk.flight.hello.suite, 0x1302);
	assert_int_equal(talk.flight.hello.negotiated, 0x0304);
	assert_true(slice_equal(
		talk.flight.hello.session_id, talk.hello.session_id));
}

UNIT(a_share_of_the_group_is_answered)
{
	static const uint16_t groups[] = { 29, 23 };

	talk_profile(&profile, "modern");
	ask_groups(groups, 2, true);
	assert_int_equal(talk.flight.end, FLIGHT_SEALED);
	assert_int_equal(talk.flight.hello.key_share_group, 29);
	assert_int_equal(talk.flight.hello.key_share.len, 32);
	assert_int_equal(talk.flight.hello.negotiated, 0x0304);
	assert_int_equal(talk.flight.hello.version, 0x0303);
}

/* No retry for the sake of a group that is only liked better. */
UNIT(an_acceptable_share_saves_the_retry)
{
	static const uint16_t groups[] = { 0x11ec, 29 };

	talk_profile(&profile, "modern");
	ask_groups(groups, 2, true);
	assert_int_equal(talk.flight.end, FLIGHT_SEALED);
	assert_int_equal(talk.answer.group, 29);
	assert_int_equal(talk.flight.hello.key_share_group, 29);
}

UNIT(every_group_of_the_museum_is_retried_for)
{
	talk_profile(&profile, "museum");
	for (size_t i = 0; i < profile.n_groups; i++) {
		const struct group *group = group_find(profile.groups[i]);

		ask_groups(&group->code, 1, false);
		assert_int_equal(talk.answer.accepted, group->tls13);
		if (!group->tls13)
			continue;
		assert_int_equal(talk.flight.end, FLIGHT_RETRY);
		assert_int_equal(talk.answer.group, group->code);
	}
}

UNIT(groups_may_go_by_the_client)
{
	static const uint16_t groups[] = { 24, 23, 29, 0x11ec };

	talk_profile(&profile, "modern");
	ask_groups(groups, 4, false);
	assert_int_equal(talk.answer.group, 0x11ec);
	profile.groups_client_order = true;
	ask_groups(groups, 4, false);
	assert_int_equal(talk.answer.group, 23);
}

UNIT(no_common_group_is_refused)
{
	static const uint16_t p521 = 25;

	talk_profile(&profile, "modern");
	ask_groups(&p521, 1, false);
	assert_int_equal(talk.answer.alert, 40);
}

/* Takes one extension out of a good hello. */
static void ask_without(uint16_t type)
{
	struct hello hello;
	size_t n = 0;

	ask_groups(NULL, 0, false);
	hello = talk.hello;
	for (size_t i = 0; i < hello.n_extensions; i++) {
		if (hello.extensions[i].type != type)
			hello.extensions[n++] = hello.extensions[i];
	}
	assert_int_equal(n + 1, hello.n_extensions);
	hello.n_extensions = n;
	talk_hello(&profile, &hello, NULL);
}

UNIT(what_must_be_there_is_missed_by_alert_109)
{
	talk_profile(&profile, "modern");
	ask_without(10);
	assert_int_equal(talk.answer.alert, 109);
	ask_without(13);
	assert_int_equal(talk.answer.alert, 109);
	ask_without(51);
	assert_int_equal(talk.answer.alert, 109);
	ask_without(0);
	assert_true(talk.answer.accepted);
}

static void ask_with_share(const uint8_t *body, size_t len)
{
	struct hello hello;

	ask_groups(NULL, 0, false);
	hello = talk.hello;
	for (size_t i = 0; i < hello.n_extensions; i++) {
		if (hello.extensions[i].type == 51)
			hello.extensions[i].body = slice_of(body, len);
	}
	talk_hello(&profile, &hello, NULL);
}

UNIT(a_share_of_wrong_length_is_illegal)
{
	static const uint8_t x25519_3[] = { 0, 7, 0, 29, 0, 3, 1, 2, 3 };
	static const uint8_t cut[] = { 0, 7, 0, 29, 0, 9, 1, 2, 3 };

	talk_profile(&profile, "modern");
	ask_with_share(x25519_3, sizeof(x25519_3));
	assert_int_equal(talk.answer.alert, 47);
	ask_with_share(cut, sizeof(cut));
	assert_int_equal(talk.answer.alert, 47);
}

UNIT(compression_must_be_null_alone)
{
	static const uint8_t methods[] = { 0, 1 };
	struct hello hello;

	talk_profile(&profile, "modern");
	ask_groups(NULL, 0, false);
	hello = talk.hello;
	hello.compression = slice_of(methods, 2);
	talk_hello(&profile, &hello, NULL);
	assert_int_equal(talk.answer.alert, 47);
}

UNIT(the_session_id_may_be_another)
{
	talk_profile(&profile, "modern");
	ask_groups(NULL, 0, false);
	assert_true(slice_equal(
		talk.flight.hello.session_id, talk.hello.session_id));
	profile.quirks.foreign_session_id = true;
	ask_groups(NULL, 0, false);
	assert_int_equal(talk.flight.hello.session_id.len, 32);
	assert_false(slice_equal(
		talk.flight.hello.session_id, talk.hello.session_id));
}

UNIT(a_draft_may_be_named)
{
	talk_profile(&profile, "modern");
	profile.quirks.unasked_version = 0x7f1c;
	ask_groups(NULL, 0, false);
	assert_int_equal(talk.flight.hello.negotiated, 0x7f1c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_key_share_is_retried),
		cmocka_unit_test(a_share_of_the_group_is_answered),
		cmocka_unit_test(an_acceptable_share_saves_the_retry),
		cmocka_unit_test(every_group_of_the_museum_is_retried_for),
		cmocka_unit_test(groups_may_go_by_the_client),
		cmocka_unit_test(no_common_group_is_refused),
		cmocka_unit_test(what_must_be_there_is_missed_by_alert_109),
		cmocka_unit_test(a_share_of_wrong_length_is_illegal),
		cmocka_unit_test(compression_must_be_null_alone),
		cmocka_unit_test(the_session_id_may_be_another),
		cmocka_unit_test(a_draft_may_be_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
