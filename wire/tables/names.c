/* SPDX-License-Identifier: ISC */
/*
 * The registries (wire/tables/names.h): the *.def files become tables here, and
 * here only. What follows from a row (forward secrecy, generation …) is
 * computed, so that a new code point stays one row.
 */
#include "wire/tables/names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))

const struct suite suite_table[] = {
#define SUITE(code, name, openssl, others, gnutls, family, status, exchange,   \
	export_, kx, auth, cipher, bits, strength, mode, mac, version,         \
	recommended, reference)                                                \
	{ code, name, openssl, others, gnutls, SUITE_##family, CODE_##status,  \
		EXCHANGE_##exchange, export_, kx, auth, cipher, bits,          \
		strength, mode, mac, version, recommended, reference },
#include "wire/tables/suites.def"
#undef SUITE
};
const size_t suite_table_len = N_ELEMENTS(suite_table);

const struct group group_table[] = {
#define GROUP(code, name, openssl, gnutls, type, status, bits, client, server, \
	tls12, tls13, quantum, experimental, recommended, reference)           \
	{ code, name, openssl, gnutls, GROUP_##type, CODE_##status, bits,      \
		client, server, tls12, tls13, quantum, experimental,           \
		recommended, reference },
#include "wire/tables/groups.def"
#undef GROUP
};
const size_t group_table_len = N_ELEMENTS(group_table);

#define CODE(code, name, facts, reference)                                     \
	{ code, name, facts, reference, false },
#define SCHEME(code, name, facts, reference, offered)                          \
	{ code, name, facts, reference, offered },

const struct code_name extension_table[] = {
#define EXTENSION(id, code, name, messages, reference, body, write)            \
	CODE(code, name, messages, reference)
#include "wire/tables/extensions.def"
#undef EXTENSION
};
const size_t extension_table_len = N_ELEMENTS(extension_table);

const struct code_name alert_table[] = {
#include "wire/tables/alerts.def"
};
const size_t alert_table_len = N_ELEMENTS(alert_table);

const struct code_name signature_scheme_table[] = {
#include "wire/tables/signature_schemes.def"
};
const size_t signature_scheme_table_len = N_ELEMENTS(signature_scheme_table);

const struct code_name version_table[] = {
#include "wire/tables/versions.def"
};
const size_t version_table_len = N_ELEMENTS(version_table);

#undef CODE
#undef SCHEME

const char *code_status_name(enum code_status status)
{
	static const char *const names[] = {
		[CODE_IANA] = "iana",
		[CODE_RESERVED] = "reserved",
		[CODE_UNREGISTERED] = "unregistered",
		[CODE_PRIVATE] = "private",
		[CODE_SIGNALLING] = "signalling",
		[CODE_GREASE] = "grease",
	};

	return names[status];
}

const char *suite_exchange_name(enum suite_exchange exchange)
{
	static const char *const names[] = {
		[EXCHANGE_RSA] = "RSA",
		[EXCHANGE_RSA_EXPORT] = "RSA_EXPORT",
		[EXCHANGE_DH] = "DH",
		[EXCHANGE_DHE] = "DHE",
		[EXCHANGE_DH_ANON] = "DH_anon",
		[EXCHANGE_ECDH] = "ECDH",
		[EXCHANGE_ECDHE] = "ECDHE",
		[EXCHANGE_ECDH_ANON] = "ECDH_anon",
		[EXCHANGE_PSK] = "PSK",
		[EXCHANGE_DHE_PSK] = "DHE_PSK",
		[EXCHANGE_ECDHE_PSK] = "ECDHE_PSK",
		[EXCHANGE_RSA_PSK] = "RSA_PSK",
		[EXCHANGE_SRP] = "SRP",
		[EXCHANGE_KRB5] = "KRB5",
		[EXCHANGE_GOST] = "GOST",
		[EXCHANGE_TLS13] = "TLS13",
		[EXCHANGE_OTHER] = "other",
	};

	return names[exchange];
}

static int compare_suites(const void *key, const void *row)
{
	uint32_t code = *(const uint32_t *)key;
	const struct suite *suite = row;

	return (code > suite->code) - (code < suite->code);
}

const struct suite *suite_find(uint32_t code)
{
	return bsearch(&code, suite_table, suite_table_len,
		sizeof(suite_table[0]), compare_suites);
}

