/* SPDX-License-Identifier: ISC */
/*
 * Filling an endpoint: it owns all it tells, and no byte of a peer stays raw.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "tests/analysis/report_made.h"

UNIT(a_report_outlives_its_portrait)
{
	struct made made;
	struct report report;
	const struct report_endpoint *e;

	made_kabelmail(&made);
	made_report(&report, &made.portrait);
	made_clear(&made);
	memset(&made, 'x', sizeof(made));
	e = &report.endpoints[0];
	assert_string_equal(e->asked.host, "mx.example");
	assert_int_equal(e->state, TRUTH_YES);
	assert_int_equal(e->versions[4].n_suites, 6);
	assert_int_equal(e->versions[4].suites[0].proof.n, 1);
	assert_string_equal(e->certificates[0].words.subject, "CN=mx.example");
	assert_int_equal(e->certificates[0].proof.n, 18);
	assert_string_equal(e->findings[0].id, "senders-fail");
	assert_true(e->preferred.seen);
	report_clear(&report);
}

UNIT(each_sender_that_comes_to_port_25_is_judged)
{
	struct made made;
	struct report report;
	size_t failing = 0;
	unsigned kinds = 0;

	made_kabelmail(&made);
	made_report(&report, &made.portrait);
	for (size_t i = 0; i < report.endpoints[0].n_senders; i++) {
		const struct report_sender *s = &report.endpoints[0].senders[i];

		assert_int_not_equal(s->sender->kind, SENDER_CLIENT);
		kinds |= 1U << s->sender->kind;
		failing += s->result == SENDER_FAILS;
		assert_int_equal(*s->suite_code != 0, *s->version != 0);
	}
	assert_true(failing > 0);
	assert_int_equal(kinds, 1U << SENDER_MTA | 1U << SENDER_LIBRARY);
	report_clear(&report);
	made_clear(&made);
}

UNIT(machines_behind_one_address_have_versions_of_their_own)
{
	struct made made, other;
	struct report report;
	const struct report_endpoint *e;

	made_kabelmail(&made);
	made_init(&other);
	made_suite(&other, VERSION_TLS12, 0xC030);
	made.portrait.n_backends = 2;
	strcpy(made.portrait.backends[0].name, "mx1.example");
	made.portrait.backends[0].portrait = &made.portrait;
	strcpy(made.portrait.backends[1].name, "mx2.example");
	made.portrait.backends[1].portrait = &other.portrait;
	made.portrait.backends[1].met = 3;
	made.portrait.unequal = true;
	made.portrait.unequal_met[1] = 7;
	made_report(&report, &made.portrait);
	e = &report.endpoints[0];
	assert_int_equal(e->n_backends, 2);
	assert_string_equal(e->backends[1].name, "mx2.example");
	assert_int_equal(e->backends[1].met, 3);
	assert_int_equal(e->backends[0].versions[4].n_suites, 6);
	assert_int_equal(e->backends[1].versions[4].n_suites, 1);
	assert_true(e->unequal.seen);
	assert_int_equal(e->unequal.second, 7);
	report_clear(&report);
	made_clear(&other);
	made_clear(&made);
}

/* Every text that a peer can fill. */
static void fill_all(struct made *made)
{
	static const char hostile[] = "\x1b[31m\x7f\xff\xe2\x80\xae\n";
	struct certificate_facts *facts = &made->log.certificates[0];
	struct observation *o = made_row(made, OUTCOME_SERVER_HELLO);
	char *const texts[] = { facts->subject, facts->issuer, facts->names[0],
		facts->key_type, facts->curve, facts->serial, facts->signature,
		facts->not_before, facts->not_after, facts->trouble, o->alpn,
		made->portrait.state_reason, made->portrait.incomplete_reason,
		made->portrait.versions[4].reason,
		made->portrait.versions[4].refusal };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		memcpy(texts[i], hostile, sizeof(hostile));
	memcpy(o->reply, hostile, sizeof(hostile));
	o->n_reply = sizeof(hostile);
	made->portrait.preferred = o;
}

static void assert_harmless(const char *text)
{
	for (const char *p = text; *p; p++)
		assert_true(*p >= ' ' && *p <= '~');
	assert_non_null(
		strstr(text, "\\x1b[31m\\x7f\\xff\\xe2\\x80\\xae\\x0a"));
}

UNIT(no_byte_of_a_peer_enters_raw)
{
	struct made made;
	struct report report;
	const struct report_endpoint *e;
	const struct certificate_words *words;

	made_kabelmail(&made);
	fill_all(&made);
	made_report(&report, &made.portrait);
	e = &report.endpoints[0];
	words = &e->certificates[0].words;
	{
		const char *const texts[] = { words->subject, words->issuer,
			words->names[0], words->key_type, words->curve,
			words->serial, words->signature, words->not_before,
			words->not_after, words->trouble, e->preferred.alpn,
			e->reason, e->incomplete_reason, e->versions[4].reason,
			e->versions[4].refusal,
			e->probes[e->n_probes - 1].connection.reply };

		for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
			assert_harmless(texts[i]);
	}
	report_clear(&report);
	made_clear(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_outlives_its_portrait),
		cmocka_unit_test(each_sender_that_comes_to_port_25_is_judged),
		cmocka_unit_test(
			machines_behind_one_address_have_versions_of_their_own),
		cmocka_unit_test(no_byte_of_a_peer_enters_raw),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
