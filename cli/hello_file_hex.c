/* SPDX-License-Identifier: ISC */
/*
 * Hex dumps, line by line:
 *
 *	16 03 01 00 61 01 00	pairs in any spacing, also 0x16, 16:03 and # …
 *	00000000: 1603 0100 …	xxd; two blanks end the bytes
 *	00000000  16 03 …  |…|	hexdump -C; '*' stands for lines like the last
 *	>>> TLS 1.0, …		openssl s_client -msg: what stands below >>>
 *		0x0000:  4500 …	tcpdump -x: each packet, headers taken off
 *
 * Several packets are several hellos; one that goes over more than one packet
 * is for a capture file.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "cli/hello_file_parts.h"

#define ETHERNET 14

enum style { STYLE_PLAIN, STYLE_OPENSSL, STYLE_TCPDUMP };

struct dump {
	struct hello_file *file;
	struct error *error;
	enum style style;
	bool ours;   /* below ">>>" */
	bool offset; /* lines begin with one */
	size_t line;
	uint8_t *bytes; /* of this packet, or all */
	size_t len;
	bool column; /* two blanks are the end of the bytes, as in xxd */
	bool star;   /* lines like the one before were left out */
	bool found;  /* the hello that is wanted was taken */
};

bool hello_file_is_hex(struct slice head)
{
	size_t n = head.len < 512 ? head.len : 512;

	for (size_t i = 0; i < n; i++)
		if ((head.data[i] < ' ' && !strchr("\t\r\n", head.data[i])) ||
			head.data[i] > '~')
			return false;
	return true;
}

static int digit_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static const char *skip_blanks(const char *p)
{
	return p + strspn(p, " \t\r");
}

static size_t count_digits(const char *p)
{
	return strspn(p, "0123456789abcdefABCDEF");
}

/* "0x0010:" of tcpdump. */
static bool is_packet_line(const char *line)
{
	const char *p = skip_blanks(line);
	size_t n;

	if (strncmp(p, "0x", 2) != 0)
		return false;
	n = count_digits(p + 2);
	return n >= 4 && n <= 5 && p[2 + n] == ':';
}

/* An IPv4 or IPv6 header, as a link of @skip bytes carries it: the length of
 * both headers, 0 where there are none. */
static size_t header_length(const struct dump *dump, size_t skip)
{
	const uint8_t *p = dump->bytes + skip;
	size_t left = dump->len > skip ? dump->len - skip : 0, ip = 0;

	if (left >= 20 && p[0] >> 4 == 4 && p[9] == 6)
		ip = (size_t)(p[0] & 15) * 4;
	else if (left >= 40 && p[0] >> 4 == 6 && p[6] == 6)
		ip = 40;
	if (ip < 20 || left < ip + 20)
		return 0;
	return skip + ip + (size_t)(p[ip + 12] >> 4) * 4;
}

static bool take(struct dump *dump, size_t from)
{
	struct hello_file *file = dump->file;
	size_t wanted = file->number ? file->number : 1;

	if (dump->found || file->n != wanted)
		return true;
	dump->found = true;
	return hello_file_take(
		       file, slice_of(dump->bytes + from, dump->len - from)) ||
		hello_file_fail(file, dump->error,
			"a hello has at most %d bytes here", HELLO_FILE_BYTES);
}

/* The packet is over: if it carries a handshake, that is the next hello. */
static bool end_packet(struct dump *dump)
{
	size_t from = header_length(dump, 0);
	bool good = true;

	if (from == 0)
		from = header_length(dump, ETHERNET);
	if (from < dump->len &&
		(dump->bytes[from] == 22 || dump->bytes[from] & 0x80)) {
		dump->file->n++;
		good = take(dump, from);
	}
	dump->len = 0;
	return good;
}

/* Repeats the last line up to @offset. */
static void fill_star(struct dump *dump, size_t offset)
{
	if (!dump->star || offset > HELLO_FILE_BYTES || dump->len < 16)
		return;
	while (dump->len < offset) {
		dump->bytes[dump->len] = dump->bytes[dump->len - 16];
		dump->len++;
	}
	dump->star = false;
}

