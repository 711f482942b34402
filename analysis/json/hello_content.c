/* SPDX-License-Identifier: ISC */
/*
 * The body of an extension: one function a type, all in one table. What a body
 * that is not exactly as its RFC says holds is not known: the hex beside it
 * says all there is to say.
 */
#include "analysis/json/hello_parts.h"
#include "analysis/json/hex.h"
#include <string.h>

#include "wire/tables/names.h"

/* One content in the making. */
struct making {
	struct arena *arena;
	struct content *content;
};

static struct content_item coded_item(
	uint32_t code, unsigned digits, const char *name)
{
	return (struct content_item){ .coded = coded_of(code, digits, name) };
}

static struct content_item group(struct arena *arena, struct reader *r)
{
	uint16_t code = reader_u16(r, "group");
	const struct group *known = group_find(code);

	(void)arena;
	return coded_item(code, 4, known ? known->name : NULL);
}

static struct content_item scheme(struct arena *arena, struct reader *r)
{
	uint16_t code = reader_u16(r, "scheme");
	const struct code_name *known = signature_scheme_find(code);

	(void)arena;
	return coded_item(code, 4, known ? known->name : NULL);
}

static struct content_item version(struct arena *arena, struct reader *r)
{
	(void)arena;
	return (struct content_item){ .coded = coded_version(
					      reader_u16(r, "version")) };
}

/* RFC 8422 5.1.2 */
static struct content_item format(struct arena *arena, struct reader *r)
{
	static const char *const names[] = { "uncompressed",
		"ansiX962_compressed_prime", "ansiX962_compressed_char2" };
	uint8_t code = reader_u8(r, "format");

	(void)arena;
	return coded_item(code, 2, code < 3 ? names[code] : NULL);
}

/* RFC 8446 4.2.9 */
static struct content_item mode(struct arena *arena, struct reader *r)
{
	static const char *const names[] = { "psk_ke", "psk_dhe_ke" };
	uint8_t code = reader_u8(r, "mode");

	(void)arena;
	return coded_item(code, 2, code < 2 ? names[code] : NULL);
}

/* RFC 8879 7.3 */
static struct content_item algorithm(struct arena *arena, struct reader *r)
{
	static const char *const names[] = { NULL, "zlib", "brotli", "zstd" };
	uint16_t code = reader_u16(r, "algorithm");

	(void)arena;
	return coded_item(code, 4, code < 4 ? names[code] : NULL);
}

static struct content_item share(struct arena *arena, struct reader *r)
{
	struct content_item item = group(arena, r);
	struct reader key = reader_vec(r, 2, "key_exchange");

	item.has_length = true;
	item.length = reader_left(&key);
	return item;
}

static struct content_item text_item(struct arena *arena, struct slice text)
{
	return (struct content_item){ .text = arena_bytes(
					      arena, text.data, text.len) };
}

static struct content_item protocol(struct arena *arena, struct reader *r)
{
	struct reader name = reader_vec(r, 1, "protocol");

	return text_item(arena, reader_rest(&name));
}

/* RFC 6066 3: type 0 is the only one there is. */
static struct content_item host_name(struct arena *arena, struct reader *r)
{
	if (reader_u8(r, "name_type") != 0)
		reader_fault(r, FAULT_VALUE, "name_type");
	struct reader name = reader_vec(r, 2, "host_name");

	return text_item(arena, reader_rest(&name));
}

struct list_kind {
	uint16_t type;
	size_t prefix; /* bytes of the list's length */
	const char *key;
	struct content_item (*item)(struct arena *arena, struct reader *r);
};

static const struct list_kind list_kinds[] = {
	{ 0, 2, "names", host_name },
	{ 10, 2, "groups", group },
	{ 11, 1, "formats", format },
	{ 13, 2, "schemes", scheme },
	{ 16, 2, "protocols", protocol },
	{ 27, 1, "algorithms", algorithm },
	{ 43, 1, "versions", version },
	{ 45, 1, "modes", mode },
	{ 50, 2, "schemes", scheme },
	{ 51, 2, "shares", share },
};

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
	const struct list_kind *kind)
{
	struct reader rest = reader_vec(r, kind->prefix, "list");
	struct content_member *list = add(making, kind->key, MEMBER_LIST);

	while (reader_more(&rest)) {
		struct content_item item = kind->item(making->arena, &rest);

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
	{ 1, add_fragment },
	{ 5, add_status },
	{ 18, add_nothing },
	{ 21, add_padding },
	{ 22, add_nothing },
	{ 23, add_nothing },
	{ 28, add_limit },
	{ 35, add_ticket },
	{ 41, add_psk },
	{ 42, add_nothing },
	{ 44, add_cookie },
	{ 49, add_nothing },
	{ 0xff01, add_verify_data },
};

/* False when nothing is known of this type. */
static bool add_content(
	const struct making *making, struct reader *r, uint16_t type)
{
	for (size_t i = 0; i < sizeof(list_kinds) / sizeof(list_kinds[0]); i++)
		if (list_kinds[i].type == type) {
			add_list(making, r, &list_kinds[i]);
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
