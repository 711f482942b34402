/* SPDX-License-Identifier: ISC */
/*
 * The standard hello (wire/hello/standard_hello.h): each extension has a
 * function of its own; build_extensions() is the list of them in the order of
 * the wire.
 */
#include "wire/hello/standard_hello.h"
#include "wire/hello/hello.h"
#include "wire/tables/names.h"

#include <nettle/curve25519.h>

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))
#define GROUP_X25519 0x001d
#define GROUP_SM2 0x0029
#define SIGNALLING_RENEGOTIATION 0x00ff

/*
 * First the groups that nearly every server has, because old peers read only
 * the first few of a list; the rest follows in the order of the table.
 */
static const uint16_t common_groups[] = { GROUP_X25519, 0x0017, 0x0018, 0x0019,
	0x001e };

/* For the same reason: GnuTLS up to 3.5 kept no more than 16 to 32 schemes. */
static const uint16_t lean_groups[] = { 29, 23, 24 };
static const uint16_t common_schemes[] = { 0x0403, 0x0503, 0x0603, 0x0807,
	0x0808, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0809, 0x080a,
	0x080b, 0x0203, 0x0201, 0x0303, 0x0301, 0x0402, 0x0202 };

/* A scratch for everything the hello borrows. */
struct draft {
	const struct hello_recipe *recipe;
	struct hello hello;
	uint8_t random[32];
	uint8_t session_id[32];
	uint8_t suite_bytes[0x10000 + 4];
	uint8_t extension_bytes[0x10000];
	struct writer extensions;
};

static bool is_in(const uint16_t *codes, size_t n, uint16_t code)
{
	for (size_t i = 0; i < n; i++) {
		if (codes[i] == code)
			return true;
	}
	return false;
}

static size_t append(uint16_t *codes, size_t room, size_t n, uint16_t code)
{
	if (n < room)
		codes[n] = code;
	return n + 1;
}

static bool group_is_standard(const struct group *group, uint16_t version)
{
	if (group->experimental || group->type == GROUP_GREASE ||
		group->type == GROUP_EXPLICIT)
		return false;
	if (version >= VERSION_TLS13)
		return group->tls13;
	/* SM2 was defined for TLS 1.3, but is offered below by some */
	return group->type == GROUP_EC &&
		(group->tls12 || group->code == GROUP_SM2);
}

size_t standard_groups(
	uint16_t *groups, size_t room, uint16_t version, enum dhe_shape shape)
{
	size_t n = 0;

	for (size_t i = 0; i < N_ELEMENTS(common_groups); i++)
		n = append(groups, room, n, common_groups[i]);
	for (size_t i = 0; i < group_table_len; i++) {
		const struct group *group = &group_table[i];

		if (group_is_standard(group, version) &&
			!is_in(common_groups, N_ELEMENTS(common_groups),
				group->code))
			n = append(groups, room, n, group->code);
	}
	if (version < VERSION_TLS13 && shape == DHE_RFC7919) {
		for (uint16_t code = 256; code <= 260; code++)
			n = append(groups, room, n, code);
	}
	return n;
}

/* Opens the next extension; end_extension() makes it part of the hello. */
static void begin_extension(struct draft *d, uint16_t type)
{
	struct hello_extension *extension =
		&d->hello.extensions[d->hello.n_extensions++];

	extension->type = type;
	extension->body = writer_done(&d->extensions);
}

static void end_extension(struct draft *d)
{
	struct hello_extension *extension =
		&d->hello.extensions[d->hello.n_extensions - 1];
	size_t start = extension->body.len;

	extension->body = slice_of(d->extension_bytes + start,
		writer_done(&d->extensions).len - start);
}

static void put_codes(struct writer *w, const uint16_t *codes, size_t n)
{
	size_t list = writer_open(w, 2, "list.length");

	for (size_t i = 0; i < n; i++)
		writer_put(w, 2, codes[i], "list[]");
	writer_close(w, list);
}

/* RFC 6066 3: the name without the final dot. */
static void add_server_name(struct draft *d)
{
	const char *name = d->recipe->server_name;
	struct writer *w = &d->extensions;
	size_t list, host, len;

	if (!name || name[0] == '\0' || d->recipe->lean)
		return;
	len = strlen(name);
	if (name[len - 1] == '.')
		len--;
	begin_extension(d, 0);
	list = writer_open(w, 2, "server_name.list.length");
	writer_put(w, 1, 0, "server_name.type");
	host = writer_open(w, 2, "server_name.host.length");
	writer_bytes(w, name, len, "server_name.host");
	writer_close(w, host);
	writer_close(w, list);
	end_extension(d);
}

