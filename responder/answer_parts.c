/* SPDX-License-Identifier: ISC */
/*
 * What every answer is made of: refusals, messages in records, extensions.
 * Alerts go out in records of a version that the client can read.
 */
#include "responder/job.h"
#include "wire/tables/extensions.h"

uint16_t highest_version(const struct profile *profile)
{
	for (int i = PROFILE_VERSIONS - 1; i > 0; i--) {
		if (profile->versions[i].supported)
			return profile_version_codes[i];
	}
	return VERSION_SSL3;
}

/* Not above TLS 1.2 (RFC 8446 5.1), nor above either side. */
static uint16_t alert_version(const struct job *job)
{
	uint16_t version = highest_version(job->profile);

	if (version > VERSION_TLS12)
		version = VERSION_TLS12;
	if (job->hello->version < version)
		version = job->hello->version;
	return version < VERSION_SSL3 ? VERSION_SSL3 : version;
}

/* Some filters go on in plain text once their TLS has failed. */
static void say_refusal(struct job *job)
{
	const char *words = job->profile->quirks.refusal_text;

	if (!words[0])
		return;
	writer_bytes(job->w, words, strlen(words), "refusal");
	writer_bytes(job->w, "\r\n", 2, "refusal");
}

/* 38 of its 78 bytes: what is left of an answer that breaks off. */
static void write_half_hello(struct job *job)
{
	static const uint8_t headers[] = { 2, 0, 0, 70, 3, 3 };
	uint16_t version = alert_version(job);
	uint8_t header[] = { 22, (uint8_t)(version >> 8), (uint8_t)version, 0,
		74 };

	writer_bytes(job->w, header, sizeof(header), "half");
	writer_bytes(job->w, headers, sizeof(headers), "half");
	writer_bytes(job->w, job->server_random, 27, "half");
}

void refuse(struct job *job, struct refusal refusal)
{
	static const enum answer_end ends[] = { ANSWER_CLOSE, ANSWER_CLOSE,
		ANSWER_RESET, ANSWER_SILENCE };

	job->answer->end = ends[refusal.kind];
	if (refusal.half)
		write_half_hello(job);
	if (refusal.kind == REFUSAL_ALERT) {
		job->answer->alert = refusal.alert;
		alert_write(job->w, alert_version(job), 2, refusal.alert);
	}
	if (job->answer->end == ANSWER_CLOSE)
		say_refusal(job);
}

void refuse_by_alert(struct job *job, uint8_t alert)
{
	refuse(job, (struct refusal){ .kind = REFUSAL_ALERT, .alert = alert });
}

void add_extension(
	struct server_hello *hello, uint16_t type, const void *body, size_t len)
{
	if (hello->n_extensions == FLIGHT_MAX_EXTENSIONS)
		return;
	hello->has_extensions = true;
	hello->extensions[hello->n_extensions++] =
		(struct hello_extension){ type, slice_of(body, len) };
}

void add_unasked_extension(struct job *job, struct server_hello *hello)
{
	uint16_t type = job->profile->quirks.unasked_extension;

	if (!type)
		return;
	if (type == 0xffff)
		type = 0;
	if (!hello_offers_extension(job->hello, type))
		add_extension(hello, type, NULL, 0);
}

uint16_t wrong_version(const struct job *job)
{
	uint16_t version = job->profile->quirks.unasked_version;

	return profile_version_index(version) < 0 ? version : 0;
}

void send_messages(struct job *job, const struct writer *messages,
	const size_t *ends, size_t n, uint16_t version)
{
	size_t cut = job->profile->quirks.split_records ? 1 : 0;
	size_t first = job->profile->quirks.first_record;
	size_t from = 0;

	if (job->profile->quirks.warning_112 &&
		hello_offers_extension(job->hello, EXTENSION_SERVER_NAME))
		alert_write(job->w, version, 1, 112);
	if (first && first < messages->len) {
		records_write(job->w, 22, version,
			slice_of(messages->data, first), cut);
		from = first;
	}
	if (job->profile->quirks.coalesce) {
		records_write(job->w, 22, version,
			slice_of(messages->data + from, messages->len - from),
			cut);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (ends[i] <= from)
			continue;
		records_write(job->w, 22, version,
			slice_of(messages->data + from, ends[i] - from), cut);
		from = ends[i];
	}
}
