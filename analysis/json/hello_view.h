/* SPDX-License-Identifier: ISC */
/*
 * A ClientHello as it is shown: everything public in it, each code with its
 * name, and what is weak or missing in plain words. The page
 * (cli/page/hello_page.h), the JSON (hello_value.h) and the comparison of two
 * (cli/hello/hello_diff.c) are made from this struct.
 *
 *	struct arena arena = { 0 };
 *	struct hello_view view;
 *	hello_view_of(&arena, &view, &hello);
 *	arena_clear(&arena);
 *
 * Text is never NULL; "" is none. It belongs to the arena or is static, and
 * what the peer wrote is harmless (analysis/base/escape.h).
 */
#ifndef HALLO_ANALYSIS_JSON_HELLO_VIEW_H
#define HALLO_ANALYSIS_JSON_HELLO_VIEW_H

#include "analysis/base/arena.h"
#include "analysis/json/names.h"
#include "wire/hello/hello.h"

struct coded {
	char code[CODE_ROOM]; /* "0x0017", "0x00" */
	const char *name;
};

struct suite_view {
	char code[CODE_ROOM];
	const char *iana, *openssl;
	const char *kind; /* "suite" "signalling" "grease" "unknown" */
};

/* One of a list in the body of an extension: words of the peer, or a code. */
struct content_item {
	const char *text; /* NULL: it is a code */
	struct coded coded;
	bool has_length; /* of what stands behind the code */
	size_t length;
};

enum member_kind { MEMBER_NUMBER, MEMBER_TEXT, MEMBER_CODE, MEMBER_LIST };

struct content_member {
	const char *key; /* "ticket_length" */
	enum member_kind kind;
	uint64_t number;
	const char *text;
	struct coded coded;
	size_t n_items;
	struct content_item *items;
};

#define CONTENT_MEMBERS 4

struct content {
	bool known; /* false: nothing is known of it, or it breaks its RFC */
	size_t n;
	struct content_member members[CONTENT_MEMBERS];
};

struct extension_view {
	struct coded type;
	size_t length;
	const char *hex;
	struct content content;
};

struct remark {
	const char *id, *text;
};

struct hello_view {
	enum hello_form form;
	bool has_record_version; /* not in the SSL 2 form */
	struct coded record_version, version;
	const char *highest; /* version on offer, GREASE aside */
	bool has_versions;   /* supported_versions was sent */
	size_t n_versions;
	const char **versions;		 /* GREASE aside */
	const char *random, *session_id; /* hex */
	size_t n_suites;
	struct suite_view *suites;
	size_t n_compression;
	struct coded *compression;
	bool has_extensions; /* a block of them, even an empty one */
	size_t n_extensions;
	struct extension_view *extensions;
	const char *fault;    /* where it breaks off */
	const char *raw_tail; /* the bytes from there on as hex */
	const char *ja3, *ja3_string, *ja4;
	size_t n_remarks;
	struct remark *remarks;
};

void hello_view_of(struct arena *arena, struct hello_view *view,
	const struct hello *hello);

/* The content of one extension. */
void hello_content_of(struct arena *arena, struct content *content,
	const struct hello_extension *extension);

/* What is to be said of @hello, @n of them. */
struct remark *hello_remarks_of(
	struct arena *arena, size_t *n, const struct hello *hello);

/* The highest version on offer, GREASE aside; 0: none. */
uint16_t hello_highest(const struct hello *hello);

#endif
