/* SPDX-License-Identifier: ISC */
/*
 * See profile_file.h. The answers are a pure function of profile, hello and
 * seed (responder/); here they get a fresh seed.
 */
#include "cli/files/profile_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/options/suggest.h"

#define PROFILE_FILE_MAX (1024 * 1024)

static bool parse_profile(
	struct profile *profile, const char *name, const char *text, size_t len)
{
	char message[200];

	profile_init(profile);
	if (profile_read(profile, text, len, message, sizeof(message)))
		return true;
	complain("%s: %s; the format is in hallo-profile(5)", name, message);
	return false;
}

static void no_profile(const char *name, int errnum)
{
	struct suggest suggest;

	suggest_begin(&suggest, name);
	for (size_t i = 0; profile_builtin_names[i]; i++)
		suggest_offer(&suggest, profile_builtin_names[i]);
	complain("%s: %s, and no built-in profile has that name; %s%s%s`hallo "
		 "list profiles` names them",
		name, strerror(errnum), suggest.best ? "did you mean " : "",
		suggest.best ? suggest.best : "", suggest.best ? "? " : "");
}

bool profile_load(struct profile *profile, const char *name)
{
	const char *text = profile_builtin(name);
	char *content;
	size_t len;
	FILE *file;
	bool good;

	if (text)
		return parse_profile(profile, name, text, strlen(text));
	file = fopen(name, "r");
	if (!file) {
		no_profile(name, errno);
		return false;
	}
	content = malloc(PROFILE_FILE_MAX);
	if (!content)
		abort();
	len = fread(content, 1, PROFILE_FILE_MAX, file);
	good = !ferror(file) && len < PROFILE_FILE_MAX;
	if (!good)
		complain("%s: cannot be read, or is over 1 MB", name);
	fclose(file);
	good = good && parse_profile(profile, name, content, len);
	free(content);
	return good;
}

enum listen_end profile_answer(struct answer *answer, struct writer *w,
	const struct profile *profile, const struct hello *hello,
	struct signer *signer)
{
	static const enum listen_end ends[] = {
		[ANSWER_WAIT] = LISTEN_WAIT,
		[ANSWER_CLOSE] = LISTEN_CLOSE,
		[ANSWER_RESET] = LISTEN_RESET,
		[ANSWER_SILENCE] = LISTEN_SILENCE,
	};
	uint8_t seed[SEED_SIZE];

	if (getrandom(seed, sizeof(seed), 0) != sizeof(seed))
		return LISTEN_CLOSE;
	responder_answer(answer, w, profile, hello, seed, signer);
	if (answer->retry && answer->end == ANSWER_WAIT)
		return LISTEN_AGAIN;
	return ends[answer->end];
}
