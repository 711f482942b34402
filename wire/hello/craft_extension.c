/* SPDX-License-Identifier: ISC */
/*
 * The extensions of a crafted hello. New bodies are written behind one another
 * into the craft's own bytes; those of the hello it comes from stay where they
 * are.
 */
#include "wire/hello/craft_parts.h"

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))
#define EXTENSION_SERVER_NAME 0
#define EXTENSION_GROUPS 10
#define EXTENSION_SCHEMES 13
#define EXTENSION_PADDING 21
#define EXTENSION_PRE_SHARED_KEY 41
#define EXTENSION_VERSIONS 43
#define EXTENSION_KEY_SHARE 51
#define SHARE_MAX 2048

static const uint16_t usual_groups[] = { 0x001d, 0x0017, 0x001e, 0x0019,
	0x0018 };
static const uint16_t usual_schemes[] = { 0x0403, 0x0503, 0x0603, 0x0807,
	0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501,
	0x0601, 0x0303, 0x0301, 0x0203, 0x0201 };

static size_t place_of(const struct hello *hello, uint16_t type)
{
	size_t i = 0;

	while (i < hello->n_extensions && hello->extensions[i].type != type)
		i++;
	return i;
}

static void append(struct hello_craft *craft, uint16_t type, struct slice body)
{
	struct hello *hello = &craft->hello;
	size_t at = hello->n_extensions;

	if (at == HELLO_MAX_EXTENSIONS) {
		craft->trouble = "a hello takes 128 extensions at most";
		return;
	}
	if (at > 0 &&
		hello->extensions[at - 1].type == EXTENSION_PRE_SHARED_KEY) {
		hello->extensions[at] = hello->extensions[at - 1];
		craft->set[at] = craft->set[at - 1];
		at--;
	}
	hello->extensions[at] = (struct hello_extension){ type, body };
	craft->set[at] = false;
	hello->n_extensions++;
	hello->has_extensions = true;
}

void craft_set(struct hello_craft *craft, uint16_t type, struct slice body)
{
	size_t at = place_of(&craft->hello, type);

	if (at < craft->hello.n_extensions)
		craft->hello.extensions[at].body = body;
	else
		append(craft, type, body);
}

void craft_drop(struct hello_craft *craft, uint16_t type)
{
	struct hello *hello = &craft->hello;
	size_t kept = 0;

	for (size_t i = 0; i < hello->n_extensions; i++) {
		if (hello->extensions[i].type == type)
			continue;
		craft->set[kept] = craft->set[i];
		hello->extensions[kept++] = hello->extensions[i];
	}
	if (hello->n_extensions > 0 && kept == 0)
		hello->has_extensions = false;
	hello->n_extensions = kept;
}

/* What was written since @start. */
static struct slice written(const struct hello_craft *craft, size_t start)
{
	return slice_of(craft->extension_bytes + start,
		craft->extensions.failed ? 0 : craft->extensions.len - start);
}

static void set_codes(struct hello_craft *craft, uint16_t type, size_t width,
	const uint16_t *codes, size_t n)
{
	struct writer *w = &craft->extensions;
	size_t start = w->len;
	size_t list = writer_open(w, width, "list.length");

	for (size_t i = 0; i < n; i++)
		writer_put(w, 2, codes[i], "list[]");
	writer_close(w, list);
	craft_set(craft, type, written(craft, start));
}

/* RFC 6066 3: the name without the final dot. */
static void set_server_name(struct hello_craft *craft, const char *name)
{
	struct writer *w = &craft->extensions;
	size_t start = w->len, len = strlen(name), list, host;

	if (len == 0) {
		craft_drop(craft, EXTENSION_SERVER_NAME);
		return;
	}
	if (name[len - 1] == '.')
		len--;
	list = writer_open(w, 2, "server_name.list.length");
	writer_put(w, 1, 0, "server_name.type");
	host = writer_open(w, 2, "server_name.host.length");
	writer_bytes(w, name, len, "server_name.host");
	writer_close(w, host);
	writer_close(w, list);
	craft_set(craft, EXTENSION_SERVER_NAME, written(craft, start));
}

