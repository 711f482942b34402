/* SPDX-License-Identifier: ISC */
/*
 * The driver of `hallo say`. Each exchange has a seed of its own that follows
 * from that of the run, and so a hello of its own; equal answers are told once.
 */
#include "analysis/say/say.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/base/alloc.h"
#include "analysis/json/hex.h"
#include "analysis/json/names.h"
#include "analysis/log/observation.h"
#include "analysis/say/client_share.h"
#include "analysis/say/say_parts.h"
#include "wire/bytes/record.h"
#include "wire/hello/fingerprint.h"
#include "wire/hello/hello_build.h"
#include "wire/tables/extensions.h"

#define HELLO_ROOM (300 * 1024)
#define ANSWERS_IN_FULL 8 /* of a server that answers anew each time */

/* One exchange. */
struct said {
	struct say *say;
	uint8_t seed[SEED_SIZE];
	uint8_t *sent, *second; /* records, owned */
	size_t n_sent, n_second;
	const char *no_second; /* why there was none for a retry; static */
	uint32_t retry_ms;
	bool over;
	struct say_exchange shown; /* once it is over */
};

struct answer {
	struct gist gist;
	struct say_answer shown;
};

struct say {
	struct say_plan plan;
	struct hello_spec spec;
	struct hello_draft *draft;
	uint16_t no_share;
	struct observation_log log;
	struct arena arena; /* all that is shown */
	size_t n, n_over, n_answers;
	struct said *said;	/* plan.times of them */
	struct answer *answers; /* the same */
	bool reached, stopped;
};

static struct slice slice_copy(struct slice bytes)
{
	return slice_of(xcopy(bytes.data, bytes.len, 1), bytes.len);
}

/* The hello of that seed, owned by the caller; empty: it cannot be made. */
static struct slice make_hello(struct say *say, const uint8_t *seed)
{
	uint8_t *room = xcalloc(HELLO_ROOM, 1);
	struct writer w = writer_of(room, HELLO_ROOM);
	struct slice bytes = { 0 };

	memcpy(say->spec.seed, seed, SEED_SIZE);
	if (hello_build(&w, say->draft, &say->spec))
		bytes = slice_copy(writer_done(&w));
	say->no_share = say->draft->no_share;
	free(room);
	return bytes;
}

static void set_seed(struct said *said, const struct say *say, size_t i)
{
	char label[32];

	snprintf(label, sizeof(label), "say %zu", i + 1);
	seed_expand(said->seed, SEED_SIZE, say->plan.seed, label);
}

struct say *say_new(const struct say_plan *plan, const char **trouble)
{
	struct say *say = xcalloc(1, sizeof(*say));
	struct slice trial;

	assert(plan->times >= 1 && plan->times <= SAY_TIMES_MAX);
	say->plan = *plan;
	say->spec = *plan->spec;
	if (!say->spec.share)
		say->spec.share = client_share_make;
	say->draft = xcalloc(1, sizeof(*say->draft));
	say->said = xcalloc(plan->times, sizeof(*say->said));
	say->answers = xcalloc(plan->times, sizeof(*say->answers));
	observation_log_init(&say->log);
	trial = make_hello(say, plan->seed);
	free((uint8_t *)(uintptr_t)trial.data);
	if (trial.len > 0)
		return say;
	*trouble = say->draft->trouble ? say->draft->trouble
				       : "there is no byte to send, or too "
					 "many for a hello";
	say_free(say);
	return NULL;
}

void say_free(struct say *say)
{
	if (!say)
		return;
	for (size_t i = 0; i < say->n; i++) {
		free(say->said[i].sent);
		free(say->said[i].second);
	}
	observation_log_clear(&say->log);
	arena_clear(&say->arena);
	free(say->said);
	free(say->answers);
	free(say->draft);
	free(say);
}

static struct said *begin_said(struct say *say)
{
	struct said *said = &say->said[say->n];

	said->say = say;
	set_seed(said, say, say->n++);
	return said;
}

static size_t say_wanted(void *ctx)
{
	const struct say *say = ctx;

	return say->stopped ? 0 : say->plan.times - say->n;
}

/* Reads a hello back from its records; *joined is the caller's. */
static bool read_back(struct hello *hello, uint8_t **joined, struct slice bytes)
{
	size_t consumed;

	*joined = xcalloc(bytes.len + 4, 1);
	return hello_read_records(hello, &consumed, bytes, *joined,
		       bytes.len + 4) == HELLO_READ;
}

