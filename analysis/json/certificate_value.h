/* SPDX-License-Identifier: ISC */
/*
 * What one certificate says of itself, as words that are harmless and no longer
 * than they are, and as JSON.
 */
#ifndef HALLO_ANALYSIS_JSON_CERTIFICATE_VALUE_H
#define HALLO_ANALYSIS_JSON_CERTIFICATE_VALUE_H

#include <jansson.h>

#include "analysis/base/arena.h"
#include "trust/certificate.h"

/* Text is never NULL; "": none. All of it belongs to the arena. */
struct certificate_words {
	const char *sha256; /* hex */
	size_t size;
	bool readable; /* false: only sha256, size and trouble say something */
	const char *trouble, *subject, *issuer, *serial;
	const char *key_type, *curve, *signature;
	unsigned key_bits; /* 0: not known */
	const char *not_before, *not_after;
	bool self_issued, is_ca;
	size_t n_names, n_names_left_out;
	const char **names;
	bool has_key_usage; /* false: nothing is said of it */
	size_t n_uses;	    /* "digitalSignature" … */
	const char **uses;
	size_t n_purposes, n_purposes_left_out; /* of extendedKeyUsage */
	const char **purposes;
};
void certificate_words_of(struct arena *arena, struct certificate_words *words,
	const struct certificate_facts *facts);

/* New references. */
json_t *certificate_words_value(const struct certificate_words *words);
json_t *certificate_value(const struct certificate_facts *facts);

#endif