/* Past the offset that the line begins with. */
static const char *skip_offset(struct dump *dump, const char *line)
{
	const char *p = skip_blanks(line);
	size_t n;

	dump->column = dump->style == STYLE_TCPDUMP;
	if (dump->style == STYLE_TCPDUMP)
		return skip_blanks(strchr(p, ':') + 1);
	n = count_digits(p);
	if (n >= 4 && n <= 16 && p[n] == ':' && p[n + 1] == ' ') {
		dump->offset = dump->column = true;
		return skip_blanks(p + n + 1);
	}
	if (n == 8 && (strchr(p, '|') || dump->star || dump->offset)) {
		dump->offset = true;
		fill_star(dump, strtoul(p, NULL, 16));
		return skip_blanks(p + n);
	}
	dump->offset = false;
	return p;
}

static bool bad_digit(struct dump *dump, const char *p)
{
	return hello_file_fail(dump->file, dump->error,
		"line %zu: '%.20s' is no pair of hex digits; as a hello are "
		"read: the text form (it begins with `hallo hello 1`), bytes, "
		"a hex dump, a transcript",
		dump->line, p);
}

/* Two blanks end the bytes of a line with an offset; a bar those of hexdump. */
static bool is_over(const struct dump *dump, const char *p)
{
	const char *next = skip_blanks(p);

	return *next == '\0' || *next == '#' || *next == '|' ||
		(dump->column && next > p + 1);
}

static bool read_bytes(struct dump *dump, const char *p)
{
	while (!is_over(dump, p)) {
		int high, low;

		p += strspn(p, " \t\r:,");
		if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X'))
			p += 2;
		if (*p == '\0')
			break;
		high = digit_of(p[0]);
		low = high < 0 ? -1 : digit_of(p[1]);
		if (low < 0)
			return bad_digit(dump, p);
		dump->bytes[dump->len++] = (uint8_t)(high << 4 | low);
		p += 2;
	}
	return true;
}

static bool read_line(struct dump *dump, const char *line)
{
	if (dump->style == STYLE_TCPDUMP) {
		if (!is_packet_line(line)) /* its time, addresses and flags */
			return true;
		if (strtoul(skip_blanks(line), NULL, 16) == 0 &&
			!end_packet(dump))
			return false;
	} else if (dump->style == STYLE_OPENSSL) {
		if (line[0] == '>' || line[0] == '<')
			dump->ours = line[0] == '>';
		if (!dump->ours || !strchr(" \t", line[0]))
			return true;
	}
	if (dump->offset && !strcmp(line, "*")) {
		dump->star = true;
		return true;
	}
	return read_bytes(dump, skip_offset(dump, line));
}

static void look_at_style(struct dump *dump, const char *line)
{
	if (is_packet_line(line))
		dump->style = STYLE_TCPDUMP;
	else if (!strncmp(line, ">>> ", 4))
		dump->style = STYLE_OPENSSL;
}

/* Calls @each for every line, which it may not keep. */
static bool for_lines(
	struct dump *dump, bool (*each)(struct dump *dump, const char *line))
{
	char *at = dump->file->text, *end;
	bool good = true;

	for (dump->line = 1; good && *at; dump->line++) {
		end = at + strcspn(at, "\n");
		char mark = *end;

		*end = '\0';
		good = each(dump, at);
		*end = mark;
		at = mark ? end + 1 : end;
	}
	return good;
}

static bool look(struct dump *dump, const char *line)
{
	if (dump->style == STYLE_PLAIN)
		look_at_style(dump, line);
	return true;
}

bool hello_file_from_hex(
	struct hello_file *file, FILE *stream, struct error *error)
{
	struct dump dump = { .file = file, .error = error };
	bool good;

	(void)stream;
	dump.bytes = malloc(file->n_text / 2 + 1 + HELLO_FILE_BYTES);
	if (!dump.bytes)
		abort();
	for_lines(&dump, look);
	good = for_lines(&dump, read_line);
	if (good && dump.style == STYLE_TCPDUMP) {
		good = end_packet(&dump);
	} else if (good) {
		file->n = 1;
		good = take(&dump, 0);
	}
	free(dump.bytes);
	return good &&
		(file->n > 0 ||
			hello_file_fail(file, error,
				"no packet of this dump carries the beginning "
				"of a TLS handshake"));
}
