/* SPDX-License-Identifier: ISC */
/*
 * The setters of `hallo say`: what one ClientHello shall be like. Unlike those
 * of the audit they keep everything as it was written: order, what comes twice,
 * codes that nobody knows, signalling codes and GREASE.
 *
 *	--suites grease,0x0039,ECDHE-RSA-AES128-GCM-SHA256,0xFEFE
 *	--extension 23 --extension alpn=000302 6832 --drop-extension 11
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "analysis/base/alloc.h"
#include "analysis/say/say.h"
#include "cli/options/option_setters.h"
#include "cli/options/suggest.h"
#include "cli/options/spec_holder.h"
#include "wire/tables/names.h"

#define GREASE 0x0a0a
#define BODY_MAX 65535

/* What stands in front of the files would not be used at all. */
static const char *shaped(const struct options *options)
{
	const char *name = spec_holder_shaped_by(options->spec);

	return name		  ? name
		: options->sni	  ? "sni"
		: options->no_sni ? "no-sni"
				  : NULL;
}

bool say_options_ssl2(const struct options *options, struct error *error)
{
	const char *name = spec_holder_beyond_ssl2(options->spec);

	if (!name && options->sni)
		name = "sni";
	if (!name)
		return true;
	error_set(error, ERROR_USAGE, 0,
		"a hello of SSL 2 has no place for --%s; leave it out", name);
	return false;
}

bool say_options_check(const struct options *options, struct error *error)
{
	if (hello_spec_is_ssl2(&options->spec->spec) &&
		!say_options_ssl2(options, error))
		return false;
	if (!options->say.verbatim)
		return true;
	if (!options->say.hello) {
		error_set(error, ERROR_USAGE, 0,
			"--verbatim sends the bytes of a hello file: "
			"--hello FILE --verbatim");
		return false;
	}
	if (!shaped(options))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--verbatim changes nothing: it and --%s exclude each other",
		shaped(options));
	return false;
}

static bool grease_or(uint32_t *code, const char *item,
	bool (*by_name)(uint32_t *code, const char *item))
{
	if (!strcasecmp(item, "grease")) {
		*code = GREASE;
		return true;
	}
	return by_name(code, item);
}

static bool version_code(uint32_t *code, const char *item)
{
	uint16_t version;

	if (!option_version(&version, item))
		return false;
	*code = version;
	return true;
}

/* The names of the curves in FIPS 186, too. */
static bool group_code(uint32_t *code, const char *item)
{
	uint16_t group;

	if (!strncasecmp(item, "P-", 2) && strlen(item) == 5)
		item = !strcmp(item + 2, "256")	   ? "secp256r1"
			: !strcmp(item + 2, "384") ? "secp384r1"
			: !strcmp(item + 2, "521") ? "secp521r1"
						   : item;
	if (!group_by_name(&group, item))
		return false;
	*code = group;
	return true;
}

/* By its name in a table, else as "0x0401". */
static bool table_code(uint32_t *code, const char *item,
	const struct code_name *table, size_t n)
{
	char range[2 * OPTION_ITEM_MAX];
	uint32_t to;

	for (size_t i = 0; i < n; i++)
		if (!strcasecmp(table[i].name, item)) {
			*code = table[i].code;
			return true;
		}
	snprintf(range, sizeof(range), "%s-%s", item, item);
	return !strchr(item, '-') && option_range(code, &to, range) &&
		*code <= 0xffff;
}

static bool scheme_code(uint32_t *code, const char *item)
{
	return table_code(
		code, item, signature_scheme_table, signature_scheme_table_len);
}

/* Extensions are known by decimal numbers, too: 13, 65281. */
static bool extension_code(uint32_t *code, const char *item)
{
	unsigned number;

	if (number_parse(&number, item, 0, 0xffff)) {
		*code = number;
		return true;
	}
	if (!strcasecmp(item, "alpn"))
		item = "application_layer_protocol_negotiation";
	return table_code(code, item, extension_table, extension_table_len);
}

static bool add_codes(uint16_t *codes, size_t *n, uint32_t from, uint32_t to)
{
	if (from > to || to > 0xffff || to - from >= SPEC_CODES - *n)
		return false;
	for (uint32_t code = from; code <= to; code++)
		codes[(*n)++] = (uint16_t)code;
	return true;
}

