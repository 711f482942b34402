/* SPDX-License-Identifier: ISC */
/* See question.h. The only place of analysis/ that knows struct hello_recipe.
 */
#include "analysis/log/question.h"

#include <assert.h>
#include <string.h>

#define EXTENSION_KEY_SHARE 51
#define EXTENSION_SUPPORTED_GROUPS 10

static void make_without_extensions(struct hello_recipe *recipe)
{
	recipe->without_extensions = true;
}

static bool shows_no_extensions(const struct hello *hello)
{
	return !hello->has_extensions;
}

static void make_key_share(struct hello_recipe *recipe)
{
	recipe->with_key_share = true;
}

static bool shows_key_share(const struct hello *hello)
{
	const struct hello_extension *share =
		hello_find(hello, EXTENSION_KEY_SHARE);

	return share && share->body.len > 2;
}

static void make_rfc7919(struct hello_recipe *recipe)
{
	recipe->shape = DHE_RFC7919;
}

static bool shows_rfc7919(const struct hello *hello)
{
	for (uint16_t group = 256; group <= 260; group++)
		if (hello_find(hello, EXTENSION_SUPPORTED_GROUPS) &&
			hello_offers_group(hello, group))
			return true;
	return false;
}

static void make_deflate(struct hello_recipe *recipe)
{
	recipe->offer_deflate = true;
}

static bool shows_deflate(const struct hello *hello)
{
	struct slice offered = hello->compression;

	return offered.len && memchr(offered.data, 1, offered.len);
}

static void make_lean(struct hello_recipe *recipe)
{
	recipe->lean = true;
}

const struct form_property form_table[] = {
	{ FORM_WITHOUT_EXTENSIONS, "without-extensions",
		make_without_extensions, shows_no_extensions },
	{ FORM_KEY_SHARE, "key-share", make_key_share, shows_key_share },
	{ FORM_RFC7919, "rfc7919-groups", make_rfc7919, shows_rfc7919 },
	{ FORM_DEFLATE, "deflate", make_deflate, shows_deflate },
	{ FORM_LEAN, "lean", make_lean, NULL },
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
		"cover-suites", "cover-length", "cover-groups", "compare",
		"compare-idle", "mark" };

	return names[topic];
}

void question_clear(struct question *question)
{
	uint32_t *suites = question->suites;

	memset(question, 0, sizeof(*question));
	question->suites = suites;
}

void question_write(const struct question *question, struct writer *w,
	const char *server_name, const uint8_t seed[SEED_SIZE])
{
	struct hello_recipe recipe = { .version = question->version,
		.suites = question->suites,
		.n_suites = question->n_suites,
		.groups = question->n_groups ? question->groups : NULL,
		.n_groups = question->n_groups,
		.server_name = server_name };

	for (size_t i = 0; i < form_table_len; i++)
		if (question->form & form_table[i].bit)
			form_table[i].make(&recipe);
	memcpy(recipe.seed, seed, SEED_SIZE);
	standard_hello_write(w, &recipe);
	assert(writer_ok(w));
}
