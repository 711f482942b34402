/* SPDX-License-Identifier: ISC */
/* The profiles of the odd servers, as files of the source tree. */
#ifndef HALLO_TESTS_ODD_READ_PROFILE_H
#define HALLO_TESTS_ODD_READ_PROFILE_H

#include "responder/responder.h"

/* profiles/@name.profile. False: @trouble says why, also when it lists a suite
 * that it could never answer: then it would not be the truth. */
bool read_odd_profile(
	struct profile *profile, const char *name, char *trouble, size_t size);

#endif
