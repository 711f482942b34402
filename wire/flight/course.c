/* SPDX-License-Identifier: ISC */
/*
 * Walks from record header to record header; messages are followed across the
 * records that carry them.
 */
#include "wire/flight/course.h"

const char *course_kind_name(enum course_kind kind)
{
	static const char *const names[] = {
		[COURSE_MESSAGE] = "message",
		[COURSE_ALERT] = "alert",
		[COURSE_CHANGE_CIPHER_SPEC] = "change-cipher-spec",
		[COURSE_SEALED] = "sealed",
		[COURSE_OTHER] = "other",
		[COURSE_STRANGE] = "not-tls",
	};

	return names[kind];
}

static void add(struct course *course, const struct course_event *event)
{
	size_t n = course->n_events;

	if (n > 0 && n < COURSE_EVENTS && event->kind == COURSE_SEALED) {
		struct course_event *last = &course->events[n - 1];

		if (last->kind == COURSE_SEALED && last->type == event->type) {
			last->n++;
			last->end = event->end;
			last->len += event->len;
			last->last = event->len;
			return;
		}
	}
	if (n == COURSE_EVENTS) {
		course->n_left_out++;
		return;
	}
	course->events[course->n_events++] = *event;
}

/* Bytes of messages; @at is the place of the first in the stream. */
static void handshake(struct course *course, struct slice bytes, size_t at)
{
	for (size_t i = 0; i < bytes.len;) {
		size_t n;

		if (course->n_header < 4) {
			if (course->n_header == 0)
				course->message_at = at + i;
			course->header[course->n_header++] = bytes.data[i++];
			if (course->n_header < 4)
				continue;
			course->left =
				slice_number(slice_of(course->header, 4), 1, 3);
		}
		n = bytes.len - i < course->left ? bytes.len - i : course->left;
		i += n;
		course->left -= n;
		if (course->left > 0)
			return;
		add(course,
			&(struct course_event){ .kind = COURSE_MESSAGE,
				.type = course->header[0],
				.at = course->message_at,
				.end = at + i,
				.len = slice_number(
					slice_of(course->header, 4), 1, 3),
				.n = 1 });
		course->n_header = 0;
	}
}

static bool is_sealed(
	const struct course *course, uint8_t type, size_t len, bool tls13)
{
	if (type == CONTENT_APPLICATION_DATA)
		return true;
	if (type == CONTENT_CHANGE_CIPHER_SPEC || tls13)
		return false;
	/* two bytes are an alert that could not be sealed yet */
	return course->change_cipher_spec &&
		!(type == CONTENT_ALERT && len == 2);
}

static void record(
	struct course *course, struct slice bytes, size_t at, bool tls13)
{
	uint8_t type = bytes.data[0];
	struct slice payload =
		slice_of(bytes.data + RECORD_HEADER, bytes.len - RECORD_HEADER);
	struct course_event event = { .kind = COURSE_OTHER,
		.type = type,
		.at = at,
		.end = at + bytes.len,
		.len = payload.len,
		.last = payload.len,
		.n = 1 };

	if (is_sealed(course, type, payload.len, tls13)) {
		event.kind = COURSE_SEALED;
		course->n_sealed++;
		course->n_application += type == CONTENT_APPLICATION_DATA;
	} else if (type == CONTENT_HANDSHAKE) {
		handshake(course, payload, at + RECORD_HEADER);
		return;
	} else if (type == CONTENT_CHANGE_CIPHER_SPEC) {
		event.kind = COURSE_CHANGE_CIPHER_SPEC;
		course->change_cipher_spec = true;
	} else if (type == CONTENT_ALERT && payload.len == 2) {
		event.kind = COURSE_ALERT;
		event.level = payload.data[0];
		event.description = payload.data[1];
	}
	add(course, &event);
}

/* Length of the record with its header; 0: this is none. */
static size_t record_size(struct slice bytes)
{
	size_t len = slice_number(bytes, 3, 2);

	if (bytes.data[0] < CONTENT_CHANGE_CIPHER_SPEC ||
		bytes.data[0] > CONTENT_HEARTBEAT ||
		!record_version_known((uint16_t)slice_number(bytes, 1, 2)) ||
		len > RECORD_LIMIT)
		return 0;
	return RECORD_HEADER + len;
}

void course_read(struct course *course, struct slice stream, bool tls13)
{
	size_t at = 0, size;

	*course = (struct course){ 0 };
	while (stream.len - at >= RECORD_HEADER) {
		struct slice rest = slice_of(stream.data + at, stream.len - at);

		size = record_size(rest);
		if (size == 0) {
			add(course,
				&(struct course_event){ .kind = COURSE_STRANGE,
					.at = at,
					.end = stream.len,
					.len = rest.len,
					.n = 1 });
			return;
		}
		if (size > rest.len) {
			course->cut_wants = size;
			course->cut_has = rest.len;
			return;
		}
		rest.len = size;
		record(course, rest, at, tls13);
		at += size;
		course->at = at;
		course->n_records++;
	}
	course->cut_has = stream.len - at;
	course->cut_wants = course->cut_has ? RECORD_HEADER : 0;
}

const struct course_event *course_find(
	const struct course *course, enum course_kind kind, int type)
{
	for (size_t i = 0; i < course->n_events; i++)
		if (course->events[i].kind == kind &&
			(type < 0 || course->events[i].type == type))
			return &course->events[i];
	return NULL;
}
