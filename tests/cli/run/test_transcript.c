/* SPDX-License-Identifier: ISC */
/*
 * What is written is read again; what is cut, foreign or made up is told. The
 * sample is written by the program's own parts: one connection that was turned
 * away, one hello that got an alert.
 */
#include "tests/lib/unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cli/options/commands.h"
#include "cli/run/transcript.h"

static const uint8_t alert[] = { 0x15, 3, 1, 0, 2, 2, 40 };
static char path[] = "/tmp/hallo-transcript-XXXXXX";
static char *sample;
static size_t sample_len;

static bool parse(struct options *options, const char *a, const char *b,
	const char *c, struct error *error)
{
	char *list[] = { (char *)(uintptr_t) "hallo",
		(char *)(uintptr_t) "audit", (char *)(uintptr_t)a,
		(char *)(uintptr_t)b, (char *)(uintptr_t)c, NULL };
	int n = 2 + !!a + !!b + !!c;

	memset(error, 0, sizeof(*error));
	return options_parse(options, n, list, error);
}

/* What another program sees of it by now. */
static size_t lines_on_disk(void)
{
	FILE *file = fopen(path, "r");
	size_t n = 0;
	int c;

	assert_non_null(file);
	while ((c = getc(file)) != EOF)
		n += c == '\n';
	fclose(file);
	return n;
}

static void write_exchanges(struct transcript *t)
{
	struct audit_options what = { .server_name = "" };
	struct outcome outcome = { .kind = OUTCOME_REFUSED,
		.stage = STAGE_GREETING,
		.reply = slice_of("421 \xff\x1b\r\n", 8),
		.bytes_in = 8 };
	struct cost cost = { .connections = 3, .milliseconds = 1500 };
	struct machines *audit = machines_new(&what);
	struct recorder recorder;
	struct probe probe = { .dialog = slice_of("220 mx\r\n", 8) };

	recorder_begin(&recorder, t, 0, audit);
	recorder_driver.learn(&recorder, NULL, &outcome);
	assert_int_equal(lines_on_disk(), 3);
	assert_true(recorder_driver.wanted(&recorder) > 0);
	assert_true(recorder_driver.next(&recorder, &probe));
	outcome = (struct outcome){ .kind = OUTCOME_ALERT,
		.stage = STAGE_HELLO,
		.heard = slice_of(alert, sizeof(alert)),
		.dialog = slice_of("220 mx\r\n", 8),
		.answer_ms = 7,
		.bytes_in = 100 };
	recorder_driver.learn(&recorder, &probe, &outcome);
	assert_int_equal(lines_on_disk(), 5);
	assert_int_equal(recorder_end(&recorder, &cost), 0);
	machines_free(audit);
}

static void write_sample(void)
{
	struct resolution resolution = { .state = RESOLUTION_LITERAL,
		.n_hosts = 1,
		.hosts = { { .name = "192.0.2.1",
			.state = RESOLUTION_LITERAL,
			.n_addresses = 1,
			.addresses = { { .text = "192.0.2.1",
				.family = AF_INET } } } } };
	struct endpoint endpoint = { .host = "192.0.2.1",
		.address = "192.0.2.1",
		.port = 25,
		.family = AF_INET };
	uint8_t seed[SEED_SIZE] = { 0xab };
	struct transcript_limits limits = { .of_one = {
						    1, 2, 3, 4, 5, 6, 7, 8 } };
	struct transcript t;
	struct options options;
	struct error error;
	struct target target;

	assert_true(parse(&options, "--transcript", path, "192.0.2.1", &error));
	assert_true(target_parse(&target, "192.0.2.1", &error));
	endpoint.dialog = target.dialog;
	assert_true(transcript_begin(&t, &options, &error));
	assert_true(transcript_open(&t, &options, &error));
	transcript_head(&t, &options, &limits, target.text, "mx.test", seed);
	transcript_endpoints(&t, &target, &resolution, &endpoint, 1);
	write_exchanges(&t);
	assert_true(transcript_end(&t));
	options_clear(&options);
}

