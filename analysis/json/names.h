/* SPDX-License-Identifier: ISC */
/*
 * Codes as the words that stand for them in every document: the registry's name
 * where there is one, else the number ("0x1234").
 */
#ifndef HALLO_ANALYSIS_JSON_NAMES_H
#define HALLO_ANALYSIS_JSON_NAMES_H

#include <jansson.h>
#include <stdint.h>

/* The words; they stand in @room where the registry has none. 0: "". */
#define CODE_ROOM 12
const char *group_text(char room[CODE_ROOM], uint16_t code);
const char *scheme_text(char room[CODE_ROOM], uint16_t code);
const char *version_text(char room[CODE_ROOM], uint16_t version);

/* "none", "deflate", "0x40". */
const char *compression_text(char room[CODE_ROOM], uint8_t code);

/* "0x0039", "0x010080"; never "". */
const char *suite_code_text(char room[CODE_ROOM], uint32_t code);

/* The same as JSON, new references; "" is null. */
json_t *report_group_name(uint16_t code);
json_t *report_scheme_name(uint16_t code);
json_t *report_version_name(uint16_t version);

/* Adds code, names and properties of @code to a suite object. */
void report_put_suite(json_t *object, uint32_t code);

#endif
