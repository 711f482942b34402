/* SPDX-License-Identifier: ISC */
/*
 * The reader of profiles, hallo-profile(5): lines of "key value value …".
 * A key is one row of the table at the end: its name and the function that
 * takes the values. A switch (yes or no) is one row of the table of switches.
 * The keys of the quirks with values stand in profile_quirk.c.
 * The first error ends the reading; its message begins with the line.
 */
#include "responder/profile_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "responder/responder.h"

static bool read_name(struct text *t)
{
	return read_text(t, t->profile->name, sizeof(t->profile->name));
}

static bool read_title(struct text *t)
{
	return read_text(t, t->profile->title, sizeof(t->profile->title));
}

static bool read_versions(struct text *t)
{
	while (next_word(t)) {
		int i = profile_version_index(version_by_name(t->word));

		if (i < 0)
			return text_complain(
				t, "unknown version '%.40s'", t->word);
		t->profile->versions[i].supported = true;
	}
	return true;
}

static bool read_order(struct text *t)
{
	static const char *const words[] = { "server", "client", "classes",
		"chacha", "types" };
	unsigned choice;

	if (!read_choice(t, &choice, words, 5, "order"))
		return false;
	t->profile->order = (enum order_policy)choice;
	return true;
}

static bool read_groups_order(struct text *t)
{
	static const char *const words[] = { "server", "client" };
	unsigned choice;

	if (!read_choice(t, &choice, words, 2, "groups-order"))
		return false;
	t->profile->groups_client_order = choice == 1;
	return true;
}

/* May @version have @suite? A code we do not know fits SSL 3 to TLS 1.2. */
static bool suite_fits(uint16_t version, uint32_t code)
{
	const struct suite *suite = suite_find(code);

	if (version == VERSION_SSL2 || code > 0xffff)
		return version == VERSION_SSL2 &&
			(code > 0xffff ||
				(suite && suite->family == SUITE_SSL2));
	if (suite && suite->family == SUITE_TLS13)
		return version == VERSION_TLS13;
	return version != VERSION_TLS13;
}

static bool add_suite(
	struct text *t, struct profile_version *v, uint32_t code, uint8_t class)
{
	for (size_t i = 0; i < v->n_suites; i++) {
		if (v->suites[i] == code)
			return text_complain(t, "suite '%.60s' twice", t->word);
	}
	if (v->n_suites == PROFILE_MAX_SUITES)
		return text_complain(
			t, "more than %d suites", PROFILE_MAX_SUITES);
	v->suites[v->n_suites] = code;
	v->classes[v->n_suites++] = class;
	return true;
}

/* To one version as asked (@only), or to all that the suite was made for. */
static bool spread_suite(struct text *t, int only, uint32_t code, uint8_t class)
{
	const struct suite *suite = suite_find(code);
	bool placed = false;

	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		struct profile_version *v = &t->profile->versions[i];
		uint16_t version = profile_version_codes[i];

		if (!v->supported || (only >= 0 && i != only) ||
			!suite_fits(version, code))
			continue;
		if (only < 0 && suite && version < suite->min_version)
			continue;
		if (!add_suite(t, v, code, class))
			return false;
		placed = true;
	}
	return placed ||
		text_complain(t, "no version here has suite '%.60s'", t->word);
}

static bool read_suites(struct text *t)
{
	int only = -1;
	uint32_t code, class = 0;

	for (bool first = true; next_word(t); first = false) {
		if (first)
			only = profile_version_index(version_by_name(t->word));
		if (first && only >= 0) {
			if (!t->profile->versions[only].supported)
				return text_complain(
					t, "%s is not in versions", t->word);
			continue;
		}
		if (!strcmp(t->word, "|")) {
			if (++class >= PROFILE_MAX_CLASSES)
				return text_complain(t, "too many classes");
			continue;
		}
		if (!suite_by_name(&code, t->word))
			return text_complain(
				t, "unknown suite '%.60s'", t->word);
		if (!spread_suite(t, only, code, (uint8_t) class))
			return false;
	}
	return true;
}

static bool scheme_by_name(uint32_t *code, const char *name)
{
	for (size_t i = 0; i < signature_scheme_table_len; i++) {
		if (!strcasecmp(signature_scheme_table[i].name, name)) {
			*code = signature_scheme_table[i].code;
			return true;
		}
	}
	return number(code, name, 0xffff);
}

