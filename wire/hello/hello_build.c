/* SPDX-License-Identifier: ISC */
/*
 * The making of a hello (wire/hello/hello_build.h), step by step: the gaps of
 * the spec, form and version, suites, extensions, then the changes.
 */
#include "wire/hello/hello_draft.h"

#include "wire/hello/hello_standard.h"
#include "wire/tables/extensions.h"
#include "wire/tables/versions.h"

#define SIGNALLING_RENEGOTIATION 0x00ff

static bool is_in(struct hello_codes list, uint16_t code)
{
	for (size_t i = 0; i < list.n; i++)
		if (list.codes[i] == code)
			return true;
	return false;
}

/* TLS 1.2 names schemes, TLS 1.3 wants them (RFC 8446 9.2). */
static bool has_schemes(const struct hello_spec *spec)
{
	return hello_spec_by_extension(spec) ||
		spec->versions.codes[0] >= VERSION_TLS12;
}

/* RFC 8446 4.2.8: a share is of a group on offer. */
static struct hello_codes shares_of(
	const struct hello_standard *standard, struct hello_codes groups)
{
	struct hello_codes shares = standard->shares;

	if (shares.n > 0 && !is_in(groups, shares.codes[0]))
		shares.n = 0;
	return shares;
}

static struct hello_codes listed(
	uint16_t *codes, size_t (*list)(uint16_t *codes, size_t room))
{
	return (struct hello_codes){ codes, list(codes, DRAFT_CODES) };
}

/* What a hello made anew has, where the spec does not say: its lists, … */
static void fill_lists(struct hello_draft *draft)
{
	struct hello_spec *spec = &draft->spec;
	const struct hello_standard *standard = spec->standard;

	if (!spec->versions.codes)
		spec->versions = standard->versions;
	if (!spec->groups.codes && standard->groups)
		spec->groups = listed(draft->groups, standard->groups);
	if (!spec->schemes.codes && standard->schemes && has_schemes(spec))
		spec->schemes = listed(draft->schemes, standard->schemes);
	if (!spec->shares.codes)
		spec->shares = shares_of(standard, spec->groups);
	if (!spec->suites.codes && standard->suites) {
		spec->suites.n = standard->suites(
			draft->suite_codes, DRAFT_SUITES, spec);
		spec->suites.codes = draft->suite_codes;
	}
}

/* … and the rest. */
static void fill_fields(struct hello_draft *draft)
{
	static const uint8_t null_compression = 0;
	struct hello_spec *spec = &draft->spec;

	if (spec->standard->nameless)
		spec->server_name = NULL;
	if (!spec->session_id.data && hello_spec_by_extension(spec))
		spec->session_id =
			slice_of(draft->session_id, 32); /* RFC 8446 D.4 */
	if (!spec->compression.data)
		spec->compression = slice_of(&null_compression, 1);
}

/* There is little in it. */
static void begin_ssl2(struct hello_draft *draft)
{
	draft->hello = (struct hello){ .form = HELLO_SSL2,
		.random = slice_of(draft->random, 16) };
}

static void begin_new(struct hello_draft *draft)
{
	struct hello *hello = &draft->hello;

	fill_lists(draft);
	fill_fields(draft);
	if (hello_spec_is_ssl2(&draft->spec)) {
		begin_ssl2(draft);
		return;
	}
	hello->random = slice_of(draft->random, 32);
	hello->session_id = draft->spec.session_id;
	hello->compression = draft->spec.compression;
}

static void begin_changed(struct hello_draft *draft)
{
	const struct hello_spec *spec = &draft->spec;
	struct hello *hello = &draft->hello;

	if (hello_spec_is_ssl2(spec) && hello->form == HELLO_TLS)
		begin_ssl2(draft);
	if (hello->form == HELLO_SSL2)
		return;
	if (spec->session_id.data)
		hello->session_id = spec->session_id;
	if (spec->compression.data)
		hello->compression = spec->compression;
}

