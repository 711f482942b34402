/* SPDX-License-Identifier: ISC */
/*
 * From the octets of an identifier to dotted text, and from there to its name.
 */
#include "trust/oid.h"

#include <stdio.h>

static const struct oid_name names[] = {
#define OID(kind, oid, name, bits) { OID_##kind, oid, name, bits },
#include "trust/oids.def"
#undef OID
};

/* X.690 8.19.4: the first number holds two arcs, 40 * first + second. */
static int print_arc(char *out, size_t size, uint64_t arc, bool first)
{
	if (!first)
		return snprintf(out, size, ".%llu", (unsigned long long)arc);
	return snprintf(out, size, "%d.%llu", arc < 80 ? (int)(arc / 40) : 2,
		(unsigned long long)(arc < 80 ? arc % 40 : arc - 80));
}

bool oid_text(char *out, size_t size, struct slice content)
{
	uint64_t arc = 0;
	size_t n = 0;

	for (size_t i = 0; i < content.len; i++) {
		int more;

		if (arc >> 56)
			break;
		arc = arc << 7 | (content.data[i] & 0x7f);
		if (content.data[i] & 0x80)
			continue;
		more = print_arc(out + n, size - n, arc, n == 0);
		if (more < 0 || (size_t)more >= size - n)
			break;
		n += (size_t)more;
		arc = 0;
		if (i + 1 == content.len)
			return true;
	}
	snprintf(out, size, "bad OID");
	return false;
}

const struct oid_name *oid_find(enum oid_kind kind, struct slice content)
{
	char text[OID_TEXT_MAX];

	if (!oid_text(text, sizeof(text), content))
		return NULL;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].kind == kind && !strcmp(names[i].oid, text))
			return &names[i];
	return NULL;
}

void oid_name_text(
	char *out, size_t size, enum oid_kind kind, struct slice content)
{
	const struct oid_name *known = oid_find(kind, content);

	if (known)
		snprintf(out, size, "%s", known->name);
	else
		oid_text(out, size, content);
}