/* Fills @codes, of SPEC_CODES, and lets @list be of them. */
static bool read_codes(struct hello_codes *list, uint16_t *codes,
	const char *option, const char *value,
	bool (*by_name)(uint32_t *code, const char *item), struct error *error)
{
	char item[OPTION_ITEM_MAX];

	*list = (struct hello_codes){ codes, 0 };
	while (option_item(item, &value)) {
		uint32_t from, to;
		bool good = option_range(&from, &to, item);

		if (!good) {
			good = grease_or(&from, item, by_name);
			to = from;
		}
		if (good && add_codes(codes, &list->n, from, to))
			continue;
		error_set(error, ERROR_USAGE, 0,
			"--%s: no '%s'; it takes names of `hallo list`, codes "
			"like 0x0A0A, ranges and grease, at most %d",
			option, item, SPEC_CODES);
		return false;
	}
	if (list->n > 0)
		return true;
	error_set(error, ERROR_USAGE, 0, "--%s got an empty list", option);
	return false;
}

bool set_say_mx(struct options *options, const char *value, struct error *error)
{
	options->say.all_endpoints = true;
	return set_mx(options, value, error);
}

bool set_say_versions(
	struct options *options, const char *value, struct error *error)
{
	struct hello_codes *versions = &options->spec->spec.versions;

	if (!read_codes(versions, options->spec->versions, "versions", value,
		    version_code, error))
		return false;
	if (versions->n <= 127)
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--versions: at most 127 fit into supported_versions");
	return false;
}

bool set_say_groups(
	struct options *options, const char *value, struct error *error)
{
	return read_codes(&options->spec->spec.groups, options->spec->groups,
		"groups", value, group_code, error);
}

bool set_say_schemes(
	struct options *options, const char *value, struct error *error)
{
	return read_codes(&options->spec->spec.schemes, options->spec->schemes,
		"signature-schemes", value, scheme_code, error);
}

bool set_say_shares(
	struct options *options, const char *value, struct error *error)
{
	struct spec_holder *holder = options->spec;

	holder->spec.shares = (struct hello_codes){ holder->shares, 0 };
	return !strcasecmp(value, "none") ||
		read_codes(&holder->spec.shares, holder->shares, "key-shares",
			value, group_code, error);
}

static bool add_suites(struct spec_holder *holder, uint32_t from, uint32_t to)
{
	size_t *n = &holder->spec.suites.n;

	if (from > to || to > 0xffffff || to - from >= SPEC_SUITES ||
		*n + (to - from) >= SPEC_SUITES)
		return false;
	for (uint32_t code = from; code <= to; code++)
		holder->suites[(*n)++] = code;
	return true;
}

static bool no_suite(const char *item, struct error *error)
{
	const char *best = suggest_suite(item);

	error_set(error, ERROR_USAGE, 0,
		"--suites: no '%s'; %s%s%snames of `hallo list suites`, codes "
		"like 0x0039, ranges and grease, at most %d",
		item, best ? "did you mean " : "", best ? best : "",
		best ? "? " : "", SPEC_SUITES);
	return false;
}

bool set_say_suites(
	struct options *options, const char *value, struct error *error)
{
	struct spec_holder *holder = options->spec;
	char item[OPTION_ITEM_MAX];

	if (!holder->suites)
		holder->suites = xcalloc(SPEC_SUITES, sizeof(*holder->suites));
	holder->spec.suites = (struct hello_suites){ holder->suites, 0 };
	while (option_item(item, &value)) {
		uint32_t from, to;
		bool good = option_range(&from, &to, item);

		if (!good) {
			good = grease_or(&from, item, suite_by_name);
			to = from;
		}
		if (!good || !add_suites(holder, from, to))
			return no_suite(item, error);
	}
	if (holder->spec.suites.n > 0)
		return true;
	error_set(error, ERROR_USAGE, 0, "--suites got an empty list");
	return false;
}

static bool set_version_field(struct hello_number *version, const char *option,
	const char *value, struct error *error)
{
	version->given = option_version(&version->value, value);
	if (!version->given)
		error_set(error, ERROR_USAGE, 0,
			"--%s takes a version like TLSv1.0 or a number like "
			"0x0399, not '%s'",
			option, value);
	return version->given;
}

bool set_say_record_version(
	struct options *options, const char *value, struct error *error)
{
	return set_version_field(&options->spec->spec.record_version,
		"record-version", value, error);
}

bool set_say_client_version(
	struct options *options, const char *value, struct error *error)
{
	return set_version_field(&options->spec->spec.client_version,
		"client-version", value, error);
}

