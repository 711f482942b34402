/* SPDX-License-Identifier: ISC */
/*
 * Random servers for the simulator and their floor, see simulator.h. They only
 * get suites that the responder can really use (certificate, group and DH size
 * are there), so that the profile is the truth.
 */
#include "tests/analysis/simulator.h"

#include <stdlib.h>

uint64_t dice_throw(struct dice *dice)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

size_t dice_below(struct dice *dice, size_t n)
{
	return (size_t)(dice_throw(dice) % n);
}

static bool usable(const struct suite *suite, bool ecdsa)
{
	if (!suite_is_candidate(suite) || suite->family != SUITE_TLS12 ||
		suite->code > 0xffff)
		return false;
	switch (suite->exchange) {
	case EXCHANGE_RSA:
		return !strcmp(suite->auth, "RSA");
	case EXCHANGE_DHE:
		return !strcmp(suite->auth, "RSA") && !suite->export_grade;
	case EXCHANGE_ECDHE:
		return !strcmp(suite->auth, "RSA") ||
			(ecdsa && !strcmp(suite->auth, "ECDSA"));
	case EXCHANGE_DH_ANON:
		return !suite->export_grade;
	case EXCHANGE_ECDH_ANON:
		return true;
	default:
		return false;
	}
}

static bool fits(const struct suite *suite, uint16_t version)
{
	return suite->min_version <= version ||
		(version == VERSION_SSL3 &&
			suite->min_version <= VERSION_TLS10);
}

static size_t pool(uint32_t *codes, uint16_t version, bool ecdsa)
{
	size_t n = 0;

	for (size_t i = 0; i < suite_table_len; i++) {
		const struct suite *suite = &suite_table[i];
		bool elliptic = suite->exchange == EXCHANGE_ECDHE ||
			suite->exchange == EXCHANGE_ECDH_ANON;
		if (version == VERSION_SSL3 && elliptic)
			continue;
		if (usable(suite, ecdsa) && fits(suite, version))
			codes[n++] = suite->code;
	}
	return n;
}

static void shuffle(struct dice *dice, uint32_t *codes, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = dice_below(dice, i);
		uint32_t swap = codes[i - 1];
		codes[i - 1] = codes[k];
		codes[k] = swap;
	}
}

static int usual_order(const void *a, const void *b)
{
	const struct suite *x = suite_find(*(const uint32_t *)a);
	const struct suite *y = suite_find(*(const uint32_t *)b);

	if (x->strength != y->strength)
		return x->strength < y->strength ? 1 : -1;
	return x->code < y->code ? 1 : -1;
}

static void random_suites(struct profile_version *v, struct dice *dice,
	uint16_t version, bool ecdsa)
{
	static const uint32_t newest[] = { 0x1301, 0x1302, 0x1303, 0x1304,
		0x1305 };
	static const uint32_t kinds[] = { 0x010080, 0x020080, 0x030080,
		0x040080, 0x050080, 0x060040, 0x0700c0 };
	uint32_t codes[600];
	size_t n;

	if (version == VERSION_TLS13) {
		memcpy(codes, newest, sizeof(newest));
		n = 5;
	} else if (version == VERSION_SSL2) {
		memcpy(codes, kinds, sizeof(kinds));
		n = 7;
	} else {
		n = pool(codes, version, ecdsa);
	}
	shuffle(dice, codes, n);
	v->n_suites = 1 + dice_below(dice, n < 40 ? n : 40);
	if (version != VERSION_TLS13 && version != VERSION_SSL2 &&
		dice_below(dice, 2))
		qsort(codes, v->n_suites, sizeof(*codes), usual_order);
	memcpy(v->suites, codes, v->n_suites * sizeof(*codes));
}

static void random_versions(struct profile *profile, struct dice *dice)
{
	static const uint8_t usual[] = { 0x30, 0x10, 0x1c, 0x3c, 0x3e, 0x1e,
		0x3f, 0x1f, 0x20, 0x0c, 0x04, 0x06, 0x07, 0x02, 0x18, 0x38 };
	uint8_t set = usual[dice_below(dice, sizeof(usual))];

	for (int i = 0; i < PROFILE_VERSIONS; i++)
		profile->versions[i].supported = set & 1 << i;
}

void random_profile(struct profile *profile, struct dice *dice)
{
	static const unsigned sizes[] = { 512, 768, 1024, 2048, 4096 };
	static const uint16_t curves[] = { 29, 23, 24, 25, 30, 26, 22 };
	bool ecdsa = dice_below(dice, 2);

	profile_init(profile);
	random_versions(profile, dice);
	for (int i = 0; i < PROFILE_VERSIONS; i++)
		if (profile->versions[i].supported)
			random_suites(&profile->versions[i], dice,
				profile_version_codes[i], ecdsa);
	profile->order = dice_below(dice, 4) ? ORDER_SERVER
		: dice_below(dice, 2)	     ? ORDER_CLIENT
					     : ORDER_CHACHA;
	profile->dh_bits = sizes[dice_below(dice, 5)];
	profile->dh_rfc7919 = dice_below(dice, 2);
	profile->dhe_needs_no_rfc7919 = !dice_below(dice, 5);
	profile->n_groups = 0;
	profile->groups[profile->n_groups++] = 23; /* the test key's curve */
	for (size_t i = 0; i < sizeof(curves) / sizeof(*curves); i++)
		if (curves[i] != 23 && dice_below(dice, 2))
			profile->groups[profile->n_groups++] = curves[i];
	profile->n_certificates = ecdsa ? 2 : 1;
	strcpy(profile->certificates[0], "rsa2048");
	strcpy(profile->certificates[1], "ecdsa256");
	profile->secure_renegotiation = dice_below(dice, 2);
	profile->version_refusal.alert = dice_below(dice, 3) ? 70 : 40;
}

bool profile_has_dhe(const struct profile *profile, int version)
{
	const struct profile_version *v = &profile->versions[version];

	for (size_t i = 0; i < v->n_suites; i++)
		if (suite_uses_dhe(suite_find(v->suites[i])))
			return v->supported;
	return false;
}

size_t profile_pieces(const struct profile *profile)
{
	size_t n = 0;

	for (int i = 2; i <= 4; i++)
		n += profile->versions[i].supported ? 2 : 0;
	return n;
}

size_t profile_floor(const struct profile *profile)
{
	size_t floor = 1; /* SSL 2 */
	bool lower_absent = false, any = false;

	for (int i = 1; i < PROFILE_VERSIONS; i++) {
		const struct profile_version *v = &profile->versions[i];
		if (v->supported)
			floor += v->n_suites + 1;
		if (v->supported && i >= 2 && i <= 4 &&
			profile_has_dhe(profile, i))
			floor += 2;
		if (!v->supported && !any)
			lower_absent = true;
		any = any || v->supported;
	}
	return floor + lower_absent + !profile->versions[5].supported;
}