static int compare_groups(const void *key, const void *row)
{
	const struct group *group = row;

	return *(const uint16_t *)key - group->code;
}

const struct group *group_find(uint16_t code)
{
	return bsearch(&code, group_table, group_table_len,
		sizeof(group_table[0]), compare_groups);
}

static int compare_codes(const void *key, const void *row)
{
	const struct code_name *name = row;

	return *(const uint16_t *)key - name->code;
}

static const struct code_name *find_code(
	const struct code_name *table, size_t n, uint16_t code)
{
	return bsearch(&code, table, n, sizeof(table[0]), compare_codes);
}

const struct code_name *extension_find(uint16_t code)
{
	return find_code(extension_table, extension_table_len, code);
}

const struct code_name *alert_find(uint16_t code)
{
	return find_code(alert_table, alert_table_len, code);
}

const struct code_name *signature_scheme_find(uint16_t code)
{
	return find_code(
		signature_scheme_table, signature_scheme_table_len, code);
}

const struct code_name *version_find(uint16_t code)
{
	return find_code(version_table, version_table_len, code);
}

bool suite_is_candidate(const struct suite *suite)
{
	return suite->status != CODE_SIGNALLING && suite->status != CODE_GREASE;
}

bool suite_is_chacha20(const struct suite *suite)
{
	return strncmp(suite->cipher, "CHACHA20", 8) == 0;
}

bool suite_is_aead(const struct suite *suite)
{
	return !strcmp(suite->mac, "AEAD");
}

bool suite_is_forward_secret(const struct suite *suite)
{
	switch (suite->exchange) {
	case EXCHANGE_DHE:
	case EXCHANGE_DH_ANON:
	case EXCHANGE_ECDHE:
	case EXCHANGE_ECDH_ANON:
	case EXCHANGE_DHE_PSK:
	case EXCHANGE_ECDHE_PSK:
	case EXCHANGE_SRP: /* RFC 5054 3.3 */
	case EXCHANGE_TLS13:
		return true;
	case EXCHANGE_OTHER:
		return !strcmp(suite->kx, "SM2-ECDHE") ||
			!strcmp(suite->kx, "CECPQ1") ||
			!strcmp(suite->kx, "ECCPWD") ||
			!strcmp(suite->kx, "ECJPAKE");
	default:
		return false;
	}
}

bool suite_is_anonymous(const struct suite *suite)
{
	return !strcmp(suite->auth, "anon");
}

bool suite_uses_dhe(const struct suite *suite)
{
	return suite->exchange == EXCHANGE_DHE ||
		suite->exchange == EXCHANGE_DH_ANON ||
		suite->exchange == EXCHANGE_DHE_PSK;
}

const char *suite_generation(const struct suite *suite)
{
	switch (suite->min_version) {
	case 0x0002:
		return "SSL 2";
	case 0x0101:
		return "TLCP";
	case 0x0300:
		return "SSL 3";
	case 0x0301:
		return "TLS 1.0";
	case 0x0302:
		return "TLS 1.1";
	case 0x0303:
		return "TLS 1.2";
	case 0x0304:
		return "TLS 1.3";
	default:
		return "";
	}
}

/* The word that OpenSSL prints for the generation of a suite. It counts all of
 * RFC 2246, 3268, 4132, 4279 to SSL 3, the elliptic curves of RFC 4492 and the
 * PSK suites with SHA-2 to TLS 1.0. Compared with `openssl ciphers -V`. */
const char *suite_openssl_generation(const struct suite *suite)
{
	bool camellia_psk = suite->code >= 0xC094 && suite->code <= 0xC09B;

	if (suite->family != SUITE_TLS12)
		return NULL;
	if (suite->min_version >= 0x0303 && !camellia_psk)
		return "TLSv1.2";
	if (strstr(suite->name, "ECDH") || camellia_psk ||
		!strcmp(suite->mac, "SHA256") || !strcmp(suite->mac, "SHA384"))
		return "TLSv1.0";
	return "SSLv3";
}

static const struct {
	uint16_t version;
	const char *name;
} six_versions[] = {
	{ 0x0002, "SSLv2" },
	{ 0x0300, "SSLv3" },
	{ 0x0301, "TLSv1.0" },
	{ 0x0302, "TLSv1.1" },
	{ 0x0303, "TLSv1.2" },
	{ 0x0304, "TLSv1.3" },
};