static struct hello_retry retry_of(const struct server_hello *hello)
{
	struct hello_retry retry = { .has_group = hello->has_key_share,
		.group = hello->key_share_group };

	for (size_t i = 0; i < hello->n_extensions; i++)
		if (hello->extensions[i].type == EXTENSION_COOKIE)
			retry.cookie = hello->extensions[i].body;
	return retry;
}

/* The second hello, owned by the caller; empty: said->no_second tells why. */
static struct slice make_second(struct said *said, const struct hello *first,
	const struct server_hello *hello)
{
	struct say *say = said->say;
	struct hello_spec spec = { .from = first,
		.cuts = say->spec.cuts,
		.share = client_share_make };
	struct hello_retry retry = retry_of(hello);
	uint8_t *room = xcalloc(HELLO_ROOM, 1);
	struct writer w = writer_of(room, HELLO_ROOM);
	struct slice bytes = { 0 };

	memcpy(spec.seed, said->seed, SEED_SIZE);
	said->no_second = NULL;
	if (hello_build_second(&w, say->draft, &spec, &retry))
		bytes = slice_copy(writer_done(&w));
	else
		said->no_second = say->draft->trouble;
	free(room);
	return bytes;
}

static struct slice follow(
	void *ctx, const struct server_flight *retry, uint32_t answer_ms)
{
	struct said *said = ctx;
	struct hello *first = xcalloc(1, sizeof(*first));
	struct slice bytes = { 0 };
	uint8_t *joined;

	said->retry_ms = answer_ms;
	said->no_second = "what was sent is no ClientHello";
	if (read_back(first, &joined, slice_of(said->sent, said->n_sent)))
		bytes = make_second(said, first, &retry->hello);
	free(joined);
	free(first);
	said->second = (uint8_t *)(uintptr_t)bytes.data;
	said->n_second = bytes.len;
	return bytes;
}

/* What was sent, in the words of a probe. */
static void describe(struct probe *probe)
{
	struct hello *hello = xcalloc(1, sizeof(*hello));
	uint8_t *joined;

	if (read_back(hello, &joined, probe->hello)) {
		probe->version = hello_highest_version(hello);
		probe->n_suites = hello_n_suites(hello);
	}
	free(joined);
	free(hello);
}

static bool say_next(void *ctx, struct probe *probe)
{
	struct say *say = ctx;
	struct said *said;
	struct slice bytes;

	if (say_wanted(say) == 0)
		return false;
	said = begin_said(say);
	bytes = make_hello(say, said->seed);
	said->sent = (uint8_t *)(uintptr_t)bytes.data;
	said->n_sent = bytes.len;
	probe->id = (uint32_t)say->n;
	probe->purpose = PURPOSE_SAID;
	memcpy(probe->seed, said->seed, SEED_SIZE);
	probe->hello = bytes;
	probe->segment = say->plan.segment;
	probe->follow = follow;
	probe->follow_ctx = said;
	describe(probe);
	return true;
}

static bool is_ssl2(const struct said *said)
{
	return said->n_sent > 0 && said->sent[0] != CONTENT_HANDSHAKE;
}

/* NULL: @bytes are no ClientHello. */
static const struct hello_view *view_hello(
	struct arena *arena, struct slice bytes)
{
	struct hello *hello = xcalloc(1, sizeof(*hello));
	struct hello_view *view = NULL;
	uint8_t *joined;

	if (read_back(hello, &joined, bytes)) {
		view = arena_zeroed(arena, 1, sizeof(*view));
		hello_view_of(arena, view, hello);
	}
	free(joined);
	free(hello);
	return view;
}

/* NULL: it is not asked for. */
static const struct bytes_view *view_bytes(
	struct say *say, struct slice bytes, enum bytes_side side)
{
	struct bytes_view *view;

	if (!say->plan.hex)
		return NULL;
	view = arena_zeroed(&say->arena, 1, sizeof(*view));
	bytes_view_of(&say->arena, view, bytes, side);
	return view;
}

static void view_sent_hello(
	struct say *say, struct say_hello *view, struct slice bytes)
{
	*view = (struct say_hello){ .sent = bytes.len > 0, .raw = "" };
	if (!view->sent)
		return;
	view->bytes = bytes.len;
	view->raw = arena_hex(&say->arena, bytes);
	view->hello = view_hello(&say->arena, bytes);
	view->hex = view_bytes(say, bytes, BYTES_OF_CLIENT);
}

