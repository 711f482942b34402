/* SPDX-License-Identifier: ISC */
/*
 * The registries of wire/: one row a code point.
 */
#include "cli/list/list.h"
#include "wire/tables/names.h"
#include "wire/tables/versions.h"

static struct list_cell version_cell(uint16_t version)
{
	return list_text(version ? version_name(version) : NULL);
}

/* IANA's letter. */
static struct list_cell recommended_cell(struct arena *arena, char letter)
{
	if (letter == '?' || !letter)
		return list_text(NULL);
	return list_text(arena_printf(arena, "%c", letter));
}

enum suite_member {
	SUITE_CODE,
	SUITE_IANA,
	SUITE_OPENSSL,
	SUITE_GNUTLS,
	SUITE_STATUS,
	SUITE_CANDIDATE,
	SUITE_KX,
	SUITE_AUTH,
	SUITE_CIPHER,
	SUITE_MODE,
	SUITE_MAC,
	SUITE_STRENGTH,
	SUITE_EXPORT,
	SUITE_AEAD,
	SUITE_FORWARD_SECRET,
	SUITE_GENERATION,
	SUITE_MIN_VERSION,
	SUITE_RECOMMENDED,
	SUITE_REFERENCE,
};

static const struct list_member suite_members[] = {
	[SUITE_CODE] = { "code", 1, { "code", 0, false } },
	[SUITE_IANA] = { "iana", 2, { "IANA name", 0, false } },
	[SUITE_OPENSSL] = { "openssl", 3, { "OpenSSL name", 1, false } },
	[SUITE_GNUTLS] = { .key = "gnutls" },
	[SUITE_STATUS] = { "status", 8, { "status", 5, false } },
	[SUITE_CANDIDATE] = { .key = "candidate" },
	[SUITE_KX] = { "kx", 4, { "key exch.", 2, false } },
	[SUITE_AUTH] = { "auth", 5, { "auth", 3, false } },
	[SUITE_CIPHER] = { .key = "cipher" },
	[SUITE_MODE] = { .key = "mode" },
	[SUITE_MAC] = { .key = "mac" },
	[SUITE_STRENGTH] = { "strength", 6, { "bits", 2, true } },
	[SUITE_EXPORT] = { .key = "export" },
	[SUITE_AEAD] = { .key = "aead" },
	[SUITE_FORWARD_SECRET] = { .key = "forward_secret" },
	[SUITE_GENERATION] = { "generation", 7, { "since", 4, false } },
	[SUITE_MIN_VERSION] = { .key = "min_version" },
	[SUITE_RECOMMENDED] = { "recommended", 9, { "rec.", 6, false } },
	[SUITE_REFERENCE] = { "reference", 10, { "reference", 7, false } },
};

static size_t n_suites(void)
{
	return suite_table_len;
}

static void fill_suite(struct arena *arena, struct list_cell *cells, size_t row)
{
	const struct suite *suite = &suite_table[row];

	cells[SUITE_CODE] = list_code(arena, suite->code);
	cells[SUITE_IANA] = list_text(suite->name);
	cells[SUITE_OPENSSL] = list_text(suite->openssl);
	cells[SUITE_GNUTLS] = list_text(suite->gnutls);
	cells[SUITE_STATUS] = list_text(code_status_name(suite->status));
	cells[SUITE_CANDIDATE] = list_bool(suite_is_candidate(suite));
	cells[SUITE_KX] = list_text(suite->kx);
	cells[SUITE_AUTH] = list_text(suite->auth);
	cells[SUITE_CIPHER] = list_text(suite->cipher);
	cells[SUITE_MODE] = list_text(suite->mode);
	cells[SUITE_MAC] = list_text(suite->mac);
	cells[SUITE_STRENGTH] = list_count(suite->strength);
	cells[SUITE_EXPORT] = list_bool(suite->export_grade);
	cells[SUITE_AEAD] = list_bool(suite_is_aead(suite));
	cells[SUITE_FORWARD_SECRET] = list_bool(suite_is_forward_secret(suite));
	cells[SUITE_GENERATION] = list_text(suite_generation(suite));
	cells[SUITE_MIN_VERSION] = version_cell(suite->min_version);
	cells[SUITE_RECOMMENDED] = recommended_cell(arena, suite->recommended);
	cells[SUITE_REFERENCE] = list_text(suite->reference);
}

const struct list_kind list_suites =
	LIST_KIND("suites", suite_members, n_suites, fill_suite);

enum group_member {
	GROUP_CODE,
	GROUP_NAME,
	GROUP_OPENSSL,
	GROUP_GNUTLS,
	GROUP_TYPE,
	GROUP_STATUS,
	GROUP_BITS,
	GROUP_CLIENT_SHARE,
	GROUP_SERVER_SHARE,
	GROUP_TLS12,
	GROUP_TLS13,
	GROUP_POST_QUANTUM,
	GROUP_EXPERIMENTAL,
	GROUP_RECOMMENDED,
	GROUP_REFERENCE,
};

