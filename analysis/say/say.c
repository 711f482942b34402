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
#include "analysis/json/bytes_value.h"
#include "analysis/json/flight_value.h"
#include "analysis/json/hello_value.h"
#include "analysis/say/key_share.h"
#include "analysis/log/observation.h"
#include "analysis/json/json.h"
#include "analysis/report/report_parts.h"
#include "analysis/say/say_parts.h"
#include "wire/hello/fingerprint.h"

#define HELLO_ROOM (300 * 1024)
#define ANSWERS_IN_FULL 8 /* of a server that answers anew each time */

struct said {
	struct say *say;
	uint8_t seed[SEED_SIZE];
	uint8_t *sent, *second; /* records, owned */
	size_t n_sent, n_second;
	const char *no_second; /* why there was none for a retry; static */
	uint32_t retry_ms;
	bool over;
	enum say_status status;
	size_t answer; /* index */
	json_t *value; /* of the exchange */
};

struct answer {
	size_t n;
	json_t *gist, *ids, *value; /* owned */
};

struct say {
	struct say_plan plan;
	struct hello_wish wish;
	struct hello_craft *craft;
	uint16_t no_share;
	struct observation_log log;
	size_t n, n_over, n_answers;
	struct said *said;	/* plan.times of them */
	struct answer *answers; /* the same */
	bool reached, stopped;
};

static struct slice slice_copy(struct slice bytes)
{
	return slice_of(xcopy(bytes.data, bytes.len, 1), bytes.len);
}

/* The bytes of a crafted hello, owned by the caller. */
static struct slice crafted(
	struct hello_craft *craft, const struct hello_cuts *cuts)
{
	uint8_t *room = xcalloc(HELLO_ROOM, 1);
	struct writer w = writer_of(room, HELLO_ROOM);
	struct slice bytes;

	hello_craft_write(&w, craft, cuts);
	bytes = slice_copy(writer_done(&w));
	free(room);
	return bytes;
}

/* False: there are none. */
static bool make_hello(struct say *say, struct said *said)
{
	struct slice bytes;

	if (!say->plan.wish) {
		bytes = slice_copy(say->plan.verbatim);
	} else {
		memcpy(say->wish.seed, said->seed, SEED_SIZE);
		if (!hello_craft(say->craft, &say->wish))
			return false;
		say->no_share = say->craft->no_share;
		bytes = crafted(say->craft, &say->plan.cuts);
	}
	said->sent = (uint8_t *)(uintptr_t)bytes.data;
	said->n_sent = bytes.len;
	return bytes.len > 0;
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
	struct said trial = { 0 };
	bool good;

	assert(plan->times >= 1 && plan->times <= SAY_TIMES_MAX);
	say->plan = *plan;
	if (plan->wish) {
		say->wish = *plan->wish;
		if (!say->wish.share)
			say->wish.share = key_share_make;
	}
	say->craft = xcalloc(1, sizeof(*say->craft));
	say->said = xcalloc(plan->times, sizeof(*say->said));
	say->answers = xcalloc(plan->times, sizeof(*say->answers));
	observation_log_init(&say->log);
	good = make_hello(say, &trial);
	free(trial.sent);
	if (good)
		return say;
	*trouble = say->craft->trouble ? say->craft->trouble
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
		json_decref(say->said[i].value);
	}
	for (size_t i = 0; i < say->n_answers; i++) {
		json_decref(say->answers[i].gist);
		json_decref(say->answers[i].ids);
		json_decref(say->answers[i].value);
	}
	observation_log_clear(&say->log);
	free(say->said);
	free(say->answers);
	free(say->craft);
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

static struct slice follow(
	void *ctx, const struct server_flight *retry, uint32_t answer_ms)
{
	struct said *said = ctx;
	struct hello_craft *craft = said->say->craft;
	struct hello *first = xcalloc(1, sizeof(*first));
	struct slice bytes = { 0 };
	uint8_t *joined;

	said->retry_ms = answer_ms;
	said->no_second = "what was sent is no ClientHello";
	if (read_back(first, &joined, slice_of(said->sent, said->n_sent))) {
		if (hello_craft_second(craft, first, &retry->hello, said->seed,
			    key_share_make)) {
			bytes = crafted(craft, &said->say->plan.cuts);
			said->no_second = NULL;
		} else {
			said->no_second = craft->trouble;
		}
	}
	free(joined);
	free(first);
	said->second = (uint8_t *)(uintptr_t)bytes.data;
	said->n_second = bytes.len;
	return bytes;
}

