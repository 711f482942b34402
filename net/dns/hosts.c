/* SPDX-License-Identifier: ISC */
/*
 * Reads hosts(5) line by line, word by word, without touching the text. Names
 * are compared without regard to ASCII case (RFC 4343).
 */
#include "net/dns/hosts.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#define MAX_FILE ((size_t)1 << 20)
#define BLANKS " \t\r\v\f"

char *hosts_load(const char *path)
{
	char *text = calloc(MAX_FILE + 1, 1);
	FILE *file;
	size_t len = 0;

	if (text == NULL)
		abort();
	file = fopen(path, "re");
	if (file != NULL) {
		len = fread(text, 1, MAX_FILE, file);
		fclose(file);
	}
	while (len == MAX_FILE && len > 0 && text[len - 1] != '\n')
		text[--len] = '\0';
	for (size_t i = 0; i < len; i++)
		if (text[i] == '\0')
			text[i] = ' ';
	return text;
}

struct word {
	const char *at;
	size_t len;
};

/* The next word before @end or a comment; false: the line is over. */
static bool next_word(struct word *word, const char **at, const char *end)
{
	while (*at < end && strchr(BLANKS, **at) != NULL)
		(*at)++;
	word->at = *at;
	while (*at < end && **at != '#' && strchr(BLANKS, **at) == NULL)
		(*at)++;
	word->len = (size_t)(*at - word->at);
	return word->len > 0;
}

static bool word_is(const struct word *word, const char *name)
{
	return word->len == strlen(name) &&
		strncasecmp(word->at, name, word->len) == 0;
}

static bool read_address(struct host_address *address, const struct word *word)
{
	char plain[INET6_ADDRSTRLEN];
	unsigned char binary[16];

	if (word->len >= sizeof(plain))
		return false;
	memcpy(plain, word->at, word->len);
	plain[word->len] = '\0';
	address->family = strchr(plain, ':') == NULL ? AF_INET : AF_INET6;
	return inet_pton(address->family, plain, binary) == 1 &&
		inet_ntop(address->family, binary, address->text,
			sizeof(address->text)) != NULL;
}

static bool line_has(const char *at, const char *end, const char *name)
{
	struct word word;

	while (next_word(&word, &at, end))
		if (word_is(&word, name))
			return true;
	return false;
}

/* Cuts the next line off *text and reads its address; false: the text is over.
 * @names is where the names begin, NULL when this is no line of ours. */
static bool next_line(const char **text, struct host_address *address,
	const char **names, const char **end)
{
	struct word word;

	if (**text == '\0')
		return false;
	*names = *text;
	*end = *text + strcspn(*text, "\n");
	*text = **end == '\n' ? *end + 1 : *end;
	if (!next_word(&word, names, *end) || !read_address(address, &word))
		*names = NULL;
	return true;
}

static bool listed(const struct host_address *list, size_t n,
	const struct host_address *address)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].text, address->text) == 0)
			return true;
	return false;
}

size_t hosts_find(struct host_address *list, size_t max, const char *text,
	const char *name, int family)
{
	struct host_address address;
	const char *names, *end;
	size_t n = 0;

	while (n < max && next_line(&text, &address, &names, &end)) {
		if (names == NULL || !line_has(names, end, name))
			continue;
		if (family != AF_UNSPEC && family != address.family)
			continue;
		if (!listed(list, n, &address))
			list[n++] = address;
	}
	return n;
}

static bool dotted_name(
	char *out, size_t size, const char *names, const char *end)
{
	struct word word;

	while (next_word(&word, &names, end)) {
		if (memchr(word.at, '.', word.len) == NULL || word.len >= size)
			continue;
		memcpy(out, word.at, word.len);
		out[word.len] = '\0';
		return true;
	}
	return false;
}

bool hosts_fqdn(char *out, size_t size, const char *text, const char *name)
{
	struct host_address address;
	const char *names, *end;

	while (next_line(&text, &address, &names, &end))
		if (names != NULL && line_has(names, end, name) &&
			dotted_name(out, size, names, end))
			return true;
	return false;
}
