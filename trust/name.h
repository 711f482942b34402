/* SPDX-License-Identifier: ISC */
/*
 * A distinguished name (RFC 5280 4.1.2.4) as text (RFC 4514), and the names of
 * a subjectAltName (RFC 5280 4.2.1.6).
 */
#ifndef HALLO_TRUST_NAME_H
#define HALLO_TRUST_NAME_H

#include "trust/certificate.h"
#include "trust/text.h"

/* @name: the whole Name element. NULL, or what could not be read or written;
 * the rest is in @t all the same. */
const char *name_text(struct text *t, struct slice name);

/* @san: the whole GeneralNames element; adds to facts->names, dNSName and
 * iPAddress only. NULL, or what was wrong. */
const char *alt_names_read(struct certificate_facts *facts, struct slice san);

#endif
