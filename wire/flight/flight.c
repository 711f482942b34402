/* SPDX-License-Identifier: ISC */
/*
 * Reading a server's first flight (wire/flight/flight.h): a small machine that
 * eats either one byte of a record header or as much payload as is there. So
 * any cut of the stream gives the same flight.
 *
 *	step() ─► header_byte() ─► tls_header() ─► begin_record(), not_tls()
 *	     │                └──► ssl2_header()
 *	     ├──► record_payload() ─► handshake_bytes() ─► message()
 *	     │                   └──► alert_bytes()
 *	     └──► ssl2_bytes() ─► ssl2_message_read()
 */
#include "wire/flight/flight_parts.h"
#include "wire/bytes/record.h"

const char *flight_end_name(enum flight_end end)
{
	static const char *const names[] = {
		[FLIGHT_OPEN] = "open",
		[FLIGHT_HELLO_DONE] = "hello-done",
		[FLIGHT_RETRY] = "retry",
		[FLIGHT_SEALED] = "sealed",
		[FLIGHT_ALERT] = "alert",
		[FLIGHT_SSL2] = "ssl2",
		[FLIGHT_SSL2_ERROR] = "ssl2-error",
		[FLIGHT_NOT_TLS] = "not-tls",
		[FLIGHT_MALFORMED] = "malformed",
		[FLIGHT_TOO_LONG] = "too-long",
	};

	return names[end];
}

/* Behind a HelloRetryRequest a ChangeCipherSpec is in its place (RFC 8446 D.4).
 */
bool flight_has_begun(const struct server_flight *flight)
{
	bool inside = flight->end == FLIGHT_OPEN &&
		(flight->n_header || flight->record_left ||
			flight->n_alert_bytes);

	return inside || flight->n_buffer > flight->n_retry ||
		(flight->change_cipher_spec && !flight->n_retry) ||
		flight->n_passed;
}

void flight_begin(struct server_flight *flight, uint8_t *buffer, size_t room,
	bool asked_ssl2)
{
	*flight = (struct server_flight){
		.buffer = buffer, .room = room, .asked_ssl2 = asked_ssl2
	};
}

static void malformed(
	struct server_flight *flight, enum fault_kind kind, const char *what)
{
	if (flight->fault.kind == FAULT_NONE)
		flight->fault = (struct fault){ kind, what, 0, 0 };
	flight->end = FLIGHT_MALFORMED;
}

/* The fault of a header whose last byte is being eaten, @at in the header. */
static void bad_record(
	struct server_flight *flight, const char *what, size_t at)
{
	bool first = flight->fault.kind == FAULT_NONE;

	malformed(flight, FAULT_VALUE, what);
	if (first)
		flight->fault.at = flight->n_eaten + 1 - flight->n_header + at;
}

static void add_strange(
	struct server_flight *flight, const uint8_t *data, size_t len)
{
	size_t have = flight->strange.len;
	size_t room = sizeof(flight->strange_bytes) - have;

	if (len > room)
		len = room;
	if (len > 0)
		memcpy(flight->strange_bytes + have, data, len);
	flight->strange = slice_of(flight->strange_bytes, have + len);
}

/* From the bytes in header[] on, this is something else. */
static void not_tls(struct server_flight *flight)
{
	flight->has_strange = true;
	add_strange(flight, flight->header, flight->n_header);
	flight->n_header = 0;
	if (flight->end == FLIGHT_OPEN)
		flight->end = FLIGHT_NOT_TLS;
}

/* Bytes that are read over are counted, or a flight might never end. */
static void skip(struct server_flight *flight, size_t n)
{
	flight->n_skipped += n;
	if (flight->n_skipped > flight->room && flight->end == FLIGHT_OPEN)
		flight->end = FLIGHT_TOO_LONG;
}

static void server_hello(struct server_flight *flight, struct slice body)
{
	struct server_hello *hello = &flight->hello;
	struct fault fault = { 0 };

	if (flight->has_server_hello) /* the first one stands */
		return;
	if (!server_hello_read(hello, body, &fault)) {
		flight->fault = fault;
		flight->end = FLIGHT_MALFORMED;
		return;
	}
	flight->has_server_hello = true;
	if (hello->retry)
		flight->end = FLIGHT_RETRY;
	else if (hello->has_supported_versions && hello->negotiated > 0x0303)
		flight->end = FLIGHT_SEALED;
}

static void server_hello_done(struct server_flight *flight)
{
	if (flight->has_server_hello)
		flight->end = FLIGHT_HELLO_DONE;
	else
		malformed(flight, FAULT_VALUE, "flight.server_hello");
}

/*
 * Faults in Certificate, CertificateStatus and CertificateRequest are noted,
 * but do not end the flight: what the server chose is known already.
 */