static void put_file(const char *text, size_t len)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, len, file), len);
	fclose(file);
}

FIXTURE(begin)
{
	int fd = mkstemp(path);
	FILE *file;

	assert_true(fd >= 0);
	close(fd);
	write_sample();
	sample = calloc(1, 1 << 20);
	file = fopen(path, "r");
	sample_len = fread(sample, 1, (1 << 20) - 1, file);
	fclose(file);
	return 0;
}

FIXTURE(end)
{
	free(sample);
	return unlink(path);
}

/* The message of reading what is in the file, "" when it is good. */
static struct error resume(const char *more, const char *word)
{
	struct transcript t;
	struct options options;
	struct error error;
	char argument[80];

	snprintf(argument, sizeof(argument), "--resume=%s", path);
	assert_true(parse(&options, argument, more, word, &error));
	if (transcript_begin(&t, &options, &error))
		error.message[0] = '\0';
	else
		assert_true(error.message[0]);
	(void)transcript_end(&t);
	options_clear(&options);
	return error;
}

UNIT(what_was_written_is_read)
{
	const struct transcript_event *x;
	struct transcript t;
	struct options options;
	struct error error;

	put_file(sample, sample_len);
	assert_true(parse(&options, "--resume", path, NULL, &error));
	assert_true(transcript_begin(&t, &options, &error));
	assert_string_equal(options.words[0], "192.0.2.1");
	assert_string_equal(options.helo, "mx.test");
	assert_true(options.has_seed);
	assert_int_equal(options.seed[0], 0xab);
	assert_int_equal(t.good_bytes, sample_len);
	assert_int_equal(t.n_endpoints, 1);
	assert_int_equal(t.costs[0].cost.connections, 3);
	assert_int_equal(t.costs[0].cost.milliseconds, 1500);
	assert_int_equal(t.since[0].cost.connections, 0);
	assert_int_equal(t.n, 4);
	x = &t.entries[0].event;
	assert_int_equal(x->kind, TRANSCRIPT_EXCHANGE);
	assert_false(x->has_probe);
	assert_int_equal(x->outcome.kind, OUTCOME_REFUSED);
	assert_int_equal(x->outcome.stage, STAGE_GREETING);
	assert_int_equal(x->outcome.reply.len, 8);
	assert_memory_equal(x->outcome.reply.data, "421 \xff\x1b\r\n", 8);
	x = &t.entries[1].event;
	assert_int_equal(x->kind, TRANSCRIPT_ASKED);
	assert_int_equal(x->asked.id, 1);
	assert_int_equal(x->asked.audit, 0);
	assert_int_equal(x->question.purpose, PURPOSE_SUITES);
	assert_int_equal(x->question.version, VERSION_TLS12);
	assert_int_equal(x->question.form, 0);
	assert_true(x->question.in_chain);
	x = &t.entries[2].event;
	assert_int_equal(x->kind, TRANSCRIPT_EXCHANGE);
	assert_true(x->has_probe);
	assert_int_equal(x->probe.id, 1);
	assert_int_equal(x->probe.purpose, PURPOSE_SUITES);
	assert_int_equal(x->probe.hello.data[0], 22);
	assert_true(x->probe.hello.len > 100);
	assert_int_equal(x->outcome.answer_ms, 7);
	assert_int_equal(x->probe.dialog.len, 8);
	assert_memory_equal(x->probe.dialog.data, "220 mx\r\n", 8);
	assert_memory_equal(x->outcome.heard.data, alert, sizeof(alert));
	assert_int_equal(t.entries[3].kind, ENTRY_COST);
	assert_true(transcript_end(&t));
	options_clear(&options);
}

static struct machines *the_audit(void *ctx, size_t endpoint)
{
	assert_int_equal(endpoint, 0);
	return ctx;
}

