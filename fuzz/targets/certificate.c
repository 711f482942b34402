/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes certificate_read and with it der_check, pkix_open (libtasn1),
 * name_text, alt_names_read, key_read: a certificate is the largest thing that
 * a server may send unasked. Every string that comes out must be terminated and
 * free of control characters.
 */
#include "trust/certificate.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool fact)
{
	if (!fact)
		abort();
}

static void must_be_clean(const char *text, size_t size)
{
	const char *end = memchr(text, '\0', size);

	must(end != NULL);
	for (const char *p = text; p < end; p++)
		must((unsigned char)*p >= ' ' && *p != 0x7f);
}

#define CLEAN(field) must_be_clean(field, sizeof(field))

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct certificate_facts facts;
	bool ok = certificate_read(&facts, slice_of(data, size));

	must(ok == facts.readable);
	must(ok || facts.trouble[0] != '\0');
	must(ok || facts.key_type[0] == '\0');
	must(facts.size == size);
	must(facts.n_names <= CERTIFICATE_NAMES);
	must(facts.n_purposes <= CERTIFICATE_PURPOSES);
	must(facts.key_usage < 1 << KEY_USAGES);
	must(facts.has_key_usage || !facts.key_usage);
	CLEAN(facts.trouble);
	CLEAN(facts.subject);
	CLEAN(facts.issuer);
	CLEAN(facts.serial);
	CLEAN(facts.key_type);
	CLEAN(facts.curve);
	CLEAN(facts.signature);
	CLEAN(facts.not_before);
	CLEAN(facts.not_after);
	for (size_t i = 0; i < facts.n_names; i++)
		CLEAN(facts.names[i]);
	for (size_t i = 0; i < facts.n_purposes; i++)
		CLEAN(facts.purposes[i]);
	return 0;
}
