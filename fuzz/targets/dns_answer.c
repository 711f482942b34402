/* SPDX-License-Identifier: ISC */
/*
 * Fuzzes the reader of DNS messages: dns_answer_read() of net/dns/dns_answer.c,
 * for each type. What was read keeps the cap, is sorted, and holds no byte that
 * could not be shown.
 */
#include "net/dns/dns_answer.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void assert_shown(const char *text)
{
	size_t len = strnlen(text, DNS_NAME_TEXT);

	assert(len > 0 && len < DNS_NAME_TEXT);
	for (size_t i = 0; i < len; i++)
		assert(text[i] > 0x20 && text[i] < 0x7f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum dns_type types[] = { DNS_A, DNS_AAAA, DNS_MX };
	static struct dns_answer answer;

	for (size_t t = 0; t < sizeof(types) / sizeof(*types); t++) {
		if (!dns_answer_read(&answer, data, size, types[t]))
			continue;
		assert_shown(answer.name);
		assert(answer.n_records <= DNS_MAX_RECORDS);
		assert(answer.n_records <= answer.n_seen);
		for (size_t i = 0; i < answer.n_records; i++) {
			assert_shown(answer.records[i].text);
			assert(i == 0 ||
				answer.records[i - 1].preference <=
					answer.records[i].preference);
		}
	}
	return 0;
}
