/* SPDX-License-Identifier: ISC */
/* See question.h. */
#include "analysis/log/question.h"

#include <assert.h>
#include <string.h>

#include "wire/hello/hello_build.h"
#include "wire/hello/hello_standard.h"
#include "wire/tables/extensions.h"

static bool shows_no_extensions(const struct hello *hello)
{
	return !hello->has_extensions;
}

static bool shows_key_share(const struct hello *hello)
{
	const struct hello_extension *share =
		hello_find(hello, EXTENSION_KEY_SHARE);

	return share && share->body.len > 2;
}

static bool shows_rfc7919(const struct hello *hello)
{
	for (uint16_t group = 256; group <= 260; group++)
		if (hello_find(hello, EXTENSION_SUPPORTED_GROUPS) &&
			hello_offers_group(hello, group))
			return true;
	return false;
}

static bool shows_deflate(const struct hello *hello)
{
	struct slice offered = hello->compression;

	return offered.len && memchr(offered.data, 1, offered.len);
}

static const uint8_t deflate_then_null[] = { 1, 0 };

const struct form_property form_table[] = {
	{ FORM_WITHOUT_EXTENSIONS, "without-extensions", STYLE_BARE, { 0 },
		shows_no_extensions },
	{ FORM_KEY_SHARE, "key-share", STYLE_SHARE, { 0 }, shows_key_share },
	{ FORM_RFC7919, "rfc7919-groups", STYLE_RFC7919, { 0 }, shows_rfc7919 },
	{ FORM_DEFLATE, "deflate", STYLE_STANDARD, { deflate_then_null, 2 },
		shows_deflate },
	{ FORM_LEAN, "lean", STYLE_LEAN, { 0 }, NULL },
};
const size_t form_table_len = sizeof(form_table) / sizeof(*form_table);

unsigned form_of_hello(const struct hello *hello)
{
	unsigned form = 0;

	for (size_t i = 0; i < form_table_len; i++)
		if (form_table[i].shows && form_table[i].shows(hello))
			form |= form_table[i].bit;
	return form;
}

const char *question_topic_name(enum question_topic topic)
{
	static const char *const names[TOPICS] = { "none", "dhe-rest",
		"dhe-found", "dhe-all", "groups-open", "groups-reversed",
		"groups-curve", "cover-suites", "cover-length", "cover-groups",
		"piece-known", "piece-first", "piece-second", "piece-third",
		"compare", "compare-idle", "mark" };

	return names[topic];
}

void question_clear(struct question *question)
{
	uint32_t *suites = question->suites;

	memset(question, 0, sizeof(*question));
	question->suites = suites;
}

/* A style that @version has not is none. */
static void take(struct hello_spec *spec, const struct form_property *property,
	uint16_t version)
{
	const struct hello_standard *standard =
		hello_standard(version, property->style);

	if (standard->style > spec->standard->style)
		spec->standard = standard;
	if (property->compression.data)
		spec->compression = property->compression;
}

struct hello_spec question_spec(const struct question *question,
	const char *server_name, const uint8_t seed[SEED_SIZE])
{
	struct hello_spec spec = { .standard = hello_standard(
					   question->version, STYLE_STANDARD),
		.suites = { question->suites, question->n_suites },
		.server_name = server_name };

	if (question->n_groups)
		spec.groups = (struct hello_codes){ question->groups,
			question->n_groups };
	for (size_t i = 0; i < form_table_len; i++)
		if (question->form & form_table[i].bit)
			take(&spec, &form_table[i], question->version);
	memcpy(spec.seed, seed, SEED_SIZE);
	return spec;
}

void question_write(const struct question *question, struct writer *w,
	const char *server_name, const uint8_t seed[SEED_SIZE])
{
	struct hello_spec spec = question_spec(question, server_name, seed);
	struct hello_draft draft;
	bool good = hello_build(w, &draft, &spec);

	assert(good);
}
