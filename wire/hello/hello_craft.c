/* SPDX-License-Identifier: ISC */
/*
 * The making of a hello (wire/hello/hello_craft.h), step by step: form and
 * version, suites, extensions, then the changes. Extensions keep their place;
 * what is new comes behind them, but before pre_shared_key, which is last (RFC
 * 8446 4.2.11).
 */
#include "wire/hello/hello_craft.h"

#include "wire/hello/craft_parts.h"
#include "wire/tables/names.h"
#include "wire/bytes/record.h"

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))
#define EXTENSION_EARLY_DATA 42
#define EXTENSION_COOKIE 44
#define SIGNALLING_RENEGOTIATION 0x00ff

/* In the order of a sender of these days. */
static const uint32_t usual_suites[] = { 0x1302, 0x1303, 0x1301, 0xc02c, 0xc030,
	0x009f, 0xcca9, 0xcca8, 0xccaa, 0xc02b, 0xc02f, 0x009e, 0xc024, 0xc028,
	0x006b, 0xc023, 0xc027, 0x0067, 0xc00a, 0xc014, 0x0039, 0xc009, 0xc013,
	0x0033, 0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f };
static const uint32_t old_suites[] = { 0x000a, 0x0005, 0x0004 };

static const uint16_t usual_versions[] = { VERSION_TLS13, VERSION_TLS12,
	VERSION_TLS11, VERSION_TLS10 };

static bool fails(struct hello_craft *craft, const char *trouble)
{
	if (!craft->trouble)
		craft->trouble = trouble;
	return false;
}

/* Above TLS 1.2, GREASE and all that nobody knows: by extension only. */
static bool needs_extension(const struct hello_wish *wish)
{
	return wish->n_versions > 1 || wish->versions[0] > VERSION_TLS12;
}

/* The highest that the old field can say (RFC 8446 4.1.2). */
static uint16_t field_version(const struct hello_wish *wish)
{
	uint16_t highest = 0;

	if (!needs_extension(wish))
		return wish->versions[0];
	for (size_t i = 0; i < wish->n_versions; i++) {
		uint16_t version = wish->versions[i];

		if (version > VERSION_TLS12)
			return VERSION_TLS12;
		if (version > highest)
			highest = version;
	}
	return highest;
}

static bool wishes_ssl2(const struct hello_wish *wish)
{
	return wish->n_versions == 1 && wish->versions[0] == VERSION_SSL2;
}

static void begin_new(struct hello_craft *craft, const struct hello_wish *wish)
{
	static const uint8_t null_compression = 0;
	struct hello *hello = &craft->hello;

	if (wishes_ssl2(wish)) {
		hello->form = HELLO_SSL2;
		hello->random = slice_of(craft->random, 16);
		return;
	}
	hello->random = slice_of(craft->random, 32);
	hello->compression = slice_of(&null_compression, 1);
	if (needs_extension(wish)) /* RFC 8446 D.4 */
		hello->session_id = slice_of(craft->session_id, 32);
}

/* A hello of TLS becomes one of SSL 2: there is little in it. */
static void become_ssl2(struct hello_craft *craft)
{
	craft->hello = (struct hello){ .form = HELLO_SSL2,
		.random = slice_of(craft->random, 16) };
}

static void set_version(
	struct hello_craft *craft, const struct hello_wish *wish)
{
	struct hello *hello = &craft->hello;

	if (wish->versions)
		hello->version = field_version(wish);
	if (wish->has_client_version)
		hello->version = wish->client_version;
	if (hello->form == HELLO_SSL2)
		return;
	if (!wish->from || !hello->record_version)
		hello->record_version = hello->version == VERSION_SSL3
			? VERSION_SSL3
			: VERSION_TLS10;
	if (wish->has_record_version)
		hello->record_version = wish->record_version;
}

static void freshen(struct hello_craft *craft)
{
	struct hello *hello = &craft->hello;

	if (hello->random.len <= sizeof(craft->random))
		hello->random = slice_of(craft->random, hello->random.len);
	if (hello->session_id.len <= sizeof(craft->session_id))
		hello->session_id =
			slice_of(craft->session_id, hello->session_id.len);
}