/* False: nobody can make one. */
static bool put_share(struct hello_craft *craft, uint16_t group,
	const uint8_t *seed, hello_share_make *make)
{
	struct writer *w = &craft->extensions;
	uint8_t share[SHARE_MAX];
	size_t n = make ? make(share, sizeof(share), group, seed) : 0;
	size_t scope;

	if (n == 0) {
		craft->no_share = group;
		return false;
	}
	writer_put(w, 2, group, "key_share.group");
	scope = writer_open(w, 2, "key_share.key_exchange.length");
	writer_bytes(w, share, n, "key_share.key_exchange");
	writer_close(w, scope);
	return true;
}

bool craft_one_share(struct hello_craft *craft, uint16_t group,
	const uint8_t seed[SEED_SIZE], hello_share_make *share)
{
	struct writer *w = &craft->extensions;
	size_t start = w->len;
	size_t list = writer_open(w, 2, "key_share.length");
	bool good = put_share(craft, group, seed, share);

	writer_close(w, list);
	if (good)
		craft_set(craft, EXTENSION_KEY_SHARE, written(craft, start));
	return good;
}

/* Those that were wished for, or the first of the groups that there is one
 * for. */
static void set_shares(struct hello_craft *craft, const struct hello_wish *wish,
	const uint16_t *groups, size_t n_groups)
{
	struct writer *w = &craft->extensions;
	const uint16_t *shares = wish->shares ? wish->shares : groups;
	size_t n = wish->shares ? wish->n_shares : n_groups;
	size_t start = w->len;
	size_t list = writer_open(w, 2, "key_share.length");

	for (size_t i = 0; i < n; i++)
		if (put_share(craft, shares[i], wish->seed, wish->share) &&
			!wish->shares)
			break;
	writer_close(w, list);
	craft_set(craft, EXTENSION_KEY_SHARE, written(craft, start));
}

/* Each share of the hello it comes from anew; one that cannot be made stays. */
static void freshen_shares(
	struct hello_craft *craft, const struct hello_wish *wish)
{
	size_t at = place_of(&craft->hello, EXTENSION_KEY_SHARE);
	struct slice body;
	struct writer *w = &craft->extensions;
	struct fault fault = { 0 };
	struct reader r, list;
	size_t start = w->len, scope;

	if (at == craft->hello.n_extensions || !wish->share)
		return;
	body = craft->hello.extensions[at].body;
	r = reader_of(&fault, body.data, body.len);
	list = reader_vec(&r, 2, "key_share.length");
	scope = writer_open(w, 2, "key_share.length");
	while (reader_more(&list)) {
		uint16_t group = reader_u16(&list, "key_share.group");
		struct reader one = reader_vec(&list, 2, "key_share.key");
		struct slice key = reader_rest(&one);
		uint8_t share[SHARE_MAX];
		size_t n = wish->share(share, sizeof(share), group, wish->seed);

		if (n != key.len && reader_ok(&list))
			craft->no_share = group;
		else if (n == key.len)
			key = slice_of(share, n);
		writer_put(w, 2, group, "key_share.group");
		writer_put(w, 2, (uint32_t)key.len, "key_share.length");
		writer_slice(w, key, "key_share.key_exchange");
	}
	writer_close(w, scope);
	reader_end(&r, "key_share");
	/* one that is odd is part of what shall be sent */
	if (reader_ok(&r))
		craft->hello.extensions[at].body = written(craft, start);
}

static bool has_tls13(const struct hello_wish *wish)
{
	for (size_t i = 0; i < wish->n_versions; i++)
		if (wish->versions[i] == VERSION_TLS13)
			return true;
	return false;
}

static bool by_extension(const struct hello_wish *wish)
{
	return wish->n_versions > 1 ||
		(wish->n_versions == 1 && wish->versions[0] > VERSION_TLS12);
}

static void set_versions(
	struct hello_craft *craft, const struct hello_wish *wish)
{
	if (by_extension(wish))
		set_codes(craft, EXTENSION_VERSIONS, 1, wish->versions,
			wish->n_versions);
	else
		craft_drop(craft, EXTENSION_VERSIONS);
}

/* TLS 1.2 names schemes, TLS 1.3 wants them (RFC 8446 9.2). */
static bool has_schemes(const struct hello_wish *wish)
{
	return by_extension(wish) || wish->versions[0] >= VERSION_TLS12;
}

