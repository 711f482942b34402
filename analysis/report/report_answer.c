/* SPDX-License-Identifier: ISC */
/*
 * The preferred answer: all that the block of `openssl s_client -starttls smtp`
 * shows, in our own words. In TLS 1.3 the certificate, its signature and ALPN
 * are sealed (RFC 8446 4.3).
 */
#include <string.h>
#include <strings.h>

#include "analysis/report/report_parts.h"

/* The hash behind a signature scheme (RFC 8446 4.2.3, RFC 5246 7.4.1.4.1), as
 * s_client names it; NULL where the scheme has no separate one (Ed25519). */
static const char *scheme_digest(uint16_t scheme)
{
	static const char *const hashes[] = { NULL, "MD5", "SHA1", "SHA224",
		"SHA256", "SHA384", "SHA512" };

	if (scheme >> 8 > 0 && scheme >> 8 < 7)
		return hashes[scheme >> 8];
	switch (scheme) {
	case 0x0804:
	case 0x0809:
	case 0x081A:
		return "SHA256";
	case 0x0805:
	case 0x080A:
	case 0x081B:
		return "SHA384";
	case 0x0806:
	case 0x080B:
	case 0x081C:
		return "SHA512";
	case 0x0708:
		return "SM3";
	default:
		return NULL;
	}
}

/* Before TLS 1.2 the hash is fixed (RFC 2246 7.4.3): MD5 and SHA-1 together
 * for RSA, SHA-1 alone for DSA and ECDSA. */
static const char *signing_digest(const struct observation *o)
{
	const struct suite *suite = o->has_suite ? suite_find(o->suite) : NULL;
	bool exchanged = o->dh_bits || o->export_rsa_bits ||
		o->explicit_curve || o->group;

	if (o->signature_scheme)
		return scheme_digest(o->signature_scheme);
	if (!suite || !exchanged || suite_is_anonymous(suite) ||
		o->version > VERSION_TLS11)
		return NULL;
	return strstr(suite->auth, "RSA") ? "MD5-SHA1" : "SHA1";
}

static const char *group_key_words(struct arena *arena, uint16_t code)
{
	const struct group *group = group_find(code);

	if (!group)
		return arena_printf(arena, "group 0x%04X", code);
	if (!strcasecmp(group->name, "x25519"))
		return "X25519, 253 bits";
	if (!strcasecmp(group->name, "x448"))
		return "X448, 448 bits";
	if (group->type == GROUP_FFDH)
		return arena_printf(arena, "DH, %u bits", group->bits);
	if (group->type == GROUP_EC)
		return arena_printf(arena, "ECDH, %s, %u bits",
			*group->openssl ? group->openssl : group->name,
			group->bits);
	return group->name;
}

/* "Server Temp Key" of s_client. */
static const char *temp_key(struct arena *arena, const struct observation *o)
{
	if (o->dh_bits)
		return arena_printf(arena, "DH, %u bits", o->dh_bits);
	if (o->export_rsa_bits)
		return arena_printf(arena, "RSA, %u bits", o->export_rsa_bits);
	if (o->explicit_curve)
		return "ECDH, explicit curve";
	return o->group ? group_key_words(arena, o->group) : "";
}

static int certificate_of(
	const struct observation *o, const struct observation_log *log)
{
	bool there = log && o->certificate >= 0 &&
		(size_t)o->certificate < log->n_certificates;

	return there ? o->certificate : -1;
}

static struct proof proof_of(struct arena *arena, uint32_t probe)
{
	struct proof proof = { .n = 1, .room = 1 };

	proof.probes = arena_zeroed(arena, 1, sizeof(*proof.probes));
	proof.probes[0] = probe;
	return proof;
}

void report_fill_answer(struct arena *arena, struct report_answer *answer,
	const struct observation *o, const struct observation_log *log)
{
	char room[CODE_ROOM];

	*answer = (struct report_answer){ .seen = o };
	if (!o)
		return;
	*answer = (struct report_answer){
		.seen = true,
		.version = o->version,
		.version_name =
			arena_words(arena, version_text(room, o->version)),
		.suite = arena_words(arena, suite_code_text(room, o->suite)),
		.known = suite_find(o->suite),
		.group = arena_words(arena, group_text(room, o->group)),
		.dh_bits = o->dh_bits,
		.server_temp_key = temp_key(arena, o),
		.signature_scheme = arena_words(
			arena, scheme_text(room, o->signature_scheme)),
		.peer_signing_digest = arena_words(arena, signing_digest(o)),
		.certificate = certificate_of(o, log),
		.sealed = o->version >= VERSION_TLS13,
		.client_certificate_requested = o->client_certificate_requested,
		.secure_renegotiation = o->secure_renegotiation,
		.compression = arena_words(
			arena, compression_text(room, o->compression)),
		.alpn = arena_bytes(
			arena, o->alpn, strnlen(o->alpn, sizeof(o->alpn))),
		.bytes_in = o->bytes_in,
		.bytes_out = o->bytes_out,
		.proof = proof_of(arena, o->probe),
	};
}
