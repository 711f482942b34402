/* SPDX-License-Identifier: ISC */
/*
 * key_share of a hello in the making (RFC 8446 4.2.8).
 */
#include "wire/hello/hello_draft.h"

#include "wire/hello/key_share.h"
#include "wire/tables/extensions.h"

#define SHARE_MAX 2048

static size_t make_share(
	struct hello_draft *draft, uint8_t *share, uint16_t group)
{
	hello_share_make *make =
		draft->spec.share ? draft->spec.share : key_share_make;

	return make(share, SHARE_MAX, group, draft->spec.seed);
}

static void put_share(struct writer *w, uint16_t group, struct slice key)
{
	size_t scope;

	writer_put(w, 2, group, "key_share.group");
	scope = writer_open(w, 2, "key_share.key_exchange.length");
	writer_slice(w, key, "key_share.key_exchange");
	writer_close(w, scope);
}

/* False: nobody can make one. */
static bool put_fresh(struct hello_draft *draft, uint16_t group)
{
	uint8_t share[SHARE_MAX];
	size_t n = make_share(draft, share, group);

	if (n == 0) {
		draft->no_share = group;
		return false;
	}
	put_share(&draft->extensions, group, slice_of(share, n));
	return true;
}

void draft_shares(struct hello_draft *draft, struct hello_codes groups)
{
	struct writer *w = &draft->extensions;
	size_t list = writer_open(w, 2, "key_share.list.length");

	for (size_t i = 0; i < groups.n; i++)
		put_fresh(draft, groups.codes[i]);
	writer_close(w, list);
}

void draft_first_share(struct hello_draft *draft, struct hello_codes groups)
{
	struct writer *w = &draft->extensions;
	size_t list = writer_open(w, 2, "key_share.list.length");

	for (size_t i = 0; i < groups.n; i++)
		if (put_fresh(draft, groups.codes[i]))
			break;
	writer_close(w, list);
}

/* As long as the one that is there, or that one. */
static void put_again(struct hello_draft *draft, struct reader *list)
{
	uint16_t group = reader_u16(list, "key_share.group");
	struct reader one = reader_vec(list, 2, "key_share.key_exchange");
	struct slice key = reader_rest(&one);
	uint8_t share[SHARE_MAX];
	size_t n = make_share(draft, share, group);

	if (n == key.len)
		key = slice_of(share, n);
	else if (reader_ok(list))
		draft->no_share = group;
	put_share(&draft->extensions, group, key);
}

void draft_freshen_shares(struct hello_draft *draft)
{
	size_t at = draft_place(draft, EXTENSION_KEY_SHARE);
	struct hello *hello = &draft->hello;
	struct writer *w = &draft->extensions;
	struct fault fault = { 0 };
	struct reader r, list;
	size_t start = w->len, scope;

	if (at == hello->n_extensions)
		return;
	r = reader_of(&fault, hello->extensions[at].body.data,
		hello->extensions[at].body.len);
	list = reader_vec(&r, 2, "key_share.list");
	scope = writer_open(w, 2, "key_share.list.length");
	while (reader_more(&list))
		put_again(draft, &list);
	writer_close(w, scope);
	reader_end(&r, "key_share");
	/* one that is odd is part of what shall be sent */
	if (reader_ok(&r))
		hello->extensions[at].body = draft_written(draft, start);
}
