/* SPDX-License-Identifier: ISC */
/*
 * Reads a transcript. The file may be anybody's: lines, their number and all
 * sizes are capped. A last line without its end is what a killed run leaves,
 * and is passed over; any other mistake is told with its line.
 */
#include "cli/run/transcript_parts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The mistake, if there was one, in the words for the user. */
static bool is_bad(const struct strict *s, char message[TRANSCRIPT_MESSAGE])
{
	memcpy(message, s->message, TRANSCRIPT_MESSAGE);
	return strict_failed(s);
}

/* What hallo wrote before it kept questions and decisions. */
#define TRANSCRIPT_FORMAT_1 "hallo.transcript/1"

static bool read_head(
	struct transcript *t, json_t *line, char message[TRANSCRIPT_MESSAGE])
{
	const json_t *format = json_object_get(line, "format");
	const char *name = json_string_value(format);
	struct strict s = { 0 };

	if (name && strcmp(name, TRANSCRIPT_FORMAT_1) == 0) {
		snprintf(message, TRANSCRIPT_MESSAGE,
			"%s, which does not hold all that was decided; the "
			"hallo that wrote it reads it (%.20s)",
			TRANSCRIPT_FORMAT_1,
			strict_text(&s, line, "program", 100));
		return false;
	}
	if (!name || strcmp(name, TRANSCRIPT_FORMAT) != 0) {
		snprintf(message, TRANSCRIPT_MESSAGE, "%s%.40s; this hallo %s",
			name && *name ? "a transcript of another format: "
				      : "no transcript of hallo",
			name ? name : "", "reads " TRANSCRIPT_FORMAT);
		return false;
	}
	snprintf(t->target, sizeof(t->target), "%s",
		strict_text(&s, line, "target", sizeof(t->target) - 1));
	if (!*t->target)
		strict_fail(&s, "target", ": wanted a name");
	strict_text(&s, line, "program", 100);
	strict_text(&s, line, "time", 100);
	transcript_options_read(&s, line);
	transcript_limits_read(&s, &t->limits, line);
	STRICT_ONLY(&s, line, "format", "program", "time", "target", "options",
		"limits");
	t->head = json_incref(line);
	return !is_bad(&s, message);
}

static bool read_endpoints(
	struct transcript *t, json_t *line, char message[TRANSCRIPT_MESSAGE])
{
	struct strict s = { 0 };
	size_t n = json_array_size(
		strict_array(&s, line, "endpoints", TRANSCRIPT_ENDPOINTS_MAX));

	if (t->resolution)
		strict_fail(&s, "endpoints", " are listed a second time");
	if (is_bad(&s, message))
		return false;
	t->resolution = calloc(1, sizeof(*t->resolution));
	t->costs = calloc(n + 1, sizeof(*t->costs));
	t->since = calloc(n + 1, sizeof(*t->since));
	t->rows = calloc(n + 1, sizeof(*t->rows));
	if (!t->resolution || !t->costs || !t->since || !t->rows)
		abort();
	t->n_endpoints = n;
	t->endpoints = json_incref(line);
	transcript_resolution_read(&s, t->resolution, line);
	return !is_bad(&s, message);
}

static struct transcript_event *add_entry(
	struct transcript *t, enum transcript_entry_kind kind)
{
	struct transcript_entry *entry;

	if (t->n == t->room) {
		t->room = t->room ? t->room * 2 : 64;
		t->entries = realloc(t->entries, t->room * sizeof(*t->entries));
		if (!t->entries)
			abort();
	}
	entry = &t->entries[t->n++];
	memset(entry, 0, sizeof(*entry));
	entry->kind = kind;
	return &entry->event;
}

/* Until the line of cost comes: the hellos count, and the connections that came
 * to none. */
static void count(
	struct transcript_cost *cost, const struct transcript_event *event)
{
	const struct outcome *outcome = &event->outcome;
	bool asked = event->kind == TRANSCRIPT_ASKED;

	if (event->has_probe && cost->under_way) {
		cost->under_way--;
	} else {
		cost->cost.connections++;
		cost->cost.established +=
			asked || outcome->stage > STAGE_CONNECT;
		cost->under_way += asked;
	}
	cost->cost.bytes_out += outcome->bytes_out;
	cost->cost.bytes_in += outcome->bytes_in;
}

static bool read_event(
	struct transcript *t, json_t *line, char message[TRANSCRIPT_MESSAGE])
{
	struct transcript_event *event = add_entry(t, ENTRY_EVENT);
	struct strict s = { 0 };

	if (!transcript_event_read(event, line, message))
		return false;
	snprintf(message, TRANSCRIPT_MESSAGE, "an endpoint that is not listed");
	if (event->endpoint >= t->n_endpoints)
		return false;
	if (event->kind != TRANSCRIPT_DECIDED)
		count(&t->since[event->endpoint], event);
	transcript_rows_event(&s, &t->rows[event->endpoint], event);
	return !is_bad(&s, message);
}

