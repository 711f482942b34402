/* SPDX-License-Identifier: ISC */
/*
 * The versions of a report as JSON.
 */
#include "analysis/report/report_parts.h"

static json_t *suite_json(const struct report_suite *suite)
{
	json_t *object = json_object();

	report_put_suite(object, suite->code);
	report_put(object, "dh_bits", report_number(suite->dh_bits));
	report_put(object, "dh_bits_rfc7919",
		report_number(suite->dh_bits_rfc7919));
	report_put(
		object, "shape", report_words(suite_shape_name(suite->shape)));
	report_put(object, "group", report_words(suite->group));
	report_put(object, "signature_scheme",
		report_words(suite->signature_scheme));
	report_put(object, "export_rsa_bits",
		report_number(suite->export_rsa_bits));
	report_put(object, "probes", report_proof_json(&suite->proof));
	return object;
}

static json_t *suites_json(const struct report_version *version)
{
	json_t *array = json_array();

	for (size_t i = 0; i < version->n_suites; i++)
		json_array_append_new(array, suite_json(&version->suites[i]));
	return array;
}

/* The classes of equal preference as lists of codes: no counting for readers.
 */
static json_t *classes_json(const struct report_version *version)
{
	const struct report_suite *suite = version->suites;
	json_t *classes;

	if (version->n_classes == 0)
		return json_null();
	classes = json_array();
	for (size_t i = 0; i < version->n_classes; i++) {
		json_t *class = json_array();

		for (size_t k = 0; k < version->classes[i]; k++, suite++)
			json_array_append_new(
				class, report_words(suite->code_text));
		json_array_append_new(classes, class);
	}
	return classes;
}

static json_t *group_json(const struct report_group *group)
{
	const struct group *known = group->known;
	json_t *object = json_object();

	report_put(object, "code", report_words(group->code_text));
	report_put(object, "name", report_words(group->name));
	report_put(
		object, "openssl", report_words(known ? known->openssl : ""));
	report_put(object, "bits", report_number(known ? known->bits : 0));
	report_put(object, "post_quantum",
		known ? json_boolean(known->post_quantum) : json_null());
	report_put(object, "state", json_string(truth_name(group->state)));
	report_put(object, "reason", report_words(group->reason));
	report_put(object, "probes", report_proof_json(&group->proof));
	return object;
}

static json_t *groups_json(const struct report_version *version)
{
	json_t *array = json_array();

	for (size_t i = 0; i < version->n_groups; i++)
		json_array_append_new(array, group_json(&version->groups[i]));
	return array;
}

static json_t *shape_json(const struct report_dhe *dhe)
{
	json_t *object = json_object();

	report_put(object, "state", json_string(truth_name(dhe->state)));
	report_put(object, "bits", report_number(dhe->bits));
	report_put(object, "prime", report_words(dhe->prime));
	report_put(object, "prime_sha256", report_words(dhe->prime_sha256));
	report_put(object, "group", report_words(dhe->group));
	report_put(object, "suite", report_words(dhe->suite));
	report_put(object, "probes", report_proof_json(&dhe->proof));
	return object;
}

/* Yes, no, or null where it is open. */
static json_t *truth_json(enum truth truth)
{
	if (truth == TRUTH_YES)
		return json_true();
	return truth == TRUTH_NO ? json_false() : json_null();
}

static json_t *dhe_json(const struct report_version *version)
{
	json_t *object = json_object();

	report_put(object, "plain", shape_json(&version->dhe));
	report_put(object, "rfc7919", shape_json(&version->dhe_rfc7919));
	report_put(object, "same_set", truth_json(version->same_set));
	return object;
}

static json_t *order_json(enum suite_order order, bool has)
{
	return has ? json_string(suite_order_name(order)) : json_null();
}

static json_t *compression_json(const struct report_version *version)
{
	json_t *object = json_object();

	report_put(
		object, "deflate", json_string(truth_name(version->deflate)));
	report_put(
		object, "probes", report_proof_json(&version->deflate_proof));
	return object;
}

static json_t *version_json(const struct report_version *version)
{
	json_t *object = json_object();

	report_put(object, "version", json_string(version->name));
	report_put(object, "state", json_string(truth_name(version->state)));
	report_put(object, "reason", report_words(version->reason));
	report_put(object, "refusal", report_words(version->refusal));
	report_put(object, "probes", report_proof_json(&version->proof));
	report_put(object, "controls", report_proof_json(&version->controls));
	report_put(object, "order",
		order_json(version->order, version->has_order));
	report_put(object, "order_classes", classes_json(version));
	report_put(object, "suites", suites_json(version));
	report_put(object, "suites_complete",
		version->state == TRUTH_YES
			? json_boolean(version->suites_complete)
			: json_null());
	report_put(object, "groups", groups_json(version));
	report_put(object, "groups_order",
		order_json(version->groups_order, version->has_groups_order));
	report_put(object, "dhe", dhe_json(version));
	report_put(object, "compression", compression_json(version));
	return object;
}

json_t *report_versions_json(const struct report_version *versions)
{
	json_t *array = json_array();

	for (size_t i = 0; i < PORTRAIT_VERSIONS; i++)
		json_array_append_new(array, version_json(&versions[i]));
	return array;
}
