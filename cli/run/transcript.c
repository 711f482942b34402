/* SPDX-License-Identifier: ISC */
/*
 * Writes a transcript: each line goes out when its exchange is over, so that
 * even a killed run can be taken up again. The recorder stands between the
 * inquiry and the audit; neither knows of it.
 */
#include "cli/run/transcript.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/base/complain.h"
#include "cli/options/commands.h"
#include "cli/run/transcript_parts.h"

/* Takes the reference. After the first failure it is silent. */
static void put(struct transcript *t, json_t *line)
{
	bool good = !t->file || t->failed ||
		(line && json_dumpf(line, t->file, JSON_COMPACT) == 0 &&
			fputc('\n', t->file) != EOF && fflush(t->file) == 0);

	if (!good) {
		complain("--transcript %s: %s; the run goes on without it",
			t->name, strerror(errno));
		t->failed = true;
	}
	json_decref(line);
}

static json_t *now_json(void)
{
	time_t now = time(NULL);
	struct tm utc;
	char text[32] = "";

	if (gmtime_r(&now, &utc))
		strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
	return json_string(text);
}

static bool same_file(const char *a, const char *b)
{
	struct stat one, other;

	return !stat(a, &one) && !stat(b, &other) &&
		one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Nothing is asked, so there is nothing to write down or to capture. */
static bool is_alone(const struct options *options, struct error *error)
{
	const char *other = options->transcript ? "--transcript"
		: options->pcap			? "--pcap"
						: NULL;

	if (!other)
		return true;
	error_set(error, ERROR_USAGE, 0,
		"--replay asks nobody, so that %s has nothing to write", other);
	return false;
}

bool transcript_begin(
	struct transcript *t, struct options *options, struct error *error)
{
	memset(t, 0, sizeof(*t));
	if (!options->resume)
		return true;
	t->resumed = true;
	t->option = options->replay ? "--replay" : "--resume";
	if (options->replay && !is_alone(options, error))
		return false;
	t->from = options->resume;
	if (!transcript_read(t, t->from, error))
		return false;
	if (options->replay && !t->resolution) {
		error_set(error, ERROR_USAGE, 0,
			"--replay %s: the run was ended before it knew whom to "
			"ask; there is nothing to report",
			t->from);
		return false;
	}
	if (options->n_words == 1 &&
		strcmp(options->words[0], t->target) != 0) {
		error_set(error, ERROR_USAGE, 0,
			"%s %s is about %s, not %s; leave the target out",
			t->option, t->from, t->target, options->words[0]);
		return false;
	}
	options->words[0] = t->target;
	options->n_words = 1;
	return transcript_options_take(options,
		       json_object_get(t->head, "options"), t->from, error) &&
		transcript_endpoints_agree(t, options, error);
}

/* What was recorded goes into the new file too: it can be resumed alone. */
static bool copy_good(struct transcript *t)
{
	FILE *from = fopen(t->from, "r");
	char bytes[65536];
	long left = t->good_bytes;
	size_t n = 1;

	while (from && left > 0 && n > 0) {
		n = left < (long)sizeof(bytes) ? (size_t)left : sizeof(bytes);
		n = fread(bytes, 1, n, from);
		left -= (long)fwrite(bytes, 1, n, t->file);
	}
	if (from)
		fclose(from);
	return from && left == 0;
}

/* Two runs that write one file would write over each other's lines. The lock
 * goes with the file; where locks are unknown there is none. */
static bool open_alone(struct transcript *t, int flags)
{
	int fd = open(t->name, O_WRONLY | O_CLOEXEC | flags, 0666);

	if (fd < 0)
		return false;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
		close(fd);
		errno = EBUSY;
		return false;
	}
	t->file = fdopen(fd, "w");
	return t->file != NULL;
}

/* At the end of the last whole line: what was cut there is cut off. */
static bool go_on(struct transcript *t)
{
	return open_alone(t, 0) &&
		ftruncate(fileno(t->file), t->good_bytes) == 0 &&
		fseek(t->file, t->good_bytes, SEEK_SET) == 0;
}

/* Emptied only when it is ours. A pipe or a device has nothing to empty. */
static bool begin_anew(struct transcript *t)
{
	struct stat is;

	return open_alone(t, O_CREAT) && fstat(fileno(t->file), &is) == 0 &&
		(!S_ISREG(is.st_mode) || ftruncate(fileno(t->file), 0) == 0) &&
		(!t->resumed || copy_good(t));
}

bool transcript_open(struct transcript *t, const struct options *options,
	struct error *error)
{
	t->name = options->transcript ? options->transcript : options->resume;
	if (!t->name || options->replay)
		return true;
	if (t->resumed && same_file(t->name, t->from) ? go_on(t)
						      : begin_anew(t))
		return true;
	error_set(error, ERROR_FILE, errno,
		"--transcript %s: %s; nothing was asked yet", t->name,
		errno == EBUSY ? "another run is writing it" : strerror(errno));
	return false;
}

