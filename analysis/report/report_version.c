/* SPDX-License-Identifier: ISC */
/*
 * The versions of a report: for each of the six its state with reason, proof
 * and controls, its suites in the server's order, its groups and what was seen
 * of DHE in either shape.
 */
#include "analysis/report/report_parts.h"
#include "wire/tables/names.h"

static json_t *suite_json(const struct suite_fact *fact)
{
	json_t *object = json_object();

	report_put_suite(object, fact->code);
	report_put(object, "dh_bits", report_number(fact->dh_bits));
	report_put(object, "dh_bits_rfc7919",
		report_number(fact->dh_bits_rfc7919));
	report_put(
		object, "shape", report_words(suite_shape_name(fact->shape)));
	report_put(object, "group", report_group_name(fact->group));
	report_put(object, "signature_scheme",
		report_scheme_name(fact->signature_scheme));
	report_put(object, "export_rsa_bits",
		report_number(fact->export_rsa_bits));
	report_put(object, "probes", report_proof(&fact->proof));
	return object;
}

static json_t *suites_json(const struct version_fact *fact)
{
	json_t *array = json_array();

	for (size_t i = 0; i < fact->n_suites; i++)
		json_array_append_new(array, suite_json(&fact->suites[i]));
	return array;
}

/* The classes of equal preference as lists of codes: no counting for readers.
 */
static json_t *classes_json(const struct version_fact *fact)
{
	json_t *classes;
	size_t at = 0;

	if (fact->order != SUITE_ORDER_MIXED || fact->n_classes == 0)
		return json_null();
	classes = json_array();
	for (size_t i = 0; i < fact->n_classes; i++) {
		json_t *class = json_array();

		for (size_t k = 0; k < fact->classes[i]; k++, at++)
			if (at < fact->n_suites)
				json_array_append_new(class,
					report_suite_code(
						fact->suites[at].code));
		json_array_append_new(classes, class);
	}
	return classes;
}

static json_t *group_json(const struct group_fact *fact)
{
	const struct group *group = group_find(fact->code);
	json_t *object = json_object();

	report_put(object, "code", json_sprintf("0x%04X", fact->code));
	report_put(object, "name", report_group_name(fact->code));
	report_put(
		object, "openssl", report_words(group ? group->openssl : ""));
	report_put(object, "bits", report_number(group ? group->bits : 0));
	report_put(object, "post_quantum",
		group ? json_boolean(group->post_quantum) : json_null());
	report_put(object, "state", json_string(truth_name(fact->state)));
	report_put(object, "reason", report_words(fact->reason));
	report_put(object, "probes", report_proof(&fact->proof));
	return object;
}

static json_t *groups_json(const struct version_fact *fact)
{
	json_t *array = json_array();

	for (size_t i = 0; i < fact->n_groups; i++)
		json_array_append_new(array, group_json(&fact->groups[i]));
	return array;
}

static json_t *dhe_shape_json(
	const struct dhe_fact *fact, const struct observation_log *log)
{
	bool known =
		log && fact->prime >= 0 && (size_t)fact->prime < log->n_primes;
	const struct observed_prime *prime =
		known ? &log->primes[fact->prime] : NULL;
	bool seen = fact->state == TRUTH_YES;
	json_t *object = json_object();

	report_put(object, "state", json_string(truth_name(fact->state)));
	report_put(object, "bits", report_number(fact->bits));
	report_put(object, "prime", report_words(prime ? prime->name : NULL));
	report_put(object, "prime_sha256",
		prime ? report_hex(prime->sha256, 32) : json_null());
	report_put(object, "group", report_group_name(fact->group));
	report_put(object, "suite",
		seen ? report_suite_code(fact->suite) : json_null());
	report_put(object, "probes", report_proof(&fact->proof));
	return object;
}

static json_t *dhe_json(
	const struct version_fact *fact, const struct observation_log *log)
{
	json_t *object = json_object();

	report_put(object, "plain", dhe_shape_json(&fact->plain, log));
	report_put(object, "rfc7919", dhe_shape_json(&fact->rfc7919, log));
	report_put(object, "same_set",
		fact->same_set == TRUTH_YES	     ? json_true()
			: fact->same_set == TRUTH_NO ? json_false()
						     : json_null());
	return object;
}

static json_t *order_json(enum suite_order order, bool asked)
{
	return asked ? json_string(suite_order_name(order)) : json_null();
}

/* @version by place: a portrait that nobody filled has none in its facts. */
static json_t *version_json(const struct version_fact *fact, uint16_t version,
	const struct observation_log *log)
{
	bool yes = fact->state == TRUTH_YES;
	json_t *object = json_object(), *compression = json_object();

	report_put(object, "version", report_version_name(version));
	report_put(object, "state", json_string(truth_name(fact->state)));
	report_put(object, "reason", report_words(fact->reason));
	report_put(object, "refusal", report_words(fact->refusal));
	report_put(object, "probes", report_proof(&fact->proof));
	report_put(object, "controls", report_proof(&fact->controls));
	report_put(object, "order", order_json(fact->order, yes));
	report_put(object, "order_classes", classes_json(fact));
	report_put(object, "suites", suites_json(fact));
	report_put(object, "suites_complete",
		yes ? json_boolean(fact->suites_complete) : json_null());
	report_put(object, "groups", groups_json(fact));
	report_put(object, "groups_order",
		order_json(fact->groups_order, yes && fact->n_groups > 0));
	report_put(object, "dhe", dhe_json(fact, log));
	report_put(
		compression, "deflate", json_string(truth_name(fact->deflate)));
	report_put(compression, "probes", report_proof(&fact->deflate_proof));
	report_put(object, "compression", compression);
	return object;
}

json_t *report_versions(const struct portrait *portrait)
{
	static const uint16_t six[PORTRAIT_VERSIONS] = { VERSION_SSL2,
		VERSION_SSL3, VERSION_TLS10, VERSION_TLS11, VERSION_TLS12,
		VERSION_TLS13 };
	json_t *array = json_array();

	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		json_array_append_new(array,
			version_json(
				&portrait->versions[i], six[i], portrait->log));
	return array;
}
