/* SPDX-License-Identifier: ISC */
/*
 * The options that shape what is asked, as text in the head of a transcript.
 * They go through the same setters as the command line. Budgets and output are
 * not among them: each part of a run has its own.
 */
#include "cli/run/transcript_parts.h"

#include <string.h>
#include <strings.h>

static const char *const shaping[] = { "versions", "suites", "ask", "sni",
	"no-sni", "seed", "helo", "force-starttls", "allow-private", "mx", "4",
	"6" };
#define N_SHAPING (sizeof(shaping) / sizeof(shaping[0]))

static size_t row_of(const char *name)
{
	for (size_t i = 0; i < option_table_len; i++) {
		const struct option_row *row = &option_table[i];

		if (row->commands & COMMAND_AUDIT &&
			(*row->name ? !strcmp(row->name, name)
				    : row->letter == name[0]))
			return i;
	}
	return 0;
}

static void seed_text(char text[SEED_SIZE * 2 + 1], const uint8_t *seed)
{
	for (size_t i = 0; i < SEED_SIZE; i++)
		snprintf(text + 2 * i, 3, "%02x", seed[i]);
}

/* NULL when it was not given. */
static const char *given(const struct options *options, const char *name)
{
	return options->given ? options->given[row_of(name)] : NULL;
}

json_t *transcript_options_json(const struct options *options, const char *helo,
	const uint8_t seed[SEED_SIZE])
{
	json_t *object = json_object();
	char text[SEED_SIZE * 2 + 1];

	for (size_t i = 0; i < N_SHAPING; i++)
		if (given(options, shaping[i]))
			json_object_set_new(object, shaping[i],
				json_string(given(options, shaping[i])));
	seed_text(text, seed);
	json_object_set_new(object, "seed", json_string(text));
	json_object_set_new(object, "helo", json_string(helo));
	return object;
}

static bool agrees(
	const struct options *options, const char *name, const char *recorded)
{
	const char *now = given(options, name);
	char text[SEED_SIZE * 2 + 1];

	if (!now)
		return true;
	if (!recorded)
		return false;
	if (strcmp(name, "seed") != 0)
		return !strcasecmp(now, recorded);
	seed_text(text, options->seed);
	return !strcasecmp(text, recorded);
}

static bool take_one(struct options *options, const char *name,
	const char *recorded, const char *file, struct error *error)
{
	const char *now = given(options, name);
	size_t row = row_of(name);

	if (!agrees(options, name, recorded)) {
		error_set(error, ERROR_USAGE, 0,
			"%s%s %.60s does not go with --resume: %s was begun "
			"with %.60s; leave it out",
			name[1] ? "--" : "-", name, now, file,
			!recorded	    ? "the default"
				: *recorded ? recorded
					    : "it");
		return false;
	}
	if (now || !recorded)
		return true;
	if (!option_table[row].set(options, recorded, error))
		return false;
	options->given[row] = recorded;
	return true;
}

void transcript_options_read(struct strict *s, const json_t *head)
{
	const json_t *object = strict_object(s, head, "options");

	strict_text(s, object, "seed", SEED_SIZE * 2);
	strict_text(s, object, "helo", 255);
	for (size_t i = 0; i < N_SHAPING; i++)
		if (json_object_get(object, shaping[i]))
			strict_text(s, object, shaping[i], SIZE_MAX);
	strict_only(s, object, shaping, N_SHAPING);
	strict_leave(s);
}

bool transcript_options_take(struct options *options, const json_t *recorded,
	const char *name, struct error *error)
{
	for (size_t i = 0; i < N_SHAPING; i++)
		if (!take_one(options, shaping[i],
			    json_string_value(
				    json_object_get(recorded, shaping[i])),
			    name, error))
			return false;
	return true;
}
