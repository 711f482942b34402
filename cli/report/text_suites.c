/* SPDX-License-Identifier: ISC */
/*
 * The suites of each version in their order. On a wide page a table; on a
 * narrow one two lines a suite, so that nothing has to be left out.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/page/table.h"
#include "cli/report/text_parts.h"

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
static char *exchange_words(const struct report_suite *suite)
{
	const char *kx = suite->known ? suite->known->kx : "";
	const char *group = suite->group;
	unsigned dh = suite->dh_bits, other = suite->dh_bits_rfc7919;

	if (dh && other && dh != other)
		return words_join("%s %u, RFC 7919: %u", kx, dh, other);
	if (dh)
		return words_join("%s %u", kx, dh);
	if (other)
		return words_join("%s, RFC 7919: %u", kx, other);
	if (suite->export_rsa_bits)
		return words_join("%s %u", kx, suite->export_rsa_bits);
	/* TLS 1.3: the suite says nothing of the key exchange */
	if (*group && !strcmp(kx, "any"))
		return words_join("%s", group);
	return words_join("%s%s%s", kx, *group ? " " : "", group);
}

static const char *suite_name(const struct suite *known)
{
	return known ? known->name : "(no name)";
}

/* Only when it is another name: the suites of TLS 1.3 have one. */
static const char *openssl_name(const struct suite *known)
{
	return known && strcmp(known->openssl, known->name) != 0
		? known->openssl
		: "";
}

static enum tint strength_tint(const struct suite *known)
{
	if (!known || known->strength >= 128)
		return TINT_NONE;
	return known->strength < 100 ? TINT_BAD : TINT_NOTE;
}

static const char *order_name(const struct report_version *version)
{
	return version->has_order ? suite_order_name(version->order) : "";
}

/* Suites are the same when all but their proof and signature is. */
static char *suites_words(const struct report_version *version)
{
	char *words = words_join("%s", "");

	for (size_t i = 0; i < version->n_suites; i++) {
		const struct report_suite *suite = &version->suites[i];
		char *exchange = exchange_words(suite);
		char *longer = words_join("%s %s %s %s", words,
			order_name(version), suite->code_text, exchange);

		free(exchange);
		free(words);
		words = longer;
	}
	return words;
}

/* All probes that show the @i-th suite, whatever the version. */
static char *row_ids(const struct text_same *same, size_t i)
{
	struct proof joined = { 0 };
	char *ids;

	for (size_t k = 0; k < same->n; k++)
		text_join(&joined, &same->versions[k]->suites[i].proof);
	ids = text_ids(&joined);
	free(joined.probes);
	return ids;
}

static void table_row(struct table *table, size_t i,
	const struct report_suite *suite, const char *ids)
{
	const struct suite *known = suite->known;
	char *exchange = exchange_words(suite);

	table_cell(table, "%zu", i + 1);
	table_cell(table, "%s", suite->code_text);
	table_cell(table, "%s", suite_name(known));
	table_cell(table, "%s", openssl_name(known));
	table_cell(table, "%s", exchange);
	if (known)
		table_cell(table, "%u", known->strength);
	else
		table_cell(table, "%s", "");
	table_cell_tint(table, strength_tint(known));
	table_cell(table, "%s", known ? suite_generation(known) : "");
	table_cell(table, "%s", ids);
	free(exchange);
}

static void narrow_row(struct page *page, size_t i,
	const struct report_suite *suite, const char *ids)
{
	const struct suite *known = suite->known;
	const char *openssl = openssl_name(known);
	char *exchange = exchange_words(suite);
	char *label = words_join("%3zu  %s", i + 1, suite->code_text);

	page_fact(page, 0, 13, label, TINT_NONE, "%s", suite_name(known));
	if (known)
		page_paragraph(page, 13, 15, strength_tint(known),
			"%s%s%s; %u bits; suite of %s; probes %s", openssl,
			*openssl ? "; " : "", exchange, known->strength,
			suite_generation(known), ids);
	else
		page_paragraph(page, 13, 15, TINT_NONE, "%s; probes %s",
			exchange, ids);
	free(label);
	free(exchange);
}

/* Where the classes of a mixed order end. */
static void put_classes(struct page *page, const struct report_version *version)
{
	size_t from = 1;

	for (size_t i = 0; i < version->n_classes; i++) {
		size_t n = version->classes[i];

		page_paragraph(page, 2, 4, TINT_NONE,
			n > 1 ? "Of %zu to %zu the client's first is taken."
			      : "%zu stands alone.",
			from, from + n - 1);
		from += n;
	}
}

static const char *order_words(const struct report_version *version)
{
	if (!version->has_order)
		return "";
	switch (version->order) {
	case SUITE_ORDER_SERVER:
		return ", in the server's order";
	case SUITE_ORDER_CLIENT:
		return ", the client's order decides";
	case SUITE_ORDER_MIXED:
		return ", in classes";
	case SUITE_ORDER_UNKNOWN:
		return ", order unknown";
	case SUITE_ORDER_SINGLE:
		break;
	}
	return "";
}

static void put_narrow(struct page *page, const struct text_same *same)
{
	const struct report_version *first = same->versions[0];

	for (size_t i = 0; i < first->n_suites; i++) {
		char *ids = row_ids(same, i);

		narrow_row(page, i, &first->suites[i], ids);
		free(ids);
	}
}

static void tell_suites(struct page *page, const struct text_same *same)
{
	const struct report_version *first = same->versions[0];
	struct table *table = table_new(columns, N_COLUMNS);

	text_heading(page, "Suites of %s%s", same->name, order_words(first));
	for (size_t i = 0; i < first->n_suites; i++) {
		char *ids = row_ids(same, i);

		table_row(table, i, &first->suites[i], ids);
		free(ids);
	}
	if (table_fits(page, table, 1))
		table_print(page, table, 1);
	else
		put_narrow(page, same);
	table_free(table);
	put_classes(page, first);
}

void text_suites(struct page *page, const struct report_endpoint *endpoint)
{
	text_by_versions(page, endpoint, suites_words, tell_suites);
}
