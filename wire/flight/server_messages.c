/* SPDX-License-Identifier: ISC */
/*
 * The smaller messages of a server's flight, both ways: Certificate,
 * CertificateRequest, ServerHelloDone (RFC 5246 7.4.2, 7.4.4, 7.4.5), alerts,
 * records, and any handshake message whose body is at hand.
 */
#include "wire/flight/flight_parts.h"
#include "wire/bytes/record.h"

static void keep_certificate(
	struct server_flight *flight, struct slice der, struct reader *r)
{
	if (!reader_ok(r) || flight->n_certificates == FLIGHT_MAX_CERTIFICATES)
		return;
	if (der.len > CERTIFICATE_CAP)
		der.len = CERTIFICATE_CAP;
	flight->certificates[flight->n_certificates++] = der;
}

bool certificates_read(
	struct server_flight *flight, struct slice body, struct fault *fault)
{
	struct reader r = reader_of(fault, body.data, body.len);
	struct reader list = reader_vec(&r, 3, "certificate.list");

	while (reader_more(&list)) {
		struct reader one = reader_vec(&list, 3, "certificate.der");

		keep_certificate(flight, reader_rest(&one), &list);
	}
	reader_end(&r, "certificate");
	return reader_ok(&r);
}

bool certificate_request_read(struct certificate_request *request,
	struct slice body, uint16_t version, struct fault *fault)
{
	struct reader r = reader_of(fault, body.data, body.len);
	struct reader types = reader_vec(&r, 1, "certificate_request.types");
	struct reader schemes, authorities;

	*request = (struct certificate_request){ .seen = true };
	request->types = reader_rest(&types);
	if (version == 0x0303) { /* RFC 5246 7.4.4 */
		schemes = reader_vec(
			&r, 2, "certificate_request.signature_schemes");
		request->signature_schemes = reader_rest(&schemes);
	}
	authorities = reader_vec(&r, 2, "certificate_request.authorities");
	request->authorities = reader_rest(&authorities);
	reader_end(&r, "certificate_request");
	return reader_ok(&r);
}

void certificate_write(
	struct writer *w, const struct slice *certificates, size_t n)
{
	size_t body, list, one;

	writer_put(w, 1, HANDSHAKE_CERTIFICATE, "handshake.type");
	body = writer_open(w, 3, "handshake.length");
	list = writer_open(w, 3, "certificate.list.length");
	for (size_t i = 0; i < n; i++) {
		one = writer_open(w, 3, "certificate.der.length");
		writer_slice(w, certificates[i], "certificate.der");
		writer_close(w, one);
	}
	writer_close(w, list);
	writer_close(w, body);
}

void certificate_request_write(struct writer *w, uint16_t version,
	struct slice types, struct slice signature_schemes)
{
	size_t body, list;

	writer_put(w, 1, HANDSHAKE_CERTIFICATE_REQUEST, "handshake.type");
	body = writer_open(w, 3, "handshake.length");
	list = writer_open(w, 1, "certificate_request.types.length");
	writer_slice(w, types, "certificate_request.types");
	writer_close(w, list);
	if (version == 0x0303) {
		list = writer_open(
			w, 2, "certificate_request.signature_schemes.length");
		writer_slice(w, signature_schemes,
			"certificate_request.signature_schemes");
		writer_close(w, list);
	}
	writer_put(w, 2, 0, "certificate_request.authorities.length");
	writer_close(w, body);
}

void handshake_write(struct writer *w, uint8_t type, struct slice body)
{
	size_t scope;

	writer_put(w, 1, type, "handshake.type");
	scope = writer_open(w, 3, "handshake.length");
	writer_slice(w, body, "handshake.body");
	writer_close(w, scope);
}

void server_hello_done_write(struct writer *w)
{
	handshake_write(w, HANDSHAKE_SERVER_HELLO_DONE, slice_of(NULL, 0));
}

void records_write(struct writer *w, uint8_t type, uint16_t version,
	struct slice payload, size_t cut)
{
	size_t start = w->len;

	writer_slice(w, payload, "record.payload");
	records_cut(w, start, type, version, cut);
}

void alert_write(
	struct writer *w, uint16_t version, uint8_t level, uint8_t description)
{
	size_t start = w->len;

	writer_put(w, 1, level, "alert.level");
	writer_put(w, 1, description, "alert.description");
	records_cut(w, start, CONTENT_ALERT, version, 0);
}
