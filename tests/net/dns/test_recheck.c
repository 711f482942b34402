/* SPDX-License-Identifier: ISC */
/* One question to a resolver, and its own word. */
#include "net/dns/recheck.h"

#include "tests/lib/unit.h"
#include "tests/net/dns/dns_fixture.h"

#include <event2/event.h>
#include <stdio.h>

static const struct dns_row rows[] = {
	{ "refused.example", 0, 0, NULL, 5 },
	{ "broken.example", 0, 0, NULL, 2 },
	{ "good.example", DNS_A, 0, "192.0.2.1", 0 },
	{ "silent.example", 0, 0, NULL, DNS_SILENT },
	{ NULL, 0, 0, NULL, 0 },
};

static char server[40];
static struct event_base *base;
static int got;

FIXTURE(start)
{
	base = event_base_new();
	snprintf(server, sizeof(server), "127.0.0.1@%u",
		dns_fixture_start(rows));
	return 0;
}

FIXTURE(end)
{
	event_base_free(base);
	dns_fixture_stop();
	return 0;
}

static void keep(void *ctx, int rcode)
{
	(void)ctx;
	got = rcode;
	event_base_loopbreak(base);
}

static int ask(const char *name)
{
	struct recheck *recheck =
		recheck_new(base, server, name, DNS_A, keep, NULL);

	assert_non_null(recheck);
	event_base_dispatch(base);
	recheck_free(recheck);
	return got;
}

UNIT(the_resolver_has_its_own_word)
{
	assert_int_equal(ask("refused.example"), 5);
	assert_int_equal(ask("broken.example"), 2);
	assert_int_equal(ask("good.example"), 0);
	assert_int_equal(ask("missing.example"), 3);
}

UNIT(silence_is_no_answer)
{
	assert_int_equal(ask("silent.example"), -1);
}

UNIT(what_cannot_be_asked_is_not)
{
	assert_null(recheck_new(base, "example", "a", DNS_A, keep, NULL));
	assert_null(recheck_new(base, "name@53", "a", DNS_A, keep, NULL));
	assert_null(recheck_new(base, server, "a..b", DNS_A, keep, NULL));
	assert_null(recheck_new(base, server, "a\\046b", DNS_A, keep, NULL));
	recheck_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_resolver_has_its_own_word),
		cmocka_unit_test(silence_is_no_answer),
		cmocka_unit_test(what_cannot_be_asked_is_not),
	};

	return cmocka_run_group_tests(tests, start, end);
}
