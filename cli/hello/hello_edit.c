/* SPDX-License-Identifier: ISC */
/*
 * `hallo hello edit` with options, and `hallo hello new`: both make one
 * by hello_build(). An edited one keeps its random, its
 * session id, its shares, the cut of its records, and what stands behind it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "analysis/say/client_share.h"
#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/options/option_setters.h"
#include "cli/options/spec_holder.h"
#include "cli/hello/hello_work.h"
#include "wire/hello/hello_build.h"
#include "wire/tables/names.h"
#include "wire/bytes/record.h"

#define CUTS_MAX 512
#define SUITES_MAX 32767

/* One hello in the making. */
struct making {
	const struct options *options;
	struct hello_spec spec;
	uint32_t *suites; /* owned */
	size_t cuts[CUTS_MAX];
	uint8_t bytes[HELLO_FILE_BYTES];
	struct writer w;
	struct hello_draft draft;
};

static struct making *making_new(
	const struct options *options, const struct hello *from)
{
	struct making *making = calloc(1, sizeof(*making));

	if (!making)
		abort();
	making->options = options;
	making->spec = options->spec->spec;
	making->spec.from = from;
	making->spec.keep = from != NULL;
	making->spec.share = client_share_make;
	making->spec.server_name = options->no_sni ? "" : options->sni;
	if (options->has_seed)
		memcpy(making->spec.seed, options->seed, SEED_SIZE);
	else if (getrandom(making->spec.seed, SEED_SIZE, 0) != SEED_SIZE)
		abort();
	making->w = writer_of(making->bytes, sizeof(making->bytes));
	return making;
}

static void making_free(struct making *making)
{
	free(making->suites);
	free(making);
}

static bool is_among(const uint32_t *codes, size_t n, uint32_t code)
{
	for (size_t i = 0; i < n; i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* Is each suite that shall go there? */
static bool check_drops(
	const struct making *making, const uint32_t *suites, size_t n)
{
	const struct hello_given *given = &making->options->hello;

	for (size_t i = 0; i < given->n_drop; i++) {
		const struct suite *suite = suite_find(given->drop[i]);

		if (is_among(suites, n, given->drop[i]))
			continue;
		complain("hello: --drop-suite: this hello does not offer "
			 "0x%04X %s",
			given->drop[i], suite ? suite->name : "");
		return false;
	}
	return true;
}

/* The suites of the file, or of --suites, without those that go and with those
 * that come. */
static bool change_suites(struct making *making)
{
	const struct hello_given *given = &making->options->hello;
	struct hello_spec *spec = &making->spec;
	const uint32_t *codes = spec->suites.codes;
	size_t n = codes ? spec->suites.n : hello_n_suites(spec->from);
	size_t kept = 0;

	if (given->n_add == 0 && given->n_drop == 0)
		return true;
	making->suites =
		calloc(n + HELLO_GIVEN_SUITES, sizeof(*making->suites));
	if (!making->suites)
		abort();
	for (size_t i = 0; i < n; i++)
		making->suites[i] =
			codes ? codes[i] : hello_suite(spec->from, i);
	if (!check_drops(making, making->suites, n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!is_among(given->drop, given->n_drop, making->suites[i]))
			making->suites[kept++] = making->suites[i];
	for (size_t i = 0; i < given->n_add; i++)
		making->suites[kept++] = given->add[i];
	spec->suites = (struct hello_suites){ making->suites, kept };
	return true;
}

/* The cut of the file: its records but for the last, which takes what is left
 * now. */
static void keep_cut(struct making *making, const struct hello_file *file)
{
	struct slice bytes = slice_of(file->bytes, file->consumed);
	struct record_header header;
	size_t at = 0, n = 0;

	if (making->spec.cuts.n > 0 || file->hello.form == HELLO_SSL2 ||
		file->bare)
		return;
	while (n < CUTS_MAX && record_header_read(&header, bytes, at)) {
		making->cuts[n++] = header.len;
		at += RECORD_HEADER + header.len;
	}
	if (n < 2)
		return;
	making->cuts[n - 1] = RECORD_PAYLOAD;
	making->spec.cuts = (struct record_cuts){ n, making->cuts };
}

/* False: trouble was told. */
static bool make(struct making *making)
{
	if (hello_build(&making->w, &making->draft, &making->spec))
		return true;
	complain("hello: %s",
		making->draft.trouble ? making->draft.trouble
				      : "this becomes too long for a hello");
	return false;
}

static enum hello_given_form form_of(enum hello_file_kind kind)
{
	return kind == HELLO_FILE_RAW	 ? HELLO_AS_RAW
		: kind == HELLO_FILE_HEX ? HELLO_AS_HEX
					 : HELLO_AS_TEXT;
}

/* Where the edited hello goes; NULL: nowhere, and that was told. */
static const char *place_of(
	const struct options *options, const struct hello_file *file)
{
	if (options->hello.output)
		return options->hello.output;
	if (file->kind != HELLO_FILE_TRANSCRIPT &&
		file->kind != HELLO_FILE_CAPTURE && !file->number)
		return file->name;
	complain("hello: %s: hallo does not write into a %s: -o FILE takes the "
		 "hello",
		file->name, hello_file_kind_name(file->kind));
	return NULL;
}

static bool is_scripted(const struct options *options)
{
	return spec_holder_shaped_by(options->spec) || options->sni ||
		options->no_sni || options->hello.n_add > 0 ||
		options->hello.n_drop > 0;
}

/* False: trouble was told. */
static bool has_place(const struct options *options, const struct hello *hello)
{
	struct error error = { 0 };

	if (hello->form != HELLO_SSL2 || say_options_ssl2(options, &error))
		return true;
	complain("hello: %s", error.message);
	return false;
}

static int edit_by_options(const struct options *options, const char *place,
	const struct hello_file *file)
{
	struct making *making = making_new(options, &file->hello);
	int status = EXIT_USAGE;

	keep_cut(making, file);
	if (has_place(options, &file->hello) && change_suites(making) &&
		make(making)) {
		writer_bytes(&making->w, file->bytes + file->consumed,
			file->len - file->consumed, "behind");
		status = hello_write_file(options, place, form_of(file->kind),
			writer_done(&making->w));
	}
	making_free(making);
	return status;
}

int hello_edit(const struct options *options, struct hello_file *file)
{
	const char *place = place_of(options, file);

	if (!place)
		return EXIT_USAGE;
	if (!is_scripted(options))
		return hello_edit_by_hand(options, file);
	if (file->understood)
		return edit_by_options(options, place, file);
	complain("hello: %s: there is no whole ClientHello in it that options "
		 "could change; without them it goes to an editor",
		file->name);
	return EXIT_USAGE;
}

int hello_new(const struct options *options)
{
	struct making *making;
	const char *place = options->hello.output;
	int status = EXIT_USAGE;

	if (options->hello.n_add > 0 || options->hello.n_drop > 0) {
		complain("hello: new: --add-suite and --drop-suite are for "
			 "edit; --suites LIST says which a new one has");
		return EXIT_USAGE;
	}
	making = making_new(options, NULL);
	if (make(making))
		status = hello_write_file(options, place ? place : "-",
			HELLO_AS_TEXT, writer_done(&making->w));
	making_free(making);
	return status;
}
