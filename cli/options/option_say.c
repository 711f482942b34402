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

#include "analysis/say/say.h"
#include "cli/options/option_setters.h"
#include "cli/options/suggest.h"
#include "wire/tables/names.h"

#define SUITES_MAX 32767 /* that fit into a hello */
#define GREASE 0x0a0a
#define BODY_MAX 65535

void say_given_begin(struct options *options)
{
	options->say = calloc(1, sizeof(*options->say));
	if (!options->say)
		abort();
}

void say_given_clear(struct options *options)
{
	struct say_given *say = options->say;

	if (!say)
		return;
	for (size_t i = 0; i < say->n_changes; i++)
		free((uint8_t *)(uintptr_t)say->changes[i].body.data);
	free(say->suites);
	free(say);
	options->say = NULL;
}

/* What stands in front of the files would not be used at all. */
static const char *shaped(const struct options *options)
{
	const struct say_given *say = options->say;

	return say->versions.given	  ? "versions"
		: say->has_suites	  ? "suites"
		: say->groups.given	  ? "groups"
		: say->schemes.given	  ? "signature-schemes"
		: say->shares.given	  ? "key-shares"
		: say->n_changes	  ? "extension"
		: say->has_record_version ? "record-version"
		: say->has_client_version ? "client-version"
		: say->n_cuts		  ? "split"
		: options->sni		  ? "sni"
		: options->no_sni	  ? "no-sni"
					  : NULL;
}

