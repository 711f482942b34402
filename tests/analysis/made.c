/* SPDX-License-Identifier: ISC */
/*
 * Portraits made by hand: see made.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/analysis/made.h"
#include "wire/tables/names.h"

const struct sender_context made_relay = { "smtp", false };
const struct sender_context made_named_relay = { "smtp", true };

const struct dh_prime made_group2 = { .name = "RFC 2409 Oakley Group 2",
	.bits = 1024,
	.kind = DH_PRIME_STANDARD,
	.safe = true };
const struct dh_prime made_built_in = { .name = "Some server 1.0 builtin 2048",
	.bits = 2048,
	.kind = DH_PRIME_BUILT_IN,
	.safe = true };
const struct dh_prime made_composite = { .name = "Socat 1.7.3.0 modulus",
	.bits = 1024,
	.kind = DH_PRIME_BUILT_IN,
	.composite = true };

static void *more(void *array, size_t n, size_t size)
{
	void *grown = realloc(array, (n + 1) * size);

	if (!grown)
		abort();
	memset((char *)grown + n * size, 0, size);
	return grown;
}

struct observation *made_row(struct made *made, enum outcome_kind kind)
{
	struct observation_log *log = &made->log;
	struct observation *o;

	if (log->n == log->room)
		abort();
	o = &log->rows[log->n++];
	o->probe = ++made->last_probe;
	o->kind = kind;
	o->stage = STAGE_HELLO;
	o->prime = -1;
	o->certificate = -1;
	o->local_port = (uint16_t)(40000 + o->probe);
	o->started_ms = 10 * o->probe;
	o->bytes_out = 400;
	o->bytes_in = 2900;
	return o;
}

struct version_fact *made_version(
	struct made *made, uint16_t version, enum truth state)
{
	struct version_fact *fact = portrait_version(&made->portrait, version);

	fact->state = state;
	if (state == TRUTH_YES) {
		fact->suites_complete = true;
		fact->refusal[0] = fact->reason[0] = '\0';
	}
	return fact;
}

void made_init(struct made *made)
{
	static const uint16_t six[] = { VERSION_SSL2, VERSION_SSL3,
		VERSION_TLS10, VERSION_TLS11, VERSION_TLS12, VERSION_TLS13 };

	memset(made, 0, sizeof(*made));
	portrait_init(&made->portrait);
	made->log.room = 100; /* never moved: portraits point into it */
	made->log.rows = calloc(made->log.room, sizeof(*made->log.rows));
	made->portrait.log = &made->log;
	made->portrait.state = TRUTH_YES;
	made->portrait.reached = true;
	made->portrait.complete = true;
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++) {
		struct version_fact *fact = &made->portrait.versions[i];
		struct observation *o = made_row(made, OUTCOME_ALERT);

		o->asked_version = fact->version = six[i];
		o->alert = 70;
		fact->state = TRUTH_NO;
		fact->plain.prime = fact->rfc7919.prime = -1;
		snprintf(fact->refusal, sizeof(fact->refusal),
			"alert 70 (protocol_version)");
		proof_add(&fact->proof, o->probe);
	}
}

void made_clear(struct made *made)
{
	portrait_clear(&made->portrait);
	for (size_t i = 0; i < made->log.n; i++) {
		free(made->log.rows[i].offered);
		free(made->log.rows[i].groups);
		free(made->log.rows[i].kinds);
	}
	free(made->log.rows);
	free(made->log.primes);
	free(made->log.certificates);
}

/* The hello offered all suites that there are. */
static void offer_all(struct observation *o)
{
	o->offered = calloc(suite_table_len, sizeof(*o->offered));
	o->n_offered = suite_table_len;
	for (size_t i = 0; i < suite_table_len; i++)
		o->offered[i] = suite_table[i].code;
}

struct suite_fact *made_suite(
	struct made *made, uint16_t version, uint32_t code)
{
	struct version_fact *fact = made_version(made, version, TRUTH_YES);
	struct observation *o = made_row(made, OUTCOME_SERVER_HELLO);
	struct suite_fact *suite;

	o->asked_version = o->version = version;
	o->has_suite = true;
	o->suite = code;
	o->secure_renegotiation = version < VERSION_TLS13;
	offer_all(o);
	o->certificate = made->log.n_certificates ? 0 : -1;
	fact->suites =
		more(fact->suites, fact->n_suites, sizeof(*fact->suites));
	suite = &fact->suites[fact->n_suites++];
	suite->code = code;
	proof_add(&suite->proof, o->probe);
	proof_add(&fact->proof, o->probe);
	fact->order =
		fact->n_suites > 1 ? SUITE_ORDER_SERVER : SUITE_ORDER_SINGLE;
	return suite;
}

