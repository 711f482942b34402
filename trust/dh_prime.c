/* SPDX-License-Identifier: ISC */
/*
 * Looks a Diffie-Hellman modulus up among the known ones. Why it matters: a
 * prime that thousands of servers share is worth the precomputation that breaks
 * all of them (Logjam, 2015), and one known modulus is not even prime.
 */
#include "trust/dh_prime.h"
#include "trust/digest.h"

#define SAFE true, false
#define PLAIN false, false
#define COMPOSITE false, true
#define ROW(name, bits, kind, safe, composite, sha256)                         \
	{ name, bits, DH_PRIME_##kind, composite, safe, sha256 },
#define DH_PRIME(name, bits, kind, shape, sha256)                              \
	EXPAND(name, bits, kind, shape, sha256)
#define EXPAND(...) ROW(__VA_ARGS__)
static const struct dh_prime primes[] = {
#include "trust/dh_primes.def"
};
#undef DH_PRIME

static const struct {
	unsigned bits;
	bool rfc7919;
	const char *bytes;
} standards[] = {
#define DH_STANDARD(bits, rfc7919, bytes) { bits, rfc7919, bytes },
#include "trust/dh_standard.def"
#undef DH_STANDARD
};

static struct slice without_zeros(struct slice number)
{
	while (number.len > 0 && number.data[0] == 0) {
		number.data++;
		number.len--;
	}
	return number;
}

const struct dh_prime *dh_prime_find(struct slice p)
{
	uint8_t digest[32];

	sha256_of(digest, without_zeros(p));
	for (size_t i = 0; i < sizeof(primes) / sizeof(*primes); i++)
		if (!memcmp(primes[i].sha256, digest, sizeof(digest)))
			return &primes[i];
	return NULL;
}

struct slice dh_prime_standard(unsigned bits, bool rfc7919)
{
	for (size_t i = 0; i < sizeof(standards) / sizeof(*standards); i++)
		if (standards[i].bits == bits &&
			standards[i].rfc7919 == rfc7919)
			return slice_of(standards[i].bytes, bits / 8);
	return slice_of(NULL, 0);
}

unsigned number_bits(struct slice number)
{
	unsigned bits = 0;

	number = without_zeros(number);
	if (number.len == 0)
		return 0;
	for (unsigned top = number.data[0]; top > 0; top >>= 1)
		bits++;
	return bits + 8 * (unsigned)(number.len - 1);
}
