/* SPDX-License-Identifier: ISC */
/*
 * See flight_page.h. A line for each item of the answer, and its content hung
 * below it as facts.
 */
#include "cli/page/flight_page.h"

#include <stdlib.h>
#include <string.h>

#include "cli/page/value.h"

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
static void fact_of(const struct sheet *sheet, const char *label,
	const json_t *object, const char *key)
{
	if (*value_text(object, key))
		fact(sheet, label, value_text(object, key));
}

static void fact_taken(const struct sheet *sheet, const char *label, char *text)
{
	fact(sheet, label, text);
	free(text);
}

/* "a, b, c" of an array of strings; free(). */
static char *list_of(const json_t *array)
{
	char *list = words_join("%s", "");

	for (size_t i = 0; i < json_array_size(array); i++) {
		const char *one = json_string_value(json_array_get(array, i));
		char *longer = words_join(
			"%s%s%s", list, i ? ", " : "", one ? one : "?");

		free(list);
		list = longer;
	}
	return list;
}

static void put_version(const struct sheet *sheet, const json_t *hello)
{
	const char *version = value_text(hello, "version");
	const char *negotiated = value_text(hello, "negotiated");

	if (!strcmp(version, negotiated))
		fact(sheet, "Version", version);
	else
		fact_taken(sheet, "Version",
			words_join(
				"%s (the field says %s)", negotiated, version));
}

static void put_suite(const struct sheet *sheet, const char *label,
	const json_t *suite, const char *behind)
{
	const char *iana = value_text(suite, "iana");
	const char *openssl = value_text(suite, "openssl");

	if (!strcmp(openssl, iana))
		openssl = "";
	fact_taken(sheet, label,
		words_join("%s %s%s%s%s%s", value_text(suite, "code"),
			*iana ? iana : "(no name)", *openssl ? " (" : "",
			openssl, *openssl ? ")" : "", behind));
}

static void put_extension(
	const struct sheet *sheet, const json_t *extension, bool first)
{
	const char *name = value_text(extension, "name");
	const char *words = value_text(extension, "words");
	const char *hex = value_text(extension, "hex");

	if (!*words)
		words = hex;
	fact_taken(sheet, first ? "Extensions" : "",
		words_join("%s%s%s%s%s", *name ? name : "(no name)",
			*name ? " " : " ", value_text(extension, "code"),
			*words ? ": " : "", words));
}

static void put_server_hello(const struct sheet *sheet, const json_t *hello)
{
	const json_t *extensions = value_of(hello, "extensions");
	const char *session_id = value_text(hello, "session_id");

	fact_of(sheet, "Fault", hello, "fault");
	put_version(sheet, hello);
	if (value_true(hello, "retry"))
		fact(sheet, "Random", "that of HelloRetryRequest");
	else
		fact_of(sheet, "Random", hello, "random");
	fact_of(sheet, "Downgrade mark", hello, "downgrade");
	fact(sheet, "Session id", *session_id ? session_id : "none");
	put_suite(sheet, "Suite", value_of(hello, "suite"), "");
	fact_of(sheet, "Compression", hello, "compression");
	for (size_t i = 0; i < json_array_size(extensions); i++)
		put_extension(sheet, json_array_get(extensions, i), i == 0);
	if (!value_true(hello, "has_extensions"))
		fact(sheet, "Extensions", "none, and no block of them");
	else if (json_array_size(extensions) == 0)
		fact(sheet, "Extensions", "none");
}

static void put_certificate(
	const struct sheet *sheet, const json_t *certificate)
{
	const char *curve = value_text(certificate, "curve");
	char *names = list_of(value_of(certificate, "names"));

	fact_taken(sheet, "Certificate",
		words_join("%lld, %lld bytes",
			value_number(certificate, "position") + 1,
			value_number(certificate, "size")));
	fact_of(sheet, "  Trouble", certificate, "trouble");
	fact_of(sheet, "  Subject", certificate, "subject");
	if (value_true(certificate, "self_issued"))
		fact(sheet, "  Issuer", "itself");
	else
		fact_of(sheet, "  Issuer", certificate, "issuer");
	if (*names)
		fact(sheet, "  Names", names);
	if (*value_text(certificate, "key_type"))
		fact_taken(sheet, "  Key",
			words_join("%s, %lld bits%s%s",
				value_text(certificate, "key_type"),
				value_number(certificate, "key_bits"),
				*curve ? ", " : "", curve));
	fact_of(sheet, "  Signature", certificate, "signature");
	if (*value_text(certificate, "not_before"))
		fact_taken(sheet, "  Valid",
			words_join("%s to %s",
				value_text(certificate, "not_before"),
				value_text(certificate, "not_after")));
	fact_of(sheet, "  SHA-256", certificate, "sha256");
	free(names);
}

static void put_certificates(const struct sheet *sheet, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		put_certificate(sheet, json_array_get(list, i));
	if (json_is_array(list) && json_array_size(list) == 0)
		fact(sheet, "Certificate", "none in it");
}

static void put_prime(const struct sheet *sheet, const json_t *prime)
{
	const char *name = value_text(prime, "name");

	if (!json_is_object(prime))
		return;
	if (*name)
		fact_taken(sheet, "Prime",
			words_join("%s%s", name,
				value_true(prime, "composite")
					? ", which is no prime at all"
					: ""));
	else
		fact(sheet, "Prime", "not one that hallo knows");
	fact_of(sheet, "  SHA-256", prime, "sha256");
}

