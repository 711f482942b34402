/* SPDX-License-Identifier: ISC */
/*
 * Questions about a specification (wire/hello/hello_spec.h).
 */
#include "wire/hello/hello_spec.h"

#include "wire/tables/versions.h"

bool hello_spec_is_ssl2(const struct hello_spec *spec)
{
	return spec->versions.n == 1 && spec->versions.codes[0] == VERSION_SSL2;
}

/* GREASE and all that nobody knows are above TLS 1.2, too. */
bool hello_spec_by_extension(const struct hello_spec *spec)
{
	return spec->versions.n > 1 ||
		(spec->versions.n == 1 &&
			spec->versions.codes[0] > VERSION_TLS12);
}

bool hello_spec_has_tls13(const struct hello_spec *spec)
{
	for (size_t i = 0; i < spec->versions.n; i++)
		if (spec->versions.codes[i] == VERSION_TLS13)
			return true;
	return false;
}

uint16_t hello_spec_field_version(const struct hello_spec *spec)
{
	uint16_t highest = 0;

	for (size_t i = 0; i < spec->versions.n; i++) {
		uint16_t version = spec->versions.codes[i];

		if (version > VERSION_TLS12)
			return VERSION_TLS12;
		if (version > highest)
			highest = version;
	}
	return highest;
}

bool hello_spec_shapes(const struct hello_spec *spec)
{
	return spec->versions.codes || spec->suites.codes ||
		spec->groups.codes || spec->schemes.codes ||
		spec->shares.codes || spec->session_id.data ||
		spec->compression.data || spec->n_changes > 0 ||
		spec->order.codes;
}
