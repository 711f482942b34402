/* SPDX-License-Identifier: ISC */
/*
 * The words for the stages, as they stand in reports and transcripts.
 */
#include "wire/probe/stage.h"

const char *stage_name(enum stage stage)
{
	static const char *const names[] = {
		[STAGE_RESOLVE] = "resolve",
		[STAGE_CONNECT] = "connect",
		[STAGE_GREETING] = "greeting",
		[STAGE_CAPABILITIES] = "capabilities",
		[STAGE_STARTTLS] = "starttls",
		[STAGE_HELLO] = "hello",
	};

	return names[stage];
}
