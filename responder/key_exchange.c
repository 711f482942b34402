/* SPDX-License-Identifier: ISC */
/*
 * ServerKeyExchange: the parameters, and over both randoms and them the
 * signature (RFC 5246 7.4.3, RFC 8422 5.4, RFC 4279 for the PSK hint, RFC 2246
 * 7.4.3 for the temporary RSA key of EXPORT suites).
 */
#include "responder/job.h"

#include "responder/share.h"
#include "responder/signer.h"

/* a prime, a public value, a signature */
#define PARAMS_ROOM (2 * PROFILE_MAX_DH + SIGNATURE_ROOM + 64)

static void write_dh(
	struct job *job, struct writer *params, const struct plan *plan)
{
	const struct profile *p = job->profile;
	uint8_t room[PROFILE_MAX_DH], ys[PROFILE_MAX_DH];
	static const uint8_t two = 2;
	struct slice prime;

	if (p->dh_prime_len && !plan->dh_group && plan->dh_bits == p->dh_bits)
		prime = slice_of(p->dh_prime, p->dh_prime_len);
	else
		prime = dh_prime_of(plan->dh_bits, plan->dh_group, room);
	dh_public(ys, prime, job->seed, job->signer != NULL);
	key_exchange_write_dh(
		params, prime, slice_of(&two, 1), slice_of(ys, prime.len));
}

/* A curve over the field of secp256r1, or over that of sect163k1, by numbers.
 * The field is true, the rest only has the right lengths. */
static void write_explicit(struct job *job, struct writer *params)
{
	static const uint8_t p256[32] = { 255, 255, 255, 255, 0, 0, 0, 1, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255,
		255, 255, 255, 255, 255 };
	bool prime = job->profile->quirks.explicit_curve == EXPLICIT_PRIME;
	uint8_t bytes[65];
	size_t n = prime ? 32 : 21;

	seed_expand(bytes, sizeof(bytes), job->seed, "explicit");
	bytes[0] = 4;
	key_exchange_write_explicit(params,
		prime ? slice_of(p256, 32) : slice_of(NULL, 0),
		slice_of(bytes + 1, n), slice_of(bytes, 2 * n + 1));
}

static void write_ecdh(
	struct job *job, struct writer *params, const struct plan *plan)
{
	uint8_t point[SHARE_ROOM];
	size_t len =
		share_write(point, plan->curve, job->seed, job->signer != NULL);

	if (job->profile->quirks.explicit_curve == EXPLICIT_NEVER)
		key_exchange_write_ecdh(
			params, plan->curve->code, slice_of(point, len));
	else
		write_explicit(job, params);
}

static void write_rsa(
	struct job *job, struct writer *params, const struct plan *plan)
{
	static const uint8_t exponent[] = { 1, 0, 1 };
	uint8_t modulus[128];

	signer_modulus(job->signer, modulus, plan->temporary, job->seed);
	key_exchange_write_rsa(params,
		slice_of(modulus, plan->temporary->bits / 8),
		slice_of(exponent, sizeof(exponent)));
}

/* Without a hint the plain exchanges have no message at all (RFC 4279 2). */
static void write_hint(
	struct job *job, struct writer *params, const struct plan *plan)
{
	const char *hint = job->profile->quirks.psk_hint;
	size_t scope;

	switch (plan->exchange) {
	case EXCHANGE_PSK:
	case EXCHANGE_RSA_PSK:
		if (!hint[0])
			return;
		break;
	case EXCHANGE_DHE_PSK:
	case EXCHANGE_ECDHE_PSK:
		break;
	default:
		return;
	}
	scope = writer_open(params, 2, "psk_identity_hint.length");
	writer_bytes(params, hint, strlen(hint), "psk_identity_hint");
	writer_close(params, scope);
}

static void write_params(
	struct job *job, struct writer *params, const struct plan *plan)
{
	write_hint(job, params, plan);
	if (plan->temporary)
		write_rsa(job, params, plan);
	else if (plan->curve)
		write_ecdh(job, params, plan);
	else if (plan->dh_bits)
		write_dh(job, params, plan);
}

static void write_signature(
	struct job *job, struct writer *body, const struct plan *plan)
{
	const struct slice parts[] = { slice_of(job->client_random, 32),
		slice_of(job->server_random, 32), writer_done(body) };
	uint8_t signature[SIGNATURE_ROOM];
	size_t len = signer_sign(job->signer, signature, plan->key,
		plan->scheme, parts, 3, job->seed);
	size_t scope;

	if (plan->scheme)
		writer_put(body, 2, plan->scheme->code, "signature_scheme");
	scope = writer_open(body, 2, "signature.length");
	writer_bytes(body, signature, len, "signature");
	writer_close(body, scope);
}

void server_key_exchange_write(
	struct job *job, struct writer *messages, const struct plan *plan)
{
	uint8_t room[PARAMS_ROOM];
	struct writer body = writer_of(room, sizeof(room));

	write_params(job, &body, plan);
	if (!body.len)
		return;
	if (plan->is_signed)
		write_signature(job, &body, plan);
	handshake_write(messages, 12, writer_done(&body));
}
