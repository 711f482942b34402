/* SPDX-License-Identifier: ISC */
/*
 * What a server wants to see in a hello, or cannot bear there: two hellos that
 * differ in one property, of which one was answered and the other not, again
 * and again. Nothing is needed that an answered hello was without.
 *
 * All is read from the log.
 */
#ifndef HALLO_ANALYSIS_LOG_NEED_H
#define HALLO_ANALYSIS_LOG_NEED_H

#include "analysis/log/observation.h"

/* The properties of which one at a time is changed. */
#define NEED_FORMS                                                             \
	(FORM_KEY_SHARE | FORM_LEAN | FORM_NAMELESS | FORM_FEW_GROUPS |        \
		FORM_FEW_SCHEMES | FORM_NO_EMS | FORM_NO_SESSION_ID |          \
		FORM_VERSIONS | FORM_USUAL | FORM_WITHOUT_EXTENSIONS)

/* Those of a row; a usual sender's hello has them its own way. */
unsigned need_form(const struct observation *o);

struct need {
	unsigned property; /* one of enum hello_property */
	bool harmful;	   /* refused with it, answered without */
	uint16_t version;
	const struct observation *answered, *refused;
};

/* The first that is proven behind *@at of an iteration that begins with 0;
 * false: there is none. */
bool need_next(
	struct need *need, size_t *at, const struct observation_log *log);

#endif
