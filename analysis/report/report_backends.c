/* SPDX-License-Identifier: ISC */
/*
 * The machines behind one address, each with what it showed itself.
 */
#include "analysis/report/report_parts.h"

static json_t *backend_json(const struct backend_fact *fact)
{
	const struct portrait *portrait = fact->portrait;
	json_t *object = json_object();

	report_put(object, "name", report_words(fact->name));
	report_put(object, "greetings", report_count(fact->n_faces));
	report_put(object, "met", report_count(fact->met));
	report_put(object, "of", report_count(fact->of));
	report_put(object, "state", json_string(truth_name(portrait->state)));
	report_put(object, "complete", json_boolean(portrait->complete));
	report_put(object, "incomplete_reason",
		report_words(portrait->incomplete_reason));
	report_put(object, "versions", report_versions(portrait));
	return object;
}

json_t *report_backends(const struct portrait *portrait)
{
	json_t *array = json_array();

	for (size_t i = 0; i < portrait->n_backends; i++)
		json_array_append_new(
			array, backend_json(&portrait->backends[i]));
	return array;
}

json_t *report_unequal(const struct portrait *portrait)
{
	json_t *object, *probes;

	if (!portrait->unequal)
		return json_null();
	object = json_object();
	probes = json_array();
	for (size_t i = 0; i < 2; i++)
		json_array_append_new(
			probes, report_count(portrait->unequal_probes[i]));
	report_put(object, "first", report_count(portrait->unequal_met[0]));
	report_put(object, "second", report_count(portrait->unequal_met[1]));
	report_put(object, "of", report_count(portrait->unequal_asked));
	report_put(object, "probes", probes);
	return object;
}
