/* SPDX-License-Identifier: ISC */
/*
 * The registries of wire/ as JSON: one object a code point, members that have
 * no value are null.
 */
#include "cli/list/list.h"
#include "wire/tables/names.h"
#include "wire/tables/versions.h"

static json_t *words(const char *text)
{
	return text && *text ? json_string(text) : json_null();
}

static json_t *number(unsigned value)
{
	return value ? json_integer(value) : json_null();
}

static json_t *code_json(uint32_t code)
{
	return json_sprintf(code > 0xFFFF ? "0x%06X" : "0x%04X", code);
}

static json_t *version_json(uint16_t version)
{
	return words(version ? version_name(version) : NULL);
}

static json_t *recommended(char letter)
{
	char text[2] = { letter, '\0' };

	return letter == '?' || !letter ? json_null() : json_string(text);
}

static json_t *suite_json(const struct suite *suite)
{
	json_t *object = json_object();

	json_object_set_new(object, "code", code_json(suite->code));
	json_object_set_new(object, "iana", words(suite->name));
	json_object_set_new(object, "openssl", words(suite->openssl));
	json_object_set_new(object, "gnutls", words(suite->gnutls));
	json_object_set_new(
		object, "status", words(code_status_name(suite->status)));
	json_object_set_new(
		object, "candidate", json_boolean(suite_is_candidate(suite)));
	json_object_set_new(object, "kx", words(suite->kx));
	json_object_set_new(object, "auth", words(suite->auth));
	json_object_set_new(object, "cipher", words(suite->cipher));
	json_object_set_new(object, "mode", words(suite->mode));
	json_object_set_new(object, "mac", words(suite->mac));
	json_object_set_new(object, "strength", json_integer(suite->strength));
	json_object_set_new(
		object, "export", json_boolean(suite->export_grade));
	json_object_set_new(object, "aead", json_boolean(suite_is_aead(suite)));
	json_object_set_new(object, "forward_secret",
		json_boolean(suite_is_forward_secret(suite)));
	json_object_set_new(
		object, "generation", words(suite_generation(suite)));
	json_object_set_new(
		object, "min_version", version_json(suite->min_version));
	json_object_set_new(
		object, "recommended", recommended(suite->recommended));
	json_object_set_new(object, "reference", words(suite->reference));
	return object;
}

json_t *list_suites(void)
{
	json_t *array = json_array();

	for (size_t i = 0; i < suite_table_len; i++)
		json_array_append_new(array, suite_json(&suite_table[i]));
	return array;
}

static const char *group_type_words(enum group_type type)
{
	static const char *const names[] = { "EC", "FFDH", "KEM", "hybrid",
		"explicit", "GREASE" };

	return names[type];
}

static json_t *group_json(const struct group *group)
{
	json_t *object = json_object();

	json_object_set_new(object, "code", code_json(group->code));
	json_object_set_new(object, "name", words(group->name));
	json_object_set_new(object, "openssl", words(group->openssl));
	json_object_set_new(object, "gnutls", words(group->gnutls));
	json_object_set_new(
		object, "type", json_string(group_type_words(group->type)));
	json_object_set_new(
		object, "status", words(code_status_name(group->status)));
	json_object_set_new(object, "bits", number(group->bits));
	json_object_set_new(
		object, "client_share", number(group->client_share));
	json_object_set_new(
		object, "server_share", number(group->server_share));
	json_object_set_new(object, "tls12", json_boolean(group->tls12));
	json_object_set_new(object, "tls13", json_boolean(group->tls13));
	json_object_set_new(
		object, "post_quantum", json_boolean(group->post_quantum));
	json_object_set_new(
		object, "experimental", json_boolean(group->experimental));
	json_object_set_new(
		object, "recommended", recommended(group->recommended));
	json_object_set_new(object, "reference", words(group->reference));
	return object;
}

json_t *list_groups(void)
{
	json_t *array = json_array();

	for (size_t i = 0; i < group_table_len; i++)
		json_array_append_new(array, group_json(&group_table[i]));
	return array;
}

static json_t *names_json(const struct code_name *table, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++) {
		json_t *object = json_object();

		json_object_set_new(object, "code", code_json(table[i].code));
		json_object_set_new(
			object, "decimal", json_integer(table[i].code));
		json_object_set_new(object, "name", words(table[i].name));
		json_object_set_new(object, "facts", words(table[i].facts));
		json_object_set_new(
			object, "reference", words(table[i].reference));
		json_array_append_new(array, object);
	}
	return array;
}

/* The name by which the other commands and the report know a version. */
json_t *list_versions(void)
{
	json_t *array = names_json(version_table, version_table_len), *object;
	size_t i;

	json_array_foreach(array, i, object) json_object_set_new(
		object, "option", words(version_name(version_table[i].code)));
	return array;
}

json_t *list_extensions(void)
{
	return names_json(extension_table, extension_table_len);
}

json_t *list_alerts(void)
{
	return names_json(alert_table, alert_table_len);
}

json_t *list_signature_schemes(void)
{
	return names_json(signature_scheme_table, signature_scheme_table_len);
}
