/* SPDX-License-Identifier: ISC */
/*
 * What one hello has that another has not, in words. Lists are compared as
 * lists: what is only in one of them, then the order of what is in both. What
 * is new in each hello counts by its length only: random, session id, key
 * shares, tickets; and a GREASE value is as good as another (RFC 8701).
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "cli/hello/hello_work.h"

/* Words that stand for the items of a list; "": none. */
struct labels {
	size_t n;
	const char **texts;
};

static struct labels labels_new(struct hello_diff *diff, size_t n)
{
	return (struct labels){ 0,
		arena_zeroed(diff->arena, n, sizeof(char *)) };
}

static void add(struct hello_diff *diff, const char *what, const char *text)
{
	struct hello_difference *one =
		arena_zeroed(diff->arena, 1, sizeof(*one));

	one->what = what;
	one->text = text;
	if (diff->last)
		diff->last->next = one;
	else
		diff->first = one;
	diff->last = one;
}

static const char *label_of(const char *name, const char *code)
{
	if (!strncmp(name, "GREASE_", 7) || !strncmp(name, "TLS_GREASE", 10))
		return "GREASE";
	return *name ? name : code;
}

static const char *coded_label(const struct coded *coded)
{
	return label_of(coded->name, coded->code);
}

/* The name, and for a share its length, too. */
static const char *item_label(
	struct hello_diff *diff, const struct content_item *item)
{
	if (item->text)
		return item->text;
	if (item->has_length)
		return arena_printf(diff->arena, "%s (%zu bytes)",
			coded_label(&item->coded), item->length);
	return coded_label(&item->coded);
}

static struct labels item_labels(
	struct hello_diff *diff, const struct content_member *list)
{
	struct labels labels = labels_new(diff, list ? list->n_items : 0);

	for (size_t i = 0; list && i < list->n_items; i++)
		labels.texts[labels.n++] = item_label(diff, &list->items[i]);
	return labels;
}

static struct labels suite_labels(
	struct hello_diff *diff, const struct hello_view *hello)
{
	struct labels labels = labels_new(diff, hello->n_suites);

	for (size_t i = 0; i < hello->n_suites; i++) {
		const struct suite_view *suite = &hello->suites[i];

		labels.texts[labels.n++] = !strcmp(suite->kind, "grease")
			? "GREASE"
			: label_of(suite->iana, suite->code);
	}
	return labels;
}

static struct labels compression_labels(
	struct hello_diff *diff, const struct hello_view *hello)
{
	struct labels labels = labels_new(diff, hello->n_compression);

	for (size_t i = 0; i < hello->n_compression; i++)
		labels.texts[labels.n++] = coded_label(&hello->compression[i]);
	return labels;
}

static struct labels extension_labels(
	struct hello_diff *diff, const struct hello_view *hello)
{
	struct labels labels = labels_new(diff, hello->n_extensions);

	for (size_t i = 0; i < hello->n_extensions; i++)
		labels.texts[labels.n++] =
			coded_label(&hello->extensions[i].type);
	return labels;
}

/* How many of one label are left to be met. */
struct stock {
	const char *text;
	size_t left;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct stock *)a)->text,
		((const struct stock *)b)->text);
}

/* @list by label, each once; *n of them. free(). */
static struct stock *stock_of(const struct labels *list, size_t *n)
{
	struct stock *stock = xcalloc(list->n + 1, sizeof(*stock));

	for (size_t i = 0; i < list->n; i++)
		stock[i] = (struct stock){ list->texts[i], 1 };
	qsort(stock, list->n, sizeof(*stock), by_text);
	*n = 0;
	for (size_t i = 0; i < list->n; i++)
		if (*n > 0 && !strcmp(stock[*n - 1].text, stock[i].text))
			stock[*n - 1].left++;
		else
			stock[(*n)++] = stock[i];
	return stock;
}

/* Splits @list: what @other has too, as often, and what it has not. */
static void split(struct hello_diff *diff, const struct labels *list,
	const struct labels *other, struct labels *both, struct labels *only)
{
	size_t n;
	struct stock *stock = stock_of(other, &n);

	*both = labels_new(diff, list->n);
	*only = labels_new(diff, list->n);
	for (size_t i = 0; i < list->n; i++) {
		struct stock key = { list->texts[i], 0 };
		struct stock *found =
			bsearch(&key, stock, n, sizeof(key), by_text);
		struct labels *to = found && found->left > 0 ? both : only;

		if (to == both)
			found->left--;
		to->texts[to->n++] = list->texts[i];
	}
	free(stock);
}

