/* SPDX-License-Identifier: ISC */
/*
 * See hello_text_item.h. The small registries have no table of their own.
 */
#include "wire/text/hello_text_item.h"

#include <string.h>
#include <strings.h>

#include "wire/tables/extensions.h"
#include "wire/tables/names.h"

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))

/* RFC 3749, RFC 3943 */
static const char *compression_name(uint32_t code)
{
	return code == 0     ? "null"
		: code == 1  ? "DEFLATE"
		: code == 64 ? "LZS"
			     : NULL;
}

/* RFC 8422 5.1.2 */
static const char *format_name(uint32_t code)
{
	static const char *const names[] = { "uncompressed",
		"ansiX962_compressed_prime", "ansiX962_compressed_char2" };

	return code < N_ELEMENTS(names) ? names[code] : NULL;
}

/* RFC 8446 4.2.9 */
static const char *mode_name(uint32_t code)
{
	static const char *const names[] = { "psk_ke", "psk_dhe_ke" };

	return code < N_ELEMENTS(names) ? names[code] : NULL;
}

/* RFC 8879 7.3 */
static const char *algorithm_name(uint32_t code)
{
	static const char *const names[] = { NULL, "zlib", "brotli", "zstd" };

	return code < N_ELEMENTS(names) ? names[code] : NULL;
}

static const char *group_name(uint32_t code)
{
	const struct group *group = group_find((uint16_t)code);

	return group ? group->name : NULL;
}

static const char *scheme_name(uint32_t code)
{
	const struct code_name *scheme = signature_scheme_find((uint16_t)code);

	return scheme ? scheme->name : NULL;
}

static const char *name_of_version(uint32_t code)
{
	return version_name((uint16_t)code);
}

/* A code of one byte by its name. */
static bool by_name(
	uint32_t *code, const char *text, const char *(*name)(uint32_t code))
{
	for (uint32_t i = 0; i < 256; i++) {
		const char *known = name(i);

		if (known && !strcasecmp(known, text)) {
			*code = i;
			return true;
		}
	}
	return false;
}

static bool compression_code(uint32_t *code, const char *text)
{
	return by_name(code, text, compression_name);
}

static bool format_code(uint32_t *code, const char *text)
{
	return by_name(code, text, format_name);
}

static bool mode_code(uint32_t *code, const char *text)
{
	return by_name(code, text, mode_name);
}

static bool algorithm_code(uint32_t *code, const char *text)
{
	return by_name(code, text, algorithm_name);
}

static bool group_code(uint32_t *code, const char *text)
{
	uint16_t group;

	if (!group_by_name(&group, text))
		return false;
	*code = group;
	return true;
}

static bool scheme_code(uint32_t *code, const char *text)
{
	uint16_t scheme;

	if (!signature_scheme_by_name(&scheme, text))
		return false;
	*code = scheme;
	return true;
}

static const struct text_item items[] = {
	{ "group", "group", group_name, group_code, false,
		"a name of `hallo list groups` or a code like 0x001D is one" },
	{ "scheme", "signature scheme", scheme_name, scheme_code, false,
		"a name of `hallo list signature-schemes` or a code like "
		"0x0401 is one" },
	{ "format", "format", format_name, format_code, true,
		"uncompressed, ansiX962_compressed_prime or a number is one" },
	{ "mode", "mode", mode_name, mode_code, true,
		"psk_ke, psk_dhe_ke or a number is one" },
	{ "algorithm", "algorithm", algorithm_name, algorithm_code, true,
		"zlib, brotli or a number is one" },
	{ "compression", "compression", compression_name, compression_code,
		true, "null, DEFLATE or a number is one" },
	/* its line has other places, too: hello_text_statement.c */
	{ "version", "version", name_of_version, NULL, false, "" },
};

const struct text_item *text_item_find(const char *keyword)
{
	for (size_t i = 0; i < N_ELEMENTS(items); i++)
		if (!strcmp(items[i].keyword, keyword))
			return &items[i];
	return NULL;
}

const char *text_item_name(const char *keyword, uint32_t code)
{
	const struct text_item *item = text_item_find(keyword);

	return item ? item->name(code) : NULL;
}

const struct extension_body *text_item_body(const char *keyword)
{
	for (size_t i = 0; i < extension_table_len; i++) {
		const struct extension_body *body = extension_body(
			extension_table[i].code, IN_CLIENT_HELLO);

		if (body && body->item && !strcmp(body->item, keyword))
			return body;
	}
	return NULL;
}
