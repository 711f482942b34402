/* SPDX-License-Identifier: ISC */
/* The place of suites that answer only beside RFC 7919 groups. */
#include "tests/analysis/simulator.h"

#include "tests/lib/unit.h"

#include <stdlib.h>

static void has(struct profile *profile, const uint32_t *codes, size_t n)
{
	struct profile_version *v = &profile->versions[4];

	profile_init(profile);
	v->supported = true;
	memcpy(v->suites, codes, n * sizeof(*codes));
	v->n_suites = n;
	profile->dh_bits = 0; /* no group of its own */
	profile->dh_rfc7919 = true;
	profile->groups[profile->n_groups++] = 23;
	profile->n_certificates = 1;
	strcpy(profile->certificates[0], "rsa2048");
}

/* The order of such a server, as it is found; connections. */
static size_t audit_finds(unsigned ask, const uint32_t *codes, size_t n)
{
	struct profile *profile = calloc(1, sizeof(*profile));
	struct audit_options options = { .ask = ask, .server_name = "mx.test" };
	struct simulation sim = { .profile = profile };
	const struct version_fact *fact;
	size_t connections;

	has(profile, codes, n);
	sim.audit = machines_new(&options);
	simulate(&sim, 500);
	fact = &machines_portrait(sim.audit, NULL)->versions[4];
	assert_int_equal(fact->n_suites, n);
	assert_int_equal(fact->order, SUITE_ORDER_SERVER);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(fact->suites[i].code, codes[i]);
		assert_false(fact->suites[i].unplaced);
	}
	connections = sim.connections;
	machines_free(sim.audit);
	free(profile);
	return connections;
}

#define FINDS(ask, ...)                                                        \
	audit_finds(ask, (const uint32_t[]){ __VA_ARGS__ },                    \
		sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

UNIT(a_suite_in_the_middle_is_found_there)
{
	FINDS(ASK_SUITES, 0xc02f, 0xc030, 0xcca8, 0xccaa, 0xc027, 0x9c, 0x2f);
	FINDS(ASK_ALL, 0xc02f, 0xc030, 0xcca8, 0xccaa, 0xc027, 0x9c, 0x2f);
}

UNIT(the_first_and_the_last_have_their_places_too)
{
	FINDS(ASK_SUITES, 0x9e, 0xc02f, 0xc030, 0x2f);
	FINDS(ASK_SUITES, 0xc02f, 0xc030, 0x2f, 0x33);
	FINDS(ASK_SUITES, 0x9f, 0xc02f, 0x9e, 0xc030, 0x39, 0x2f, 0x33);
}

UNIT(a_block_costs_little_more_than_one)
{
	size_t one = FINDS(ASK_SUITES, 0xc02f, 0xc030, 0xc027, 0x9f, 0x9c, 0x2f,
		0x35, 0x0a);
	size_t four = FINDS(ASK_SUITES, 0xc02f, 0xc030, 0xc027, 0x9f, 0x9e,
		0x6b, 0x67, 0x9c, 0x2f, 0x35, 0x0a);

	assert_true(four <= one + 3 + 1);
}

UNIT(beside_one_other_suite_there_is_an_order)
{
	FINDS(ASK_SUITES, 0x9f, 0x2f, 0x9e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_suite_in_the_middle_is_found_there),
		cmocka_unit_test(the_first_and_the_last_have_their_places_too),
		cmocka_unit_test(a_block_costs_little_more_than_one),
		cmocka_unit_test(beside_one_other_suite_there_is_an_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
