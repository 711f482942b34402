/* SPDX-License-Identifier: ISC */
/*
 * Rules on Diffie-Hellman: the size of the prime and whether the world knows
 * it. A weak prime is called a cause only for the senders that refuse it; most
 * of those in use take 1024 bits without a word.
 */
#include "analysis/rules/finding_parts.h"

#define DH_ENOUGH 2048

static bool is_weak(unsigned bits)
{
	return bits > 0 && bits < DH_ENOUGH;
}

static bool weak_dhe(const struct suite *suite, const struct suite_fact *fact)
{
	return suite_uses_dhe(suite) &&
		(is_weak(fact->dh_bits) || is_weak(fact->dh_bits_rfc7919));
}

/* Smallest and, beside RFC 7919 groups, smallest of those; 0: none seen. */
static void sizes(
	const struct portrait *p, unsigned *least, unsigned *least_rfc7919)
{
	*least = *least_rfc7919 = 0;
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct version_fact *v = &p->versions[i];

		for (size_t k = 0; k < v->n_suites; k++) {
			unsigned a = v->suites[k].dh_bits;
			unsigned b = v->suites[k].dh_bits_rfc7919;

			if (a && (!*least || a < *least))
				*least = a;
			if (b && (!*least_rfc7919 || b < *least_rfc7919))
				*least_rfc7919 = b;
		}
	}
}

static const struct observed_prime *prime_of(
	const struct portrait *p, const struct dhe_fact *fact)
{
	if (fact->state != TRUTH_YES || !p->log || fact->prime < 0 ||
		(size_t)fact->prime >= p->log->n_primes)
		return NULL;
	return &p->log->primes[fact->prime];
}

static const char *name_of_size(const struct portrait *p, unsigned bits)
{
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct version_fact *v = &p->versions[i];
		const struct observed_prime *a = prime_of(p, &v->plain);
		const struct observed_prime *b = prime_of(p, &v->rfc7919);

		if (a && a->bits == bits && a->name)
			return a->name;
		if (b && b->bits == bits && b->name)
			return b->name;
	}
	return NULL;
}

static enum severity weight(unsigned bits)
{
	if (bits <= 512)
		return SEVERITY_CRITICAL;
	return bits < 1024 ? SEVERITY_HIGH : SEVERITY_MEDIUM;
}

static void say_victims(const struct scene *scene, struct finding *f)
{
	struct victims victims;

	sight_victims(&victims, scene, SENDER_CAUSE_DH);
	if (victims.likely.n)
		say_detail(f,
			"It is likely to be refused by %s: what these get with "
			"their own hello was not asked. ",
			victims.likely.text);
	if (victims.sure.n == 0 && victims.likely.n)
		return;
	if (victims.sure.n == 0) {
		say_detail(f,
			"None of the senders we know breaks off because "
			"of it: they take the prime, or get another "
			"suite, or fail for another reason, or what they get "
			"is not known.");
		return;
	}
	say_detail(f,
		"It is refused by: %s. What these log is \"dh key too small\" "
		"or \"prime ... not acceptable\"; this server logs alert 40 "
		"(\"sslv3 alert handshake failure\") or 71. Other senders are "
		"not stopped by it.",
		victims.sure.text);
}

bool rule_dh_weak(const struct scene *scene, struct finding *f)
{
	struct sightings s;
	unsigned plain, rfc7919, bits;
	const char *name;

	if (!sight(&s, f, scene->portrait, weak_dhe))
		return false;
	sizes(scene->portrait, &plain, &rfc7919);
	bits = is_weak(plain) && (!rfc7919 || plain < rfc7919) ? plain
							       : rfc7919;
	name = name_of_size(scene->portrait, bits);
	f->severity = weight(bits);
	say_title(f, "Diffie-Hellman prime of only %u bits", bits);
	say_detail(f, "%s in %s use a prime of %u bits%s%s%s. ", s.suites.text,
		s.versions.text, bits, name ? " (" : "", name ? name : "",
		name ? ")" : "");
	if (is_weak(plain) && rfc7919 >= DH_ENOUGH)
		say_detail(f,
			"A sender that offers RFC 7919 groups gets %u bits "
			"instead. ",
			rfc7919);
	say_victims(scene, f);
	say_fix(f,
		"Make parameters of 2048 bits (openssl dhparam -out dh.pem "
		"2048). Postfix: smtpd_tls_dh1024_param_file = /path/dh.pem "
		"(despite its name); Exim: tls_dhparam = /path/dh.pem; "
		"Dovecot: ssl_dh = </path/dh.pem. Or give up DHE for ECDHE: "
		"Postfix smtpd_tls_exclude_ciphers = kDHE. A sender helps "
		"itself by leaving DHE out for this server, better than by "
		"lowering its security level.");
	return true;
}