static bool is_ssl2(const struct said *said)
{
	return said->n_sent > 0 && said->sent[0] != 22;
}

static bool say_next(void *ctx, struct probe *probe)
{
	struct say *say = ctx;
	struct said *said;

	if (say_wanted(say) == 0)
		return false;
	said = begin_said(say);
	make_hello(say, said);
	probe->id = (uint32_t)say->n;
	probe->purpose = PURPOSE_PREFERRED;
	probe->version = is_ssl2(said) ? VERSION_SSL2 : VERSION_TLS12;
	memcpy(probe->seed, said->seed, SEED_SIZE);
	probe->hello = slice_of(said->sent, said->n_sent);
	probe->segment = say->plan.segment;
	probe->follow = follow;
	probe->follow_ctx = said;
	return true;
}

static json_t *hello_json(struct slice bytes)
{
	struct hello *hello = xcalloc(1, sizeof(*hello));
	uint8_t *joined;
	json_t *value = read_back(hello, &joined, bytes) ? hello_value(hello)
							 : json_null();

	free(joined);
	free(hello);
	return value;
}

static json_t *second_json(const struct say *say, const struct said *said)
{
	struct slice bytes = slice_of(said->second, said->n_second);
	json_t *object;

	if (bytes.len == 0)
		return json_null();
	object = json_object();
	report_put(object, "bytes", report_count(bytes.len));
	report_put(object, "after_ms", json_integer(said->retry_ms));
	report_put(object, "raw", report_bytes(bytes));
	report_put(object, "hello", hello_json(bytes));
	report_put(object, "hex",
		say->plan.hex ? bytes_value(bytes, BYTES_OF_CLIENT)
			      : json_null());
	return object;
}

/* Of the last ServerHello; of the retry where there is no other. */
static json_t *ja3s_json(const struct server_flight *flight)
{
	char md5[FINGERPRINT_MD5];

	if (!flight || !flight->has_server_hello)
		return json_null();
	ja3s_hash(md5, &flight->hello);
	return json_string(md5);
}

static json_t *answer_json(const struct say *say, const struct said *said,
	const struct outcome *outcome, json_t *flight)
{
	enum bytes_side side =
		is_ssl2(said) ? BYTES_OF_SSL2_SERVER : BYTES_OF_SERVER;
	json_t *object = json_object();

	report_put(object, "verdict", say_verdict(outcome, said->n_second > 0));
	report_put(object, "status", json_integer(said->status));
	report_put(object, "ja3s", ja3s_json(outcome->flight));
	report_put(object, "flight",
		say->n_answers <= ANSWERS_IN_FULL ? json_incref(flight)
						  : json_null());
	report_put(object, "raw",
		say->n_answers <= ANSWERS_IN_FULL ? report_bytes(outcome->heard)
						  : json_null());
	report_put(object, "second_hello", second_json(say, said));
	report_put(object, "no_second", report_words(said->no_second));
	report_put(object, "early",
		outcome->early.len
			? report_text(outcome->early.data, outcome->early.len)
			: json_null());
	report_put(object, "hex",
		say->plan.hex && outcome->heard.len &&
				say->n_answers <= ANSWERS_IN_FULL
			? bytes_value(outcome->heard, side)
			: json_null());
	return object;
}

/* The answer of that gist; a new one is told in full. */
static size_t sort_in(
	struct say *say, const struct said *said, const struct outcome *outcome)
{
	json_t *flight = outcome->flight
		? flight_value(outcome->flight, outcome->heard)
		: json_null();
	json_t *gist = say_gist(outcome, flight);
	struct answer *answer;
	size_t i = 0;

	while (i < say->n_answers && !json_equal(say->answers[i].gist, gist))
		i++;
	answer = &say->answers[i];
	if (i == say->n_answers) {
		say->n_answers++;
		answer->value = answer_json(say, said, outcome, flight);
		answer->ids = json_array();
		answer->gist = json_incref(gist);
	}
	answer->n++;
	json_array_append_new(answer->ids, json_integer(said - say->said + 1));
	json_decref(gist);
	json_decref(flight);
	return i;
}

