/* SPDX-License-Identifier: ISC */
/*
 * What else hallo carries as tables: dialogs, senders, built-in profiles.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/senders/sender.h"
#include "cli/list/list.h"
#include "responder/profile.h"
#include "smtp/dialogs.h"

enum dialog_member {
	DIALOG_CODE,
	DIALOG_TITLE,
	DIALOG_PORT,
	DIALOG_STARTTLS,
	DIALOG_ALPN,
	DIALOG_REFERENCE,
};

static const struct list_member dialog_members[] = {
	[DIALOG_CODE] = { "code", 1, { "name", 0, false } },
	[DIALOG_TITLE] = { "title", 2, { "title", 0, false } },
	[DIALOG_PORT] = { "port", 3, { "port", 0, true } },
	[DIALOG_STARTTLS] = { "starttls", 4, { "STARTTLS", 1, false } },
	[DIALOG_ALPN] = { "alpn", 5, { "ALPN", 2, false } },
	[DIALOG_REFERENCE] = { "reference", 6, { "reference", 3, false } },
};

static size_t n_dialogs(void)
{
	return dialog_kinds_len;
}

static void fill_dialog(
	struct arena *arena, struct list_cell *cells, size_t row)
{
	const struct dialog_kind *kind = &dialog_kinds[row];

	(void)arena;
	cells[DIALOG_CODE] = list_text(kind->scheme);
	cells[DIALOG_TITLE] = list_text(kind->title);
	cells[DIALOG_PORT] = list_number(kind->port);
	cells[DIALOG_STARTTLS] = list_bool(kind->protocol);
	cells[DIALOG_ALPN] = list_text(kind->alpn);
	cells[DIALOG_REFERENCE] = list_text(kind->reference);
}

const struct list_kind list_dialogs =
	LIST_KIND("dialogs", dialog_members, n_dialogs, fill_dialog);

enum sender_member {
	SENDER_CODE,
	SENDER_NAME,
	SENDER_MIN_VERSION,
	SENDER_MAX_VERSION,
	SENDER_DH_MIN,
	SENDER_DH_MAX,
	SENDER_RSA_MIN,
	SENDER_LEGACY_RENEGOTIATION,
	SENDER_SHA1_SIGNATURES,
	SENDER_ANONYMOUS,
	SENDER_N_SUITES,
	SENDER_SUITES,
	SENDER_ORIGIN,
	SENDER_MEMBER_KIND,
	SENDER_COMMON,
	SENDER_SERVER_NAME,
};

static const struct list_member sender_members[] = {
	[SENDER_CODE] = { "code", 1, { "sender", 0, false } },
	[SENDER_NAME] = { "name", 2, { "name", 1, false } },
	[SENDER_MIN_VERSION] = { "min_version", 3, { "from", 0, false } },
	[SENDER_MAX_VERSION] = { "max_version", 4, { "to", 0, false } },
	[SENDER_DH_MIN] = { "dh_min_bits", 5, { "DH min", 0, true } },
	[SENDER_DH_MAX] = { "dh_max_bits", 6, { "DH max", 3, true } },
	[SENDER_RSA_MIN] = { "rsa_min_bits", 7, { "RSA min", 2, true } },
	[SENDER_LEGACY_RENEGOTIATION] = { .key = "legacy_renegotiation" },
	[SENDER_SHA1_SIGNATURES] = { .key = "sha1_signatures" },
	[SENDER_ANONYMOUS] = { .key = "anonymous" },
	[SENDER_N_SUITES] = { "n_suites", 8, { "suites", 2, true } },
	[SENDER_SUITES] = { .key = "suites" },
	[SENDER_ORIGIN] = { "origin", 9, { "origin", 4, false } },
	[SENDER_MEMBER_KIND] = { .key = "kind" },
	[SENDER_COMMON] = { .key = "common" },
	[SENDER_SERVER_NAME] = { .key = "server_name" },
};

static size_t n_senders(void)
{
	return sender_table_len;
}

static struct list_cell sender_suites(
	struct arena *arena, const struct sender *sender)
{
	struct list_cell cell = { .kind = LIST_TEXTS, .n = sender->n_suites };

	cell.texts = arena_zeroed(arena, cell.n, sizeof(*cell.texts));
	for (size_t i = 0; i < cell.n; i++)
		cell.texts[i] =
			arena_printf(arena, "0x%04X", sender->suites[i]);
	return cell;
}

static void fill_sender(
	struct arena *arena, struct list_cell *cells, size_t row)
{
	const struct sender *sender = &sender_table[row];

	cells[SENDER_CODE] = list_text(sender->id);
	cells[SENDER_NAME] = list_text(sender->name);
	cells[SENDER_MIN_VERSION] =
		list_text(version_name(sender->min_version));
	cells[SENDER_MAX_VERSION] =
		list_text(version_name(sender->max_version));
	cells[SENDER_DH_MIN] = list_number(sender->dh_min_bits);
	cells[SENDER_DH_MAX] = list_number(sender->dh_max_bits);
	cells[SENDER_RSA_MIN] = list_number(sender->rsa_min_bits);
	cells[SENDER_LEGACY_RENEGOTIATION] =
		list_bool(sender->legacy_renegotiation);
	cells[SENDER_SHA1_SIGNATURES] = list_bool(sender->sha1_signatures);
	cells[SENDER_ANONYMOUS] = list_bool(sender->anonymous);
	cells[SENDER_N_SUITES] = list_count((long long)sender->n_suites);
	cells[SENDER_SUITES] = sender_suites(arena, sender);
	cells[SENDER_ORIGIN] = list_text(sender->origin);
	cells[SENDER_MEMBER_KIND] = list_text(sender_kind_name(sender->kind));
	cells[SENDER_COMMON] = list_bool(sender->common);
	cells[SENDER_SERVER_NAME] =
		list_text(sender_server_name_word(sender->server_name));
}

const struct list_kind list_senders =
	LIST_KIND("senders", sender_members, n_senders, fill_sender);

enum profile_member {
	PROFILE_CODE,
	PROFILE_TITLE,
	PROFILE_VERSION_NAMES,
	PROFILE_DH_BITS,
	PROFILE_TEXT,
};

static const struct list_member profile_members[] = {
	[PROFILE_CODE] = { "code", 1, { "profile", 0, false } },
	[PROFILE_TITLE] = { "title", 2, { "title", 1, false } },
	[PROFILE_VERSION_NAMES] = { "versions", 3, { "versions", 2, false } },
	[PROFILE_DH_BITS] = { "dh_bits", 4, { "DH bits", 0, true } },
	[PROFILE_TEXT] = { .key = "text" },
};

static size_t n_profiles(void)
{
	size_t n = 0;

	while (profile_builtin_names[n])
		n++;
	return n;
}

static struct list_cell profile_versions(
	struct arena *arena, const struct profile *profile)
{
	struct list_cell cell = { .kind = LIST_TEXTS };

	cell.texts = arena_zeroed(arena, PROFILE_VERSIONS, sizeof(char *));
	for (int i = 0; i < PROFILE_VERSIONS; i++)
		if (profile->versions[i].supported)
			cell.texts[cell.n++] =
				version_name(profile_version_codes[i]);
	return cell;
}

static void fill_profile(
	struct arena *arena, struct list_cell *cells, size_t row)
{
	struct profile *profile = xcalloc(1, sizeof(*profile));
	const char *name = profile_builtin_names[row];
	const char *text = profile_builtin(name);
	char message[200];
	bool good;

	profile_init(profile);
	good = profile_read(
		profile, text, strlen(text), message, sizeof(message));
	assert(good);
	cells[PROFILE_CODE] = list_text(name);
	cells[PROFILE_TITLE] = list_text(arena_words(arena, profile->title));
	cells[PROFILE_VERSION_NAMES] = profile_versions(arena, profile);
	cells[PROFILE_DH_BITS] = list_number(profile->dh_bits);
	cells[PROFILE_TEXT] = list_text(text);
	free(profile);
}

const struct list_kind list_profiles =
	LIST_KIND("profiles", profile_members, n_profiles, fill_profile);
