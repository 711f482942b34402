/* SPDX-License-Identifier: ISC */
/*
 * The senders that fail are a finding, as heavy as they are common.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"
#include "tests/analysis/made.h"

static bool look(struct made *made, const struct sender_context *context,
	struct finding *f)
{
	struct scene scene = { &made->portrait, context,
		!strcmp(context->dialog, "smtp") };

	memset(f, 0, sizeof(*f));
	return rule_senders_fail(&scene, f);
}

static void forget(struct made *made, struct finding *f)
{
	free(f->proof.probes);
	made_clear(made);
}

UNIT(common_senders_that_fail_weigh_most)
{
	struct made made;
	struct finding f;

	made_kabelmail(&made);
	assert_true(look(&made, &made_relay, &f));
	assert_int_equal(f.severity, SEVERITY_HIGH);
	assert_string_equal(f.title,
		"4 of 10 kinds of senders cannot encrypt, common ones among "
		"them");
	assert_non_null(strstr(f.detail, "OpenSSL 3 at security level 2"));
	assert_non_null(strstr(f.detail, "in clear text"));
	assert_non_null(strstr(f.fix, "DH parameters of 2048 bits"));
	assert_non_null(strstr(f.fix, "ECDHE with AES-GCM"));
	assert_true(f.proof.n > 0);
	forget(&made, &f);
}

UNIT(a_mere_policy_that_fails_weighs_little)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS12, 0xC014)->group = 0x001D;
	assert_true(look(&made, &made_relay, &f));
	assert_int_equal(f.severity, SEVERITY_LOW);
	assert_string_equal(f.title, "1 of 10 kinds of senders cannot encrypt");
	forget(&made, &f);
}

/* TLS 1.0 without a signature: of mail clients Java and Node.js fail. */
UNIT(at_imap_it_is_mail_clients_that_fail)
{
	const struct sender_context imap = { "imap", true };
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS10, 0x002F);
	assert_true(look(&made, &imap, &f));
	assert_int_equal(f.severity, SEVERITY_MEDIUM);
	assert_string_equal(
		f.title, "3 of 9 kinds of mail clients cannot encrypt");
	assert_non_null(strstr(f.detail, "Java 17"));
	assert_null(strstr(f.detail, "Exim"));
	assert_non_null(strstr(f.detail, "cannot connect"));
	forget(&made, &f);
}

UNIT(what_is_not_known_is_no_finding)
{
	struct made made;
	struct finding f;

	made_init(&made);
	made_suite(&made, VERSION_TLS13, 0x1302)->group = 0x11EC;
	made_group(&made, VERSION_TLS13, 0x11EC, TRUTH_YES);
	assert_false(look(&made, &made_relay, &f));
	forget(&made, &f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(common_senders_that_fail_weigh_most),
		cmocka_unit_test(a_mere_policy_that_fails_weighs_little),
		cmocka_unit_test(at_imap_it_is_mail_clients_that_fail),
		cmocka_unit_test(what_is_not_known_is_no_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