static size_t n_over;

static void count_over(void *ctx, size_t endpoint)
{
	assert_non_null(ctx);
	assert_int_equal(endpoint, 0);
	n_over++;
}

UNIT(an_audit_learns_what_was_recorded)
{
	struct audit_options what = { .server_name = "" };
	struct machines *audit = machines_new(&what);
	const struct observation_log *log;
	struct recorder recorder;
	struct cost cost = { .connections = 4 };
	struct transcript t;
	struct options options;
	struct error error;
	struct probe probe = { 0 };

	put_file(sample, sample_len);
	assert_true(parse(&options, "--resume", path, NULL, &error));
	assert_true(transcript_begin(&t, &options, &error));
	transcript_retell(&t, the_audit, count_over, audit);
	recorder_begin(&recorder, &t, 0, audit);
	assert_int_equal(n_over, 1);
	log = machines_log(audit);
	assert_int_equal(log->n, 2);
	assert_int_equal(log->rows[0].probe, 0);
	assert_int_equal(log->rows[1].alert, 40);
	assert_true(recorder_driver.wanted(&recorder) > 0);
	assert_true(recorder_driver.next(&recorder, &probe));
	assert_int_equal(probe.id, 2); /* after the highest recorded */
	assert_int_equal(recorder_end(&recorder, &cost), 3);
	assert_int_equal(cost.connections, 7);
	machines_free(audit);
	(void)transcript_end(&t);
	options_clear(&options);
}

static size_t lines_in(size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += sample[i] == '\n';
	return n;
}

/* head, endpoints, one turned away, a hello, its outcome, cost */
UNIT(every_prefix_is_taken_up_to_its_last_whole_line)
{
	for (size_t len = 0; len <= sample_len; len++) {
		size_t lines = lines_in(len);
		struct transcript t;
		struct options options;
		struct error error;

		put_file(sample, len);
		assert_true(parse(&options, "--resume", path, NULL, &error));
		assert_int_equal(
			transcript_begin(&t, &options, &error), lines > 0);
		assert_int_equal(t.n_lines, lines);
		assert_int_equal(t.n, lines <= 2 ? 0 : lines - 2);
		if (lines > 2) /* no cost: the exchanges count */
			assert_int_equal(t.since[0].cost.connections,
				lines == 3	    ? 1
					: lines < 6 ? 2
						    : 0);
		(void)transcript_end(&t);
		options_clear(&options);
	}
	assert_int_equal(lines_in(sample_len), 6);
}

/* The sample with the first @old replaced. */
static struct error resume_changed(const char *old, const char *new)
{
	char *at = strstr(sample, old), *text = malloc(sample_len + 1000);
	size_t before = (size_t)(at - sample), len;

	assert_non_null(at);
	memcpy(text, sample, before);
	len = before +
		(size_t)sprintf(text + before, "%s%s", new, at + strlen(old));
	put_file(text, len);
	free(text);
	return resume(NULL, NULL);
}

static void expect(struct error error, const char *words)
{
	if (!strstr(error.message, words))
		print_error("got: %s\nwanted: %s\n", error.message, words);
	assert_non_null(strstr(error.message, words));
}

