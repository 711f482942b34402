/* SPDX-License-Identifier: ISC */
/*
 * The body of an extension as a JSON value: one function a type, all in one
 * table. A body that is not exactly what its RFC says becomes null: the hex
 * beside it says all there is to say.
 */
#include "analysis/json/hello_parts.h"
#include "analysis/json/json.h"
#include "wire/tables/names.h"

static json_t *coded_group(struct reader *r)
{
	uint16_t code = reader_u16(r, "group");
	const struct group *group = group_find(code);

	return hello_coded(code, 4, group ? group->name : NULL);
}

static json_t *coded_scheme(struct reader *r)
{
	uint16_t code = reader_u16(r, "scheme");
	const struct code_name *scheme = signature_scheme_find(code);

	return hello_coded(code, 4, scheme ? scheme->name : NULL);
}

static json_t *coded_version(struct reader *r)
{
	return hello_version_value(reader_u16(r, "version"));
}

/* RFC 8422 5.1.2 */
static json_t *coded_format(struct reader *r)
{
	static const char *const names[] = { "uncompressed",
		"ansiX962_compressed_prime", "ansiX962_compressed_char2" };
	uint8_t code = reader_u8(r, "format");

	return hello_coded(code, 2, code < 3 ? names[code] : NULL);
}

/* RFC 8446 4.2.9 */
static json_t *coded_mode(struct reader *r)
{
	static const char *const names[] = { "psk_ke", "psk_dhe_ke" };
	uint8_t code = reader_u8(r, "mode");

	return hello_coded(code, 2, code < 2 ? names[code] : NULL);
}

/* RFC 8879 7.3 */
static json_t *coded_algorithm(struct reader *r)
{
	static const char *const names[] = { NULL, "zlib", "brotli", "zstd" };
	uint16_t code = reader_u16(r, "algorithm");

	return hello_coded(code, 4, code < 4 ? names[code] : NULL);
}

static json_t *coded_share(struct reader *r)
{
	json_t *share = coded_group(r);
	struct reader key = reader_vec(r, 2, "key_exchange");

	report_put(share, "length", report_count(reader_left(&key)));
	return share;
}

static json_t *protocol(struct reader *r)
{
	struct reader name = reader_vec(r, 1, "protocol");
	struct slice text = reader_rest(&name);

	return report_text(text.data, text.len);
}

/* RFC 6066 3: type 0 is the only one there is. */
static json_t *host_name(struct reader *r)
{
	if (reader_u8(r, "name_type") != 0)
		reader_fault(r, FAULT_VALUE, "name_type");
	struct reader name = reader_vec(r, 2, "host_name");
	struct slice text = reader_rest(&name);

	return report_text(text.data, text.len);
}

struct list_kind {
	uint16_t type;
	size_t prefix; /* bytes of the list's length */
	const char *key;
	json_t *(*item)(struct reader *r);
};

static const struct list_kind list_kinds[] = {
	{ 0, 2, "names", host_name },
	{ 10, 2, "groups", coded_group },
	{ 11, 1, "formats", coded_format },
	{ 13, 2, "schemes", coded_scheme },
	{ 16, 2, "protocols", protocol },
	{ 27, 1, "algorithms", coded_algorithm },
	{ 43, 1, "versions", coded_version },
	{ 45, 1, "modes", coded_mode },
	{ 50, 2, "schemes", coded_scheme },
	{ 51, 2, "shares", coded_share },
};

static void put_list(
	json_t *content, struct reader *r, const struct list_kind *kind)
{
	struct reader list = reader_vec(r, kind->prefix, "list");
	json_t *items = json_array();

	while (reader_more(&list))
		json_array_append_new(items, kind->item(&list));
	report_put(content, kind->key, items);
}

