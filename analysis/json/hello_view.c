/* SPDX-License-Identifier: ISC */
/*
 * See hello_view.h.
 */
#include "analysis/json/hello_view.h"

#include "analysis/json/hello_parts.h"
#include "analysis/json/hex.h"
#include "wire/hello/fingerprint.h"
#include "wire/tables/names.h"
#include "wire/tables/extensions.h"

#define VERSIONS_MAX 127
#define JA3_STRING_MAX 4096

static const char *version_of(struct arena *arena, uint16_t version)
{
	char room[CODE_ROOM];

	return arena_words(arena, version_text(room, version));
}

static void view_versions(
	struct arena *arena, struct hello_view *view, const struct hello *hello)
{
	uint16_t versions[VERSIONS_MAX];
	size_t n;

	view->has_versions =
		hello_offers_extension(hello, EXTENSION_SUPPORTED_VERSIONS);
	if (!view->has_versions)
		return;
	n = hello_version_list(hello, versions, VERSIONS_MAX);
	n = n < VERSIONS_MAX ? n : VERSIONS_MAX;
	view->versions = arena_zeroed(arena, n, sizeof(*view->versions));
	for (size_t i = 0; i < n; i++)
		if (!code_is_grease(versions[i]))
			view->versions[view->n_versions++] =
				version_of(arena, versions[i]);
}

static const char *suite_kind(const struct suite *suite)
{
	if (!suite)
		return "unknown";
	if (suite->status == CODE_GREASE)
		return "grease";
	return suite->status == CODE_SIGNALLING ? "signalling" : "suite";
}

static void view_suites(
	struct arena *arena, struct hello_view *view, const struct hello *hello)
{
	view->n_suites = hello_n_suites(hello);
	view->suites =
		arena_zeroed(arena, view->n_suites, sizeof(*view->suites));
	for (size_t i = 0; i < view->n_suites; i++) {
		uint32_t code = hello_suite(hello, i);
		const struct suite *suite = suite_find(code);
		struct suite_view *row = &view->suites[i];

		suite_code_text(row->code, code);
		row->iana = suite ? suite->name : "";
		row->openssl = suite && suite->openssl ? suite->openssl : "";
		row->kind = suite_kind(suite);
	}
}

/* RFC 3749, 3943. */
static void view_compression(
	struct arena *arena, struct hello_view *view, const struct hello *hello)
{
	size_t n = hello->compression.len;

	view->n_compression = n;
	view->compression = arena_zeroed(arena, n, sizeof(*view->compression));
	for (size_t i = 0; i < n; i++) {
		uint8_t code = hello->compression.data[i];
		const char *name = code == 0 ? "null"
			: code == 1	     ? "DEFLATE"
			: code == 64	     ? "LZS"
					     : NULL;

		view->compression[i] = coded_of(code, 2, name);
	}
}

static void view_extensions(
	struct arena *arena, struct hello_view *view, const struct hello *hello)
{
	view->has_extensions = hello->has_extensions;
	view->n_extensions = hello->n_extensions;
	view->extensions = arena_zeroed(
		arena, view->n_extensions, sizeof(*view->extensions));
	for (size_t i = 0; i < view->n_extensions; i++) {
		const struct hello_extension *e = &hello->extensions[i];
		const struct code_name *row = extension_find(e->type);
		struct extension_view *one = &view->extensions[i];

		one->type = coded_of(e->type, 4, row ? row->name : NULL);
		one->length = e->body.len;
		one->hex = arena_hex(arena, e->body);
		hello_content_of(arena, &one->content, e);
	}
}

static void view_fault(
	struct arena *arena, struct hello_view *view, const struct hello *hello)
{
	char words[200];

	view->fault = view->raw_tail = "";
	if (hello->fault.kind == FAULT_NONE)
		return;
	fault_text(&hello->fault, words, sizeof(words));
	view->fault = arena_words(arena, words);
	view->raw_tail = arena_hex(arena, hello->raw_tail);
}

static void view_fingerprints(
	struct arena *arena, struct hello_view *view, const struct hello *hello)
{
	char md5[FINGERPRINT_MD5], name[FINGERPRINT_JA4];
	char string[JA3_STRING_MAX];
	bool whole = ja3_string(string, sizeof(string), hello) < sizeof(string);

	ja3_hash(md5, hello);
	ja4(name, hello);
	view->ja3 = arena_words(arena, md5);
	view->ja3_string = arena_words(arena, whole ? string : "");
	view->ja4 = arena_words(arena, name);
}

void hello_view_of(
	struct arena *arena, struct hello_view *view, const struct hello *hello)
{
	*view = (struct hello_view){
		.form = hello->form,
		.has_record_version = hello->form != HELLO_SSL2,
		.record_version = coded_version(hello->record_version),
		.version = coded_version(hello->version),
		.highest = version_of(arena, hello_highest(hello)),
		.random = arena_hex(arena, hello->random),
		.session_id = arena_hex(arena, hello->session_id),
	};
	view_versions(arena, view, hello);
	view_suites(arena, view, hello);
	view_compression(arena, view, hello);
	view_extensions(arena, view, hello);
	view_fault(arena, view, hello);
	view_fingerprints(arena, view, hello);
	view->remarks = hello_remarks_of(arena, &view->n_remarks, hello);
}
