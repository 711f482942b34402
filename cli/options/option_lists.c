/* SPDX-License-Identifier: ISC */
/*
 * The setters that read lists: --versions, --ask, --suites.
 *
 *	--versions TLSv1.2,1.3
 *	--suites 0x0000-0x00FF,TLS_AES_128_GCM_SHA256,DES-CBC3-SHA,cc14
 *
 * Signalling and GREASE codes fall out of a range without a word: they are no
 * suites (RFC 5746 3.3, RFC 7507, RFC 8701).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "analysis/base/alloc.h"
#include "cli/options/option_setters.h"
#include "cli/options/suggest.h"
#include "wire/tables/names.h"

#define ITEM_MAX OPTION_ITEM_MAX
#define SUITES_MAX 140000
#define CODE_MAX 0xFFFFFFU

/* The next item of a list, blanks cut off. False at the end. */
bool option_item(char item[ITEM_MAX], const char **list)
{
	const char *p = *list;
	size_t len;

	p += strspn(p, ", \t");
	len = strcspn(p, ",");
	if (len == 0)
		return false;
	*list = p + len;
	while (len > 0 && (p[len - 1] == ' ' || p[len - 1] == '\t'))
		len--;
	snprintf(item, ITEM_MAX, "%.*s", (int)len, p);
	return true;
}

static const uint16_t version_codes[PORTRAIT_VERSIONS] = { VERSION_SSL2,
	VERSION_SSL3, VERSION_TLS10, VERSION_TLS11, VERSION_TLS12,
	VERSION_TLS13 };

/* "TLSv1.2", and as people write it: tls1.2, "TLS 1.2", 1.2, ssl3. */
static int version_index(const char *text)
{
	static const char *const short_names[PORTRAIT_VERSIONS] = { "2", "3",
		"1.0", "1.1", "1.2", "1.3" };
	const char *p = text;

	for (int i = 0; i < PORTRAIT_VERSIONS; i++)
		if (version_by_name(text) == version_codes[i])
			return i;
	if (!strncasecmp(p, "tls", 3) || !strncasecmp(p, "ssl", 3))
		p += 3;
	p += strspn(p, "vV ");
	if (!strcmp(p, "1"))
		return 2;
	for (int i = 0; i < PORTRAIT_VERSIONS; i++)
		if (!strcmp(p, short_names[i]))
			return i;
	return -1;
}

static bool parse_code(uint32_t *code, const char *text)
{
	char *end;
	unsigned long value;

	if (!strncasecmp(text, "0x", 2))
		text += 2;
	if (strspn(text, "0123456789abcdefABCDEF") != strlen(text) || !*text ||
		strlen(text) > 6)
		return false;
	value = strtoul(text, &end, 16);
	*code = (uint32_t)value;
	return true;
}

/* "0x0000-0xFFFF": both ends are codes, or it is a name with a dash in it. */
bool option_range(uint32_t *from, uint32_t *to, const char *item)
{
	char first[ITEM_MAX];
	const char *dash = strchr(item, '-');

	if (!dash)
		return false;
	snprintf(first, sizeof(first), "%.*s", (int)(dash - item), item);
	return parse_code(from, first) && parse_code(to, dash + 1);
}

bool option_version(uint16_t *version, const char *text)
{
	int index = version_index(text);
	uint32_t code;

	if (index >= 0) {
		*version = version_codes[index];
		return true;
	}
	if (strlen(text) < 4 || !parse_code(&code, text) || code > 0xffff)
		return false;
	*version = (uint16_t)code;
	return true;
}

bool set_versions(
	struct options *options, const char *value, struct error *error)
{
	const char *rest = value;
	char item[ITEM_MAX];

	options->versions = 0;
	while (option_item(item, &rest)) {
		int index = version_index(item);

		if (index < 0) {
			error_set(error, ERROR_USAGE, 0,
				"--versions: no version '%s'; they are SSLv2, "
				"SSLv3, TLSv1.0, TLSv1.1, TLSv1.2, TLSv1.3",
				item);
			return false;
		}
		options->versions |= 1U << index;
	}
	if (options->versions)
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--versions got an empty list; for example TLSv1.2,TLSv1.3");
	return false;
}

bool set_ask(struct options *options, const char *value, struct error *error)
{
	const char *bad = NULL;

	options->ask = audit_ask_parse(value, &bad);
	if (options->ask)
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--ask: unknown word '%.40s'; it takes suites, dhe, groups, "
		"compression, preferred, order or all, with commas between",
		bad ? bad : value);
	return false;
}

/* The list grows in the order of the user; a bit a code keeps each once. */
struct suite_list {
	struct options *options;
	uint8_t *seen;
};

static void add_suite(struct suite_list *list, uint32_t code)
{
	const struct suite *suite = suite_find(code);
	uint8_t bit = (uint8_t)(1U << (code & 7));

	if ((suite && !suite_is_candidate(suite)) ||
		(list->seen[code / 8] & bit))
		return;
	list->seen[code / 8] |= bit;
	list->options->suites[list->options->n_suites++] = code;
}

static bool unknown_suite(const char *item, struct error *error)
{
	const char *best = suggest_suite(item);

	error_set(error, ERROR_USAGE, 0,
		"--suites: no suite '%s'; %s%s%s`hallo list suites` names "
		"them, and a code like 0x0039 or a range like 0x0000-0x00FF "
		"will do",
		item, best ? "did you mean " : "", best ? best : "",
		best ? "? " : "");
	return false;
}

static bool add_range(struct suite_list *list, uint32_t from, uint32_t to,
	const char *item, struct error *error)
{
	if (from > to || to > CODE_MAX || to - from > 0xFFFF ||
		list->options->n_suites + (to - from) >= SUITES_MAX) {
		error_set(error, ERROR_USAGE, 0,
			"--suites: '%s' is no range of at most 65536 codes, "
			"lowest first",
			item);
		return false;
	}
	for (uint32_t code = from; code <= to; code++)
		add_suite(list, code);
	return true;
}

static bool add_item(
	struct suite_list *list, const char *item, struct error *error)
{
	uint32_t from, to;

	if (option_range(&from, &to, item))
		return add_range(list, from, to, item, error);
	if (!suite_by_name(&from, item))
		return unknown_suite(item, error);
	return add_range(list, from, from, item, error);
}

bool set_suites(struct options *options, const char *value, struct error *error)
{
	struct suite_list list = { options, NULL };
	char item[ITEM_MAX];
	bool good = true;

	options->n_suites = 0;
	options->chosen_suites = strcasecmp(value, "known") != 0;
	if (!options->chosen_suites)
		return true;
	if (!options->suites)
		options->suites = xcalloc(SUITES_MAX, sizeof(*options->suites));
	list.seen = xcalloc(1, (CODE_MAX + 1) / 8);
	while (good && option_item(item, &value))
		good = add_item(&list, item, error);
	free(list.seen);
	if (!good || options->n_suites > 0)
		return good;
	error_set(error, ERROR_USAGE, 0,
		"--suites got a list without a suite in it; signalling and "
		"GREASE codes are none");
	return false;
}
