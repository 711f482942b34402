/* SPDX-License-Identifier: ISC */
/*
 * The hello that the options of `hallo say` and `hallo hello` ask for
 * (wire/hello/hello_spec.h), together with what it borrows. The setters
 * (option_say.c) fill it.
 */
#ifndef HALLO_CLI_OPTIONS_SPEC_HOLDER_H
#define HALLO_CLI_OPTIONS_SPEC_HOLDER_H

#include "wire/hello/hello_spec.h"

#define SPEC_CODES 1024
#define SPEC_SUITES 32767 /* that fit into a hello */
#define SPEC_CHANGES 64
#define SPEC_CUTS 64

struct spec_holder {
	struct hello_spec spec; /* points to what is below; its server_name,
				 * from, seed and share come from elsewhere */
	uint16_t versions[SPEC_CODES], groups[SPEC_CODES], schemes[SPEC_CODES],
		shares[SPEC_CODES];
	uint32_t *suites; /* of SPEC_SUITES; owned; NULL: none given */
	struct hello_change changes[SPEC_CHANGES]; /* their bodies are owned */
	size_t cuts[SPEC_CUTS];
};

struct spec_holder *spec_holder_new(void);
void spec_holder_free(struct spec_holder *holder);

/* The name of an option that shapes the hello: "versions"; NULL: none does. */
const char *spec_holder_shaped_by(const struct spec_holder *holder);

/* The name of an option that a hello in the form of SSL 2 has no place for: an
 * extension, what is in one, or records of TLS; NULL: none. */
const char *spec_holder_beyond_ssl2(const struct spec_holder *holder);

#endif
