/* SPDX-License-Identifier: ISC */
/*
 * The table of standard hellos (wire/hello/hello_standard.h) and the lists in
 * it. First come the codes that nearly every server has, because old peers read
 * only the first few of a list; the rest follows in the order of its table.
 */
#include "wire/hello/hello_standard.h"

#include "wire/tables/extensions.h"
#include "wire/tables/names.h"
#include "wire/tables/versions.h"

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))
#define GROUP_X25519 0x001d
#define GROUP_SM2 0x0029
#define SIGNALLING_RENEGOTIATION 0x00ff

static const uint16_t common_groups[] = { GROUP_X25519, 0x0017, 0x0018, 0x0019,
	0x001e };
static const uint16_t lean_group_list[] = { GROUP_X25519, 0x0017, 0x0018 };
static const uint16_t usual_group_list[] = { GROUP_X25519, 0x0017, 0x001e,
	0x0019, 0x0018 };

/* GnuTLS up to 3.5 kept no more than 16 to 32 schemes. */
static const uint16_t common_schemes[] = { 0x0403, 0x0503, 0x0603, 0x0807,
	0x0808, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0809, 0x080a,
	0x080b, 0x0203, 0x0201, 0x0303, 0x0301, 0x0402, 0x0202 };
static const uint16_t usual_scheme_list[] = { 0x0403, 0x0503, 0x0603, 0x0807,
	0x0808, 0x0809, 0x080a, 0x080b, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501,
	0x0601, 0x0303, 0x0301, 0x0203, 0x0201 };

/* In the order of a sender of these days. */
static const uint32_t usual_suite_list[] = { 0x1302, 0x1303, 0x1301, 0xc02c,
	0xc030, 0x009f, 0xcca9, 0xcca8, 0xccaa, 0xc02b, 0xc02f, 0x009e, 0xc024,
	0xc028, 0x006b, 0xc023, 0xc027, 0x0067, 0xc00a, 0xc014, 0x0039, 0xc009,
	0xc013, 0x0033, 0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f };
static const uint32_t old_suite_list[] = { 0x000a, 0x0005, 0x0004 };

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

static size_t append_all(uint16_t *codes, size_t room, size_t n,
	const uint16_t *more, size_t n_more)
{
	for (size_t i = 0; i < n_more; i++)
		n = append(codes, room, n, more[i]);
	return n;
}