static void add_renegotiation_info(struct draft *d)
{
	begin_extension(d, 0xff01);
	writer_put(&d->extensions, 1, 0, "renegotiation_info.length");
	end_extension(d);
}

static void add_groups(struct draft *d)
{
	uint16_t standard[256];
	const uint16_t *groups = d->recipe->groups;
	size_t n = d->recipe->n_groups;

	if (!groups && d->recipe->lean) {
		groups = lean_groups;
		n = N_ELEMENTS(lean_groups);
	} else if (!groups) {
		groups = standard;
		n = standard_groups(standard, N_ELEMENTS(standard),
			d->recipe->version, d->recipe->shape);
	}
	if (n == 0)
		return;
	begin_extension(d, 10);
	put_codes(&d->extensions, groups, n);
	end_extension(d);
}

/* RFC 8422 5.1.2: uncompressed is the only one left. */
static void add_point_formats(struct draft *d)
{
	begin_extension(d, 11);
	writer_bytes(&d->extensions, "\x01\x00", 2, "ec_point_formats");
	end_extension(d);
}

static size_t all_schemes(uint16_t *codes, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < N_ELEMENTS(common_schemes); i++)
		n = append(codes, room, n, common_schemes[i]);
	for (size_t i = 0; i < signature_scheme_table_len; i++) {
		const struct code_name *scheme = &signature_scheme_table[i];

		if (scheme->offered &&
			!is_in(common_schemes, N_ELEMENTS(common_schemes),
				scheme->code))
			n = append(codes, room, n, scheme->code);
	}
	return n;
}

static void add_signature_schemes(struct draft *d)
{
	uint16_t all[256];
	const uint16_t *schemes = d->recipe->signature_schemes;
	size_t n = d->recipe->n_signature_schemes;

	if (!schemes && d->recipe->lean) {
		schemes = common_schemes;
		n = N_ELEMENTS(common_schemes);
	} else if (!schemes) {
		schemes = all;
		n = all_schemes(all, N_ELEMENTS(all));
	}
	if (n == 0 || d->recipe->version < VERSION_TLS12)
		return;
	begin_extension(d, 13);
	put_codes(&d->extensions, schemes, n);
	end_extension(d);
}

static void add_supported_versions(struct draft *d)
{
	begin_extension(d, 43);
	writer_bytes(&d->extensions, "\x02\x03\x04", 3, "supported_versions");
	end_extension(d);
}

static void add_psk_modes(struct draft *d)
{
	begin_extension(d, 45);
	writer_bytes(&d->extensions, "\x01\x01", 2, "psk_key_exchange_modes");
	end_extension(d);
}

/* RFC 8446 4.2.8: a share is of a group on offer. */
static bool has_share(const struct hello_recipe *recipe)
{
	return (recipe->with_key_share || recipe->lean) &&
		(!recipe->groups ||
			is_in(recipe->groups, recipe->n_groups, GROUP_X25519));
}

static void add_key_share(struct draft *d)
{
	struct writer *w = &d->extensions;
	uint8_t secret[CURVE25519_SIZE], public[CURVE25519_SIZE];
	size_t shares, share;

	begin_extension(d, 51);
	shares = writer_open(w, 2, "key_share.length");
	if (has_share(d->recipe)) {
		seed_expand(secret, sizeof(secret), d->recipe->seed,
			"key share x25519");
		curve25519_mul_g(public, secret);
		writer_put(w, 2, GROUP_X25519, "key_share.group");
		share = writer_open(w, 2, "key_share.key_exchange.length");
		writer_bytes(
			w, public, sizeof(public), "key_share.key_exchange");
		writer_close(w, share);
	}
	writer_close(w, shares);
	end_extension(d);
}

static void build_extensions(struct draft *d)
{
	d->hello.has_extensions = true;
	add_server_name(d);
	add_renegotiation_info(d);
	add_groups(d);
	add_point_formats(d);
	add_signature_schemes(d);
	if (d->recipe->version < VERSION_TLS13)
		return;
	add_supported_versions(d);
	add_psk_modes(d);
	add_key_share(d);
}

static bool asks_extensions(const struct hello_recipe *recipe)
{
	if (recipe->version >= VERSION_TLS13)
		return true;
	if (recipe->version == VERSION_SSL3)
		return recipe->with_extensions;
	return recipe->version > VERSION_SSL3 && !recipe->without_extensions;
}

