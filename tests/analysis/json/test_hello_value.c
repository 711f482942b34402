/* SPDX-License-Identifier: ISC */
/*
 * The value of a hello: names beside codes, contents of extensions, and what is
 * said of it.
 */
#include "tests/lib/unit.h"

#include "analysis/json/hello_value.h"
#include "tests/lib/hex.h"
#include "wire/hello/standard_hello.h"

#include <stdlib.h>
#include <string.h>

static const char *text(const json_t *object, const char *key)
{
	const char *value = json_string_value(json_object_get(object, key));

	return value ? value : "(null)";
}

static json_t *golden_value(const char *name)
{
	size_t len, consumed;
	uint8_t *bytes = golden_read(name, &len), *scratch = malloc(len);
	struct hello hello;
	json_t *value;

	assert_int_equal(hello_read_records(&hello, &consumed,
				 slice_of(bytes, len), scratch, len),
		HELLO_READ);
	value = hello_value(&hello);
	free(bytes);
	free(scratch);
	return value;
}

UNIT(tls12_is_told_with_names)
{
	json_t *value = golden_value("tls12_hello"), *suites, *methods;

	assert_string_equal(text(value, "form"), "tls");
	assert_string_equal(
		text(json_object_get(value, "version"), "name"), "TLSv1.2");
	assert_string_equal(
		text(json_object_get(value, "record_version"), "code"),
		"0x0301");
	assert_string_equal(text(value, "highest"), "TLSv1.2");
	assert_true(json_is_null(json_object_get(value, "versions")));
	assert_string_equal(text(value, "session_id"), "deadbeef");
	assert_int_equal(strlen(text(value, "random")), 64);
	suites = json_object_get(value, "suites");
	assert_int_equal(json_array_size(suites), 4);
	assert_string_equal(text(json_array_get(suites, 1), "openssl"),
		"DHE-RSA-AES256-SHA");
	assert_string_equal(text(json_array_get(suites, 1), "kind"), "suite");
	assert_string_equal(text(json_array_get(suites, 2), "kind"), "grease");
	assert_string_equal(
		text(json_array_get(suites, 3), "kind"), "signalling");
	methods = json_object_get(value, "compression");
	assert_string_equal(
		text(json_array_get(methods, 0), "name"), "DEFLATE");
	assert_true(json_is_null(json_object_get(value, "fault")));
	assert_string_equal(text(value, "ja3_string"),
		"771,49199-57-255,0-10-23-65281,29-23,");
	assert_int_equal(strlen(text(value, "ja4")), 36);
	json_decref(value);
}

UNIT(ssl2_form_has_no_fingerprint)
{
	json_t *value = golden_value("ssl2_hello");

	assert_string_equal(text(value, "form"), "ssl2");
	assert_true(json_is_null(json_object_get(value, "record_version")));
	assert_true(json_is_null(json_object_get(value, "ja3")));
	assert_true(json_is_null(json_object_get(value, "ja4")));
	assert_true(json_is_null(json_object_get(value, "ja3_string")));
	json_decref(value);
}

/* The content of extension @type with the body @hex, as JSON in one line. */
static void content_is(uint16_t type, const char *hex, const char *wanted)
{
	size_t len;
	uint8_t *body = hex_read(hex, &len);
	struct hello_extension extension = { type, slice_of(body, len) };
	json_t *content = hello_extension_content(&extension);
	char *dump = json_dumps(content, JSON_COMPACT | JSON_ENCODE_ANY);

	assert_string_equal(dump, wanted);
	free(dump);
	json_decref(content);
	free(body);
}

UNIT(lists_are_told_item_by_item)
{
	content_is(0, "0005 00 0002 6d78", "{\"names\":[\"mx\"]}");
	content_is(10, "0004 001d fefe",
		"{\"groups\":[{\"code\":\"0x001D\",\"name\":\"x25519\"},"
		"{\"code\":\"0xFEFE\",\"name\":null}]}");
	content_is(11, "01 00",
		"{\"formats\":[{\"code\":\"0x00\",\"name\":\"uncompressed\"}]"
		"}");
	content_is(13, "0002 0401",
		"{\"schemes\":[{\"code\":\"0x0401\",\"name\":"
		"\"rsa_pkcs1_sha256\"}]}");
	content_is(16, "0006 02 6832 02 1b5b",
		"{\"protocols\":[\"h2\",\"\\\\x1b[\"]}");
	content_is(27, "02 0002",
		"{\"algorithms\":[{\"code\":\"0x0002\",\"name\":\"brotli\"}]}");
	content_is(43, "04 0304 7f1c",
		"{\"versions\":[{\"code\":\"0x0304\",\"name\":\"TLSv1.3\"},"
		"{\"code\":\"0x7F1C\",\"name\":\"TLS 1.3 draft-28\"}]}");
	content_is(45, "01 01",
		"{\"modes\":[{\"code\":\"0x01\",\"name\":\"psk_dhe_ke\"}]}");
	content_is(51, "0006 001d 0002 abcd",
		"{\"shares\":[{\"code\":\"0x001D\",\"name\":\"x25519\","
		"\"length\":2}]}");
}

