/* SPDX-License-Identifier: ISC */
/*
 * See hello_parts.h.
 */
#include "analysis/json/hello_parts.h"

#include <stdio.h>

#include "wire/hello/fingerprint.h"
#include "wire/tables/names.h"
#include "wire/tables/extensions.h"

struct coded coded_of(uint32_t code, unsigned digits, const char *name)
{
	struct coded coded = { .name = name ? name : "" };

	snprintf(coded.code, sizeof(coded.code), "0x%0*X", (int)digits, code);
	return coded;
}

struct coded coded_version(uint16_t version)
{
	const struct code_name *row = version_find(version);
	const char *name = version_name(version);

	return coded_of(version, 4, name ? name : row ? row->name : NULL);
}

uint16_t hello_highest(const struct hello *hello)
{
	uint16_t versions[127], highest = 0;
	size_t n;

	if (!hello_offers_extension(hello, EXTENSION_SUPPORTED_VERSIONS))
		return hello->version;
	n = hello_version_list(hello, versions, 127);
	for (size_t i = 0; i < n && i < 127; i++)
		if (versions[i] > highest && !code_is_grease(versions[i]))
			highest = versions[i];
	return highest;
}
