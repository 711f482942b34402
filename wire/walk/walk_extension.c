/* SPDX-License-Identifier: ISC */
/*
 * The walk (wire/walk/walk.h) over extensions of both hellos. What stands in a
 * body says the table (wire/tables/extensions.h); a body that it does not know
 * is one field.
 */
#include "wire/walk/walk_parts.h"

#include "wire/tables/extensions.h"
#include "wire/tables/versions.h"

/* Returns the last number of them. */
static uint32_t fields(struct walk *walk, const struct extension_body *body)
{
	uint32_t number = 0;

	for (size_t i = 0; i < body->n_fields; i++) {
		const struct extension_field *field = &body->fields[i];

		if (field->length_name)
			walk_vector(walk, field->width, field->length_name,
				field->name);
		else
			number = walk_take(walk, field->width, field->name);
	}
	return number;
}

/* Half a number at the end of a list of numbers is no item. */
static void items(struct walk *walk, const struct extension_body *body)
{
	size_t outer = walk_open(walk, body->list_width, body->length_name);
	size_t least = extension_is_codes(body) ? body->fields[0].width : 1;

	while (walk->left >= least)
		fields(walk, body);
	walk_close(walk, outer, body->list_name);
}

static void body_of(struct walk *walk, uint16_t type, bool retry)
{
	const struct extension_body *body = extension_body(type,
		walk->client	? IN_CLIENT_HELLO
			: retry ? IN_RETRY
				: IN_SERVER_HELLO);
	uint32_t number = 0;

	if (!body || body->whole)
		return;
	if (body->list_width > 0)
		items(walk, body);
	else
		number = fields(walk, body);
	if (!walk->client && type == EXTENSION_SUPPORTED_VERSIONS &&
		number >= VERSION_TLS13)
		walk->version = VERSION_TLS13;
}

void walk_extensions(struct walk *walk, bool retry)
{
	size_t outer = walk_open(walk, 2, "extensions.length");

	while (walk->left > 0) {
		uint16_t type = (uint16_t)walk_take(walk, 2, "extension.type");
		size_t rest = walk_open(walk, 2, "extension.length");

		walk->depth++;
		if (walk->left > 0)
			body_of(walk, type, retry);
		walk_close(walk, rest, "extension.body");
		walk->depth--;
	}
	walk_close(walk, outer, "extensions");
}
