/* SPDX-License-Identifier: ISC */
/*
 * The suites of each version in their order. On a wide page a table; on a
 * narrow one two lines a suite, so that nothing has to be left out.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/page/table.h"
#include "cli/report/text.h"
#include "cli/page/value.h"

static const struct table_column columns[] = {
	{ "#", 0, true },
	{ "code", 0, false },
	{ "IANA name", 0, false },
	{ "OpenSSL name", 0, false },
	{ "key exchange", 0, false },
	{ "bits", 0, true },
	{ "suite of", 0, false },
	{ "probes", 0, false },
};
#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

/* "DHE 1024", "ECDHE x25519", "RSA_EXPORT 512". */
static char *exchange_words(const json_t *suite)
{
	const char *kx = value_text(suite, "kx");
	const char *group = value_text(suite, "group");
	long long dh = value_number(suite, "dh_bits");
	long long other = value_number(suite, "dh_bits_rfc7919");
	long long rsa = value_number(suite, "export_rsa_bits");

	if (dh && other && dh != other)
		return words_join("%s %lld, RFC 7919: %lld", kx, dh, other);
	if (dh)
		return words_join("%s %lld", kx, dh);
	if (other)
		return words_join("%s, RFC 7919: %lld", kx, other);
	if (rsa)
		return words_join("%s %lld", kx, rsa);
	/* TLS 1.3: the suite says nothing of the key exchange */
	if (*group && !strcmp(kx, "any"))
		return words_join("%s", group);
	return words_join("%s%s%s", kx, *group ? " " : "", group);
}

static const char *suite_name(const json_t *suite)
{
	const char *iana = value_text(suite, "iana");

	return *iana ? iana : "(no name)";
}

/* Only when it is another name: the suites of TLS 1.3 have one. */
static const char *openssl_name(const json_t *suite)
{
	const char *openssl = value_text(suite, "openssl");

	return value_is(suite, "iana", openssl) ? "" : openssl;
}

static bool known_strength(const json_t *suite)
{
	return json_is_integer(value_of(suite, "strength"));
}

static enum tint strength_tint(const json_t *suite)
{
	long long bits = value_number(suite, "strength");

	if (!known_strength(suite) || bits >= 128)
		return TINT_NONE;
	return bits < 100 ? TINT_BAD : TINT_NOTE;
}

/* Suites are the same when all but their proof and signature is. */
static char *suites_same(const json_t *version)
{
	const json_t *suites = value_of(version, "suites");
	char *same = words_join("%s", "");

	for (size_t i = 0; i < json_array_size(suites); i++) {
		const json_t *suite = json_array_get(suites, i);
		char *exchange = exchange_words(suite);
		char *longer = words_join("%s %s %s %s", same,
			value_text(version, "order"), value_text(suite, "code"),
			exchange);

		free(exchange);
		free(same);
		same = longer;
	}
	return same;
}

/* All probes that show the @i-th suite, whatever the version. */
static char *row_ids(json_t *members, size_t i)
{
	json_t *ids = json_array(), *member;
	char *text;
	size_t k;

	json_array_foreach(members, k, member) value_join_ids(ids,
		value_of(json_array_get(value_of(member, "suites"), i),
			"probes"));
	text = value_ids(ids);
	json_decref(ids);
	return text;
}

static void table_row(
	struct table *table, size_t i, const json_t *suite, const char *ids)
{
	char *exchange = exchange_words(suite);

	table_cell(table, "%zu", i + 1);
	table_cell(table, "%s", value_text(suite, "code"));
	table_cell(table, "%s", suite_name(suite));
	table_cell(table, "%s", openssl_name(suite));
	table_cell(table, "%s", exchange);
	if (known_strength(suite))
		table_cell(table, "%lld", value_number(suite, "strength"));
	else
		table_cell(table, "%s", "");
	table_cell_tint(table, strength_tint(suite));
	table_cell(table, "%s", value_text(suite, "generation"));
	table_cell(table, "%s", ids);
	free(exchange);
}

static void narrow_row(
	struct page *page, size_t i, const json_t *suite, const char *ids)
{
	char *exchange = exchange_words(suite);
	const char *openssl = openssl_name(suite);
	char *label = words_join("%3zu  %s", i + 1, value_text(suite, "code"));

	page_fact(page, 0, 13, label, TINT_NONE, "%s", suite_name(suite));
	if (known_strength(suite))
		page_paragraph(page, 13, 15, strength_tint(suite),
			"%s%s%s; %lld bits; suite of %s; probes %s", openssl,
			*openssl ? "; " : "", exchange,
			value_number(suite, "strength"),
			value_text(suite, "generation"), ids);
	else
		page_paragraph(page, 13, 15, TINT_NONE, "%s; probes %s",
			exchange, ids);
	free(label);
	free(exchange);
}

/* Where the classes of a mixed order end. */
static void put_classes(struct page *page, const json_t *version)
{
	const json_t *classes = value_of(version, "order_classes");
	size_t from = 1;

	for (size_t i = 0; i < json_array_size(classes); i++) {
		size_t n = json_array_size(json_array_get(classes, i));

		page_paragraph(page, 2, 4, TINT_NONE,
			n > 1 ? "Of %zu to %zu the client's first is taken."
			      : "%zu stands alone.",
			from, from + n - 1);
		from += n;
	}
}

static const char *order_words(const json_t *version)
{
	const char *order = value_text(version, "order");

	if (!strcmp(order, "server"))
		return ", in the server's order";
	if (!strcmp(order, "client"))
		return ", the client's order decides";
	if (!strcmp(order, "mixed"))
		return ", in classes";
	return !strcmp(order, "unknown") ? ", order unknown" : "";
}

static void tell_suites(struct page *page, const char *name, json_t *members)
{
	const json_t *first = json_array_get(members, 0);
	const json_t *suites = value_of(first, "suites");
	size_t n = json_array_size(suites);
	struct table *table = table_new(columns, N_COLUMNS);

	text_heading(page, "Suites of %s%s", name, order_words(first));
	for (size_t i = 0; i < n; i++) {
		char *ids = row_ids(members, i);

		table_row(table, i, json_array_get(suites, i), ids);
		free(ids);
	}
	if (table_fits(page, table, 1))
		table_print(page, table, 1);
	for (size_t i = 0; !table_fits(page, table, 1) && i < n; i++) {
		char *ids = row_ids(members, i);

		narrow_row(page, i, json_array_get(suites, i), ids);
		free(ids);
	}
	table_free(table);
	put_classes(page, first);
}

void text_suites(struct page *page, const json_t *endpoint)
{
	text_by_versions(page, endpoint, suites_same, tell_suites);
}
