/* SPDX-License-Identifier: ISC */
/*
 * The body of an extension. What stands in a list says the table of extensions
 * (wire/tables/extensions.h); others have a function here. What a body that is
 * not exactly as its RFC says holds is not known: the hex beside it says all
 * there is to say.
 */
#include "analysis/json/hello_parts.h"
#include "analysis/json/hex.h"
#include <string.h>

#include "wire/tables/extensions.h"
#include "wire/text/hello_text_item.h"

/* One content in the making. */
struct making {
	struct arena *arena;
	struct content *content;
};

/* An item of a list: how it is read, and under which key its list stands. */
struct list_kind {
	const char *item; /* of wire/tables/extensions.h */
	const char *key;
	struct content_item (*read)(struct arena *arena, struct reader *r,
		const struct extension_body *body);
};

static struct content_item code(struct arena *arena, struct reader *r,
	const struct extension_body *body)
{
	size_t width = body->fields[0].width;
	uint32_t number = width == 1 ? reader_u8(r, body->item)
				     : reader_u16(r, body->item);

	(void)arena;
	return (struct content_item){
		.coded = coded_of(number, (unsigned)(2 * width),
			text_item_name(body->item, number))
	};
}

static struct content_item version(struct arena *arena, struct reader *r,
	const struct extension_body *body)
{
	(void)arena;
	return (struct content_item){ .coded = coded_version(
					      reader_u16(r, body->item)) };
}

static struct content_item share(struct arena *arena, struct reader *r,
	const struct extension_body *body)
{
	uint16_t group = reader_u16(r, body->fields[0].name);
	struct reader key =
		reader_vec(r, body->fields[1].width, body->fields[1].name);

	(void)arena;
	return (struct content_item){
		.coded = coded_of(group, 4, text_item_name("group", group)),
		.has_length = true,
		.length = reader_left(&key),
	};
}

/* A protocol, or a host name: RFC 6066 3 has type 0 only. */
static struct content_item word(struct arena *arena, struct reader *r,
	const struct extension_body *body)
{
	const struct extension_field *last = &body->fields[body->n_fields - 1];
	struct reader name;
	struct slice text;

	if (body->n_fields > 1 && reader_u8(r, body->fields[0].name) != 0)
		reader_fault(r, FAULT_VALUE, body->fields[0].name);
	name = reader_vec(r, last->width, last->name);
	text = reader_rest(&name);
	return (struct content_item){ .text = arena_bytes(
					      arena, text.data, text.len) };
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

/* NULL: the body is no list. */
static const struct list_kind *kind_of(const struct extension_body *body)
{
	if (!body || !body->item)
		return NULL;
	for (size_t i = 0; i < sizeof(list_kinds) / sizeof(list_kinds[0]); i++)
		if (!strcmp(list_kinds[i].item, body->item))
			return &list_kinds[i];
	return NULL;
}

static struct content_member *add(
	const struct making *making, const char *key, enum member_kind kind)
{
	struct content *content = making->content;
	struct content_member *member = &content->members[content->n++];

	*member = (struct content_member){
		.key = key, .kind = kind, .text = "", .coded.name = ""
	};
	return member;
}

static void add_number(
	const struct making *making, const char *key, uint64_t number)
{
	add(making, key, MEMBER_NUMBER)->number = number;
}

static void add_item(struct arena *arena, struct content_member *list,
	const struct content_item *item)
{
	const size_t n = list->n_items;
	struct content_item *more;

	/* full at 0, 1, 2, 4 … */
	if ((n & (n - 1)) == 0) {
		more = arena_zeroed(arena, n ? 2 * n : 1, sizeof(*more));
		if (n > 0)
			memcpy(more, list->items, n * sizeof(*more));
		list->items = more;
	}
	list->items[list->n_items++] = *item;
}

static void add_list(const struct making *making, struct reader *r,
	const struct list_kind *kind, const struct extension_body *body)
{
	struct reader rest = reader_vec(r, body->list_width, "list");
	struct content_member *list = add(making, kind->key, MEMBER_LIST);

	while (reader_more(&rest)) {
		struct content_item item =
			kind->read(making->arena, &rest, body);

		add_item(making->arena, list, &item);
	}
}

/* RFC 6066 4: 2^9 to 2^12. */
static void add_fragment(const struct making *making, struct reader *r)
{
	uint8_t code = reader_u8(r, "max_fragment_length");

	if (code < 1 || code > 4)
		reader_fault(r, FAULT_VALUE, "max_fragment_length");
	else
		add_number(making, "limit", 256u << code);
}

static void add_status(const struct making *making, struct reader *r)
{
	uint8_t type = reader_u8(r, "status_type");
	struct reader responders = reader_vec(r, 2, "responder_id_list");
	struct reader extensions = reader_vec(r, 2, "request_extensions");

	add(making, "status_type", MEMBER_CODE)->coded =
		coded_of(type, 2, type == 1 ? "ocsp" : NULL);
	add_number(making, "responders_length", reader_left(&responders));
	add_number(making, "extensions_length", reader_left(&extensions));
}

static void add_limit(const struct making *making, struct reader *r)
{
	add_number(making, "limit", reader_u16(r, "limit"));
}

static void add_ticket(const struct making *making, struct reader *r)
{
	add_number(making, "ticket_length", reader_left(r));
	reader_rest(r);
}

static void add_verify_data(const struct making *making, struct reader *r)
{
	struct reader data = reader_vec(r, 1, "renegotiated_connection");

	add(making, "verify_data", MEMBER_TEXT)->text =
		arena_hex(making->arena, reader_rest(&data));
}

static void add_cookie(const struct making *making, struct reader *r)
{
	struct reader cookie = reader_vec(r, 2, "cookie");

	add_number(making, "cookie_length", reader_left(&cookie));
}

static void add_psk(const struct making *making, struct reader *r)
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
	add_number(making, "identities", n_identities);
	add_number(making, "binders", n_binders);
}

