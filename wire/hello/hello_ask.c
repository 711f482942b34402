/* SPDX-License-Identifier: ISC */
/*
 * Questions about a ClientHello (wire/hello/hello.h): what does it offer?
 * Malformed extension bodies give what could be read before their fault.
 */
#include "wire/hello/hello.h"

#include "wire/tables/extensions.h"
#include "wire/tables/versions.h"

static size_t suite_width(const struct hello *hello)
{
	return hello->form == HELLO_SSL2 ? 3 : 2;
}

size_t hello_n_suites(const struct hello *hello)
{
	return hello->suites.len / suite_width(hello);
}

uint32_t hello_suite(const struct hello *hello, size_t i)
{
	size_t width = suite_width(hello);

	return slice_number(hello->suites, i * width, width);
}

bool hello_offers_suite(const struct hello *hello, uint32_t code)
{
	for (size_t i = 0; i < hello_n_suites(hello); i++) {
		if (hello_suite(hello, i) == code)
			return true;
	}
	return false;
}

const struct hello_extension *hello_find(
	const struct hello *hello, uint16_t type)
{
	for (size_t i = 0; i < hello->n_extensions; i++) {
		if (hello->extensions[i].type == type)
			return &hello->extensions[i];
	}
	return NULL;
}

bool hello_offers_extension(const struct hello *hello, uint16_t type)
{
	return hello_find(hello, type) != NULL;
}

/* The 16-bit codes of a list whose length stands in @width bytes. */
static size_t code_list(const struct hello *hello, uint16_t type, size_t width,
	uint16_t *codes, size_t room)
{
	const struct hello_extension *extension = hello_find(hello, type);
	struct fault fault = { 0 };
	struct reader r, list;
	size_t n = 0;

	if (!extension)
		return 0;
	r = reader_of(&fault, extension->body.data, extension->body.len);
	list = reader_vec(&r, width, "list");
	while (reader_left(&list) >= 2) {
		uint16_t code = reader_u16(&list, "code");

		if (codes && n < room)
			codes[n] = code;
		n++;
	}
	return n;
}

size_t hello_code_list(
	const struct hello *hello, uint16_t type, uint16_t *codes, size_t room)
{
	return code_list(hello, type, 2, codes, room);
}

size_t hello_version_list(
	const struct hello *hello, uint16_t *versions, size_t room)
{
	return code_list(
		hello, EXTENSION_SUPPORTED_VERSIONS, 1, versions, room);
}

/* An SSL 2 kind is in the list: its holder would also speak SSL 2. */
static bool has_ssl2_kind(const struct hello *hello)
{
	for (size_t i = 0; i < hello_n_suites(hello); i++) {
		if (hello_suite(hello, i) > 0xffff)
			return true;
	}
	return false;
}

bool hello_offers_version(const struct hello *hello, uint16_t version)
{
	uint16_t versions[127];
	size_t n;

	if (version == VERSION_SSL2)
		return hello->form == HELLO_SSL2 &&
			(hello->version == version || has_ssl2_kind(hello));
	if (!hello_offers_extension(hello, EXTENSION_SUPPORTED_VERSIONS)) {
		if (version >> 8 != 3)
			return version == hello->version;
		/* RFC 8446 4.2.1: TLS 1.3 only by its extension */
		return version <= VERSION_TLS12 && version <= hello->version;
	}
	n = hello_version_list(hello, versions, 127);
	for (size_t i = 0; i < n; i++) {
		if (versions[i] == version)
			return true;
	}
	return false;
}

uint16_t hello_highest_version(const struct hello *hello)
{
	for (uint16_t version = VERSION_TLS13; version >= VERSION_SSL3;
		version--)
		if (hello_offers_version(hello, version))
			return version;
	return hello_offers_version(hello, VERSION_SSL2) ? VERSION_SSL2 : 0;
}

bool hello_offers_group(const struct hello *hello, uint16_t group)
{
	const struct hello_extension *extension =
		hello_find(hello, EXTENSION_SUPPORTED_GROUPS);
	struct fault fault = { 0 };
	struct reader r, list;

	if (!extension)
		return false;
	r = reader_of(&fault, extension->body.data, extension->body.len);
	list = reader_vec(&r, 2, "supported_groups");
	while (reader_left(&list) >= 2) {
		if (reader_u16(&list, "group") == group)
			return true;
	}
	return false;
}

struct slice hello_server_name(const struct hello *hello)
{
	const struct hello_extension *extension =
		hello_find(hello, EXTENSION_SERVER_NAME);
	struct slice none = { 0 };
	struct fault fault = { 0 };
	struct reader r, list;

	if (!extension)
		return none;
	r = reader_of(&fault, extension->body.data, extension->body.len);
	list = reader_vec(&r, 2, "server_name.list");
	while (reader_more(&list)) {
		uint8_t type = reader_u8(&list, "server_name.type");
		struct reader name = reader_vec(&list, 2, "server_name.name");
		struct slice text = reader_rest(&name);

		if (type == 0 && reader_ok(&list)) /* host_name, RFC 6066 3 */
			return text;
	}
	return none;
}
