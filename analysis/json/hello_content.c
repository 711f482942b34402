/* SPDX-License-Identifier: ISC */
/*
 * The body of an extension as a JSON value. What stands in a list says
 * wire/tables/extensions.h; others have a function here. A body that is not
 * exactly what its RFC says becomes null: the hex beside it says all there is
 * to say.
 */
#include <string.h>

#include "analysis/json/hello_parts.h"
#include "analysis/report/report_parts.h"
#include "wire/tables/extensions.h"
#include "wire/text/hello_text_item.h"

/* Items of a list: how they are read, and under which key they stand. */
struct list_kind {
	const char *item; /* of extensions.h */
	const char *key;
	json_t *(*read)(struct reader *r, const struct extension_body *body);
};

static json_t *code(struct reader *r, const struct extension_body *body)
{
	size_t width = body->fields[0].width;
	uint32_t number = width == 1 ? reader_u8(r, body->item)
				     : reader_u16(r, body->item);

	return hello_coded(number, (unsigned)(2 * width),
		text_item_name(body->item, number));
}

static json_t *version(struct reader *r, const struct extension_body *body)
{
	return hello_version_value(reader_u16(r, body->item));
}

static json_t *share(struct reader *r, const struct extension_body *body)
{
	uint16_t group = reader_u16(r, body->fields[0].name);
	json_t *value = hello_coded(group, 4, text_item_name("group", group));
	struct reader key = reader_vec(r, 2, body->fields[1].name);

	report_put(value, "length", report_count(reader_left(&key)));
	return value;
}

/* A protocol, or a host name: RFC 6066 3 has type 0 only. */
static json_t *word(struct reader *r, const struct extension_body *body)
{
	const struct extension_field *last = &body->fields[body->n_fields - 1];
	struct reader name;
	struct slice text;

	if (body->n_fields > 1 && reader_u8(r, body->fields[0].name) != 0)
		reader_fault(r, FAULT_VALUE, body->fields[0].name);
	name = reader_vec(r, last->width, last->name);
	text = reader_rest(&name);
	return report_text(text.data, text.len);
}

static const struct list_kind list_kinds[] = {
	{ "host_name", "names", word },
	{ "protocol", "protocols", word },
	{ "group", "groups", code },
	{ "format", "formats", code },
	{ "scheme", "schemes", code },
	{ "algorithm", "algorithms", code },
	{ "mode", "modes", code },
	{ "version", "versions", version },
	{ "share", "shares", share },
};

static const struct list_kind *kind_of(const struct extension_body *body)
{
	for (size_t i = 0; body && body->item &&
		i < sizeof(list_kinds) / sizeof(list_kinds[0]);
		i++)
		if (!strcmp(list_kinds[i].item, body->item))
			return &list_kinds[i];
	return NULL;
}

static void put_list(json_t *content, struct reader *r,
	const struct list_kind *kind, const struct extension_body *body)
{
	struct reader list = reader_vec(r, body->list_width, "list");
	json_t *items = json_array();

	while (reader_more(&list))
		json_array_append_new(items, kind->read(&list, body));
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

/* Of those that have no list. */
static const struct {
	uint16_t type;
	void (*put)(json_t *content, struct reader *r);
} others[] = {
	{ EXTENSION_MAX_FRAGMENT_LENGTH, put_fragment },
	{ EXTENSION_STATUS_REQUEST, put_status },
	{ EXTENSION_SIGNED_CERTIFICATE_TIMESTAMP, put_nothing },
	{ EXTENSION_PADDING, put_padding },
	{ EXTENSION_ENCRYPT_THEN_MAC, put_nothing },
	{ EXTENSION_EXTENDED_MASTER_SECRET, put_nothing },
	{ EXTENSION_RECORD_SIZE_LIMIT, put_limit },
	{ EXTENSION_SESSION_TICKET, put_ticket },
	{ EXTENSION_PRE_SHARED_KEY, put_psk },
	{ EXTENSION_EARLY_DATA, put_nothing },
	{ EXTENSION_COOKIE, put_cookie },
	{ EXTENSION_POST_HANDSHAKE_AUTH, put_nothing },
	{ EXTENSION_RENEGOTIATION_INFO, put_verify_data },
};

/* False when nothing is known of this type. */
static bool put_content(json_t *content, struct reader *r, uint16_t type)
{
	const struct extension_body *body =
		extension_body(type, IN_CLIENT_HELLO);
	const struct list_kind *kind = kind_of(body);

	if (kind) {
		put_list(content, r, kind, body);
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