static void add_padding(const struct making *making, struct reader *r)
{
	add_number(making, "zeros", reader_left(r));
	while (reader_more(r))
		if (reader_u8(r, "padding") != 0)
			reader_fault(r, FAULT_VALUE, "padding");
}

/* RFC 5077, 7366, 7627: all said by being there. */
static void add_nothing(const struct making *making, struct reader *r)
{
	(void)making;
	(void)r;
}

static const struct {
	uint16_t type;
	void (*add)(const struct making *making, struct reader *r);
} others[] = {
	{ EXTENSION_MAX_FRAGMENT_LENGTH, add_fragment },
	{ EXTENSION_STATUS_REQUEST, add_status },
	{ EXTENSION_SIGNED_CERTIFICATE_TIMESTAMP, add_nothing },
	{ EXTENSION_PADDING, add_padding },
	{ EXTENSION_ENCRYPT_THEN_MAC, add_nothing },
	{ EXTENSION_EXTENDED_MASTER_SECRET, add_nothing },
	{ EXTENSION_RECORD_SIZE_LIMIT, add_limit },
	{ EXTENSION_SESSION_TICKET, add_ticket },
	{ EXTENSION_PRE_SHARED_KEY, add_psk },
	{ EXTENSION_EARLY_DATA, add_nothing },
	{ EXTENSION_COOKIE, add_cookie },
	{ EXTENSION_POST_HANDSHAKE_AUTH, add_nothing },
	{ EXTENSION_RENEGOTIATION_INFO, add_verify_data },
};

/* False when nothing is known of this type. */
static bool add_content(
	const struct making *making, struct reader *r, uint16_t type)
{
	const struct extension_body *body =
		extension_body(type, IN_CLIENT_HELLO);
	const struct list_kind *kind = kind_of(body);

	if (kind) {
		add_list(making, r, kind, body);
		return true;
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i].type == type) {
			others[i].add(making, r);
			return true;
		}
	return false;
}

void hello_content_of(struct arena *arena, struct content *content,
	const struct hello_extension *extension)
{
	struct fault fault = { 0 };
	struct reader r =
		reader_of(&fault, extension->body.data, extension->body.len);
	struct making making = { arena, content };

	*content = (struct content){ .known = false };
	if (!add_content(&making, &r, extension->type))
		return;
	reader_end(&r, "extension");
	content->known = reader_ok(&r);
}
