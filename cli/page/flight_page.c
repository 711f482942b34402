/* SPDX-License-Identifier: ISC */
/*
 * See flight_page.h. A line for each item of the answer, and its content hung
 * below it as facts.
 */
#include "cli/page/flight_page.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/json/names.h"
#include "wire/tables/names.h"

#define LABEL 22

struct sheet {
	struct page *page;
	unsigned indent;
};

static void fact(const struct sheet *sheet, const char *label, const char *text)
{
	page_fact(sheet->page, sheet->indent + 2, LABEL, label, TINT_NONE, "%s",
		text);
}

/* Nothing when it is not there. */
static void fact_of(
	const struct sheet *sheet, const char *label, const char *text)
{
	if (*text)
		fact(sheet, label, text);
}

static void fact_taken(const struct sheet *sheet, const char *label, char *text)
{
	fact(sheet, label, text);
	free(text);
}

/* "a, b, c"; free(). */
static char *list_of(const char *const *texts, size_t n)
{
	char *list = words_join("%s", "");

	for (size_t i = 0; i < n; i++) {
		char *longer = words_join("%s%s%s", list, i ? ", " : "",
			*texts[i] ? texts[i] : "?");

		free(list);
		list = longer;
	}
	return list;
}

static void put_version(
	const struct sheet *sheet, const struct server_hello_view *hello)
{
	if (!strcmp(hello->version, hello->negotiated))
		fact(sheet, "Version", hello->version);
	else
		fact_taken(sheet, "Version",
			words_join("%s (the field says %s)", hello->negotiated,
				hello->version));
}

static void put_suite(
	const struct sheet *sheet, const char *label, uint32_t code)
{
	const struct suite *suite = suite_find(code);
	const char *openssl = suite && suite->openssl ? suite->openssl : "";
	char room[CODE_ROOM];

	if (suite && !strcmp(openssl, suite->name))
		openssl = "";
	fact_taken(sheet, label,
		words_join("%s %s%s%s%s", suite_code_text(room, code),
			suite ? suite->name : "(no name)", *openssl ? " (" : "",
			openssl, *openssl ? ")" : ""));
}

static void put_extension(const struct sheet *sheet,
	const struct answer_extension *extension, bool first)
{
	const char *words =
		*extension->words ? extension->words : extension->hex;

	fact_taken(sheet, first ? "Extensions" : "",
		words_join("%s %s%s%s",
			*extension->name ? extension->name : "(no name)",
			extension->code, *words ? ": " : "", words));
}

static void put_server_hello(
	const struct sheet *sheet, const struct server_hello_view *hello)
{
	fact_of(sheet, "Fault", hello->fault);
	put_version(sheet, hello);
	fact_of(sheet, "Random",
		hello->retry ? "that of HelloRetryRequest" : hello->random);
	fact_of(sheet, "Downgrade mark", hello->downgrade);
	fact(sheet, "Session id",
		*hello->session_id ? hello->session_id : "none");
	put_suite(sheet, "Suite", hello->suite);
	fact_of(sheet, "Compression", hello->compression);
	for (size_t i = 0; i < hello->n_extensions; i++)
		put_extension(sheet, &hello->extensions[i], i == 0);
	if (!hello->has_extensions)
		fact(sheet, "Extensions", "none, and no block of them");
	else if (hello->n_extensions == 0)
		fact(sheet, "Extensions", "none");
}

static void put_names(
	const struct sheet *sheet, const struct certificate_words *certificate)
{
	char *names = list_of(certificate->names, certificate->n_names);

	fact_of(sheet, "  Names", names);
	free(names);
}

static void put_uses(
	const struct sheet *sheet, const struct certificate_words *certificate)
{
	char *uses = list_of(certificate->uses, certificate->n_uses);
	char *purposes =
		list_of(certificate->purposes, certificate->n_purposes);

	if (certificate->has_key_usage)
		fact(sheet, "  Key usage", *uses ? uses : "none");
	fact_of(sheet, "  Purpose", purposes);
	free(uses);
	free(purposes);
}

static void put_certificate(const struct sheet *sheet,
	const struct certificate_words *certificate, size_t position)
{
	const char *curve = certificate->curve;
	bool readable = certificate->readable;

	fact_taken(sheet, "Certificate",
		words_join("%zu, %zu bytes", position + 1, certificate->size));
	fact_of(sheet, "  Trouble", certificate->trouble);
	fact_of(sheet, "  Subject", readable ? certificate->subject : "");
	if (readable && certificate->self_issued)
		fact(sheet, "  Issuer", "itself");
	else
		fact_of(sheet, "  Issuer", readable ? certificate->issuer : "");
	put_names(sheet, certificate);
	put_uses(sheet, certificate);
	if (*certificate->key_type)
		fact_taken(sheet, "  Key",
			words_join("%s, %u bits%s%s", certificate->key_type,
				certificate->key_bits, *curve ? ", " : "",
				curve));
	fact_of(sheet, "  Signature", certificate->signature);
	if (*certificate->not_before)
		fact_taken(sheet, "  Valid",
			words_join("%s to %s", certificate->not_before,
				certificate->not_after));
	fact_of(sheet, "  SHA-256", certificate->sha256);
}

static void put_certificates(
	const struct sheet *sheet, const struct certificates_view *certificates)
{
	if (!certificates)
		return;
	for (size_t i = 0; i < certificates->n; i++)
		put_certificate(sheet, &certificates->list[i], i);
	if (certificates->n == 0)
		fact(sheet, "Certificate", "none in it");
}