static int digit(char c)
{
	const char *digits = "0123456789abcdef", *at;

	if (c >= 'A' && c <= 'F')
		c = (char)(c - 'A' + 'a');
	at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* Pairs of digits, blanks and colons between them. */
static bool read_body(struct slice *body, const char *hex)
{
	uint8_t *bytes = xcalloc(strlen(hex) / 2 + 1, 1);
	size_t n = 0;

	*body = slice_of(bytes, 0);
	while (*hex) {
		int high, low;

		if (*hex == ' ' || *hex == ':') {
			hex++;
			continue;
		}
		high = digit(hex[0]);
		low = high < 0 ? -1 : digit(hex[1]);
		if (low < 0 || n == BODY_MAX)
			return false;
		bytes[n++] = (uint8_t)(high << 4 | low);
		hex += 2;
	}
	body->len = n;
	return true;
}

/* "TYPE" or "TYPE=HEX"; @change gets its type. */
static bool read_type(struct hello_change *change, const char *value,
	const char *option, struct error *error)
{
	char item[OPTION_ITEM_MAX];
	size_t len = strcspn(value, "=");
	uint32_t code;

	snprintf(item, sizeof(item), "%.*s", (int)len, value);
	if (len < sizeof(item) && grease_or(&code, item, extension_code)) {
		change->type = (uint16_t)code;
		return true;
	}
	error_set(error, ERROR_USAGE, 0,
		"--%s: no extension '%s'; it takes a number (13, 0x000D), a "
		"name of `hallo list extensions`, or grease",
		option, item);
	return false;
}

static struct hello_change *new_change(
	struct spec_holder *holder, const char *option, struct error *error)
{
	holder->spec.changes = holder->changes;
	if (holder->spec.n_changes < SPEC_CHANGES)
		return &holder->changes[holder->spec.n_changes++];
	error_set(error, ERROR_USAGE, 0, "--%s: at most %d changes", option,
		SPEC_CHANGES);
	return NULL;
}

bool set_say_extension(
	struct options *options, const char *value, struct error *error)
{
	struct hello_change *change =
		new_change(options->spec, "extension", error);
	const char *hex = strchr(value, '=');

	if (!change || !read_type(change, value, "extension", error))
		return false;
	if (read_body(&change->body, hex ? hex + 1 : ""))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--extension %s: behind = comes an even number of hex digits, "
		"at most %d bytes",
		value, BODY_MAX);
	return false;
}

bool set_say_drop_extension(
	struct options *options, const char *value, struct error *error)
{
	struct hello_change *change =
		new_change(options->spec, "drop-extension", error);

	if (!change)
		return false;
	change->how = CHANGE_DROP;
	return read_type(change, value, "drop-extension", error);
}

bool set_say_hello(
	struct options *options, const char *value, struct error *error)
{
	options->say.hello = value;
	if (*value)
		return true;
	error_set(error, ERROR_USAGE, 0, "--hello got an empty value");
	return false;
}

bool set_say_verbatim(
	struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->say.verbatim = true;
	return true;
}

bool set_say_hex(
	struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->say.hex = true;
	return true;
}

bool set_say_split(
	struct options *options, const char *value, struct error *error)
{
	size_t *sizes = options->spec->cuts, n = 0, n_commas = 0;
	const char *rest = value;
	char item[OPTION_ITEM_MAX];
	unsigned size;
	bool good = true;

	while (good && option_item(item, &rest)) {
		good = n < SPEC_CUTS && number_parse(&size, item, 0, 65535);
		if (good)
			sizes[n++] = size;
	}
	for (const char *at = value; *at; at++)
		n_commas += *at == ',';
	options->spec->spec.cuts = (struct record_cuts){ n, sizes };
	if (good && n == n_commas + 1 && (n > 1 || sizes[0] > 0))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--split takes a number of bytes from 1 to 65535, or up to %d "
		"of them with commas between, not '%s'",
		SPEC_CUTS, value);
	return false;
}

static bool set_count(unsigned *number, const char *option, const char *value,
	unsigned max, struct error *error)
{
	if (number_parse(number, value, 1, max))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--%s takes a number from 1 to %u, not '%s'", option, max,
		value);
	return false;
}

bool set_say_segment(
	struct options *options, const char *value, struct error *error)
{
	return set_count(&options->say.segment, "segment", value, 65535, error);
}

bool set_say_times(
	struct options *options, const char *value, struct error *error)
{
	return set_count(
		&options->say.times, "times", value, SAY_TIMES_MAX, error);
}
