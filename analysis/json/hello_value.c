/* SPDX-License-Identifier: ISC */
/*
 * The hello's value; its shape is told in hello_value.h.
 */
#include "analysis/json/hello_parts.h"
#include "analysis/json/json.h"
#include "analysis/json/names.h"
#include "wire/hello/fingerprint.h"
#include "wire/tables/names.h"

#define JA3_STRING_MAX 4096

json_t *hello_coded(uint32_t code, unsigned digits, const char *name)
{
	json_t *object = json_object();

	report_put(object, "code", json_sprintf("0x%0*X", (int)digits, code));
	report_put(object, "name", report_words(name));
	return object;
}

json_t *hello_version_value(uint16_t version)
{
	const struct code_name *row = version_find(version);
	const char *name = version_name(version);

	return hello_coded(version, 4, name ? name : row ? row->name : NULL);
}

uint16_t hello_highest(const struct hello *hello)
{
	uint16_t versions[127], highest = 0;
	size_t n;

	if (!hello_offers_extension(hello, 43))
		return hello->version;
	n = hello_version_list(hello, versions, 127);
	for (size_t i = 0; i < n && i < 127; i++)
		if (versions[i] > highest && !code_is_grease(versions[i]))
			highest = versions[i];
	return highest;
}

static json_t *versions_value(const struct hello *hello)
{
	uint16_t versions[127];
	json_t *array;
	size_t n;

	if (!hello_offers_extension(hello, 43))
		return json_null();
	array = json_array();
	n = hello_version_list(hello, versions, 127);
	for (size_t i = 0; i < n && i < 127; i++)
		if (!code_is_grease(versions[i]))
			json_array_append_new(
				array, report_version_name(versions[i]));
	return array;
}

static const char *suite_kind(const struct suite *suite)
{
	if (!suite)
		return "unknown";
	if (suite->status == CODE_GREASE)
		return "grease";
	return suite->status == CODE_SIGNALLING ? "signalling" : "suite";
}

static json_t *suites_value(const struct hello *hello)
{
	json_t *array = json_array();

	for (size_t i = 0; i < hello_n_suites(hello); i++) {
		uint32_t code = hello_suite(hello, i);
		const struct suite *suite = suite_find(code);
		json_t *object = json_object();

		report_put(object, "code", report_suite_code(code));
		report_put(object, "iana",
			report_words(suite ? suite->name : NULL));
		report_put(object, "openssl",
			report_words(suite ? suite->openssl : NULL));
		report_put(object, "kind", json_string(suite_kind(suite)));
		json_array_append_new(array, object);
	}
	return array;
}

/* RFC 3749, 3943. */
static json_t *compression_value(const struct hello *hello)
{
	json_t *array = json_array();

	for (size_t i = 0; i < hello->compression.len; i++) {
		uint8_t code = hello->compression.data[i];
		const char *name = code == 0 ? "null"
			: code == 1	     ? "DEFLATE"
			: code == 64	     ? "LZS"
					     : NULL;

		json_array_append_new(array, hello_coded(code, 2, name));
	}
	return array;
}

static json_t *extensions_value(const struct hello *hello)
{
	json_t *array = json_array();

	for (size_t i = 0; i < hello->n_extensions; i++) {
		const struct hello_extension *e = &hello->extensions[i];
		const struct code_name *row = extension_find(e->type);
		json_t *object =
			hello_coded(e->type, 4, row ? row->name : NULL);

		report_put(object, "length", report_count(e->body.len));
		report_put(object, "content", hello_extension_content(e));
		report_put(object, "hex", report_bytes(e->body));
		json_array_append_new(array, object);
	}
	return array;
}

static void put_fault(json_t *value, const struct hello *hello)
{
	char words[200];

	if (hello->fault.kind == FAULT_NONE) {
		report_put(value, "fault", json_null());
		report_put(value, "raw_tail", json_null());
		return;
	}
	fault_text(&hello->fault, words, sizeof(words));
	report_put(value, "fault", json_string(words));
	report_put(value, "raw_tail", report_bytes(hello->raw_tail));
}

static void put_fingerprints(json_t *value, const struct hello *hello)
{
	char md5[FINGERPRINT_MD5], name[FINGERPRINT_JA4];
	char string[JA3_STRING_MAX];
	bool whole = ja3_string(string, sizeof(string), hello) < sizeof(string);

	ja3_hash(md5, hello);
	ja4(name, hello);
	report_put(value, "ja3", report_words(md5));
	report_put(value, "ja3_string", report_words(whole ? string : ""));
	report_put(value, "ja4", report_words(name));
}

json_t *hello_value(const struct hello *hello)
{
	json_t *value = json_object();
	bool ssl2 = hello->form == HELLO_SSL2;

	report_put(value, "form", json_string(ssl2 ? "ssl2" : "tls"));
	report_put(value, "record_version",
		ssl2 ? json_null()
		     : hello_version_value(hello->record_version));
	report_put(value, "version", hello_version_value(hello->version));
	report_put(value, "highest", report_version_name(hello_highest(hello)));
	report_put(value, "versions", versions_value(hello));
	report_put(value, "random", report_bytes(hello->random));
	report_put(value, "session_id", report_bytes(hello->session_id));
	report_put(value, "suites", suites_value(hello));
	report_put(value, "compression", compression_value(hello));
	report_put(
		value, "has_extensions", json_boolean(hello->has_extensions));
	report_put(value, "extensions", extensions_value(hello));
	put_fault(value, hello);
	put_fingerprints(value, hello);
	report_put(value, "remarks", hello_remarks(hello));
	return value;
}