static bool put_suites(
	struct hello_craft *craft, const uint32_t *suites, size_t n)
{
	struct writer w = writer_of(craft->suites, sizeof(craft->suites));
	size_t width = craft->hello.form == HELLO_SSL2 ? 3 : 2;

	for (size_t i = 0; i < n; i++) {
		if (width == 2 && suites[i] > 0xffff)
			return fails(craft,
				"a cipher kind of SSL 2 (three bytes) goes "
				"into a hello of SSL 2 only");
		writer_put(&w, width, suites[i], "hello.suites[]");
	}
	if (!writer_ok(&w) || w.len > 0xffff)
		return fails(craft, "so many suites fit into no hello");
	craft->hello.suites = writer_done(&w);
	return true;
}

static bool is_usable(const struct hello_wish *wish, uint32_t code)
{
	const struct suite *suite = suite_find(code);
	bool tls13 = code >> 8 == 0x13;

	for (size_t i = 0; i < wish->n_versions; i++) {
		uint16_t version = wish->versions[i];

		if (tls13 ? version > VERSION_TLS12
			  : version <= VERSION_TLS12 &&
					suite->min_version <= version)
			return true;
	}
	return false;
}

static size_t usual(uint32_t *codes, const struct hello_wish *wish)
{
	bool old = field_version(wish) <= VERSION_TLS10;
	size_t n = 0;

	for (size_t i = 0; i < N_ELEMENTS(usual_suites); i++)
		if (is_usable(wish, usual_suites[i]))
			codes[n++] = usual_suites[i];
	for (size_t i = 0; old && i < N_ELEMENTS(old_suites); i++)
		codes[n++] = old_suites[i];
	/* without extensions that is the only way to say it (RFC 5746 3.3) */
	if (!needs_extension(wish) && wish->versions[0] == VERSION_SSL3)
		codes[n++] = SIGNALLING_RENEGOTIATION;
	return n;
}

static bool usual_kinds(struct hello_craft *craft)
{
	uint32_t codes[32];
	size_t n = 0;

	for (size_t i = 0; i < suite_table_len && n < N_ELEMENTS(codes); i++)
		if (suite_table[i].family == SUITE_SSL2)
			codes[n++] = suite_table[i].code;
	return put_suites(craft, codes, n);
}

static bool set_suites(struct hello_craft *craft, const struct hello_wish *wish)
{
	uint32_t codes[N_ELEMENTS(usual_suites) + N_ELEMENTS(old_suites) + 1];

	if (wish->suites)
		return put_suites(craft, wish->suites, wish->n_suites);
	if (craft->hello.suites.len > 0 || wish->from)
		return craft->hello.form == HELLO_SSL2 &&
				craft->hello.suites.len == 0
			? usual_kinds(craft)
			: true;
	if (craft->hello.form == HELLO_SSL2)
		return usual_kinds(craft);
	return put_suites(craft, codes, usual(codes, wish));
}

static void begin(struct hello_craft *craft, const struct hello_wish *wish)
{
	craft->trouble = NULL;
	craft->no_share = 0;
	memset(craft->set, 0, sizeof(craft->set));
	craft->extensions =
		writer_of(craft->extension_bytes, CRAFT_EXTENSIONS_ROOM);
	craft->hello = wish->from ? *wish->from : (struct hello){ 0 };
	seed_expand(craft->random, 32, wish->seed, "random");
	seed_expand(craft->session_id, 32, wish->seed, "session id");
}

static bool is_whole(const struct hello *hello)
{
	return hello->fault.kind == FAULT_NONE;
}

/* In the tail of a malformed hello nothing can be changed, but what was typed
 * before it can be fresh. */
static bool keep_malformed(
	struct hello_craft *craft, const struct hello_wish *wish)
{
	if (wish->versions || wish->suites || wish->groups || wish->schemes ||
		wish->shares || wish->server_name || wish->n_changes > 0)
		return fails(craft,
			"the hello is malformed: it can be sent as it is, but "
			"not changed");
	if (wish->has_client_version)
		craft->hello.version = wish->client_version;
	if (wish->has_record_version)
		craft->hello.record_version = wish->record_version;
	if (!wish->keep && craft->hello.form == HELLO_TLS)
		freshen(craft);
	return true;
}

