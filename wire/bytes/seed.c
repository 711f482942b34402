/* SPDX-License-Identifier: ISC */
/*
 * All that is random in a probe follows from one seed (wire/bytes/seed.h):
 * block i is SHA-256(seed, label, 0, i as 32 bits).
 */
#include "wire/bytes/seed.h"

#include <nettle/sha2.h>
#include <string.h>

#include "wire/bytes/writer.h"

void seed_expand(uint8_t *out, size_t len, const uint8_t seed[SEED_SIZE],
	const char *label)
{
	uint8_t number[4];

	for (uint32_t i = 0; len > 0; i++) {
		struct writer w = writer_of(number, sizeof(number));
		size_t n = len < SHA256_DIGEST_SIZE ? len : SHA256_DIGEST_SIZE;
		struct sha256_ctx hash;

		writer_put(&w, 4, i, "seed.block");
		sha256_init(&hash);
		sha256_update(&hash, SEED_SIZE, seed);
		/* the final 0 of the label keeps it apart from the number */
		sha256_update(&hash, strlen(label) + 1, (const uint8_t *)label);
		sha256_update(&hash, sizeof(number), number);
		sha256_digest(&hash, n, out);
		out += n;
		len -= n;
	}
}
