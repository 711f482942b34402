/* SPDX-License-Identifier: ISC */
/*
 * Hex dumps, line by line (wire/text/hex_dump.h). A first look finds the kind,
 * since tcpdump and openssl put words between.
 */
#include "wire/text/hex_dump.h"
#include "wire/bytes/record.h"

#define ETHERNET 14
#define STAR_MAX (256 * 1024)

enum style { STYLE_PLAIN, STYLE_OPENSSL, STYLE_TCPDUMP };

struct dump {
	struct writer *w;
	struct hex_dump_mistake *mistake;
	enum style style;
	size_t start; /* of the bytes of this packet, or of all */
	size_t number, n;
	size_t line;
	enum reading {
		READS,
		TAKEN, /* the wanted packet: nothing more is read */
		BAD,
	} reading;
	bool ours;   /* below ">>>" */
	bool offset; /* lines begin with one */
	bool column; /* two blanks are the end of the bytes, as in xxd */
	bool star;   /* lines like the one before were left out */
};

static int digit_of(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_blank(uint8_t c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The letter at @at; 0 behind the end. */
static uint8_t letter(struct slice s, size_t at)
{
	return at < s.len ? s.data[at] : 0;
}

static struct slice skip(struct slice s, size_t n)
{
	return slice_of(s.data + n, s.len - n);
}

static struct slice skip_blanks(struct slice s)
{
	size_t n = 0;

	while (n < s.len && is_blank(s.data[n]))
		n++;
	return skip(s, n);
}

static size_t count_digits(struct slice s)
{
	size_t n = 0;

	while (n < s.len && digit_of(s.data[n]) >= 0)
		n++;
	return n;
}

/* Of at most 8 digits. */
static size_t number_of(struct slice s, size_t digits)
{
	size_t number = 0;

	for (size_t i = 0; i < digits && i < 8; i++)
		number = number << 4 | (size_t)digit_of(s.data[i]);
	return number;
}

static bool begins(struct slice s, const char *text)
{
	size_t n = strlen(text);

	return s.len >= n && memcmp(s.data, text, n) == 0;
}

/* "0x0010:" of tcpdump; sets *digits to their number. */
static bool is_packet_line(struct slice line, size_t *digits)
{
	struct slice s = skip_blanks(line);

	if (!begins(s, "0x"))
		return false;
	*digits = count_digits(skip(s, 2));
	return *digits >= 4 && *digits <= 5 && letter(s, 2 + *digits) == ':';
}

/* An IPv4 or IPv6 header and one of TCP, as a link of @link bytes carries them:
 * the length of all; 0 where there are none. */
static size_t header_length(struct slice packet, size_t link)
{
	struct slice ip = skip(packet, packet.len < link ? packet.len : link);
	size_t n = 0;

	if (ip.len >= 20 && ip.data[0] >> 4 == 4 && ip.data[9] == 6)
		n = (size_t)(ip.data[0] & 15) * 4;
	else if (ip.len >= 40 && ip.data[0] >> 4 == 6 && ip.data[6] == 6)
		n = 40;
	if (n < 20 || ip.len < n + 20)
		return 0;
	return link + n + (size_t)(ip.data[n + 12] >> 4) * 4;
}

/* The packet is over: if it carries a handshake, that is the next hello. */
static void end_packet(struct dump *dump)
{
	struct writer *w = dump->w;
	struct slice packet =
		slice_of(w->data + dump->start, w->len - dump->start);
	size_t from = header_length(packet, 0);

	if (from == 0)
		from = header_length(packet, ETHERNET);
	w->len = dump->start;
	if (from >= packet.len ||
		(packet.data[from] != CONTENT_HANDSHAKE &&
			!(packet.data[from] & 0x80)))
		return;
	if (++dump->n != dump->number)
		return;
	memmove(w->data + dump->start, packet.data + from, packet.len - from);
	w->len += packet.len - from;
	dump->reading = TAKEN;
}

/* Repeats the last line up to @offset. */
static void fill_star(struct dump *dump, size_t offset)
{
	struct writer *w = dump->w;

	if (!dump->star || offset > STAR_MAX || w->len < dump->start + 16)
		return;
	while (writer_ok(w) && w->len - dump->start < offset)
		writer_put(w, 1, w->data[w->len - 16], "hex_dump");
	dump->star = false;
}

static bool has_bar(struct slice s)
{
	return s.len > 0 && memchr(s.data, '|', s.len);
}

/* Past the offset that the line begins with. */
static struct slice skip_offset(struct dump *dump, struct slice line)
{
	struct slice s = skip_blanks(line);
	size_t n = count_digits(s);

	dump->column = true;
	if (dump->style == STYLE_TCPDUMP) {
		is_packet_line(line, &n);
		return skip_blanks(skip(s, 2 + n + 1));
	}
	if (n >= 4 && n <= 16 && letter(s, n) == ':' &&
		is_blank(letter(s, n + 1))) {
		dump->offset = true;
		return skip_blanks(skip(s, n + 1));
	}
	dump->column = false;
	if (n == 8 && (dump->offset || dump->star || has_bar(s))) {
		dump->offset = true;
		fill_star(dump, number_of(s, n));
		return skip_blanks(skip(s, n));
	}
	dump->offset = false;
	return s;
}

static void bad_digit(struct dump *dump, struct slice s)
{
	size_t n = 0, room = sizeof(dump->mistake->word) - 1;

	dump->reading = BAD;
	dump->mistake->line = dump->line;
	for (; n < s.len && n < room && !is_blank(s.data[n]); n++)
		dump->mistake->word[n] = (char)s.data[n];
	dump->mistake->word[n] = '\0';
}

/* Two blanks end the bytes of a line with an offset; a bar those of hexdump. */
static bool is_over(const struct dump *dump, struct slice s)
{
	struct slice next = skip_blanks(s);
	uint8_t c = letter(next, 0);

	return c == 0 || c == '#' || c == '|' ||
		(dump->column && s.len > next.len + 1);
}

static struct slice skip_between(struct slice s)
{
	while (s.len > 0 &&
		(is_blank(s.data[0]) || s.data[0] == ':' || s.data[0] == ','))
		s = skip(s, 1);
	return begins(s, "0x") || begins(s, "0X") ? skip(s, 2) : s;
}

static void read_bytes(struct dump *dump, struct slice s)
{
	while (!is_over(dump, s)) {
		int high, low;

		s = skip_between(s);
		if (s.len == 0)
			return;
		high = digit_of(s.data[0]);
		low = s.len > 1 ? digit_of(s.data[1]) : -1;
		if (high < 0 || low < 0) {
			bad_digit(dump, s);
			return;
		}
		writer_put(dump->w, 1, (uint32_t)(high << 4 | low), "hex_dump");
		s = skip(s, 2);
	}
}

static void read_line(struct dump *dump, struct slice line)
{
	size_t digits;

	if (dump->style == STYLE_TCPDUMP) {
		if (!is_packet_line(line, &digits)) /* time, addresses, flags */
			return;
		if (number_of(skip(skip_blanks(line), 2), digits) == 0)
			end_packet(dump);
	} else if (dump->style == STYLE_OPENSSL) {
		if (letter(line, 0) == '>' || letter(line, 0) == '<')
			dump->ours = line.data[0] == '>';
		if (!dump->ours || !is_blank(letter(line, 0)))
			return;
	} else if (dump->offset && line.len == 1 && line.data[0] == '*') {
		dump->star = true;
		return;
	}
	if (dump->reading != TAKEN)
		read_bytes(dump, skip_offset(dump, line));
}

static bool next_line(struct slice *rest, struct slice *line)
{
	const uint8_t *end;
	size_t n;

	if (rest->len == 0)
		return false;
	end = memchr(rest->data, '\n', rest->len);
	n = end ? (size_t)(end - rest->data) : rest->len;
	*line = slice_of(rest->data, n);
	*rest = skip(*rest, end ? n + 1 : n);
	return true;
}

static enum style style_of(struct slice text)
{
	struct slice line;
	size_t digits;

	while (next_line(&text, &line)) {
		if (is_packet_line(line, &digits))
			return STYLE_TCPDUMP;
		if (begins(line, ">>> "))
			return STYLE_OPENSSL;
	}
	return STYLE_PLAIN;
}

size_t hex_dump_read(struct writer *w, struct slice text, size_t number,
	struct hex_dump_mistake *mistake)
{
	struct dump dump = { .w = w, .mistake = mistake, .number = number };
	size_t start = w->len;
	struct slice line;

	*mistake = (struct hex_dump_mistake){ 0 };
	dump.style = style_of(text);
	dump.start = start;
	while (dump.reading == READS && writer_ok(w) &&
		next_line(&text, &line)) {
		dump.line++;
		read_line(&dump, line);
	}
	if (dump.reading == BAD)
		return 0;
	if (dump.style == STYLE_TCPDUMP) {
		if (dump.reading != TAKEN)
			end_packet(&dump);
		if (dump.reading != TAKEN)
			w->len = start;
		return dump.n;
	}
	if (number > 1)
		w->len = start;
	return 1;
}
