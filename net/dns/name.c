/* SPDX-License-Identifier: ISC */
/*
 * IDNA 2008 with the mapping of UTS 46, non-transitional (so that sharp s stays
 * itself), then the rules of the DNS for length and letters. Names that are
 * ASCII from the start are not run through IDNA: an odd A-label that somebody
 * has registered must still be auditable.
 */
#include "net/dns/name.h"
#include "net/base/text.h"

#include <ctype.h>
#include <idn2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static bool is_ascii(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= 0x80)
			return false;
	return true;
}

static bool is_utf8(const char *text)
{
	while (*text != '\0') {
		uint32_t code;
		size_t n = text_char(text, &code);

		if (n == 0)
			return false;
		text += n;
	}
	return true;
}

static const char *label_fault(const char *label, size_t len)
{
	if (len == 0)
		return "has an empty label";
	if (len > 63)
		return "has a label of more than 63 characters";
	if (label[0] == '-' || label[len - 1] == '-')
		return "has a label that begins or ends with a hyphen";
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)label[i]) && label[i] != '-' &&
			label[i] != '_')
			return "has a character that no host name has";
	return NULL;
}

const char *name_fault(const char *name)
{
	if (*name == '\0')
		return "is empty";
	if (strlen(name) > 253)
		return "is longer than 253 characters";
	for (;;) {
		size_t len = strcspn(name, ".");
		const char *why = label_fault(name, len);

		if (why != NULL)
			return why;
		if (name[len] == '\0')
			return NULL;
		name += len + 1;
	}
}

static const char *ascii_name(char *out, const char *text)
{
	size_t len = strlen(text);

	if (len > 1 && text[len - 1] == '.')
		len--;
	if (!text_lower(out, NAME_TEXT, text, len))
		return "is longer than 253 characters";
	return name_fault(out);
}

const char *name_to_ascii(char *out, const char *text, char *rest, size_t size)
{
	uint8_t *ascii = NULL;
	const char *why;
	int rc;

	rest[0] = out[0] = '\0';
	if (is_ascii(text))
		return ascii_name(out, text);
	if (!is_utf8(text))
		return "is not UTF-8";
	rc = idn2_lookup_u8((const uint8_t *)text, &ascii,
		IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	if (rc != IDN2_OK) {
		snprintf(rest, size, ": %s", idn2_strerror(rc));
		return "is not an internationalised domain name";
	}
	why = ascii_name(out, (const char *)ascii);
	idn2_free(ascii);
	return why;
}

bool name_is_numeric(const char *name)
{
	size_t len = strlen(name);

	return isdigit((unsigned char)name[0]) &&
		strspn(name, "0123456789.") == len;
}

bool name_is_localhost(const char *name)
{
	static const char local[] = "localhost";
	size_t len = strlen(name), n = sizeof(local) - 1;

	if (len < n || strcmp(name + len - n, local) != 0)
		return false;
	return len == n || name[len - n - 1] == '.';
}