bool say_given_check(const struct options *options, struct error *error)
{
	const struct say_given *say = options->say;

	if (!say->verbatim)
		return true;
	if (!say->hello) {
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

static bool add_codes(struct say_codes *codes, uint32_t from, uint32_t to)
{
	if (from > to || to > 0xffff || to - from >= SAY_CODES - codes->n)
		return false;
	for (uint32_t code = from; code <= to; code++)
		codes->codes[codes->n++] = (uint16_t)code;
	return true;
}

static bool read_codes(struct say_codes *codes, const char *option,
	const char *list, bool (*by_name)(uint32_t *code, const char *item),
	struct error *error)
{
	char item[OPTION_ITEM_MAX];
	const char *rest = list;

	codes->given = true;
	codes->n = 0;
	while (option_item(item, &rest)) {
		uint32_t from, to;
		bool good = option_range(&from, &to, item);

		if (!good) {
			good = grease_or(&from, item, by_name);
			to = from;
		}
		if (good && add_codes(codes, from, to))
			continue;
		error_set(error, ERROR_USAGE, 0,
			"--%s: no '%s'; it takes names of `hallo list`, codes "
			"like 0x0A0A, ranges and grease, at most %d",
			option, item, SAY_CODES);
		return false;
	}
	if (codes->n > 0)
		return true;
	error_set(error, ERROR_USAGE, 0, "--%s got an empty list", option);
	return false;
}

bool set_say_mx(struct options *options, const char *value, struct error *error)
{
	options->say->all_endpoints = true;
	return set_mx(options, value, error);
}

bool set_say_versions(
	struct options *options, const char *value, struct error *error)
{
	struct say_codes *versions = &options->say->versions;

	if (!read_codes(versions, "versions", value, version_code, error))
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
	return read_codes(
		&options->say->groups, "groups", value, group_code, error);
}

bool set_say_schemes(
	struct options *options, const char *value, struct error *error)
{
	return read_codes(&options->say->schemes, "signature-schemes", value,
		scheme_code, error);
}

bool set_say_shares(
	struct options *options, const char *value, struct error *error)
{
	options->say->shares.given = true;
	options->say->shares.n = 0;
	return !strcasecmp(value, "none") ||
		read_codes(&options->say->shares, "key-shares", value,
			group_code, error);
}

static bool add_suites(struct say_given *say, uint32_t from, uint32_t to)
{
	if (from > to || to > 0xffffff || to - from >= SUITES_MAX ||
		say->n_suites + (to - from) >= SUITES_MAX)
		return false;
	for (uint32_t code = from; code <= to; code++)
		say->suites[say->n_suites++] = code;
	return true;
}

static bool no_suite(const char *item, struct error *error)
{
	const char *best = suggest_suite(item);

	error_set(error, ERROR_USAGE, 0,
		"--suites: no '%s'; %s%s%snames of `hallo list suites`, codes "
		"like 0x0039, ranges and grease, at most %d",
		item, best ? "did you mean " : "", best ? best : "",
		best ? "? " : "", SUITES_MAX);
	return false;
}

bool set_say_suites(
	struct options *options, const char *value, struct error *error)
{
	struct say_given *say = options->say;
	char item[OPTION_ITEM_MAX];

	say->has_suites = true;
	say->n_suites = 0;
	if (!say->suites)
		say->suites = calloc(SUITES_MAX, sizeof(*say->suites));
	if (!say->suites)
		abort();
	while (option_item(item, &value)) {
		uint32_t from, to;
		bool good = option_range(&from, &to, item);

		if (!good) {
			good = grease_or(&from, item, suite_by_name);
			to = from;
		}
		if (!good || !add_suites(say, from, to))
			return no_suite(item, error);
	}
	return true;
}

static bool set_version_field(bool *has, uint16_t *version, const char *option,
	const char *value, struct error *error)
{
	*has = option_version(version, value);
	if (!*has)
		error_set(error, ERROR_USAGE, 0,
			"--%s takes a version like TLSv1.0 or a number like "
			"0x0399, not '%s'",
			option, value);
	return *has;
}

bool set_say_record_version(
	struct options *options, const char *value, struct error *error)
{
	return set_version_field(&options->say->has_record_version,
		&options->say->record_version, "record-version", value, error);
}

bool set_say_client_version(
	struct options *options, const char *value, struct error *error)
{
	return set_version_field(&options->say->has_client_version,
		&options->say->client_version, "client-version", value, error);
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
	uint8_t *bytes = calloc(strlen(hex) / 2 + 1, 1);
	size_t n = 0;

	if (!bytes)
		abort();
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
	struct say_given *say, const char *option, struct error *error)
{
	if (say->n_changes < HELLO_CHANGES)
		return &say->changes[say->n_changes++];
	error_set(error, ERROR_USAGE, 0, "--%s: at most %d changes", option,
		HELLO_CHANGES);
	return NULL;
}

bool set_say_extension(
	struct options *options, const char *value, struct error *error)
{
	struct hello_change *change =
		new_change(options->say, "extension", error);
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
		new_change(options->say, "drop-extension", error);

	if (!change)
		return false;
	change->drop = true;
	return read_type(change, value, "drop-extension", error);
}

bool set_say_hello(
	struct options *options, const char *value, struct error *error)
{
	options->say->hello = value;
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
	options->say->verbatim = true;
	return true;
}

bool set_say_hex(
	struct options *options, const char *value, struct error *error)
{
	(void)value;
	(void)error;
	options->say->hex = true;
	return true;
}

bool set_say_split(
	struct options *options, const char *value, struct error *error)
{
	struct say_given *say = options->say;
	const char *rest = value;
	char item[OPTION_ITEM_MAX];
	unsigned size;
	bool good = true;

	say->n_cuts = 0;
	while (good && option_item(item, &rest)) {
		good = say->n_cuts < SAY_CUTS &&
			number_parse(&size, item, 0, 65535);
		if (good)
			say->cuts[say->n_cuts++] = size;
	}
	if (good && say->n_cuts > 0 && (say->n_cuts > 1 || say->cuts[0] > 0))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--split takes a number of bytes from 1 to 65535, or up to %d "
		"of them with commas between, not '%s'",
		SAY_CUTS, value);
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
	return set_count(
		&options->say->segment, "segment", value, 65535, error);
}

bool set_say_times(
	struct options *options, const char *value, struct error *error)
{
	return set_count(
		&options->say->times, "times", value, SAY_TIMES_MAX, error);
}
