/* SPDX-License-Identifier: ISC */
/*
 * Walks DER without memory of its own but a stack of ends, so that depth and
 * number of elements are known before anything is allocated for them.
 */
#include "trust/der.h"

#define CONSTRUCTED 0x20
#define LONG_TAG 0x1f

/* Identifier octets, X.690 8.1.2; numbers up to 21 bits. 0: not there. */
static size_t tag_octets(struct slice s)
{
	size_t n = 1;

	if (s.len == 0)
		return 0;
	if ((s.data[0] & LONG_TAG) != LONG_TAG)
		return 1;
	while (n < s.len && n < 4)
		if (!(s.data[n++] & 0x80))
			return n;
	return 0;
}

/* Length octets at @at, X.690 8.1.3; the indefinite form is not DER. */
static size_t length_octets(struct slice s, size_t at, size_t *len)
{
	size_t n;

	if (at >= s.len)
		return 0;
	*len = s.data[at];
	if (*len < 0x80)
		return 1;
	n = *len - 0x80;
	if (n == 0 || n > 4 || n > s.len - at - 1)
		return 0;
	*len = slice_number(s, at + 1, n);
	return 1 + n;
}

static bool open_element(struct slice s, struct der *element, size_t *header)
{
	size_t at = tag_octets(s), len = 0;
	size_t n = at ? length_octets(s, at, &len) : 0;

	if (n == 0 || len > s.len - at - n)
		return false;
	*header = at + n;
	element->tag = s.data[0];
	element->value = slice_of(s.data + *header, len);
	element->whole = slice_of(s.data, *header + len);
	return true;
}

bool der_next(struct slice *rest, struct der *element)
{
	size_t header;

	if (!open_element(*rest, element, &header))
		return false;
	*rest = slice_of(rest->data + element->whole.len,
		rest->len - element->whole.len);
	return true;
}

bool der_expect(struct slice *rest, struct der *element, uint8_t tag)
{
	struct slice after = *rest;

	if (!der_next(&after, element) || element->tag != tag)
		return false;
	*rest = after;
	return true;
}

static const char too_many[] = "too many elements";
static const char too_deep[] = "nested too deep";
static const char indefinite[] = "of indefinite length";

/* What stands at @room and is no element: X.690 8.1.3.6, or nonsense? */
static const char *what_fails(struct slice room)
{
	size_t at = tag_octets(room);

	if (at && at < room.len && room.data[0] & CONSTRUCTED &&
		room.data[at] == 0x80)
		return indefinite;
	return "an element does not fit";
}

bool der_is_beyond_us(const char *trouble)
{
	return trouble == too_many || trouble == too_deep ||
		trouble == indefinite;
}

const char *der_check(struct slice bytes)
{
	size_t ends[DER_DEPTH_MAX];
	size_t at = 0, depth = 0, count = 0, header;
	struct der element;

	ends[0] = bytes.len;
	while (at < bytes.len) {
		struct slice room = slice_of(bytes.data + at, ends[depth] - at);

		if (!open_element(room, &element, &header))
			return what_fails(room);
		if (++count > DER_ELEMENTS_MAX)
			return too_many;
		if (element.tag & CONSTRUCTED) {
			if (++depth == DER_DEPTH_MAX)
				return too_deep;
			at += header;
			ends[depth] = at + element.value.len;
		} else {
			at += element.whole.len;
		}
		while (depth > 0 && at == ends[depth])
			depth--;
	}
	return NULL;
}