void transcript_head(struct transcript *t, const struct options *options,
	const struct transcript_limits *limits, const char *target,
	const char *helo, const uint8_t seed[SEED_SIZE])
{
	if (!t->file)
		return;
	if (t->resumed)
		put(t,
			json_pack("{s:{s:s, s:o, s:o}}", "part", "program",
				"hallo " HALLO_VERSION, "time", now_json(),
				"limits", transcript_limits_json(limits)));
	else
		put(t,
			json_pack("{s:s, s:s, s:o, s:s, s:o, s:o}", "format",
				TRANSCRIPT_FORMAT, "program",
				"hallo " HALLO_VERSION, "time", now_json(),
				"target", target, "options",
				transcript_options_json(options, helo, seed),
				"limits", transcript_limits_json(limits)));
}

bool transcript_end(struct transcript *t)
{
	bool good = !t->failed;

	if (t->file && fclose(t->file) != 0)
		good = false;
	for (size_t i = 0; i < t->n; i++)
		transcript_event_clear(&t->entries[i].event);
	free(t->entries);
	free(t->costs);
	free(t->since);
	free(t->rows);
	free(t->resolution);
	json_decref(t->head);
	json_decref(t->endpoints);
	memset(t, 0, sizeof(*t));
	return good;
}

void transcript_endpoints(struct transcript *t, const struct target *target,
	const struct resolution *resolution, const struct endpoint *endpoints,
	size_t n)
{
	if (!t->resolution && t->file)
		put(t,
			transcript_endpoints_json(
				target, resolution, endpoints, n));
}

static size_t recorder_wanted(void *ctx)
{
	const struct recorder *recorder = ctx;

	return machines_driver.wanted(recorder->audit);
}

/* What was decided, up to the first @n decisions. One line holds all: what was
 * decided in one go is not cut in two by a killed run. */
static void put_decisions(struct recorder *recorder, size_t n)
{
	const struct observation_log *log = machines_log(recorder->audit);
	size_t from = recorder->n_decisions;

	recorder->n_decisions = n;
	if (recorder->transcript->file && from < n)
		put(recorder->transcript,
			transcript_decided_json(recorder->endpoint,
				&log->decisions[from], n - from));
}

static void put_all_decisions(struct recorder *recorder)
{
	put_decisions(recorder, machines_log(recorder->audit)->n_decisions);
}

static bool recorder_next(void *ctx, struct probe *probe)
{
	struct recorder *recorder = ctx;
	bool asks = machines_driver.next(recorder->audit, probe);
	struct machines_asked asked = machines_asked(recorder->audit);

	if (asks)
		put_decisions(recorder, asked.n_decisions);
	if (asks && recorder->transcript->file)
		put(recorder->transcript,
			transcript_asked_json(recorder->endpoint, &asked));
	put_all_decisions(recorder);
	return asks;
}

static void recorder_learn(
	void *ctx, const struct probe *probe, const struct outcome *outcome)
{
	struct recorder *recorder = ctx;

	put_all_decisions(recorder);
	if (recorder->transcript->file)
		put(recorder->transcript,
			transcript_exchange_json(
				recorder->endpoint, probe, outcome));
	machines_driver.learn(recorder->audit, probe, outcome);
	put_all_decisions(recorder);
}

const struct inquiry_driver recorder_driver = { recorder_wanted, recorder_next,
	recorder_learn };

void recorder_begin(struct recorder *recorder, struct transcript *t,
	size_t endpoint, struct machines *audit)
{
	*recorder = (struct recorder){ .transcript = t,
		.endpoint = endpoint,
		.audit = audit,
		.n_decisions = machines_log(audit)->n_decisions };
	machines_go_on(audit);
}

static void end_parts(const struct transcript *t,
	struct machines *(*audit_of)(void *ctx, size_t endpoint), void *ctx)
{
	for (size_t i = 0; i < t->n_endpoints; i++)
		machines_tell_end(audit_of(ctx, i));
}

void transcript_retell(const struct transcript *t,
	struct machines *(*audit_of)(void *ctx, size_t endpoint),
	void (*over)(void *ctx, size_t endpoint), void *ctx)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct transcript_entry *entry = &t->entries[i];
		size_t endpoint = entry->event.endpoint;

		if (entry->kind == ENTRY_PART) {
			end_parts(t, audit_of, ctx);
		} else if (entry->kind == ENTRY_COST) {
			machines_tell_end(audit_of(ctx, endpoint));
			over(ctx, endpoint);
		} else {
			transcript_event_tell(
				&entry->event, audit_of(ctx, endpoint));
		}
	}
	end_parts(t, audit_of, ctx);
}

uint64_t recorder_end(const struct recorder *recorder, struct cost *cost)
{
	struct transcript *t = recorder->transcript;
	size_t i = recorder->endpoint;

	if (t->file)
		put(t, transcript_cost_json(recorder, cost));
	if (i >= t->n_endpoints)
		return 0;
	cost_add(cost, &t->costs[i].cost);
	cost_add(cost, &t->since[i].cost);
	return t->costs[i].cost.connections + t->since[i].cost.connections;
}

const struct transcript_cost *recorder_read(const struct recorder *recorder)
{
	const struct transcript *t = recorder->transcript;

	return recorder->endpoint < t->n_endpoints
		? &t->costs[recorder->endpoint]
		: NULL;
}