static void set_version(struct hello_draft *draft)
{
	const struct hello_spec *spec = &draft->spec;
	struct hello *hello = &draft->hello;

	if (spec->versions.codes)
		hello->version = hello_spec_field_version(spec);
	if (spec->client_version.given)
		hello->version = spec->client_version.value;
	if (hello->form == HELLO_SSL2)
		return;
	/* RFC 8446 5.1 and old practice: the lowest record version that fits */
	if (!spec->from || !hello->record_version)
		hello->record_version = hello->version == VERSION_SSL3
			? VERSION_SSL3
			: VERSION_TLS10;
	if (spec->record_version.given)
		hello->record_version = spec->record_version.value;
}

static void freshen(struct hello_draft *draft)
{
	struct hello *hello = &draft->hello;

	if (hello->random.len <= sizeof(draft->random))
		hello->random = slice_of(draft->random, hello->random.len);
	if (!draft->spec.session_id.data &&
		hello->session_id.len <= sizeof(draft->session_id))
		hello->session_id =
			slice_of(draft->session_id, hello->session_id.len);
}

static bool has_suite(struct hello_suites suites, uint32_t code)
{
	for (size_t i = 0; i < suites.n; i++)
		if (suites.codes[i] == code)
			return true;
	return false;
}

/* RFC 5746 3.3: the signal of a hello without extensions. */
static bool needs_signal(const struct hello_draft *draft)
{
	const struct hello_standard *standard = draft->spec.standard;

	return standard->signalling && standard->extensions.n == 0 &&
		draft->hello.form == HELLO_TLS && !draft->spec.from &&
		!has_suite(draft->spec.suites, SIGNALLING_RENEGOTIATION);
}

static bool put_suites(struct hello_draft *draft, struct hello_suites suites)
{
	struct writer w = writer_of(draft->suites, sizeof(draft->suites));
	size_t width = draft->hello.form == HELLO_SSL2 ? 3 : 2;

	for (size_t i = 0; i < suites.n; i++) {
		if (width == 2 && suites.codes[i] > 0xffff)
			return draft_fails(draft,
				"a cipher kind of SSL 2 (three bytes) goes "
				"into a hello of SSL 2 only");
		writer_put(&w, width, suites.codes[i], "hello.suite");
	}
	if (needs_signal(draft))
		writer_put(&w, width, SIGNALLING_RENEGOTIATION, "hello.suite");
	if (!writer_ok(&w) || w.len > 0xffff)
		return draft_fails(draft, "so many suites fit into no hello");
	draft->hello.suites = writer_done(&w);
	return true;
}

/* A changed hello keeps its own; one that became SSL 2 has none. */
static bool set_suites(struct hello_draft *draft)
{
	struct hello_suites kinds = { draft->suite_codes, 0 };

	if (draft->spec.suites.codes || !draft->spec.from)
		return put_suites(draft, draft->spec.suites);
	if (draft->hello.form == HELLO_TLS || draft->hello.suites.len > 0)
		return true;
	kinds.n = standard_ssl2_kinds(draft->suite_codes, DRAFT_SUITES);
	return put_suites(draft, kinds);
}

static bool is_whole(const struct hello *hello)
{
	return hello->fault.kind == FAULT_NONE;
}

/* In the tail of a malformed hello nothing can be changed, but what was typed
 * before it can be fresh. */
static bool keep_malformed(struct hello_draft *draft)
{
	const struct hello_spec *spec = &draft->spec;

	if (hello_spec_shapes(spec) || spec->server_name)
		return draft_fails(draft,
			"the hello is malformed: it can be sent as it is, but "
			"not changed");
	if (spec->client_version.given)
		draft->hello.version = spec->client_version.value;
	if (spec->record_version.given)
		draft->hello.record_version = spec->record_version.value;
	if (!spec->keep && draft->hello.form == HELLO_TLS)
		freshen(draft);
	return true;
}

