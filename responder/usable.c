/* SPDX-License-Identifier: ISC */
/*
 * A suite works only if everything that its flight needs is there: a server
 * that has DHE-RSA-AES256-SHA in its list, but no DH size or no fitting
 * signature scheme, behaves as if it had not (RFC 5246 7.4.2 and 7.4.3,
 * RFC 8422 5.1, RFC 7919 4).
 */
#include "responder/usable.h"

enum authentication { AUTH_NONE, AUTH_RSA, AUTH_ECDSA, AUTH_ANY, AUTH_NEVER };

static enum authentication by_name(const char *auth)
{
	if (!strcmp(auth, "RSA"))
		return AUTH_RSA;
	return strcmp(auth, "ECDSA") ? AUTH_NEVER : AUTH_ECDSA;
}

/* A code that no table knows is answered like RSA, with any certificate. DSS,
 * static DH, GOST and SRP would need keys that we have not. */
static enum authentication authentication_of(const struct suite *suite)
{
	if (!suite)
		return AUTH_ANY;
	switch (suite->exchange) {
	case EXCHANGE_RSA:
	case EXCHANGE_RSA_EXPORT:
	case EXCHANGE_DHE:
	case EXCHANGE_ECDHE:
		return by_name(suite->auth);
	case EXCHANGE_RSA_PSK:
		return AUTH_RSA;
	case EXCHANGE_ECDH:
		return AUTH_ECDSA;
	case EXCHANGE_DH_ANON:
	case EXCHANGE_ECDH_ANON:
	case EXCHANGE_PSK:
	case EXCHANGE_DHE_PSK:
	case EXCHANGE_ECDHE_PSK:
	case EXCHANGE_KRB5:
	case EXCHANGE_TLS13:
		return AUTH_NONE;
	case EXCHANGE_DH:
	case EXCHANGE_SRP:
	case EXCHANGE_GOST:
	case EXCHANGE_OTHER:
		break;
	}
	return AUTH_NEVER;
}

static bool plan_key(
	const struct offer *offer, enum authentication auth, struct plan *plan)
{
	switch (auth) {
	case AUTH_NONE:
		return true;
	case AUTH_RSA:
		plan->key = offer->rsa;
		break;
	case AUTH_ECDSA:
		plan->key = offer->ecdsa;
		break;
	case AUTH_ANY:
		plan->key = offer->rsa ? offer->rsa : offer->ecdsa;
		return true;
	case AUTH_NEVER:
		return false;
	}
	return plan->key != NULL;
}

/* EXPORT suites: at most 512 bits, EXPORT1024 suites 1024. 0: no limit. */
static unsigned export_limit(const struct suite *suite)
{
	if (!suite->export_grade)
		return 0;
	return strstr(suite->kx, "1024") ? 1024 : 512;
}

static bool plan_dh(
	const struct offer *offer, const struct suite *suite, struct plan *plan)
{
	unsigned limit = export_limit(suite);

	plan->dh_bits = offer->profile->dh_bits;
	if (offer->dh_refused)
		return false;
	if (limit) {
		if (plan->dh_bits > limit)
			plan->dh_bits = limit;
	} else if (offer->dh_group) {
		plan->dh_group = offer->dh_group;
		plan->dh_bits = group_find(offer->dh_group)->bits;
	}
	return plan->dh_bits >= 64 && plan->dh_bits <= 8 * PROFILE_MAX_DH;
}

/* A temporary key only where the certificate's is too large for the suite
 * (RFC 2246 7.4.3). */
static void plan_export(const struct suite *suite, struct plan *plan)
{
	unsigned limit = export_limit(suite);

	if (plan->key->bits <= limit)
		return;
	plan->temporary = key_find(limit == 512 ? "rsa512" : "rsa1024");
	plan->is_signed = true;
}

static bool plan_exchange(
	const struct offer *offer, const struct suite *suite, struct plan *plan)
{
	plan->exchange = suite->exchange;
	switch (suite->exchange) {
	case EXCHANGE_DHE:
		plan->is_signed = true;
		return plan_dh(offer, suite, plan);
	case EXCHANGE_DH_ANON:
	case EXCHANGE_DHE_PSK:
		return plan_dh(offer, suite, plan);
	case EXCHANGE_ECDHE:
		plan->is_signed = true;
		break;
	case EXCHANGE_ECDH_ANON:
	case EXCHANGE_ECDHE_PSK:
		break;
	case EXCHANGE_RSA_EXPORT:
		plan_export(suite, plan);
		return true;
	default:
		return true;
	}
	plan->curve = offer->curve;
	return plan->curve != NULL;
}

bool usable_plan(const struct offer *offer, uint16_t code, struct plan *plan)
{
	const struct suite *suite = suite_find(code);
	bool tls13 = suite && suite->family == SUITE_TLS13;

	*plan = (struct plan){ .suite = code, .exchange = EXCHANGE_RSA };
	if (offer->version == VERSION_TLS13 && (tls13 || !suite))
		return true;
	if (tls13 != (offer->version == VERSION_TLS13))
		return false;
	if (!plan_key(offer, authentication_of(suite), plan) ||
		(suite && !plan_exchange(offer, suite, plan)))
		return false;
	if (!plan->is_signed || offer->version != VERSION_TLS12)
		return true;
	plan->scheme = plan->key->type == KEY_RSA ? offer->rsa_scheme
						  : offer->ecdsa_scheme;
	return plan->scheme != NULL;
}

/* With a hello that offers everything: no lists sent stands for it, but a
 * profile without P-256 needs its own curve to be offered. */
bool responder_can(
	const struct profile *profile, uint16_t version, uint32_t suite)
{
	int index = profile_version_index(version);
	struct offer offer = { .profile = profile, .version = version };
	struct plan plan;

	if (index < 0 || !profile->versions[index].supported)
		return false;
	if (version == VERSION_SSL2 || suite > 0xffff)
		return version == VERSION_SSL2;
	offer_note_strange(&offer);
	offer.table = &profile->versions[index];
	offer.rsa = profile_key(profile, KEY_RSA);
	offer.ecdsa = profile_key(profile, KEY_ECDSA);
	for (size_t i = 0; !offer.curve && i < profile->n_groups; i++) {
		const struct group *group =
			offer_group(&offer, profile->groups[i]);

		if (group && group_is_curve(group))
			offer.curve = group;
	}
	offer.rsa_scheme = offer.rsa ? scheme_for(offer.rsa, 0x0201) : NULL;
	offer.ecdsa_scheme =
		offer.ecdsa ? scheme_for(offer.ecdsa, 0x0203) : NULL;
	if (profile->dh_rfc7919)
		offer.dh_group = 256;
	return usable_plan(&offer, (uint16_t)suite, &plan);
}