/* Of the last ServerHello; of the retry where there is no other. */
static const char *ja3s_of(
	struct arena *arena, const struct server_flight *flight)
{
	char md5[FINGERPRINT_MD5];

	if (!flight || !flight->has_server_hello)
		return "";
	ja3s_hash(md5, &flight->hello);
	return arena_words(arena, md5);
}

/* NULL: there was none. */
static const struct flight_view *view_flight(
	struct arena *arena, const struct outcome *outcome)
{
	struct flight_view *view;

	if (!outcome->flight)
		return NULL;
	view = arena_zeroed(arena, 1, sizeof(*view));
	flight_view_of(arena, view, outcome->flight, outcome->heard);
	return view;
}

static void view_heard(struct say *say, const struct said *said,
	struct say_answer *view, const struct outcome *outcome)
{
	enum bytes_side side =
		is_ssl2(said) ? BYTES_OF_SSL2_SERVER : BYTES_OF_SERVER;

	view->raw = arena_hex(&say->arena, outcome->heard);
	if (outcome->heard.len > 0)
		view->hex = view_bytes(say, outcome->heard, side);
}

static void view_answer(struct say *say, const struct said *said,
	struct answer *answer, const struct outcome *outcome)
{
	struct arena *arena = &say->arena;
	struct say_answer *view = &answer->shown;

	*view = (struct say_answer){
		.verdict = say_verdict(arena, outcome, said->n_second > 0),
		.status = say_status_of(outcome),
		.ja3s = ja3s_of(arena, outcome->flight),
		.in_full = say->n_answers <= ANSWERS_IN_FULL,
		.flight = view_flight(arena, outcome),
		.raw = "",
		.second_ms = said->retry_ms,
		.no_second = said->no_second ? said->no_second : "",
		.early = arena_bytes(
			arena, outcome->early.data, outcome->early.len),
	};
	if (view->in_full)
		view_heard(say, said, view, outcome);
	view_sent_hello(
		say, &view->second, slice_of(said->second, said->n_second));
	say_gist(arena, &answer->gist, outcome, view->flight);
	view->differences = say_differences(arena, &view->n_differences,
		&answer->gist, &say->answers[0].gist);
}

/* The place of the answer that has the same gist; n_answers: none has. */
static size_t find_alike(const struct say *say, const struct outcome *outcome)
{
	struct arena arena = { 0 };
	struct gist gist;
	size_t i = 0;

	say_gist(&arena, &gist, outcome, view_flight(&arena, outcome));
	while (i < say->n_answers &&
		!say_gist_equal(&say->answers[i].gist, &gist))
		i++;
	arena_clear(&arena);
	return i;
}

/* A new answer is told in full. Returns its place. */
static size_t sort_in(
	struct say *say, const struct said *said, const struct outcome *outcome)
{
	size_t i = find_alike(say, outcome);
	struct answer *answer = &say->answers[i];

	if (i == say->n_answers) {
		say->n_answers++;
		view_answer(say, said, answer, outcome);
	}
	answer->shown.n_ids++;
	return i;
}

static void view_exchange(struct say *say, struct said *said, size_t answer,
	const struct observation *row, const struct outcome *outcome)
{
	struct arena *arena = &say->arena;

	said->shown = (struct say_exchange){
		.id = (uint32_t)(said - say->said + 1),
		.answer = answer,
		.verdict = say_verdict(arena, outcome, said->n_second > 0),
		.status = say_status_of(outcome),
		.unasked = row->unasked ? row->unasked : "",
		.unasked_code = row->unasked_code,
		.retried = said->retry_ms > 0 || said->n_second > 0,
		.retry_ms = said->retry_ms,
		.outcome = row->kind,
		.stage = row->stage,
		.errnum = row->errnum,
		.reply = arena_bytes(arena, row->reply, row->n_reply),
		.early = row->early,
		.local_port = row->local_port,
		.started_ms = row->started_ms,
		.ready_ms = row->ready_ms,
		.answer_ms = row->answer_ms,
		.bytes_out = row->bytes_out,
		.bytes_in = row->bytes_in,
	};
}

/* A host that is not there will not be there the next time. */
static bool is_gone(const struct outcome *outcome)
{
	return outcome->kind == OUTCOME_NO_ROUTE ||
		outcome->kind == OUTCOME_UNREACHABLE;
}

