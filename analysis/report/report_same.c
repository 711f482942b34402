/* SPDX-License-Identifier: ISC */
/*
 * Many addresses of one mail domain are often one configuration. What is told
 * of an endpoint is compared with those before it: all of it but the proof, the
 * place, the time and the cost.
 */
#include <string.h>

#include "analysis/report/report.h"

static bool same(const char *a, const char *b)
{
	return !strcmp(a, b);
}

static bool same_finding(
	const struct report_finding *a, const struct report_finding *b)
{
	return same(a->id, b->id) && a->severity == b->severity &&
		same(a->title, b->title) && same(a->detail, b->detail) &&
		same(a->fix, b->fix);
}

static bool same_findings(
	const struct report_endpoint *a, const struct report_endpoint *b)
{
	if (a->n_findings != b->n_findings)
		return false;
	for (size_t i = 0; i < a->n_findings; i++)
		if (!same_finding(&a->findings[i], &b->findings[i]))
			return false;
	return true;
}

static bool same_suite(
	const struct report_suite *a, const struct report_suite *b)
{
	return a->code == b->code && a->dh_bits == b->dh_bits &&
		a->dh_bits_rfc7919 == b->dh_bits_rfc7919 &&
		a->shape == b->shape && same(a->group, b->group) &&
		same(a->signature_scheme, b->signature_scheme) &&
		a->export_rsa_bits == b->export_rsa_bits;
}

static bool same_order(
	enum suite_order a, enum suite_order b, bool has_a, bool has_b)
{
	return has_a == has_b && (!has_a || a == b);
}

static bool same_suites(
	const struct report_version *a, const struct report_version *b)
{
	if (a->n_suites != b->n_suites || a->n_classes != b->n_classes ||
		a->suites_complete != b->suites_complete ||
		!same_order(a->order, b->order, a->has_order, b->has_order))
		return false;
	for (size_t i = 0; i < a->n_suites; i++)
		if (!same_suite(&a->suites[i], &b->suites[i]))
			return false;
	for (size_t i = 0; i < a->n_classes; i++)
		if (a->classes[i] != b->classes[i])
			return false;
	return true;
}

static bool same_group(
	const struct report_group *a, const struct report_group *b)
{
	return same(a->code_text, b->code_text) && a->state == b->state &&
		same(a->reason, b->reason);
}

static bool same_groups(
	const struct report_version *a, const struct report_version *b)
{
	if (a->n_groups != b->n_groups ||
		!same_order(a->groups_order, b->groups_order,
			a->has_groups_order, b->has_groups_order))
		return false;
	for (size_t i = 0; i < a->n_groups; i++)
		if (!same_group(&a->groups[i], &b->groups[i]))
			return false;
	return true;
}

static bool same_dhe(const struct report_dhe *a, const struct report_dhe *b)
{
	return a->state == b->state && a->bits == b->bits &&
		same(a->prime, b->prime) &&
		same(a->prime_sha256, b->prime_sha256) &&
		same(a->group, b->group) && same(a->suite, b->suite);
}

static bool same_version(
	const struct report_version *a, const struct report_version *b)
{
	return a->state == b->state && same(a->reason, b->reason) &&
		same(a->refusal, b->refusal) && same_suites(a, b) &&
		same_groups(a, b) && same_dhe(&a->dhe, &b->dhe) &&
		same_dhe(&a->dhe_rfc7919, &b->dhe_rfc7919) &&
		a->same_set == b->same_set && a->deflate == b->deflate;
}

static bool same_versions(
	const struct report_version *a, const struct report_version *b)
{
	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		if (!same_version(&a[i], &b[i]))
			return false;
	return true;
}

static bool same_backends(
	const struct report_endpoint *a, const struct report_endpoint *b)
{
	if (a->n_backends != b->n_backends)
		return false;
	for (size_t i = 0; i < a->n_backends; i++) {
		const struct report_backend *x = &a->backends[i];
		const struct report_backend *y = &b->backends[i];

		if (!same(x->name, y->name) || x->greetings != y->greetings ||
			x->state != y->state || x->complete != y->complete ||
			!same_versions(x->versions, y->versions))
			return false;
	}
	return true;
}

static bool same_handshake(
	const struct report_answer *a, const struct report_answer *b)
{
	return a->version == b->version && same(a->suite, b->suite) &&
		same(a->group, b->group) && a->dh_bits == b->dh_bits &&
		same(a->server_temp_key, b->server_temp_key) &&
		same(a->signature_scheme, b->signature_scheme) &&
		same(a->peer_signing_digest, b->peer_signing_digest);
}

static bool same_answer(
	const struct report_answer *a, const struct report_answer *b)
{
	if (!a->seen || !b->seen)
		return a->seen == b->seen;
	return same_handshake(a, b) && a->certificate == b->certificate &&
		a->client_certificate_requested ==
		b->client_certificate_requested &&
		a->secure_renegotiation == b->secure_renegotiation &&
		same(a->compression, b->compression) && same(a->alpn, b->alpn);
}

/* The digest is of all there is in it. */
static bool same_certificates(
	const struct report_endpoint *a, const struct report_endpoint *b)
{
	if (a->n_certificates != b->n_certificates)
		return false;
	for (size_t i = 0; i < a->n_certificates; i++)
		if (!same(a->certificates[i].words.sha256,
			    b->certificates[i].words.sha256))
			return false;
	return true;
}

static bool same_senders(
	const struct report_endpoint *a, const struct report_endpoint *b)
{
	if (a->n_senders != b->n_senders)
		return false;
	for (size_t i = 0; i < a->n_senders; i++) {
		const struct report_sender *x = &a->senders[i];
		const struct report_sender *y = &b->senders[i];

		if (x->sender != y->sender || x->result != y->result ||
			x->cause != y->cause || !same(x->reason, y->reason) ||
			!same(x->unless, y->unless) ||
			!same(x->version, y->version) ||
			!same(x->suite_code, y->suite_code))
			return false;
	}
	return true;
}

static bool same_endpoint(
	const struct report_endpoint *a, const struct report_endpoint *b)
{
	return a->asked.port == b->asked.port &&
		same(a->asked.dialog, b->asked.dialog) &&
		a->state == b->state && same(a->reason, b->reason) &&
		a->complete == b->complete && same_findings(a, b) &&
		same_versions(a->versions, b->versions) &&
		same_backends(a, b) &&
		same_answer(&a->preferred, &b->preferred) &&
		same_answer(&a->preferred_tls12, &b->preferred_tls12) &&
		same_certificates(a, b) && same_senders(a, b);
}

const struct report_endpoint *report_same_as(
	const struct report *report, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (same_endpoint(&report->endpoints[i], &report->endpoints[k]))
			return &report->endpoints[k];
	return NULL;
}