UNIT(other_extensions_say_what_they_mean)
{
	content_is(1, "04", "{\"limit\":4096}");
	content_is(28, "4001", "{\"limit\":16385}");
	content_is(5, "01 0000 0000",
		"{\"status_type\":{\"code\":\"0x01\",\"name\":\"ocsp\"},"
		"\"responders_length\":0,\"extensions_length\":0}");
	content_is(21, "000000", "{\"zeros\":3}");
	content_is(23, "", "{}");
	content_is(35, "aabb", "{\"ticket_length\":2}");
	content_is(0xff01, "02 beef", "{\"verify_data\":\"beef\"}");
	content_is(44, "0002 beef", "{\"cookie_length\":2}");
	content_is(41,
		"0008 0002 beef 00000000 0021 20 0000000000000000"
		"000000000000000000000000000000000000000000000000",
		"{\"identities\":1,\"binders\":1}");
}

UNIT(what_is_not_as_its_rfc_says_is_null)
{
	content_is(0, "0005 01 0002 6d78", "null"); /* no host_name */
	content_is(10, "0003 001d 17", "null");
	content_is(10, "0002 001d 17", "null");
	content_is(10, "0004 001d", "null");
	content_is(1, "05", "null");
	content_is(23, "00", "null");
	content_is(21, "000100", "null");
	content_is(0xff01, "", "null");
	content_is(0x1234, "", "null");
}

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
static const char *remark(json_t *remarks, const char *id)
{
	json_t *object;
	size_t i;

	json_array_foreach(remarks, i, object)
	{
		if (!strcmp(text(object, "id"), id))
			return text(object, "text");
	}
	return NULL;
}

static void says(const struct hello *hello, const char *id, bool said)
{
	json_t *remarks = hello_remarks(hello);

	if (!remark(remarks, id) == said)
		print_message("%s: %ssaid\n", id, said ? "not " : "");
	assert_int_equal(!!remark(remarks, id), said);
	json_decref(remarks);
}

UNIT(weak_suites_are_named)
{
	struct hello hello = plain("0001 0003 0004 0009 000a 0018 002f");
	json_t *remarks = hello_remarks(&hello);

	assert_string_equal(remark(remarks, "rc4-suites"),
		"offers 2 suites with RC4 (forbidden by RFC 7465): "
		"TLS_RSA_WITH_RC4_128_MD5, TLS_DH_anon_WITH_RC4_128_MD5");
	assert_non_null(remark(remarks, "null-suites"));
	assert_non_null(remark(remarks, "export-suites"));
	assert_non_null(remark(remarks, "short-key-suites"));
	assert_non_null(remark(remarks, "3des-suites"));
	assert_non_null(remark(remarks, "anonymous-suites"));
	json_decref(remarks);
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
	json_t *remarks;

	says(&hello, "length", false);
	/* 4 + 2 + 32 + 1 + 2 + 2 + 1 + 1, and 2 + 4 of the extension */
	add(&hello, 21, zeros, 256 - 51);
	remarks = hello_remarks(&hello);
	assert_memory_equal(remark(remarks, "length"), "has 256 bytes", 13);
	json_decref(remarks);
	hello.extensions[0].body.len--;
	says(&hello, "length", false);
	hello.extensions[0].body.len = 511 - 51;
	says(&hello, "length", true);
	hello.extensions[0].body.len++;
	says(&hello, "length", false);
}

UNIT(a_malformed_hello_keeps_its_tail)
{
	uint8_t body[] = { 3, 3, 1, 2, 3 };
	struct hello hello;
	json_t *value;

	assert_false(hello_read(&hello, slice_of(body, sizeof(body))));
	value = hello_value(&hello);
	assert_string_equal(text(value, "raw_tail"), "010203");
	assert_non_null(strstr(text(value, "fault"), "hello.random"));
	assert_non_null(remark(json_object_get(value, "remarks"), "malformed"));
	json_decref(value);
}

UNIT(a_hello_of_32767_suites_has_a_value)
{
	uint8_t *suites = calloc(1, 65534);
	struct hello hello = plain("");
	json_t *value;

	hello.suites = slice_of(suites, 65534);
	value = hello_value(&hello);
	assert_int_equal(
		json_array_size(json_object_get(value, "suites")), 32767);
	assert_true(json_is_null(json_object_get(value, "ja3_string")));
	assert_int_equal(strlen(text(value, "ja3")), 32);
	json_decref(value);
	free(suites);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tls12_is_told_with_names),
		cmocka_unit_test(ssl2_form_has_no_fingerprint),
		cmocka_unit_test(lists_are_told_item_by_item),
		cmocka_unit_test(other_extensions_say_what_they_mean),
		cmocka_unit_test(what_is_not_as_its_rfc_says_is_null),
		cmocka_unit_test(weak_suites_are_named),
		cmocka_unit_test(what_is_missing_is_said),
		cmocka_unit_test(odd_hellos_are_told),
		cmocka_unit_test(tls13_has_duties),
		cmocka_unit_test(a_length_of_256_to_511_is_told),
		cmocka_unit_test(a_malformed_hello_keeps_its_tail),
		cmocka_unit_test(a_hello_of_32767_suites_has_a_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
