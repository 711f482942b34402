/* SPDX-License-Identifier: ISC */
/*
 * The certificates of a flight: a built-in one, and what a profile makes of it.
 * Large ones have a comment of any length as one more extension (nsComment,
 * 2.16.840.1.113730.1.13), others a keyUsage. Well-formed DER; the signature
 * on it no longer fits, which nobody checks who only reads.
 *
 *	SEQUENCE { SEQUENCE { …, [3] { SEQUENCE { …, added } } }, rest }
 */
#include "responder/job.h"

#define TAG_SEQUENCE 0x30
#define TAG_EXTENSIONS 0xa3
#define FIRST_ROOM 4096

static const uint8_t comment_oid[] = { 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x86,
	0xf8, 0x42, 0x01, 0x0d };

/* What is inside the element at the begin of @der (RFC 5280; X.690 8.1.3);
 * *whole gets the size of header and inside. Our own certificates: well formed,
 * lengths of at most two bytes. */
static struct slice inside(struct slice der, size_t *whole)
{
	size_t header = 2, len = der.data[1];

	if (len & 0x80) {
		size_t width = len & 0x7f;

		len = slice_number(der, 2, width);
		header += width;
	}
	*whole = header + len;
	return slice_of(der.data + header, len);
}

static struct slice behind(struct slice s, size_t n)
{
	return slice_of(s.data + n, s.len - n);
}

/* Always the long form of two bytes: what it holds is never short. */
static size_t open_element(struct writer *w, uint8_t tag)
{
	writer_put(w, 1, tag, "der.tag");
	writer_put(w, 1, 0x82, "der.form");
	return writer_open(w, 2, "der.length");
}

/* RFC 5280 4.2.1.3: id-ce-keyUsage, critical, a BIT STRING of one octet. */
static void write_usage(struct writer *w, uint8_t octet)
{
	static const uint8_t head[] = { TAG_SEQUENCE, 14, 6, 3, 0x55, 0x1d, 15,
		1, 1, 0xff, 4, 4, 3, 2, 0 };

	writer_bytes(w, head, sizeof(head), "der.usage");
	writer_put(w, 1, octet, "der.usage");
}

/* What is added to a certificate; 0: not that. */
struct added {
	size_t comment; /* bytes */
	uint8_t usage;
};

static void write_comment(struct writer *w, size_t len)
{
	size_t extension = open_element(w, TAG_SEQUENCE), value, text;

	writer_bytes(w, comment_oid, sizeof(comment_oid), "der.oid");
	value = open_element(w, 0x04);
	text = open_element(w, 0x16);
	for (size_t i = 0; i < len; i++)
		writer_put(w, 1, 'x', "der.comment");
	writer_close(w, text);
	writer_close(w, value);
	writer_close(w, extension);
}

/* The last element of @tbs holds the extensions. */
static void write_tbs(
	struct writer *w, struct slice tbs, const struct added *added)
{
	size_t whole, at = 0, scope = open_element(w, TAG_SEQUENCE), a, b;
	struct slice list;

	while (tbs.data[at] != TAG_EXTENSIONS) {
		(void)inside(behind(tbs, at), &whole);
		at += whole;
	}
	writer_bytes(w, tbs.data, at, "der.tbs");
	list = inside(inside(behind(tbs, at), &whole), &whole);
	a = open_element(w, TAG_EXTENSIONS);
	b = open_element(w, TAG_SEQUENCE);
	writer_slice(w, list, "der.extensions");
	if (added->usage)
		write_usage(w, added->usage);
	if (added->comment)
		write_comment(w, added->comment);
	writer_close(w, b);
	writer_close(w, a);
	writer_close(w, scope);
}

static size_t add(
	uint8_t *out, size_t room, struct slice der, const struct added *added)
{
	struct writer w = writer_of(out, room);
	size_t whole, scope = open_element(&w, TAG_SEQUENCE);
	struct slice all = inside(der, &whole);
	struct slice tbs = inside(all, &whole);

	write_tbs(&w, tbs, added);
	writer_slice(&w, behind(all, whole), "der.rest");
	writer_close(&w, scope);
	return w.len;
}

static size_t pad(uint8_t *out, size_t room, struct slice der, size_t padding)
{
	struct added comment = { .comment = padding };

	return add(out, room, der, &comment);
}

/* At most FIRST_ROOM bytes, as long as the built-in ones are small. */
static struct slice first_of(
	const struct profile_quirks *quirks, uint8_t *room, struct slice whole)
{
	struct added usage = { .usage = quirks->key_usage };

	if (quirks->certificate_form == CERTIFICATE_GARBAGE) {
		memset(room, 0xaa, 600);
		return slice_of(room, 600);
	}
	if (!quirks->key_usage)
		return whole;
	return slice_of(room, add(room, FIRST_ROOM, whole, &usage));
}

size_t chain_write(const struct job *job, struct slice *rows, uint8_t *room,
	struct slice first)
{
	const struct profile_quirks *quirks = &job->profile->quirks;
	size_t n = quirks->chain_length, size = quirks->chain_size, bare;

	if (quirks->certificate_form == CERTIFICATE_NONE)
		return 0;
	rows[0] = first_of(quirks, room, first);
	room += FIRST_ROOM;
	if (!n || first.len + 256 > size)
		return 1;
	bare = pad(room, size, first, 300) - 300;
	size = pad(room, size, first, size - bare);
	for (size_t i = 1; i <= n; i++)
		rows[i] = slice_of(room, size);
	return n + 1;
}
