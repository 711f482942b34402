/* SPDX-License-Identifier: ISC */
/*
 * What is said of a hello, and of which hello it is not said.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/json/hello_view.h"
#include "tests/lib/hex.h"

static struct arena arena;

/* A hello for TLS 1.2 without extensions that offers @suites. */
static struct hello plain(const char *suites)
{
	static uint8_t random[32], null[1], bytes[64];
	struct hello hello = { .record_version = 0x0301, .version = 0x0303 };
	size_t len;
	uint8_t *read = hex_read(suites, &len);

	assert_true(len <= sizeof(bytes));
	memcpy(bytes, read, len);
	free(read);
	hello.random = slice_of(random, 32);
	hello.compression = slice_of(null, 1);
	hello.suites = slice_of(bytes, len);
	return hello;
}

static void add(struct hello *hello, uint16_t type, const char *body, size_t n)
{
	hello->has_extensions = true;
	hello->extensions[hello->n_extensions++] =
		(struct hello_extension){ type, slice_of(body, n) };
}

/* Its words when it is there, else NULL. */
static const char *remark(const struct hello *hello, const char *id)
{
	struct remark *remarks;
	size_t n;

	arena_clear(&arena);
	remarks = hello_remarks_of(&arena, &n, hello);
	for (size_t i = 0; i < n; i++)
		if (!strcmp(remarks[i].id, id))
			return remarks[i].text;
	return NULL;
}

static void says(const struct hello *hello, const char *id, bool said)
{
	if (!remark(hello, id) == said)
		print_message("%s: %ssaid\n", id, said ? "not " : "");
	assert_int_equal(!!remark(hello, id), said);
}

UNIT(weak_suites_are_named)
{
	struct hello hello = plain("0001 0003 0004 0009 000a 0018 002f");

	assert_string_equal(remark(&hello, "rc4-suites"),
		"offers 2 suites with RC4 (forbidden by RFC 7465): "
		"TLS_RSA_WITH_RC4_128_MD5, TLS_DH_anon_WITH_RC4_128_MD5");
	assert_non_null(remark(&hello, "null-suites"));
	assert_non_null(remark(&hello, "export-suites"));
	assert_non_null(remark(&hello, "short-key-suites"));
	assert_non_null(remark(&hello, "3des-suites"));
	assert_non_null(remark(&hello, "anonymous-suites"));
	hello = plain("002f");
	says(&hello, "rc4-suites", false);
	says(&hello, "null-suites", false);
	says(&hello, "export-suites", false);
	says(&hello, "short-key-suites", false);
	says(&hello, "3des-suites", false);
	says(&hello, "anonymous-suites", false);
}

UNIT(what_is_missing_is_said)
{
	static const char *const ids[] = { "no-tls13", "no-aead", "rsa-only",
		"no-sni", "no-renegotiation-signal",
		"no-extended-master-secret", "no-schemes" };
	struct hello hello = plain("002f");

	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		says(&hello, ids[i], true);
	says(&hello, "no-tls12", false);
	hello = plain("c02f 00ff");
	add(&hello, 0, "\0\5\0\0\2mx", 7);
	add(&hello, 23, "", 0);
	add(&hello, 13, "\0\2\4\1", 4);
	for (size_t i = 1; i < sizeof(ids) / sizeof(ids[0]); i++)
		says(&hello, ids[i], false);
	says(&hello, "no-groups", true);
	hello.version = 0x0301;
	says(&hello, "no-tls12", true);
	says(&hello, "no-tls13", false);
}

UNIT(odd_hellos_are_told)
{
	struct hello hello = plain("c02f 5600");

	says(&hello, "fallback", true);
	add(&hello, 13, "\0\4\2\1\1\1", 6);
	says(&hello, "sha1-only", true);
	add(&hello, 41, "", 0);
	says(&hello, "psk-not-last", false);
	add(&hello, 13, "", 0);
	says(&hello, "psk-not-last", true);
	says(&hello, "extension-twice", true);
	says(&hello, "compression", false);
	says(&hello, "no-null-compression", false);
	hello.compression = slice_of("\1", 1);
	says(&hello, "compression", true);
	says(&hello, "no-null-compression", true);
	hello.form = HELLO_SSL2;
	says(&hello, "ssl2-form", true);
	hello.suites = slice_of("\0\0\65", 3);
	says(&hello, "no-aead", true);
	hello.version = 2;
	says(&hello, "no-aead", false);
	hello = plain("");
	says(&hello, "no-suite", true);
}

UNIT(tls13_has_duties)
{
	struct hello hello = plain("c02f");

	add(&hello, 43, "\2\3\4", 3);
	says(&hello, "tls13-no-suite", true);
	says(&hello, "tls13-no-schemes", true);
	says(&hello, "tls13-no-share", false);
	says(&hello, "no-tls13", false);
	add(&hello, 51, "\0\0", 2);
	says(&hello, "tls13-no-share", true);
	hello = plain("1301");
	add(&hello, 43, "\2\3\4", 3);
	add(&hello, 13, "\0\2\4\1", 4);
	says(&hello, "tls13-no-suite", false);
	says(&hello, "tls13-no-schemes", false);
}

UNIT(a_length_of_256_to_511_is_told)
{
	struct hello hello = plain("002f");
	static const char zeros[600];

	says(&hello, "length", false);
	/* 4 + 2 + 32 + 1 + 2 + 2 + 1 + 1, and 2 + 4 of the extension */
	add(&hello, 21, zeros, 256 - 51);
	assert_memory_equal(remark(&hello, "length"), "has 256 bytes", 13);
	hello.extensions[0].body.len--;
	says(&hello, "length", false);
	hello.extensions[0].body.len = 511 - 51;
	says(&hello, "length", true);
	hello.extensions[0].body.len++;
	says(&hello, "length", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weak_suites_are_named),
		cmocka_unit_test(what_is_missing_is_said),
		cmocka_unit_test(odd_hellos_are_told),
		cmocka_unit_test(tls13_has_duties),
		cmocka_unit_test(a_length_of_256_to_511_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
