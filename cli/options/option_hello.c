/* SPDX-License-Identifier: ISC */
/*
 * The setters of `hallo hello` that it does not share with `say`, and what goes
 * with what.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/options/option_setters.h"
#include "cli/options/suggest.h"
#include "cli/options/spec_holder.h"
#include "wire/tables/names.h"

static bool no_suite(const char *option, const char *item, struct error *error)
{
	const char *best = suggest_suite(item);

	error_set(error, ERROR_USAGE, 0,
		"--%s: no '%s'; %s%s%snames of `hallo list suites` and codes "
		"like 0x0039 go here, at most %d",
		option, item, best ? "did you mean " : "", best ? best : "",
		best ? "? " : "", HELLO_GIVEN_SUITES);
	return false;
}

static bool add_suites(uint32_t *codes, size_t *n, const char *option,
	const char *list, struct error *error)
{
	char item[OPTION_ITEM_MAX];

	while (option_item(item, &list)) {
		if (*n == HELLO_GIVEN_SUITES ||
			!suite_by_name(&codes[*n], item))
			return no_suite(option, item, error);
		++*n;
	}
	return true;
}

bool set_add_suite(
	struct options *options, const char *value, struct error *error)
{
	return add_suites(options->hello.add, &options->hello.n_add,
		"add-suite", value, error);
}

bool set_drop_suite(
	struct options *options, const char *value, struct error *error)
{
	return add_suites(options->hello.drop, &options->hello.n_drop,
		"drop-suite", value, error);
}

bool set_output(struct options *options, const char *value, struct error *error)
{
	options->hello.output = value;
	if (*value)
		return true;
	error_set(error, ERROR_USAGE, 0, "--output got an empty value");
	return false;
}

static bool set_form(struct options *options, enum hello_given_form form,
	struct error *error)
{
	if (options->hello.form != HELLO_AS_IT_IS &&
		options->hello.form != form) {
		error_set(error, ERROR_USAGE, 0,
			"--text, --raw and --hex exclude each other");
		return false;
	}
	options->hello.form = form;
	return true;
}

bool set_as_text(
	struct options *options, const char *value, struct error *error)
{
	(void)value;
	return set_form(options, HELLO_AS_TEXT, error);
}

bool set_as_raw(struct options *options, const char *value, struct error *error)
{
	(void)value;
	return set_form(options, HELLO_AS_RAW, error);
}

bool set_as_hex(struct options *options, const char *value, struct error *error)
{
	(void)value;
	return set_form(options, HELLO_AS_HEX, error);
}

bool set_number_of(
	struct options *options, const char *value, struct error *error)
{
	if (number_parse(&options->hello.number, value, 1, 999999999))
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--number takes the number of a hello, from 1, not '%s'",
		value);
	return false;
}

/* What can be done, with how many files, and with which of the options. */
static const struct work {
	const char *name;
	size_t n_files;
	bool shapes, writes, json;
	const char *usage;
} works[] = {
	{ "show", 1, false, false, true, "show FILE" },
	{ "edit", 1, true, true, false, "edit FILE [OPTION...]" },
	{ "diff", 2, false, false, true, "diff FILE FILE" },
	{ "new", 0, true, true, false, "new [OPTION...]" },
	{ "convert", 1, false, true, false,
		"convert FILE [--text|--raw|--hex] [-o FILE]" },
};

static const struct work *find_work(const char *name, struct error *error)
{
	struct suggest suggest;

	suggest_begin(&suggest, name);
	for (size_t i = 0; i < sizeof(works) / sizeof(works[0]); i++) {
		if (!strcmp(works[i].name, name))
			return &works[i];
		suggest_offer(&suggest, works[i].name);
	}
	error_set(error, ERROR_USAGE, 0,
		"hello: there is no '%s'; %s%s%sit can show, edit, diff, new "
		"and convert",
		name, suggest.best ? "did you mean " : "",
		suggest.best ? suggest.best : "", suggest.best ? "? " : "");
	return NULL;
}

static bool shapes(const struct options *options)
{
	return spec_holder_shaped_by(options->spec) || options->sni ||
		options->no_sni || options->hello.n_add > 0 ||
		options->hello.n_drop > 0;
}

bool hello_given_check(const struct options *options, struct error *error)
{
	const struct work *work = find_work(options->words[0], error);
	const struct hello_given *given = &options->hello;
	const char *wrong = NULL;

	if (!work)
		return false;
	if (options->n_words - 1 != work->n_files)
		wrong = work->n_files == 0   ? "takes no file"
			: work->n_files == 1 ? "takes one file"
					     : "takes two files";
	else if (!work->shapes && shapes(options))
		wrong = "changes nothing; edit and new take such options";
	else if (!work->writes &&
		(given->output || given->form != HELLO_AS_IT_IS))
		wrong = "writes no hello; convert does";
	else if (!work->json && options->list_json)
		wrong = "writes no JSON; show does";
	if (!wrong)
		return true;
	error_set(error, ERROR_USAGE, 0, "hello %s %s; usage: hallo hello %s",
		work->name, wrong, work->usage);
	return false;
}