static void say_learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	struct say *say = ctx;
	const struct observation *row;
	struct said *said;

	say->reached = say->reached || !is_gone(outcome);
	say->stopped = say->stopped || is_gone(outcome) ||
		outcome->kind == OUTCOME_CANCELLED;
	if (!probe && say->n == say->plan.times)
		return;
	said = probe ? &say->said[probe->id - 1] : begin_said(say);
	row = observation_append(&say->log, probe, outcome);
	view_exchange(say, said, sort_in(say, said, outcome), row, outcome);
	said->over = true;
	say->n_over++;
}

const struct inquiry_driver say_driver = { say_wanted, say_next, say_learn };

bool say_reached(const struct say *say)
{
	return say->reached;
}

size_t say_done(const struct say *say)
{
	return say->n_over;
}

enum say_status say_status(const struct say *say)
{
	bool any = false;
	enum say_status status = SAY_UNREACHED;

	for (size_t i = 0; i < say->n; i++) {
		const struct said *said = &say->said[i];

		if (!said->over)
			continue;
		status = any ? say_status_of_two(status, said->shown.status)
			     : said->shown.status;
		any = true;
	}
	if (say->n_answers > 1)
		status = SAY_INCONCLUSIVE;
	return status;
}

static const struct said *first_sent(const struct say *say)
{
	for (size_t i = 0; i < say->n; i++)
		if (say->said[i].n_sent > 0)
			return &say->said[i];
	return NULL;
}

/* Whole records of the handshake. */
static void view_records(
	struct arena *arena, struct say_sent *view, struct slice bytes)
{
	size_t room = bytes.len / RECORD_HEADER, at = 0;
	struct record_header header;

	view->records = arena_zeroed(arena, room, sizeof(*view->records));
	while (record_header_read(&header, bytes, at) &&
		header.type == CONTENT_HANDSHAKE &&
		header.len <= bytes.len - at - RECORD_HEADER) {
		view->records[view->n_records++] = header.len;
		at += RECORD_HEADER + header.len;
	}
}

static void view_sent(struct say *say, struct say_sent *view)
{
	const struct said *said = first_sent(say);
	struct slice bytes = { 0 };
	char room[CODE_ROOM];

	if (said)
		bytes = slice_of(said->sent, said->n_sent);
	*view = (struct say_sent){
		.verbatim = say->spec.verbatim.data != NULL,
		.segment = say->plan.segment,
		.no_share = arena_words(
			&say->arena, group_text(room, say->no_share)),
	};
	view_sent_hello(say, &view->first, bytes);
	view_records(&say->arena, view, bytes);
}

static size_t most_alike(const struct say *say)
{
	size_t best = 0;

	for (size_t i = 1; i < say->n_answers; i++)
		if (say->answers[i].shown.n_ids >
			say->answers[best].shown.n_ids)
			best = i;
	return best;
}

static void view_exchanges(struct say_view *view, struct say *say)
{
	view->exchanges =
		arena_zeroed(&say->arena, say->n, sizeof(*view->exchanges));
	for (size_t i = 0; i < say->n; i++)
		if (say->said[i].over)
			view->exchanges[view->n_exchanges++] =
				say->said[i].shown;
}

/* Each with the ids of the exchanges that were answered so. */
static void view_answers(struct say_view *view, struct say *say)
{
	view->n_answers = say->n_answers;
	view->answers = arena_zeroed(
		&say->arena, say->n_answers, sizeof(*view->answers));
	for (size_t i = 0; i < say->n_answers; i++) {
		struct say_answer *answer = &view->answers[i];

		*answer = say->answers[i].shown;
		answer->ids = arena_zeroed(
			&say->arena, answer->n_ids, sizeof(*answer->ids));
		answer->n_ids = 0;
	}
	for (size_t i = 0; i < view->n_exchanges; i++) {
		struct say_answer *answer =
			&view->answers[view->exchanges[i].answer];

		answer->ids[answer->n_ids++] = view->exchanges[i].id;
	}
}

void say_view_of(struct say_view *view, struct say *say)
{
	const struct say_answer *best =
		say->n_answers ? &say->answers[most_alike(say)].shown : NULL;

	*view = (struct say_view){
		.verdict = best ? best->verdict : "nothing was asked",
		.status = say_status(say),
		.times = say->n_over,
		.wanted = say->plan.times,
		.alike = best ? best->n_ids : 0,
		.n_answers = say->n_answers,
		.answers = arena_zeroed(
			&say->arena, say->n_answers, sizeof(struct say_answer)),
		.exchanges = arena_zeroed(
			&say->arena, say->n, sizeof(struct say_exchange)),
	};
	view_sent(say, &view->sent);
	view_exchanges(view, say);
	view_answers(view, say);
}