static void add_only(struct hello_diff *diff, const char *what,
	const char *which, const struct labels *only)
{
	struct page_style style = { 0 };
	struct page words;
	char *text;

	if (only->n == 0)
		return;
	page_init(&words, &style);
	page_put(&words, which, strlen(which));
	for (size_t i = 0; i < only->n; i++) {
		page_put(&words, ", ", i ? 2 : 0);
		page_put(&words, only->texts[i], strlen(only->texts[i]));
	}
	text = page_take(&words);
	add(diff, what, arena_printf(diff->arena, "%s", text));
	free(text);
}

/* The first place where the common ones are in another order. */
static void add_order(struct hello_diff *diff, const char *what,
	const struct labels *a, const struct labels *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++) {
		if (!strcmp(a->texts[i], b->texts[i]))
			continue;
		add(diff, what,
			arena_printf(diff->arena,
				"in another order: where the first has %s, "
				"the second has %s",
				a->texts[i], b->texts[i]));
		return;
	}
}

static void compare_lists(struct hello_diff *diff, const char *what,
	const struct labels *a, const struct labels *b)
{
	struct labels both[2], only[2];

	split(diff, a, b, &both[0], &only[0]);
	split(diff, b, a, &both[1], &only[1]);
	add_only(diff, what, "only in the first: ", &only[0]);
	add_only(diff, what, "only in the second: ", &only[1]);
	add_order(diff, what, &both[0], &both[1]);
}

/* @a and @b are not the same. */
static void add_values(
	struct hello_diff *diff, const char *what, const char *a, const char *b)
{
	add(diff, what,
		arena_printf(diff->arena, "%s in the first, %s in the second",
			a, b));
}

static void compare_texts(
	struct hello_diff *diff, const char *what, const char *a, const char *b)
{
	if (strcmp(a, b) != 0)
		add_values(diff, what, *a ? a : "empty", *b ? b : "empty");
}

/* NULL: there is none. */
static void compare_codes(struct hello_diff *diff, const char *what,
	const struct coded *a, const struct coded *b)
{
	if (a && b && !strcmp(a->code, b->code))
		return;
	if (a || b)
		add_values(diff, what, a ? coded_label(a) : "none",
			b ? coded_label(b) : "none");
}

static void compare_numbers(
	struct hello_diff *diff, const char *what, uint64_t a, uint64_t b)
{
	if (a != b)
		add_values(diff, what,
			arena_printf(
				diff->arena, "%llu", (unsigned long long)a),
			arena_printf(
				diff->arena, "%llu", (unsigned long long)b));
}

/* Two members of one key. */
static void compare_members(struct hello_diff *diff, const char *what,
	const struct content_member *a, const struct content_member *b)
{
	struct labels lists[2];

	switch (a->kind) {
	case MEMBER_NUMBER:
		compare_numbers(diff, what, a->number, b->number);
		break;
	case MEMBER_TEXT:
		compare_texts(diff, what, a->text, b->text);
		break;
	case MEMBER_CODE:
		compare_codes(diff, what, &a->coded, &b->coded);
		break;
	case MEMBER_LIST:
		lists[0] = item_labels(diff, a);
		lists[1] = item_labels(diff, b);
		compare_lists(diff, what, &lists[0], &lists[1]);
		break;
	}
}

/* Of one extension: the members are the same, in the same order. */
static void compare_contents(struct hello_diff *diff, const char *what,
	const struct content *a, const struct content *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		compare_members(diff, what, &a->members[i], &b->members[i]);
}

static const struct extension_view *find_extension(
	const struct hello_view *hello, const char *code)
{
	for (size_t i = 0; i < hello->n_extensions; i++)
		if (!strcmp(hello->extensions[i].type.code, code))
			return &hello->extensions[i];
	return NULL;
}

static void compare_extension(struct hello_diff *diff,
	const struct extension_view *a, const struct extension_view *b)
{
	const char *what = coded_label(&a->type);

	if (a->content.known && b->content.known)
		compare_contents(diff, what, &a->content, &b->content);
	else
		compare_texts(diff, what, a->hex, b->hex);
}