struct observation *made_shown(
	struct made *made, uint16_t version, uint32_t suite)
{
	for (size_t i = 0; i < made->log.n; i++)
		if (made->log.rows[i].has_suite &&
			made->log.rows[i].suite == suite &&
			made->log.rows[i].version == version)
			return &made->log.rows[i];
	return NULL;
}

static int keep_prime(
	struct made *made, unsigned bits, const struct dh_prime *known)
{
	struct observation_log *log = &made->log;
	struct observed_prime *prime;

	log->primes = more(log->primes, log->n_primes, sizeof(*log->primes));
	prime = &log->primes[log->n_primes];
	prime->bits = bits;
	prime->known = known;
	prime->name = known ? known->name : NULL;
	memset(prime->sha256, (int)log->n_primes, sizeof(prime->sha256));
	return (int)log->n_primes++;
}

static void see_dhe(struct dhe_fact *fact, unsigned bits, int prime,
	const struct suite_fact *suite)
{
	fact->state = TRUTH_YES;
	fact->bits = bits;
	fact->prime = prime;
	fact->suite = suite->code;
	for (size_t i = 0; i < suite->proof.n; i++)
		proof_add(&fact->proof, suite->proof.probes[i]);
}

void made_dh(struct made *made, uint16_t version, unsigned bits,
	const struct dh_prime *known)
{
	struct version_fact *fact = made_version(made, version, TRUTH_YES);
	int prime = keep_prime(made, bits, known);

	for (size_t i = 0; i < fact->n_suites; i++) {
		struct suite_fact *suite = &fact->suites[i];
		struct observation *o = made_shown(made, version, suite->code);

		if (!suite_uses_dhe(suite_find(suite->code)))
			continue;
		suite->dh_bits = suite->dh_bits_rfc7919 = bits;
		suite->shape = SHAPE_BOTH;
		o->dh_bits = bits;
		o->prime = prime;
		see_dhe(&fact->plain, bits, prime, suite);
		see_dhe(&fact->rfc7919, bits, prime, suite);
	}
	fact->same_set = TRUTH_YES;
}

void made_group(
	struct made *made, uint16_t version, uint16_t code, enum truth state)
{
	struct version_fact *fact = made_version(made, version, TRUTH_YES);
	struct group_fact *group;

	fact->groups =
		more(fact->groups, fact->n_groups, sizeof(*fact->groups));
	group = &fact->groups[fact->n_groups++];
	group->code = code;
	group->state = state;
}

void made_certificate(struct made *made, const char *key_type, unsigned bits)
{
	struct observation_log *log = &made->log;
	struct certificate_facts *facts;

	log->certificates = more(log->certificates, log->n_certificates,
		sizeof(*log->certificates));
	facts = &log->certificates[log->n_certificates++];
	facts->readable = true;
	facts->size = 1200;
	facts->key_bits = bits;
	facts->n_names = 1;
	snprintf(facts->key_type, sizeof(facts->key_type), "%s", key_type);
	snprintf(facts->subject, sizeof(facts->subject), "CN=mx.example");
	snprintf(facts->issuer, sizeof(facts->issuer), "CN=mx.example");
	snprintf(facts->names[0], sizeof(facts->names[0]), "mx.example");
	snprintf(facts->signature, sizeof(facts->signature),
		"sha256WithRSAEncryption");
	snprintf(facts->not_before, sizeof(facts->not_before),
		"2026-01-01T00:00:00Z");
	snprintf(facts->not_after, sizeof(facts->not_after),
		"2027-01-01T00:00:00Z");
}

/* The refusal of the rest of the list that ends each version's chain. */
static void refuse_rest(struct made *made, uint16_t version)
{
	struct observation *o = made_row(made, OUTCOME_ALERT);

	o->asked_version = version;
	o->alert = 40;
}

void made_kabelmail(struct made *made)
{
	static const uint32_t suites[] = { 0x0039, 0x0033, 0x0035, 0x002F,
		0x0016, 0x000A };

	made_init(made);
	made_certificate(made, "RSA", 4096);
	for (uint16_t v = VERSION_TLS10; v <= VERSION_TLS12; v++) {
		for (size_t i = 0; i < 6; i++)
			made_suite(made, v, suites[i]);
		made_dh(made, v, 1024, &made_group2);
		refuse_rest(made, v);
	}
	for (size_t i = 0; i < 6; i++) {
		struct version_fact *v =
			portrait_version(&made->portrait, VERSION_TLS12);

		if (!suite_uses_dhe(suite_find(suites[i])))
			continue;
		v->suites[i].signature_scheme = 0x0601;
		made_shown(made, VERSION_TLS12, suites[i])->signature_scheme =
			0x0601;
	}
	made->portrait.preferred = made->portrait.preferred_tls12 =
		made_shown(made, VERSION_TLS12, 0x0039);
}