UNIT(what_is_wrong_is_told_with_its_line)
{
	expect(resume_changed("transcript/2", "transcript/9"),
		"line 1: a transcript of another format: hallo.transcript/9");
	expect(resume_changed("transcript/2", "transcript/1"),
		"line 1: hallo.transcript/1, which does not hold all that was "
		"decided; the hallo that wrote it reads it (hallo ");
	expect(resume_changed("\"format\"", "\"form\""),
		"line 1: no transcript of hallo");
	expect(resume_changed("{", "no json {"), "line 1: no transcript");
	expect(resume_changed("\"target\":\"", "\"target\":7,\"x\":\""),
		"line 1: target: wanted a string, not a number");
	expect(resume_changed("\"mx\":[", "\"mx\":[7,"),
		"line 2: mx[0]: wanted an object, not a number");
	expect(resume_changed("\"state\":\"literal\"", "\"state\":\"fine\""),
		"line 2: resolution.state: \"fine\" is none of the words");
	expect(resume_changed("\"canonical\":", "\"canonic\":"),
		"line 2: resolution.canonical is missing");
	expect(resume_changed("\"addresses\":[\"", "\"addresses\":[\"x"),
		"line 2: mx[0].addresses: one of them is no address");
	expect(resume_changed("\"waits\":0", "\"waits\":\"0\""),
		"line 6: cost.waits: wanted a number from 0 to");
	expect(resume_changed("\"port\":25", "\"port\":26"),
		"its endpoints do not follow");
	expect(resume_changed("\"greeting\"", "\"grating\""),
		"line 3: outcome.stage: \"grating\" is none of the words");
	expect(resume_changed("\"greeting\"", "\"hello\""),
		"line 3: outcome.stage does not go with the probe");
	expect(resume_changed("\"reply\":\"3432", "\"reply\":\"34x2"),
		"line 3: outcome.reply is no hex");
	expect(resume_changed("\"reply\":\"3", "\"reply\":\""),
		"line 3: outcome.reply: wanted hex of at most");
	expect(resume_changed("\"asked\":{\"id\":1", "\"asked\":{\"id\":0"),
		"line 4: asked.id: wanted a number from 1 to 10000000, not 0");
	expect(resume_changed("\"asked\":{", "\"asked\":7,\"x\":{"),
		"line 4: asked: wanted an object, not a number");
	expect(resume_changed("\"topic\":\"none\"", "\"topic\":\"rain\""),
		"line 4: asked.topic: \"rain\" is none of the words");
	expect(resume_changed("\"form\":[]", "\"form\":[\"fat\"]"),
		"line 4: asked.form has an unknown word");
	expect(resume_changed("\"form\":[]", "\"form\":{}"),
		"line 4: asked.form: wanted a list, not an object");
	expect(resume_changed("\"probe\":{\"id\":1", "\"probe\":{\"id\":0"),
		"line 5: probe.id: wanted a number from 1 to");
	expect(resume_changed("\"probe\":{\"id\":1", "\"probe\":{\"id\":\"1\""),
		"line 5: probe.id: wanted a number from 1 to");
	expect(resume_changed(
		       "\"probe\":{\"id\":1", "\"probe\":{\"id\":99999999999"),
		"line 5: probe.id: wanted a number from 1 to");
	expect(resume_changed("\"kind\":\"alert\"", "\"kind\":\"retry\""),
		"line 5: outcome.kind is not what the bytes say");
	expect(resume_changed("\"heard\":\"15", "\"heard\":\"16"),
		"line 5: outcome.kind is not what the bytes say");
	expect(resume_changed("{\"endpoint\":0,\"probe\":{", /* no such one */
		       "{\"endpoint\":1,\"probe\":{"),
		"line 5: an endpoint that is not listed");
	expect(resume_changed("\"connections\":3", "\"connections\":-3"),
		"line 6: cost.connections: wanted a number from 0 to");
	expect(resume_changed("\"bytes_in\":8", "\"bytes_in\":1099511627776"),
		"line 3: outcome.bytes_in: wanted a number from 0 to");
	expect(resume_changed("\"cost\"", "\"toast\""),
		"line 6: no line of a transcript");
}

static json_t *sample_lines(void)
{
	json_t *lines = json_array();
	const char *at = sample;

	while (*at) {
		size_t len = strcspn(at, "\n") + 1;

		json_array_append_new(lines, json_loadb(at, len, 0, NULL));
		at += len;
	}
	return lines;
}

static struct error resume_lines(const json_t *lines)
{
	FILE *file = fopen(path, "w");

	for (size_t i = 0; i < json_array_size(lines); i++) {
		json_dumpf(json_array_get(lines, i), file, JSON_COMPACT);
		fputc('\n', file);
	}
	fclose(file);
	return resume(NULL, NULL);
}

