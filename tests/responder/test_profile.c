/* SPDX-License-Identifier: ISC */
/*
 * The empty profile, the places of the versions, and the built-in profiles:
 * each reads, and holds what its name promises.
 */
#include "responder/profile.h"
#include "responder/responder.h"
#include "tests/lib/unit.h"

static struct profile profile;

static void read_builtin(const char *name)
{
	const char *text = profile_builtin(name);
	char message[200] = "";

	assert_non_null(text);
	if (!profile_read(
		    &profile, text, strlen(text), message, sizeof(message)))
		fail_msg("%s: %s", name, message);
	assert_string_equal(profile.name, name);
}

UNIT(every_builtin_profile_reads_under_its_name)
{
	for (size_t i = 0; profile_builtin_names[i]; i++)
		read_builtin(profile_builtin_names[i]);
	assert_null(profile_builtin("unknown"));
	assert_null(profile_builtin(""));
}

UNIT(every_suite_of_a_builtin_profile_can_be_answered)
{
	for (size_t p = 0; profile_builtin_names[p]; p++) {
		read_builtin(profile_builtin_names[p]);
		for (int v = 0; v < PROFILE_VERSIONS; v++) {
			struct profile_version *t = &profile.versions[v];

			for (size_t i = 0; i < t->n_suites; i++)
				assert_true(responder_can(&profile,
					profile_version_codes[v],
					t->suites[i]));
		}
	}
}

static bool has(int version, uint32_t suite)
{
	for (size_t i = 0; i < profile.versions[version].n_suites; i++) {
		if (profile.versions[version].suites[i] == suite)
			return true;
	}
	return false;
}

UNIT(museum_has_everything_since_ssl2)
{
	read_builtin("museum");
	for (int i = 0; i < PROFILE_VERSIONS; i++)
		assert_true(profile.versions[i].supported);
	assert_int_equal(profile.versions[0].n_suites, 7);
	assert_true(has(1, 0x0003)); /* EXPORT */
	assert_true(has(2, 0x0014)); /* DHE_EXPORT */
	assert_true(has(4, 0x0001)); /* NULL */
	assert_true(has(4, 0x0034)); /* anonymous */
	assert_true(has(4, 0xc018)); /* anonymous ECDH */
	assert_true(has(4, 0x0007)); /* IDEA */
	assert_true(has(4, 0x0096)); /* SEED */
	assert_true(has(4, 0xc03c)); /* ARIA */
	assert_true(has(5, 0x1301));
	assert_true(profile.quirks.deflate);
	assert_false(profile.secure_renegotiation);
}

UNIT(modern_is_aead_with_forward_secrecy)
{
	read_builtin("modern");
	for (int v = 4; v <= 5; v++) {
		assert_true(profile.versions[v].supported);
		for (size_t i = 0; i < profile.versions[v].n_suites; i++) {
			const struct suite *s =
				suite_find(profile.versions[v].suites[i]);

			assert_true(suite_is_aead(s));
			assert_true(suite_is_forward_secret(s));
		}
	}
	assert_int_equal(profile.groups[0], 0x11ec);
}

UNIT(versions_have_their_places)
{
	assert_int_equal(profile_version_index(0x0002), 0);
	assert_int_equal(profile_version_index(0x0304), 5);
	assert_int_equal(profile_version_index(0x0305), -1);
	for (int i = 0; i < PROFILE_VERSIONS; i++)
		assert_int_equal(
			profile_version_index(profile_version_codes[i]), i);
}

UNIT(the_empty_profile_refuses_by_alert)
{
	profile_init(&profile);
	assert_int_equal(profile.refusal.alert, 40);
	assert_int_equal(profile.version_refusal.alert, 70);
	assert_int_equal(profile.order, ORDER_SERVER);
	assert_true(profile.secure_renegotiation);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_builtin_profile_reads_under_its_name),
		cmocka_unit_test(
			every_suite_of_a_builtin_profile_can_be_answered),
		cmocka_unit_test(museum_has_everything_since_ssl2),
		cmocka_unit_test(modern_is_aead_with_forward_secrecy),
		cmocka_unit_test(versions_have_their_places),
		cmocka_unit_test(the_empty_profile_refuses_by_alert),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
