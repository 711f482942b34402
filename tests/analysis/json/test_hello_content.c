/* SPDX-License-Identifier: ISC */
/*
 * What the bodies of extensions hold, shown as JSON.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>

#include "analysis/json/hello_value.h"
#include "tests/lib/hex.h"

/* The content of extension @type with the body @hex, as JSON in one line. */
static void content_is(uint16_t type, const char *hex, const char *wanted)
{
	size_t len;
	uint8_t *body = hex_read(hex, &len);
	struct hello_extension extension = { type, slice_of(body, len) };
	struct arena arena = { 0 };
	struct content content;
	json_t *value;
	char *dump;

	hello_content_of(&arena, &content, &extension);
	value = hello_content_value(&content);
	dump = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	assert_string_equal(dump, wanted);
	free(dump);
	json_decref(value);
	arena_clear(&arena);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_told_item_by_item),
		cmocka_unit_test(other_extensions_say_what_they_mean),
		cmocka_unit_test(what_is_not_as_its_rfc_says_is_null),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
