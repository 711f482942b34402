/* SPDX-License-Identifier: ISC */
/*
 * The extensions of a ServerHello or HelloRetryRequest in words: what an answer
 * to that extension means (the RFC stands in wire/tables/extensions.def).
 * Bodies that are not what they should be, and those that nobody knows, have
 * their hex only.
 */
#include <string.h>

#include "analysis/json/flight_parts.h"
#include "analysis/json/json.h"
#include "analysis/json/names.h"
#include "wire/tables/names.h"

#define HEX_MAX 1024

static json_t *alpn_words(struct slice body)
{
	struct fault fault = { 0 };
	struct reader r = reader_of(&fault, body.data, body.len);
	struct reader list = reader_vec(&r, 2, "alpn.list");
	struct reader name = reader_vec(&list, 1, "alpn.name");
	struct slice text = reader_rest(&name);

	return text.len ? report_text(text.data, text.len) : json_null();
}

static json_t *version_words(struct slice body)
{
	return body.len == 2
		? report_version_name((uint16_t)slice_number(body, 0, 2))
		: json_null();
}

static json_t *key_share_words(struct slice body, bool retry)
{
	json_t *group, *words;

	if (body.len < 2)
		return json_null();
	group = report_group_name((uint16_t)slice_number(body, 0, 2));
	if (!json_is_string(group))
		return group;
	words = retry || body.len < 4
		? json_sprintf("wants %s", json_string_value(group))
		: json_sprintf("%s, %zu bytes", json_string_value(group),
			  body.len - 4);
	json_decref(group);
	return words;
}

static json_t *renegotiation_words(struct slice body)
{
	if (body.len == 1 && body.data[0] == 0)
		return json_string("secure renegotiation");
	return json_null();
}

static json_t *point_format_words(struct slice body)
{
	if (body.len >= 2 && memchr(body.data + 1, 0, body.len - 1))
		return body.len == 2
			? json_string("uncompressed")
			: json_string("uncompressed and compressed");
	return json_null();
}

static json_t *fragment_words(struct slice body)
{
	if (body.len != 1 || body.data[0] < 1 || body.data[0] > 4)
		return json_null();
	return json_sprintf("%u bytes", 256u << body.data[0]);
}

static json_t *heartbeat_words(struct slice body)
{
	if (body.len != 1)
		return json_null();
	return json_string(body.data[0] == 1 ? "peer may send heartbeats"
					     : "peer must not send heartbeats");
}

static json_t *empty_words(struct slice body, const char *words)
{
	return body.len == 0 ? json_string(words) : json_null();
}

static json_t *cookie_words(struct slice body)
{
	return body.len >= 2 ? json_sprintf("%zu bytes", body.len - 2)
			     : json_null();
}

static json_t *words_of(uint16_t type, struct slice body, bool retry)
{
	switch (type) {
	case 0:
		return empty_words(body, "the name was taken");
	case 1:
		return fragment_words(body);
	case 5:
		return empty_words(body, "a CertificateStatus follows");
	case 11:
		return point_format_words(body);
	case 15:
		return heartbeat_words(body);
	case 16:
		return alpn_words(body);
	case 22:
		return empty_words(body, "encrypt-then-MAC");
	case 23:
		return empty_words(body, "extended master secret");
	case 28:
		return body.len == 2
			? json_sprintf("%u bytes", slice_number(body, 0, 2))
			: json_null();
	case 35:
		return empty_words(body, "a ticket will come");
	case 41:
		return body.len == 2
			? json_sprintf("identity %u", slice_number(body, 0, 2))
			: json_null();
	case 43:
		return version_words(body);
	case 44:
		return cookie_words(body);
	case 51:
		return key_share_words(body, retry);
	case 0xff01:
		return renegotiation_words(body);
	default:
		return json_null();
	}
}

json_t *flight_extension(const struct hello_extension *extension, bool retry)
{
	const struct code_name *name = extension_find(extension->type);
	struct slice body = extension->body;
	json_t *object = json_object();

	report_put(object, "type", json_integer(extension->type));
	report_put(object, "code", json_sprintf("0x%04X", extension->type));
	report_put(object, "name", report_words(name ? name->name : ""));
	report_put(object, "length", report_count(body.len));
	report_put(object, "words", words_of(extension->type, body, retry));
	report_put(object, "hex",
		report_bytes(slice_of(
			body.data, body.len < HEX_MAX ? body.len : HEX_MAX)));
	return object;
}
