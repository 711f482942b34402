/* SPDX-License-Identifier: ISC */
/*
 * Which endpoints are told once: each member that is told makes a difference,
 * but for place, time, proof and cost.
 */
#include "tests/lib/unit.h"

#include <string.h>

#include "tests/analysis/report_made.h"

static struct made made;
static struct report report;
static struct report_endpoint *a, *b;

/* Two endpoints of one configuration, at two addresses. */
FIXTURE(begin)
{
	struct report_asked asked = made_asked;

	made_kabelmail(&made);
	made_group(&made, VERSION_TLS12, 0x001D, TRUTH_YES);
	report_begin(&report, "example.org", 2);
	a = &report.endpoints[0];
	b = &report.endpoints[1];
	report_fill(&report, a, &made_asked, &made.portrait);
	asked.address = "192.0.2.2";
	asked.started_ms = 7;
	report_fill(&report, b, &asked, &made.portrait);
	return 0;
}

FIXTURE(end)
{
	report_clear(&report);
	made_clear(&made);
	return 0;
}

UNIT(place_time_proof_and_cost_make_no_difference)
{
	assert_ptr_equal(report_same_as(&report, 1), a);
	assert_null(report_same_as(&report, 0));
	b->asked.host = "other.example";
	b->asked.server_name = "other.example";
	b->cost.connections = 99;
	b->incomplete_reason = "interrupted";
	b->versions[4].proof.n = 0;
	b->versions[4].suites[0].proof.n = 0;
	b->findings[0].proof.n = 0;
	b->preferred.bytes_in = 1;
	b->unequal.seen = true;
	b->n_probes = 0;
	assert_ptr_equal(report_same_as(&report, 1), a);
}

/* One that was changed is not the same; changed back, it is again. */
#define DIFFERS(place, value)                                                  \
	do {                                                                   \
		__typeof__(place) was = (place);                               \
		(place) = (value);                                             \
		if (report_same_as(&report, 1))                                \
			fail_msg("%s makes no difference", #place);            \
		(place) = was;                                                 \
		assert_ptr_equal(report_same_as(&report, 1), a);               \
	} while (0)

UNIT(what_an_endpoint_says_makes_a_difference)
{
	DIFFERS(b->asked.port, 587);
	DIFFERS(b->asked.dialog, "imap");
	DIFFERS(b->state, TRUTH_NO);
	DIFFERS(b->reason, "words");
	DIFFERS(b->complete, false);
	DIFFERS(b->n_findings, 0);
	DIFFERS(b->findings[0].severity, SEVERITY_CRITICAL);
	DIFFERS(b->findings[0].detail, "words");
	DIFFERS(b->findings[0].fix, "words");
	DIFFERS(b->n_backends, 1);
	DIFFERS(b->n_certificates, 0);
	DIFFERS(b->certificates[0].words.sha256, "00");
	DIFFERS(b->senders[0].result, SENDER_NOT_APPLICABLE);
	DIFFERS(b->senders[0].reason, "words");
	DIFFERS(b->senders[0].unless, "words");
	DIFFERS(b->senders[0].suite_code, "0x1234");
}

UNIT(what_a_version_says_makes_a_difference)
{
	struct report_version *v = &b->versions[4];

	DIFFERS(v->state, TRUTH_NO);
	DIFFERS(v->reason, "words");
	DIFFERS(v->refusal, "words");
	DIFFERS(v->has_order, false);
	DIFFERS(v->order, SUITE_ORDER_CLIENT);
	DIFFERS(v->n_suites, 5);
	DIFFERS(v->suites_complete, false);
	DIFFERS(v->suites[1].code, 0x1301);
	DIFFERS(v->suites[1].dh_bits, 2048);
	DIFFERS(v->suites[1].dh_bits_rfc7919, 2048);
	DIFFERS(v->suites[1].shape, SHAPE_PLAIN);
	DIFFERS(v->suites[1].group, "x25519");
	DIFFERS(v->suites[1].signature_scheme, "ed25519");
	DIFFERS(v->suites[1].export_rsa_bits, 512);
	DIFFERS(v->n_groups, 0);
	DIFFERS(v->groups[0].state, TRUTH_NO);
	DIFFERS(v->groups[0].reason, "words");
	DIFFERS(v->has_groups_order, false);
	DIFFERS(v->groups_order, SUITE_ORDER_CLIENT);
	DIFFERS(v->dhe.bits, 2048);
	DIFFERS(v->dhe_rfc7919.prime, "words");
	DIFFERS(v->dhe_rfc7919.prime_sha256, "00");
	DIFFERS(v->same_set, TRUTH_NO);
	DIFFERS(v->deflate, TRUTH_YES);
}

UNIT(what_a_sender_gets_makes_a_difference)
{
	DIFFERS(b->preferred.seen, false);
	DIFFERS(b->preferred.version, VERSION_TLS11);
	DIFFERS(b->preferred.suite, "0x1234");
	DIFFERS(b->preferred.group, "x25519");
	DIFFERS(b->preferred.dh_bits, 2048);
	DIFFERS(b->preferred.server_temp_key, "words");
	DIFFERS(b->preferred.signature_scheme, "words");
	DIFFERS(b->preferred.peer_signing_digest, "words");
	DIFFERS(b->preferred.certificate, -1);
	DIFFERS(b->preferred.client_certificate_requested, true);
	DIFFERS(b->preferred.secure_renegotiation, false);
	DIFFERS(b->preferred.compression, "deflate");
	DIFFERS(b->preferred.alpn, "smtp");
	DIFFERS(b->preferred_tls12.suite, "0x1234");
}

UNIT(classes_and_machines_make_a_difference)
{
	struct report_backend of_a = { .name = "mx", .greetings = 1 };
	struct report_backend of_b = of_a;
	size_t classes_a[1] = { 6 }, classes_b[1] = { 6 };

	memcpy(of_a.versions, a->versions, sizeof(a->versions));
	memcpy(of_b.versions, b->versions, sizeof(b->versions));
	a->backends = &of_a;
	b->backends = &of_b;
	a->n_backends = b->n_backends = 1;
	a->versions[4].classes = classes_a;
	b->versions[4].classes = classes_b;
	a->versions[4].n_classes = b->versions[4].n_classes = 1;
	of_b.met = 7;
	assert_ptr_equal(report_same_as(&report, 1), a);
	DIFFERS(classes_b[0], 5);
	DIFFERS(of_b.name, "other");
	DIFFERS(of_b.greetings, 2);
	DIFFERS(of_b.complete, true);
	DIFFERS(of_b.state, TRUTH_NO);
	DIFFERS(of_b.versions[4].suites[0].code, 1);
}

#define PART(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PART(place_time_proof_and_cost_make_no_difference),
		PART(what_an_endpoint_says_makes_a_difference),
		PART(what_a_version_says_makes_a_difference),
		PART(what_a_sender_gets_makes_a_difference),
		PART(classes_and_machines_make_a_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
