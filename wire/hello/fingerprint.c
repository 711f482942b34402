/* SPDX-License-Identifier: ISC */
/*
 * Each text is written once, piece by piece, into an ink: a buffer, a hash, or
 * both. So the hash of a long list needs no room for it.
 */
#include "wire/hello/fingerprint.h"
#include "wire/tables/extensions.h"

#include <nettle/md5.h>
#include <nettle/sha2.h>
#include <stdio.h>

struct ink {
	char *out;
	size_t room, len;
	struct md5_ctx *md5;
	struct sha256_ctx *sha256;
};

static void put(struct ink *ink, const char *text)
{
	size_t n = strlen(text);

	if (ink->md5)
		md5_update(ink->md5, n, (const uint8_t *)text);
	if (ink->sha256)
		sha256_update(ink->sha256, n, (const uint8_t *)text);
	for (size_t i = 0; i < n; i++, ink->len++)
		if (ink->len + 1 < ink->room)
			ink->out[ink->len] = text[i];
}

static size_t finish(struct ink *ink)
{
	if (ink->room > 0)
		ink->out[ink->len < ink->room ? ink->len : ink->room - 1] =
			'\0';
	return ink->len;
}

static void put_hex(char *out, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*out++ = digits[bytes[i] >> 4];
		*out++ = digits[bytes[i] & 15];
	}
	*out = '\0';
}

bool code_is_grease(uint32_t code)
{
	return code <= 0xffff && (code & 0x0f0f) == 0x0a0a &&
		code >> 8 == (code & 0xff);
}

/* A list in the making: its items are written with @mark between. */
struct list {
	struct ink *ink;
	const char *format; /* of one number */
	const char *mark;
	size_t n;
};

static void put_code(struct list *list, uint32_t code)
{
	char text[12];

	if (code_is_grease(code))
		return;
	if (list->n++ > 0)
		put(list->ink, list->mark);
	snprintf(text, sizeof(text), list->format[1] == 'u' ? "%u" : "%04x",
		code);
	put(list->ink, text);
}

/* The numbers in the list of an extension. */
static void put_body_list(
	struct list *list, const struct hello *hello, uint16_t type)
{
	const struct extension_body *body =
		extension_body(type, IN_CLIENT_HELLO);
	const struct hello_extension *extension = hello_find(hello, type);
	size_t width = body->fields[0].width;
	struct fault fault = { 0 };
	struct reader r, codes;

	if (!extension)
		return;
	r = reader_of(&fault, extension->body.data, extension->body.len);
	codes = reader_vec(&r, body->list_width, "list");
	while (reader_left(&codes) >= width)
		put_code(list,
			width == 1 ? reader_u8(&codes, "code")
				   : reader_u16(&codes, "code"));
}

static struct list decimals(struct ink *ink)
{
	return (struct list){ ink, "%u", "-", 0 };
}

static void put_number(struct ink *ink, uint32_t number)
{
	char text[12];

	snprintf(text, sizeof(text), "%u,", number);
	put(ink, text);
}

static void write_ja3(struct ink *ink, const struct hello *hello)
{
	struct list list = decimals(ink);

	if (hello->form == HELLO_SSL2)
		return;
	put_number(ink, hello->version);
	for (size_t i = 0; i < hello_n_suites(hello); i++)
		put_code(&list, hello_suite(hello, i));
	put(ink, ",");
	list = decimals(ink);
	for (size_t i = 0; i < hello->n_extensions; i++)
		put_code(&list, hello->extensions[i].type);
	put(ink, ",");
	list = decimals(ink);
	put_body_list(&list, hello, EXTENSION_SUPPORTED_GROUPS);
	put(ink, ",");
	list = decimals(ink);
	put_body_list(&list, hello, EXTENSION_EC_POINT_FORMATS);
}

static void write_ja3s(struct ink *ink, const struct server_hello *hello)
{
	struct list list = decimals(ink);

	put_number(ink, hello->version);
	put_number(ink, hello->suite);
	for (size_t i = 0; i < hello->n_extensions; i++)
		put_code(&list, hello->extensions[i].type);
}

static void md5_text(char out[FINGERPRINT_MD5], struct md5_ctx *md5)
{
	uint8_t digest[MD5_DIGEST_SIZE];

	md5_digest(md5, sizeof(digest), digest);
	put_hex(out, digest, sizeof(digest));
}

size_t ja3_string(char *out, size_t room, const struct hello *hello)
{
	struct ink ink = { out, room, 0, NULL, NULL };

	write_ja3(&ink, hello);
	return finish(&ink);
}

void ja3_hash(char out[FINGERPRINT_MD5], const struct hello *hello)
{
	struct md5_ctx md5;
	struct ink ink = { NULL, 0, 0, &md5, NULL };

	out[0] = '\0';
	if (hello->form == HELLO_SSL2)
		return;
	md5_init(&md5);
	write_ja3(&ink, hello);
	md5_text(out, &md5);
}

size_t ja3s_string(char *out, size_t room, const struct server_hello *hello)
{
	struct ink ink = { out, room, 0, NULL, NULL };

	write_ja3s(&ink, hello);
	return finish(&ink);
}

void ja3s_hash(char out[FINGERPRINT_MD5], const struct server_hello *hello)
{
	struct md5_ctx md5;
	struct ink ink = { NULL, 0, 0, &md5, NULL };

	md5_init(&md5);
	write_ja3s(&ink, hello);
	md5_text(out, &md5);
}

