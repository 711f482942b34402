/* SPDX-License-Identifier: ISC */
/*
 * The rules in one table, and their run. A new rule is one function
 * (finding_backends.c, finding_certificate.c, finding_dh.c, finding_odd.c,
 * finding_senders.c,
 * finding_suite.c, finding_version.c) and one row here.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/rules/finding_parts.h"

static const struct {
	const char *id;
	finding_rule *rule;
} rules[] = {
	{ "senders-fail", rule_senders_fail },
	{ "dh-weak", rule_dh_weak },
	{ "dh-known-prime", rule_dh_known_prime },
	{ "certificate-unreadable", rule_certificate_broken },
	{ "certificate-unusable", rule_certificate_unusable },
	{ "certificate-missing", rule_certificate_missing },
	{ "certificate-key-usage", rule_certificate_usage },
	{ "certificate-purpose", rule_certificate_purpose },
	{ "certificate-ecdsa-only", rule_certificate_ecdsa_only },
	{ "no-secure-renegotiation", rule_no_secure_renegotiation },
	{ "no-aead", rule_no_aead },
	{ "no-forward-secrecy", rule_no_forward_secrecy },
	{ "sslv2", rule_ssl2 },
	{ "sslv3", rule_ssl3 },
	{ "tls1.0", rule_tls10 },
	{ "tls1.1", rule_tls11 },
	{ "export", rule_export },
	{ "null-cipher", rule_null },
	{ "anonymous", rule_anonymous },
	{ "rc4", rule_rc4 },
	{ "des", rule_des },
	{ "3des", rule_3des },
	{ "compression", rule_compression },
	{ "starttls-not-offered", rule_no_starttls },
	{ "unasked-answer", rule_unasked },
	{ "dh-oversized", rule_dh_oversized },
	{ "explicit-curve", rule_explicit_curve },
	{ "starttls-early-bytes", rule_early_bytes },
	{ "sni-refused", rule_name_refused },
	{ "version-intolerance", rule_intolerance },
	{ "list-limit", rule_list_limit },
	{ "suite-intolerance", rule_suite_intolerance },
	{ "preferred-suite-older-generation", rule_older_generation },
	{ "several-backends", rule_several_backends },
};

static const char *const severities[] = { "info", "low", "medium", "high",
	"critical" };

const char *severity_name(enum severity severity)
{
	return severities[severity];
}

bool severity_by_name(enum severity *severity, const char *name)
{
	for (size_t i = 0; i < sizeof(severities) / sizeof(*severities); i++)
		if (!strcmp(name, severities[i])) {
			*severity = (enum severity)i;
			return true;
		}
	return false;
}

void findings_insert(struct findings *findings, const struct finding *f)
{
	size_t at = findings->n;

	while (at > 0 && findings->rows[at - 1].severity < f->severity) {
		findings->rows[at] = findings->rows[at - 1];
		at--;
	}
	findings->rows[at] = *f;
	findings->n++;
}

void findings_derive(struct findings *findings, const struct portrait *p,
	const struct sender_context *context)
{
	struct scene scene = { p, context, !strcmp(context->dialog, "smtp") };

	_Static_assert(sizeof(rules) / sizeof(*rules) <= FINDINGS_MAX, "room");
	memset(findings, 0, sizeof(*findings));
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		struct finding f = { .id = rules[i].id };

		if (rules[i].rule(&scene, &f))
			findings_insert(findings, &f);
		else
			free(f.proof.probes);
	}
}

void findings_clear(struct findings *findings)
{
	for (size_t i = 0; i < findings->n; i++)
		free(findings->rows[i].proof.probes);
	memset(findings, 0, sizeof(*findings));
}
