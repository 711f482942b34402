/* SPDX-License-Identifier: ISC */
/*
 * What the files that make JSON values share; private to analysis/. Every
 * function returns a new reference. A missing value is JSON null and never
 * absent, so that a reader of the report need not tell the two apart.
 */
#ifndef HALLO_ANALYSIS_REPORT_REPORT_PARTS_H
#define HALLO_ANALYSIS_REPORT_REPORT_PARTS_H

#include "analysis/report/report.h"

/* Takes @value over. Out of memory drops the member: nothing better is left. */
void report_put(json_t *object, const char *key, json_t *value);

/* The same as report_text() for text that is escaped already: a backslash stays
 * what it is. All else is still checked. */
json_t *report_escaped(const void *data, size_t len);

json_t *report_words(const char *text);		      /* NULL, "": null */
json_t *report_number(uint64_t number);		      /* 0: null */
json_t *report_count(uint64_t number);		      /* 0: 0 */
json_t *report_proof(const struct proof *proof);      /* array of probe ids */
json_t *report_hex(const uint8_t *bytes, size_t len); /* 64 at most */
json_t *report_bytes(struct slice bytes);	      /* all, as hex */

json_t *report_suite_code(uint32_t code);  /* "0x0039", "0x010080" */
json_t *report_group_name(uint16_t code);  /* 0: null; name or "0x1234" */
json_t *report_scheme_name(uint16_t code); /* the same */
json_t *report_version_name(uint16_t version);
json_t *report_compression(uint8_t code); /* "none", "deflate", "0x40" */

/* Adds code, names and properties of @code to a suite object. */
void report_put_suite(json_t *object, uint32_t code);

json_t *report_versions(const struct portrait *portrait);

/* What @o got, as an s_client would tell it; null when @o is NULL. */
json_t *report_preferred(
	const struct observation *o, const struct observation_log *log);
json_t *report_certificates(const struct observation_log *log);

/* One certificate, without the probes that showed it. */
json_t *report_certificate(const struct certificate_facts *facts);

json_t *report_backends(const struct portrait *portrait);
json_t *report_unequal(const struct portrait *portrait); /* or null */

json_t *report_probes(const struct observation_log *log);
json_t *report_failures(const struct observation_log *log);

/* Adds what a connection can tell, with a go-ahead or without. */
void report_put_connection(json_t *object, const struct observation *o);
json_t *report_unasked(const struct observation *o); /* or null */

#endif