/* "13" of the highest version on offer, GREASE aside; drafts are "00". */
static const char *ja4_version(const struct hello *hello)
{
	static const char *const names[] = { "s3", "10", "11", "12", "13" };
	uint16_t versions[127], version = hello->version;
	size_t n = 0;

	if (hello_offers_extension(hello, EXTENSION_SUPPORTED_VERSIONS)) {
		n = hello_version_list(hello, versions, 127);
		version = 0;
	}
	for (size_t i = 0; i < n && i < 127; i++)
		if (versions[i] > version && !code_is_grease(versions[i]))
			version = versions[i];
	if (version == 0x0002)
		return "s2";
	return version >= 0x0300 && version <= 0x0304 ? names[version - 0x0300]
						      : "00";
}

static bool is_alphanumeric(uint8_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z');
}

/* First and last letter of the first protocol, else of its hex digits. */
static void ja4_alpn(char out[3], const struct hello *hello)
{
	const struct hello_extension *alpn = hello_find(hello, EXTENSION_ALPN);
	char first[3], last[3];
	struct fault fault = { 0 };
	struct reader r, list, name;
	size_t n;

	memcpy(out, "00", 3);
	if (!alpn)
		return;
	r = reader_of(&fault, alpn->body.data, alpn->body.len);
	list = reader_vec(&r, 2, "alpn");
	name = reader_vec(&list, 1, "alpn.protocol");
	n = reader_left(&name);
	if (!reader_ok(&r) || n == 0)
		return;
	out[0] = (char)name.pos[0];
	out[1] = (char)name.pos[n - 1];
	if (is_alphanumeric(name.pos[0]) && is_alphanumeric(name.pos[n - 1]))
		return;
	put_hex(first, name.pos, 1);
	put_hex(last, name.pos + n - 1, 1);
	out[0] = first[0];
	out[1] = last[1];
}

static void write_ja4_a(struct ink *ink, const struct hello *hello)
{
	unsigned n_suites = 0, n_extensions = 0;
	char alpn[3], text[24];

	for (size_t i = 0; i < hello_n_suites(hello); i++)
		n_suites += !code_is_grease(hello_suite(hello, i));
	for (size_t i = 0; i < hello->n_extensions; i++)
		n_extensions += !code_is_grease(hello->extensions[i].type);
	ja4_alpn(alpn, hello);
	snprintf(text, sizeof(text), "t%s%c%02u%02u%s", ja4_version(hello),
		hello_offers_extension(hello, EXTENSION_SERVER_NAME) ? 'd'
								     : 'i',
		n_suites < 99 ? n_suites : 99,
		n_extensions < 99 ? n_extensions : 99, alpn);
	put(ink, text);
}

static struct list hexes(struct ink *ink)
{
	return (struct list){ ink, "%x", ",", 0 };
}

/* Sorted by counting: as many as there may be, the same one twice included. */
static size_t write_ja4_b(struct ink *ink, const struct hello *hello)
{
	struct list list = hexes(ink);
	uint16_t count[0x10000] = { 0 };

	for (size_t i = 0; i < hello_n_suites(hello); i++)
		count[hello_suite(hello, i)]++;
	for (uint32_t code = 0; code < 0x10000; code++)
		for (uint16_t i = 0; i < count[code]; i++)
			put_code(&list, code);
	return list.n;
}

static size_t sorted_types(
	uint16_t types[HELLO_MAX_EXTENSIONS], const struct hello *hello)
{
	size_t n = 0;

	for (size_t i = 0; i < hello->n_extensions; i++) {
		uint16_t type = hello->extensions[i].type;
		size_t at = n;

		if (type == EXTENSION_SERVER_NAME || type == EXTENSION_ALPN)
			continue;
		for (; at > 0 && types[at - 1] > type; at--)
			types[at] = types[at - 1];
		types[at] = type;
		n++;
	}
	return n;
}

static size_t write_ja4_c(struct ink *ink, const struct hello *hello)
{
	uint16_t types[HELLO_MAX_EXTENSIONS];
	size_t n = sorted_types(types, hello);
	struct list list = hexes(ink), schemes = hexes(ink);

	for (size_t i = 0; i < n; i++)
		put_code(&list, types[i]);
	if (hello_code_list(hello, EXTENSION_SIGNATURE_ALGORITHMS, NULL, 0) ==
		0)
		return list.n;
	put(ink, "_");
	put_body_list(&schemes, hello, EXTENSION_SIGNATURE_ALGORITHMS);
	return list.n;
}

size_t ja4_raw(char *out, size_t room, const struct hello *hello)
{
	struct ink ink = { out, room, 0, NULL, NULL };

	if (hello->form == HELLO_SSL2)
		return finish(&ink);
	write_ja4_a(&ink, hello);
	put(&ink, "_");
	write_ja4_b(&ink, hello);
	put(&ink, "_");
	write_ja4_c(&ink, hello);
	return finish(&ink);
}

/* Twelve digits of the hash of what @write writes; zeros for an empty list. */
static void put_hash(struct ink *ink,
	size_t (*write)(struct ink *ink, const struct hello *hello),
	const struct hello *hello)
{
	struct sha256_ctx sha256;
	struct ink hashing = { NULL, 0, 0, NULL, &sha256 };
	uint8_t digest[6];
	char text[13] = "000000000000";

	sha256_init(&sha256);
	if (write(&hashing, hello) > 0) {
		sha256_digest(&sha256, sizeof(digest), digest);
		put_hex(text, digest, sizeof(digest));
	}
	put(ink, "_");
	put(ink, text);
}

void ja4(char out[FINGERPRINT_JA4], const struct hello *hello)
{
	struct ink ink = { out, FINGERPRINT_JA4, 0, NULL, NULL };

	if (hello->form != HELLO_SSL2) {
		write_ja4_a(&ink, hello);
		put_hash(&ink, write_ja4_b, hello);
		put_hash(&ink, write_ja4_c, hello);
	}
	finish(&ink);
}
