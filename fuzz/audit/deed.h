/* SPDX-License-Identifier: ISC */
/* Private to fuzz/audit/: what a server may do with one hello. */
#ifndef HALLO_FUZZ_AUDIT_DEED_H
#define HALLO_FUZZ_AUDIT_DEED_H

#include "fuzz/audit/fate.h"

struct deed_scene {
	struct fate *fate;
	const struct probe *probe;
	const struct hello *hello;
	struct writer w;       /* what it says */
	enum outcome_kind end; /* behind it */
};

typedef void deed(struct deed_scene *scene);
extern deed *const deed_table[];
extern const size_t deed_table_len;

/* What the server of the head does. */
void deed_usual(struct deed_scene *scene);

#endif
