/* SPDX-License-Identifier: ISC */
/*
 * See scope.h. The registries are those of RFC 6890; what else they hold
 * (documentation, benchmarks, shared address space) is nobody's own machine.
 */
#include "net/dns/scope.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

struct range {
	uint8_t prefix[16];
	unsigned bits;
	enum address_scope scope;
};

static const struct range v4_ranges[] = {
	{ { 0 }, 8, SCOPE_UNSPECIFIED }, /* RFC 1122 3.2.1.3 */
	{ { 10 }, 8, SCOPE_PRIVATE }, { { 127 }, 8, SCOPE_LOOPBACK },
	{ { 169, 254 }, 16, SCOPE_LINK_LOCAL },
	{ { 172, 16 }, 12, SCOPE_PRIVATE }, { { 192, 168 }, 16, SCOPE_PRIVATE },
	{ { 224 }, 4, SCOPE_MULTICAST },
	{ { 255, 255, 255, 255 }, 32, SCOPE_MULTICAST }, /* all, RFC 919 */
};

static const struct range v6_ranges[] = {
	{ { 0 }, 128, SCOPE_UNSPECIFIED },
	{ { [15] = 1 }, 128, SCOPE_LOOPBACK },
	{ { 0xfe, 0x80 }, 10, SCOPE_LINK_LOCAL },
	{ { 0xfe, 0xc0 }, 10, SCOPE_UNIQUE_LOCAL }, /* RFC 3879 */
	{ { 0xfc }, 7, SCOPE_UNIQUE_LOCAL },
	{ { 0xff }, 8, SCOPE_MULTICAST },
};

/* IPv6 addresses that hold one of IPv4, and where. */
static const struct {
	uint8_t prefix[12];
	unsigned bits;
	size_t at;
} holders[] = {
	{ { [10] = 0xff, [11] = 0xff }, 96, 12 }, /* mapped, RFC 4291 2.5.5.2 */
	{ { 0 }, 96, 12 },			  /* compatible, 2.5.5.1 */
	{ { 0, 0x64, 0xff, 0x9b }, 96, 12 },	  /* NAT64, RFC 6052 2.1 */
	{ { 0x20, 0x02 }, 16, 2 },		  /* 6to4, RFC 3056 2 */
};

static bool begins_with(
	const uint8_t *address, const uint8_t *prefix, unsigned bits)
{
	unsigned whole = bits / 8, rest = bits % 8;

	if (memcmp(address, prefix, whole) != 0)
		return false;
	return !rest || (address[whole] ^ prefix[whole]) >> (8 - rest) == 0;
}

static enum address_scope scope_among(
	const struct range *ranges, size_t n, const uint8_t *address)
{
	for (size_t i = 0; i < n; i++)
		if (begins_with(address, ranges[i].prefix, ranges[i].bits))
			return ranges[i].scope;
	return SCOPE_GLOBAL;
}

static enum address_scope scope_v4(const uint8_t *address)
{
	return scope_among(
		v4_ranges, sizeof(v4_ranges) / sizeof(*v4_ranges), address);
}

static enum address_scope scope_v6(const uint8_t *address)
{
	enum address_scope scope = scope_among(
		v6_ranges, sizeof(v6_ranges) / sizeof(*v6_ranges), address);

	if (scope != SCOPE_GLOBAL)
		return scope;
	for (size_t i = 0; i < sizeof(holders) / sizeof(*holders); i++)
		if (begins_with(address, holders[i].prefix, holders[i].bits))
			return scope_v4(address + holders[i].at);
	return SCOPE_GLOBAL;
}

enum address_scope address_scope_of(const char *text)
{
	char bare[INET6_ADDRSTRLEN];
	size_t len = strcspn(text, "%@");
	uint8_t bytes[16];

	if (len >= sizeof(bare))
		return SCOPE_GLOBAL;
	memcpy(bare, text, len);
	bare[len] = '\0';
	if (inet_pton(AF_INET, bare, bytes) == 1)
		return scope_v4(bytes);
	return inet_pton(AF_INET6, bare, bytes) == 1 ? scope_v6(bytes)
						     : SCOPE_GLOBAL;
}