static bool recipe_has_suite(const struct hello_recipe *recipe, uint32_t code)
{
	for (size_t i = 0; i < recipe->n_suites; i++) {
		if (recipe->suites[i] == code)
			return true;
	}
	return false;
}

/* False when they do not fit: more codes than a hello can carry. */
static bool build_suites(struct draft *d)
{
	const struct hello_recipe *recipe = d->recipe;
	struct writer w = writer_of(d->suite_bytes, sizeof(d->suite_bytes));
	size_t width = d->hello.form == HELLO_SSL2 ? 3 : 2;

	for (size_t i = 0; i < recipe->n_suites; i++)
		writer_put(&w, width, recipe->suites[i], "hello.suites[]");
	/* RFC 5746 3.3: the signal of a hello without extensions */
	if (d->hello.form == HELLO_TLS && !d->hello.has_extensions &&
		!recipe_has_suite(recipe, SIGNALLING_RENEGOTIATION))
		writer_put(
			&w, width, SIGNALLING_RENEGOTIATION, "hello.suites[]");
	d->hello.suites = writer_done(&w);
	return writer_ok(&w);
}

/* The number in the handshake header. */
static size_t body_length(const struct draft *d)
{
	return 2 + 32 + 1 + d->hello.session_id.len + 2 + d->hello.suites.len +
		1 + d->hello.compression.len + 2 + d->extensions.len +
		4 * d->hello.n_extensions;
}

/* Lengths at which some servers hang: a message of 256 to 511 bytes (RFC 7685
 * section 1), and, as scanners have met, a low byte of 10 or 14 in either
 * length field. Both ways of counting are kept clear of, with and without the
 * header of 4 bytes. */
static bool is_bad_length(size_t body)
{
	size_t low = body % 256, low_with_header = (body + 4) % 256;

	return (body + 4 >= 256 && body < 512) || low == 10 || low == 14 ||
		low_with_header == 10 || low_with_header == 14;
}

/* The padding extension (RFC 7685), last and never empty. */
static void add_padding(struct draft *d)
{
	size_t body = body_length(d);
	size_t padding = 1;

	if (!d->hello.has_extensions || d->recipe->lean || !is_bad_length(body))
		return;
	while (is_bad_length(body + 4 + padding))
		padding++;
	begin_extension(d, 21);
	for (size_t i = 0; i < padding; i++)
		writer_put(&d->extensions, 1, 0, "padding");
	end_extension(d);
}

static void build_ssl2(struct draft *d)
{
	d->hello.form = HELLO_SSL2;
	d->hello.version = VERSION_SSL2;
	d->hello.random = slice_of(d->random, 16);
}

static void build_tls(struct draft *d)
{
	uint16_t version = d->recipe->version;
	static const uint8_t deflate_then_null[] = { 1, 0 };

	d->hello.version = version < VERSION_TLS13 ? version : VERSION_TLS12;
	/* RFC 8446 5.1 and old practice: the lowest record version that fits */
	d->hello.record_version =
		version == VERSION_SSL3 ? VERSION_SSL3 : VERSION_TLS10;
	d->hello.random = slice_of(d->random, 32);
	if (version >= VERSION_TLS13) /* RFC 8446 D.4 */
		d->hello.session_id = slice_of(d->session_id, 32);
	d->hello.compression = d->recipe->offer_deflate
		? slice_of(deflate_then_null, 2)
		: slice_of(deflate_then_null + 1, 1);
	if (asks_extensions(d->recipe))
		build_extensions(d);
}

void standard_hello_write(struct writer *w, const struct hello_recipe *recipe)
{
	struct draft d;

	d.recipe = recipe;
	d.hello = (struct hello){ 0 };
	d.extensions = writer_of(d.extension_bytes, sizeof(d.extension_bytes));
	seed_expand(d.random, sizeof(d.random), recipe->seed, "random");
	seed_expand(
		d.session_id, sizeof(d.session_id), recipe->seed, "session id");
	if (recipe->version == VERSION_SSL2)
		build_ssl2(&d);
	else
		build_tls(&d);
	if (!build_suites(&d)) {
		w->failed = true;
		return;
	}
	add_padding(&d);
	if (!writer_ok(&d.extensions)) {
		w->failed = true;
		return;
	}
	hello_write(w, &d.hello, 0);
}