static void usual_extensions(
	struct hello_craft *craft, const struct hello_wish *wish)
{
	static const uint8_t none[1], uncompressed[] = { 1, 0 },
				      psk_dhe[] = { 1, 1 };
	const uint16_t *groups = wish->groups ? wish->groups : usual_groups;
	size_t n_groups =
		wish->groups ? wish->n_groups : N_ELEMENTS(usual_groups);

	if (wish->server_name)
		set_server_name(craft, wish->server_name);
	craft_set(craft, 0xff01, slice_of(none, 1));
	set_codes(craft, EXTENSION_GROUPS, 2, groups, n_groups);
	craft_set(craft, 11, slice_of(uncompressed, 2));
	if (wish->schemes)
		set_codes(craft, EXTENSION_SCHEMES, 2, wish->schemes,
			wish->n_schemes);
	else if (has_schemes(wish))
		set_codes(craft, EXTENSION_SCHEMES, 2, usual_schemes,
			N_ELEMENTS(usual_schemes));
	set_versions(craft, wish);
	if (has_tls13(wish))
		craft_set(craft, 45, slice_of(psk_dhe, 2));
	if (has_tls13(wish) || wish->shares)
		set_shares(craft, wish, groups, n_groups);
}

/* SSL 3 has no extensions, unless one is wished for. */
static bool is_bare(const struct hello_wish *wish)
{
	return wish->n_versions == 1 && wish->versions[0] <= VERSION_SSL3;
}

static void wished_extensions(
	struct hello_craft *craft, const struct hello_wish *wish)
{
	uint16_t groups[256];
	size_t n_groups;

	if (wish->server_name)
		set_server_name(craft, wish->server_name);
	if (wish->groups)
		set_codes(craft, EXTENSION_GROUPS, 2, wish->groups,
			wish->n_groups);
	if (wish->schemes)
		set_codes(craft, EXTENSION_SCHEMES, 2, wish->schemes,
			wish->n_schemes);
	if (wish->versions)
		set_versions(craft, wish);
	n_groups = hello_code_list(
		&craft->hello, EXTENSION_GROUPS, groups, N_ELEMENTS(groups));
	if (n_groups > N_ELEMENTS(groups))
		n_groups = N_ELEMENTS(groups);
	if (wish->shares ||
		(wish->groups &&
			hello_offers_extension(
				&craft->hello, EXTENSION_KEY_SHARE)) ||
		(has_tls13(wish) &&
			!hello_offers_extension(
				&craft->hello, EXTENSION_KEY_SHARE)))
		set_shares(craft, wish, groups, n_groups);
	else if (!wish->keep)
		freshen_shares(craft, wish);
}

/* The first --extension of a type takes the place of what is there, each
 * further one of that type is sent beside it. */
static void apply(struct hello_craft *craft, const struct hello_change *change)
{
	struct hello *hello = &craft->hello;
	size_t at = place_of(hello, change->type);

	if (change->drop) {
		craft_drop(craft, change->type);
		return;
	}
	if (at < hello->n_extensions && !craft->set[at]) {
		hello->extensions[at].body = change->body;
		craft->set[at] = true;
		return;
	}
	append(craft, change->type, change->body);
	for (at = hello->n_extensions; at-- > 0;)
		if (hello->extensions[at].type == change->type) {
			craft->set[at] = true;
			break;
		}
}

static size_t message_length(const struct hello *hello)
{
	size_t n = 4 + 2 + 32 + 1 + hello->session_id.len + 2 +
		hello->suites.len + 1 + hello->compression.len + 2;

	for (size_t i = 0; i < hello->n_extensions; i++)
		n += 4 + hello->extensions[i].body.len;
	return n;
}

void craft_pad(struct hello_craft *craft)
{
	static const uint8_t zeros[256];
	size_t n = message_length(&craft->hello);

	if (n < 256 || n > 511)
		return;
	append(craft, EXTENSION_PADDING,
		slice_of(zeros, n < 507 ? 512 - 4 - n : 1));
}

void craft_extensions(struct hello_craft *craft, const struct hello_wish *wish)
{
	if (wish->from)
		wished_extensions(craft, wish);
	else if (!is_bare(wish))
		usual_extensions(craft, wish);
	for (size_t i = 0; i < wish->n_changes; i++)
		apply(craft, &wish->changes[i]);
}