static bool is_of_probes(const struct group *group, uint16_t version)
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
	size_t n = append_all(
		groups, room, 0, common_groups, N_ELEMENTS(common_groups));

	for (size_t i = 0; i < group_table_len; i++) {
		const struct group *group = &group_table[i];

		if (is_of_probes(group, version) &&
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

static size_t old_groups(uint16_t *codes, size_t room)
{
	return standard_groups(codes, room, VERSION_TLS12, DHE_PLAIN);
}

static size_t rfc7919_groups(uint16_t *codes, size_t room)
{
	return standard_groups(codes, room, VERSION_TLS12, DHE_RFC7919);
}

static size_t tls13_groups(uint16_t *codes, size_t room)
{
	return standard_groups(codes, room, VERSION_TLS13, DHE_PLAIN);
}

static size_t lean_groups(uint16_t *codes, size_t room)
{
	return append_all(
		codes, room, 0, lean_group_list, N_ELEMENTS(lean_group_list));
}

static size_t usual_groups(uint16_t *codes, size_t room)
{
	return append_all(
		codes, room, 0, usual_group_list, N_ELEMENTS(usual_group_list));
}

static size_t lean_schemes(uint16_t *codes, size_t room)
{
	return append_all(
		codes, room, 0, common_schemes, N_ELEMENTS(common_schemes));
}

static size_t all_schemes(uint16_t *codes, size_t room)
{
	size_t n = lean_schemes(codes, room);

	for (size_t i = 0; i < signature_scheme_table_len; i++) {
		const struct code_name *scheme = &signature_scheme_table[i];

		if (scheme->offered &&
			!is_in(common_schemes, N_ELEMENTS(common_schemes),
				scheme->code))
			n = append(codes, room, n, scheme->code);
	}
	return n;
}

static size_t usual_schemes(uint16_t *codes, size_t room)
{
	return append_all(codes, room, 0, usual_scheme_list,
		N_ELEMENTS(usual_scheme_list));
}

static bool is_usable(const struct hello_spec *spec, uint32_t code)
{
	const struct suite *suite = suite_find(code);
	bool tls13 = code >> 8 == 0x13;

	for (size_t i = 0; i < spec->versions.n; i++) {
		uint16_t version = spec->versions.codes[i];

		if (tls13 ? version > VERSION_TLS12
			  : version <= VERSION_TLS12 &&
					suite->min_version <= version)
			return true;
	}
	return false;
}

size_t standard_ssl2_kinds(uint32_t *codes, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < suite_table_len && n < room; i++)
		if (suite_table[i].family == SUITE_SSL2)
			codes[n++] = suite_table[i].code;
	return n;
}

static size_t usual_suites(
	uint32_t *codes, size_t room, const struct hello_spec *spec)
{
	bool old = hello_spec_field_version(spec) <= VERSION_TLS10;
	size_t n = 0;

	if (hello_spec_is_ssl2(spec))
		return standard_ssl2_kinds(codes, room);
	for (size_t i = 0; i < N_ELEMENTS(usual_suite_list) && n < room; i++)
		if (is_usable(spec, usual_suite_list[i]))
			codes[n++] = usual_suite_list[i];
	for (size_t i = 0; old && i < N_ELEMENTS(old_suite_list) && n < room;
		i++)
		codes[n++] = old_suite_list[i];
	/* without extensions that is the only way to say it (RFC 5746 3.3) */
	if (spec->versions.n == 1 && spec->versions.codes[0] == VERSION_SSL3 &&
		n < room)
		codes[n++] = SIGNALLING_RENEGOTIATION;
	return n;
}

static const uint16_t ssl2[] = { VERSION_SSL2 }, ssl3[] = { VERSION_SSL3 },
		      tls10[] = { VERSION_TLS10 }, tls11[] = { VERSION_TLS11 },
		      tls12[] = { VERSION_TLS12 }, tls13[] = { VERSION_TLS13 },
		      usual_versions[] = { VERSION_TLS13, VERSION_TLS12,
			      VERSION_TLS11, VERSION_TLS10 };
static const uint16_t x25519[] = { GROUP_X25519 };

/* Which of them a version has is their own matter (hello_extension.c). */
static const uint16_t all_extensions[] = { EXTENSION_SERVER_NAME,
	EXTENSION_RENEGOTIATION_INFO, EXTENSION_SUPPORTED_GROUPS,
	EXTENSION_EC_POINT_FORMATS, EXTENSION_SIGNATURE_ALGORITHMS,
	EXTENSION_SUPPORTED_VERSIONS, EXTENSION_PSK_KEY_EXCHANGE_MODES,
	EXTENSION_KEY_SHARE };

#define LIST(codes)                                                            \
	{                                                                      \
		codes, N_ELEMENTS(codes)                                       \
	}
#define EMPTY(codes)                                                           \
	{                                                                      \
		codes, 0                                                       \
	}
#define PROBE(name_, version_, style_, versions_)                              \
	.name = name_, .version = version_, .style = style_,                   \
	.versions = LIST(versions_), .signalling = true, .pads_shaped = true
#define WITH_EXTENSIONS(groups_, schemes_)                                     \
	.groups = groups_, .schemes = schemes_,                                \
	.extensions = LIST(all_extensions), .padding = PADDING_OFF_BAD_SIZES
#define OLD_TLS(name_, version_, versions_)                                    \
	{ PROBE(name_, version_, STYLE_STANDARD, versions_),                   \
		WITH_EXTENSIONS(old_groups, all_schemes) },                    \
		{ PROBE(name_ " with RFC 7919 groups", version_,               \
			  STYLE_RFC7919, versions_),                           \
			WITH_EXTENSIONS(rfc7919_groups, all_schemes) },        \
	{                                                                      \
		PROBE(name_ " without extensions", version_, STYLE_BARE,       \
			versions_)                                             \
	}

const struct hello_standard hello_standards[] = {
	{ .name = "usual",
		.style = STYLE_USUAL,
		.versions = LIST(usual_versions),
		.suites = usual_suites,
		.groups = usual_groups,
		.schemes = usual_schemes,
		.extensions = LIST(all_extensions),
		.extensions_from = VERSION_TLS10,
		.padding = PADDING_TO_512 },
	{ PROBE("SSL 2", VERSION_SSL2, STYLE_STANDARD, ssl2) },
	{ PROBE("SSL 3", VERSION_SSL3, STYLE_STANDARD, ssl3) },
	{ PROBE("SSL 3 with extensions", VERSION_SSL3, STYLE_EXTENDED, ssl3),
		WITH_EXTENSIONS(old_groups, all_schemes) },
	OLD_TLS("TLS 1.0", VERSION_TLS10, tls10),
	OLD_TLS("TLS 1.1", VERSION_TLS11, tls11),
	OLD_TLS("TLS 1.2", VERSION_TLS12, tls12),
	{ PROBE("TLS 1.3", VERSION_TLS13, STYLE_STANDARD, tls13),
		WITH_EXTENSIONS(tls13_groups, all_schemes),
		.shares = EMPTY(x25519) },
	{ PROBE("TLS 1.3 with a key share", VERSION_TLS13, STYLE_SHARE, tls13),
		WITH_EXTENSIONS(tls13_groups, all_schemes),
		.shares = LIST(x25519) },
	{ PROBE("TLS 1.3, few bytes", VERSION_TLS13, STYLE_LEAN, tls13),
		.groups = lean_groups, .schemes = lean_schemes,
		.extensions = LIST(all_extensions), .shares = LIST(x25519),
		.padding = PADDING_NONE, .nameless = true },
};
const size_t hello_standards_len = N_ELEMENTS(hello_standards);
const struct hello_standard *const hello_usual = &hello_standards[0];

const struct hello_standard *hello_standard(
	uint16_t version, enum hello_style style)
{
	const struct hello_standard *standard = NULL;

	for (size_t i = 0; i < hello_standards_len; i++) {
		if (hello_standards[i].version != version)
			continue;
		if (hello_standards[i].style == style)
			return &hello_standards[i];
		if (hello_standards[i].style == STYLE_STANDARD)
			standard = &hello_standards[i];
	}
	return standard;
}
