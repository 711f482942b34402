/* SPDX-License-Identifier: ISC */
/*
 * What else hallo carries as tables: dialogs, senders, built-in profiles.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/senders/sender.h"
#include "cli/list/list.h"
#include "responder/profile.h"
#include "smtp/dialogs.h"

static json_t *words(const char *text)
{
	return text && *text ? json_string(text) : json_null();
}

json_t *list_dialogs(void)
{
	json_t *array = json_array();

	for (size_t i = 0; i < dialog_kinds_len; i++) {
		const struct dialog_kind *kind = &dialog_kinds[i];
		json_t *object = json_object();

		json_object_set_new(object, "code", words(kind->scheme));
		json_object_set_new(object, "title", words(kind->title));
		json_object_set_new(object, "port",
			kind->port ? json_integer(kind->port) : json_null());
		json_object_set_new(
			object, "starttls", json_boolean(kind->protocol));
		json_object_set_new(object, "alpn", words(kind->alpn));
		json_object_set_new(
			object, "reference", words(kind->reference));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *sender_suites(const struct sender *sender)
{
	json_t *array = json_array();

	for (size_t i = 0; i < sender->n_suites; i++)
		json_array_append_new(
			array, json_sprintf("0x%04X", sender->suites[i]));
	return array;
}

static json_t *number(unsigned value)
{
	return value ? json_integer(value) : json_null();
}

json_t *list_senders(void)
{
	json_t *array = json_array();

	for (size_t i = 0; i < sender_table_len; i++) {
		const struct sender *sender = &sender_table[i];
		json_t *object = json_object();

		json_object_set_new(object, "code", words(sender->id));
		json_object_set_new(object, "name", words(sender->name));
		json_object_set_new(object, "min_version",
			words(version_name(sender->min_version)));
		json_object_set_new(object, "max_version",
			words(version_name(sender->max_version)));
		json_object_set_new(
			object, "dh_min_bits", number(sender->dh_min_bits));
		json_object_set_new(
			object, "dh_max_bits", number(sender->dh_max_bits));
		json_object_set_new(
			object, "rsa_min_bits", number(sender->rsa_min_bits));
		json_object_set_new(object, "legacy_renegotiation",
			json_boolean(sender->legacy_renegotiation));
		json_object_set_new(object, "sha1_signatures",
			json_boolean(sender->sha1_signatures));
		json_object_set_new(
			object, "anonymous", json_boolean(sender->anonymous));
		json_object_set_new(object, "n_suites",
			json_integer((json_int_t)sender->n_suites));
		json_object_set_new(object, "suites", sender_suites(sender));
		json_object_set_new(object, "origin", words(sender->origin));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *profile_json(const char *name, const struct profile *profile)
{
	json_t *object = json_object(), *versions = json_array();

	for (int i = 0; i < PROFILE_VERSIONS; i++)
		if (profile->versions[i].supported)
			json_array_append_new(versions,
				words(version_name(profile_version_codes[i])));
	json_object_set_new(object, "code", words(name));
	json_object_set_new(object, "title", words(profile->title));
	json_object_set_new(object, "versions", versions);
	json_object_set_new(object, "dh_bits", number(profile->dh_bits));
	json_object_set_new(object, "text", words(profile_builtin(name)));
	return object;
}

json_t *list_profiles(void)
{
	struct profile *profile = xcalloc(1, sizeof(*profile));
	json_t *array = json_array();
	char message[200];

	for (size_t i = 0; profile_builtin_names[i]; i++) {
		const char *name = profile_builtin_names[i];
		const char *text = profile_builtin(name);

		profile_init(profile);
		if (profile_read(profile, text, strlen(text), message,
			    sizeof(message)))
			json_array_append_new(
				array, profile_json(name, profile));
	}
	free(profile);
	return array;
}
