/* SPDX-License-Identifier: ISC */
/*
 * Records from the client's side, byte by byte. An alert in clear is two bytes
 * long; an encrypted one never is (RFC 5246 6.2.3, RFC 8446 5.2). Handshake
 * records behind ChangeCipherSpec are sealed; so is application data, in which
 * TLS 1.3 wraps everything.
 */
#include "wire/flight/sequel.h"

#include "wire/bytes/record.h"

void sequel_begin(struct sequel *sequel)
{
	memset(sequel, 0, sizeof(*sequel));
}

bool sequel_told(const struct sequel *sequel)
{
	return sequel->kind >= SEQUEL_WENT_ON;
}

/* The first thing that tells counts: what comes behind an alert or behind a
 * ClientKeyExchange cannot unsay it. */
static void tells(struct sequel *s, enum sequel_kind kind)
{
	if (!sequel_told(s))
		s->kind = kind;
}

static void take_strange(struct sequel *s, uint8_t byte)
{
	s->is_strange = true;
	tells(s, SEQUEL_STRANGE_BYTES);
	if (s->n_strange < SEQUEL_STRANGE)
		s->strange[s->n_strange++] = byte;
}

static bool is_content(uint8_t type)
{
	return type >= CONTENT_CHANGE_CIPHER_SPEC && type <= CONTENT_HEARTBEAT;
}

static bool is_record(const uint8_t header[5])
{
	size_t length = (size_t)header[3] << 8 | header[4];

	return is_content(header[0]) &&
		record_version_known((uint16_t)(header[1] << 8 | header[2])) &&
		length <= RECORD_LIMIT;
}

/* What a whole header tells. */
static void begin_record(struct sequel *s)
{
	s->record_type = s->header[0];
	s->record_length = (size_t)s->header[3] << 8 | s->header[4];
	s->record_left = s->record_length;
	s->n_records++;
	s->n_alert_bytes = 0;
	tells(s, SEQUEL_UNCLEAR);
	if (s->record_type == CONTENT_CHANGE_CIPHER_SPEC)
		s->change_cipher_spec = true;
	if (s->record_type == CONTENT_APPLICATION_DATA ||
		(s->record_type == CONTENT_ALERT && s->record_length != 2) ||
		(s->record_type == CONTENT_HANDSHAKE &&
			s->change_cipher_spec)) {
		s->n_sealed++;
		tells(s, SEQUEL_WENT_ON);
	}
}

static void take_header(struct sequel *s, uint8_t byte)
{
	bool whole;

	s->header[s->n_header++] = byte;
	whole = s->n_header == sizeof(s->header);
	if (is_content(s->header[0]) && !whole)
		return;
	if (whole && is_record(s->header)) {
		s->n_header = 0;
		begin_record(s);
		return;
	}
	for (size_t i = 0; i < s->n_header; i++)
		take_strange(s, s->header[i]);
}

static void take_alert(struct sequel *s, uint8_t byte)
{
	if (s->record_length != 2)
		return;
	s->alert_bytes[s->n_alert_bytes++] = byte;
	if (s->n_alert_bytes < 2)
		return;
	if (!s->has_alert) {
		s->has_alert = true;
		s->alert_level = s->alert_bytes[0];
		s->alert = s->alert_bytes[1];
	}
	if (s->alert_bytes[0] != 1 || s->alert_bytes[1] == 0)
		tells(s, SEQUEL_ALERT);
}

/* Handshake messages in clear, in any cut of records. */
static void take_handshake(struct sequel *s, uint8_t byte)
{
	if (s->change_cipher_spec)
		return;
	if (s->message_left > 0) {
		s->message_left--;
		return;
	}
	s->message[s->n_message++] = byte;
	if (s->n_message < sizeof(s->message))
		return;
	s->n_message = 0;
	s->message_left = slice_number(slice_of(s->message, 4), 1, 3);
	if (s->n_messages < SEQUEL_MESSAGES)
		s->messages[s->n_messages++] = s->message[0];
	tells(s, SEQUEL_WENT_ON);
}

static void take(struct sequel *s, uint8_t byte)
{
	if (s->is_strange) {
		take_strange(s, byte);
		return;
	}
	if (s->record_left == 0) {
		take_header(s, byte);
		return;
	}
	s->record_left--;
	if (s->record_type == CONTENT_ALERT)
		take_alert(s, byte);
	else if (s->record_type == CONTENT_HANDSHAKE)
		take_handshake(s, byte);
}

void sequel_feed(struct sequel *sequel, const uint8_t *data, size_t len)
{
	sequel->n_bytes += len;
	for (size_t i = 0; i < len; i++)
		take(sequel, data[i]);
}