static bool read_cost(
	struct transcript *t, json_t *line, char message[TRANSCRIPT_MESSAGE])
{
	struct strict s = { 0 };
	size_t i = strict_number(
		&s, line, "endpoint", 0, TRANSCRIPT_ENDPOINTS_MAX - 1);

	if (i >= t->n_endpoints)
		strict_fail(&s, "endpoint", " is not listed");
	if (is_bad(&s, message))
		return false;
	add_entry(t, ENTRY_COST)->endpoint = i;
	transcript_rows_cost(&s, &t->rows[i]);
	memset(&t->since[i], 0, sizeof(t->since[i]));
	transcript_cost_read(&s, &t->costs[i], line);
	return !is_bad(&s, message);
}

/* What was killed before it wrote a cost has cost what its exchanges say; of
 * the new part nothing is known yet. */
static void begin_part(
	struct transcript_cost *cost, struct transcript_cost *since)
{
	static const struct cost nothing;

	cost_add(&cost->cost, &since->cost);
	cost_take_last(&cost->cost, &nothing);
	*cost->cost.ended = '\0';
	cost->started_ms = 0;
	cost->resumed = cost->cost.connections;
	memset(since, 0, sizeof(*since));
}

static bool read_part(
	struct transcript *t, json_t *line, char message[TRANSCRIPT_MESSAGE])
{
	struct strict s = { 0 };
	const json_t *part = strict_object(&s, line, "part");

	strict_text(&s, part, "program", 100);
	strict_text(&s, part, "time", 100);
	transcript_limits_read(&s, &t->limits, part);
	STRICT_ONLY(&s, part, "program", "time", "limits");
	strict_leave(&s);
	STRICT_ONLY(&s, line, "part");
	if (t->n_parts++ == TRANSCRIPT_PARTS_MAX)
		strict_fail(&s, "", "too many parts");
	add_entry(t, ENTRY_PART);
	for (size_t i = 0; i < t->n_endpoints; i++) {
		transcript_rows_part(&t->rows[i]);
		begin_part(&t->costs[i], &t->since[i]);
	}
	return !is_bad(&s, message);
}

static bool read_value(
	struct transcript *t, json_t *line, char message[TRANSCRIPT_MESSAGE])
{
	if (t->n_lines == 1)
		return read_head(t, line, message);
	if (json_object_get(line, "part"))
		return read_part(t, line, message);
	if (json_object_get(line, "endpoints"))
		return read_endpoints(t, line, message);
	if (transcript_event_is(line))
		return read_event(t, line, message);
	if (json_object_get(line, "cost"))
		return read_cost(t, line, message);
	snprintf(message, TRANSCRIPT_MESSAGE, "no line of a transcript");
	return false;
}

static bool read_line(struct transcript *t, const char *text, size_t len,
	char message[TRANSCRIPT_MESSAGE])
{
	json_error_t mistake;
	json_t *line = json_loadb(text, len, JSON_REJECT_DUPLICATES, &mistake);
	bool good;

	t->n_lines++;
	if (!line) {
		snprintf(message, TRANSCRIPT_MESSAGE, "%s%.80s",
			t->n_lines == 1 ? "no transcript of hallo: " : "",
			mistake.text);
		return false;
	}
	good = read_value(t, line, message);
	json_decref(line);
	return good;
}

/* A line with its end into @line: 1; 0: there is none; -1: too long. */
static int get_line(FILE *file, char *line, size_t *len)
{
	int c = EOF;

	*len = 0;
	while (*len < TRANSCRIPT_LINE_MAX && (c = getc_unlocked(file)) != EOF) {
		line[(*len)++] = (char)c;
		if (c == '\n')
			return 1;
	}
	return c == EOF ? 0 : -1;
}

static bool read_lines(
	struct transcript *t, FILE *file, char message[TRANSCRIPT_MESSAGE])
{
	char *line = malloc(TRANSCRIPT_LINE_MAX);
	bool good = true;
	size_t len;
	int got;

	if (!line)
		abort();
	while (good && (got = get_line(file, line, &len)) != 0) {
		snprintf(message, TRANSCRIPT_MESSAGE, "too long a transcript");
		good = got > 0 && t->n_lines < TRANSCRIPT_LINES_MAX &&
			read_line(t, line, len, message);
		t->good_bytes += (long)len;
	}
	free(line);
	return good;
}

bool transcript_read(
	struct transcript *t, const char *name, struct error *error)
{
	char message[TRANSCRIPT_MESSAGE] = "";
	FILE *file = fopen(name, "r");
	bool good;

	if (!file) {
		error_set(error, ERROR_FILE, errno,
			"%s %s: %s; it takes a file that --transcript has "
			"written",
			t->option, name, strerror(errno));
		return false;
	}
	good = read_lines(t, file, message);
	fclose(file);
	if (!good)
		error_set(error, ERROR_USAGE, 0, "%s %s, line %zu: %s",
			t->option, name, t->n_lines, message);
	else if (!t->head)
		error_set(error, ERROR_USAGE, 0,
			"%s %s: no transcript of hallo, not one whole line",
			t->option, name);
	return good && t->head;
}
