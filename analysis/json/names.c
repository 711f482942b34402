/* SPDX-License-Identifier: ISC */
/*
 * See names.h.
 */
#include "analysis/json/names.h"

#include <stdio.h>

#include "analysis/json/json.h"
#include "wire/tables/names.h"

static const char *number_words(char room[CODE_ROOM], uint16_t code)
{
	snprintf(room, CODE_ROOM, "0x%04X", code);
	return room;
}

const char *group_text(char room[CODE_ROOM], uint16_t code)
{
	const struct group *group = group_find(code);

	if (code == 0)
		return "";
	return group ? group->name : number_words(room, code);
}

const char *scheme_text(char room[CODE_ROOM], uint16_t code)
{
	const struct code_name *scheme = signature_scheme_find(code);

	if (code == 0)
		return "";
	return scheme ? scheme->name : number_words(room, code);
}

const char *version_text(char room[CODE_ROOM], uint16_t version)
{
	const char *name = version_name(version);

	if (version == 0)
		return "";
	return name ? name : number_words(room, version);
}

const char *compression_text(char room[CODE_ROOM], uint8_t code)
{
	if (code < 2)
		return code ? "deflate" : "none";
	snprintf(room, CODE_ROOM, "0x%02X", code);
	return room;
}

const char *suite_code_text(char room[CODE_ROOM], uint32_t code)
{
	snprintf(room, CODE_ROOM, code > 0xFFFF ? "0x%06X" : "0x%04X", code);
	return room;
}

static json_t *suite_code_json(uint32_t code)
{
	char room[CODE_ROOM];

	return json_string(suite_code_text(room, code));
}

json_t *report_group_name(uint16_t code)
{
	char room[CODE_ROOM];

	return report_words(group_text(room, code));
}

json_t *report_scheme_name(uint16_t code)
{
	char room[CODE_ROOM];

	return report_words(scheme_text(room, code));
}

json_t *report_version_name(uint16_t version)
{
	char room[CODE_ROOM];

	return report_words(version_text(room, version));
}

void report_put_suite(json_t *object, uint32_t code)
{
	const struct suite *suite = suite_find(code);

	report_put(object, "code", suite_code_json(code));
	report_put(object, "iana", report_words(suite ? suite->name : ""));
	report_put(
		object, "openssl", report_words(suite ? suite->openssl : ""));
	report_put(object, "gnutls", report_words(suite ? suite->gnutls : ""));
	report_put(object, "kx", report_words(suite ? suite->kx : ""));
	report_put(object, "auth", report_words(suite ? suite->auth : ""));
	report_put(object, "strength",
		suite ? json_integer(suite->strength) : json_null());
	report_put(object, "generation",
		report_words(suite ? suite_generation(suite) : ""));
	report_put(object, "openssl_generation",
		report_words(suite ? suite_openssl_generation(suite) : ""));
	report_put(object, "aead",
		suite ? json_boolean(suite_is_aead(suite)) : json_null());
	report_put(object, "forward_secret",
		suite ? json_boolean(suite_is_forward_secret(suite))
		      : json_null());
}