/* Whoever names what shall be sent gets that and nothing else. */
static bool is_usual(const struct hello_wish *wish)
{
	return !wish->from && !wish->versions && !wish->groups &&
		!wish->schemes && !wish->suites && !wish->shares &&
		wish->n_changes == 0;
}

bool hello_craft(struct hello_craft *craft, const struct hello_wish *given)
{
	struct hello_wish wish = *given;

	begin(craft, &wish);
	if (!wish.versions)
		wish.n_versions = 0;
	if (wish.from && !is_whole(wish.from))
		return keep_malformed(craft, &wish);
	if (!wish.from && !wish.versions) {
		wish.versions = usual_versions;
		wish.n_versions = N_ELEMENTS(usual_versions);
	}
	if (!wish.from)
		begin_new(craft, &wish);
	else if (wish.versions && wishes_ssl2(&wish) &&
		craft->hello.form == HELLO_TLS)
		become_ssl2(craft);
	set_version(craft, &wish);
	if (!wish.keep)
		freshen(craft);
	if (!set_suites(craft, &wish))
		return false;
	if (craft->hello.form == HELLO_TLS)
		craft_extensions(craft, &wish);
	if (is_usual(given))
		craft_pad(craft);
	if (!writer_ok(&craft->extensions))
		return fails(craft, "the extensions fit into no hello");
	return !craft->trouble;
}

bool hello_craft_second(struct hello_craft *craft, const struct hello *first,
	const struct server_hello *retry, const uint8_t seed[SEED_SIZE],
	hello_share_make *share)
{
	struct hello_wish wish = {
		.from = first, .keep = true, .share = share
	};

	memcpy(wish.seed, seed, SEED_SIZE);
	begin(craft, &wish);
	craft->hello.record_version = VERSION_TLS12; /* RFC 8446 5.1 */
	if (!is_whole(first) || first->form != HELLO_TLS)
		return fails(craft, "the first hello cannot be changed");
	if (retry->has_key_share &&
		!craft_one_share(craft, retry->key_share_group, seed, share))
		return fails(craft, "hallo cannot make a share of that group");
	for (size_t i = 0; i < retry->n_extensions; i++)
		if (retry->extensions[i].type == EXTENSION_COOKIE)
			craft_set(craft, EXTENSION_COOKIE,
				retry->extensions[i].body);
	craft_drop(craft, EXTENSION_EARLY_DATA);
	if (!writer_ok(&craft->extensions))
		return fails(craft, "the extensions fit into no hello");
	return !craft->trouble;
}

/* Records of exactly the sizes that were asked for, as long as they last. */
static void write_pieces(struct writer *w, const struct hello *hello,
	struct slice message, const struct hello_cuts *cuts)
{
	size_t at = 0;

	for (size_t i = 0; i < cuts->n && at < message.len; i++) {
		size_t left = message.len - at;
		size_t n = cuts->sizes[i] < left ? cuts->sizes[i] : left;

		records_write(w, CONTENT_HANDSHAKE, hello->record_version,
			slice_of(message.data + at, n), n);
		at += n;
	}
	if (at < message.len)
		records_write(w, CONTENT_HANDSHAKE, hello->record_version,
			slice_of(message.data + at, message.len - at), 0);
}

void hello_craft_write(struct writer *w, struct hello_craft *craft,
	const struct hello_cuts *cuts)
{
	struct writer message = writer_of(craft->message, CRAFT_MESSAGE_ROOM);
	size_t body;

	if (craft->hello.form == HELLO_SSL2 || !cuts || cuts->n <= 1) {
		hello_write(w, &craft->hello,
			cuts && cuts->n == 1 ? cuts->sizes[0] : 0);
		return;
	}
	writer_put(&message, 1, HANDSHAKE_CLIENT_HELLO, "handshake.type");
	body = writer_open(&message, 3, "handshake.length");
	hello_write_body(&message, &craft->hello);
	writer_close(&message, body);
	if (writer_ok(&message))
		write_pieces(w, &craft->hello, writer_done(&message), cuts);
	else
		w->failed = true;
}