static json_t *exchange_json(const struct say *say, const struct said *said,
	const struct observation *row, const struct outcome *outcome)
{
	struct report_connection connection;
	struct arena arena = { 0 };
	json_t *object = json_object();

	report_fill_connection(&arena, &connection, row);
	report_put(object, "id", json_integer(said - say->said + 1));
	report_put(object, "answer", report_count(said->answer));
	report_put(object, "verdict", say_verdict(outcome, said->n_second > 0));
	report_put(object, "status", json_integer(said->status));
	report_put(object, "unasked",
		report_unasked_json(
			row->unasked ? row->unasked : "", row->unasked_code));
	report_put(object, "retry_ms",
		said->retry_ms || said->n_second ? json_integer(said->retry_ms)
						 : json_null());
	report_put_connection(object, &connection);
	arena_clear(&arena);
	return object;
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
	said->status = say_status_of(outcome);
	said->answer = sort_in(say, said, outcome);
	said->value = exchange_json(say, said, row, outcome);
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
		status = any ? say_status_of_two(status, said->status)
			     : said->status;
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

static json_t *record_sizes(struct slice bytes)
{
	json_t *sizes = json_array();
	size_t at = 0;

	while (bytes.len - at >= 5 && bytes.data[at] == 22) {
		size_t len = slice_number(bytes, at + 3, 2);

		if (len > bytes.len - at - 5)
			break;
		json_array_append_new(sizes, report_count(len));
		at += 5 + len;
	}
	return sizes;
}

static json_t *sent_json(const struct say *say)
{
	const struct said *said = first_sent(say);
	struct slice bytes;
	json_t *object;

	if (!said)
		return json_null();
	bytes = slice_of(said->sent, said->n_sent);
	object = json_object();
	report_put(object, "bytes", report_count(bytes.len));
	report_put(object, "verbatim", json_boolean(!say->plan.wish));
	report_put(object, "records", record_sizes(bytes));
	report_put(object, "segment", report_number(say->plan.segment));
	report_put(object, "raw", report_bytes(bytes));
	report_put(object, "no_share",
		say->no_share ? report_group_name(say->no_share) : json_null());
	report_put(object, "hello", hello_json(bytes));
	report_put(object, "hex",
		say->plan.hex ? bytes_value(bytes, BYTES_OF_CLIENT)
			      : json_null());
	return object;
}

static size_t most_alike(const struct say *say)
{
	size_t best = 0;

	for (size_t i = 1; i < say->n_answers; i++)
		if (say->answers[i].n > say->answers[best].n)
			best = i;
	return best;
}

static json_t *answers_json(const struct say *say)
{
	json_t *array = json_array();

	for (size_t i = 0; i < say->n_answers; i++) {
		const struct answer *answer = &say->answers[i];
		json_t *object = json_copy(answer->value);

		report_put(object, "times", report_count(answer->n));
		report_put(object, "exchanges", json_incref(answer->ids));
		report_put(object, "differs",
			say_differences(answer->gist, say->answers[0].gist));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *exchanges_json(const struct say *say)
{
	json_t *array = json_array();

	for (size_t i = 0; i < say->n; i++)
		if (say->said[i].over)
			json_array_append(array, say->said[i].value);
	return array;
}

json_t *say_value(const struct say *say)
{
	const struct answer *best =
		say->n_answers ? &say->answers[most_alike(say)] : NULL;
	json_t *value = json_object();

	report_put(value, "verdict",
		best ? json_incref(json_object_get(best->value, "verdict"))
		     : json_string("nothing was asked"));
	report_put(value, "status", json_integer(say_status(say)));
	report_put(value, "times", report_count(say->n_over));
	report_put(value, "wanted", report_count(say->plan.times));
	report_put(value, "alike", report_count(best ? best->n : 0));
	report_put(value, "sent", sent_json(say));
	report_put(value, "answers", answers_json(say));
	report_put(value, "exchanges", exchanges_json(say));
	return value;
}
