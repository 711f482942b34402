/* SPDX-License-Identifier: ISC */
/*
 * What a server of SSL 2 may say first: SERVER-HELLO or ERROR
 * (draft-hickman-netscape-ssl-00 2.6, 2.7), both ways.
 */
#include "wire/bytes/record.h"
#include "wire/flight/flight_parts.h"

enum { SSL2_ERROR = 0, SSL2_SERVER_HELLO = 4 };

static void read_server_hello(struct ssl2_server_hello *hello, struct reader *r)
{
	size_t n_certificate, n_kinds, n_connection;

	hello->session_id_hit = reader_u8(r, "ssl2_server_hello.hit") != 0;
	hello->certificate_type =
		reader_u8(r, "ssl2_server_hello.certificate_type");
	hello->version = reader_u16(r, "ssl2_server_hello.version");
	n_certificate = reader_u16(r, "ssl2_server_hello.certificate.length");
	n_kinds = reader_u16(r, "ssl2_server_hello.cipher_kinds.length");
	n_connection = reader_u16(r, "ssl2_server_hello.connection_id.length");
	if (n_kinds % 3 != 0)
		reader_fault(r, FAULT_VALUE, "ssl2_server_hello.cipher_kinds");
	hello->certificate =
		reader_bytes(r, n_certificate, "ssl2_server_hello.certificate");
	hello->cipher_kinds =
		reader_bytes(r, n_kinds, "ssl2_server_hello.cipher_kinds");
	hello->connection_id = reader_bytes(
		r, n_connection, "ssl2_server_hello.connection_id");
	reader_end(r, "ssl2_server_hello");
}

void ssl2_message_read(struct server_flight *flight, struct slice message)
{
	struct reader r = reader_of(&flight->fault, message.data, message.len);
	enum flight_end end = FLIGHT_SSL2_ERROR;

	switch (reader_u8(&r, "ssl2.type")) {
	case SSL2_SERVER_HELLO:
		read_server_hello(&flight->ssl2, &r);
		end = FLIGHT_SSL2;
		break;
	case SSL2_ERROR:
		flight->ssl2.error = reader_u16(&r, "ssl2_error.code");
		break;
	default:
		reader_fault(&r, FAULT_VALUE, "ssl2.type");
	}
	flight->end = reader_ok(&r) ? end : FLIGHT_MALFORMED;
	if (flight->end == FLIGHT_SSL2 && flight->ssl2.certificate.len > 0)
		flight->certificates[flight->n_certificates++] =
			flight->ssl2.certificate;
}

void ssl2_server_hello_write(
	struct writer *w, const struct ssl2_server_hello *hello)
{
	size_t at = ssl2_record_open(w);

	writer_put(w, 1, SSL2_SERVER_HELLO, "ssl2_server_hello.type");
	writer_put(w, 1, hello->session_id_hit, "ssl2_server_hello.hit");
	writer_put(w, 1, hello->certificate_type,
		"ssl2_server_hello.certificate_type");
	writer_put(w, 2, hello->version, "ssl2_server_hello.version");
	writer_put(w, 2, (uint32_t)hello->certificate.len,
		"ssl2_server_hello.certificate.length");
	writer_put(w, 2, (uint32_t)hello->cipher_kinds.len,
		"ssl2_server_hello.cipher_kinds.length");
	writer_put(w, 2, (uint32_t)hello->connection_id.len,
		"ssl2_server_hello.connection_id.length");
	writer_slice(w, hello->certificate, "ssl2_server_hello.certificate");
	writer_slice(w, hello->cipher_kinds, "ssl2_server_hello.cipher_kinds");
	writer_slice(
		w, hello->connection_id, "ssl2_server_hello.connection_id");
	ssl2_record_close(w, at);
}

void ssl2_error_write(struct writer *w, uint16_t code)
{
	size_t at = ssl2_record_open(w);

	writer_put(w, 1, SSL2_ERROR, "ssl2_error.type");
	writer_put(w, 2, code, "ssl2_error.code");
	ssl2_record_close(w, at);
}