static void assert_refused(const json_t *lines, const char *key)
{
	if (!*resume_lines(lines).message)
		fail_msg("a wrong \"%s\" was not seen", key);
}

/* It may be null or an empty list only where it is. */
static void spoil_key(const json_t *lines, json_t *object, const char *key)
{
	json_t *was = json_incref(json_object_get(object, key));
	json_t *others[] = { json_null(), json_array(), json_true() };

	json_object_del(object, key);
	assert_refused(lines, key);
	for (size_t i = 0; i < 3; i++) {
		json_object_set(object, key, others[i]);
		if (!json_equal(others[i], was))
			assert_refused(lines, key);
		json_decref(others[i]);
	}
	json_object_set_new(object, key, was);
}

/* Of these true is as good. */
static bool is_switch(const char *key)
{
	return !strcmp(key, "unannounced") || !strcmp(key, "local_resolver") ||
		!strcmp(key, "partial");
}

/* Each key of it in turn missing or mistyped, and one that nobody knows. */
static void spoil(const json_t *lines, json_t *object)
{
	json_t *copy = json_deep_copy(object), *value;
	const char *key;

	json_object_foreach(copy, key, value)
	{
		if (!is_switch(key))
			spoil_key(lines, object, key);
		value = json_object_get(object, key);
		if (json_is_array(value))
			value = json_array_get(value, 0);
		if (json_is_object(value))
			spoil(lines, value);
	}
	json_object_set_new(object, "x", json_integer(1));
	assert_refused(lines, "x");
	json_object_del(object, "x");
	json_decref(copy);
}

UNIT(each_key_is_there_once_and_no_other)
{
	json_t *lines = sample_lines();

	for (size_t i = 0; i < json_array_size(lines); i++)
		spoil(lines, json_array_get(lines, i));
	assert_string_equal(resume_lines(lines).message, "");
	json_decref(lines);
	expect(resume_changed("\"unannounced\":false,", ""),
		"line 3: outcome.unannounced is missing");
	expect(resume_changed("\"unannounced\":false", "\"unannounced\":null"),
		"line 3: outcome.unannounced: wanted true or false, not null");
	expect(resume_changed("\"kind\":", "\"sort\":1,\"kind\":"),
		"line 3: outcome.sort is not known here");
	expect(resume_changed(
		       "\"in_chain\":", "\"in_chain\":false,\"in_chain\":"),
		"line 4: duplicate object key");
	expect(resume_changed("\"form\":[]", "\"form\":[\"lean\",\"lean\"]"),
		"line 4: asked.form has a word twice");
	expect(resume_changed("\"helo\":", "\"hello\":\"\",\"helo\":"),
		"line 1: options.hello is not known here");
	expect(resume_changed("\"waits\":0,", ""),
		"line 6: cost.waits is missing");
}

/* Line @from of the sample once more before line @to, from 1; 0: it goes. */
static struct error resume_moved(size_t from, size_t to)
{
	json_t *lines = sample_lines(), *line;
	struct error error;

	line = json_incref(json_array_get(lines, from - 1));
	if (to)
		json_array_insert_new(lines, to - 1, line);
	else
		json_array_remove(lines, from - 1);
	error = resume_lines(lines);
	if (!to)
		json_decref(line);
	json_decref(lines);
	return error;
}