static void message(
	struct server_flight *flight, uint8_t type, struct slice body)
{
	const struct server_hello *hello = &flight->hello;
	struct fault fault = { 0 };

	if (flight->n_messages < FLIGHT_MAX_MESSAGES)
		flight->messages[flight->n_messages++] =
			(struct flight_message){ type, body };
	switch (type) {
	case HANDSHAKE_SERVER_HELLO:
		server_hello(flight, body);
		return;
	case HANDSHAKE_SERVER_HELLO_DONE:
		server_hello_done(flight);
		return;
	case HANDSHAKE_CERTIFICATE:
		certificates_read(flight, body, &fault);
		break;
	case HANDSHAKE_SERVER_KEY_EXCHANGE:
		key_exchange_read(&flight->key_exchange, body, hello->suite,
			hello->negotiated);
		return;
	case HANDSHAKE_CERTIFICATE_REQUEST:
		certificate_request_read(&flight->certificate_request, body,
			hello->negotiated, &fault);
		break;
	case HANDSHAKE_CERTIFICATE_STATUS:
		flight->ocsp = body;
		break;
	default: /* kept as data */
		break;
	}
	if (flight->fault.kind == FAULT_NONE)
		flight->fault = fault;
}

/* All messages that are complete in the buffer, until one ends the flight. */
static void messages(struct server_flight *flight)
{
	while (flight->end == FLIGHT_OPEN) {
		struct slice left = slice_of(flight->buffer + flight->n_parsed,
			flight->n_buffer - flight->n_parsed);
		size_t len;

		if (left.len < 4)
			return;
		len = slice_number(left, 1, 3);
		if (len > flight->room - flight->n_parsed - 4) {
			flight->end = FLIGHT_TOO_LONG;
			return;
		}
		if (left.len < 4 + len)
			return;
		flight->n_parsed += 4 + len;
		message(flight, left.data[0], slice_of(left.data + 4, len));
	}
}

/* As much as there is room for; returns how much. */
static size_t keep(
	struct server_flight *flight, const uint8_t *data, size_t len)
{
	size_t room = flight->room - flight->n_buffer;

	if (len > room)
		len = room;
	if (len > 0)
		memcpy(flight->buffer + flight->n_buffer, data, len);
	flight->n_buffer += len;
	return len;
}

static void handshake_bytes(
	struct server_flight *flight, const uint8_t *data, size_t len)
{
	bool all = keep(flight, data, len) == len;

	messages(flight);
	if (!all && flight->end == FLIGHT_OPEN)
		flight->end = FLIGHT_TOO_LONG;
}

static void alert_byte(struct server_flight *flight, uint8_t byte)
{
	struct alert alert;

	flight->alert_byte[flight->n_alert_bytes++] = byte;
	if (flight->n_alert_bytes < 2)
		return;
	flight->n_alert_bytes = 0;
	alert = (struct alert){ flight->alert_byte[0], flight->alert_byte[1],
		!flight->has_server_hello };
	/* over the cap the last place is used again: for the one that ends */
	if (flight->n_alerts == FLIGHT_MAX_ALERTS)
		flight->n_alerts--;
	flight->alerts[flight->n_alerts++] = alert;
	/* unrecognized_name as a warning is passed over (RFC 6066 3) */
	if (alert.level != 1 || alert.description == 0)
		flight->end = FLIGHT_ALERT;
}

static void alert_bytes(
	struct server_flight *flight, const uint8_t *data, size_t len)
{
	for (size_t i = 0; i < len && flight->end == FLIGHT_OPEN; i++) {
		alert_byte(flight, data[i]);
		skip(flight, 1);
	}
}

/* Behind it all is encrypted, and nobody offered a session to resume. */
static void change_cipher_spec(struct server_flight *flight, size_t len)
{
	flight->change_cipher_spec = true;
	if (flight->has_server_hello)
		flight->end = FLIGHT_HELLO_DONE;
	skip(flight, len);
}

static void record_payload(
	struct server_flight *flight, const uint8_t *data, size_t len)
{
	flight->record_left -= len;
	if (flight->end != FLIGHT_OPEN) /* the rest of an alert's record */
		return;
	switch (flight->record_type) {
	case CONTENT_HANDSHAKE:
		handshake_bytes(flight, data, len);
		return;
	case CONTENT_ALERT:
		alert_bytes(flight, data, len);
		return;
	case CONTENT_CHANGE_CIPHER_SPEC:
		change_cipher_spec(flight, len);
		return;
	default:
		flight->n_passed += len;
		skip(flight, len);
	}
}

static bool content_type_known(uint8_t type)
{
	return type >= CONTENT_CHANGE_CIPHER_SPEC && type <= CONTENT_HEARTBEAT;
}

