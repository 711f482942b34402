/* SPDX-License-Identifier: ISC */
/*
 * The responder's profile by its built-in name or from a file, and its answer
 * to a hello as the listener takes it: what `serve` and `listen` share.
 */
#ifndef HALLO_CLI_FILES_PROFILE_FILE_H
#define HALLO_CLI_FILES_PROFILE_FILE_H

#include "net/listen/listen.h"
#include "responder/responder.h"

/* False: was told on standard error. */
bool profile_load(struct profile *profile, const char *name)
	__attribute__((warn_unused_result));

/* With a seed of its own for each hello. */
enum listen_end profile_answer(struct answer *answer, struct writer *w,
	const struct profile *profile, const struct hello *hello,
	struct signer *signer);

#endif
