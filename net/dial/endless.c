/* SPDX-License-Identifier: ISC */
/* See endless.h. Each block is whole lines or whole records. */
#include "net/dial/endless.h"

static size_t repeat(
	uint8_t block[ENDLESS_BLOCK], const void *words, size_t len)
{
	size_t n = 0;

	for (; n + len <= ENDLESS_BLOCK; n += len)
		memcpy(block + n, words, len);
	return n;
}

size_t endless_greeting(
	uint8_t block[ENDLESS_BLOCK], const struct dialog_kind *kind)
{
	static const char smtp[] = "220-please wait\r\n";
	static const char other[] = "* please wait\r\n";
	const char *words =
		kind->protocol && !strcmp(kind->protocol->name, "smtp") ? smtp
									: other;

	return repeat(block, words, strlen(words));
}

/* A certificate message that claims 16 MB, in records of full size. */
static size_t endless_message(uint8_t block[ENDLESS_BLOCK])
{
	static const uint8_t begin[] = { 22, 3, 1, 0x40, 0x00, 11, 0xff, 0xff,
		0xff };

	memset(block, 0, ENDLESS_BLOCK);
	memcpy(block, begin, sizeof(begin));
	return ENDLESS_BLOCK;
}

size_t endless_answer(uint8_t block[ENDLESS_BLOCK], enum hello_fate fate)
{
	static const uint8_t warning[] = { 21, 3, 1, 0, 2, 1, 112 };

	if (fate == FATE_RECORDS)
		return endless_message(block);
	if (fate == FATE_WARNINGS)
		return repeat(block, warning, sizeof(warning));
	return repeat(block, "hallo? ", 7);
}