/* SSL 3 has no extensions, unless one is wished for. */
static bool has_extensions(const struct hello_draft *draft)
{
	const struct hello_spec *spec = &draft->spec;

	return draft->hello.form == HELLO_TLS &&
		(spec->from || spec->versions.n != 1 ||
			spec->versions.codes[0] >=
				spec->standard->extensions_from);
}

/* Whoever names what a usual sender shall send gets that and nothing else. */
static enum hello_padding padding_of(
	const struct hello_draft *draft, const struct hello_spec *given)
{
	const struct hello_standard *standard = draft->spec.standard;

	if (given->padding != PADDING_OF_STANDARD)
		return given->padding;
	if (given->from || (hello_spec_shapes(given) && !standard->pads_shaped))
		return PADDING_NONE;
	return standard->padding;
}

static void begin(struct hello_draft *draft, const struct hello_spec *spec)
{
	draft->trouble = NULL;
	draft->no_share = 0;
	draft->spec = *spec;
	if (!spec->standard || spec->from)
		draft->spec.standard = hello_usual;
	if (!spec->versions.codes)
		draft->spec.versions.n = 0;
	memset(draft->set, 0, sizeof(draft->set));
	draft->extensions =
		writer_of(draft->extension_bytes, DRAFT_EXTENSIONS_ROOM);
	draft->hello = spec->from ? *spec->from : (struct hello){ 0 };
	seed_expand(draft->random, 32, spec->seed, "random");
	seed_expand(draft->session_id, 32, spec->seed, "session id");
}

/* False: see trouble. */
static bool make(struct hello_draft *draft, const struct hello_spec *spec)
{
	begin(draft, spec);
	if (spec->from && !is_whole(spec->from))
		return keep_malformed(draft);
	if (spec->from)
		begin_changed(draft);
	else
		begin_new(draft);
	set_version(draft);
	if (!spec->keep)
		freshen(draft);
	if (!set_suites(draft))
		return false;
	if (has_extensions(draft))
		draft_extensions(draft);
	if (draft->hello.form == HELLO_TLS) {
		draft_change(draft);
		draft_pad(draft, padding_of(draft, spec));
	}
	if (!writer_ok(&draft->extensions))
		draft_fails(draft, "the extensions fit into no hello");
	return !draft->trouble;
}

bool hello_build(struct writer *w, struct hello_draft *draft,
	const struct hello_spec *spec)
{
	if (spec->verbatim.data) {
		draft->trouble = NULL;
		draft->no_share = 0;
		hello_write_bytes(w, spec->verbatim);
		return writer_ok(w);
	}
	if (!make(draft, spec))
		return false;
	hello_write_as(w, &draft->hello, &spec->cuts);
	return writer_ok(w);
}

bool hello_build_second(struct writer *w, struct hello_draft *draft,
	const struct hello_spec *spec, const struct hello_retry *retry)
{
	const struct hello_change changes[] = {
		{ EXTENSION_EARLY_DATA, CHANGE_DROP, { 0 } },
		{ EXTENSION_COOKIE, CHANGE_PUT, retry->cookie },
	};
	struct hello_spec second = { .from = spec->from,
		.keep = true,
		.record_version = { true, VERSION_TLS12 }, /* RFC 8446 5.1 */
		.changes = changes,
		.n_changes = retry->cookie.data ? 2 : 1,
		.cuts = spec->cuts,
		.share = spec->share };

	memcpy(second.seed, spec->seed, SEED_SIZE);
	if (retry->has_group)
		second.shares = (struct hello_codes){ &retry->group, 1 };
	if (!is_whole(spec->from) || spec->from->form != HELLO_TLS) {
		begin(draft, &second);
		return draft_fails(draft, "the first hello cannot be changed");
	}
	if (!make(draft, &second))
		return false;
	if (draft->no_share)
		return draft_fails(
			draft, "hallo cannot make a share of that group");
	hello_write_as(w, &draft->hello, &second.cuts);
	return writer_ok(w);
}