static const struct list_member group_members[] = {
	[GROUP_CODE] = { "code", 1, { "code", 0, false } },
	[GROUP_NAME] = { "name", 2, { "name", 0, false } },
	[GROUP_OPENSSL] = { "openssl", 3, { "OpenSSL name", 3, false } },
	[GROUP_GNUTLS] = { .key = "gnutls" },
	[GROUP_TYPE] = { "type", 4, { "type", 1, false } },
	[GROUP_STATUS] = { "status", 9, { "status", 5, false } },
	[GROUP_BITS] = { "bits", 5, { "bits", 1, true } },
	[GROUP_CLIENT_SHARE] = { "client_share", 6, { "share", 4, true } },
	[GROUP_SERVER_SHARE] = { .key = "server_share" },
	[GROUP_TLS12] = { "tls12", 7, { "TLS 1.2", 2, false } },
	[GROUP_TLS13] = { "tls13", 8, { "TLS 1.3", 2, false } },
	[GROUP_POST_QUANTUM] = { .key = "post_quantum" },
	[GROUP_EXPERIMENTAL] = { .key = "experimental" },
	[GROUP_RECOMMENDED] = { .key = "recommended" },
	[GROUP_REFERENCE] = { "reference", 10, { "reference", 6, false } },
};

static size_t n_groups(void)
{
	return group_table_len;
}

static const char *group_type_words(enum group_type type)
{
	static const char *const names[] = { "EC", "FFDH", "KEM", "hybrid",
		"explicit", "GREASE" };

	return names[type];
}

static void fill_group(struct arena *arena, struct list_cell *cells, size_t row)
{
	const struct group *group = &group_table[row];

	cells[GROUP_CODE] = list_code(arena, group->code);
	cells[GROUP_NAME] = list_text(group->name);
	cells[GROUP_OPENSSL] = list_text(group->openssl);
	cells[GROUP_GNUTLS] = list_text(group->gnutls);
	cells[GROUP_TYPE] = list_text(group_type_words(group->type));
	cells[GROUP_STATUS] = list_text(code_status_name(group->status));
	cells[GROUP_BITS] = list_number(group->bits);
	cells[GROUP_CLIENT_SHARE] = list_number(group->client_share);
	cells[GROUP_SERVER_SHARE] = list_number(group->server_share);
	cells[GROUP_TLS12] = list_bool(group->tls12);
	cells[GROUP_TLS13] = list_bool(group->tls13);
	cells[GROUP_POST_QUANTUM] = list_bool(group->post_quantum);
	cells[GROUP_EXPERIMENTAL] = list_bool(group->experimental);
	cells[GROUP_RECOMMENDED] = recommended_cell(arena, group->recommended);
	cells[GROUP_REFERENCE] = list_text(group->reference);
}

const struct list_kind list_groups =
	LIST_KIND("groups", group_members, n_groups, fill_group);

enum name_member {
	NAME_CODE,
	NAME_DECIMAL,
	NAME_NAME,
	NAME_FACTS,
	NAME_REFERENCE,
	NAME_OPTION, /* of versions only */
};

#define NAME_MEMBERS                                                           \
	[NAME_CODE] = { "code", 1, { "code", 0, false } },                     \
	[NAME_DECIMAL] = { "decimal", 2, { "dec", 2, true } },                 \
	[NAME_NAME] = { "name", 3, { "name", 0, false } },                     \
	[NAME_FACTS] = { "facts", 4, { "facts", 1, false } },                  \
	[NAME_REFERENCE] = { "reference", 5, { "reference", 3, false } }

static const struct list_member name_members[] = { NAME_MEMBERS };

/* The name by which the other commands and the report know a version. */
static const struct list_member version_members[] = {
	NAME_MEMBERS, [NAME_OPTION] = { .key = "option" }
};

static void fill_name(struct arena *arena, struct list_cell *cells,
	const struct code_name *name)
{
	cells[NAME_CODE] = list_code(arena, name->code);
	cells[NAME_DECIMAL] = list_count(name->code);
	cells[NAME_NAME] = list_text(name->name);
	cells[NAME_FACTS] = list_text(name->facts);
	cells[NAME_REFERENCE] = list_text(name->reference);
}

static size_t n_versions(void)
{
	return version_table_len;
}

static void fill_version(
	struct arena *arena, struct list_cell *cells, size_t row)
{
	fill_name(arena, cells, &version_table[row]);
	cells[NAME_OPTION] = list_text(version_name(version_table[row].code));
}

const struct list_kind list_versions =
	LIST_KIND("versions", version_members, n_versions, fill_version);

static size_t n_extensions(void)
{
	return extension_table_len;
}

static void fill_extension(
	struct arena *arena, struct list_cell *cells, size_t row)
{
	fill_name(arena, cells, &extension_table[row]);
}

const struct list_kind list_extensions =
	LIST_KIND("extensions", name_members, n_extensions, fill_extension);

static size_t n_alerts(void)
{
	return alert_table_len;
}

static void fill_alert(struct arena *arena, struct list_cell *cells, size_t row)
{
	fill_name(arena, cells, &alert_table[row]);
}

const struct list_kind list_alerts =
	LIST_KIND("alerts", name_members, n_alerts, fill_alert);

static size_t n_schemes(void)
{
	return signature_scheme_table_len;
}

static void fill_scheme(
	struct arena *arena, struct list_cell *cells, size_t row)
{
	fill_name(arena, cells, &signature_scheme_table[row]);
}

const struct list_kind list_signature_schemes =
	LIST_KIND("signature-schemes", name_members, n_schemes, fill_scheme);
