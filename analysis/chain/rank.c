/* SPDX-License-Identifier: ISC */
/*
 * What servers usually prefer, as one number a suite: forward secrecy before
 * none, authenticated encryption before CBC, the longer key before the shorter,
 * everyday key exchanges before exotic ones, broken ciphers last. Only a guess
 * for the order of our lists: a wrong guess costs nothing but an early proof.
 */
#include "analysis/chain/chain.h"
#include "wire/tables/names.h"

static int32_t exchange_rank(enum suite_exchange exchange)
{
	switch (exchange) {
	case EXCHANGE_TLS13:
		return 9000000;
	case EXCHANGE_ECDHE:
		return 3200000;
	case EXCHANGE_DHE:
		return 3000000;
	case EXCHANGE_RSA:
		return 2000000;
	case EXCHANGE_ECDH:
		return 1500000;
	case EXCHANGE_DH_ANON:
	case EXCHANGE_ECDH_ANON:
		return 1000000;
	case EXCHANGE_RSA_EXPORT:
		return 500000;
	default:
		return 100000;
	}
}

static int32_t mac_rank(const struct suite *suite)
{
	if (suite_is_aead(suite))
		return 400000;
	if (!strncmp(suite->mac, "SHA2", 4) || !strncmp(suite->mac, "SHA3", 4))
		return 100000;
	return strcmp(suite->mac, "MD5") ? 50000 : 0;
}

/* Ciphers that a server lists last, if at all. */
static bool is_broken(const struct suite *suite)
{
	return suite->export_grade || suite->strength < 112 ||
		!strcmp(suite->cipher, "RC4") || !strcmp(suite->cipher, "NULL");
}

int32_t rank_suite(uint32_t code)
{
	const struct suite *suite = suite_find(code);

	if (!suite)
		return 0;
	int32_t rank = exchange_rank(suite->exchange) + mac_rank(suite) +
		10 * suite->strength;
	if (!strcmp(suite->auth, "ECDSA"))
		rank += 5;
	if (!strcmp(suite->mode, "GCM"))
		rank += 3;
	return is_broken(suite) ? rank / 10 : rank;
}
