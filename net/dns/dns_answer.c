/* SPDX-License-Identifier: ISC */
/*
 * A cursor over the message that stays bad once it ran out of bytes. Only
 * answers are read; authority and additional records are nobody's business
 * here. Compression pointers must point backwards (RFC 1035 4.1.4 says "prior
 * occurrence"), which also ends every loop of them.
 */
#include "net/dns/dns_answer.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define MAX_CHAIN 12
#define CLASS_IN 1

struct cursor {
	const uint8_t *data;
	size_t len, at;
	bool bad;
};

struct record {
	char owner[DNS_NAME_TEXT];
	unsigned type, class;
	size_t at, len; /* of its data */
};

static unsigned take(struct cursor *c, size_t width)
{
	unsigned value = 0;

	if (c->bad || c->len - c->at < width) {
		c->bad = true;
		return 0;
	}
	while (width-- > 0)
		value = value << 8 | c->data[c->at++];
	return value;
}

static void skip(struct cursor *c, size_t n)
{
	if (c->bad || c->len - c->at < n)
		c->bad = true;
	else
		c->at += n;
}

static size_t put_byte(char *out, uint8_t byte)
{
	if (isalnum(byte) || byte == '-' || byte == '_') {
		out[0] = (char)tolower(byte);
		out[1] = '\0';
		return 1;
	}
	return (size_t)snprintf(out, 5, "\\%03u", (unsigned)byte);
}

/* Appends a label of @len bytes; *n is what @out holds. A name has at most 255
 * bytes with its length bytes (RFC 1035 2.3.4): *wire counts them. */
static void put_label(
	struct cursor *c, char *out, size_t *n, size_t *wire, size_t len)
{
	*wire += len + 1;
	if (*wire > 254) {
		c->bad = true;
		return;
	}
	if (*n > 0)
		out[(*n)++] = '.';
	while (len-- > 0)
		*n += put_byte(out + *n, (uint8_t)take(c, 1));
}

/* Reads a name; the cursor ends behind it, wherever its pointers led. */
static void take_name(struct cursor *c, char out[DNS_NAME_TEXT])
{
	struct cursor walk = *c;
	size_t n = 0, wire = 0, lowest = c->at;
	bool jumped = false;

	out[0] = '\0';
	for (;;) {
		unsigned len = take(&walk, 1);

		if (len >= 0xc0) {
			len = (len & 0x3f) << 8 | take(&walk, 1);
			if (!jumped)
				c->at = walk.at;
			jumped = true;
			walk.bad = walk.bad || len >= lowest;
			lowest = walk.at = len;
		} else if (len > 0x3f) {
			walk.bad = true; /* RFC 6891 5: no other label types */
		} else if (len > 0) {
			put_label(&walk, out, &n, &wire, len);
		}
		if (walk.bad || len == 0)
			break;
	}
	if (!jumped)
		c->at = walk.at;
	c->bad = c->bad || walk.bad;
	if (n == 0)
		memcpy(out, ".", 2);
}

static void take_record(struct cursor *c, struct record *record)
{
	take_name(c, record->owner);
	record->type = take(c, 2);
	record->class = take(c, 2);
	skip(c, 4); /* time to live */
	record->len = take(c, 2);
	record->at = c->at;
	skip(c, record->len);
}

static bool better(const struct dns_record *a, const struct dns_record *b)
{
	if (a->preference != b->preference)
		return a->preference < b->preference;
	return strcmp(a->text, b->text) < 0;
}

/* Is it one that was kept already? The better of the two remains. */
static bool repeats(struct dns_answer *answer, const struct dns_record *record)
{
	struct dns_record *records = answer->records;
	size_t at = 0;

	while (at < answer->n_records &&
		strcmp(records[at].text, record->text) != 0)
		at++;
	if (at == answer->n_records)
		return false;
	answer->n_repeats++;
	if (!better(record, &records[at]))
		return true;
	answer->n_seen--;
	answer->n_records--;
	memmove(&records[at], &records[at + 1],
		(answer->n_records - at) * sizeof(*record));
	return false;
}

/* Keeps the best: when the list is full, the worst falls off. */
static void keep(struct dns_answer *answer, const struct dns_record *record)
{
	size_t at;

	if (repeats(answer, record))
		return;
	at = answer->n_records;
	answer->n_seen++;
	while (at > 0 && better(record, &answer->records[at - 1]))
		at--;
	if (at == DNS_MAX_RECORDS)
		return;
	if (answer->n_records < DNS_MAX_RECORDS)
		answer->n_records++;
	memmove(&answer->records[at + 1], &answer->records[at],
		(answer->n_records - at - 1) * sizeof(*record));
	answer->records[at] = *record;
}

static bool read_data(struct dns_record *out, const struct cursor *message,
	const struct record *record)
{
	/* Names in the data may point before it, but must end within it. */
	struct cursor c = { message->data, record->at + record->len, record->at,
		false };

	out->preference = 0;
	switch (record->type) {
	case DNS_A:
		return record->len == 4 &&
			inet_ntop(AF_INET, c.data + c.at, out->text,
				sizeof(out->text)) != NULL;
	case DNS_AAAA:
		return record->len == 16 &&
			inet_ntop(AF_INET6, c.data + c.at, out->text,
				sizeof(out->text)) != NULL;
	case DNS_MX:
		out->preference = take(&c, 2);
		break;
	default:
		break;
	}
	take_name(&c, out->text);
	return !c.bad && c.at == c.len;
}

struct question {
	struct cursor start; /* at the first answer */
	unsigned n_answers;
};

/* Looks at each answer of @type owned by @answer->name. Keeps them, or with
 * @follow steps to the first one's target. False: malformed. */
static bool walk(struct dns_answer *answer, const struct question *question,
	unsigned type, bool follow, bool *stepped)
{
	struct cursor c = question->start;
	struct record record;
	struct dns_record data;

	*stepped = false;
	for (unsigned i = 0; i < question->n_answers; i++) {
		take_record(&c, &record);
		if (c.bad)
			return false;
		if (record.type != type || record.class != CLASS_IN ||
			strcmp(record.owner, answer->name) != 0)
			continue;
		if (!read_data(&data, &c, &record))
			return false;
		if (follow) {
			memcpy(answer->name, data.text, sizeof(answer->name));
			*stepped = answer->aliased = true;
			return true;
		}
		keep(answer, &data);
	}
	return true;
}

bool dns_answer_read(struct dns_answer *answer, const uint8_t *packet,
	size_t len, enum dns_type type)
{
	struct question question = { { packet, len, 0, false }, 0 };
	struct cursor *c = &question.start;
	bool stepped;

	memset(answer, 0, sizeof(*answer));
	skip(c, 2);
	answer->rcode = take(c, 2) & 0xf;
	if (take(c, 2) != 1)
		return false;
	question.n_answers = take(c, 2);
	skip(c, 4);
	take_name(c, answer->name);
	skip(c, 4);
	if (c->bad)
		return false;
	for (int i = 0; i < MAX_CHAIN; i++) {
		if (!walk(answer, &question, DNS_CNAME, true, &stepped))
			return false;
		if (!stepped)
			return walk(answer, &question, type, false, &stepped);
	}
	return false;
}

const char *dns_rcode_name(unsigned rcode)
{
	static const char *const names[] = { "NOERROR", "FORMERR", "SERVFAIL",
		"NXDOMAIN", "NOTIMP", "REFUSED" };

	return rcode < sizeof(names) / sizeof(*names) ? names[rcode] : "RCODE";
}