static bool read_signature(struct text *t)
{
	uint32_t code;

	if (!next_word(t) || version_by_name(t->word) != VERSION_TLS12)
		return text_complain(t, "signature wants TLSv1.2 and a scheme");
	if (!next_word(t) || !scheme_by_name(&code, t->word))
		return text_complain(
			t, "unknown signature scheme '%.40s'", t->word);
	t->profile->versions[profile_version_index(VERSION_TLS12)]
		.signature_scheme = (uint16_t)code;
	return true;
}

static bool read_dh(struct text *t)
{
	static const unsigned sizes[] = { 512, 768, 1024, 1536, 2048, 3072,
		4096, 6144, 8192, 10240, 16384 };
	uint32_t bits;

	if (!next_word(t))
		return text_complain(t, "dh wants a size in bits");
	if (!number(&bits, t->word, 16384))
		return text_complain(
			t, "dh wants a size, not '%.40s'", t->word);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		if (sizes[i] == bits) {
			t->profile->dh_bits = bits;
			return true;
		}
	}
	return text_complain(t, "no DH prime of %u bits", bits);
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Refuses leading zeros: the size in bits would not be what it seems. */
static bool read_dh_prime(struct text *t)
{
	struct profile *p = t->profile;
	size_t len;
	unsigned bits;

	if (!next_word(t))
		return text_complain(t, "dh-prime wants a number in hex");
	len = strlen(t->word);
	if (len % 2 || len < 16 || len > 2 * PROFILE_MAX_DH)
		return text_complain(t, "dh-prime wants 8 to %d whole bytes",
			PROFILE_MAX_DH);
	for (size_t i = 0; i < len; i += 2) {
		int high = hex_digit(t->word[i]);
		int low = hex_digit(t->word[i + 1]);

		if (high < 0 || low < 0)
			return text_complain(t, "dh-prime is not hex");
		p->dh_prime[i / 2] = (uint8_t)(high << 4 | low);
	}
	if (!p->dh_prime[0] || !(p->dh_prime[len / 2 - 1] & 1))
		return text_complain(
			t, "dh-prime must be odd, without zeros ahead");
	bits = (unsigned)len * 4;
	for (unsigned top = p->dh_prime[0]; !(top & 0x80); top <<= 1)
		bits--;
	p->dh_prime_len = len / 2;
	p->dh_bits = bits;
	return true;
}

static bool read_groups(struct text *t)
{
	struct profile *p = t->profile;
	uint16_t code;

	while (next_word(t)) {
		if (!group_by_name(&code, t->word))
			return text_complain(
				t, "unknown group '%.40s'", t->word);
		if (p->n_groups == PROFILE_MAX_GROUPS)
			return text_complain(t, "too many groups");
		p->groups[p->n_groups++] = code;
	}
	return true;
}

static bool read_certificate(struct text *t)
{
	struct profile *p = t->profile;

	while (next_word(t)) {
		if (!builtin_certificate(t->word).len)
			return text_complain(t, "unknown key '%.40s'", t->word);
		if (p->n_certificates == 4)
			return text_complain(t, "at most 4 certificates");
		snprintf(p->certificates[p->n_certificates++],
			sizeof(p->certificates[0]), "%.31s", t->word);
	}
	return true;
}

static bool read_alpn(struct text *t)
{
	struct profile *p = t->profile;

	while (next_word(t)) {
		if (p->n_alpn == 4 || strlen(t->word) > 15)
			return text_complain(
				t, "at most 4 protocols of 15 bytes");
		snprintf(p->alpn[p->n_alpn++], sizeof(p->alpn[0]), "%.15s",
			t->word);
	}
	return true;
}

static bool read_refusal(struct text *t)
{
	return take_refusal(t, &t->profile->refusal);
}

static bool read_version_refusal(struct text *t)
{
	return take_refusal(t, &t->profile->version_refusal);
}

static const struct profile_key keys[] = {
	{ "name", read_name },
	{ "title", read_title },
	{ "versions", read_versions },
	{ "order", read_order },
	{ "suites", read_suites },
	{ "signature", read_signature },
	{ "dh", read_dh },
	{ "dh-prime", read_dh_prime },
	{ "groups", read_groups },
	{ "groups-order", read_groups_order },
	{ "certificate", read_certificate },
	{ "alpn", read_alpn },
	{ "refusal", read_refusal },
	{ "version-refusal", read_version_refusal },
};

