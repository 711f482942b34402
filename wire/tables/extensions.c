/* SPDX-License-Identifier: ISC */
/*
 * The bodies of extensions (wire/tables/extensions.h), one a row of
 * extensions.def that has one.
 */
#include "wire/tables/extensions.h"

#include <stdlib.h>

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))

/* A list of numbers of @width bytes each. */
#define CODES(item_, list_width_, width_, length_name_, name_)                 \
	.item = item_, .list_width = list_width_, .length_name = length_name_, \
	.list_name = name_, .n_fields = 1,                                     \
	.fields = { { width_, NULL, name_ } }

/* RFC 6066 3 */
static const struct extension_body body_server_name = { .item = "host_name",
	.list_width = 2,
	.length_name = "server_name.list.length",
	.list_name = "server_name.list",
	.n_fields = 2,
	.fields = { { 1, NULL, "server_name.type" },
		{ 2, "server_name.host.length", "server_name.host" } } };

/* RFC 6066 4 */
static const struct extension_body body_max_fragment_length = { .n_fields = 1,
	.fields = { { 1, NULL, "max_fragment_length" } },
	.whole = true };

/* RFC 8422 5.1.1, RFC 8446 4.2.7 */
static const struct extension_body body_supported_groups = { CODES(
	"group", 2, 2, "supported_groups.length", "supported_groups.group") };

/* RFC 8422 5.1.2 */
static const struct extension_body body_ec_point_formats = { CODES(
	"format", 1, 1, "ec_point_formats.length", "ec_point_formats.format") };

/* RFC 5246 7.4.1.4.1, RFC 8446 4.2.3 */
static const struct extension_body body_signature_algorithms = { CODES("scheme",
	2, 2, "signature_algorithms.length", "signature_algorithms.scheme") };

/* RFC 7301 3.1 */
static const struct extension_body body_alpn = { .item = "protocol",
	.list_width = 2,
	.length_name = "alpn.list.length",
	.list_name = "alpn.list",
	.n_fields = 1,
	.fields = { { 1, "alpn.name.length", "alpn.name" } } };

/* RFC 8879 3 */
static const struct extension_body body_compress_certificate = {
	CODES("algorithm", 1, 2, "compress_certificate.length",
		"compress_certificate.algorithm"),
	.whole = true
};

/* RFC 8449 4 */
static const struct extension_body body_record_size_limit = { .n_fields = 1,
	.fields = { { 2, NULL, "record_size_limit" } },
	.whole = true };

/* RFC 8446 4.2.1 */
static const struct extension_body selected_version = { .n_fields = 1,
	.fields = { { 2, NULL, "supported_versions.version" } } };
static const struct extension_body body_supported_versions = {
	CODES("version", 1, 2, "supported_versions.length",
		"supported_versions.version"),
	.answer = &selected_version
};

/* RFC 8446 4.2.2 */
static const struct extension_body body_cookie = { .n_fields = 1,
	.fields = { { 2, "cookie.length", "cookie" } } };

/* RFC 8446 4.2.9 */
static const struct extension_body body_psk_key_exchange_modes = { CODES("mode",
	1, 1, "psk_key_exchange_modes.length", "psk_key_exchange_modes.mode") };

/* RFC 8446 4.2.8 */
#define SHARE_FIELDS                                                           \
	{                                                                      \
		{ 2, NULL, "key_share.group" },                                \
		{                                                              \
			2, "key_share.key_exchange.length",                    \
				"key_share.key_exchange"                       \
		}                                                              \
	}
static const struct extension_body selected_group = { .n_fields = 1,
	.fields = { { 2, NULL, "key_share.selected_group" } } };
static const struct extension_body share_of_server = { .n_fields = 2,
	.fields = SHARE_FIELDS };
static const struct extension_body body_key_share = { .item = "share",
	.list_width = 2,
	.length_name = "key_share.list.length",
	.list_name = "key_share.list",
	.n_fields = 2,
	.fields = SHARE_FIELDS,
	.answer = &share_of_server,
	.retry = &selected_group };

/* RFC 5746 3.2 */
static const struct extension_body body_renegotiation_info = { .n_fields = 1,
	.fields = {
		{ 1, "renegotiation_info.length", "renegotiation_info" } } };

static const struct extension_body body_opaque = { 0 };

static const struct extension_row {
	uint16_t code;
	const struct extension_body *body;
} rows[] = {
#define EXTENSION(id, code, name, messages, reference, body, write)            \
	{ code, &body_##body },
#include "wire/tables/extensions.def"
#undef EXTENSION
};

static int compare_rows(const void *key, const void *row)
{
	return *(const uint16_t *)key -
		((const struct extension_row *)row)->code;
}

const struct extension_body *extension_body(
	uint16_t code, enum extension_place place)
{
	const struct extension_row *row = bsearch(
		&code, rows, N_ELEMENTS(rows), sizeof(rows[0]), compare_rows);
	const struct extension_body *body = row ? row->body : NULL;

	if (!body || body == &body_opaque)
		return NULL;
	if (place == IN_CLIENT_HELLO)
		return body;
	if (place == IN_RETRY && body->retry)
		return body->retry;
	return body->answer ? body->answer : body;
}

bool extension_is_codes(const struct extension_body *body)
{
	return body->list_width > 0 && body->n_fields == 1 &&
		!body->fields[0].length_name;
}
