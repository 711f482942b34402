/* SPDX-License-Identifier: ISC */
/* See walking.h. */
#include "tests/wire/walk/walking.h"

#include <string.h>

/* Each piece begins where the last one ended. */
static void see(void *ctx, const struct walk_field *field)
{
	struct seen *seen = ctx;

	assert_int_equal(field->at, seen->next);
	assert_true(field->len > 0);
	seen->next += field->len;
	if (seen->n < SEEN_MAX)
		seen->fields[seen->n++] = *field;
}

void walk_one(struct seen *seen, struct slice bytes, bool client, bool ssl2)
{
	memset(seen, 0, sizeof(*seen));
	if (client)
		walk_client(bytes, see, seen);
	else
		walk_server(bytes, ssl2, see, seen);
	assert_int_equal(seen->next, bytes.len);
}

const struct walk_field *find(const struct seen *seen, const char *name)
{
	for (size_t i = 0; i < seen->n; i++)
		if (!strcmp(seen->fields[i].name, name))
			return &seen->fields[i];
	fail_msg("no field %s", name);
	return NULL;
}

size_t count(const struct seen *seen, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < seen->n; i++)
		n += !strcmp(seen->fields[i].name, name);
	return n;
}

void expect(const struct seen *seen, const char *name, size_t at, size_t len,
	uint32_t number)
{
	const struct walk_field *field = find(seen, name);

	if (field->at != at || field->len != len || field->number != number)
		print_error("%s: %zu+%zu, %x\n", name, field->at, field->len,
			field->number);
	assert_int_equal(field->at, at);
	assert_int_equal(field->len, len);
	assert_int_equal(field->number, number);
}
