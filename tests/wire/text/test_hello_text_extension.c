/* SPDX-License-Identifier: ISC */
/*
 * Extensions as text: their items in names, odd ones as hex.
 */
#include "tests/wire/text/texting.h"

#include <stdlib.h>
#include <string.h>

#include "wire/hello/hello.h"
#include "wire/tables/names.h"
#include "wire/tables/versions.h"

UNIT(all_suites_groups_and_schemes_come_back)
{
	static const uint16_t versions[] = { VERSION_SSL2, VERSION_SSL3,
		VERSION_TLS10, VERSION_TLS12, VERSION_TLS13 };

	for (size_t i = 0; i < 5; i++) {
		size_t len;
		uint8_t *bytes = standard(versions[i], 0, &len);

		exact(slice_of(bytes, len));
		free(bytes);
	}
}

/* Each code of the tables in an extension of its own. */
UNIT(all_extensions_come_back)
{
	uint8_t bytes[4096];
	struct writer w = writer_of(bytes, sizeof(bytes));
	struct hello hello = { .record_version = 0x0301, .version = 0x0303 };
	static const uint8_t random[32], suite[2], null[1];

	hello.random = slice_of(random, 32);
	hello.suites = slice_of(suite, 2);
	hello.compression = slice_of(null, 1);
	hello.has_extensions = true;
	for (size_t i = 0; i < extension_table_len && i < 128; i++)
		hello.extensions[hello.n_extensions++].type =
			extension_table[i].code;
	hello_write(&w, &hello, 0);
	assert_true(writer_ok(&w));
	exact(writer_done(&w));
}

UNIT(a_list_without_items_is_hex)
{
	/* no session id, suite or compression; one extension */
	static const char tail[] = "\0\0\0\0\0\x06\0\x0a\0\x02\0\0";
	uint8_t hello[4 + 34 + sizeof(tail) - 1] = { 1, 0, 0, 46, 3, 3 };
	char *text;

	memcpy(hello + 38, tail, sizeof(tail) - 1);
	exact(slice_of(hello, sizeof(hello)));
	text = text_of(slice_of(hello, sizeof(hello)));
	assert_non_null(strstr(text, "extension supported_groups 0000\n"));
	free(text);
}

UNIT(a_list_may_hold_several_kinds_of_shares)
{
	says("client_hello {\nextensions {\nextension key_share {\n"
	     "share x25519 0102\nshare 0x11EC {\nhex 03\n}\n}\n"
	     "extension max_fragment_length {\nnumber8 1\n}\n"
	     "extension 0x1234 {\nvector8 {\nhex aa\n}\nvector16\n}\n"
	     "extension supported_versions {\nversion TLSv1.3\n"
	     "version 0x7f1c\n}\n}\n}\n",
		"01 000029 0027  0033 000d 000b 001d 0002 0102 11ec 0001 03"
		"0001 0001 01  1234 0004 01 aa 0000"
		"002b 0005 04 0304 7f1c");
}

UNIT(mistakes_in_extensions_are_told)
{
#define IN "client_hello {\nextensions {\n"
	mistaken(IN "extension nonsense\n", 4, "hallo list extensions");
	mistaken(IN "extension 10 {\n", 4, "hallo list extensions");
	mistaken(IN "extension 0x000a {\ngroup x25518\n", 5,
		"hallo list groups");
	mistaken(IN "extension 0x000a {\nscheme x\n", 5, "signature-schemes");
	mistaken(IN "extension 0x000a {\nformat x\n", 5, "uncompressed");
	mistaken(IN "extension 0x000a {\ngroup x25519\nformat 0\n", 6,
		"another kind");
	mistaken(IN "extension 0x000a {\nshare\n", 5, "share x25519");
	mistaken(IN "extension 0x000a {\nlist length 5\n}\n", 6,
		"wants an item");
	mistaken(IN "extension 0x000a {\nlist\n", 5, "list length 7");
	mistaken(IN "extension alpn {\nprotocol\n", 5, "exactly one word");
	mistaken(IN "group x25519\n", 4, "has its place in an extension");
#undef IN
}

static void shows(uint8_t type, const char *body, size_t n, const char *line)
{
	uint8_t hello[200] = { 1, 0, 0, (uint8_t)(44 + n), 3, 3 };
	struct slice bytes = slice_of(hello, 48 + n);
	char *text;

	memcpy(hello + 38, "\0\0\0\0", 4);
	hello[43] = (uint8_t)(n + 4);
	hello[45] = type;
	hello[47] = (uint8_t)n;
	memcpy(hello + 48, body, n);
	exact(bytes);
	text = text_of(bytes);
	if (!strstr(text, line))
		print_error("%s\n", text);
	assert_non_null(strstr(text, line));
	free(text);
}

UNIT(each_kind_of_body_has_its_line)
{
	shows(0, "\0\5\0\0\2mx", 7, "        host_name mx\n");
	shows(0, "\0\5\1\0\2mx", 7, "server_name 00050100026d78\n");
	shows(1, "\3", 1, "number8 3");
	shows(1, "\3", 1, "# 2048 bytes\n");
	shows(10, "\0\2\0\x17", 4, "group secp256r1");
	shows(10, "\0\2\0\x17\0", 5, "supported_groups 0002001700\n");
	shows(11, "\1\0", 2, "format uncompressed");
	shows(13, "\0\2\4\1", 4, "scheme rsa_pkcs1_sha256");
	shows(16, "\0\3\2h2", 5, "protocol h2\n");
	shows(21, "\0\0\0", 3, "zeros 3\n");
	shows(21, "\0\1\0", 3, "padding 000100\n");
	shows(27, "\2\0\2", 3, "algorithm brotli");
	shows(27, "\2\0\x63", 3, "algorithm 0x0063\n");
	shows(28, "\x40\1", 2, "number16 16385\n");
	shows(43, "\2\3\4", 3, "version TLSv1.3");
	shows(45, "\1\1", 2, "mode psk_dhe_ke");
	shows(50, "\0\2\4\1", 4, "scheme rsa_pkcs1_sha256");
	shows(51, "\0\6\0\x1d\0\2\xab\xcd", 8, "share x25519 abcd\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_suites_groups_and_schemes_come_back),
		cmocka_unit_test(all_extensions_come_back),
		cmocka_unit_test(a_list_without_items_is_hex),
		cmocka_unit_test(a_list_may_hold_several_kinds_of_shares),
		cmocka_unit_test(mistakes_in_extensions_are_told),
		cmocka_unit_test(each_kind_of_body_has_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