static void put_prime(const struct sheet *sheet, const struct prime_view *prime)
{
	if (prime->known)
		fact_taken(sheet, "Prime",
			words_join("%s%s", prime->name,
				prime->composite ? ", which is no prime at all"
						 : ""));
	else
		fact(sheet, "Prime", "not one that hallo knows");
	fact_of(sheet, "  SHA-256", prime->sha256);
}

static void put_key_exchange(
	const struct sheet *sheet, const struct key_exchange_view *exchange)
{
	if (!exchange)
		return;
	fact_of(sheet, "Fault", exchange->fault);
	fact_of(sheet, "Key exchange", exchange->words);
	if (exchange->dh) {
		put_prime(sheet, &exchange->prime);
		fact_of(sheet, "Generator", exchange->generator);
	}
	if (exchange->public_bytes)
		fact_taken(sheet, "Public value",
			words_join("%zu bytes", exchange->public_bytes));
	fact_of(sheet, "Signature scheme", exchange->signature_scheme);
	if (exchange->signature_bytes)
		fact_taken(sheet, "Signature",
			words_join("%zu bytes", exchange->signature_bytes));
}

static void put_request(const struct sheet *sheet,
	const struct certificate_request_view *request)
{
	if (!request)
		return;
	fact_taken(sheet, "Certificate types",
		list_of(request->types, request->n_types));
	if (request->n_schemes > 0)
		fact_taken(sheet, "Signature schemes",
			list_of(request->schemes, request->n_schemes));
	fact_taken(sheet, "Authorities",
		words_join("%zu", request->n_authorities));
}

static void put_status(
	const struct sheet *sheet, const struct certificate_status_view *status)
{
	if (!status)
		return;
	fact_of(sheet, "Fault", status->fault);
	fact_taken(sheet, "Status",
		words_join("%s (type %u), %zu bytes",
			*status->name ? status->name : "no name", status->type,
			status->response_bytes));
}

static void put_ssl2(const struct sheet *sheet, const struct ssl2_view *ssl2)
{
	if (!ssl2 || ssl2->message == SSL2_NOTHING)
		return;
	if (ssl2->message == SSL2_ERROR) {
		fact_taken(sheet, "ERROR",
			words_join("0x%04X %s", ssl2->error, ssl2->error_name));
		return;
	}
	fact_of(sheet, "Version", ssl2->version);
	fact(sheet, "Session id hit", ssl2->session_id_hit ? "yes" : "no");
	put_certificates(sheet, &ssl2->certificates);
	for (size_t i = 0; i < ssl2->n_kinds; i++)
		put_suite(sheet, i ? "" : "Cipher kinds", ssl2->kinds[i]);
	fact_of(sheet, "Connection id", ssl2->connection_id);
}

/* "server_hello, 45 bytes", "alert 40, handshake_failure, fatal" …; free(). */
static char *title_of(const struct flight_item *item)
{
	switch (item->kind) {
	case ITEM_MESSAGE:
		return words_join("%s (%u), %zu bytes%s",
			*item->name ? item->name : "message", item->type,
			item->length, item->whole ? "" : ", not read");
	case ITEM_ALERT:
		return words_join("alert %u (%s), level %u, %s",
			item->description, *item->name ? item->name : "no name",
			item->level, item->level == 2 ? "fatal" : "not fatal");
	case ITEM_SSL2:
		return words_join("SSL 2 message");
	case ITEM_NOT_TLS:
		return words_join("no TLS");
	default:
		return words_join("%s, %zu bytes", item_kind_name(item->kind),
			item->length);
	}
}

static void put_item(const struct sheet *sheet, const struct flight_item *item)
{
	const struct server_hello_view *hello = item->server_hello;
	char *title = title_of(item);
	unsigned indent = sheet->indent;

	if (item->has_at)
		page_paragraph(sheet->page, indent, indent + 2, TINT_BOLD,
			"at %zu: %s%s", item->at, title,
			hello && hello->retry ? ": HelloRetryRequest" : "");
	else
		page_paragraph(sheet->page, indent, indent + 2, TINT_BOLD, "%s",
			title);
	free(title);
	if (hello)
		put_server_hello(sheet, hello);
	put_certificates(sheet, item->certificates);
	put_key_exchange(sheet, item->key_exchange);
	put_request(sheet, item->certificate_request);
	put_status(sheet, item->certificate_status);
	put_ssl2(sheet, item->ssl2);
	if (item->text)
		fact_of(sheet, "Text", item->text);
}

static void put_records(
	const struct sheet *sheet, const struct flight_view *view)
{
	size_t n = view->n_shown;
	char *list = words_join("%s", "");

	for (size_t i = 0; i < n && i < 12; i++) {
		const struct record_view *record = &view->records[i];
		char *longer = words_join("%s%s%zu %s %zu", list, i ? ", " : "",
			record->at, record->name, record->length);

		free(list);
		list = longer;
	}
	if (n > 12)
		page_paragraph(sheet->page, sheet->indent, sheet->indent + 2,
			TINT_NONE, "Records (place, type, length): %s and more",
			list);
	else if (n > 0)
		page_paragraph(sheet->page, sheet->indent, sheet->indent + 2,
			TINT_NONE, "Records of %s (place, type, length): %s",
			view->record_version, list);
	free(list);
}

void flight_page(
	struct page *page, unsigned indent, const struct flight_view *view)
{
	struct sheet sheet = { page, indent };

	put_records(&sheet, view);
	if (*view->fault)
		page_paragraph(page, indent, indent + 2, TINT_BAD,
			"Malformed: %s", view->fault);
	for (size_t i = 0; i < view->n_items; i++)
		put_item(&sheet, &view->items[i]);
	if (view->items_left_out > 0)
		page_paragraph(page, indent, indent + 2, TINT_NONE,
			"and %zu more", view->items_left_out);
}