/* ---- known primes ---- */

static bool is_composite(const struct observed_prime *prime)
{
	return prime->known && prime->known->composite;
}

static bool is_built_in(const struct observed_prime *prime)
{
	return prime->known && prime->known->kind == DH_PRIME_BUILT_IN;
}

/* Standard groups above 1024 bits are what one should use (RFC 7919). */
static bool is_notable(const struct observed_prime *prime)
{
	return prime->name &&
		(is_composite(prime) || is_built_in(prime) ||
			prime->bits <= 1024);
}

static bool is_worse(
	const struct observed_prime *a, const struct observed_prime *b)
{
	if (is_composite(a) != is_composite(b))
		return is_composite(a);
	return a->bits < b->bits;
}

static const struct observed_prime *worst_prime(const struct portrait *p)
{
	const struct observed_prime *worst = NULL;

	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct dhe_fact *facts[2] = { &p->versions[i].plain,
			&p->versions[i].rfc7919 };

		for (size_t k = 0; k < 2; k++) {
			const struct observed_prime *o = prime_of(p, facts[k]);

			if (o && is_notable(o) &&
				(!worst || is_worse(o, worst)))
				worst = o;
		}
	}
	return worst;
}

static void prove_prime(const struct portrait *p, struct finding *f,
	const struct observed_prime *prime)
{
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		const struct version_fact *v = &p->versions[i];

		if (prime_of(p, &v->plain) == prime)
			add_proof(f, &v->plain.proof);
		if (prime_of(p, &v->rfc7919) == prime)
			add_proof(f, &v->rfc7919.proof);
	}
}

static enum severity prime_weight(const struct observed_prime *prime)
{
	if (is_composite(prime) || prime->bits <= 512)
		return SEVERITY_CRITICAL;
	if (prime->bits < 1024)
		return SEVERITY_HIGH;
	if (prime->bits == 1024)
		return SEVERITY_MEDIUM;
	return prime->bits < DH_ENOUGH ? SEVERITY_LOW : SEVERITY_INFO;
}

bool rule_dh_known_prime(const struct scene *scene, struct finding *f)
{
	const struct observed_prime *prime = worst_prime(scene->portrait);

	if (!prime)
		return false;
	prove_prime(scene->portrait, f, prime);
	f->severity = prime_weight(prime);
	say_title(f, "Diffie-Hellman %s that is known: %.60s",
		is_composite(prime) ? "modulus" : "prime", prime->name);
	if (is_composite(prime))
		say_detail(f,
			"The modulus of %u bits is \"%s\". It is not a prime "
			"number at all, so the key exchange protects nothing "
			"from one who knows its factors.",
			prime->bits, prime->name);
	else if (prime->bits <= 1024)
		say_detail(f,
			"The prime of %u bits is \"%s\", shared by very many "
			"servers. The costly part of breaking it is done once "
			"for all connections of all of them (Logjam, 2015). "
			"No sender refuses a prime because it is known; this "
			"is about who can read along.",
			prime->bits, prime->name);
	else
		say_detail(f,
			"The prime of %u bits is \"%s\", which comes with a "
			"program and is shared by all its installations. No "
			"sender refuses it for that.",
			prime->bits, prime->name);
	say_fix(f,
		"Use ffdhe2048 or ffdhe3072 of RFC 7919, or parameters of "
		"your own of 2048 bits (openssl dhparam -out dh.pem 2048).");
	return true;
}