static void begin_record(struct server_flight *flight, size_t len)
{
	uint16_t version =
		(uint16_t)(flight->header[1] << 8 | flight->header[2]);

	flight->record_type = flight->header[0];
	flight->record_left = len;
	if (flight->end != FLIGHT_OPEN) {
		flight->n_header = 0;
		return;
	}
	if (flight->n_records++ == 0)
		flight->record_version = version;
	if (flight->record_type == CONTENT_APPLICATION_DATA) {
		/* drafts of TLS 1.3 seal without supported_versions */
		if (flight->has_server_hello)
			flight->end = FLIGHT_SEALED;
		else
			bad_record(flight, "record.type", 0);
	}
	flight->n_header = 0;
	skip(flight, RECORD_HEADER);
}

static void bad_version(struct server_flight *flight)
{
	if (flight->end == FLIGHT_ALERT || flight->n_records == 0)
		not_tls(flight);
	else
		bad_record(flight, "record.version", 1);
}

static void tls_header(struct server_flight *flight)
{
	const uint8_t *header = flight->header;
	size_t len;

	if (!content_type_known(header[0])) {
		not_tls(flight);
		return;
	}
	if (flight->n_header >= 2 && header[1] != 3 && header[1] != 1) {
		bad_version(flight);
		return;
	}
	if (flight->n_header < RECORD_HEADER)
		return;
	len = slice_number(slice_of(header, RECORD_HEADER), 3, 2);
	if (!record_version_known((uint16_t)(header[1] << 8 | header[2])))
		bad_version(flight);
	else if (len > RECORD_LIMIT && flight->end == FLIGHT_OPEN)
		bad_record(flight, "record.length", 3);
	else
		begin_record(flight, len);
}

/* May what is in header[] be the begin of an SSL 2 record, not of a TLS one? */
static bool looks_like_ssl2(const struct server_flight *flight)
{
	const uint8_t *header = flight->header;

	if (!flight->asked_ssl2 || flight->n_records > 0 ||
		flight->end != FLIGHT_OPEN)
		return false;
	if (content_type_known(header[0]))
		return flight->n_header >= 2 && header[1] != 3;
	return (header[0] & 0x80) || !(header[0] & 0x40);
}

static void ssl2_bytes(
	struct server_flight *flight, const uint8_t *data, size_t len)
{
	flight->record_left -= len;
	if (keep(flight, data, len) < len)
		flight->end = FLIGHT_TOO_LONG;
	else if (flight->record_left == 0)
		ssl2_message_read(flight,
			slice_of(flight->buffer,
				flight->n_buffer - flight->ssl2_padding));
}

/* The header and the first byte of the message: it tells SSL 2 from text. */
static void ssl2_header(struct server_flight *flight)
{
	struct ssl2_header header;
	size_t size = flight->header[0] & 0x80 ? 2 : 3;
	uint8_t type;

	if (flight->n_header <= size)
		return;
	type = flight->header[size];
	if (!ssl2_header_read(
		    &header, slice_of(flight->header, flight->n_header)) ||
		(type != 0 && type != 4) || header.len == 0) {
		not_tls(flight);
		return;
	}
	flight->in_ssl2 = true;
	flight->n_records = 1;
	flight->n_header = 0;
	flight->record_left = header.len;
	flight->ssl2_padding = header.padding;
	ssl2_bytes(flight, &type, 1);
}

static void header_byte(struct server_flight *flight, uint8_t byte)
{
	flight->header[flight->n_header++] = byte;
	if (looks_like_ssl2(flight))
		ssl2_header(flight);
	else
		tls_header(flight);
}

/* Eats at least one byte; returns how many. */
static size_t step(
	struct server_flight *flight, const uint8_t *data, size_t len)
{
	if (flight->record_left == 0) {
		header_byte(flight, *data);
		return 1;
	}
	if (len > flight->record_left)
		len = flight->record_left;
	if (flight->in_ssl2)
		ssl2_bytes(flight, data, len);
	else
		record_payload(flight, data, len);
	return len;
}

enum flight_end flight_feed(
	struct server_flight *flight, const uint8_t *data, size_t len)
{
	while (len > 0 && !flight->has_strange &&
		(flight->end == FLIGHT_OPEN || flight->end == FLIGHT_ALERT)) {
		size_t n = step(flight, data, len);

		flight->n_eaten += n;
		data += n;
		len -= n;
	}
	if (flight->has_strange)
		add_strange(flight, data, len);
	return flight->end;
}

enum flight_end flight_go_on(struct server_flight *flight)
{
	if (flight->end != FLIGHT_RETRY)
		return flight->end;
	flight->end = FLIGHT_OPEN;
	flight->n_retry = flight->n_parsed;
	flight->has_server_hello = false;
	flight->hello = (struct server_hello){ 0 };
	messages(flight);
	return flight->end;
}
