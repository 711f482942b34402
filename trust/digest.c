/* SPDX-License-Identifier: ISC */
/*
 * SHA-256 (FIPS 180-4) of bytes that lie together.
 */
#include "trust/digest.h"

#include <nettle/sha2.h>

void sha256_of(uint8_t digest[32], struct slice bytes)
{
	struct sha256_ctx ctx;

	sha256_init(&ctx);
	sha256_update(&ctx, bytes.len, bytes.data);
	sha256_digest(&ctx, SHA256_DIGEST_SIZE, digest);
}
