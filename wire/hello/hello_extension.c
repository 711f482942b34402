/* SPDX-License-Identifier: ISC */
/*
 * How a hello gets its extensions: a function for each row of extensions.def
 * that has one. New bodies are written behind one another into the draft's own
 * bytes; those of the hello it comes from stay where they are.
 */
#include "wire/hello/hello_draft.h"

#include "wire/hello/hello_standard.h"
#include "wire/tables/extensions.h"
#include "wire/tables/versions.h"

#define N_ELEMENTS(a) (sizeof(a) / sizeof((a)[0]))

/* What the spec says of an extension: nothing, to be without it, or the body
 * that was written. */
enum said { SAID_NOTHING, SAID_NONE, SAID_BODY };

typedef enum said extension_write(struct hello_draft *draft, struct writer *w);

static enum said put_codes(
	struct writer *w, size_t width, struct hello_codes list)
{
	size_t scope;

	if (!list.codes)
		return SAID_NOTHING;
	if (list.n == 0)
		return SAID_NONE;
	scope = writer_open(w, width, "list.length");
	for (size_t i = 0; i < list.n; i++)
		writer_put(w, 2, list.codes[i], "list[]");
	writer_close(w, scope);
	return SAID_BODY;
}

/* A body that every hello made anew has. */
static enum said put_if_new(const struct hello_draft *draft, struct writer *w,
	const char *bytes, size_t n)
{
	if (draft->spec.from)
		return SAID_NOTHING;
	writer_bytes(w, bytes, n, "body");
	return SAID_BODY;
}

/* RFC 6066 3: the name without the final dot. */
static enum said write_server_name(struct hello_draft *draft, struct writer *w)
{
	const char *name = draft->spec.server_name;
	size_t len = name ? strlen(name) : 0, list, host;

	if (len == 0)
		return name ? SAID_NONE : SAID_NOTHING;
	if (name[len - 1] == '.')
		len--;
	list = writer_open(w, 2, "server_name.list.length");
	writer_put(w, 1, 0, "server_name.type");
	host = writer_open(w, 2, "server_name.host.length");
	writer_bytes(w, name, len, "server_name.host");
	writer_close(w, host);
	writer_close(w, list);
	return SAID_BODY;
}

/* RFC 5746 3.4: the first handshake of a connection. */
static enum said write_renegotiation_info(
	struct hello_draft *draft, struct writer *w)
{
	return put_if_new(draft, w, "\0", 1);
}

static enum said write_supported_groups(
	struct hello_draft *draft, struct writer *w)
{
	return put_codes(w, 2, draft->spec.groups);
}

/* RFC 8422 5.1.2: uncompressed is the only one left. */
static enum said write_ec_point_formats(
	struct hello_draft *draft, struct writer *w)
{
	return put_if_new(draft, w, "\1\0", 2);
}

static enum said write_signature_algorithms(
	struct hello_draft *draft, struct writer *w)
{
	return put_codes(w, 2, draft->spec.schemes);
}

static enum said write_supported_versions(
	struct hello_draft *draft, struct writer *w)
{
	if (draft->spec.versions.codes &&
		!hello_spec_by_extension(&draft->spec))
		return SAID_NONE;
	return put_codes(w, 1, draft->spec.versions);
}

/* RFC 8446 4.2.9: psk_dhe_ke. Some servers want to see it. */
static enum said write_psk_key_exchange_modes(
	struct hello_draft *draft, struct writer *w)
{
	return hello_spec_has_tls13(&draft->spec)
		? put_if_new(draft, w, "\1\1", 2)
		: SAID_NOTHING;
}

/* The groups that are on offer by now. */
static struct hello_codes groups_of(struct hello_draft *draft)
{
	size_t n = hello_code_list(&draft->hello, EXTENSION_SUPPORTED_GROUPS,
		draft->groups, DRAFT_CODES);

	return (struct hello_codes){ draft->groups,
		n < DRAFT_CODES ? n : DRAFT_CODES };
}

/* A changed hello needs another share when its groups are others, or when it
 * becomes one of TLS 1.3. */
static bool needs_share(const struct hello_draft *draft)
{
	const struct hello_spec *spec = &draft->spec;
	bool has = hello_offers_extension(&draft->hello, EXTENSION_KEY_SHARE);

	return has ? spec->groups.codes != NULL : hello_spec_has_tls13(spec);
}

static enum said write_key_share(struct hello_draft *draft, struct writer *w)
{
	const struct hello_spec *spec = &draft->spec;

	(void)w;
	if (spec->shares.codes) {
		draft_shares(draft, spec->shares);
	} else if (!spec->from && hello_spec_has_tls13(spec)) {
		draft_first_share(draft, spec->groups);
	} else if (spec->from && needs_share(draft)) {
		draft_first_share(draft, groups_of(draft));
	} else {
		if (spec->from && !spec->keep)
			draft_freshen_shares(draft);
		return SAID_NOTHING;
	}
	return SAID_BODY;
}

#define write_nothing NULL

static const struct {
	uint16_t code;
	extension_write *write;
} rows[] = {
#define EXTENSION(id, code, name, messages, reference, body, write)            \
	{ code, write_##write },
#include "wire/tables/extensions.def"
#undef EXTENSION
};

static extension_write *find_write(uint16_t code)
{
	for (size_t i = 0; i < N_ELEMENTS(rows); i++)
		if (rows[i].code == code)
			return rows[i].write;
	return NULL;
}

static void take(struct hello_draft *draft, uint16_t code)
{
	extension_write *write = find_write(code);
	size_t start = draft->extensions.len;

	switch (write ? write(draft, &draft->extensions) : SAID_NOTHING) {
	case SAID_BODY:
		draft_put(draft, code, draft_written(draft, start));
		break;
	case SAID_NONE:
		draft_drop(draft, code);
		break;
	case SAID_NOTHING:
		break;
	}
}

void draft_extensions(struct hello_draft *draft)
{
	struct hello_codes list = draft->spec.standard->extensions;

	for (size_t i = 0; i < list.n; i++)
		take(draft, list.codes[i]);
}