const char *version_name(uint16_t version)
{
	for (size_t i = 0; i < N_ELEMENTS(six_versions); i++) {
		if (six_versions[i].version == version)
			return six_versions[i].name;
	}
	return NULL;
}

uint16_t version_by_name(const char *name)
{
	for (size_t i = 0; i < N_ELEMENTS(six_versions); i++) {
		if (!strcasecmp(six_versions[i].name, name))
			return six_versions[i].version;
	}
	return strcasecmp(name, "TLSv1") ? 0 : 0x0301; /* OpenSSL's word */
}

/* Hex digits in @text, up to @limit. */
static size_t count_hex(const char *text, size_t limit)
{
	size_t n = strspn(text, "0123456789abcdefABCDEF");

	return n < limit ? n : limit;
}

static const char *skip_0x(const char *text)
{
	return text[0] == '0' && (text[1] == 'x' || text[1] == 'X') ? text + 2
								    : text;
}

/* "00,39", "0x00,0x39", "01,00,80": as registries and testers print codes */
static bool parse_bytes(uint32_t *code, const char *text)
{
	size_t n = 0;

	*code = 0;
	do {
		text = skip_0x(text + (n > 0));
		if (count_hex(text, 3) != 2)
			return false;
		*code = *code << 8 | (uint32_t)strtoul(text, NULL, 16);
		text += 2;
		n++;
	} while (*text == ',');
	return *text == '\0' && (n == 2 || n == 3);
}

/* "0x39", "0x010080", "0039", "010080"; without 0x only whole codes */
static bool parse_code(uint32_t *code, const char *text)
{
	const char *digits = skip_0x(text);
	size_t n = count_hex(digits, 7);

	if (strchr(text, ','))
		return parse_bytes(code, text);
	if (n == 0 || n > 6 || digits[n] != '\0')
		return false;
	if (digits == text && n != 4 && n != 6)
		return false;
	*code = (uint32_t)strtoul(digits, NULL, 16);
	return true;
}

/* Is @name one of the comma separated @list? */
static bool in_list(const char *list, const char *name)
{
	size_t len = strlen(name);

	while (*list != '\0') {
		size_t n = strcspn(list, ",");

		if (n == len && !strncasecmp(list, name, n))
			return true;
		list += n;
		list += *list == ',';
	}
	return false;
}

bool suite_by_name(uint32_t *code, const char *name)
{
	for (size_t i = 0; i < suite_table_len; i++) {
		const struct suite *suite = &suite_table[i];

		if (!strcasecmp(suite->name, name) ||
			in_list(suite->openssl, name) ||
			in_list(suite->openssl_others, name) ||
			in_list(suite->gnutls, name)) {
			*code = suite->code;
			return true;
		}
	}
	return parse_code(code, name);
}

bool group_by_name(uint16_t *code, const char *name)
{
	uint32_t number;

	for (size_t i = 0; i < group_table_len; i++) {
		const struct group *group = &group_table[i];

		if (!strcasecmp(group->name, name) ||
			in_list(group->openssl, name) ||
			in_list(group->gnutls, name)) {
			*code = group->code;
			return true;
		}
	}
	if (!parse_code(&number, name) || number > 0xffff)
		return false;
	*code = (uint16_t)number;
	return true;
}

static bool code_by_name(uint16_t *code, const char *name,
	const struct code_name *table, size_t n)
{
	uint32_t number;

	for (size_t i = 0; i < n; i++) {
		if (!strcasecmp(table[i].name, name)) {
			*code = table[i].code;
			return true;
		}
	}
	if (!parse_code(&number, name) || number > 0xffff)
		return false;
	*code = (uint16_t)number;
	return true;
}

bool extension_by_name(uint16_t *code, const char *name)
{
	if (!strcasecmp(name, "alpn"))
		name = "application_layer_protocol_negotiation";
	else if (!strcasecmp(name, "sni"))
		name = "server_name";
	return code_by_name(code, name, extension_table, extension_table_len);
}

bool signature_scheme_by_name(uint16_t *code, const char *name)
{
	return code_by_name(
		code, name, signature_scheme_table, signature_scheme_table_len);
}
