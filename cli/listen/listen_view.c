/* SPDX-License-Identifier: ISC */
/*
 * See listen_view.h.
 */
#include "cli/listen/listen_view.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/json/flight_view.h"
#include "analysis/json/hex.h"

#define SHOWN_UNREAD 64
#define VERSIONS_ROOM 200
#define VERSIONS_FULL 150 /* behind it no further one is begun */

const char *listen_answer_name(enum listen_answer answer)
{
	static const char *const names[] = {
		[LISTEN_ANSWER_NONE] = "none",
		[LISTEN_ANSWER_RETRY] = "retry",
		[LISTEN_ANSWER_SSL2] = "ssl2",
		[LISTEN_ANSWER_REFUSAL] = "refusal",
		[LISTEN_ANSWER_SERVER_HELLO] = "server-hello",
		[LISTEN_ANSWER_FLIGHT] = "flight",
		[LISTEN_ANSWER_MANNERS] = "manners",
	};

	return names[answer];
}

static const char *slice_text(struct listen_view *view, struct slice text)
{
	return arena_bytes(&view->arena, text.data, text.len);
}

static const char *time_text(struct arena *arena, const struct timespec *time)
{
	char stamp[40] = "";
	struct tm tm;

	if (gmtime_r(&time->tv_sec, &tm))
		strftime(stamp, sizeof(stamp), "%Y-%m-%dT%H:%M:%S", &tm);
	return arena_printf(arena, "%s.%03ldZ", stamp, time->tv_nsec / 1000000);
}

struct listen_view *listen_view_new(const struct listen_visit *visit,
	const struct timespec *time, const char *dialog)
{
	struct listen_view *view = xcalloc(1, sizeof(*view));

	view->number = visit->number;
	view->time = time_text(&view->arena, time);
	view->peer = arena_words(&view->arena, visit->peer);
	view->dialog = dialog;
	view->name = slice_text(view, visit->name);
	view->parting = "";
	return view;
}

void listen_view_free(struct listen_view *view)
{
	if (!view)
		return;
	arena_clear(&view->arena);
	free(view);
}

static const char *offer_words(
	struct arena *arena, const struct hello_view *hello)
{
	char list[VERSIONS_ROOM] = "";
	size_t used = 0;

	for (size_t i = 0; i < hello->n_versions && used < VERSIONS_FULL; i++)
		used += (size_t)snprintf(list + used, sizeof(list) - used,
			"%s%.20s", i ? ", " : "", hello->versions[i]);
	if (used == 0)
		snprintf(list, sizeof(list), "versions up to %.20s",
			*hello->highest ? hello->highest : "none");
	return arena_printf(arena, "offers %s, %zu suite%s; %zu remark%s", list,
		hello->n_suites, hello->n_suites == 1 ? "" : "s",
		hello->n_remarks, hello->n_remarks == 1 ? "" : "s");
}

void listen_view_hello(struct listen_view *view,
	const struct listen_visit *visit, const struct hello *hello,
	struct slice bytes, const char *file)
{
	struct arena *arena = &view->arena;
	struct listen_hello_view *one = arena_zeroed(arena, 1, sizeof(*one));

	hello_view_of(arena, &one->hello, hello);
	one->words = offer_words(arena, &one->hello);
	one->at_ms = visit->hello_ms;
	one->bytes = bytes.len;
	one->hex = arena_hex(arena, bytes);
	one->file = file ? arena_bytes(arena, file, strlen(file)) : "";
	one->answer_words = "";
	if (view->last)
		view->last->next = one;
	else
		view->first = one;
	view->last = one;
	view->n_hellos++;
}

static const char *silent_words(enum listen_end end)
{
	static const char *const words[] = {
		[LISTEN_WAIT] = "nothing was said",
		[LISTEN_CLOSE] = "the connection was closed",
		[LISTEN_RESET] = "the connection was reset",
		[LISTEN_SILENCE] = "nothing was said",
		[LISTEN_AGAIN] = "nothing was said",
	};

	return words[end];
}

static enum listen_answer answer_of(const struct server_flight *flight)
{
	if (flight->end == FLIGHT_RETRY)
		return LISTEN_ANSWER_RETRY;
	if (flight->end == FLIGHT_SSL2)
		return LISTEN_ANSWER_SSL2;
	if (!flight->has_server_hello)
		return LISTEN_ANSWER_REFUSAL;
	return flight->end == FLIGHT_SEALED ? LISTEN_ANSWER_SERVER_HELLO
					    : LISTEN_ANSWER_FLIGHT;
}