static void put_key_exchange(const struct sheet *sheet, const json_t *exchange)
{
	long long public = value_number(exchange, "public_bytes");
	long long signature = value_number(exchange, "signature_bytes");

	if (!json_is_object(exchange))
		return;
	fact_of(sheet, "Fault", exchange, "fault");
	fact_of(sheet, "Key exchange", exchange, "words");
	put_prime(sheet, value_of(exchange, "prime"));
	fact_of(sheet, "Generator", exchange, "generator");
	if (public)
		fact_taken(sheet, "Public value",
			words_join("%lld bytes", public));
	fact_of(sheet, "Signature scheme", exchange, "signature_scheme");
	if (signature)
		fact_taken(sheet, "Signature",
			words_join("%lld bytes", signature));
}

static void put_request(const struct sheet *sheet, const json_t *request)
{
	const json_t *schemes = value_of(request, "signature_schemes");

	if (!json_is_object(request))
		return;
	fact_taken(sheet, "Certificate types",
		list_of(value_of(request, "types")));
	if (json_array_size(schemes) > 0)
		fact_taken(sheet, "Signature schemes", list_of(schemes));
	fact_taken(sheet, "Authorities",
		words_join("%lld", value_number(request, "n_authorities")));
}

static void put_status(const struct sheet *sheet, const json_t *status)
{
	if (!json_is_object(status))
		return;
	fact_of(sheet, "Fault", status, "fault");
	fact_taken(sheet, "Status",
		words_join("%s (type %lld), %lld bytes",
			*value_text(status, "name") ? value_text(status, "name")
						    : "no name",
			value_number(status, "type"),
			value_number(status, "response_bytes")));
}

static void put_ssl2(const struct sheet *sheet, const json_t *ssl2)
{
	const json_t *kinds = value_of(ssl2, "cipher_kinds");

	if (value_is(ssl2, "message", "error"))
		fact_taken(sheet, "ERROR",
			words_join("0x%04llX %s", value_number(ssl2, "code"),
				value_text(ssl2, "name")));
	if (!value_is(ssl2, "message", "server_hello"))
		return;
	fact_of(sheet, "Version", ssl2, "version");
	fact(sheet, "Session id hit",
		value_true(ssl2, "session_id_hit") ? "yes" : "no");
	put_certificates(sheet, value_of(ssl2, "certificates"));
	for (size_t i = 0; i < json_array_size(kinds); i++)
		put_suite(sheet, i ? "" : "Cipher kinds",
			json_array_get(kinds, i), "");
	fact_of(sheet, "Connection id", ssl2, "connection_id");
}

/* "server_hello, 45 bytes", "alert 40, handshake_failure, fatal" …; free(). */
static char *title_of(const json_t *item)
{
	const char *name = value_text(item, "name");
	long long length = value_number(item, "length");

	if (value_is(item, "what", "message"))
		return words_join("%s (%lld), %lld bytes%s",
			*name ? name : "message", value_number(item, "type"),
			length, value_true(item, "whole") ? "" : ", not read");
	if (value_is(item, "what", "alert"))
		return words_join("alert %lld (%s), level %lld, %s",
			value_number(item, "description"),
			*name ? name : "no name", value_number(item, "level"),
			value_true(item, "fatal") ? "fatal" : "not fatal");
	if (value_is(item, "what", "ssl2"))
		return words_join("SSL 2 message");
	if (value_is(item, "what", "not-tls"))
		return words_join("no TLS");
	if (value_is(item, "what", "sealed"))
		return words_join("sealed, %lld bytes", length);
	return words_join("%s, %lld bytes", value_text(item, "what"), length);
}

static void put_item(const struct sheet *sheet, const json_t *item)
{
	char *title = title_of(item);
	const json_t *hello = value_of(item, "server_hello");
	unsigned indent = sheet->indent;

	if (json_is_integer(value_of(item, "at")))
		page_paragraph(sheet->page, indent, indent + 2, TINT_BOLD,
			"at %lld: %s%s", value_number(item, "at"), title,
			value_true(hello, "retry") ? ": HelloRetryRequest"
						   : "");
	else
		page_paragraph(sheet->page, indent, indent + 2, TINT_BOLD, "%s",
			title);
	free(title);
	if (json_is_object(hello))
		put_server_hello(sheet, hello);
	put_certificates(sheet, value_of(item, "certificates"));
	put_key_exchange(sheet, value_of(item, "key_exchange"));
	put_request(sheet, value_of(item, "certificate_request"));
	put_status(sheet, value_of(item, "certificate_status"));
	put_ssl2(sheet, value_of(item, "ssl2"));
	fact_of(sheet, "Text", item, "text");
}

static void put_records(const struct sheet *sheet, const json_t *flight)
{
	const json_t *records = value_of(flight, "records");
	size_t n = json_array_size(records);
	char *list = words_join("%s", "");

	for (size_t i = 0; i < n && i < 12; i++) {
		const json_t *record = json_array_get(records, i);
		char *longer = words_join("%s%s%lld %s %lld", list,
			i ? ", " : "", value_number(record, "at"),
			value_text(record, "name"),
			value_number(record, "length"));

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
			value_text(flight, "record_version"), list);
	free(list);
}

void flight_page(struct page *page, unsigned indent, const json_t *flight)
{
	struct sheet sheet = { page, indent };
	const json_t *items = value_of(flight, "items");
	long long left = value_number(flight, "items_left_out");

	put_records(&sheet, flight);
	if (*value_text(flight, "fault"))
		page_paragraph(page, indent, indent + 2, TINT_BAD,
			"Malformed: %s", value_text(flight, "fault"));
	for (size_t i = 0; i < json_array_size(items); i++)
		put_item(&sheet, json_array_get(items, i));
	if (left > 0)
		page_paragraph(page, indent, indent + 2, TINT_NONE,
			"and %lld more", left);
}