/* RFC 6066 4: 2^9 to 2^12. */
static void put_fragment(json_t *content, struct reader *r)
{
	uint8_t code = reader_u8(r, "max_fragment_length");

	if (code < 1 || code > 4)
		reader_fault(r, FAULT_VALUE, "max_fragment_length");
	else
		report_put(content, "limit", report_count(256u << code));
}

static void put_status(json_t *content, struct reader *r)
{
	uint8_t type = reader_u8(r, "status_type");
	struct reader responders = reader_vec(r, 2, "responder_id_list");
	struct reader extensions = reader_vec(r, 2, "request_extensions");

	report_put(content, "status_type",
		hello_coded(type, 2, type == 1 ? "ocsp" : NULL));
	report_put(content, "responders_length",
		report_count(reader_left(&responders)));
	report_put(content, "extensions_length",
		report_count(reader_left(&extensions)));
}

static void put_limit(json_t *content, struct reader *r)
{
	report_put(content, "limit", report_count(reader_u16(r, "limit")));
}

static void put_ticket(json_t *content, struct reader *r)
{
	report_put(content, "ticket_length", report_count(reader_left(r)));
	reader_rest(r);
}

static void put_verify_data(json_t *content, struct reader *r)
{
	struct reader data = reader_vec(r, 1, "renegotiated_connection");

	report_put(content, "verify_data", report_bytes(reader_rest(&data)));
}

static void put_cookie(json_t *content, struct reader *r)
{
	struct reader cookie = reader_vec(r, 2, "cookie");

	report_put(
		content, "cookie_length", report_count(reader_left(&cookie)));
}

static void put_psk(json_t *content, struct reader *r)
{
	struct reader identities = reader_vec(r, 2, "identities");
	struct reader binders = reader_vec(r, 2, "binders");
	uint64_t n_identities = 0, n_binders = 0;

	for (; reader_more(&identities); n_identities++) {
		reader_vec(&identities, 2, "identity");
		reader_u32(&identities, "obfuscated_ticket_age");
	}
	for (; reader_more(&binders); n_binders++)
		reader_vec(&binders, 1, "binder");
	report_put(content, "identities", report_count(n_identities));
	report_put(content, "binders", report_count(n_binders));
}

static void put_padding(json_t *content, struct reader *r)
{
	report_put(content, "zeros", report_count(reader_left(r)));
	while (reader_more(r))
		if (reader_u8(r, "padding") != 0)
			reader_fault(r, FAULT_VALUE, "padding");
}

/* RFC 5077, 7366, 7627: all said by being there. */
static void put_nothing(json_t *content, struct reader *r)
{
	(void)content;
	(void)r;
}

static const struct {
	uint16_t type;
	void (*put)(json_t *content, struct reader *r);
} others[] = {
	{ 1, put_fragment },
	{ 5, put_status },
	{ 18, put_nothing },
	{ 21, put_padding },
	{ 22, put_nothing },
	{ 23, put_nothing },
	{ 28, put_limit },
	{ 35, put_ticket },
	{ 41, put_psk },
	{ 42, put_nothing },
	{ 44, put_cookie },
	{ 49, put_nothing },
	{ 0xff01, put_verify_data },
};

/* False when nothing is known of this type. */
static bool put_content(json_t *content, struct reader *r, uint16_t type)
{
	for (size_t i = 0; i < sizeof(list_kinds) / sizeof(list_kinds[0]); i++)
		if (list_kinds[i].type == type) {
			put_list(content, r, &list_kinds[i]);
			return true;
		}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i].type == type) {
			others[i].put(content, r);
			return true;
		}
	return false;
}

json_t *hello_extension_content(const struct hello_extension *extension)
{
	struct fault fault = { 0 };
	struct reader r =
		reader_of(&fault, extension->body.data, extension->body.len);
	json_t *content = json_object();

	if (put_content(content, &r, extension->type)) {
		reader_end(&r, "extension");
		if (reader_ok(&r))
			return content;
	}
	json_decref(content);
	return json_null();
}
