/* SPDX-License-Identifier: ISC */
/*
 * The list of extensions of a hello in the making (hello_draft.h).
 */
#include "wire/hello/hello_draft.h"

#include "wire/tables/extensions.h"

bool draft_fails(struct hello_draft *draft, const char *trouble)
{
	if (!draft->trouble)
		draft->trouble = trouble;
	return false;
}

struct slice draft_written(const struct hello_draft *draft, size_t start)
{
	return slice_of(draft->extension_bytes + start,
		draft->extensions.failed ? 0 : draft->extensions.len - start);
}

size_t draft_place(const struct hello_draft *draft, uint16_t type)
{
	const struct hello *hello = &draft->hello;
	size_t i = 0;

	while (i < hello->n_extensions && hello->extensions[i].type != type)
		i++;
	return i;
}

/* Returns its place; false: there is no room. */
static bool append(struct hello_draft *draft, uint16_t type, struct slice body,
	size_t *place)
{
	struct hello *hello = &draft->hello;
	size_t at = hello->n_extensions;

	if (at == HELLO_MAX_EXTENSIONS)
		return draft_fails(
			draft, "a hello takes 128 extensions at most");
	if (at > 0 &&
		hello->extensions[at - 1].type == EXTENSION_PRE_SHARED_KEY) {
		hello->extensions[at] = hello->extensions[at - 1];
		draft->set[at] = draft->set[at - 1];
		at--;
	}
	hello->extensions[at] = (struct hello_extension){ type, body };
	draft->set[at] = false;
	hello->n_extensions++;
	hello->has_extensions = true;
	*place = at;
	return true;
}

void draft_append(struct hello_draft *draft, uint16_t type, struct slice body)
{
	size_t place;

	append(draft, type, body, &place);
}

void draft_put(struct hello_draft *draft, uint16_t type, struct slice body)
{
	size_t at = draft_place(draft, type);

	if (at < draft->hello.n_extensions)
		draft->hello.extensions[at].body = body;
	else
		draft_append(draft, type, body);
}

void draft_drop(struct hello_draft *draft, uint16_t type)
{
	struct hello *hello = &draft->hello;
	size_t kept = 0;

	for (size_t i = 0; i < hello->n_extensions; i++) {
		if (hello->extensions[i].type == type)
			continue;
		draft->set[kept] = draft->set[i];
		hello->extensions[kept++] = hello->extensions[i];
	}
	if (hello->n_extensions > 0 && kept == 0)
		hello->has_extensions = false;
	hello->n_extensions = kept;
}

static void apply(struct hello_draft *draft, const struct hello_change *change)
{
	struct hello *hello = &draft->hello;
	size_t at = draft_place(draft, change->type);

	if (change->how == CHANGE_DROP) {
		draft_drop(draft, change->type);
		return;
	}
	if (change->how == CHANGE_PUT && at < hello->n_extensions &&
		!draft->set[at])
		hello->extensions[at].body = change->body;
	else if (!append(draft, change->type, change->body, &at))
		return;
	draft->set[at] = true;
}

/* Moves the extension at @from to @to, before it. */
static void move(struct hello *hello, size_t to, size_t from)
{
	struct hello_extension moved = hello->extensions[from];

	for (; from > to; from--)
		hello->extensions[from] = hello->extensions[from - 1];
	hello->extensions[to] = moved;
}

static void put_in_order(struct hello *hello, struct hello_codes order)
{
	size_t done = 0;

	for (size_t k = 0; k < order.n; k++)
		for (size_t i = done; i < hello->n_extensions; i++)
			if (hello->extensions[i].type == order.codes[k]) {
				move(hello, done++, i);
				break;
			}
}

void draft_change(struct hello_draft *draft)
{
	const struct hello_spec *spec = &draft->spec;

	for (size_t i = 0; i < spec->n_changes; i++)
		apply(draft, &spec->changes[i]);
	if (spec->order.codes)
		put_in_order(&draft->hello, spec->order);
}
