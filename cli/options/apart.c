/* SPDX-License-Identifier: ISC */
/*
 * See apart.h. Files are the same when they are one on the disk; not yet there,
 * they can only be the same by name. Devices may be named twice.
 */
#include "cli/options/apart.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define FILES 7

struct named {
	const char *option, *file;
	bool written; /* from its begin on */
};

/* FILE:N is of FILE, when there is no file of that very name. */
static bool look(const char *file, struct stat *found)
{
	const char *colon = strrchr(file, ':');
	char name[4096];

	if (!stat(file, found))
		return true;
	if (!colon || (size_t)(colon - file) >= sizeof(name))
		return false;
	snprintf(name, sizeof(name), "%.*s", (int)(colon - file), file);
	return !stat(name, found);
}

static bool same_file(const char *a, const char *b)
{
	struct stat one, other;
	bool there = look(a, &one);

	if (!there || !look(b, &other))
		return !there && !strcmp(a, b);
	return S_ISREG(one.st_mode) && one.st_dev == other.st_dev &&
		one.st_ino == other.st_ino;
}

/* A transcript may go on in its own file; that is not written from the begin.
 */
static bool collide(const struct named *a, const struct named *b)
{
	return a->file && b->file && (a->written || b->written) &&
		strcmp(a->file, "-") != 0 && strcmp(b->file, "-") != 0 &&
		same_file(a->file, b->file);
}

static const char *capture_of(const struct options *options)
{
	if (options->command != COMMAND_READ)
		return NULL;
	return options->words[options->read.save && !options->read.save_word];
}

static const char *saved_of(const struct options *options)
{
	return options->read.save ? options->words[options->read.save_word]
				  : NULL;
}

bool files_apart(const struct options *options, struct error *error)
{
	const struct named named[FILES] = {
		{ "--json", options->json, true },
		{ "--pcap", options->pcap, true },
		{ "--save-hello", saved_of(options), true },
		{ options->replay ? "--replay" : "--resume", options->resume,
			false },
		{ "--transcript", options->transcript, false },
		{ "--hello", options->say.hello, false },
		{ options->input ? "--input" : "the capture",
			options->input ? options->input : capture_of(options),
			false },
	};

	for (size_t i = 0; i < FILES; i++)
		for (size_t k = i + 1; k < FILES; k++) {
			if (!collide(&named[i], &named[k]))
				continue;
			error_set(error, ERROR_USAGE, 0,
				"%s %.150s is the file of %s: two files are "
				"needed",
				named[i].option, named[i].file,
				named[k].option);
			return false;
		}
	return true;
}
