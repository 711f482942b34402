/* SPDX-License-Identifier: ISC */
/*
 * Reports of portraits made by hand (tests/analysis/made.h), and looking into
 * their JSON.
 */
#ifndef HALLO_TESTS_ANALYSIS_REPORT_MADE_H
#define HALLO_TESTS_ANALYSIS_REPORT_MADE_H

#include "analysis/report/report.h"
#include "tests/analysis/made.h"

/* mx.example, 192.0.2.1, port 25, smtp. */
extern const struct report_asked made_asked;

/* A report of one endpoint with a cost; report_clear() it. */
void made_report(struct report *report, const struct portrait *portrait);

/* Its endpoint as JSON; a new reference. */
json_t *made_report_json(const struct portrait *portrait);

/* The object in @array whose @key is @value. Fails the test when there is
 * none. */
json_t *find_object(json_t *array, const char *key, const char *value);
json_t *find_version(json_t *endpoint, const char *name);

/* NULL: null. */
void expect_text(json_t *object, const char *key, const char *value);
void expect_number(json_t *object, const char *key, json_int_t value);

#endif