static void compare_extensions(struct hello_diff *diff,
	const struct hello_view *a, const struct hello_view *b)
{
	struct labels labels[2] = { extension_labels(diff, a),
		extension_labels(diff, b) };

	compare_lists(diff, "extensions", &labels[0], &labels[1]);
	for (size_t i = 0; i < a->n_extensions; i++) {
		const struct extension_view *here = &a->extensions[i];
		const char *code = here->type.code;
		const struct extension_view *there = find_extension(b, code);

		/* of what comes twice the first counts */
		if (there && find_extension(a, code) == here &&
			strcmp(coded_label(&here->type), "GREASE") != 0)
			compare_extension(diff, here, there);
	}
}

/* "": there is none. */
static void compare_faults(struct hello_diff *diff, const struct hello_view *a,
	const struct hello_view *b)
{
	if (strcmp(a->fault, b->fault) != 0)
		add_values(diff, "fault", *a->fault ? a->fault : "none",
			*b->fault ? b->fault : "none");
	if (*a->fault && *b->fault)
		compare_texts(diff, "raw_tail", a->raw_tail, b->raw_tail);
	else if (*a->fault || *b->fault)
		add_values(diff, "raw_tail",
			!*a->fault	       ? "none"
				: *a->raw_tail ? a->raw_tail
					       : "empty",
			!*b->fault	       ? "none"
				: *b->raw_tail ? b->raw_tail
					       : "empty");
}

static const struct coded *record_version(const struct hello_view *hello)
{
	return hello->has_record_version ? &hello->record_version : NULL;
}

static void compare_frames(struct hello_diff *diff, const struct hello_view *a,
	const struct hello_view *b)
{
	size_t id[2] = { strlen(a->session_id) / 2, strlen(b->session_id) / 2 };

	compare_texts(diff, "form", a->form == HELLO_SSL2 ? "ssl2" : "tls",
		b->form == HELLO_SSL2 ? "ssl2" : "tls");
	compare_codes(
		diff, "record_version", record_version(a), record_version(b));
	compare_codes(diff, "version", &a->version, &b->version);
	compare_texts(diff, "has_extensions", a->has_extensions ? "yes" : "no",
		b->has_extensions ? "yes" : "no");
	compare_faults(diff, a, b);
	if (id[0] != id[1])
		add(diff, "session id",
			arena_printf(diff->arena,
				"%zu bytes in the first, %zu in the second",
				id[0], id[1]));
}

static void compare_hellos(struct hello_diff *diff, const struct hello_view *a,
	const struct hello_view *b)
{
	struct labels suites[2] = { suite_labels(diff, a),
		suite_labels(diff, b) };
	struct labels compression[2] = { compression_labels(diff, a),
		compression_labels(diff, b) };

	compare_frames(diff, a, b);
	compare_lists(diff, "suites", &suites[0], &suites[1]);
	compare_lists(diff, "compression", &compression[0], &compression[1]);
	compare_extensions(diff, a, b);
}

/* The last record takes what is left, and its length says nothing. */
static void compare_records(struct hello_diff *diff,
	const struct hello_file_view *a, const struct hello_file_view *b)
{
	bool same = a->n_records == b->n_records;

	for (size_t i = 0; same && i + 1 < a->n_records; i++)
		same = a->records[i].length == b->records[i].length &&
			!strcmp(a->records[i].version, b->records[i].version);
	if (!same)
		add(diff, "records",
			arena_printf(diff->arena,
				"cut otherwise: %zu in the first, %zu in the "
				"second",
				a->n_records, b->n_records));
}

void hello_compare(struct hello_diff *diff, const struct hello_file_view *a,
	const struct hello_file_view *b)
{
	if (a->understood && b->understood) {
		compare_hellos(diff, &a->hello, &b->hello);
		compare_records(diff, a, b);
		compare_numbers(diff, "bytes behind it", a->behind, b->behind);
	} else if (a->understood || b->understood) {
		add(diff, "hello",
			a->understood ? "only the first is a whole ClientHello"
				      : "only the second is a whole "
					"ClientHello");
	} else {
		compare_numbers(diff, "bytes", a->bytes, b->bytes);
	}
}

json_t *hello_diff_value(const struct hello_diff *diff)
{
	json_t *differences = json_array();

	for (const struct hello_difference *d = diff->first; d; d = d->next)
		json_array_append_new(differences,
			json_pack("{s:s, s:s}", "what", d->what, "text",
				d->text));
	return json_pack("{s:o, s:b, s:b}", "differences", differences, "same",
		(int)diff->same, "identical", (int)diff->identical);
}