#define AT(field) offsetof(struct profile, field)
static const struct {
	const char *name;
	size_t at;
} switches[] = {
	{ "dh-rfc7919", AT(dh_rfc7919) },
	{ "dhe-needs-no-rfc7919", AT(dhe_needs_no_rfc7919) },
	{ "secure-renegotiation", AT(secure_renegotiation) },
	{ "client-certificate", AT(request_client_certificate) },
	{ "extended-master-secret", AT(extended_master_secret) },
	{ "server-name", AT(server_name) },
	{ "fallback-scsv", AT(fallback_scsv) },
	{ "warning-112", AT(quirks.warning_112) },
	{ "last-byte-only", AT(quirks.last_byte_only) },
	{ "resumes", AT(quirks.resumes) },
	{ "foreign-session-id", AT(quirks.foreign_session_id) },
	{ "split-records", AT(quirks.split_records) },
	{ "coalesce", AT(quirks.coalesce) },
	{ "deflate", AT(quirks.deflate) },
	{ "supported-versions", AT(quirks.supported_versions) },
	{ "needs-extensions", AT(quirks.needs_extensions) },
	{ "refuses-extensions", AT(quirks.refuses_extensions) },
	{ "two-line-greeting", AT(manners.two_line_greeting) },
	{ "two-line-go-ahead", AT(manners.two_line_go_ahead) },
	{ "lower-case", AT(manners.lower_case) },
	{ "without-starttls", AT(manners.without_starttls) },
	{ "hides-starttls", AT(manners.hides_starttls) },
	{ "endless-greeting", AT(manners.endless_greeting) },
};

static bool read_switch(struct text *t, size_t at)
{
	static const char *const words[] = { "no", "yes" };
	unsigned choice;
	bool value;

	if (!read_choice(t, &choice, words, 2, "value"))
		return false;
	value = choice == 1;
	memcpy((char *)t->profile + at, &value, sizeof(value));
	return true;
}

static bool read_key(struct text *t)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (!strcmp(keys[i].name, t->word))
			return keys[i].read(t);
	}
	for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++) {
		if (!strcmp(switches[i].name, t->word))
			return read_switch(t, switches[i].at);
	}
	for (size_t i = 0; profile_quirk_keys[i].name; i++) {
		if (!strcmp(profile_quirk_keys[i].name, t->word))
			return profile_quirk_keys[i].read(t);
	}
	for (size_t i = 0; profile_manner_keys[i].name; i++) {
		if (!strcmp(profile_manner_keys[i].name, t->word))
			return profile_manner_keys[i].read(t);
	}
	return text_complain(t, "unknown key '%.40s'", t->word);
}

/* Cuts the comment; what is left must be printable, as messages show it. */
static bool clean_line(struct text *t, const char *newline)
{
	t->end = newline;
	for (const char *c = t->pos; c < t->end; c++) {
		if (*c == '#')
			t->end = c;
		else if (!text_is_blank(*c) && (*c < 0x20 || *c > 0x7e))
			return text_complain(t, "byte 0x%02x is not plain text",
				(unsigned char)*c);
	}
	while (t->end > t->pos && text_is_blank(t->end[-1]))
		t->end--;
	return true;
}

static bool read_line(struct text *t)
{
	if (!next_word(t))
		return true;
	if (!read_key(t))
		return false;
	if (next_word(t))
		return text_complain(
			t, "'%.40s' is one value too many", t->word);
	return true;
}

/* What no single line can tell: is it a server at all? */
static bool whole_makes_sense(struct text *t)
{
	bool any = false;

	for (int i = 0; i < PROFILE_VERSIONS; i++) {
		const struct profile_version *v = &t->profile->versions[i];

		if (v->supported && !v->n_suites)
			return text_complain(t, "%s has no suites",
				version_name(profile_version_codes[i]));
		any |= v->supported;
	}
	return any || text_complain(t, "no versions");
}

bool profile_read(struct profile *profile, const char *text, size_t len,
	char *message, size_t message_size)
{
	struct text t = { .profile = profile,
		.pos = text,
		.message = message,
		.message_size = message_size };
	const char *end = text + len;

	profile_init(profile);
	while (t.pos < end) {
		const char *newline =
			memchr(t.pos, '\n', (size_t)(end - t.pos));

		t.line++;
		if (!newline)
			newline = end;
		if (!clean_line(&t, newline) || !read_line(&t))
			return false;
		t.pos = newline == end ? end : newline + 1;
	}
	return whole_makes_sense(&t);
}