void listen_view_answer(struct listen_view *view, struct slice answer,
	enum listen_end end, bool ssl2)
{
	struct server_flight *flight = xcalloc(1, sizeof(*flight));
	uint8_t *buffer = xcalloc(FLIGHT_BUFFER, 1);
	struct listen_hello_view *hello = view->last;
	const char *words;

	flight_begin(flight, buffer, FLIGHT_BUFFER, ssl2);
	if (answer.len > 0)
		flight_feed(flight, answer.data, answer.len);
	words = answer.len > 0 ? flight_words(&view->arena, flight) : "";
	hello->answer = answer.len > 0 ? answer_of(flight) : LISTEN_ANSWER_NONE;
	hello->answer_words = *words ? words : silent_words(end);
	hello->answer_bytes = answer.len;
	free(buffer);
	free(flight);
}

void listen_view_fated(struct listen_view *view)
{
	view->last->answer = LISTEN_ANSWER_MANNERS;
	view->last->answer_words =
		"none: the manners of the profile (after-hello)";
}

static const char *parting_name(enum listen_parting parting)
{
	static const char *const names[] = {
		[PARTING_OURS] = "ours",
		[PARTING_FIN] = "fin",
		[PARTING_RESET] = "reset",
		[PARTING_TIMEOUT] = "timeout",
		[PARTING_STOPPED] = "stopped",
	};

	return names[parting];
}

static enum sequel_answer answered_by(const struct listen_view *view)
{
	switch (view->last->answer) {
	case LISTEN_ANSWER_SERVER_HELLO:
		return SEQUEL_TO_SERVER_HELLO;
	case LISTEN_ANSWER_FLIGHT:
	case LISTEN_ANSWER_RETRY:
	case LISTEN_ANSWER_SSL2:
		return SEQUEL_TO_FLIGHT;
	default:
		return SEQUEL_TO_REFUSAL;
	}
}

static uint32_t since(uint32_t ms, uint32_t from)
{
	return ms > from ? ms - from : 1;
}

static void view_then(
	struct listen_view *view, const struct listen_visit *visit)
{
	struct sequel_story story = { .sequel = &visit->sequel,
		.answer = answered_by(view),
		.parting = view->parting,
		.parted_ms = since(visit->parted_ms, visit->answered_ms) };

	if (visit->sequel_ms)
		story.after_ms = since(visit->sequel_ms, visit->answered_ms);
	sequel_view_of(&view->arena, &view->then, &story);
}

static const char *how_parted(const struct listen_visit *visit)
{
	static const char *const words[] = {
		[PARTING_OURS] = "its dialog ended",
		[PARTING_FIN] = "it closed the connection",
		[PARTING_RESET] = "it reset the connection",
		[PARTING_TIMEOUT] = "it was given up",
		[PARTING_STOPPED] = "hallo was stopped",
	};

	return words[visit->parting];
}

/* Why there is no hello. */
static const char *no_hello_words(
	struct arena *arena, const struct listen_visit *visit)
{
	const char *parted = how_parted(visit);
	unsigned ms = visit->parted_ms;

	if (visit->turned_away)
		return "turned away, as the profile says";
	if (visit->no_hello)
		return "what it sent is no ClientHello";
	if (visit->unread.len > 0)
		return arena_printf(arena,
			"only %zu bytes of a ClientHello came; %s after %u ms",
			visit->unread.len, parted, ms);
	if (visit->go_ahead)
		return arena_printf(arena,
			"no ClientHello came, although TLS might begin; %s "
			"after %u ms",
			parted, ms);
	if (visit->last_line.len > 0)
		return arena_printf(arena,
			"it did not ask for TLS; %s after %u ms", parted, ms);
	return arena_printf(
		arena, "it said nothing; %s after %u ms", parted, ms);
}

static void view_no_hello(
	struct listen_view *view, const struct listen_visit *visit)
{
	struct slice shown = visit->unread;

	if (shown.len > SHOWN_UNREAD)
		shown.len = SHOWN_UNREAD;
	view->no_hello = (struct listen_no_hello){
		.words = no_hello_words(&view->arena, visit),
		.last_line = slice_text(view, visit->last_line),
		.bytes = visit->unread.len,
		.hex = arena_hex(&view->arena, shown),
		.text = slice_text(view, shown),
		.go_ahead_ms = visit->go_ahead_ms,
		.parted_ms = visit->parted_ms,
	};
}

void listen_view_parted(
	struct listen_view *view, const struct listen_visit *visit)
{
	view->name = slice_text(view, visit->name);
	view->parting = parting_name(visit->parting);
	if (view->n_hellos > 0)
		view_then(view, visit);
	else
		view_no_hello(view, visit);
}

const char *listen_view_verdict(const struct listen_view *view)
{
	return view->n_hellos > 0 ? view->then.words : view->no_hello.words;
}
