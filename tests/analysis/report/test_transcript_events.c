/* SPDX-License-Identifier: ISC */
/*
 * The events of a run as lines, and back; and that an audit bears whatever a
 * file says: the lines of real runs with numbers, words and places changed.
 */
#include "analysis/report/transcript.h"

#include <stdlib.h>
#include <string.h>

#include "tests/analysis/simulator.h"
#include "tests/lib/unit.h"

#define ROUNDS 120

static const char *const greetings[] = { "220 a.test ESMTP\r\n220 go\r\n",
	"220 b.test ESMTP\r\n220 go\r\n" };

UNIT(a_question_is_read_as_it_was_written)
{
	struct question q = { .purpose = PURPOSE_COVER,
		.topic = TOPIC_COVER_GROUPS,
		.about = 7,
		.version = VERSION_TLS13,
		.form = FORM_KEY_SHARE | FORM_LEAN,
		.in_chain = true,
		.guess = 0x1301 };
	struct machines_asked asked = { .id = 8, .audit = 2, .question = &q };
	json_t *line = transcript_asked_json(3, &asked);
	struct transcript_event event;
	char message[TRANSCRIPT_MESSAGE];

	assert_true(transcript_event_is(line));
	assert_true(transcript_event_read(&event, line, message));
	assert_int_equal(event.kind, TRANSCRIPT_ASKED);
	assert_int_equal(event.endpoint, 3);
	assert_int_equal(event.asked.id, 8);
	assert_int_equal(event.asked.audit, 2);
	assert_memory_equal(&event.question, &q, sizeof(q));
	transcript_event_clear(&event);
	json_decref(line);
}

UNIT(decisions_of_one_go_are_one_line)
{
	const struct decision made[] = {
		{ .kind = DECISION_AGAIN, .version = 4, .span = 2, .n = 1 },
		{ .kind = DECISION_PASSED_OVER, .audit = 1 }
	};
	json_t *line = transcript_decided_json(0, made, 2);
	struct transcript_event event;
	char message[TRANSCRIPT_MESSAGE];

	assert_true(transcript_event_read(&event, line, message));
	assert_int_equal(event.kind, TRANSCRIPT_DECIDED);
	assert_int_equal(event.n_decisions, 2);
	assert_memory_equal(event.decisions, made, sizeof(made));
	transcript_event_clear(&event);
	json_decref(line);
}

static struct machines *new_machines(uint64_t seed)
{
	struct audit_options options = { .ask = seed % 2 ? ASK_ALL : ASK_SUITES,
		.server_name = "mx.test" };

	return machines_new(&options);
}

/* Two machines, one of which takes short lists only, in bad weather. */
static void record(struct recording *recording, uint64_t seed)
{
	struct profile *profiles = calloc(2, sizeof(*profiles));
	struct simulation sim = { .at_once = 1 + seed % 2 * 4,
		.n_machines = 2,
		.bad_weather = seed % 3 ? 0 : 10,
		.recording = recording,
		.audit = new_machines(seed),
		.dice = { .state = seed } };

	for (size_t i = 0; i < 2; i++) {
		random_profile(&profiles[i], &sim.dice);
		sim.machines[i] = &profiles[i];
		sim.dialogs[i] = greetings[i];
	}
	profiles[1].quirks.max_suites = seed % 4 ? 0 : 60;
	recording_begin(recording, sim.audit);
	(void)simulate_within(&sim, 400);
	machines_free(sim.audit);
	free(profiles);
}

static void change_value(json_t *object, struct dice *dice)
{
	static const long long numbers[] = { 0, 1, 2, 5, 40, 768, 771, 772,
		65535, 9999999, 4294967295, -1 };
	size_t n = json_object_size(object), i = 0;
	size_t which = n ? dice_below(dice, n) : 0;
	const char *key = NULL;
	json_t *value = NULL;

	json_object_foreach(object, key, value) if (i++ == which) break;
	if (json_is_object(value))
		change_value(value, dice);
	else if (json_is_array(value) && json_array_size(value))
		change_value(json_array_get(value,
				     dice_below(dice, json_array_size(value))),
			dice);
	else if (json_is_integer(value))
		json_object_set_new(object, key,
			json_integer(numbers[dice_below(dice, 12)]));
	else if (n && json_is_boolean(value))
		json_object_set_new(
			object, key, json_boolean(!json_is_true(value)));
	else if (n)
		json_object_del(object, key);
}

/* One line more or less, changed, or at another place. */
static void change(json_t *lines, struct dice *dice)
{
	size_t n = json_array_size(lines), at = dice_below(dice, n);
	json_t *line = json_array_get(lines, at);

	switch (dice_below(dice, 4)) {
	case 0:
		json_array_remove(lines, at);
		break;
	case 1:
		json_array_insert_new(
			lines, dice_below(dice, n), json_deep_copy(line));
		break;
	default:
		if (json_object_size(line) > 1)
			change_value(line, dice);
	}
}

static void tell(json_t *lines, struct machines *machines, size_t *told)
{
	for (size_t i = 0; i < json_array_size(lines); i++) {
		struct transcript_event event;
		char message[TRANSCRIPT_MESSAGE];

		if (transcript_event_read(
			    &event, json_array_get(lines, i), message)) {
			transcript_event_tell(&event, machines);
			++*told;
		}
		transcript_event_clear(&event);
	}
	machines_tell_end(machines);
}

UNIT(an_audit_bears_whatever_a_file_says)
{
	struct recording recordings[8];
	size_t told = 0;

	for (size_t i = 0; i < 8; i++)
		record(&recordings[i], i);
	for (size_t i = 0; i < ROUNDS; i++) {
		json_t *lines = json_deep_copy(recordings[i % 8].lines);
		struct machines *machines = new_machines(i / 2);
		struct probe probe = { 0 };
		struct dice dice = { .state = i };

		for (size_t k = 0; k < 1 + i % 5; k++)
			change(lines, &dice);
		tell(lines, machines, &told);
		(void)machines_portrait(machines, "told");
		machines_go_on(machines);
		if (machines_driver.wanted(machines))
			(void)machines_driver.next(machines, &probe);
		(void)machines_portrait(machines, "told");
		machines_free(machines);
		json_decref(lines);
	}
	for (size_t i = 0; i < 8; i++)
		recording_clear(&recordings[i]);
	print_message("# %zu lines were told\n", told);
	assert_true(told > 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_question_is_read_as_it_was_written),
		cmocka_unit_test(decisions_of_one_go_are_one_line),
		cmocka_unit_test(an_audit_bears_whatever_a_file_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
