/* SPDX-License-Identifier: ISC */
/*
 * The extensions of a ServerHello or HelloRetryRequest in words: what an answer
 * to that extension means (the RFC stands in wire/tables/extensions.def).
 * Bodies that are not what they should be, and those that nobody knows, have
 * their hex only.
 */
#include <string.h>

#include "analysis/json/flight_parts.h"
#include "analysis/json/hex.h"
#include "wire/tables/names.h"
#include "wire/tables/extensions.h"

#define HEX_MAX 1024

static const char *alpn_words(
	struct arena *arena, struct slice body, bool retry)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, body.data, body.len);
	struct reader list = reader_vec(&r, 2, "alpn.list");
	struct reader name = reader_vec(&list, 1, "alpn.name");
	struct slice text = reader_rest(&name);

	(void)retry;
	return text.len ? arena_bytes(arena, text.data, text.len) : "";
}

static const char *version_words(
	struct arena *arena, struct slice body, bool retry)
{
	(void)retry;
	return body.len == 2
		? flight_version(arena, (uint16_t)slice_number(body, 0, 2))
		: "";
}

static const char *key_share_words(
	struct arena *arena, struct slice body, bool retry)
{
	const char *group;

	if (body.len < 2)
		return "";
	group = flight_group(arena, (uint16_t)slice_number(body, 0, 2));
	if (!*group)
		return "";
	return retry || body.len < 4
		? arena_printf(arena, "wants %s", group)
		: arena_printf(arena, "%s, %zu bytes", group, body.len - 4);
}

static const char *renegotiation_words(
	struct arena *arena, struct slice body, bool retry)
{
	(void)arena;
	(void)retry;
	return body.len == 1 && body.data[0] == 0 ? "secure renegotiation" : "";
}

static const char *point_format_words(
	struct arena *arena, struct slice body, bool retry)
{
	(void)arena;
	(void)retry;
	if (body.len < 2 || !memchr(body.data + 1, 0, body.len - 1))
		return "";
	return body.len == 2 ? "uncompressed" : "uncompressed and compressed";
}

static const char *fragment_words(
	struct arena *arena, struct slice body, bool retry)
{
	(void)retry;
	if (body.len != 1 || body.data[0] < 1 || body.data[0] > 4)
		return "";
	return arena_printf(arena, "%u bytes", 256u << body.data[0]);
}

static const char *heartbeat_words(
	struct arena *arena, struct slice body, bool retry)
{
	(void)arena;
	(void)retry;
	if (body.len != 1)
		return "";
	return body.data[0] == 1 ? "peer may send heartbeats"
				 : "peer must not send heartbeats";
}

static const char *cookie_words(
	struct arena *arena, struct slice body, bool retry)
{
	(void)retry;
	return body.len >= 2 ? arena_printf(arena, "%zu bytes", body.len - 2)
			     : "";
}

static const char *limit_words(
	struct arena *arena, struct slice body, bool retry)
{
	(void)retry;
	return body.len == 2
		? arena_printf(arena, "%u bytes", slice_number(body, 0, 2))
		: "";
}

static const char *identity_words(
	struct arena *arena, struct slice body, bool retry)
{
	(void)retry;
	return body.len == 2
		? arena_printf(arena, "identity %u", slice_number(body, 0, 2))
		: "";
}

/* @words, or what an empty body means. */
static const struct {
	uint16_t type;
	const char *(*words)(
		struct arena *arena, struct slice body, bool retry);
	const char *empty;
} meanings[] = {
	{ EXTENSION_SERVER_NAME, NULL, "the name was taken" },
	{ EXTENSION_MAX_FRAGMENT_LENGTH, fragment_words, NULL },
	{ EXTENSION_STATUS_REQUEST, NULL, "a CertificateStatus follows" },
	{ EXTENSION_EC_POINT_FORMATS, point_format_words, NULL },
	{ EXTENSION_HEARTBEAT, heartbeat_words, NULL },
	{ EXTENSION_ALPN, alpn_words, NULL },
	{ EXTENSION_ENCRYPT_THEN_MAC, NULL, "encrypt-then-MAC" },
	{ EXTENSION_EXTENDED_MASTER_SECRET, NULL, "extended master secret" },
	{ EXTENSION_RECORD_SIZE_LIMIT, limit_words, NULL },
	{ EXTENSION_SESSION_TICKET, NULL, "a ticket will come" },
	{ EXTENSION_PRE_SHARED_KEY, identity_words, NULL },
	{ EXTENSION_SUPPORTED_VERSIONS, version_words, NULL },
	{ EXTENSION_COOKIE, cookie_words, NULL },
	{ EXTENSION_KEY_SHARE, key_share_words, NULL },
	{ EXTENSION_RENEGOTIATION_INFO, renegotiation_words, NULL },
};

static const char *words_of(
	struct arena *arena, uint16_t type, struct slice body, bool retry)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++) {
		if (meanings[i].type != type)
			continue;
		if (meanings[i].words)
			return meanings[i].words(arena, body, retry);
		return body.len == 0 ? meanings[i].empty : "";
	}
	return "";
}

void flight_view_extension(struct arena *arena, struct answer_extension *view,
	const struct hello_extension *extension, bool retry)
{
	const struct code_name *name = extension_find(extension->type);
	struct slice body = extension->body;
	struct slice shown =
		slice_of(body.data, body.len < HEX_MAX ? body.len : HEX_MAX);

	*view = (struct answer_extension){
		.type = extension->type,
		.code = arena_printf(arena, "0x%04X", extension->type),
		.name = name ? name->name : "",
		.length = body.len,
		.words = words_of(arena, extension->type, body, retry),
		.hex = arena_hex(arena, shown),
	};
}
