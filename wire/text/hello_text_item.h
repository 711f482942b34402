/* SPDX-License-Identifier: ISC */
/*
 * Items of lists in the text form, one line each: "group x25519". Most are a
 * code that has a name or is written as a number.
 */
#ifndef HALLO_WIRE_TEXT_HELLO_TEXT_ITEM_H
#define HALLO_WIRE_TEXT_HELLO_TEXT_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct extension_body;

struct text_item {
	const char *keyword; /* as in the bodies of wire/tables/extensions.h */
	const char *kind;    /* in words: "signature scheme" */
	const char *(*name)(uint32_t code); /* NULL: it has none */
	/* By its name; also by a code where @numbers is false. */
	bool (*code)(uint32_t *code, const char *text);
	bool numbers;	   /* any number is one, too */
	const char *known; /* what is one: "…or a number is one" */
};

/* NULL: no item of that keyword is a code. */
const struct text_item *text_item_find(const char *keyword);

/* The name of a code; NULL: it has none. */
const char *text_item_name(const char *keyword, uint32_t code);

/* What an extension whose list has such items holds; NULL: none has. */
const struct extension_body *text_item_body(const char *keyword);

#endif