UNIT(rows_must_agree_with_each_other)
{
	expect(resume_changed("\"asked\":{\"id\":1", "\"asked\":{\"id\":2"),
		"line 4: asked.id: wanted 1, the next one, not 2");
	expect(resume_changed("\"about\":0", "\"about\":1"),
		"line 4: asked.about: 1 was not asked before");
	expect(resume_changed("\"probe\":{\"id\":1", "\"probe\":{\"id\":2"),
		"line 5: probe.id: 2 was not asked, or its outcome is known");
	expect(resume_moved(4, 0),
		"line 4: probe.id: 1 was not asked, or its outcome is known");
	expect(resume_moved(4, 5),
		"line 5: asked.id: wanted 2, the next one, not 1");
	expect(resume_moved(5, 6),
		"line 6: probe.id: 1 was not asked, or its outcome is known");
	expect(resume_changed(
		       "\"purpose\":\"suites\"", "\"purpose\":\"order\""),
		"line 5: probe.purpose is not that of its question");
	expect(resume_changed("\"version\":771", "\"version\":770"),
		"line 5: probe.version is not that of its question");
	expect(resume_changed("\"form\":[]", "\"form\":[\"rfc7919-groups\"]"),
		"line 5: probe.shape is not that of its question");
	expect(resume_moved(6, 6), "line 7: a second cost of this part");
	expect(resume_moved(3, 7), "line 7: endpoint 0: its part is over");
}

UNIT(a_probe_is_what_its_hello_says)
{
	char *hello = strstr(sample, "\"hello\":\"");
	char whole[8000], cut[8000];

	assert_non_null(hello);
	snprintf(whole, sizeof(whole), "%.*s\"",
		(int)(9 + strcspn(hello + 9, "\"")), hello);
	snprintf(cut, sizeof(cut), "%.*s\"", (int)strlen(whole) - 3, whole);
	expect(resume_changed(whole, "\"hello\":\"\""),
		"line 5: probe.hello is no whole ClientHello");
	expect(resume_changed(whole, cut),
		"line 5: probe.hello is no whole ClientHello");
	snprintf(cut, sizeof(cut), "%.*s00\"", (int)strlen(whole) - 1, whole);
	expect(resume_changed(whole, cut),
		"line 5: probe.hello is no whole ClientHello");
	expect(resume_changed("\"version\":771,\"shape\"",
		       "\"version\":770,\"shape\""),
		"line 5: probe.version is not the one that the hello offers");
	expect(resume_changed("\"n_suites\":", "\"n_suites\":1"),
		"line 5: probe.n_suites is not what the hello holds");
}

UNIT(given_options_must_agree)
{
	put_file(sample, sample_len);
	assert_string_equal(resume("--helo=mx.test", NULL).message, "");
	assert_string_equal(resume("--seed=ab", NULL).message, "");
	assert_string_equal(resume("--max-connections=5", NULL).message, "");
	assert_string_equal(resume("192.0.2.1", NULL).message, "");
	expect(resume("--helo=other.test", NULL),
		"--helo other.test does not go with --resume");
	expect(resume("--seed=ac", NULL), "begun with ab00");
	expect(resume("--versions=TLSv1.2", NULL), "begun with the default");
	expect(resume("-4", NULL), "-4");
	expect(resume("--no-sni", NULL), "--no-sni");
	expect(resume("192.0.2.2", NULL), "is about 192.0.2.1, not 192.0.2.2");
}

UNIT(a_transcript_is_of_one_target)
{
	struct options options;
	struct error error;

	assert_false(
		parse(&options, "--transcript=x", "a.test", "b.test", &error));
	expect(error, "--transcript goes with one target");
	expect(error, "with another FILE");
	options_clear(&options);
	assert_false(parse(&options, "--resume=x", "--input=y", NULL, &error));
	expect(error, "--resume knows its target");
	options_clear(&options);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(an_audit_learns_what_was_recorded),
		cmocka_unit_test(
			every_prefix_is_taken_up_to_its_last_whole_line),
		cmocka_unit_test(what_is_wrong_is_told_with_its_line),
		cmocka_unit_test(each_key_is_there_once_and_no_other),
		cmocka_unit_test(rows_must_agree_with_each_other),
		cmocka_unit_test(a_probe_is_what_its_hello_says),
		cmocka_unit_test(given_options_must_agree),
		cmocka_unit_test(a_transcript_is_of_one_target),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
